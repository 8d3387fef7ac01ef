//! Drafts: whoever asks for a form is asked whether an old draft of it is meant, and a time that a form
//! filled in by itself is never older than the form.

use std::collections::BTreeMap;

use chrono::{DateTime, DurationRound, TimeDelta, Utc};
use watchkeeper::console::StartAt;
use watchkeeper::console::draft::{Draft, Keeper};
use watchkeeper::console::form::Form;
use watchkeeper::console::form::input::Input;
use watchkeeper::console::message::{Effect, Message};
use watchkeeper::console::model::view::Overlay;
use watchkeeper::domain::event::DeskMode;
use watchkeeper::domain::{Command, SubjectId};
use watchkeeper::link::wire::{FromDesk, ToDesk};
use watchkeeper::locale::Lang;

use crate::fixture::{Console, Desk, SIZES, assert_rows_are_whole, at};

fn console() -> Console {
    Console::new(Desk::busy(DeskMode::Real), (80, 24), Lang::Zh)
}

fn id(text: &str) -> SubjectId {
    text.to_owned().try_into().unwrap()
}

fn form(console: &Console) -> &Form {
    match console.model.overlays.last() {
        Some(Overlay::Form(form)) => form,
        other => panic!("no form but {other:?}\n{}", console.picture()),
    }
}

/// The minute that began at that time.
fn minute(now: DateTime<Utc>) -> DateTime<Utc> {
    now.duration_trunc(TimeDelta::minutes(1)).unwrap()
}

/// The times of the form that lie in this minute: those it filled in by itself.
fn filled(console: &Console) -> Vec<&'static str> {
    let now = minute(console.model.now());
    let is_now = |input: &Input| matches!(input, Input::Time(time) if time.understood == Ok(now));
    let entries = form(console).entries().iter();
    let filled = entries.filter(|entry| is_now(&entry.input));
    filled.map(|entry| entry.name).collect()
}

/// Goes to the first field of words and types something.
fn types_a_word(console: &mut Console) {
    let words = form(console)
        .entries()
        .iter()
        .position(|entry| matches!(entry.input, Input::Text(_) | Input::Name(_)));
    let words = words.expect("every form asks for words");
    while form(console).focus() != words {
        console.press("tab");
    }
    console.types("字");
}

/// A draft of a new incident, left at 14:32.
fn left() -> Console {
    let mut console = console();
    console.press("f2").types("花溪河死鱼").press("esc");
    console
}

#[test]
fn a_form_with_a_draft_looks_like_this() {
    for lang in Lang::ALL {
        for size in SIZES {
            let mut console = Console::new(Desk::busy(DeskMode::Real), size, lang);
            console.press("f2").types("花溪河死鱼").press("esc");
            console.passes(TimeDelta::minutes(190));
            console.press("f2");
            assert_rows_are_whole(&console);
            let name = |what: &str| format!("{what}_{}_{}", size.0, lang.name());
            insta::assert_snapshot!(name("asked"), console.picture());
            console.press("down enter");
            assert_rows_are_whole(&console);
            insta::assert_snapshot!(name("taken_up"), console.picture());
        }
    }
}

#[test]
fn f2_with_a_draft_asks_which_is_meant_and_says_how_old_it_is() {
    let mut console = left();
    console.passes(TimeDelta::hours(3));
    console.press("f2");
    let picture = console.picture();
    for words in ["新填一份", "接着填", "花溪河死鱼", "3小时前"] {
        assert!(picture.contains(words), "{words}\n{picture}");
    }
    console.press("esc");
    assert!(console.model.overlays.is_empty());
    console.press("f2 down enter");
    assert!(console.says("花溪河死鱼"), "{}", console.picture());
    assert!(console.says("3小时前"), "{}", console.picture());
}

#[test]
fn a_new_form_leaves_the_draft_as_it_is() {
    let mut console = left();
    console.press("f2 enter");
    assert!(!console.says("花溪河死鱼"), "{}", console.picture());
    console.types("仓库冒烟").press("esc");
    assert_eq!(console.kept["incident"].values["title"], "花溪河死鱼");
    assert_eq!(console.kept["incident~1"].values["title"], "仓库冒烟");
    console.press("f2");
    assert!(
        console.says("花溪河死鱼") && console.says("仓库冒烟"),
        "{}",
        console.picture()
    );
    // The newest is the first behind the new one.
    console.press("down enter tab").types("木洞镇").press("f10");
    assert_eq!(
        console.desk.state.incidents[&id("BN-2026-004")].title(),
        "仓库冒烟"
    );
    assert_eq!(console.kept.keys().collect::<Vec<_>>(), ["incident"]);
    console.press("ctrl-u enter");
    assert!(console.says("花溪河死鱼"), "{}", console.picture());
}

#[test]
fn a_draft_is_dropped_where_it_is_asked_about() {
    let mut console = left();
    console.press("f2 down del enter");
    assert!(console.kept.is_empty());
    console.press("enter");
    assert!(form(&console).resumed.is_none(), "{}", console.picture());
}

