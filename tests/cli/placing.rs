//! Warnings told to be for the district by its names, from a file put into the watched folder to the
//! screen and the record; and what cannot be told, until somebody says.

use std::fs::{self, File, FileTimes};
use std::time::{Duration, SystemTime};

use serde_json::Value;
use watchkeeper::clock::machine_now;

use crate::screen::CTRL_Q;
use crate::support::{Home, opens};

const AT: &str = "2026-07-27 11:05";

/// A message of a domestic service, without any code.
fn message(id: &str, title: &str, area: &str, text: &str) -> String {
    let effective = "2026/07/27 11:00";
    serde_json::json!({
        "id": id, "title": title, "area": area, "description": text, "effective": effective,
    })
    .to_string()
}

/// Puts a file that was written long ago into the folder, and waits until the desk has dealt with it.
fn drop_in(home: &Home, name: &str, text: &str) {
    let path = home.file(name, text);
    let hour_ago = SystemTime::from(machine_now()) - Duration::from_hours(1);
    let times = FileTimes::new().set_modified(hour_ago);
    let file = File::options().append(true).open(&path).unwrap();
    file.set_times(times).unwrap();
    let inbox = home.data().join("inbox");
    home.tells(&["status"]);
    for _ in 0..1_000 {
        if inbox.join("aside").is_dir() {
            break;
        }
        home.tells(&["status"]);
    }
    fs::rename(path, inbox.join(name)).unwrap();
    for _ in 0..1_000 {
        if inbox.join("taken").join(name).exists() {
            return;
        }
        home.tells(&["status"]);
    }
    panic!("{name} was not taken");
}

fn listed(home: &Home) -> Vec<Value> {
    let list = home.tells(&["warning", "list"]);
    list.as_array().unwrap().clone()
}

fn duties(home: &Home) -> Vec<String> {
    let deadlines = home.tells(&["deadlines"]);
    let duties = deadlines.as_array().unwrap().iter();
    let mut duties: Vec<String> = duties
        .map(|one| one["duty"].as_str().unwrap().to_owned())
        .collect();
    duties.sort();
    duties
}

fn happened(home: &Home, kind: &str) -> Vec<Value> {
    let log = home.tells(&["log"]);
    let entries = log.as_array().unwrap().iter();
    let events = entries.filter(|entry| entry["event"]["type"] == kind);
    events.cloned().collect()
}

#[test]
fn one_that_names_the_district_is_for_it_from_the_file_to_the_screen() {
    let cases = [
        (
            "a.xml",
            include_str!("../data/warnings/area-described.xml").to_owned(),
        ),
        (
            "b.json",
            include_str!("../data/warnings/district-named.json").to_owned(),
        ),
        (
            "c.json",
            message("C-1", "巴南区气象台发布雷电红色预警", "", ""),
        ),
        (
            "d.json",
            message("D-1", "雷电红色预警", "", "预计未来3小时巴南区有雷电。"),
        ),
        (
            "e.json",
            message("E-1", "雷电红色预警", "李家沱街道、花溪街道", ""),
        ),
        (
            "f.json",
            message("F-1", "重庆市气象台发布雷电红色预警", "重庆市", ""),
        ),
    ];
    for (name, text) in cases {
        let home = Home::on_watch(AT);
        drop_in(&home, name, &text);
        let listed = listed(&home);
        assert_eq!(listed.len(), 1, "{name}");
        assert_eq!(listed[0]["for_district"], true, "{name}");
        assert_eq!(listed[0]["unplaced"], false, "{name}");
        let asked = ["confirm", "contact-enterprises", "pass-on", "tell-leader"];
        let ends = !listed[0]["expires_at"].is_null();
        assert_eq!(duties(&home), asked[usize::from(ends)..], "{name}");
        assert_eq!(home.tells(&["status"])["unplaced_warnings"], 0);
        assert_eq!(happened(&home, "warning-taken").len(), 1, "{name}");
        let mut screen = opens(&home, &[]);
        screen.shows("带班领导");
        let picture = screen.picture();
        assert!(picture.contains("红色"), "{picture}");
        assert!(!picture.contains("是否本区"), "{picture}");
        screen.types(CTRL_Q);
        screen.ends();
    }
}

#[test]
fn one_of_another_place_is_left_and_said_so_by_the_command() {
    let cases = [
        message("A-1", "渝北区气象台发布雷电红色预警", "", ""),
        message("B-1", "雷电红色预警", "重庆市南岸区", ""),
        message("C-1", "贵阳市花溪区发布雷电红色预警", "", ""),
        message(
            "D-1",
            "四川省巴中市发布雷电红色预警",
            "",
            "巴南高速注意防范。",
        ),
    ];
    let home = Home::on_watch(AT);
    for (number, text) in cases.iter().enumerate() {
        drop_in(&home, &format!("{number}.json"), text);
        assert_eq!(listed(&home), [Value::Null; 0], "{text}");
    }
    assert_eq!(home.tells(&["status"])["unplaced_warnings"], 0);
}

