//! Whom to call: what the desk enters stays when rules change, wins over a pack, and is whole or
//! refused.

use watchkeeper::domain::command::OfficerEntry;
use watchkeeper::domain::contact::RecipientEntry;
use watchkeeper::domain::event::DeskMode;
use watchkeeper::domain::officer::Role;
use watchkeeper::domain::{Command, Event, RecipientId, Rejection, State};
use watchkeeper::rulebook;

use crate::story::Story;

const COMMITTEE: &str = "district-committee";

fn story() -> Story {
    Story::new(DeskMode::Real, rulebook::built_in())
}

fn id(name: &str) -> RecipientId {
    RecipientId::from(name)
}

fn entry(name: &str, phone: &str) -> RecipientEntry {
    RecipientEntry {
        phone: phone.into(),
        ..RecipientEntry::of(id(name))
    }
}

fn enter(entries: &[RecipientEntry]) -> Command {
    Command::EnterRecipients {
        entries: entries.to_vec(),
    }
}

fn phones(state: &State, name: &str) -> Vec<String> {
    let id = id(name);
    let contact = state.contact(&id);
    contact.phones().map(str::to_owned).collect()
}

#[test]
fn a_number_that_is_entered_is_in_the_state_with_who_said_so_when() {
    let mut story = story();
    assert_eq!(phones(&story.state, COMMITTEE), [""; 0]);
    story.does(enter(&[RecipientEntry {
        other_phone: "023-6000 0009".into(),
        ..entry(COMMITTEE, "023-6000 0001")
    }]));
    assert_eq!(
        phones(&story.state, COMMITTEE),
        ["023-6000 0001", "023-6000 0009"]
    );
    let listed = &story.state.contacts[&id(COMMITTEE)];
    assert_eq!((listed.at, listed.by.login.as_str()), (story.now, "duty"));
    let kept = serde_json::to_string(&story.state).unwrap();
    assert_eq!(serde_json::from_str::<State>(&kept).unwrap(), story.state);
}

#[test]
fn what_is_entered_stays_when_rules_are_adopted_anew_and_wins_over_a_pack() {
    let mut story = story();
    story.does(enter(&[RecipientEntry {
        name: "区委总值班室".into(),
        ..entry(COMMITTEE, "023-6000 0001")
    }]));
    let mut packed = rulebook::built_in();
    for recipient in &mut packed.recipients {
        recipient.phone = "110".into();
    }
    story.does(Command::AdoptRules { rules: packed });
    assert_eq!(phones(&story.state, COMMITTEE), ["023-6000 0001"]);
    let committee = id(COMMITTEE);
    let contact = story.state.contact(&committee);
    assert_eq!((contact.zh, contact.en), ("区委总值班室", "区委总值班室"));
    assert_eq!(phones(&story.state, "municipal-bureau"), ["110"]);
}

#[test]
fn what_is_left_empty_is_as_the_rules_say() {
    let mut story = story();
    let named = RecipientEntry {
        name: "值班室".into(),
        other_phone: "023-6000 0009".into(),
        ..entry(COMMITTEE, "")
    };
    story.does(enter(&[named]));
    // The only number there is, is the one to dial.
    let committee = id(COMMITTEE);
    let contact = story.state.contact(&committee);
    assert_eq!(contact.phone, Some("023-6000 0009"));
    assert_eq!(contact.other_phone, None);
    story.does(enter(&[entry(COMMITTEE, "")]));
    let contact = story.state.contact(&committee);
    assert_eq!((contact.zh, contact.phone), ("区委", None));
}

#[test]
fn a_name_the_rules_give_anyway_stays_in_both_languages() {
    let mut story = story();
    for name in ["区委", "District Party committee"] {
        story.does(enter(&[RecipientEntry {
            name: name.into(),
            ..entry(COMMITTEE, &format!("023 {}", name.len()))
        }]));
        assert_eq!(story.state.contacts[&id(COMMITTEE)].entry.name, "");
    }
}

#[test]
fn of_several_entries_all_are_taken_or_none() {
    let mut story = story();
    let bad = [
        (entry("nobody", "110"), "unknown-recipient"),
        (entry(COMMITTEE, "120"), "recipient-twice"),
        (entry("municipal-bureau", "无"), "not-a-phone"),
        (
            entry("municipal-bureau", "1\u{1b}[2J10"),
            "control-character",
        ),
        (entry("municipal-bureau", &"1".repeat(61)), "too-long"),
    ];
    for (bad, why) in bad {
        let no = story.refused(&enter(&[entry(COMMITTEE, "110"), bad]));
        assert_eq!(no.key(), why);
    }
    assert!(story.state.contacts.is_empty());
    let both = [entry(COMMITTEE, "110"), entry("municipal-bureau", "120")];
    story.does(enter(&both));
    assert_eq!(story.refused(&enter(&both)), Rejection::NothingToDo);
    // One entry of the record holds what changed, and nothing else.
    let again = [entry(COMMITTEE, "110"), entry("municipal-bureau", "121")];
    let events = story.does(enter(&again));
    let [Event::RecipientsEntered { entries }] = events.as_slice() else {
        panic!("{events:?}");
    };
    assert_eq!(entries.as_slice(), &again[1..]);
}

#[test]
fn a_number_is_kept_as_it_is_dialled_and_nothing_else_is_one() {
    let mut story = story();
    for (given, kept) in [
        ("023-6000 0001 转 8", "023-6000 0001 转 8"),
        ("０２３－６０００　０００１", "023-6000 0001"),
        (" +86 (23) 60000001 ", "+86 (23) 60000001"),
        ("110", "110"),
    ] {
        story.does(enter(&[entry(COMMITTEE, given)]));
        assert_eq!(phones(&story.state, COMMITTEE), [kept], "{given}");
    }
    for given in [
        "=HYPERLINK(\"http://x/?123\")",
        "@SUM(100)",
        "1.38E+10",
        "13800000000.0",
        "12",
        "待补",
    ] {
        let no = story.refused(&enter(&[entry(COMMITTEE, given)]));
        assert_eq!(no.key(), "not-a-phone", "{given}");
    }
}

#[test]
fn who_does_a_duty_today_is_called_by_their_own_number_unless_the_office_has_one() {
    let mut story = story();
    for (name, role, phone) in [
        ("王敏", Role::Officer, "13900000001"),
        ("李强", Role::Leader, "13900000002"),
        ("周岚", Role::Leader, "13900000003"),
    ] {
        let officer = OfficerEntry {
            name: name.into(),
            post: String::new(),
            phone: phone.into(),
            role,
        };
        story.does(Command::EnterOfficer { officer });
    }
    let take = |leader: &str| Command::TakeWatch {
        officer: "王敏".into(),
        deputy: None,
        leader: leader.into(),
        note: String::new(),
    };
    let leader = id("shift-leader");
    assert_eq!(story.state.contact(&leader).person, None);
    for (name, phone) in [("李强", "13900000002"), ("周岚", "13900000003")] {
        story.does(take(name));
        let contact = story.state.contact(&leader);
        assert_eq!((contact.person, contact.phone), (Some(name), Some(phone)));
    }
    story.does(enter(&[entry("shift-leader", "023-6000 0100")]));
    let contact = story.state.contact(&leader);
    assert_eq!(contact.phone, Some("023-6000 0100"));
}
