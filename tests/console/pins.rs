//! Taking the watch with a PIN: asked where there is one, shown to nobody, kept nowhere.

use watchkeeper::console::StartAt;
use watchkeeper::console::glyphs::Glyphs;
use watchkeeper::console::message::Message;
use watchkeeper::domain::event::DeskMode;
use watchkeeper::domain::incident::Stage;
use watchkeeper::domain::officer::Proof;
use watchkeeper::domain::{Command, CommandId};
use watchkeeper::link::wire::{FromDesk, Query, ToDesk};
use watchkeeper::locale::Lang;

use crate::fixture::{Console, Desk, SIZES, afternoon, assert_rows_are_whole};

/// What nothing shown or kept may hold.
const PIN: &str = "2468";

/// A desk without a watch, whose only officer has a PIN.
fn desk() -> Desk {
    let mut desk = Desk::new(DeskMode::Real, afternoon());
    desk.sets_pin("张三", PIN);
    desk
}

fn console() -> Console {
    Console::new(desk(), (80, 24), Lang::Zh)
}

/// Fills in the form up to the PIN, with the leader after it.
fn fill_in<'a>(console: &'a mut Console, pin: &str) -> &'a mut Console {
    console.press("f9").types("张三").press("tab").types(pin);
    console.press("tab").types("1")
}

fn officer_on_watch(console: &Console) -> Option<&str> {
    let state = &console.desk.state;
    let watch = state.watch.as_ref()?;
    Some(state.officer_name(watch.officer))
}

/// The words to the desk that matter here: `prove` and the names of wishes to take the watch.
fn said(console: &Console) -> Vec<String> {
    let word = |word: &ToDesk| match word {
        ToDesk::Ask {
            query: Query::Prove { officer, .. },
            ..
        } => Some(format!("prove {officer}")),
        ToDesk::Do { id, command } if matches!(**command, Command::TakeWatch { .. }) => {
            Some(id.to_string())
        }
        _ => None,
    };
    console.said.iter().filter_map(word).collect()
}

/// Nothing the console shows, keeps or would write into a report of an error holds the PIN.
fn assert_nobody_sees_it(console: &Console) {
    let shown = console.picture();
    let known = format!("{:?}", console.model);
    let kept = serde_json::to_string(&console.kept).unwrap();
    let sent = format!("{:?} {:?}", console.said, console.wanted);
    for text in [shown, known, kept, sent] {
        assert!(!text.contains(PIN), "{text}");
    }
}

#[test]
fn the_form_with_a_pin_looks_like_this() {
    for lang in Lang::ALL {
        for size in SIZES {
            let mut console = Console::new(desk(), size, lang);
            fill_in(&mut console, PIN).press("shift-tab");
            assert_rows_are_whole(&console);
            let name = format!("pin_{}_{}", size.0, lang.name());
            insta::assert_snapshot!(name, console.picture());
            console.press("ctrl-u").types("1357").press("f10");
            assert_rows_are_whole(&console);
            let name = format!("pin_wrong_{}_{}", size.0, lang.name());
            insta::assert_snapshot!(name, console.picture());
        }
    }
}

#[test]
fn only_an_officer_who_has_a_pin_is_asked_for_it() {
    let mut console = console();
    console.press("f9");
    assert!(!console.says("口令"), "{}", console.picture());
    console.types("王五");
    assert!(!console.says("口令"), "{}", console.picture());
    console.press("ctrl-u").types("张三");
    assert!(console.says("口令"), "{}", console.picture());
    console.press("backspace");
    assert!(!console.says("口令"), "{}", console.picture());
}

#[test]
fn first_the_officer_proves_to_be_that_officer_and_then_takes_the_watch() {
    let mut console = console();
    fill_in(&mut console, PIN);
    assert!(console.says("∙∙∙∙"), "{}", console.picture());
    assert_nobody_sees_it(&console);
    console.press("f10");
    assert_eq!(officer_on_watch(&console), Some("张三"));
    assert_eq!(said(&console).len(), 2);
    assert_eq!(said(&console)[0], "prove 张三");
    assert!(console.says("已记录"), "{}", console.picture());
    assert!(console.kept.is_empty());
    assert_nobody_sees_it(&console);
}

