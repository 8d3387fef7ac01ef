//! A caller who asks for secrecy (12345 and 信访 rules: 为举报人保密).

use std::fs;
use std::path::Path;

use watchkeeper::domain::call::Personal;
use watchkeeper::domain::{Command, Event, SubjectId};
use watchkeeper::link::Client;
use watchkeeper::link::wire::{Query, Reply};

use crate::support::{House, told};

const SECRETS: [&str; 2] = ["王举报", "13800000000"];

fn secret_call(house: &House) -> SubjectId {
    let taken = Command::TakeCall {
        facts: told(),
        confidential: true,
    };
    house.client().perform(taken).unwrap().subject.unwrap()
}

fn reveal(client: &mut Client, call: &SubjectId) -> Result<Reply, watchkeeper::error::Error> {
    client.ask(Query::Reveal {
        call: call.clone(),
        reason: "回访核实".into(),
    })
}

/// Whether any file of the data folder holds a text.
fn holds(folder: &Path, text: &str) -> bool {
    fs::read_dir(folder).unwrap().any(|entry| {
        let path = entry.unwrap().path();
        if path.is_dir() {
            return holds(&path, text);
        }
        let Ok(bytes) = fs::read(&path) else {
            return false;
        };
        bytes
            .windows(text.len())
            .any(|window| window == text.as_bytes())
    })
}

#[test]
fn a_secret_callers_name_and_number_are_in_no_file_and_on_no_console() {
    let mut house = House::simulated();
    let console = house.console();
    let call = secret_call(&house);
    let mut console = console;
    console.until(house.health().seq);
    let facts = &console.state.calls[&call].facts;
    assert!(matches!(&facts.from, Personal::Sealed(_)));
    assert!(matches!(&facts.phone, Personal::Sealed(_)));
    assert_eq!(facts.about, "河里有油", "what it is about is no secret");
    house.end();
    for secret in SECRETS {
        assert!(!holds(house.data(), secret), "{secret}");
    }
    assert!(holds(house.data(), "河里有油"), "the search itself works");
}

#[test]
fn a_secret_is_shown_with_a_reason_and_that_is_recorded() {
    let mut house = House::simulated();
    let call = secret_call(&house);
    house.end();
    house.begin();
    let Ok(Reply::Revealed { from, phone }) = reveal(&mut house.client(), &call) else {
        panic!("it is shown")
    };
    assert_eq!([from.as_str(), phone.as_str()], SECRETS);
    let console = house.console();
    // The call's own reminder may stand before or behind it.
    let shown = console.state.recent.iter().filter_map(|happened| {
        let Event::PersonalShown { reason, .. } = &happened.event else {
            return None;
        };
        Some(reason.as_str())
    });
    assert_eq!(shown.collect::<Vec<_>>(), ["回访核实"]);
    let unreasoned = house.client().ask(Query::Reveal {
        call,
        reason: " ".into(),
    });
    assert_eq!(unreasoned.unwrap_err().key(), "reject-empty");
}

#[test]
fn what_is_forgotten_is_gone_for_good_and_the_record_stays_whole() {
    let mut house = House::simulated();
    let call = secret_call(&house);
    let mut client = house.client();
    let forgotten = client.ask(Query::Forget {
        call: call.clone(),
        reason: "本人要求删除".into(),
    });
    assert!(matches!(forgotten, Ok(Reply::Forgotten)));
    house.end();
    house.begin();
    let refused = reveal(&mut house.client(), &call).unwrap_err();
    assert_eq!(refused.key(), "error-desk-forgotten");
    let Reply::Verified(report) = house.client().ask(Query::Verify { claim: None }).unwrap() else {
        panic!("it was verified")
    };
    assert!(report.is_sound(), "{report:?}");
}
