//! A desk starts by itself, is looked at, and ends; its clock and its people.

use serde_json::Value;

use crate::support::{Home, PROGRAM, wait_until};

#[test]
fn a_desk_starts_in_the_background_and_is_stopped() {
    let home = Home::simulated("2026-06-10 22:00");
    assert_eq!(home.says(&["status"]).code, 1, "making one starts none");
    home.does(&["deadlines"]);
    let status = home.tells(&["status"]);
    assert_eq!(
        (&status["running"], &status["mode"]),
        (&true.into(), &"simulated".into())
    );
    assert_eq!(status["now"], "2026-06-10T22:00:00+08:00");
    assert_eq!(home.tells(&["stop"])["stopped"], true);
    let said = home.says(&["status", "--json"]);
    assert_eq!(said.code, 1);
    assert_eq!(
        serde_json::from_str::<Value>(&said.out).unwrap()["running"],
        false
    );
    assert_eq!(
        home.tells(&["stop"])["stopped"],
        false,
        "nothing is left to stop"
    );
    home.does(&["verify"]);
}

#[test]
fn commands_that_come_at_once_find_one_desk() {
    let home = Home::simulated("2026-06-10 22:00");
    let add = ["incident", "add", "--title", "油污", "--place", "江"];
    let running: Vec<_> = (0..6)
        .map(|_| {
            let mut command = home.command(&add);
            command
                .stdout(std::process::Stdio::piped())
                .stderr(std::process::Stdio::piped());
            command.spawn().unwrap()
        })
        .collect();
    let mut numbers: Vec<String> = running
        .into_iter()
        .map(|child| {
            let output = child.wait_with_output().unwrap();
            assert!(
                output.status.success(),
                "{}",
                String::from_utf8_lossy(&output.stderr)
            );
            String::from_utf8(output.stdout).unwrap()
        })
        .collect();
    numbers.sort();
    let expected: Vec<String> = (1..=6).map(|n| format!("BN-2026-{n:03}\n")).collect();
    assert_eq!(numbers, expected);
}

#[test]
fn the_foreground_desk_serves_until_it_is_stopped() {
    let home = Home::simulated("2026-06-10 22:00");
    let mut command = home.command(&["serve"]);
    command.stderr(std::process::Stdio::null());
    let mut child = crate::support::Running(command.spawn().unwrap());
    // Whichever of the two is first at the record serves; the other finds it, and ends.
    home.does(&["deadlines"]);
    wait_until("it serves, or has ended", || {
        let serves = home.tells(&["status"])["pid"] == child.0.id();
        serves || child.0.try_wait().unwrap().is_some()
    });
    home.does(&["stop"]);
    let status = child.0.wait().unwrap();
    assert!(status.code().is_some(), "it ended by itself: {status}");
}

#[test]
fn a_simulated_clock_stands_until_it_is_moved() {
    let home = Home::simulated("2021-01-20 17:40");
    assert_eq!(home.tells(&["clock"])["now"], "2021-01-20T17:40:00+08:00");
    assert_eq!(
        home.tells(&["clock", "--advance", "25m"])["now"],
        "2021-01-20T18:05:00+08:00"
    );
    assert_eq!(
        home.tells(&["clock", "--to", "19:00"])["now"],
        "2021-01-20T19:00:00+08:00"
    );
    assert_eq!(home.tells(&["clock", "--rate", "60"])["rate"], 60);
    assert_eq!(home.tells(&["clock", "--rate", "0"])["rate"], 0);
}

#[test]
fn a_real_clock_is_not_moved() {
    let home = Home::empty();
    home.does(&["init", "--code", "bn", "--name", "巴南"]);
    assert_eq!(
        home.is_refused(1, &["clock", "--advance", "25m"]),
        "reject-clock-of-real-desk"
    );
    assert_eq!(home.tells(&["clock"])["simulated"], false);
    assert_eq!(home.tells(&["status"])["code"], "BN");
}

#[test]
fn the_very_first_incident_has_its_deadlines() {
    let home = Home::simulated("2026-06-10 22:00");
    home.does(&[
        "incident",
        "add",
        "--title",
        "油污",
        "--place",
        "江",
        "--sensitive",
        "main-stem",
    ]);
    let phone = home.tells(&["deadlines"]);
    let phone = crate::support::rows(&phone, "rule", "wp2021-phone");
    assert_eq!(phone.len(), 3);
    assert_eq!(phone[0]["due_at"], "2026-06-10T22:30:00+08:00");
}

