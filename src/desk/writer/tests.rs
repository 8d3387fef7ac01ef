//! The writer's promises, against a record in memory that can be made to fail.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use chrono::{DateTime, Utc};
use tempfile::TempDir;
use tokio::sync::broadcast::error::TryRecvError;
use tokio::sync::oneshot;

use super::*;
use crate::desk::job::{Opened, Who, Wish};
use crate::domain::call::{CallFacts, Personal, Source};
use crate::domain::command::OfficerEntry;
use crate::domain::entry::Body;
use crate::domain::event::{DeskMode, SimClock};
use crate::domain::officer::Role;
use crate::domain::{
    By, CommandId, Digest, Event, Rejection, Sealed, State, Subject, SubjectId, apply,
};
use crate::error::Error;
use crate::ledger::{Draft, Reader, Recorded, Vault};
use crate::link::frame;
use crate::link::wire::{FromDesk, Receipt, Refusal};

/// A record in memory.
struct Memory {
    state: State,
    staged_state: State,
    staged: Vec<Recorded>,
    kept: Vec<Recorded>,
    switches: Arc<Switches>,
}

/// What a test sees of a record and does to it.
#[derive(Default)]
struct Switches {
    disk_fails: AtomicBool,
    read_only: AtomicBool,
    syncs: AtomicUsize,
}

impl Record for Memory {
    fn state(&self) -> &State {
        &self.state
    }

    fn staged_state(&self) -> &State {
        &self.staged_state
    }

    fn has_room(&self) -> bool {
        true
    }

    fn stage(&mut self, drafts: Vec<Draft>) -> Result<(), Error> {
        for draft in drafts {
            let body = Body {
                v: 1,
                desk: "BN".parse().unwrap(),
                seq: self.staged_state.seq + 1,
                at: draft.at,
                by: draft.by,
                command: draft.command,
                more: 0,
                event: draft.event,
            };
            let sealed = Sealed {
                prev: Digest::GENESIS,
                hash: Digest::GENESIS,
                body: serde_json::value::to_raw_value(&body).unwrap(),
            };
            let entry = sealed.open().unwrap();
            apply(&mut self.staged_state, &entry);
            self.staged.push(Recorded { entry, sealed });
        }
        Ok(())
    }

    fn commit(&mut self) -> Result<Vec<Recorded>, Error> {
        let staged = std::mem::take(&mut self.staged);
        if staged.is_empty() {
            return Ok(staged);
        }
        if self.switches.disk_fails.load(Ordering::Relaxed) {
            self.staged_state = self.state.clone();
            return Err(Error::new("desk-unreadable"));
        }
        self.switches.syncs.fetch_add(1, Ordering::Relaxed);
        self.state = self.staged_state.clone();
        self.kept.extend(staged.clone());
        Ok(staged)
    }

    fn read_only(&self) -> Option<Finding> {
        let read_only = self.switches.read_only.load(Ordering::Relaxed);
        read_only.then(|| Finding::new("notice-ledger-read-only-full"))
    }

    fn store_fault(&self) -> Option<Finding> {
        None
    }

    fn try_recover(&mut self, _now: DateTime<Utc>) -> Result<Vec<Finding>, Error> {
        self.switches.read_only.store(false, Ordering::Relaxed);
        Ok(Vec::new())
    }

    fn settle(&mut self) -> Result<(), Error> {
        Ok(())
    }

    fn close(self) -> Result<(), Error> {
        Ok(())
    }

    fn reader(&self) -> Reader {
        panic!("there is no view of a record in memory")
    }

    fn receipt(&self, command: &CommandId) -> Result<Option<Receipt>, Error> {
        let entries = self.kept.iter().map(|recorded| &recorded.entry);
        let of_it = entries.filter(|entry| entry.command.as_ref() == Some(command));
        Ok(crate::ledger::receipt(of_it))
    }

    fn subject(&self, _id: &SubjectId) -> Result<Option<Subject>, Error> {
        Ok(None)
    }
}

fn noon() -> DateTime<Utc> {
    "2026-11-24T06:30:00Z".parse().unwrap()
}

/// A desk whose clock stands at half past two in the afternoon.
fn writer() -> (Writer<Memory>, Arc<Switches>, TempDir) {
    let clock = SimClock {
        shows: noon(),
        set_at: noon(),
        rate: 0,
    };
    let created = crate::domain::Entry {
        desk: "BN".parse().unwrap(),
        seq: 1,
        at: noon(),
        by: By {
            login: "duty".into(),
            officer: None,
        },
        command: None,
        prev: Digest::GENESIS,
        hash: Digest::GENESIS,
        event: Event::DeskCreated {
            code: "BN".parse().unwrap(),
            name: "巴南".into(),
            mode: DeskMode::Simulated,
            zone: chrono_tz::Tz::Asia__Shanghai,
            clock: Some(clock),
        },
    };
    let state = State::genesis(&created).unwrap();
    let switches = Arc::default();
    let memory = Memory {
        staged_state: state.clone(),
        state,
        staged: Vec::new(),
        kept: Vec::new(),
        switches: Arc::clone(&switches),
    };
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::of(folder.path());
    let writer = Writer::new(memory, vault, &[]).0;
    (writer, switches, folder)
}

type Answer<T> = oneshot::Receiver<Result<T, Refusal>>;

fn ask_as(
    writer: &mut Writer<Memory>,
    officer: Option<&str>,
    id: &str,
    command: Command,
) -> Answer<Receipt> {
    let (answer, answered) = oneshot::channel();
    let job = Job::Record {
        who: who(officer),
        id: id.into(),
        wish: Wish::Command(Box::new(command)),
        answer,
    };
    assert!(writer.take(job).is_continue());
    answered
}