#[test]
fn without_an_input_method_the_next_field_after_the_initials_is_the_pin() {
    let mut console = console();
    console.press("f9").types("zs").press("tab").types(PIN);
    console.press("tab").types("ls").press("f10");
    assert_eq!(officer_on_watch(&console), Some("张三"));
}

#[test]
fn a_wrong_pin_is_told_at_its_field_and_nothing_else_is_lost() {
    for (lang, wrong) in [
        (Lang::Zh, "! 口令不对"),
        (Lang::En, "! That is not the PIN"),
    ] {
        let mut console = Console::new(desk(), (80, 24), lang);
        fill_in(&mut console, "1357").press("f10");
        assert!(console.says(wrong), "{}", console.picture());
        assert!(console.says("李四") && !console.says("∙"));
        assert_eq!(said(&console), ["prove 张三"], "nothing was wished");
        assert_eq!(officer_on_watch(&console), None);
        // The keys are where the PIN is typed again.
        console.types(PIN).press("f10");
        assert_eq!(officer_on_watch(&console), Some("张三"));
    }
}

#[test]
fn too_many_tries_are_told_with_how_long_to_wait() {
    let waits = [
        (Lang::Zh, "2 秒后才再受理"),
        (Lang::En, "is heard in 2 seconds"),
    ];
    for (lang, wait) in waits {
        let mut console = Console::new(desk(), (120, 40), lang);
        fill_in(&mut console, "1357").press("f10");
        for _ in 0..2 {
            console.types("1357").press("f10");
        }
        console.types(PIN).press("f10");
        assert!(console.says(wait), "{}", console.picture());
        assert_eq!(officer_on_watch(&console), None);
    }
}

#[test]
fn what_is_no_pin_is_refused_before_the_desk_is_asked() {
    let mut console = console();
    fill_in(&mut console, "").press("f10");
    assert!(console.says("! “口令”没有填写"), "{}", console.picture());
    console.types("246").press("f10");
    let picture = console.picture();
    assert!(picture.contains("! 口令应为 4 到 64 个字符"), "{picture}");
    console.pastes(&"9".repeat(80)).press("f10");
    let picture = console.picture();
    assert!(picture.contains("! 口令应为 4 到 64 个字符"), "{picture}");
    assert_eq!(said(&console), [""; 0]);
}

#[test]
fn a_pin_is_pasted_and_never_brought_back() {
    let mut console = console();
    console.press("f9").types("张三").press("tab");
    console.pastes(PIN).press("ctrl-u ctrl-z");
    assert!(!console.says("∙"), "{}", console.picture());
    console.pastes(PIN).press("tab").types("1").press("f10");
    assert_eq!(officer_on_watch(&console), Some("张三"));
}

#[test]
fn a_draft_holds_everything_but_the_pin() {
    let mut console = console();
    fill_in(&mut console, PIN).press("esc");
    let draft = console.kept["take-watch"].clone();
    let names: Vec<&str> = draft.values.keys().map(String::as_str).collect();
    assert_eq!(names, ["deputy", "leader", "note", "officer"]);
    assert_nobody_sees_it(&console);
    let mut next = Console::start(desk(), (80, 24), Lang::Zh, vec![draft], StartAt::Watch);
    next.press("enter");
    assert!(next.says("张三") && next.says("口令"), "{}", next.picture());
    next.press("f10");
    assert!(next.says("! “口令”没有填写"), "{}", next.picture());
    next.types(PIN).press("f10");
    assert_eq!(officer_on_watch(&next), Some("张三"));
}