#[test]
fn officers_are_entered_changed_and_listed() {
    let home = Home::simulated("2026-06-10 22:00");
    home.does(&["officer", "add", "王敏", "--phone", "138", "--post", "科员"]);
    let changed = home.tells(&["officer", "add", "--name", "王敏", "--role", "leader"]);
    assert_eq!(changed["id"], 1, "the same name is the same officer");
    assert_eq!(
        (&changed["phone"], &changed["role"]),
        (&"138".into(), &"leader".into())
    );
    assert_eq!(
        home.tells(&["officer", "list"]).as_array().unwrap().len(),
        1
    );
    assert_eq!(home.tells(&["watch", "show"]), Value::Null);
}

#[test]
fn an_entry_names_the_officer_acted_as() {
    let home = Home::on_watch("2026-06-10 22:00");
    home.does(&["incident", "add", "--title", "油污", "--place", "江"]);
    home.does(&["incident", "note", "1", "一"]);
    home.does(&["incident", "note", "1", "二", "--as", "李强"]);
    let log = home.tells(&["log"]);
    let log = log.as_array().unwrap().iter();
    // The desk's own reminders stand between them.
    let notes = log.filter(|entry| entry["event"]["type"] == "note-made");
    let officers: Vec<_> = notes.map(|entry| &entry["officer"]).collect();
    assert_eq!(officers, ["王敏", "李强"]);
    let watch = home.tells(&["watch", "show"]);
    assert_eq!(
        (&watch["officer"], &watch["leader"]),
        (&"王敏".into(), &"李强".into())
    );
}

#[test]
fn options_of_every_command_go_before_or_after_it() {
    let home = Home::simulated("2026-06-10 22:00");
    let data = home.data();
    let data = data.to_str().unwrap();
    for args in [
        ["--json", "--data", data, "--lang", "en", "deadlines"],
        ["deadlines", "--json", "--data", data, "--lang", "en"],
    ] {
        let mut command = home.command(&args);
        command.env_remove("WATCHKEEPER_DATA");
        let output = command.output().unwrap();
        assert_eq!(output.stdout, b"[]\n", "{args:?}");
    }
    assert!(!PROGRAM.is_empty());
}

#[test]
fn the_language_is_asked_for_or_follows_from_the_locale() {
    let home = Home::simulated("2026-06-10 22:00");
    let said = |variables: &[(&str, &str)]| {
        let mut command = home.command(&["deadlines"]);
        command.env_remove("LANG").envs(variables.iter().copied());
        String::from_utf8(command.output().unwrap().stdout).unwrap()
    };
    let (zh, en) = ("没有正在计时的时限\n", "No deadline is running\n");
    assert_eq!(said(&[]), zh);
    assert_eq!(said(&[("LANG", "en_US.UTF-8")]), en);
    assert_eq!(said(&[("LANG", "zh_CN.GBK")]), en);
    assert_eq!(
        said(&[("LANG", "en_US.UTF-8"), ("WATCHKEEPER_LANG", "zh-CN")]),
        zh
    );
    assert_eq!(said(&[("LANG", "zh_CN.UTF-8"), ("TERM", "linux")]), en);
    // The console's advice is to write `--lang zh`.
    assert_eq!(home.does(&["deadlines", "--lang", "zh"]), zh);
}

#[test]
fn rules_are_listed_shown_and_checked() {
    let home = Home::empty();
    let listed = home.tells(&["rules", "list"]);
    let phone = crate::support::rows(&listed, "id", "wp2021-phone");
    assert_eq!(phone[0]["limit_minutes"], 30);
    let shown = home.does(&["rules", "show", "wp2021-phone"]);
    let own = home.file(
        "own.toml",
        &format!("pack = \"own\"\nversion = 1\n{shown}")
            .replace("limit = \"30m\"", "limit = \"20m\""),
    );
    let checked = home.tells(&["rules", "check", &own]);
    assert_eq!(
        (
            &checked["changed"][0],
            checked["added"].as_array().unwrap().len()
        ),
        (&"wp2021-phone".into(), 0)
    );
    let bad = home.file(
        "bad.toml",
        "pack = \"own\"\nversion = 1\n\n[[rule]]\nid = \"triage\"\nlimit = \"soon\"\n",
    );
    assert_eq!(
        home.is_refused(1, &["rules", "check", &bad]),
        "pack-bad-limit"
    );
    let said = home.says(&["rules", "check", &bad]);
    assert!(
        said.err.contains("bad.toml") && said.err.contains('6'),
        "{said:?}"
    );
    assert_eq!(
        home.is_refused(2, &["rules", "check", "/none.toml"]),
        "cli-rules-file"
    );
}
