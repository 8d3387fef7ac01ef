//! Whatever is looked for, and on what a key acts: the list of everything, the number that is typed,
//! the row that was drawn.

use chrono::TimeDelta;
use ratatui::crossterm::event::{Event as Input, KeyEvent};
use watchkeeper::console::form::kind::FormKind;
use watchkeeper::console::key::Chord;
use watchkeeper::console::message::Message;
use watchkeeper::console::model::view::Overlay;
use watchkeeper::domain::call::{CallFacts, Personal, Source, Triage};
use watchkeeper::domain::event::DeskMode;
use watchkeeper::domain::grade::Grade;
use watchkeeper::domain::officer::Approval;
use watchkeeper::domain::{Command, Sealed, SubjectId};
use watchkeeper::link::wire::{FromDesk, Query, ToDesk};
use watchkeeper::locale::Lang;

use crate::fixture::{Console, Desk, at};

fn id(text: &str) -> SubjectId {
    text.to_owned().try_into().unwrap()
}

fn console(desk: Desk) -> Console {
    Console::new(desk, (80, 24), Lang::Zh)
}

fn takes_call(desk: &mut Desk, about: &str) -> Vec<Sealed> {
    let facts = CallFacts {
        received: desk.now,
        channel: Source::DutyPhone,
        from: Personal::Open("张三".into()),
        unit: String::new(),
        phone: Personal::Open(String::new()),
        called_back: false,
        about: about.into(),
    };
    let confidential = false;
    desk.does(Command::TakeCall {
        facts,
        confidential,
    })
}

/// Entries that come before the next picture.
fn come_undrawn(console: &mut Console, entries: Vec<Sealed>) {
    for entry in entries {
        console.tell_undrawn(Message::Link(Box::new(FromDesk::Entry(entry))));
    }
}

/// A key that comes before the next picture.
fn press_undrawn(console: &mut Console, key: &str) {
    let chord: Chord = key.parse().unwrap();
    let event = KeyEvent::new(chord.code, chord.held);
    console.tell_undrawn(Message::Input(Input::Key(event)));
}

fn form(console: &Console) -> Option<FormKind> {
    match console.model.overlays.last() {
        Some(Overlay::Form(form)) => Some(form.kind.clone()),
        _ => None,
    }
}

/// One incident, and 205 calls that tell of the same.
fn crowded() -> Desk {
    let mut desk = Desk::quiet();
    desk.takes_watch();
    let now = desk.now;
    desk.logs(
        "钛业酸性废水泄漏",
        "李家沱",
        &now.format("%H:%M").to_string(),
        |_| {},
    );
    for number in 1..=205 {
        takes_call(&mut desk, &format!("钛业有刺鼻气味，第 {number} 次来电"));
    }
    desk
}

fn pages_down(console: &mut Console, pages: usize) {
    for _ in 0..pages {
        console.press("pgdn");
    }
}

#[test]
fn an_incident_is_found_however_many_calls_hold_the_word() {
    let mut console = console(crowded());
    console.press("f3").types("钛业").press("enter");
    assert!(console.says("BN-2026-001"), "{}", console.picture());
    assert!(console.says("[事件 1]"), "{}", console.picture());
    assert!(console.says("接报 205"), "how many calls there are is said");
    assert!(console.says("1/1"), "{}", console.picture());
}

#[test]
fn a_long_list_says_how_many_more_there_are_and_fetches_them_on_the_way_down() {
    let mut console = console(crowded());
    console.press("f3").types("钛业").press("enter tab");
    assert!(console.says("[接报 205]"), "{}", console.picture());
    assert!(console.says("还有 105 件"), "{}", console.picture());
    assert!(console.says("1/205"), "{}", console.picture());
    pages_down(&mut console, 9);
    assert!(console.says("还有 5 件"), "{}", console.picture());
    pages_down(&mut console, 10);
    assert!(console.says("205/205"), "{}", console.picture());
    assert!(!console.says("还有"), "{}", console.picture());
    assert!(console.says("BN-2026-C001"), "{}", console.picture());
    let asked = console.said.iter().filter(|said| {
        matches!(
            said,
            ToDesk::Ask {
                query: Query::Count { .. },
                ..
            }
        )
    });
    assert_eq!(asked.count(), 2, "once for everything, once for the word");
}

#[test]
fn where_the_family_shown_has_none_the_others_are_named() {
    let mut desk = Desk::quiet();
    desk.takes_watch();
    takes_call(&mut desk, "江面有油污");
    let mut console = console(desk);
    console.press("f3").types("油污").press("enter");
    assert!(
        console.says("本类没有；其他类有 1 件，按 Tab 换类"),
        "{}",
        console.picture()
    );
    console.press("tab");
    assert!(
        console.says("BN-2026-C001"),
        "the query goes along: {}",
        console.picture()
    );
}

#[test]
fn a_number_with_its_letter_is_looked_for_in_its_family() {
    let mut console = console(crowded());
    console.press("f3").types("C017").press("enter");
    assert!(console.says("BN-2026-C017"), "{}", console.picture());
    console.press("enter");
    assert!(console.says("第 17 次来电"), "{}", console.picture());
}

