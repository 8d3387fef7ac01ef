//! The console and the desk's words: entries folded, gaps mended, links lost and found.

use chrono::TimeDelta;
use watchkeeper::console::message::{Effect, Message};
use watchkeeper::domain::Command;
use watchkeeper::domain::event::DeskMode;
use watchkeeper::link::wire::{FromDesk, Query, Refusal, ToDesk};
use watchkeeper::locale::Lang;

use crate::fixture::{Console, Desk};

fn console() -> Console {
    Console::new(Desk::busy(DeskMode::Real), (80, 24), Lang::Zh)
}

fn note(text: &str) -> Command {
    Command::MakeNote {
        subject: None,
        text: text.into(),
    }
}

#[test]
fn what_another_console_records_is_seen_here() {
    let mut console = console();
    for entry in console.desk.does(note("交接：仓库钥匙在抽屉")) {
        console.tell(Message::Link(Box::new(FromDesk::Entry(entry))));
    }
    assert!(console.says("备注：交接"), "{}", console.picture());
    assert_eq!(console.model.state(), Some(&console.desk.state));
}

#[test]
fn a_missed_entry_is_noticed_and_everything_asked_for_anew() {
    let mut console = console();
    console.desk.does(note("这一条丢了"));
    for entry in console.desk.does(note("这一条到了")) {
        console.tell(Message::Link(Box::new(FromDesk::Entry(entry))));
    }
    let asked = console.said.iter().filter(|word| {
        matches!(
            word,
            ToDesk::Ask {
                query: Query::State,
                ..
            }
        )
    });
    assert_eq!(asked.count(), 1);
    assert_eq!(console.model.state(), Some(&console.desk.state));
}

#[test]
fn an_entry_that_came_twice_is_folded_once() {
    let mut console = console();
    for entry in console.desk.does(note("一次")) {
        for _ in 0..2 {
            console.tell(Message::Link(Box::new(FromDesk::Entry(entry.clone()))));
        }
    }
    assert_eq!(console.model.state(), Some(&console.desk.state));
    assert!(console.said.is_empty());
}

#[test]
fn a_lost_link_keeps_the_picture_and_the_countdowns_run_on() {
    let mut console = console();
    console.link_down();
    console.passes(TimeDelta::seconds(5));
    let picture = console.picture();
    assert!(picture.contains("00:00:05 前"), "{picture}");
    assert!(picture.contains("00:07:50"), "{picture}");
    console.link_up();
    assert!(!console.says("链路中断"), "{}", console.picture());
}

#[test]
fn a_lost_link_can_be_tried_again_at_once() {
    let mut console = console();
    console.link_down();
    console.press("ctrl-n");
    assert!(matches!(console.wanted.as_slice(), [Effect::Reconnect]));
}

#[test]
fn a_desk_that_ends_says_why() {
    let mut console = console();
    let refusal = Refusal::Edge {
        key: "error-link-lost".into(),
        args: std::collections::BTreeMap::new(),
        because: None,
        exit: 2,
    };
    console.tell(Message::Link(Box::new(FromDesk::Farewell(refusal))));
    assert!(console.says("值守台断开了连接"), "{}", console.picture());
}

#[test]
fn what_closed_while_a_form_was_open_is_refused_with_a_sentence() {
    let mut console = console();
    console.selects("001  !!");
    console.press("f8").types("补记");
    let gone = console.desk.state.incidents.keys().next().cloned().unwrap();
    console.desk.state.incidents.remove(&gone);
    console.press("f10");
    assert!(
        console.says("没有 BN-2026-001 这一件"),
        "{}",
        console.picture()
    );
}

#[test]
fn a_subject_long_past_is_fetched() {
    let mut console = console();
    console.press("f3");
    let id = console.desk.state.incidents.keys().last().cloned().unwrap();
    console
        .model
        .desk
        .state
        .as_mut()
        .unwrap()
        .incidents
        .remove(&id);
    console.press("enter");
    assert!(
        console.says(&format!("{id} 钛业硫磺库火灾次生演练")),
        "{}",
        console.picture()
    );
    console.press("f5");
    assert!(console.says("已办结或已归档"), "{}", console.picture());
}

#[test]
fn hostile_text_from_the_record_steers_nothing() {
    let mut desk = Desk::quiet();
    let mut console = {
        desk.logs("普通", "某地", "14:00", |_| {});
        Console::new(desk, (80, 24), Lang::Zh)
    };
    let hostile = "\u{1b}[2J\u{1b}]0;x\u{7}甲\u{202e}乙\u{200b}";
    for incident in console
        .model
        .desk
        .state
        .as_mut()
        .unwrap()
        .incidents
        .values_mut()
    {
        for fact in incident.facts.values_mut() {
            fact.text = hostile.into();
        }
    }
    for keys in ["", "enter", "esc tab"] {
        console.press(keys);
        let picture = console.picture();
        assert!(!picture.contains(['\u{1b}', '\u{7}', '\u{202e}', '\u{200b}']));
        assert!(picture.contains("甲乙"), "{picture}");
    }
}