fn ask(writer: &mut Writer<Memory>, id: &str, command: Command) -> Answer<Receipt> {
    ask_as(writer, None, id, command)
}

fn follow(writer: &mut Writer<Memory>) -> Following {
    let (answer, mut answered) = oneshot::channel();
    assert!(writer.take(Job::Follow(answer)).is_continue());
    answered.try_recv().unwrap()
}

fn who(officer: Option<&str>) -> Who {
    Who {
        login: "duty".into(),
        officer: officer.map(str::to_owned),
    }
}

fn officer(name: &str, role: Role) -> Command {
    let (post, phone) = (String::new(), String::new());
    Command::EnterOfficer {
        officer: OfficerEntry {
            name: name.into(),
            post,
            phone,
            role,
        },
    }
}

fn note(text: &str) -> Command {
    Command::MakeNote {
        subject: None,
        text: text.into(),
    }
}

fn told() -> CallFacts {
    CallFacts {
        received: noon(),
        channel: Source::DutyPhone,
        from: Personal::Open("王举报".into()),
        unit: String::new(),
        phone: Personal::Open("13800000000".into()),
        called_back: false,
        about: "河里有油".into(),
    }
}

fn secret_call(writer: &mut Writer<Memory>) -> SubjectId {
    let taken = Command::TakeCall {
        facts: told(),
        confidential: true,
    };
    let mut answer = ask(writer, "secret", taken);
    writer.commit();
    answer.try_recv().unwrap().unwrap().subject.unwrap()
}

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
fn a_secret_caller_is_nowhere_in_the_clear() {
    let (mut writer, _, _folder) = writer();
    let call = secret_call(&mut writer);
    let mut amended = told();
    amended.from = writer.record.state.calls[&call].facts.from.clone();
    amended.phone = Personal::Open("13911111111".into());
    let amend = |facts| Command::AmendCall {
        call: call.clone(),
        facts,
        approval: None,
    };
    let mut answer = ask(&mut writer, "b", amend(amended.clone()));
    writer.commit();
    answer.try_recv().unwrap().unwrap();
    let bodies: String = writer
        .record
        .kept
        .iter()
        .map(|recorded| recorded.sealed.body.get())
        .collect();
    for secret in ["王举报", "13800000000", "13911111111"] {
        assert!(!bodies.contains(secret), "{secret}");
    }

    amended.phone = Personal::Sealed("of another call".into());
    let mut answer = ask(&mut writer, "c", amend(amended));
    writer.commit();
    let refusal = answer.try_recv().unwrap().unwrap_err();
    assert_eq!(Error::from(refusal).key(), "error-desk-sealed");
}

fn reveal(writer: &mut Writer<Memory>, call: &SubjectId) -> Answer<Opened> {
    let (answer, answered) = oneshot::channel();
    let job = Job::Reveal {
        who: who(None),
        call: call.clone(),
        reason: "回访".into(),
        answer,
    };
    assert!(writer.take(job).is_continue());
    answered
}

#[test]
fn a_secret_is_shown_only_once_that_is_on_disk() {
    let (mut writer, switches, _folder) = writer();
    let call = secret_call(&mut writer);
    switches.disk_fails.store(true, Ordering::Relaxed);
    let mut unrecorded = reveal(&mut writer, &call);
    writer.commit();
    assert!(unrecorded.try_recv().unwrap().is_err());

    switches.disk_fails.store(false, Ordering::Relaxed);
    let mut recorded = reveal(&mut writer, &call);
    assert!(recorded.try_recv().is_err(), "not yet");
    writer.commit();
    let Ok(opened) = recorded.try_recv().unwrap() else {
        panic!("it was recorded")
    };
    assert_eq!(
        (opened.from.as_str(), opened.phone.as_str()),
        ("王举报", "13800000000")
    );
    let last = &writer.record.state.recent.back().unwrap().event;
    assert!(matches!(last, Event::PersonalShown { .. }));
}

#[test]
fn what_was_forgotten_cannot_be_shown_again() {
    let (mut writer, _, _folder) = writer();
    let call = secret_call(&mut writer);
    let (answer, mut answered) = oneshot::channel();
    let job = Job::Forget {
        who: who(None),
        call: call.clone(),
        reason: "本人要求".into(),
        answer,
    };
    assert!(writer.take(job).is_continue());
    writer.commit();
    answered.try_recv().unwrap().unwrap();
    let last = writer.record.state.seq;
    let mut refused = reveal(&mut writer, &call);
    writer.commit();
    let Err(refusal) = refused.try_recv().unwrap() else {
        panic!("the key is gone")
    };
    assert_eq!(Error::from(refusal).key(), "error-desk-forgotten");
    assert_eq!(
        writer.record.state.seq, last,
        "what was not shown is not recorded as shown"
    );
}

#[test]
fn a_call_without_secrets_has_nothing_to_show() {
    let (mut writer, _, _folder) = writer();
    let taken = Command::TakeCall {
        facts: told(),
        confidential: false,
    };
    let mut answer = ask(&mut writer, "a", taken);
    writer.commit();
    let call = answer.try_recv().unwrap().unwrap().subject.unwrap();
    let mut refused = reveal(&mut writer, &call);
    writer.commit();
    let Err(refusal) = refused.try_recv().unwrap() else {
        panic!("nothing is sealed")
    };
    assert_eq!(refusal, Rejection::NotSealed { subject: call }.into());
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
    let bad = Finding::new("notice-rules-many");
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
    let bad = Finding::new("notice-rules-many");
    let job = Job::Rules(Box::new(Err(bad.clone())));
    assert!(writer.take(job).is_continue());
    writer.commit();
    assert_eq!(writer.record.state.rules, crate::rulebook::built_in());
    assert_eq!(writer.vital.borrow().notices, [bad]);
}