#[test]
fn what_is_typed_and_not_looked_for_yet_is_no_part_of_the_list() {
    let mut console = console(crowded());
    console.press("f3").types("钛业").press("enter tab");
    console.types("油");
    pages_down(&mut console, 9);
    let last = console.said.iter().rev().find_map(|said| match said {
        ToDesk::Ask {
            query: Query::Subjects { query, before, .. },
            ..
        } => Some((query.clone(), before.clone())),
        _ => None,
    });
    let (query, before) = last.unwrap();
    assert_eq!(query, "钛业", "the next page is of the same search");
    assert_eq!(before, Some(id("BN-2026-C106")));
    assert!(console.says("查找： 钛业"), "{}", console.picture());
}

#[test]
fn a_form_stays_on_its_incident_whatever_becomes_of_the_list_beneath() {
    let mut console = console(Desk::busy(DeskMode::Real));
    let was = console.model.subject().unwrap();
    console.press("r");
    assert_eq!(form(&console), Some(FormKind::Report(was.clone())));
    console.passes(TimeDelta::minutes(1));
    let mut entries = Vec::new();
    let learned = console.desk.now.format("%H:%M").to_string();
    let before = console.desk.sent.len();
    console.desk.logs("新的重大事件", "鱼洞", &learned, |new| {
        new.grade = Grade::I;
    });
    entries.extend(console.desk.sent[before..].to_vec());
    for entry in entries {
        console.tell(Message::Link(Box::new(FromDesk::Entry(entry))));
    }
    assert_eq!(form(&console), Some(FormKind::Report(was.clone())));
    console.press("esc");
    assert_eq!(form(&console), None);
    assert!(
        console
            .kept
            .values()
            .all(|draft| draft.form.subject() == Some(&was))
    );
}

#[test]
fn a_key_pressed_before_the_new_picture_acts_on_what_was_seen() {
    for key in ["r", "g", "enter", "ctrl-p"] {
        let mut console = console(Desk::busy(DeskMode::Real));
        console.press("tab");
        let was = console.model.subject().unwrap();
        let learned = console.desk.now.format("%H:%M").to_string();
        let before = console.desk.sent.len();
        let new = console.desk.logs("新的特大事件", "鱼洞", &learned, |new| {
            new.grade = Grade::I;
        });
        let entries = console.desk.sent[before..].to_vec();
        come_undrawn(&mut console, entries);
        let gone = dismiss(&mut console.desk, &was);
        come_undrawn(&mut console, gone);
        press_undrawn(&mut console, key);
        let about = match form(&console) {
            Some(form) => form.subject().cloned(),
            None => console.model.subject(),
        };
        assert_ne!(about, Some(new), "{key}");
        assert!(about.is_none() || about == Some(was), "{key}: {about:?}");
    }
}

fn dismiss(desk: &mut Desk, incident: &SubjectId) -> Vec<Sealed> {
    desk.does(Command::DismissIncident {
        incident: incident.clone(),
        approval: Approval::of("李四", "不属实"),
    })
}

#[test]
fn a_call_is_joined_by_the_number_of_the_incident_not_by_its_row() {
    let mut desk = Desk::busy(DeskMode::Real);
    let first = id("BN-2026-001");
    dismiss(&mut desk, &first);
    let mut console = console(desk);
    console.press("f3 tab enter f6 right tab");
    assert!(console.says("BN-2026-002"), "what may be named is shown");
    assert!(!console.says("BN-2026-001"), "{}", console.picture());
    console.types("2").press("tab");
    assert!(
        console.says("BN-2026-002 木洞园区仓库冒烟"),
        "{}",
        console.picture()
    );
    console.press("f10");
    let call = &console.desk.state.calls[&id("BN-2026-C001")];
    let (_, triage) = call.triage.as_ref().unwrap();
    assert_eq!(
        *triage,
        Triage::Joined {
            incident: id("BN-2026-002")
        }
    );
}

#[test]
fn where_two_incidents_could_be_meant_the_form_names_both_and_waits() {
    let mut desk = Desk::busy(DeskMode::Real);
    desk.now += TimeDelta::days(122);
    let new = desk.logs("又一起冒烟", "木洞镇", "14:40", |new| {
        new.learned = at("2027-01-01T14:00:00");
    });
    assert_eq!(new, id("BN-2027-001"));
    let mut console = console(desk);
    console
        .press("f3 tab enter f6 right tab")
        .types("1")
        .press("f10");
    assert!(console.says("可能指几件中的一件"), "{}", console.picture());
    assert!(
        console.desk.state.calls[&id("BN-2026-C001")]
            .triage
            .is_none()
    );
    console.press("backspace").types("27-1").press("f10");
    let call = &console.desk.state.calls[&id("BN-2026-C001")];
    let (_, triage) = call.triage.as_ref().unwrap();
    assert_eq!(*triage, Triage::Joined { incident: new });
}

#[test]
fn what_the_desk_does_by_itself_takes_no_row_from_what_people_did() {
    let mut desk = Desk::quiet();
    desk.takes_watch();
    let learned = desk.now.format("%H:%M").to_string();
    for number in 1..=60 {
        desk.logs(&format!("事件 {number}"), "木洞镇", &learned, |_| {});
    }
    let console = console(desk);
    assert_eq!(console.model.recent().len(), 60);
}
