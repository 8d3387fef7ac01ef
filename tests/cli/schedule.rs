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
    let level = |home: &Home| home.tells(&["period", "list"]);
    for (given, expected) in [("highest", "highest"), ("kind", "strengthened")] {
        home.does(&["period", "change", "BN-P001", "--level", given]);
        let listed = level(&home);
        assert_eq!(rows(&listed, "id", "BN-P001")[0]["level"], expected);
    }
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

/// The warning of the weather service, for the district of that code.
fn alert(code: &str, change: &[(&str, &str)]) -> String {
    let sample = include_str!("../data/cap-cma-2022.xml").replace("140223000000", code);
    let changed = |text: String, (from, to): &(&str, &str)| {
        assert!(text.contains(from), "{from}");
        text.replace(from, to)
    };
    change.iter().fold(sample, changed)
}

#[test]
fn a_warning_for_another_district_asks_nothing() {
    let home = Home::on_watch("2022-10-30 18:00");
    let file = home.file("far.xml", &alert("140223000000", &[]));
    let taken = home.tells(&["warning", "take", &file]);
    assert_eq!(
        (&taken[0]["outcome"], &taken[0]["for_district"]),
        (&"taken".into(), &false.into())
    );
    assert_eq!(home.tells(&["warning", "list"]), Value::Array(Vec::new()));
    assert_eq!(home.tells(&["deadlines"]), Value::Array(Vec::new()));
    let all = home.tells(&["warning", "list", "--all"]);
    assert_eq!(all[0]["level"], "blue");
}

#[test]
fn a_warning_for_the_district_opens_a_period_until_it_is_cancelled() {
    let home = Home::on_watch("2022-10-30 18:00");
    let file = home.file("here.xml", &alert("500113000000", &[]));
    let taken = home.tells(&["warning", "take", &file]);
    assert_eq!(taken[0]["number"], "BN-2022-W001");
    let again = home.tells(&["warning", "take", &file]);
    assert_eq!(
        again[0]["outcome"], "known",
        "a second delivery is harmless"
    );
    let deadlines = home.tells(&["deadlines"]);
    for (duty, seconds) in [("tell-leader", 600), ("pass-on", 1_800)] {
        let found = rows(&deadlines, "duty", duty);
        assert_eq!(found.len(), 1, "{duty} {deadlines}");
        let left = found[0]["seconds_left"].as_i64().unwrap();
        assert_eq!(left, seconds, "{duty}");
    }
    let today = day(&home, "2022-10-30");
    assert_eq!(rows(&today["periods"], "kind", "natural-hazard").len(), 1);
    home.does(&["warning", "act", "W1", "tell-leader", "--to", "李强"]);
    let deadlines = home.tells(&["deadlines"]);
    assert!(
        rows(&deadlines, "duty", "tell-leader").is_empty(),
        "{deadlines}"
    );
    let cancel = [
        ("<msgType>Alert<", "<msgType>Cancel<"),
        ("_20221030174929<", "_20221030175500<"),
        (
            "<scope>Public</scope>",
            "<scope>Public</scope><references>x,14022341600000_20221030174929,\
             2022-10-30T17:49:06+08:00</references>",
        ),
        ("T17:49:06+08:00</sent>", "T17:55:00+08:00</sent>"),
    ];
    let cancel = [cancel[0], cancel[1], cancel[3], cancel[2]];
    let file = home.file("cancel.xml", &alert("500113000000", &cancel));
    assert_eq!(
        home.tells(&["warning", "take", &file])[0]["outcome"],
        "ended"
    );
    assert_eq!(home.tells(&["warning", "list"]), Value::Array(Vec::new()));
    assert_eq!(home.tells(&["deadlines"]), Value::Array(Vec::new()));
}

#[test]
fn an_exercise_is_shown_as_not_real_and_counts_for_nothing() {
    let home = Home::on_watch("2022-10-30 18:00");
    let exercise = [("<status>Actual<", "<status>Exercise<")];
    let file = home.file("exercise.xml", &alert("500113000000", &exercise));
    let told = home.does(&["warning", "take", &file]);
    assert!(told.contains("【演练，不是真的】"), "{told}");
    assert!(home.does(&["warning", "list"]).contains("不是真的"));
    assert_eq!(home.tells(&["deadlines"]), Value::Array(Vec::new()));
}

#[test]
fn hostile_xml_is_refused_and_nothing_is_taken() {
    let home = Home::on_watch("2022-10-30 18:00");
    let entries = home.entries();
    let doctype = [(
        "<alert ",
        "<!DOCTYPE a [<!ENTITY x \"xx\"><!ENTITY y \"&x;&x;\">]><alert ",
    )];
    let file = home.file("hostile.xml", &alert("500113000000", &doctype));
    let args = ["warning", "take", &file];
    assert_eq!(home.is_refused(1, &args), "intake-doctype");
    assert!(home.says(&args).err.contains("hostile.xml"));
    assert_eq!(
        home.is_refused(1, &["warning", "take", "/none.xml"]),
        "cli-file"
    );
    assert_eq!(home.entries(), entries);
}

