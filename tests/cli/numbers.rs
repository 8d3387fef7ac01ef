//! Numbers as officers type them, across the end of a year, and lists that lose nothing.

use serde_json::Value;

use crate::support::Home;

fn adds(home: &Home, title: &str) {
    home.does(&["incident", "add", "--title", title, "--place", "木洞镇"]);
}

/// An incident of last year and one of this, both open.
fn turn_of_the_year() -> Home {
    let home = Home::on_watch("2026-12-31 23:50");
    adds(&home, "五布河含铬废液泄漏");
    home.does(&["clock", "--to", "2027-01-01 00:20"]);
    adds(&home, "鱼洞污水外溢");
    home
}

fn numbers(listed: &Value) -> Vec<&str> {
    let rows = listed.as_array().unwrap().iter();
    rows.map(|row| row["number"].as_str().unwrap()).collect()
}

#[test]
fn where_two_could_be_meant_the_command_names_both_and_changes_nothing() {
    let home = turn_of_the_year();
    let report = [
        "report",
        "add",
        "1",
        "--kind",
        "initial",
        "--channel",
        "phone",
        "--to",
        "municipal-bureau",
        "--receiver",
        "值班室",
    ];
    let wishes: [&[&str]; 9] = [
        &report,
        &["incident", "grade", "1", "III", "--ground", "两人死亡"],
        &["incident", "note", "1", "已到现场"],
        &["incident", "amend", "1", "--cause", "阀门破损"],
        &["incident", "stand-down", "1", "--ground", "已消除"],
        &["incident", "show", "001"],
        &["log", "--subject", "１"],
        &["deadlines", "--subject", "1"],
        &["report", "show", "1"],
    ];
    for wish in wishes {
        assert_eq!(home.is_refused(1, wish), "cli-number-several", "{wish:?}");
        let said = home.says(wish);
        for named in [
            "BN-2026-001 五布河含铬废液泄漏",
            "BN-2027-001 鱼洞污水外溢",
            "27-001",
        ] {
            assert!(said.err.contains(named), "{wish:?} {said:?}");
        }
    }
}

#[test]
fn with_the_year_each_is_meant_by_itself() {
    let home = turn_of_the_year();
    for (written, title) in [
        ("26-001", "五布河含铬废液泄漏"),
        ("2026-1", "五布河含铬废液泄漏"),
        ("bn-2026-001", "五布河含铬废液泄漏"),
        ("２７－００１", "鱼洞污水外溢"),
        ("BN-2027-001", "鱼洞污水外溢"),
    ] {
        assert_eq!(
            home.tells(&["incident", "show", written])["title"],
            title,
            "{written}"
        );
    }
    home.does(&["incident", "note", "26-001", "下游监测正常"]);
    let noted = |written| {
        let log = home.tells(&["log", "--subject", written]);
        log.as_array().unwrap().len()
    };
    assert_eq!(noted("26-001"), noted("27-001") + 1);
}

#[test]
fn a_call_is_joined_to_the_incident_that_is_meant_and_to_no_other() {
    let home = turn_of_the_year();
    home.does(&["call", "add", "--about", "河里有死鱼"]);
    let join = ["call", "triage", "1", "--join", "1"];
    assert_eq!(home.is_refused(1, &join), "cli-number-several");
    let joined = home.tells(&["call", "triage", "c1", "--join", "26-001"]);
    assert_eq!(joined["incident"], "BN-2026-001");
}

#[test]
fn reminders_of_several_subjects_are_not_answered_by_one_number() {
    let home = turn_of_the_year();
    home.does(&["call", "add", "--about", "河里有死鱼"]);
    home.does(&["clock", "--advance", "2h"]);
    let answer = ["acknowledge", "1", "--person", "王敏"];
    assert_eq!(home.is_refused(1, &answer), "cli-number-several");
    let answered = home.tells(&["acknowledge", "C1", "--person", "王敏"]);
    assert_eq!(answered.as_array().unwrap().len(), 1, "{answered}");
}