#[test]
fn what_was_typed_for_one_officer_is_no_pin_of_another() {
    let mut desk = desk();
    desk.sets_pin("王五", "1357");
    let mut console = Console::new(desk, (80, 24), Lang::Zh);
    fill_in(&mut console, PIN)
        .press("shift-tab shift-tab ctrl-u")
        .types("王五");
    assert!(
        console.says("口令") && !console.says("∙"),
        "{}",
        console.picture()
    );
    assert!(console.says("李四"), "the leader stays");
}

#[test]
fn without_dots_there_are_stars() {
    let mut console = Console::new(desk(), (80, 24), Lang::En);
    console.model.look.glyphs = Glyphs::Ascii;
    fill_in(&mut console, PIN);
    assert!(
        console.says("****") && !console.says("∙"),
        "{}",
        console.picture()
    );
}

#[test]
fn a_pin_that_is_set_while_the_form_is_open_is_asked_for() {
    let mut console = Console::new(Desk::quiet(), (80, 24), Lang::Zh);
    console.press("f9").types("王五").press("tab").types("1");
    for entry in console.desk.sets_pin("王五", PIN) {
        console.tell(Message::Link(Box::new(FromDesk::Entry(entry))));
    }
    console.press("f10");
    assert!(console.says("! “口令”没有填写"), "{}", console.picture());
    console.types(PIN).press("f10");
    assert_eq!(officer_on_watch(&console), Some("王五"));
}

#[test]
fn whoever_the_desk_takes_the_console_for_is_not_asked_again() {
    let mut desk = desk();
    desk.takes_for = Some(("张三".into(), false));
    let mut console = Console::new(desk, (80, 24), Lang::Zh);
    console.press("f9").types("张三");
    assert!(!console.says("口令"), "{}", console.picture());
    console.press("tab").types("1").press("f10");
    assert_eq!(officer_on_watch(&console), Some("张三"));
}

#[test]
fn a_console_whose_pin_holds_no_more_says_so_when_the_link_is_back() {
    let mut console = console();
    console.desk.takes_for = Some(("张三".into(), true));
    console.link_down();
    console.link_up();
    assert!(
        console.says("要记录须先回答 张三 的口令"),
        "{}",
        console.picture()
    );
    console.press("f9").types("张三");
    assert!(console.says("口令  "), "{}", console.picture());
}

#[test]
fn a_proof_whose_answer_was_lost_is_given_again_before_the_same_wish() {
    let mut console = console();
    fill_in(&mut console, PIN);
    console.is_linked = false;
    console.press("f10");
    assert!(console.says("正在保存"), "{}", console.picture());
    let draft = console.kept["take-watch"].clone();
    assert_nobody_sees_it(&console);
    console.link_down();
    console.link_up();
    let wish = draft.sent.unwrap().to_string();
    assert_eq!(said(&console), ["prove 张三", "prove 张三", &wish]);
    assert_eq!(officer_on_watch(&console), Some("张三"));
}

#[test]
fn a_draft_taken_up_after_a_crash_keeps_the_name_of_its_wish() {
    let mut console = console();
    fill_in(&mut console, PIN);
    console.is_linked = false;
    console.press("f10");
    let draft = console.kept["take-watch"].clone();
    let name: CommandId = draft.sent.clone().unwrap();
    let mut next = Console::start(desk(), (80, 24), Lang::Zh, vec![draft], StartAt::Watch);
    next.press("enter tab").types(PIN).press("f10");
    assert_eq!(said(&next), ["prove 张三".to_owned(), name.to_string()]);
}

#[test]
fn a_form_that_is_left_before_the_proof_is_answered_takes_no_watch() {
    let mut console = console();
    fill_in(&mut console, PIN);
    console.is_linked = false;
    console.press("f10 esc");
    let Some(ToDesk::Ask { id, .. }) = console.said.last().cloned() else {
        panic!("a proof was given");
    };
    let reply = Ok(watchkeeper::link::wire::Reply::Proven);
    console.tell(Message::Link(Box::new(FromDesk::Reply { id, reply })));
    assert_eq!(said(&console), ["prove 张三"]);
    assert!(console.kept.contains_key("take-watch"));
}

