//! The program on a terminal: the first start, the console, the form of `incident add`.

use crate::screen::CTRL_Q;
use crate::support::{Home, opens};

#[test]
fn on_a_fresh_machine_three_times_enter_opens_the_console_on_a_running_desk() {
    let home = Home::empty();
    let mut screen = opens(&home, &[]);
    for question in ["台号 [BN]", "名称 [巴南区生态环境局值班室]", "[1]"] {
        screen.shows(question);
        screen.types("\r");
    }
    screen.shows("时限");
    screen.types(CTRL_Q);
    assert_eq!(screen.ends(), 0);
    let status = home.tells(&["status"]);
    assert_eq!(
        (&status["code"], &status["mode"]),
        (&"BN".into(), &"real".into())
    );
}

#[test]
fn an_answer_that_cannot_be_taken_is_asked_again() {
    let home = Home::empty();
    let mut screen = opens(&home, &[]);
    screen.shows("台号 [BN]");
    screen.types("9\r");
    screen.shows("不能作台号");
    screen.types("cq\r");
    screen.shows("名称");
    screen.types("练习台\r");
    screen.shows("用途");
    // As an input method leaves it.
    screen.types("２\r");
    screen.shows("时限");
    screen.types(CTRL_Q);
    assert_eq!(screen.ends(), 0);
    let status = home.tells(&["status"]);
    assert_eq!(
        (&status["code"], &status["mode"]),
        (&"CQ".into(), &"simulated".into())
    );
}

#[test]
fn nobody_who_answers_means_no_desk() {
    let home = Home::empty();
    let mut screen = opens(&home, &[]);
    screen.shows("台号 [BN]");
    screen.types("\u{4}");
    assert_eq!(screen.ends(), 2);
    assert!(!home.data().exists());
}

#[test]
fn incident_add_without_options_opens_the_form_and_prints_the_number() {
    let home = Home::simulated("2026-06-10 22:00");
    let mut screen = opens(&home, &["incident", "add"]);
    screen.shows("标题");
    screen.types("Oil");
    screen.types("\t");
    screen.types("River");
    screen.shows("River");
    // Ctrl-S saves.
    screen.types("\u{13}");
    assert_eq!(screen.ends(), 0);
    assert!(screen.picture().contains("BN-2026-001"));
    assert_eq!(home.tells(&["incident", "list"])[0]["title"], "Oil");
}

#[test]
fn the_demonstration_opens_the_console_and_leaves_nothing() {
    let home = Home::empty();
    let mut screen = opens(&home, &["demo", "--speed", "3600"]);
    screen.shows("演示值班室");
    screen.shows("五布河");
    // The nights pass in seconds: a key may be taken for the answer to "are you there?".
    screen.until_gone(|screen| screen.types(CTRL_Q));
    assert_eq!(screen.ends(), 0);
    assert!(!home.data().exists());
}

#[test]
fn a_reminder_rings_the_terminal_and_is_answered_with_a_key() {
    let home = Home::on_watch("2026-09-01 14:00");
    let add = ["incident", "add", "--title", "木洞园区仓库冒烟"];
    let more = [
        "--place",
        "木洞镇工业园",
        "--learned",
        "14:00",
        "--grade",
        "II",
    ];
    home.does(&[&add[..], &more[..]].concat());
    let mut screen = opens(&home, &[]);
    screen.shows("木洞园区仓库冒烟");
    screen.raw.clear();
    home.does(&["clock", "--advance", "31m"]);
    screen.shows("Ctrl-B 签收");
    screen.hears("\u{7}");
    screen.hears("\u{1b}]2;");
    screen.types("\u{2}");
    screen.shows("已由 王敏 签收");
    screen.types(CTRL_Q);
    screen.ends();
    assert!(screen.heard("\u{1b}[23;2t"), "the title is given back");
    let kept = home.does(&["log", "--json"]);
    assert!(kept.contains("terminal@"), "what came of telling is kept");
    assert!(kept.contains("matter-acknowledged"));
}