#[test]
fn an_incident_is_found_however_many_calls_hold_the_word() {
    let home = Home::on_watch("2026-06-10 08:00");
    adds(&home, "攀钢钛业酸性废水泄漏");
    for number in 0..12 {
        let about = format!("钛业有刺鼻气味，第 {number} 次来电");
        home.does(&["call", "add", "--about", &about]);
    }
    let found = home.tells(&["incident", "list", "--search", "钛业"]);
    assert_eq!(numbers(&found), ["BN-2026-001"]);
    let found = home.tells(&["call", "list", "--search", "钛业"]);
    assert_eq!(found.as_array().unwrap().len(), 12);
    let found = home.tells(&["call", "list", "--search", "26-C007"]);
    assert_eq!(numbers(&found), ["BN-2026-C007"]);
    let found = home.tells(&["warning", "list", "--search", "钛业"]);
    assert!(numbers(&found).is_empty());
    let empty = ["incident", "list", "--search", " "];
    assert_eq!(home.is_refused(1, &empty), "cli-search-empty");
    let long = "钛".repeat(201);
    assert_eq!(
        home.is_refused(1, &["call", "list", "--search", &long]),
        "desk-search-long"
    );
}

#[test]
fn a_list_that_is_cut_says_where_and_how_to_go_on() {
    let home = Home::on_watch("2026-06-10 08:00");
    for number in 1..=5 {
        home.does(&["call", "add", "--about", &format!("气味 {number}")]);
    }
    let (mut before, mut all): (Option<String>, Vec<String>) = (None, Vec::new());
    for expected in [2, 2, 1] {
        let mut list = vec!["call", "list", "--search", "气味", "--limit", "2", "--json"];
        if let Some(before) = &before {
            list.extend(["--before", before]);
        }
        let said = home.says(&list);
        assert_eq!(said.code, 0, "{said:?}");
        let page: Value = serde_json::from_str(&said.out).unwrap();
        let page: Vec<String> = numbers(&page).into_iter().map(str::to_owned).collect();
        assert_eq!(page.len(), expected);
        before = page.last().cloned();
        all.extend(page);
        if expected == 2 {
            let note: Value = serde_json::from_str(&said.err).unwrap();
            assert_eq!(note["note"], "list-cut");
            let next = before.as_deref().unwrap();
            assert!(note["hint"].as_str().unwrap().contains(next), "{note}");
        } else {
            assert_eq!(said.err, "", "the end needs no word");
        }
    }
    let expected: Vec<String> = (1..=5).rev().map(|n| format!("BN-2026-C00{n}")).collect();
    assert_eq!(all, expected);
    let said = home.says(&["call", "list", "--limit", "2"]);
    assert!(
        said.err.contains("BN-2026-C004"),
        "what is open is cut with a word too: {said:?}"
    );
    let said = home.says(&["call", "list", "--limit", "5"]);
    assert_eq!(said.err, "");
}

#[test]
fn a_log_that_is_cut_says_so() {
    let home = Home::on_watch("2026-06-10 08:00");
    adds(&home, "油污");
    let note = |said: &str| serde_json::from_str::<Value>(said).unwrap();
    let said = home.says(&["log", "--limit", "2", "--json"]);
    assert_eq!(note(&said.out).as_array().unwrap().len(), 2);
    assert_eq!(note(&said.err)["note"], "log-cut-earlier");
    let said = home.says(&["log", "--after", "1", "--limit", "2", "--json"]);
    assert_eq!(note(&said.err)["note"], "log-cut-later");
    assert!(
        note(&said.err)["hint"]
            .as_str()
            .unwrap()
            .contains("--after 3")
    );
    let said = home.says(&["log", "--subject", "1", "--limit", "1", "--json"]);
    assert_eq!(note(&said.out).as_array().unwrap().len(), 1);
    assert_eq!(note(&said.err)["note"], "log-cut-earlier");
    let said = home.says(&["log", "--json"]);
    assert_eq!(said.err, "");
}
