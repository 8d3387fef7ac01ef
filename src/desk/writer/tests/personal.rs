//! Callers who ask for secrecy.

use super::*;

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
