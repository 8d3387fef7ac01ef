//! Officers with a PIN, at a login several share.

use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

use crate::support::{Home, opens};

const CTRL_S: &str = "\u{13}";
const CTRL_X: &str = "\u{18}";
const F9: &str = "\u{1b}[20~";

fn with_pin() -> Home {
    let home = Home::new();
    let set = home.says_given(&["officer", "pin", "set", "王敏", "--pin-stdin"], "2468\n");
    assert_eq!(set.code, 0, "{set:?}");
    home
}

#[test]
fn who_takes_the_watch_is_asked_for_the_pin() {
    let home = with_pin();
    let take = [
        "watch",
        "take",
        "--officer",
        "王敏",
        "--leader",
        "李强",
        "--pin-stdin",
        "--json",
    ];
    let wrong = home.says_given(&take, "1357\n");
    assert_eq!((wrong.code, wrong.reason().as_str()), (1, "desk-pin-wrong"));
    assert_eq!(home.entries("watch-taken").len(), 0);
    assert_eq!(home.entries("access-refused").len(), 1);
    assert_eq!(home.says_given(&take, "2468\n").code, 0);
    assert_eq!(home.entries("watch-taken").len(), 1);
}

#[test]
fn whoever_acts_as_an_officer_with_a_pin_gives_it_first() {
    let home = with_pin();
    let note = [
        "call",
        "add",
        "--about",
        "河里有油",
        "--as",
        "王敏",
        "--pin-stdin",
        "--json",
    ];
    assert_eq!(home.says_given(&note, "9999\n").reason(), "desk-pin-wrong");
    assert_eq!(home.says_given(&note, "2468\n").code, 0);
    // Without a terminal and without a PIN there is nobody to ask.
    let unasked = home.says(&["call", "add", "--about", "油", "--as", "王敏", "--json"]);
    assert_eq!(unasked.reason(), "cli-pin-unasked");
    // An officer without one is acted as freely.
    home.does(&["call", "add", "--about", "油", "--as", "李强"]);
}

#[test]
fn a_pin_is_neither_in_the_record_nor_readable_and_can_be_taken_away() {
    let home = with_pin();
    let set = home.entries("pin-set");
    assert_eq!(set.len(), 1);
    let kept = std::fs::read_to_string(home.data().join("pins")).unwrap();
    let recorded = home.does(&["log", "--json"]);
    assert!(!kept.contains("2468") && !recorded.contains("2468"));
    home.does(&["officer", "pin", "clear", "王敏"]);
    home.does(&["watch", "take", "--officer", "王敏", "--leader", "李强"]);
    assert_eq!(
        home.refused(&["officer", "pin", "clear", "王敏"]),
        "reject-nothing-to-do"
    );
    let short = home.says_given(
        &["officer", "pin", "set", "王敏", "--pin-stdin", "--json"],
        "12\n",
    );
    assert_eq!(short.reason(), "cli-pin-length");
}

/// Whether a text stands in a file of the data folder or in one below it.
fn is_written(folder: &std::path::Path, text: &str) -> bool {
    std::fs::read_dir(folder).unwrap().flatten().any(|entry| {
        let path = entry.path();
        if path.is_dir() {
            return is_written(&path, text);
        }
        let bytes = std::fs::read(&path).unwrap_or_default();
        bytes
            .windows(text.len())
            .any(|seen| seen == text.as_bytes())
    })
}

#[test]
fn the_watch_is_taken_in_a_console_with_the_pin() {
    const RIGHT: &str = "PIN of Wang 86420";
    let home = Home::new();
    let set = ["officer", "pin", "set", "王敏", "--pin-stdin"];
    assert_eq!(home.says_given(&set, &format!("{RIGHT}\n")).code, 0);
    let mut console = opens(&home, &[]);
    console.shows("Deadlines");
    console.types(F9);
    console.shows("Take the watch");
    // A digit picks a name; the PIN is asked for once it is there.
    console.types("1");
    console.shows("PIN");
    console.types("\tPIN of Wang 13579\t1");
    console.shows("李强");
    console.types(CTRL_S);
    console.shows("That is not the PIN");
    assert_eq!(home.entries("watch-taken").len(), 0);
    assert_eq!(home.entries("access-refused").len(), 1);
    console.types(RIGHT);
    console.shows("∙∙∙∙");
    assert!(!is_written(&home.data().join("drafts"), RIGHT));
    console.types(CTRL_S);
    console.shows("watch 王敏");
    assert_eq!(home.entries("watch-taken").len(), 1);
    assert!(!console.heard(RIGHT));
    assert!(!is_written(&home.data(), RIGHT));
}