#[test]
fn what_happens_at_the_door_is_told_among_what_happened_last() {
    let mut desk = desk();
    for what in ["pin", "door"] {
        desk.does(Command::NoteRefusal {
            login: "zhang".into(),
            what: what.into(),
        });
    }
    desk.does(Command::NotePin {
        officer: "张三".into(),
        set: false,
    });
    let zh = [
        "张三 设置口令",
        "拒绝 zhang：口令错误",
        "拒绝 zhang：连接值守台",
        "张三 取消口令",
    ];
    let en = [
        "PIN of 张三 set",
        "zhang: a wrong PIN",
        "zhang: connecting",
        "PIN of 张三 taken",
    ];
    for (lang, sentences) in [(Lang::Zh, zh), (Lang::En, en)] {
        let console = Console::new(desk.clone(), (120, 40), lang);
        for sentence in sentences {
            assert!(console.says(sentence), "{}", console.picture());
        }
    }
}

/// A console of the officer on watch over a busy desk; the head, who is not on watch, has a PIN.
fn on_watch(size: (u16, u16), lang: Lang) -> Console {
    let mut desk = Desk::busy(DeskMode::Real);
    desk.sets_pin("王五", PIN);
    let mut console = Console::new(desk, size, lang);
    console.selects("001 ");
    console
}

/// How the consent to dismissing the first incident was proved.
fn proof(console: &Console) -> Option<Proof> {
    let incident = &console.desk.state.incidents[&"BN-2026-001".to_owned().try_into().unwrap()];
    match &incident.stage {
        Stage::Dismissed { approval, .. } => approval.proof,
        _ => None,
    }
}

#[test]
fn a_leader_who_is_here_consents_by_pin_in_the_form() {
    for size in SIZES {
        for lang in Lang::ALL {
            let mut console = on_watch(size, lang);
            console
                .press("ctrl-x")
                .types("误报")
                .press("tab")
                .types("王五");
            console.press("tab").types(PIN);
            assert_rows_are_whole(&console);
            let name = format!("consent_{}_{}", size.0, lang.name());
            insta::assert_snapshot!(name, console.picture());
            assert_nobody_sees_it(&console);
            console.press("f10 enter");
            assert_eq!(proof(&console), Some(Proof::Pin), "{}", console.picture());
            assert_nobody_sees_it(&console);
        }
    }
}

#[test]
fn a_leader_who_is_neither_on_watch_nor_here_cannot_be_named() {
    let mut console = on_watch((80, 24), Lang::Zh);
    console
        .press("ctrl-x")
        .types("误报")
        .press("tab")
        .types("王五")
        .press("f10 enter");
    assert!(console.says("没有核实本人同意"), "{}", console.picture());
    assert_eq!(proof(&console), None);
    // A wrong PIN is told where it was typed, and nothing was wished with it.
    console.press("tab").types("1357").press("f10 enter");
    assert!(console.says("! 口令不对"), "{}", console.picture());
    assert_eq!(proof(&console), None);
    console.types(PIN).press("f10 enter");
    assert_eq!(proof(&console), Some(Proof::Pin), "{}", console.picture());
}

#[test]
fn what_was_typed_for_one_leader_is_no_pin_of_another() {
    let mut console = on_watch((80, 24), Lang::Zh);
    console
        .press("ctrl-x")
        .types("误报")
        .press("tab")
        .types("王五");
    console.press("tab").types(PIN).press("shift-tab ctrl-u");
    assert!(!console.says("领导口令"), "{}", console.picture());
    console.types("王五").press("f10 enter");
    assert_eq!(proof(&console), None, "{}", console.picture());
    // The leader of the shift may be named, and needs no PIN.
    console.press("ctrl-u").types("李四").press("f10 enter");
    assert_eq!(
        proof(&console),
        Some(Proof::OnWatch),
        "{}",
        console.picture()
    );
}
