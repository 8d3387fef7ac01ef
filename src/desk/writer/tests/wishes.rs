//! What is answered, when, and what the others see of it.

use super::*;

#[test]
fn nothing_is_answered_before_it_is_on_disk() {
    let (mut writer, switches, _folder) = writer();
    let mut answer = ask(&mut writer, "a", note("一"));
    assert!(answer.try_recv().is_err());
    assert_eq!(switches.syncs.load(Ordering::Relaxed), 0);
    writer.commit();
    assert_eq!(answer.try_recv().unwrap().unwrap().last_seq, 2);
}

#[test]
fn wishes_that_come_together_see_each_other_and_share_one_sync() {
    let (mut writer, switches, _folder) = writer();
    let mut first = ask(&mut writer, "a", officer("李四", Role::Officer));
    let mut second = ask(&mut writer, "b", officer("赵六", Role::Leader));
    let taken = Command::TakeWatch {
        officer: "李四".into(),
        deputy: None,
        leader: "赵六".into(),
        note: String::new(),
    };
    let mut third = ask(&mut writer, "c", taken);
    writer.commit();
    for answer in [&mut first, &mut second, &mut third] {
        answer.try_recv().unwrap().unwrap();
    }
    assert_eq!(switches.syncs.load(Ordering::Relaxed), 1);
}

#[test]
fn what_the_disk_refuses_did_not_happen() {
    let (mut writer, switches, _folder) = writer();
    let mut entries = follow(&mut writer).entries;
    let before = writer.record.state.clone();
    switches.disk_fails.store(true, Ordering::Relaxed);
    let mut first = ask(&mut writer, "a", officer("李四", Role::Officer));
    // Refused only because of what was staged before it: that refusal must not stand either.
    let mut second = ask(&mut writer, "b", officer("李四", Role::Officer));
    writer.commit();
    for answer in [&mut first, &mut second] {
        let refusal = answer.try_recv().unwrap().unwrap_err();
        assert!(matches!(refusal, Refusal::Edge { .. }), "{refusal:?}");
    }
    assert_eq!(entries.try_recv(), Err(TryRecvError::Empty));
    assert_eq!(writer.record.staged_state, before);

    switches.disk_fails.store(false, Ordering::Relaxed);
    let mut again = ask(&mut writer, "a", officer("李四", Role::Officer));
    writer.commit();
    let receipt = again.try_recv().unwrap().unwrap();
    assert_eq!(
        receipt.first_seq,
        before.seq + 1,
        "done now, not taken for a repeat"
    );
}

#[test]
fn a_repeat_is_answered_as_the_first_time_and_done_once() {
    let (mut writer, _, _folder) = writer();
    let mut first = ask(&mut writer, "a", note("一"));
    let mut in_the_batch = ask(&mut writer, "a", note("一"));
    writer.commit();
    let mut later = ask(&mut writer, "a", note("一"));
    writer.commit();
    let first = first.try_recv().unwrap().unwrap();
    assert_eq!(in_the_batch.try_recv().unwrap().unwrap(), first);
    assert_eq!(later.try_recv().unwrap().unwrap(), first);
    assert_eq!(writer.record.state.seq, 2);
}

#[test]
fn a_console_follows_without_gap_and_without_double() {
    let (mut writer, _, _folder) = writer();
    let _before = ask(&mut writer, "a", note("一"));
    let mut following = follow(&mut writer);
    let _after = ask(&mut writer, "b", note("二"));
    writer.commit();
    assert_eq!(following.state.seq, 2);
    let told = following.entries.try_recv().unwrap();
    let FromDesk::Entry(sealed) = frame::message(&told[4..]).unwrap() else {
        panic!("an entry")
    };
    assert_eq!(sealed.open().unwrap().seq, 3);
    assert_eq!(following.entries.try_recv(), Err(TryRecvError::Empty));
}

#[test]
fn a_record_that_takes_nothing_is_tried_again_by_whoever_wants_to_record() {
    let (mut writer, switches, _folder) = writer();
    switches.read_only.store(true, Ordering::Relaxed);
    writer.tell_vital();
    assert!(writer.vital.borrow().read_only.is_some() && writer.vital.borrow().ails);
    let mut answer = ask(&mut writer, "a", note("一"));
    writer.commit();
    answer.try_recv().unwrap().unwrap();
    assert_eq!(writer.vital.borrow().read_only, None);

    // Trying may read much of the record, so it is not tried again at once.
    switches.read_only.store(true, Ordering::Relaxed);
    let mut answer = ask(&mut writer, "b", note("二"));
    writer.commit();
    let refusal = answer.try_recv().unwrap().unwrap_err();
    assert_eq!(Error::from(refusal).key(), "error-ledger-read-only-full");
    assert_eq!(follow(&mut writer).state.seq, 2, "and it is still read");
}