#[test]
fn keys_typed_before_the_question_was_seen_choose_nothing() {
    let mut console = left();
    console.rushes("f2 enter down enter");
    assert!(matches!(
        console.model.overlays.as_slice(),
        [Overlay::Drafts(_)]
    ));
    let draft = console.kept["incident"].clone();
    let desk = Desk::busy(DeskMode::Real);
    let mut next = Console::knocking(desk, (80, 24), Lang::Zh, vec![draft], StartAt::Watch);
    let welcome = next.desk.welcome(next.machine);
    next.tell_undrawn(Message::LinkUp(Box::new(welcome)));
    let state = Box::new(next.desk.state.clone());
    next.tell_undrawn(Message::Link(Box::new(FromDesk::Snapshot(state))));
    next.rushes("enter");
    assert!(matches!(
        next.model.overlays.as_slice(),
        [Overlay::Drafts(_)]
    ));
}

#[test]
fn a_form_about_something_there_is_goes_on_where_it_was_left_a_moment_ago() {
    let mut console = console();
    console
        .press("f5 tab tab tab tab")
        .types("钱七")
        .press("esc enter");
    console.press("f5");
    assert_eq!(form(&console).text("receiver"), "钱七");
    console.press("esc").passes(TimeDelta::minutes(11));
    console.press("f5");
    assert!(console.says("新填一份"), "{}", console.picture());
    console.press("down enter");
    assert_eq!(form(&console).text("receiver"), "钱七");
}

#[test]
fn a_console_for_one_form_alone_ends_where_the_question_is_left() {
    let draft = left().kept["incident"].clone();
    let desk = Desk::busy(DeskMode::Real);
    let start = StartAt::IncidentForm;
    let mut console = Console::start(desk, (80, 24), Lang::Zh, vec![draft], start);
    assert!(console.says("新填一份"), "{}", console.picture());
    console.press("esc");
    assert!(matches!(console.wanted.as_slice(), [Effect::Quit]));
}

/// A desk, the keys that open a form there, and the field the form fills in.
type Filled = (fn() -> Desk, &'static str, &'static str);

#[test]
fn a_time_a_form_filled_in_by_itself_is_filled_in_anew_in_every_form() {
    let forms: [Filled; 11] = [
        (|| Desk::busy(DeskMode::Real), "f2", "learned"),
        (|| Desk::busy(DeskMode::Real), "f4", "received"),
        (|| Desk::busy(DeskMode::Real), "f5", "sent"),
        (|| Desk::busy(DeskMode::Real), "f6", "graded"),
        (|| Desk::busy(DeskMode::Real), "ctrl-o", "at"),
        (|| Desk::busy(DeskMode::Real), "alt-i", "at"),
        (|| Desk::busy(DeskMode::Real), "ctrl-d", "stood-down"),
        (|| Desk::busy(DeskMode::Real), "ins", "sent"),
        (Desk::stormy, "f11 f5", "at"),
        (Desk::stormy, "f11 f7", "at"),
        (
            || Desk::quiet_at("2026-02-10T15:00:00"),
            "f12 tab tab ctrl-d",
            "at",
        ),
    ];
    for (desk, keys, field) in forms {
        let mut console = Console::new(desk(), (80, 24), Lang::Zh);
        if console.says(" 001 ") {
            console.selects("001 ");
        }
        console.press(keys);
        assert!(
            filled(&console).contains(&field),
            "{keys}: {}",
            console.picture()
        );
        let before = filled(&console);
        types_a_word(&mut console);
        console.press("esc").passes(TimeDelta::minutes(95));
        console.press(keys.split(' ').next_back().unwrap());
        assert!(console.says("新填一份"), "{keys}: {}", console.picture());
        console.press("down enter");
        assert_eq!(filled(&console), before, "{keys}: {}", console.picture());
        assert!(console.says("草稿里是"), "{keys}: {}", console.picture());
        // Taken up twice it is filled in twice.
        console.press("esc").passes(TimeDelta::minutes(30));
        console
            .press(keys.split(' ').next_back().unwrap())
            .press("down enter");
        assert_eq!(filled(&console), before, "{keys}: {}", console.picture());
    }
}

#[test]
fn a_draft_that_was_only_looked_at_stays_as_it_was() {
    let mut console = left();
    let before = console.kept["incident"].clone();
    for hours in [3, 2] {
        console.passes(TimeDelta::hours(hours));
        console.press("f2 down enter");
        assert!(console.says("草稿里是 14:32"), "{}", console.picture());
        console.press("tab esc");
    }
    assert_eq!(console.kept["incident"], before);
    console
        .press("f2 down enter")
        .types("，有气味")
        .press("esc");
    let after = &console.kept["incident"];
    assert_eq!(after.values["title"], "花溪河死鱼，有气味");
    assert_eq!(after.values["learned"], "2026-09-01 19:32");
}

#[test]
fn a_time_somebody_typed_stays_as_it_was() {
    let mut console = console();
    console
        .press("f2")
        .types("花溪河死鱼")
        .press("tab tab ctrl-u")
        .types("14:32");
    console.press("esc").passes(TimeDelta::hours(3));
    console.press("f2 down enter");
    let learned = form(&console).time("learned").unwrap();
    assert_eq!(learned, Some(at("2026-09-01T14:32:00")));
    assert!(!console.says("草稿里是"), "{}", console.picture());
}

