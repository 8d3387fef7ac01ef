//! Officers with a PIN, at a login several share.

use crate::support::Home;

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
