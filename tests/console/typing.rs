//! Typing is never taken for a command: where a line to type in is drawn it has the keys at once,
//! and no bare letter writes to the record anywhere.

use ratatui::crossterm::event::{Event as Input, KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::Size;
use watchkeeper::console::StartAt;
use watchkeeper::console::message::{Effect, Message};
use watchkeeper::console::model::view::Screen;
use watchkeeper::domain::event::DeskMode;
use watchkeeper::domain::period::DutyLevel;
use watchkeeper::domain::{Command, SubjectId};
use watchkeeper::link::wire::{FromDesk, Query, Reply, ToDesk};
use watchkeeper::locale::Lang;
use watchkeeper::rulebook::ladder::{self, Ladders};

use crate::fixture::{Console, Desk};

/// A busy afternoon on which reminders wait to be signed.
fn ringing() -> Desk {
    let mut desk = Desk::busy(DeskMode::Real);
    let ladders = Ladders::built_in();
    let plan = ladder::plan(&desk.state, &[], &ladders, DutyLevel::Normal, desk.now);
    assert!(!plan.due.is_empty());
    desk.does(Command::RaiseRungs { rungs: plan.due });
    desk
}

fn console() -> Console {
    Console::new(ringing(), (80, 24), Lang::Zh)
}

/// What the line of the list on top says.
fn line(console: &Console) -> &str {
    match console.model.screens.last() {
        Some(Screen::Find(view)) => view.query.text(),
        other => panic!("no list but {other:?}"),
    }
}

fn wishes(console: &Console) -> usize {
    let said = console.said.iter();
    said.filter(|word| matches!(word, ToDesk::Do { .. }))
        .count()
}

/// Everything ASCII types, and an input method's signs for some of it.
fn typed() -> impl Iterator<Item = char> {
    (' '..='~').chain("ａｎｙ：／？，。、１".chars())
}

#[test]
fn what_is_typed_after_f3_is_searched_for_from_the_first_letter_on() {
    let mut console = console();
    // In one read, before anything is drawn.
    console.rushes("f3 a n");
    assert_eq!(line(&console), "an");
    assert_eq!(wishes(&console), 0, "no reminder is signed");
    assert!(console.model.overlays.is_empty(), "no form opens");
    let (_, drawn) = console.buffer();
    assert!(drawn.caret.is_some(), "{}", console.picture());
}

#[test]
fn every_list_that_draws_a_line_takes_every_letter() {
    for keys in ["f3", "f3 tab", "f11", "f3 down enter esc"] {
        let mut console = console();
        console.press(keys);
        let all: String = typed().collect();
        console.types(&all);
        assert_eq!(line(&console), all, "{keys}");
        assert_eq!(wishes(&console), 0, "{keys}");
        assert!(console.model.overlays.is_empty(), "{keys}");
    }
}

#[test]
fn every_overlay_that_draws_a_line_takes_every_letter_at_once() {
    for keys in ["ctrl-p", "f1", "f12 f6"] {
        let mut console = console();
        console.rushes(keys);
        let before = console.model.overlays.len();
        for c in typed() {
            console.types(&c.to_string());
            assert_eq!(console.model.overlays.len(), before, "{keys} {c:?}");
            assert_eq!(wishes(&console), 0, "{keys} {c:?}");
        }
    }
}

#[test]
fn enter_searches_for_what_was_typed_and_then_opens_what_was_found() {
    let mut console = console();
    console.press("f3").types("铊");
    assert!(console.says("Enter 搜索"), "{}", console.picture());
    console.press("enter");
    let asked = console.said.last().unwrap();
    assert!(
        matches!(asked, ToDesk::Ask { query: Query::Subjects { query, .. }, .. } if query == "铊"),
        "{asked:?}"
    );
    assert!(console.says("Enter 打开"), "{}", console.picture());
    console.press("enter");
    assert!(console.says("BN-2026-001"), "{}", console.picture());
    assert!(matches!(
        console.model.screens.last(),
        Some(Screen::Incident(_))
    ));
}

#[test]
fn the_list_is_walked_and_acted_on_while_its_line_has_the_keys() {
    let mut console = console();
    console.press("f3 down f5");
    assert!(console.says("报告  BN-2026-002"), "{}", console.picture());
    console.press("esc f3");
    assert_eq!(line(&console), "");
    console.types("x").press("f3");
    assert_eq!(line(&console), "", "F3 begins the list anew");
}

/// Places a console can be in, and the keys that lead there.
const PLACES: [&str; 17] = [
    "",
    "tab",
    "tab tab",
    "down down",
    "enter",
    "f3",
    "f3 tab enter",
    "f11",
    "f12",
    "f12 tab tab",
    "f2",
    "f6",
    "ctrl-p",
    "f1",
    "ctrl-d f10",
    "f2 x esc ctrl-u",
    "f2 x ctrl-d",
];

#[test]
fn no_bare_letter_writes_to_the_record_anywhere() {
    let desk = ringing();
    let at = |place| {
        let mut console = Console::new(desk.clone(), (80, 24), Lang::Zh);
        console.press(place);
        console
    };
    for place in PLACES {
        let mut console = at(place);
        for c in typed() {
            let depth = |console: &Console| {
                let model = &console.model;
                (model.screens.len(), model.overlays.len())
            };
            let before = depth(&console);
            console.types(&c.to_string());
            assert_eq!(wishes(&console), 0, "{place}: {c:?}");
            if depth(&console) != before {
                console = at(place);
            }
        }
    }
}

#[test]
fn a_reminder_is_signed_by_its_key_and_by_no_letter() {
    let mut console = console();
    console.types("a");
    assert_eq!(wishes(&console), 0);
    console.press("ctrl-y");
    assert!(wishes(&console) > 0, "{}", console.picture());
}

#[test]
fn saving_with_one_press_too_many_signs_nothing() {
    let mut console = console();
    console
        .press("f2")
        .types("花溪河死鱼")
        .press("tab")
        .types("花溪街道");
    console.press("f10 f10 f10");
    assert_eq!(wishes(&console), 1, "the incident and nothing else");
}

#[test]
fn a_question_is_answered_by_the_keys_it_shows_and_by_no_letter() {
    let mut console = console();
    console.press("ctrl-d f10").types("yn是否");
    assert!(console.says("登记应急终止？"), "{}", console.picture());
    console.press("enter");
    assert_eq!(wishes(&console), 1);
}

#[test]
fn a_form_that_waits_for_the_desk_takes_no_letter_for_a_command() {
    let mut console = console();
    console.press("f8").types("记一笔");
    // The answer is on its way.
    console.is_linked = false;
    console.press("f10").types("?:/n");
    assert_eq!(console.model.overlays.len(), 1, "{}", console.picture());
    assert!(console.says("记一笔"), "{}", console.picture());
}

#[test]
fn what_is_typed_before_the_form_is_there_is_in_it() {
    let desk = Desk::quiet();
    let start = StartAt::IncidentForm;
    let mut console = Console::knocking(desk, (80, 24), Lang::Zh, Vec::new(), start);
    console.types("an /:?q").press("tab");
    console.tell(Message::Input(Input::Paste("花溪街道".into())));
    console.link_up();
    let picture = console.picture();
    assert!(picture.contains("an /:?q"), "{picture}");
    assert!(picture.contains("花溪街道"), "{picture}");
    assert_eq!(console.model.overlays.len(), 1);
    console.press("f10");
    let id: SubjectId = "BN-2026-001".to_owned().try_into().unwrap();
    assert_eq!(console.desk.state.incidents[&id].title(), "an /:?q");
}

#[test]
fn keys_before_the_desk_said_anything_mean_nothing_but_leave() {
    let mut console = Console::knocking(ringing(), (80, 24), Lang::Zh, Vec::new(), StartAt::Watch);
    console
        .press("f3 f1 f12 ctrl-p f2 ctrl-b ctrl-y")
        .types("n/l:?");
    console.link_up();
    assert!(console.model.screens.is_empty() && console.model.overlays.is_empty());
    assert_eq!(wishes(&console), 0);
    let mut console = Console::knocking(ringing(), (80, 24), Lang::Zh, Vec::new(), StartAt::Watch);
    console.press("ctrl-q");
    assert!(matches!(console.wanted.as_slice(), [Effect::Quit]));
}

#[test]
fn what_there_is_no_room_to_draw_is_not_answered() {
    let mut console = console();
    console.press("ctrl-d f10");
    let resized = |width, height| Message::Input(Input::Resize(width, height));
    console.tell(resized(40, 10));
    console.model.mark_drawn();
    console.press("enter ctrl-b ctrl-y").types("y");
    assert_eq!(wishes(&console), 0);
    console.tell(resized(80, 24));
    assert_eq!(console.model.size, Size::new(80, 24));
    console.press("esc");
    assert!(console.says("应急终止"), "{}", console.picture());
}

#[test]
fn a_page_that_is_not_to_be_had_closes_itself_and_no_other() {
    let mut console = console();
    let past: SubjectId = "BN-2025-001".to_owned().try_into().unwrap();
    console.tell(Message::Input(Input::Key(KeyEvent::new(
        KeyCode::F(3),
        KeyModifiers::NONE,
    ))));
    let found = console
        .desk
        .state
        .incidents
        .values()
        .next()
        .unwrap()
        .clone();
    let Some(Screen::Find(view)) = console.model.screens.last_mut() else {
        panic!("no list");
    };
    let mut gone = found;
    gone.id = past;
    view.rows = vec![watchkeeper::domain::subject::Subject::Incident(Box::new(
        gone,
    ))];
    console.is_linked = false;
    console.tell(Message::Tick);
    console.press("enter f3").types("an");
    let asked = console.said.iter().rev().find_map(|word| match word {
        ToDesk::Ask {
            id,
            query: Query::Subject(_),
        } => Some(*id),
        _ => None,
    });
    console.tell(Message::Link(Box::new(FromDesk::Reply {
        id: asked.unwrap(),
        reply: Ok(Reply::Subject(None)),
    })));
    assert_eq!(line(&console), "an", "{}", console.picture());
    assert_eq!(console.model.screens.len(), 2);
}
