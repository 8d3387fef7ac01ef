//! What is printed of the record: shapes scripts rely on, the log as it grows.

use std::io::{BufRead, BufReader, Read};
use std::process::Stdio;

use serde_json::Value;

use crate::support::{Home, Running};

const ADD: &[&str] = &["incident", "add", "--title", "油污", "--place", "江"];

fn keys(value: &Value) -> Vec<&str> {
    value
        .as_object()
        .unwrap()
        .keys()
        .map(String::as_str)
        .collect()
}

#[test]
fn a_deadline_has_the_promised_keys() {
    let home = Home::simulated("2026-06-10 22:00");
    home.does(&[ADD, &["--sensitive", "main-stem"]].concat());
    let deadlines = home.tells(&["deadlines"]);
    let rows = deadlines.as_array().unwrap();
    let first = rows
        .iter()
        .find(|row| row["rule"] == "wp2021-phone")
        .unwrap();
    let promised = [
        "subject",
        "rule",
        "recipient",
        "channel",
        "starts_at",
        "due_at",
        "standing",
        "met_at",
        "basis",
        "rule_name",
        "recipient_name",
        "duty",
        "seconds_left",
        "drill",
        "confidence",
        "title",
    ];
    for key in promised {
        assert!(first.get(key).is_some(), "{key} in {first}");
    }
    assert_eq!(
        (&first["channel"], &first["standing"]),
        (&"phone".into(), &"running".into())
    );
    assert_eq!(
        (&first["met_at"], &first["seconds_left"]),
        (&Value::Null, &1_800.into())
    );
}

#[test]
fn a_deadline_goes_from_running_over_due_soon_to_overdue_or_met() {
    let home = Home::on_watch("2026-06-10 22:00");
    home.does(&[ADD, &["--sensitive", "main-stem"]].concat());
    let standing = |to: &str| {
        let all = home.tells(&["deadlines", "--all"]);
        let phone = crate::support::rows(&all, "rule", "wp2021-phone");
        let one = phone.iter().find(|row| row["recipient"] == to).unwrap();
        one["standing"].as_str().unwrap().to_owned()
    };
    assert_eq!(standing("municipal-bureau"), "running");
    home.does(&["clock", "--advance", "20m"]);
    assert_eq!(standing("municipal-bureau"), "due_soon");
    let report = [
        "report",
        "add",
        "1",
        "--kind",
        "initial",
        "--channel",
        "phone",
        "--text",
        "x",
        "--to",
    ];
    home.does(&[&report[..], &["municipal-bureau"]].concat());
    assert_eq!(standing("municipal-bureau"), "met");
    home.does(&["clock", "--advance", "11m"]);
    assert_eq!(standing("district-government"), "overdue");
    home.does(&[&report[..], &["district-government"]].concat());
    assert_eq!(standing("district-government"), "met_late");
    home.does(&[
        "incident",
        "dismiss",
        "1",
        "--reason",
        "误报",
        "--approved-by",
        "李强",
    ]);
    assert_eq!(standing("district-committee"), "void");
    assert_eq!(home.tells(&["deadlines"]), Value::Array(Vec::new()));
}

#[test]
fn the_deadlines_of_one_subject_are_asked_by_its_number() {
    let home = Home::simulated("2026-06-10 22:00");
    home.does(&[ADD, &["--sensitive", "main-stem"]].concat());
    home.does(&["call", "add", "--about", "异味"]);
    let of = |number: &str| {
        let found = home.tells(&["deadlines", "--subject", number]);
        let rows: Vec<&Value> = found.as_array().unwrap().iter().collect();
        crate::support::column(&rows, "rule")
    };
    assert_eq!(of("C1"), ["triage"]);
    let of_incident = of("1");
    assert!(!of_incident.is_empty() && !of_incident.contains(&"triage".to_owned()));
}

#[test]
fn the_new_number_stands_alone_on_the_last_line() {
    let home = Home::simulated("2026-06-10 22:00");
    let said = home.says(&[ADD, &["--track", "ship"]].concat());
    assert_eq!(said.out, "BN-2026-001\n");
    assert!(
        said.err.contains("海事"),
        "where it belongs besides: {said:?}"
    );
    let told = home.tells(ADD);
    assert_eq!(told["number"], "BN-2026-002");
    assert_eq!(
        home.tells(&["call", "add", "--about", "x"])["number"],
        "BN-2026-C001"
    );
    assert_eq!(
        home.does(&[ADD, &["--from-call", "C1"]].concat()),
        "BN-2026-003\n"
    );
}

#[test]
fn the_log_is_one_array_in_the_order_of_the_record() {
    let home = Home::simulated("2026-06-10 22:00");
    home.does(ADD);
    let log = home.tells(&["log"]);
    let log = log.as_array().unwrap();
    for (at, entry) in log.iter().enumerate() {
        assert_eq!(entry["seq"], at + 1);
    }
    let logged = log
        .iter()
        .find(|entry| entry["event"]["type"] == "incident-logged")
        .unwrap();
    assert_eq!(
        keys(logged),
        [
            "at", "event", "hash", "login", "officer", "seq", "subjects", "what"
        ]
    );
    assert_eq!(logged["at"], "2026-06-10T22:00:00+08:00");
    let after = home.tells(&["log", "--after", "2", "--limit", "1"]);
    assert_eq!(
        after
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e["seq"].clone())
            .collect::<Vec<_>>(),
        [3]
    );
    let last = home.tells(&["log", "--limit", "1"]);
    assert_eq!(last.as_array().unwrap().len(), 1);
    // The desk's own reminders may have come meanwhile.
    let whole = home.tells(&["log"]);
    let until = log.len() as u64..=whole.as_array().unwrap().len() as u64;
    assert!(until.contains(&last[0]["seq"].as_u64().unwrap()), "{last}");
    assert_eq!(
        home.tells(&["log", "--after", "1000"]),
        Value::Array(Vec::new())
    );
}