#[test]
fn one_nobody_can_place_asks_on_the_screen_until_somebody_says() {
    let home = Home::on_watch(AT);
    let polygon = include_str!("../data/warnings/area-described.xml")
        .replace("巴南区气象台发布", "发布")
        .replace("巴南区气象台", "气象台")
        .replace("<areaDesc>巴南区</areaDesc>", "<areaDesc>见附图</areaDesc>");
    drop_in(&home, "polygon.xml", &polygon);
    let kept = listed(&home);
    assert_eq!(kept[0]["number"], "BN-2026-W001");
    assert_eq!(kept[0]["unplaced"], true);
    assert_eq!(duties(&home), ["place"]);
    assert_eq!(home.tells(&["status"])["unplaced_warnings"], 1);
    let status = home.does(&["status"]);
    assert!(status.contains("待认定是否本区的预警 1 条"), "{status}");
    let list = home.does(&["warning", "list"]);
    assert!(list.contains("是否本区"), "{list}");

    let mut screen = opens(&home, &[]);
    screen.shows("待认定预警 1");
    screen.shows("认定");
    // The list of warnings, the one, the key that says it is ours, and yes.
    screen.types("\u{1b}[23~");
    screen.shows("是否本区？ 发布雷电红色预警");
    screen.types("\r");
    screen.shows("Ctrl-E 是本区的");
    screen.types("\u{5}");
    screen.shows("这条预警是本区的");
    screen.types("\r");
    screen.shows("认定为本区预警");
    screen.types(CTRL_Q);
    screen.ends();

    assert_eq!(listed(&home)[0]["for_district"], true);
    assert_eq!(
        duties(&home),
        ["contact-enterprises", "pass-on", "tell-leader"]
    );
    assert_eq!(home.tells(&["status"])["unplaced_warnings"], 0);
    let placed = happened(&home, "warning-placed");
    assert_eq!(placed[0]["event"]["for_district"], true);
    assert_eq!(placed[0]["officer"], "王敏");
}

#[test]
fn one_that_is_kept_is_put_right_by_its_number_either_way() {
    let home = Home::on_watch(AT);
    let file = home.file(
        "unclear.json",
        &message("A-1", "雷电红色预警", "", "请花溪注意。"),
    );
    let said = home.does(&["warning", "take", &file]);
    assert!(said.contains("看不出是不是本区"), "{said}");
    home.does(&["clock", "--advance", "5m"]);
    let said = home.does(&["warning", "take", "W1", "--here"]);
    assert!(said.contains("BN-2026-W001 已认定为本区"), "{said}");
    let leader = home.tells(&["deadlines", "--subject", "W1"]);
    let leader = leader.as_array().unwrap();
    let leader = leader
        .iter()
        .find(|one| one["duty"] == "tell-leader")
        .unwrap();
    assert_eq!(leader["starts_at"], "2026-07-27T11:10:00+08:00");
    // What it asks ends only with a reason.
    let key = home.is_refused(1, &["warning", "take", "1", "--elsewhere"]);
    assert_eq!(key, "reject-empty");
    home.does(&[
        "warning",
        "take",
        "2026-W001",
        "--elsewhere",
        "--reason",
        "说的是贵阳花溪",
    ]);
    assert_eq!(listed(&home), [Value::Null; 0]);
    let log = home.does(&["log"]);
    assert!(log.contains("认定为不涉及本区：说的是贵阳花溪"), "{log}");
    // The same file, said to be ours, puts the kept one right instead of being known already.
    let said = home.does(&["warning", "take", &file, "--here"]);
    assert!(said.contains("BN-2026-W001 已认定为本区"), "{said}");
    assert_eq!(listed(&home)[0]["for_district"], true);
    assert_eq!(
        home.is_refused(1, &["warning", "take", "W1", "--here"]),
        "reject-nothing-to-do"
    );
    assert_eq!(
        home.is_refused(1, &["warning", "take", "W7", "--here"]),
        "reject-unknown-subject"
    );
    // Without a word on where it is, a name of a file is a file.
    assert_eq!(home.is_refused(1, &["warning", "take", "W1"]), "cli-file");
}

#[test]
fn the_districts_names_are_shown_set_and_set_back() {
    let home = Home::on_watch(AT);
    let names = |home: &Home| {
        let settings = home.tells(&["settings", "show"]);
        settings["area-names"].as_str().unwrap().to_owned()
    };
    let built_in = names(&home);
    assert!(built_in.contains("巴南区,龙洲湾街道"), "{built_in}");
    assert!(built_in.contains("石龙镇"), "{built_in}");
    home.does(&[
        "settings",
        "set",
        "area-names",
        "巴南区，重庆国际生物城、木洞镇",
    ]);
    assert_eq!(names(&home), "巴南区,重庆国际生物城,木洞镇");
    drop_in(
        &home,
        "a.json",
        &message("A-1", "雷电红色预警", "重庆国际生物城", ""),
    );
    assert_eq!(listed(&home)[0]["for_district"], true);
    // 李家沱 is in the list no more.
    drop_in(
        &home,
        "b.json",
        &message("B-1", "雷电红色预警", "李家沱街道", ""),
    );
    assert_eq!(listed(&home).len(), 2, "kept, and asks");
    assert_eq!(home.tells(&["status"])["unplaced_warnings"], 1);
    home.does(&["settings", "set", "area-names", "default"]);
    assert_eq!(names(&home), built_in);
    for bad in ["", "区", "、，"] {
        home.is_refused(1, &["settings", "set", "area-names", bad]);
    }
}
