//! What day it is, which periods there are, what they ask, and what warnings change.

use serde_json::Value;

use crate::support::{Home, rows};

/// A notice of 2027 as nobody has published it.
const NOTICE: &str = "date\tkind\tname\n2027-01-01\tholiday\t元旦\n2027-02-05\tholiday\t春节\n\
                      2027-02-06\tholiday\t春节\n2027-02-07\tholiday\t春节\n\
                      2027-02-20\tworkday\t春节\n";

fn day(home: &Home, date: &str) -> Value {
    home.tells(&["almanac", "day", date])
}

#[test]
fn a_day_is_told_by_the_notice_of_its_year() {
    let home = Home::simulated("2026-02-01 09:00");
    let worked = day(&home, "2026-02-14");
    assert_eq!(
        (&worked["kind"], &worked["is_working_day"]),
        (&"makeup_workday".into(), &true.into())
    );
    let off = day(&home, "2026-02-17");
    assert_eq!(
        (&off["kind"], &off["name"], &off["lunar"]),
        (&"holiday".into(), &"春节".into(), &"正月初一".into())
    );
    assert_eq!(off["notice_loaded"], true);
    assert_eq!(off["duty_level"], "strengthened");
    assert!(!rows(&off["periods"], "id", "spring-festival-2026").is_empty());
    assert_eq!(day(&home, "2026-04-05")["solar_term"], "清明");
    assert_eq!(
        home.is_refused(1, &["almanac", "day", "2026-02-30"]),
        "cli-day"
    );
    let month = home.tells(&["almanac", "month", "2026-02"]);
    assert_eq!(month.as_array().unwrap().len(), 28);
}

#[test]
fn a_year_without_notice_is_said_to_be_so_until_one_is_taken_in() {
    let home = Home::simulated("2026-06-10 22:00");
    let before = day(&home, "2027-02-20");
    assert_eq!(
        (&before["kind"], &before["notice_loaded"]),
        (&"weekend".into(), &false.into())
    );
    let text = home.does(&["almanac", "day", "2027-02-06"]);
    assert!(text.contains("2027 年放假通知未载入"), "{text}");
    let file = home.file("2027.tsv", NOTICE);
    let imported = home.tells(&["almanac", "import", &file]);
    assert_eq!(
        (&imported[0]["year"], &imported[0]["days_off"]),
        (&2027.into(), &4.into())
    );
    let after = day(&home, "2027-02-20");
    assert_eq!(
        (&after["kind"], &after["notice_loaded"]),
        (&"makeup_workday".into(), &true.into())
    );
    assert_eq!(
        home.tells(&["almanac", "import", &file])[0]["changed"],
        false
    );
}

#[test]
fn a_notice_that_contradicts_itself_is_refused_whole() {
    let home = Home::simulated("2026-06-10 22:00");
    home.does(&["almanac", "day", "2027-02-20"]);
    let entries = home.entries();
    let file = home.file("bad.tsv", &format!("{NOTICE}2027-02-20\tholiday\t春节\n"));
    let args = ["almanac", "import", &file];
    assert_eq!(home.is_refused(1, &args), "almanac-twice");
    assert!(home.says(&args).err.contains("bad.tsv"));
    assert_eq!(
        home.is_refused(1, &["almanac", "import", "/none"]),
        "cli-file"
    );
    assert_eq!(home.entries(), entries);
    assert_eq!(day(&home, "2027-02-20")["notice_loaded"], false);
}

#[test]
fn the_steps_of_a_period_come_and_go_with_it_and_those_done_stay() {
    let home = Home::on_watch("2026-03-02 09:00");
    let id = home.does(&[
        "period",
        "add",
        "--name",
        "马拉松",
        "--kind",
        "major-event",
        "--from",
        "2026-03-26",
        "--to",
        "2026-03-27",
    ]);
    assert_eq!(id, "BN-P001\n");
    let steps = home.tells(&["schedule"]);
    let own = rows(&steps, "period", "BN-P001");
    assert!(own.len() > 5, "{steps}");
    let first = own[0]["id"].as_str().unwrap();
    assert_eq!(first, "BN-P001/plan");
    let done = home.tells(&["step", "done", "BN-P001/pl", "--who", "王敏"]);
    assert_eq!(
        (&done["standing"], &done["done"]["who"]),
        (&"met".into(), &"王敏".into())
    );
    assert_eq!(
        home.is_refused(1, &["step", "done", first]),
        "reject-step-already-done"
    );
    assert_eq!(
        home.is_refused(1, &["step", "done", "BN-P001/"]),
        "cli-step-ambiguous"
    );
    assert_eq!(
        home.is_refused(1, &["step", "done", "none"]),
        "cli-step-unknown"
    );
    home.does(&["period", "withdraw", "BN-P001", "--reason", "取消举办"]);
    let steps = home.tells(&["schedule"]);
    let own = rows(&steps, "period", "BN-P001");
    assert_eq!(own.len(), 1, "{own:?}");
    assert_eq!(own[0]["standing"], "met");
    let listed = home.tells(&["period", "list", "--all"]);
    assert_eq!(rows(&listed, "id", "BN-P001")[0]["withdrawn"], "取消举办");
}

#[test]
fn a_step_that_was_done_is_taken_back_with_a_reason() {
    let home = Home::on_watch("2026-02-02 09:00");
    let step = "spring-festival-2026/stores";
    let steps = home.tells(&["schedule"]);
    assert_eq!(rows(&steps, "id", step).len(), 1, "{steps}");
    home.does(&["step", "done", step, "--count", "enterprises=12"]);
    home.does(&["step", "reopen", step, "--reason", "登记错了"]);
    let steps = home.tells(&["schedule"]);
    assert_eq!(rows(&steps, "id", step)[0]["done"], Value::Null);
    assert_eq!(
        home.is_refused(1, &["step", "done", step, "--count", "birds=2"]),
        "cli-count"
    );
}

#[test]
fn the_schedule_is_written_as_a_calendar() {
    let home = Home::simulated("2026-02-02 09:00");
    let path = home.path().join("值守.ics");
    home.does(&["schedule", "--ics", path.to_str().unwrap()]);
    let text = std::fs::read_to_string(path).unwrap();
    assert!(text.starts_with("BEGIN:VCALENDAR"), "{text}");
    assert!(text.contains("BEGIN:VEVENT"));
}