#[test]
fn a_console_gives_up_a_pin_that_holds_no_more_and_goes_on_to_show() {
    let home = with_pin();
    let mut console = opens(&home, &["--as", "王敏"]);
    console.shows("PIN of 王敏");
    console.types("2468\r");
    console.shows("connected as 王敏");
    let set = ["officer", "pin", "set", "王敏", "--pin-stdin"];
    assert_eq!(home.says_given(&set, "8642\n").code, 0);
    let pid = std::fs::read_to_string(home.data().join("lock")).unwrap();
    let pid = Pid::from_raw(pid.trim().parse().unwrap()).unwrap();
    kill_process(pid, Signal::KILL).unwrap();
    console.shows("Recording needs the PIN of 王敏");
    home.does(&["call", "add", "--about", "oil in the river"]);
    console.shows("oil in the river");
    assert_eq!(home.entries("access-refused").len(), 1, "tried once");
}

#[test]
fn a_leader_consents_alone_from_a_console_of_their_own() {
    let home = Home::new();
    home.does(&["watch", "take", "--officer", "王敏", "--leader", "李强"]);
    let add = ["incident", "add", "--title", "Smoke", "--place", "Mudong"];
    home.does(&[&add[..], &["--grade", "III"]].concat());
    let mut console = opens(&home, &["--as", "李强"]);
    console.shows("Smoke");
    console.types(CTRL_X);
    console.shows("Approving leader  李强");
    console.types("A bonfire");
    console.shows("A bonfire");
    console.types(CTRL_S);
    console.shows("Please confirm");
    console.types("\r");
    console.shows("on record");
    let dismissed = home.entries("incident-dismissed");
    assert_eq!(dismissed[0]["officer"], "李强");
    let approval: &Value = &dismissed[0]["event"]["approval"];
    assert_eq!(
        (&approval["leader"], &approval["reason"]),
        (&"李强".into(), &"A bonfire".into())
    );
}

#[test]
fn a_leader_who_is_not_leading_the_shift_consents_by_typing_the_pin() {
    let home = Home::new();
    home.does(&["officer", "add", "张局", "--role", "head"]);
    home.does(&["watch", "take", "--officer", "王敏", "--leader", "李强"]);
    let set = ["officer", "pin", "set", "张局", "--pin-stdin"];
    assert_eq!(home.says_given(&set, "2468\n").code, 0);
    let add = ["incident", "add", "--title", "Smoke", "--place", "Mudong"];
    home.does(&add);
    let dismiss = ["incident", "dismiss", "1", "--reason", "A bonfire"];
    let by = |leader| [&dismiss[..], &["--approved-by", leader]].concat();
    assert_eq!(home.refused(&by("张局")), "reject-consent-unproven");
    assert_eq!(home.refused(&by("Nobody")), "reject-unknown-officer");
    assert_eq!(home.refused(&by("王敏")), "reject-not-a-leader");
    let here = [
        &by("张局")[..],
        &["--approver-pin", "--pin-stdin", "--json"],
    ]
    .concat();
    assert_eq!(home.says_given(&here, "1357\n").reason(), "desk-pin-wrong");
    assert_eq!(home.entries("incident-dismissed").len(), 0);
    assert_eq!(home.says_given(&here, "2468\n").code, 0);
    let shown = home.tells(&["incident", "show", "1"]);
    assert_eq!(shown["dismissed"]["proof"], "pin");
    let told = home.does(&["incident", "show", "1"]);
    assert!(
        told.contains("A bonfire (approved by 张局, by PIN)"),
        "{told}"
    );
}

#[test]
fn the_leader_of_the_shift_may_be_named_and_that_is_shown_as_the_weakest() {
    let home = Home::on_watch();
    let add = ["incident", "add", "--title", "Smoke", "--place", "Mudong"];
    home.does(&[&add[..], &["--grade", "II"]].concat());
    let lower = [
        "incident",
        "grade",
        "1",
        "IV",
        "--reason",
        "Readings normal",
    ];
    let unnamed = home.says(&lower);
    assert_eq!(unnamed.code, 1);
    assert!(unnamed.err.contains("--approved-by"), "{unnamed:?}");
    home.does(&[&lower[..], &["--approved-by", "李强"]].concat());
    let consent = "Readings normal (approved by 李强, named by the officer, not proved)";
    for args in [&["incident", "show", "1"][..], &["log"]] {
        let told = home.does(args);
        let told = told.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(told.contains(consent), "{args:?} {told}");
    }
    let shown = home.tells(&["incident", "show", "1"]);
    let last = shown["timeline"].as_array().unwrap().iter();
    let graded = last.filter(|entry| entry["event"]["type"] == "incident-graded");
    let graded = graded.into_iter().next_back().unwrap();
    assert_eq!(graded["event"]["approval"]["proof"], "on-watch");
    assert!(graded["what"].as_str().unwrap().contains(consent));
}
