//! Keys and the registry they come from: help, hints and palette say what is so.

use ratatui::crossterm::event::{Event as Input, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};
use watchkeeper::console::action::{Action, Layer};
use watchkeeper::console::message::{Effect, Message};
use watchkeeper::domain::event::DeskMode;
use watchkeeper::locale::Lang;

use crate::fixture::{Console, Desk};

fn console() -> Console {
    Console::new(Desk::busy(DeskMode::Real), (80, 24), Lang::Zh)
}

#[test]
fn help_lists_every_action_of_the_registry_once() {
    for lang in Lang::ALL {
        let mut console = Console::new(Desk::busy(DeskMode::Real), (120, 200), lang);
        console.press("f1");
        let picture = console.picture();
        for action in Action::ALL {
            let keys = console.model.keymap.names(*action);
            let sentence = lang.text(&action.help_key());
            let beginning: String = sentence.chars().take(12).collect();
            let rows = picture
                .lines()
                .filter(|row| row.contains(&keys) && row.contains(&beginning));
            assert!(rows.count() >= 1, "{lang:?} {}\n{picture}", action.name());
        }
    }
}

#[test]
fn every_command_of_the_palette_does_something() {
    // What the calendar and warnings offer is done in the tests of those screens.
    let elsewhere = |action: &Action| matches!(action.layer(), Layer::Calendar | Layer::Warning);
    let commands = Action::ALL.iter().filter(|action| action.is_command());
    for action in commands.filter(|action| !elsewhere(action)) {
        let mut console = console();
        if action.layer() == Layer::Call || *action == Action::SwitchKind {
            console.press("f3 tab");
        }
        if *action == Action::AmendCall {
            console.press("enter");
        }
        // As it was before the palette was opened: that it closes is not enough.
        let (before, wanted) = (console.picture(), console.wanted.len());
        console
            .press("ctrl-p")
            .types(&Lang::Zh.text(&action.label_key()))
            .press("enter");
        let is_done = console.picture() != before || console.wanted.len() > wanted;
        assert!(is_done, "{}", action.name());
    }
}

#[test]
fn an_input_method_does_not_take_the_command_keys() {
    let mut console = console();
    console.types("ｎ");
    assert!(console.says("新事件"), "{}", console.picture());
    console.press("esc").types("？");
    assert!(console.says("按键说明"), "{}", console.picture());
}

#[test]
fn a_text_is_kept_as_it_is_typed() {
    let mut console = console();
    console.press("f2").types("ｎ：１？q/");
    assert!(console.says("ｎ：１？q/"), "{}", console.picture());
}

#[test]
fn letters_are_text_where_text_is_typed_and_commands_elsewhere() {
    let mut console = console();
    console.press("f8").types("?:n");
    assert!(console.says("?:n"), "{}", console.picture());
    console.press("f1");
    assert!(console.says("按键说明"));
    console.press("esc");
    assert!(console.says("?:n"), "help leaves the form as it was");
}

#[test]
fn a_released_key_is_no_second_press() {
    let mut console = console();
    let mut event = KeyEvent::new(KeyCode::Down, KeyModifiers::NONE);
    event.kind = KeyEventKind::Release;
    let before = console.picture();
    console.tell(Message::Input(Input::Key(event)));
    assert_eq!(console.picture(), before);
}

#[test]
fn the_same_key_means_what_the_selection_needs() {
    let mut console = console();
    console.press("f6");
    assert!(console.says("定级  BN-2026-002"), "{}", console.picture());
    console.press("esc down f6");
    assert!(console.says("研判  BN-2026-C001"), "{}", console.picture());
}

#[test]
fn the_hints_are_few_and_name_keys_that_work_there() {
    for keys in ["", "enter", "f3", "f2", "f1", "ctrl-p", "down", "end"] {
        let mut console = console();
        console.press(keys);
        let layers = console.model.layers();
        for action in console.model.hints() {
            let key = console.model.keymap.keys(action)[0];
            assert_eq!(
                console.model.keymap.action(&layers, key),
                Some(action),
                "{keys}"
            );
        }
        let footer = console.lines().last().unwrap().clone();
        assert!(!footer.trim().is_empty(), "{keys}");
    }
}

#[test]
fn quitting_keeps_what_was_typed() {
    let mut console = console();
    console.press("f2").types("没写完").press("ctrl-c");
    assert!(matches!(console.wanted.as_slice(), [Effect::Quit]));
    assert_eq!(console.kept["incident"].values["title"], "没写完");
}

#[test]
fn escape_never_leaves_the_watch() {
    let mut console = console();
    console.press("esc esc esc");
    assert!(console.wanted.is_empty());
    assert!(console.says("时限"));
}

#[test]
fn panels_are_walked_with_tab_and_rows_with_arrows() {
    let mut console = console();
    console.press("tab down enter");
    assert!(
        console.says("BN-2026-001 嘉陵江巴南段铊浓度异常"),
        "{}",
        console.picture()
    );
    console.press("esc shift-tab end up home enter");
    assert!(console.says("BN-2026-002"), "{}", console.picture());
}

#[test]
fn the_language_changes_at_a_key() {
    let mut console = console();
    console.press("ctrl-g");
    assert!(console.says("Deadlines"), "{}", console.picture());
    console.press("ctrl-g");
    assert!(console.says("时限"));
}

#[test]
fn a_stopped_console_asks_for_its_terminal_and_draws_anew() {
    let mut console = console();
    console.press("ctrl-z");
    assert!(matches!(console.wanted.as_slice(), [Effect::Suspend]));
    console.press("f2 ctrl-z");
    assert_eq!(
        console.wanted.len(),
        1,
        "in a form the same key takes a change back"
    );
}
