//! From the making of a desk to the closing of an incident, by the command line alone.

use serde_json::Value;

use crate::support::{Home, column, rows};

const LOCAL: &str = "district-committee,district-government,municipal-bureau";
const LOCAL_AND_HEAD: &str = "district-committee,district-government,municipal-bureau,bureau-head";
const NEIGHBOUR: &str = "neighbour-changshou";
const MINISTRY: &str = "ministry-duty-office,ministry-emergency-office";

fn report(home: &Home, kind: &str, channel: &str, to: &str) -> Value {
    let words = home.file("words.txt", "情况如前。\n第二段。");
    home.tells(&[
        "report",
        "add",
        "1",
        "--kind",
        kind,
        "--channel",
        channel,
        "--to",
        to,
        "--receiver",
        "值班室",
        "--signatory",
        "李强",
        "--acknowledged",
        "--text-file",
        &words,
    ])
}

fn log_the_spill(home: &Home) {
    let call = home.does(&[
        "call",
        "add",
        "--from",
        "陈主任",
        "--unit",
        "电镀厂",
        "--phone",
        "13800000000",
        "--channel",
        "enterprise",
        "--about",
        "含铬废液入河",
        "--at",
        "-5m",
        "--called-back",
    ]);
    assert_eq!(call, "BN-2026-C001\n");
    let untriaged = home.tells(&["call", "list"]);
    assert_eq!(untriaged[0]["outcome"], Value::Null);
    assert_eq!(
        untriaged[0]["deadlines"][0]["due_at"],
        "2026-06-10T22:45:00+08:00"
    );
    let said = home.says(&[
        "call",
        "triage",
        "C1",
        "--new-incident",
        "--place",
        "五布河",
        "--sensitive",
        "heavy-metal,main-stem",
    ]);
    assert_eq!((said.code, said.last_line()), (0, "BN-2026-001"));
    assert!(said.err.contains("初报还缺"), "{said:?}");
}

fn work_on_it(home: &Home) {
    let first = report(home, "initial", "phone", LOCAL_AND_HEAD);
    assert_eq!(
        (&first["number"], &first["report"]),
        (&"BN-2026-001".into(), &1.into())
    );
    home.does(&["clock", "--advance", "20m"]);
    report(home, "initial", "network", LOCAL);
    report(home, "initial", "fax", MINISTRY);
    home.does(&[
        "incident",
        "amend",
        "1",
        "--pollutants",
        "六价铬",
        "--verified",
        "22:50",
        "--evacuated",
        "120",
        "--not-sensitive",
        "residents",
    ]);
    home.does(&["incident", "grade", "1", "III", "--ground", "影响乡镇取水"]);
    home.does(&["incident", "milestone", "1", "on-scene", "--note", "监测站"]);
    home.does(&[
        "incident",
        "instruction",
        "1",
        "--leader",
        "区长",
        "--text",
        "盯紧河口",
    ]);
    home.does(&["incident", "note", "1", "已电告长寿区局"]);
    home.does(&[
        "report",
        "correct",
        "1",
        "2",
        "--receiver",
        "赵值班",
        "--reason",
        "姓名写错",
    ]);
}

fn end_it(home: &Home) {
    home.does(&["clock", "--advance", "6h"]);
    report(home, "follow-up", "network", LOCAL);
    report(home, "notice", "phone", NEIGHBOUR);
    home.does(&["incident", "stand-down", "1", "--ground", "连续三次未检出"]);
    assert_eq!(
        home.is_refused(
            1,
            &[
                "incident",
                "close",
                "1",
                "--investigated",
                "查清",
                "--removed",
                "已整改",
                "--accountable",
                "已处理"
            ]
        ),
        "reject-no-final-report"
    );
    report(home, "final", "network", LOCAL);
    assert_eq!(
        home.is_refused(1, &["incident", "close", "1"]),
        "reject-empty"
    );
    home.does(&[
        "incident",
        "close",
        "1",
        "--investigated",
        "查清",
        "--removed",
        "已整改",
        "--accountable",
        "已处理",
    ]);
}