#[test]
fn what_is_recorded_is_the_time_that_is_shown() {
    let mut console = left();
    console.passes(TimeDelta::hours(3));
    console
        .press("f2 down enter tab")
        .types("花溪街道")
        .press("f10");
    let incident = &console.desk.state.incidents[&id("BN-2026-004")];
    assert_eq!(incident.learned(), Some(at("2026-09-01T17:32:00")));
}

#[test]
fn the_draft_of_a_console_that_was_killed_knows_what_was_filled_in_by_itself() {
    let folder = tempfile::tempdir().unwrap();
    let keeper = Keeper::open(folder.path()).unwrap();
    let mut console = console();
    // It is killed while the form is open.
    console.press("f2").types("花溪河死鱼");
    keeper.keep(&console.kept["incident"]).unwrap();
    drop(keeper);
    let drafts = Keeper::open(folder.path()).unwrap().drafts();
    let mut desk = Desk::busy(DeskMode::Real);
    desk.now += TimeDelta::hours(9);
    let mut next = Console::start(desk, (80, 24), Lang::Zh, drafts, StartAt::Watch);
    next.press("enter");
    assert_eq!(filled(&next), ["learned"], "{}", next.picture());
    assert!(
        next.says("花溪河死鱼") && next.says("草稿里是"),
        "{}",
        next.picture()
    );
}

#[test]
fn a_draft_of_an_earlier_version_keeps_every_time_it_has() {
    let old = BTreeMap::from([
        ("title".to_owned(), "花溪河死鱼".to_owned()),
        ("learned".to_owned(), "2026-09-01 05:10".to_owned()),
    ]);
    let old = serde_json::json!({
        "form": "incident", "values": old, "saved": "2026-08-31T21:12:00Z",
    });
    let draft: Draft = serde_json::from_value(old).unwrap();
    let desk = Desk::busy(DeskMode::Real);
    let mut console = Console::start(desk, (80, 24), Lang::Zh, vec![draft], StartAt::Watch);
    console.press("enter");
    let learned = form(&console).time("learned").unwrap();
    assert_eq!(learned, Some(at("2026-09-01T05:10:00")));
}

#[test]
fn a_form_that_lay_open_untouched_begins_with_the_first_key() {
    let mut console = console();
    console.press("f2").passes(TimeDelta::hours(10));
    console.types("花");
    assert_eq!(filled(&console), ["learned"], "{}", console.picture());
    // What is being written is not moved on.
    console.passes(TimeDelta::minutes(30)).types("溪");
    assert!(filled(&console).is_empty(), "{}", console.picture());
}

#[test]
fn a_call_that_came_in_while_nothing_was_typed_keeps_its_minute() {
    let mut console = console();
    console.press("f4").passes(TimeDelta::minutes(6));
    console.types("有气味");
    let received = form(&console).time("received").unwrap();
    assert_eq!(received, Some(at("2026-09-01T14:32:00")));
}

#[test]
fn a_wish_that_was_sent_is_asked_again_with_the_time_it_had() {
    let mut console = left();
    console.press("f2 down enter tab").types("花溪街道");
    console.is_linked = false;
    console.press("f10");
    let draft = console.kept["incident"].clone();
    assert!(draft.sent.is_some());
    let mut desk = Desk::busy(DeskMode::Real);
    desk.now += TimeDelta::hours(2);
    let mut next = Console::start(desk, (80, 24), Lang::Zh, vec![draft], StartAt::Watch);
    next.press("enter f10");
    let learned = next.said.iter().find_map(|word| match word {
        ToDesk::Do { command, .. } => match &**command {
            Command::LogIncident { new } => Some(new.learned),
            _ => None,
        },
        _ => None,
    });
    assert_eq!(learned, Some(at("2026-09-01T14:32:00")));
}

#[test]
fn a_draft_stays_about_what_it_was_written_about() {
    let mut console = console();
    console.selects("001 ").press("enter ctrl-r");
    let before = form(&console).chosen("no").to_owned();
    types_a_word(&mut console);
    console
        .press("esc f5 tab tab tab tab")
        .types("钱七")
        .press("f10");
    assert!(console.says("已记录"), "{}", console.picture());
    console.press("ctrl-r");
    assert_eq!(form(&console).chosen("no"), before, "and not the newest");
}

#[test]
fn an_answer_that_comes_late_closes_the_form_that_was_taken_up_again() {
    let mut console = console();
    console.press("f8").types("记一笔");
    console.is_linked = false;
    console.press("f10 esc f8");
    assert_eq!(form(&console).text("note"), "记一笔");
    console.is_linked = true;
    let wish = console
        .said
        .iter()
        .find(|word| matches!(word, ToDesk::Do { .. }));
    let wish = wish.unwrap().clone();
    for answer in console.desk.answer(wish) {
        console.tell(Message::Link(Box::new(answer)));
    }
    assert!(console.model.overlays.is_empty(), "{}", console.picture());
    assert!(console.kept.is_empty());
}