#[test]
fn a_warning_is_entered_by_hand_confirmed_and_lifted() {
    let home = Home::on_watch("2026-06-10 22:00");
    let number = home.does(&["warning", "add", "--hazard", "暴雨", "--level", "red"]);
    assert_eq!(number, "BN-2026-W001\n");
    assert_eq!(day(&home, "2026-06-10")["duty_level"], "highest");
    home.does(&["warning", "confirm", "W1"]);
    assert!(home.tells(&["warning", "list"])[0]["confirmed_at"].is_string());
    home.does(&["warning", "lift", "W1", "--reason", "雨停了"]);
    assert_eq!(
        home.is_refused(1, &["warning", "confirm", "W1"]),
        "reject-warning-over"
    );
}

#[test]
fn a_setting_is_shown_under_the_name_by_which_it_is_set() {
    let home = Home::on_watch("2026-02-02 09:00");
    let shown = home.tells(&["settings", "show"]);
    assert_eq!(shown["zero-report-at"], "16:00");
    for (key, value) in shown.as_object().unwrap() {
        let args = ["settings", "set", key, value.as_str().unwrap()];
        assert_eq!(home.is_refused(1, &args), "reject-nothing-to-do", "{key}");
    }
    home.does(&["settings", "set", "level.public-holiday", "highest"]);
    assert_eq!(day(&home, "2026-02-17")["duty_level"], "highest");
    let wrong = ["settings", "set", "zero-report-at", "noon"];
    assert_eq!(home.is_refused(1, &wrong), "cli-setting-value");
    assert_eq!(
        home.is_refused(1, &["settings", "set", "x", "1"]),
        "cli-setting"
    );
}

#[test]
fn a_warning_without_an_end_grows_old_and_asks_until_it_is_confirmed_or_lifted() {
    let home = Home::simulated("2026-06-10 22:00");
    home.does(&["warning", "add", "--hazard", "大风", "--level", "yellow"]);
    let standing = || home.tells(&["warning", "list"])[0]["standing"].clone();
    let question = || {
        let all = home.tells(&["deadlines", "--all"]);
        let found = rows(&all, "rule", "warning-confirm");
        found.last().map(|row| row["standing"].clone()).unwrap()
    };
    assert_eq!((standing(), question()), ("holds".into(), "running".into()));
    home.does(&["clock", "--advance", "25h"]);
    assert_eq!((standing(), question()), ("asks".into(), "overdue".into()));
    let text = home.does(&["warning", "list"]);
    assert!(text.contains("待确认或者解除"), "{text}");
    let today = day(&home, "2026-06-11");
    assert!(
        !rows(&today["periods"], "id", "BN-2026-W001").is_empty(),
        "the period it opened is still open: {today}"
    );
    home.does(&["warning", "confirm", "W1"]);
    assert_eq!(standing(), "holds");
    home.does(&["clock", "--advance", "25h"]);
    assert_eq!(standing(), "asks");
    home.does(&["warning", "lift", "W1", "--reason", "风停了"]);
    let all = home.tells(&["deadlines"]);
    assert!(rows(&all, "rule", "warning-confirm").is_empty());
}

#[test]
fn a_day_is_told_from_what_is_built_in_where_there_is_no_desk() {
    let home = Home::empty();
    let told = day(&home, "2026-02-14");
    assert_eq!(
        (&told["kind"], &told["source"]),
        (&"makeup_workday".into(), &"built-in".into())
    );
    let text = home.does(&["almanac", "month", "2026-02"]);
    assert!(
        text.contains("没有值守台") && text.contains("春节"),
        "{text}"
    );
    assert!(!home.data().exists(), "nothing was begun by asking");
    let desk = Home::simulated("2026-02-01 09:00");
    assert_eq!(day(&desk, "2026-02-14")["source"], "desk");
    assert!(!desk.does(&["almanac", "day"]).contains("没有值守台"));
}

#[test]
fn only_a_period_whose_dates_depend_on_a_notice_says_that_it_is_not_loaded() {
    let home = Home::simulated("2026-06-10 22:00");
    let span = [
        "period",
        "list",
        "--from",
        "2027-01-01",
        "--to",
        "2027-12-31",
    ];
    let periods = home.tells(&span);
    let loaded = |id: &str| rows(&periods, "id", id)[0]["notice_loaded"].clone();
    assert_eq!(loaded("national-day-2027"), false);
    for fixed in ["environment-day-2027", "flood-season-2027"] {
        assert_eq!(loaded(fixed), true, "{fixed}");
    }
}

#[test]
fn notices_of_several_years_are_taken_in_together() {
    let home = Home::simulated("2026-06-10 22:00");
    let mut two = vec!["date\tkind\tname\tnotice_year".to_owned()];
    for year in ["2027", "2028"] {
        let days = NOTICE.lines().skip(1);
        two.extend(days.map(|line| format!("{}\t{year}", line.replace("2027", year))));
    }
    let two = two.join("\n");
    let file = home.file("two.tsv", &two);
    assert_eq!(day(&home, "2028-01-01")["notice_loaded"], false);
    let entries = home.entries();
    let imported = home.tells(&["almanac", "import", &file]);
    let years: Vec<_> = imported.as_array().unwrap().iter().collect();
    assert!(years.iter().all(|one| one["changed"] == true), "{imported}");
    assert_eq!(years.len(), 2);
    assert_eq!(home.entries(), entries + 2);
    let again = home.tells(&["almanac", "import", &file]);
    assert!(
        again
            .as_array()
            .unwrap()
            .iter()
            .all(|one| one["changed"] == false)
    );
    assert_eq!(home.entries(), entries + 2);
}