#[test]
fn nobody_outside_asks_for_what_only_the_desk_does() {
    let (mut writer, _, _folder) = writer();
    let call: SubjectId = "BN-2026-C001".to_owned().try_into().unwrap();
    let reason = "好奇".to_owned();
    for command in [
        Command::AdoptRules {
            rules: RuleSet::default(),
        },
        Command::MoveClock {
            clock: writer.record.state.desk.clock.unwrap(),
        },
        Command::ShowPersonal {
            call: call.clone(),
            reason: reason.clone(),
        },
        Command::DestroyPersonal { call, reason },
    ] {
        let mut answer = ask(&mut writer, "a", command);
        writer.commit();
        let refusal = answer.try_recv().unwrap().unwrap_err();
        assert_eq!(Error::from(refusal).key(), "error-desk-reserved");
    }
    assert_eq!(writer.record.state.seq, 1);
}

#[test]
fn an_entry_names_the_officer_acted_as_or_the_one_on_watch() {
    let (mut writer, _, _folder) = writer();
    for (id, name, role) in [("a", "李四", Role::Officer), ("b", "赵六", Role::Leader)] {
        drop(ask(&mut writer, id, officer(name, role)));
    }
    let taken = Command::TakeWatch {
        officer: "李四".into(),
        deputy: None,
        leader: "赵六".into(),
        note: String::new(),
    };
    drop(ask(&mut writer, "c", taken));
    for (named, acts) in [
        (Some("赵六"), "赵六"),
        (None, "李四"),
        (Some("无名"), "李四"),
    ] {
        let id = format!("d-{}", writer.record.staged_state.seq);
        drop(ask_as(&mut writer, named, &id, note("一")));
        writer.commit();
        let by = &writer.record.state.recent.back().unwrap().by;
        let acting = writer.record.state.officer_name(by.officer.unwrap());
        assert_eq!((by.login.as_str(), acting), ("duty", acts), "{named:?}");
    }
}

#[test]
fn a_bad_pack_leaves_the_rules_and_is_told() {
    let (mut writer, _, _folder) = writer();
    let good = crate::rulebook::built_in();
    assert!(
        writer
            .take(Job::Rules(Box::new(Ok(good.clone()))))
            .is_continue()
    );
    writer.commit();
    let adopted = writer.record.state.seq;
    let bad = Finding::new("notice-rules-many")
        .with("path", "/d/rules")
        .with("limit", 64);
    assert!(
        writer
            .take(Job::Rules(Box::new(Err(bad.clone()))))
            .is_continue()
    );
    writer.commit();
    assert_eq!(
        (&writer.record.state.rules, writer.record.state.seq),
        (&good, adopted)
    );
    assert_eq!(writer.vital.borrow().notices, [bad]);
    assert!(writer.take(Job::Rules(Box::new(Ok(good)))).is_continue());
    writer.commit();
    assert_eq!(
        writer.record.state.seq, adopted,
        "the same rules are not adopted twice"
    );
    assert!(writer.vital.borrow().notices.is_empty());
}

#[test]
fn a_new_desk_with_a_bad_pack_has_the_built_in_rules() {
    let (mut writer, _, _folder) = writer();
    let bad = Finding::new("notice-rules-many")
        .with("path", "/d/rules")
        .with("limit", 64);
    let job = Job::Rules(Box::new(Err(bad.clone())));
    assert!(writer.take(job).is_continue());
    writer.commit();
    assert_eq!(writer.record.state.rules, crate::rulebook::built_in());
    assert_eq!(writer.vital.borrow().notices, [bad]);
}

#[test]
fn entries_that_come_back_when_the_record_recovers_make_every_console_start_afresh() {
    let (mut writer, switches, _folder) = writer();
    let mut before = follow(&mut writer).entries;
    switches.read_only.store(true, Ordering::Relaxed);
    switches.one_comes_back.store(true, Ordering::Relaxed);
    let _answer = ask(&mut writer, "a", note("一"));
    writer.commit();
    assert_eq!(before.try_recv(), Err(TryRecvError::Closed));
    assert_eq!(
        follow(&mut writer).state.seq,
        3,
        "the one that came back and the new one"
    );
}