#[test]
fn the_log_is_followed_as_it_grows() {
    let home = Home::simulated("2026-06-10 22:00");
    home.does(ADD);
    let mut command = home.command(&["log", "--follow", "--json", "--limit", "1"]);
    let mut child = Running(command.stdout(Stdio::piped()).spawn().unwrap());
    let mut lines = BufReader::new(child.0.stdout.take().unwrap()).lines();
    let mut next = || -> Value { serde_json::from_str(&lines.next().unwrap().unwrap()).unwrap() };
    let mut seq = next()["seq"].as_u64().unwrap();
    // The desk's own reminders stand between the notes.
    let mut noted = || loop {
        let entry = next();
        seq += 1;
        assert_eq!(entry["seq"], seq, "each once, and none left out");
        if entry["event"]["type"] == "note-made" {
            return entry["event"]["text"].as_str().unwrap().to_owned();
        }
    };
    home.does(&["incident", "note", "1", "一"]);
    assert_eq!(noted(), "一");
    home.does(&["incident", "note", "1", "二"]);
    assert_eq!(noted(), "二");
}

#[test]
fn a_follower_ends_with_the_desk_and_says_so() {
    let home = Home::simulated("2026-06-10 22:00");
    let mut command = home.command(&["log", "--follow"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = Running(command.spawn().unwrap());
    let mut lines = BufReader::new(child.0.stdout.take().unwrap()).lines();
    lines.next().unwrap().unwrap();
    home.does(&["stop"]);
    assert_eq!(child.0.wait().unwrap().code(), Some(2));
    let mut told = String::new();
    child
        .0
        .stderr
        .take()
        .unwrap()
        .read_to_string(&mut told)
        .unwrap();
    assert_eq!(told.lines().count(), 2, "{told}");
}

#[test]
fn a_reader_that_went_away_is_no_failure() {
    let home = Home::simulated("2026-06-10 22:00");
    for _ in 0..3 {
        home.does(ADD);
    }
    for args in [
        &["log"][..],
        &["deadlines", "--json"],
        &["incident", "add", "--help"],
    ] {
        let mut command = home.command(args);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(0), "{args:?}");
        assert_eq!(output.stderr, b"", "{args:?}");
    }
}

#[test]
fn without_a_terminal_the_board_is_printed_as_text() {
    let home = Home::on_watch("2026-06-10 22:00");
    home.does(&[ADD, &["--sensitive", "main-stem"]].concat());
    home.does(&["call", "add", "--about", "异味"]);
    let board = home.does(&[]);
    assert!(board.contains("巴南") && board.contains("王敏"), "{board}");
    assert!(
        board.contains("BN-2026-001") && board.contains("油污") && board.contains("22:30"),
        "{board}"
    );
    assert!(!board.contains('\u{1b}'), "{board}");
    let told = home.tells(&[]);
    assert_eq!(told["incidents"][0]["number"], "BN-2026-001");
    assert_eq!(told["calls"][0]["number"], "BN-2026-C001");
    assert_eq!(told["watch"]["officer"], "王敏");
    assert_eq!(told["deadlines"][0]["due_at"], "2026-06-10T22:15:00+08:00");
}

#[test]
fn hanzi_columns_stand_under_each_other() {
    let home = Home::simulated("2026-06-10 22:00");
    home.does(&["officer", "add", "欧阳娜娜", "--phone", "138"]);
    home.does(&["officer", "add", "Li", "--phone", "139"]);
    let list = home.does(&["officer", "list"]);
    let at = |line: &str, mark: &str| {
        let before = line.split(mark).next().unwrap();
        watchkeeper::console::text::width(before)
    };
    let lines: Vec<&str> = list.lines().collect();
    assert_eq!(at(lines[1], "138"), at(lines[2], "139"), "{list}");
}

#[test]
fn one_report_is_read_from_standard_input() {
    let home = Home::simulated("2026-06-10 22:00");
    home.does(ADD);
    let args = [
        "report",
        "add",
        "1",
        "--kind",
        "initial",
        "--channel",
        "fax",
        "--to",
        "municipal-bureau",
        "--signatory",
        "李强",
        "--text-file",
        "-",
    ];
    assert_eq!(
        home.says_given(&args, "\u{feff}第一行\r\n第二行\n".as_bytes())
            .code,
        0
    );
    assert_eq!(
        home.tells(&["report", "show", "1", "1"])["text"],
        "第一行\n第二行"
    );
    let said = home.says_given(&args, &[0xff, 0xfe, 0x00]);
    assert_eq!(said.code, 1, "{said:?}");
    let long = "长".repeat(30_000);
    let said = home.says_given(&args, long.as_bytes());
    assert_eq!(said.code, 1, "{said:?}");
}
