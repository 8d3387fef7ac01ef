//! What a number means that somebody wrote: the form it was written in, and the year it left out.

use watchkeeper::domain::call::{CallFacts, Personal, Source};
use watchkeeper::domain::command::TriageWish;
use watchkeeper::domain::event::{DeskMode, NewIncident};
use watchkeeper::domain::{Command, Meant, SubjectId, SubjectKind, Written};

use crate::decide::{new_incident, rules};
use crate::story::{Story, at};

const INCIDENT: &[SubjectKind] = &[SubjectKind::Incident];
const CALL: &[SubjectKind] = &[SubjectKind::Call];
const ANY: &[SubjectKind] = &[
    SubjectKind::Incident,
    SubjectKind::Call,
    SubjectKind::Warning,
];

fn id(text: &str) -> SubjectId {
    text.to_owned().try_into().unwrap()
}

/// A desk on the last day of 2026.
fn desk() -> Story {
    let mut story = Story::new(DeskMode::Simulated, rules());
    story.now = at("2026-12-31T20:00:00");
    story
}

fn logs(story: &mut Story) -> SubjectId {
    let learned = story.now;
    story.logs(NewIncident {
        learned,
        ..new_incident()
    })
}

fn takes_call(story: &mut Story) {
    let facts = CallFacts {
        received: story.now,
        channel: Source::DutyPhone,
        from: Personal::Open("张三".into()),
        phone: Personal::Open(String::new()),
        unit: String::new(),
        called_back: false,
        about: "江面有油污".into(),
    };
    let confidential = false;
    story.does(Command::TakeCall {
        facts,
        confidential,
    });
}

fn judges(story: &mut Story, call: &str) {
    let reason = "重复来电".to_owned();
    story.does(Command::TriageCall {
        call: id(call),
        wish: TriageWish::NoMatter { reason },
    });
}

fn meant(story: &Story, kinds: &[SubjectKind], given: &str) -> Vec<String> {
    let written = Written::read(given).unwrap();
    match written.meant(&story.state, kinds, 2027) {
        Meant::One(id) => vec![id.to_string()],
        Meant::Several(ids) => ids.iter().map(ToString::to_string).collect(),
    }
}

#[test]
fn a_number_is_read_in_every_form_people_write_it_in() {
    let mut story = desk();
    logs(&mut story);
    takes_call(&mut story);
    for written in [
        "1",
        "001",
        "26-1",
        "26-001",
        "2026-001",
        "BN-2026-001",
        "bn-2026-001",
        "BN-26-001",
        " 26-001 ",
        "２６－００１",
        "ＢＮ－２０２６－００１",
        "１",
        "26–001",
        "26—001",
    ] {
        assert_eq!(
            meant(&story, INCIDENT, written),
            ["BN-2026-001"],
            "{written}"
        );
    }
    for written in [
        "C1",
        "c001",
        "26-C001",
        "26-c1",
        "bn-2026-c001",
        "Ｃ１",
        "1",
        "26-1",
    ] {
        assert_eq!(meant(&story, CALL, written), ["BN-2026-C001"], "{written}");
    }
    assert_eq!(
        meant(&story, INCIDENT, "C1"),
        ["BN-2026-C001"],
        "the letter says it"
    );
}

#[test]
fn what_is_no_number_is_refused() {
    for given in [
        "",
        " ",
        "0",
        "000",
        "-1",
        "1-",
        "C",
        "X1",
        "126-001",
        "6-001",
        "1969-001",
        "26-C",
        "BN-2026",
        "B-2026-001",
        "1-2-3-4",
        "26-001x",
        "+1",
        "1e3",
        "4294967296",
        "一",
    ] {
        assert!(Written::read(given).is_err(), "{given:?}");
    }
    // What the record holds is always whole.
    for given in ["2026-001", "001", "26-C001", "BN-2026"] {
        assert!(SubjectId::try_from(given.to_owned()).is_err(), "{given:?}");
    }
}

#[test]
fn a_short_number_is_the_only_subject_that_bears_it() {
    let mut story = desk();
    logs(&mut story);
    story.now = at("2027-01-01T00:01:00");
    assert_eq!(
        meant(&story, INCIDENT, "1"),
        ["BN-2026-001"],
        "read at 23:59 as 001, typed at 00:01"
    );
    assert_eq!(
        meant(&story, INCIDENT, "2"),
        ["BN-2027-002"],
        "there is none: it is this year's that is missing"
    );
}

#[test]
fn where_last_years_and_this_years_are_both_open_nobody_guesses() {
    let mut story = desk();
    logs(&mut story);
    story.now = at("2027-01-02T08:00:00");
    logs(&mut story);
    let both = ["BN-2027-001", "BN-2026-001"];
    for written in ["1", "001", "１"] {
        assert_eq!(meant(&story, INCIDENT, written), both, "{written}");
        assert_eq!(meant(&story, ANY, written), both, "{written}");
    }
    assert_eq!(meant(&story, INCIDENT, "26-001"), ["BN-2026-001"]);
    assert_eq!(meant(&story, INCIDENT, "27-001"), ["BN-2027-001"]);
}

#[test]
fn what_ended_lately_may_be_meant_as_well_what_is_long_past_may_not() {
    let mut story = desk();
    takes_call(&mut story);
    judges(&mut story, "BN-2026-C001");
    story.now = at("2027-01-02T08:00:00");
    takes_call(&mut story);
    assert_eq!(
        meant(&story, CALL, "1"),
        ["BN-2027-C001", "BN-2026-C001"],
        "the open one first"
    );
    story.now = at("2027-03-01T08:00:00");
    takes_call(&mut story);
    assert_eq!(meant(&story, CALL, "1"), ["BN-2027-C001"]);
    assert_eq!(meant(&story, CALL, "26-1"), ["BN-2026-C001"]);
}

#[test]
fn where_all_are_long_past_nobody_guesses_either() {
    let mut story = desk();
    takes_call(&mut story);
    judges(&mut story, "BN-2026-C001");
    story.now = at("2027-02-02T08:00:00");
    takes_call(&mut story);
    judges(&mut story, "BN-2027-C001");
    story.now = at("2027-05-01T08:00:00");
    takes_call(&mut story);
    assert!(!story.state.holds(&id("BN-2027-C001")), "it left memory");
    assert_eq!(meant(&story, CALL, "1"), ["BN-2027-C001", "BN-2026-C001"]);
}

#[test]
fn a_number_without_a_letter_is_an_incidents_where_there_is_one() {
    let mut story = desk();
    takes_call(&mut story);
    assert_eq!(meant(&story, ANY, "1"), ["BN-2026-C001"]);
    logs(&mut story);
    assert_eq!(meant(&story, ANY, "1"), ["BN-2026-001"]);
    assert_eq!(meant(&story, ANY, "C1"), ["BN-2026-C001"]);
}
