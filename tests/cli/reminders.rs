//! Reminders on the command line: what was raised is listed, answered in somebody's name, and the
//! ways of telling are tried.

use serde_json::Value;

use crate::support::{Home, wait_until};

/// A desk with a phone report due at 14:31 whose time has come.
fn due() -> Home {
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
    home.does(&["clock", "--advance", "31m"]);
    home
}

/// The names of the rungs of a matter.
fn rungs(one: &Value) -> Vec<&str> {
    let rungs = one["rungs"].as_array().unwrap().iter();
    rungs.map(|rung| rung["rung"].as_str().unwrap()).collect()
}

/// The matter that was raised as due; the desk's clock does so by itself.
fn raised(home: &Home) -> Value {
    let mut found = None;
    wait_until("something is due", || {
        let told = home.tells(&["reminders"]);
        let all = told["reminders"].as_array().unwrap().iter();
        found = all.clone().find(|one| rungs(one).contains(&"due")).cloned();
        found.is_some() && told["waiting"].as_u64() > Some(0)
    });
    found.unwrap()
}

#[test]
fn what_was_raised_is_listed_with_what_comes_next_and_answered_by_name() {
    let home = due();
    let due = raised(&home);
    assert!(due["next"].is_string(), "{due}");
    assert_eq!(due["answered"], Value::Null);
    let answered = home.tells(&["acknowledge", "1"]);
    assert!(!answered.as_array().unwrap().is_empty());
    for one in answered.as_array().unwrap() {
        assert_eq!(one["person"], "王敏");
        assert!(one["until"].is_string());
    }
    let matter = due["matter"].as_str().unwrap();
    let again = home.tells(&["acknowledge", matter, "--person", "李强"]);
    assert_eq!(again[0]["person"], "李强");
    assert!(home.does(&["reminders"]).contains("李强"));
    assert!(
        home.does(&["reminders", "--lang", "en"])
            .contains("李强 answered")
    );
}

#[test]
fn what_cannot_be_answered_is_refused_with_the_reason() {
    let home = Home::simulated("2026-09-01 14:00");
    assert_eq!(home.is_refused(1, &["acknowledge"]), "cli-acknowledge-none");
    assert_eq!(
        home.is_refused(1, &["acknowledge", "7"]),
        "cli-acknowledge-unknown"
    );
}

#[test]
fn where_nobody_is_on_watch_who_answers_must_be_said() {
    let home = Home::simulated("2026-09-01 14:00");
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
    home.does(&["clock", "--advance", "31m"]);
    raised(&home);
    assert_eq!(
        home.is_refused(1, &["acknowledge"]),
        "cli-acknowledge-person"
    );
    home.does(&["acknowledge", "--person", "赵六"]);
}

#[test]
fn quiet_hours_are_set_shown_and_ended() {
    let home = Home::on_watch("2026-09-01 22:00");
    assert_eq!(home.tells(&["quiet"]), Value::Null);
    let set = home.tells(&["quiet", "--until", "23:30", "--reason", "开会"]);
    assert_eq!(set["owner"], "王敏");
    assert_eq!(set["until"], "2026-09-01T23:30:00+08:00");
    assert!(home.does(&["quiet"]).contains("开会"));
    assert_eq!(home.tells(&["quiet", "--end"]), Value::Null);
    // At ten in the evening, three o'clock is the coming night's.
    let night = home.tells(&["quiet", "--until", "03:00", "--reason", "检修"]);
    assert_eq!(night["until"], "2026-09-02T03:00:00+08:00");
    assert_eq!(home.says(&["quiet", "--until", "23:30"]).code, 2);
    let longest = ["quiet", "--until", "2026-09-03 12:00", "--reason", "x"];
    assert_eq!(home.is_refused(1, &longest), "reject-quiet-too-long");
}

#[test]
fn doctor_says_in_both_languages_what_is_missing_and_starts_nothing() {
    let home = Home::on_watch("2026-09-01 14:00");
    let checks = home.says(&["doctor", "--json"]);
    let checks: Value = serde_json::from_str(&checks.out).unwrap();
    let found = |name: &str| {
        let checks = checks.as_array().unwrap().iter();
        let check = checks.clone().find(|check| check["name"] == name);
        check.unwrap_or_else(|| panic!("{name}"))["found"].clone()
    };
    assert_eq!(found("folder"), "well");
    assert_eq!(found("socket"), "well");
    assert_eq!(found("bus"), "lacking");
    assert_eq!(found("terminal"), "lacking");
    assert_eq!(found("desk"), "well");
    assert_eq!(found("clock"), "well");
    assert!(home.says(&["doctor"]).out.contains("会话总线"));
    assert!(
        home.says(&["doctor", "--lang", "en"])
            .out
            .contains("session bus")
    );
    home.does(&["stop"]);
    let stopped = home.says(&["doctor"]);
    assert_eq!(stopped.code, 1, "nobody is reminded");
    assert!(!home.data().join("desk.sock").exists());
}

#[test]
fn every_way_is_tried_and_says_what_it_answered() {
    let home = Home::on_watch("2026-09-01 14:00");
    let said = home.says(&["notify", "test", "--json"]);
    let tried: Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(tried[0]["way"], "desktop");
    assert_eq!(tried[0]["available"], false);
    assert_eq!(said.code, 1, "no way told: {tried}");
}