#[test]
fn a_whole_day_goes_from_the_first_call_to_the_closing() {
    let home = Home::on_watch("2026-06-10 22:35");
    log_the_spill(&home);
    work_on_it(&home);
    end_it(&home);

    let incident = home.tells(&["incident", "show", "1"]);
    assert_eq!(incident["stage"], "closed");
    assert_eq!(incident["title"], "含铬废液入河");
    assert_eq!(incident["source"], "enterprise");
    assert_eq!(
        incident["times"]["learned"][0]["at"],
        "2026-06-10T22:30:00+08:00"
    );
    assert_eq!(
        incident["times"]["verified"][0]["at"],
        "2026-06-10T22:50:00+08:00"
    );
    assert_eq!(incident["grade"], "III");
    assert_eq!(incident["impact"]["evacuated"], 120);
    assert_eq!(incident["sensitive"]["residents"], false);
    assert_eq!(incident["sensitive"]["heavy-metal"], true);
    assert_eq!(incident["sensitive"]["water-source"], Value::Null);
    assert_eq!(incident["answers"]["removed"], "已整改");
    assert_eq!(incident["calls"][0], "BN-2026-C001");
    assert_eq!(
        incident["milestones"]["on-scene"],
        "2026-06-10T22:55:00+08:00"
    );
    let kinds = incident["reports"].as_array().unwrap();
    let kinds: Vec<&Value> = kinds.iter().collect();
    assert_eq!(
        column(&kinds, "kind"),
        [
            "initial",
            "initial",
            "initial",
            "follow-up",
            "notice",
            "final"
        ]
    );

    let timeline = incident["timeline"].as_array().unwrap();
    assert!(
        timeline.iter().all(|entry| entry["officer"] == "王敏"),
        "every entry names who did it"
    );
    assert_eq!(home.tells(&["incident", "list"]), Value::Array(Vec::new()));
    assert_eq!(
        rows(
            &home.tells(&["incident", "list", "--all"]),
            "stage",
            "closed"
        )
        .len(),
        1
    );
    assert_eq!(
        home.tells(&["incident", "list", "--search", "铬"])[0]["number"],
        "BN-2026-001"
    );
    home.does(&["verify"]);
}

#[test]
fn what_a_report_said_stands_beside_what_was_known_when_it_left() {
    let home = Home::on_watch("2026-06-10 22:35");
    log_the_spill(&home);
    report(&home, "initial", "network", LOCAL);
    home.does(&[
        "incident",
        "amend",
        "1",
        "--pollutants",
        "六价铬",
        "--deaths",
        "1",
    ]);
    home.does(&["incident", "grade", "1", "III"]);
    let sent = home.tells(&["report", "show", "1", "1"]);
    assert_eq!(sent["text"], "情况如前。\n第二段。");
    assert_eq!(sent["known"]["grade"], "unclear");
    assert_eq!(sent["known"]["facts"].get("pollutants"), None);
    assert_eq!(sent["known"]["impact"]["deaths"], Value::Null);
    let text = home.does(&["report", "show", "1"]);
    assert!(
        text.contains("第二段。") && text.contains("市生态环境局"),
        "{text}"
    );
}

#[test]
fn a_correction_leaves_the_words_before_in_the_record() {
    let home = Home::on_watch("2026-06-10 22:35");
    log_the_spill(&home);
    report(&home, "initial", "phone", LOCAL);
    home.does(&[
        "report",
        "correct",
        "1",
        "1",
        "--withdraw",
        "--reason",
        "没有接通",
        "--approved-by",
        "李强",
    ]);
    let sent = home.tells(&["report", "show", "1", "1"]);
    assert_eq!(sent["withdrawn"], "没有接通");
    let standings = home.tells(&["deadlines"]);
    assert_eq!(
        rows(&standings, "rule", "wp2021-phone").len(),
        3,
        "the phone reports are owed again"
    );
    let log = home.tells(&["log", "--subject", "1"]);
    let filed = log
        .as_array()
        .unwrap()
        .iter()
        .find(|entry| entry["event"]["type"] == "report-filed");
    assert_eq!(filed.unwrap()["event"]["sent"]["receiver"], "值班室");
}

#[test]
fn the_grading_tables_are_asked_without_changing_anything() {
    let home = Home::on_watch("2026-06-10 22:35");
    log_the_spill(&home);
    home.does(&["incident", "amend", "1", "--deaths", "1"]);
    let before = home.entries();
    let told = home.tells(&["incident", "grade", "1"]);
    assert_eq!(told["grade"], "unclear");
    let proposals: Vec<&Value> = told["proposals"].as_array().unwrap().iter().collect();
    assert_eq!(column(&proposals, "table"), ["2014", "2011"]);
    assert_eq!(
        column(&proposals, "grade"),
        ["IV", "III"],
        "one death, by either table"
    );
    assert_eq!(proposals[0]["deciding"][0], "deaths");
    assert_eq!(home.entries(), before);
}

#[test]
fn a_deadline_is_waived_for_one_recipient_by_a_leader_with_a_reason() {
    let home = Home::on_watch("2026-06-10 22:35");
    log_the_spill(&home);
    let waive = [
        "incident",
        "waive",
        "1",
        "--rule",
        "wp2021-phone",
        "--recipient",
        "municipal-bureau",
        "--reason",
        "市局已在场",
    ];
    assert_eq!(home.is_refused(1, &waive), "reject-empty");
    assert_eq!(
        home.is_refused(1, &[&waive[..], &["--approved-by", "王敏"]].concat()),
        "reject-not-a-leader"
    );
    home.does(&[&waive[..], &["--approved-by", "李强"]].concat());
    let all = home.tells(&["deadlines", "--all"]);
    let phone = rows(&all, "rule", "wp2021-phone");
    let of_bureau = phone
        .iter()
        .find(|row| row["recipient"] == "municipal-bureau")
        .unwrap();
    assert_eq!(of_bureau["standing"], "void");
    assert_eq!(of_bureau["waived"]["approved_by"], "李强");
    assert_eq!(
        phone
            .iter()
            .filter(|row| row["standing"] == "running")
            .count(),
        2
    );
}

#[test]
fn a_call_goes_one_of_four_ways() {
    let home = Home::on_watch("2026-06-10 22:35");
    let told = |about: &str| home.does(&["call", "add", "--about", about]);
    home.does(&["incident", "add", "--title", "油污", "--place", "江"]);
    for about in ["一", "二", "三", "四"] {
        told(about);
    }
    let judged = |args: &[&str]| home.tells(&[&["call", "triage"], args].concat());
    assert_eq!(judged(&["C1", "--join", "1"])["incident"], "BN-2026-001");
    assert_eq!(
        judged(&["C2", "--pass-on", "水利局"])["outcome"],
        "passed-on"
    );
    assert_eq!(
        judged(&["2026-C003", "--no-matter", "重复"])["outcome"],
        "no-matter"
    );
    assert_eq!(
        judged(&["BN-2026-C004", "--new-incident", "--place", "河"])["number"],
        "BN-2026-002"
    );
    assert_eq!(home.tells(&["call", "list"]), Value::Array(Vec::new()));
    let all = home.tells(&["call", "list", "--all"]);
    let all: Vec<&Value> = all.as_array().unwrap().iter().collect();
    assert_eq!(
        column(&all, "outcome"),
        ["became", "no-matter", "passed-on", "joined"]
    );
    assert_eq!(
        home.is_refused(1, &["call", "triage", "C1", "--no-matter", "x"]),
        "reject-already-triaged"
    );
}

#[test]
fn what_was_noted_of_a_call_is_corrected_and_the_rest_stays() {
    let home = Home::on_watch("2026-06-10 22:35");
    home.does(&["call", "add", "--from", "张三", "--about", "油污"]);
    home.does(&["call", "amend", "C1", "--unit", "渔政", "--at", "22:30"]);
    let call = home.tells(&["call", "show", "C1"]);
    let part = |name: &str| call[name].as_str().unwrap().to_owned();
    assert_eq!(
        [part("from"), part("unit"), part("about")],
        ["张三", "渔政", "油污"]
    );
    assert_eq!(part("received_at"), "2026-06-10T22:30:00+08:00");
    assert_eq!(
        home.is_refused(1, &["call", "amend", "C1", "--at", "22:34"]),
        "reject-needs-leader"
    );
}

#[test]
fn a_confidential_caller_is_shown_only_with_a_reason_and_can_be_forgotten() {
    let home = Home::on_watch("2026-06-10 22:35");
    home.does(&[
        "call",
        "add",
        "--from",
        "张三",
        "--phone",
        "139",
        "--about",
        "偷排",
        "--confidential",
    ]);
    let call = home.tells(&["call", "show", "C1"]);
    assert_eq!(
        (&call["from"], &call["confidential"]),
        (&Value::Null, &true.into())
    );
    assert!(!home.does(&["log", "--json"]).contains("张三"));
    assert_eq!(
        home.is_refused(1, &["call", "reveal", "C1"]),
        "reject-empty"
    );
    let shown = home.tells(&["call", "reveal", "C1", "--reason", "回访"]);
    assert_eq!(
        (&shown["from"], &shown["phone"]),
        (&"张三".into(), &"139".into())
    );
    home.does(&["call", "forget", "C1", "--reason", "本人要求"]);
    assert_eq!(
        home.is_refused(1, &["call", "reveal", "C1", "--reason", "回访"]),
        "desk-forgotten"
    );
}
