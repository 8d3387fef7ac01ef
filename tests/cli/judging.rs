//! Judging by command: a grade below the figures is refused with the figure, the table and the
//! options that allow it; marked in every list for as long as it is so; one option answers what is open.
//! The figures are those of 国办函〔2014〕119号 annex 1.

use serde_json::{Value, json};

use crate::support::Home;

const ADD: [&str; 6] = [
    "incident",
    "add",
    "--title",
    "槽罐车泄漏",
    "--place",
    "惠民",
];

fn on_watch() -> Home {
    Home::on_watch("2026-06-10 22:35")
}

fn with<'a>(args: &[&'a str]) -> Vec<&'a str> {
    [&ADD, args].concat()
}

fn dead() -> Value {
    json!([{"criterion": "deaths", "figure": 35, "grade": "I"}])
}

#[test]
fn a_grade_below_the_figures_is_refused_with_the_figure_the_table_and_the_options() {
    let home = on_watch();
    home.does(&with(&["--deaths", "35"]));
    let before = home.entries();
    let below = ["incident", "grade", "1", "IV"];
    assert_eq!(home.is_refused(1, &below), "reject-below-figures");
    let told = home.says(&below).err;
    for words in [
        "死亡 35 人（特别重大）",
        "国办函〔2014〕119号附件1",
        "定为一般",
        "--ground",
        "--approved-by",
    ] {
        assert!(told.contains(words), "{words}: {told}");
    }
    // The same where it is graded as it is logged.
    let logs = with(&["--deaths", "35", "--grade", "IV"]);
    assert_eq!(home.is_refused(1, &logs), "reject-below-figures");
    // A leader without a reason is no consent.
    let leader = [&below[..], &["--approved-by", "李强"]].concat();
    assert_eq!(home.is_refused(1, &leader), "reject-empty");
    assert_eq!(home.entries(), before, "nothing was recorded");
}

#[test]
fn a_leader_allows_it_and_every_list_marks_it() {
    let home = on_watch();
    let consent = ["--ground", "伤亡系交通事故所致", "--approved-by", "李强"];
    let logs = with(&[&["--deaths", "35", "--grade", "IV"], &consent[..]].concat());
    let said = home.says(&logs);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(said.err.contains("经 李强 批准"), "{}", said.err);
    let shown = home.tells(&["incident", "show", "1"]);
    let below = &shown["graded_below"];
    assert_eq!(below["reached"], "I");
    assert_eq!(below["grade"], "IV");
    assert_eq!(below["table"], "2014");
    assert_eq!(below["against"], dead());
    assert_eq!(below["approved"], true);
    assert_eq!(below["approval"]["approved_by"], "李强");
    assert_eq!(below["approval"]["reason"], "伤亡系交通事故所致");
    for list in [vec!["incident", "list"], vec!["status"], vec![]] {
        let text = home.does(&list);
        let marks = text.matches("偏低").count();
        assert!(marks == 1 || list == ["status"], "{list:?}: {text}");
        assert!(!text.contains("!偏低"), "it is approved: {text}");
    }
    let page = home.does(&["incident", "show", "1"]);
    assert!(page.contains("经 李强 批准：伤亡系交通事故所致"), "{page}");
}

#[test]
fn figures_that_rise_above_the_grade_are_told_and_stay_marked_until_approved() {
    let home = on_watch();
    home.does(&with(&["--grade", "IV"]));
    let amend = home.says(&["incident", "amend", "1", "--deaths", "35"]);
    assert_eq!(amend.code, 0, "facts are added without asking: {amend:?}");
    assert!(
        amend.err.contains("死亡 35 人（特别重大）") && amend.err.contains("还没有领导批准"),
        "{}",
        amend.err
    );
    let listed = home.tells(&["incident", "list"]);
    assert_eq!(listed[0]["graded_below"]["approved"], false);
    assert_eq!(listed[0]["graded_below"]["against"], dead());
    for list in [&["incident", "list"][..], &[]] {
        assert!(home.does(list).contains("!偏低"), "{list:?}");
    }
    let board = home.tells(&[]);
    assert_eq!(board["incidents"][0]["graded_below"]["approved"], false);

    // The grade as it stands may be approved by name.
    let same = ["incident", "grade", "1", "IV"];
    assert_eq!(home.is_refused(1, &same), "reject-below-figures");
    let consent = ["--ground", "伤亡系交通事故所致", "--approved-by", "李强"];
    home.does(&[&same[..], &consent].concat());
    let shown = home.tells(&["incident", "show", "1"]);
    assert_eq!(shown["graded_below"]["approved"], true);
    assert_eq!(shown["grade"], "IV");
    let log = home.tells(&["log", "--subject", "1"]);
    let approved = &log
        .as_array()
        .unwrap()
        .iter()
        .find(|entry| entry["event"]["type"] == "grade-approved");
    let told = approved.unwrap()["what"].as_str().unwrap();
    assert!(told.contains("李强") && told.contains("伤亡"), "{told}");
    // Then there is nothing to approve, and what the figures reach ends the mark.
    let again = [&same[..], &consent].concat();
    assert_eq!(home.is_refused(1, &again), "reject-nothing-to-do");
    home.does(&["incident", "grade", "1", "I"]);
    let shown = home.tells(&["incident", "show", "1"]);
    assert_eq!(shown["graded_below"], Value::Null);
    assert!(!home.does(&["incident", "list"]).contains("偏低"));
}

#[test]
fn a_boundary_of_a_province_proposes_yes_and_no_to_it_needs_a_leader() {
    let home = on_watch();
    let said = home.says(&with(&["--boundary", "province"]));
    assert_eq!(said.code, 0, "{said:?}");
    let proposed = "watchkeeper incident amend BN-2026-001 --sensitive cross-province";
    assert!(said.err.contains(proposed), "{}", said.err);
    let shown = home.tells(&["incident", "show", "1"]);
    let against = &shown["answered_against"][0];
    assert_eq!(against["condition"], "cross-province");
    assert_eq!(against["boundary"], "province");
    assert_eq!(against["answer"], Value::Null);
    assert_eq!(against["approved"], false);
    assert!(home.does(&["incident", "list"]).contains("!跨省"));

    let no = [
        "incident",
        "amend",
        "1",
        "--not-sensitive",
        "cross-province",
    ];
    assert_eq!(home.is_refused(1, &no), "reject-needs-leader");
    let consent = [
        "--reason",
        "污染团已在省界上游截住",
        "--approved-by",
        "李强",
    ];
    home.does(&[&no[..], &consent].concat());
    let shown = home.tells(&["incident", "show", "1"]);
    assert_eq!(shown["answered_against"][0]["answer"], false);
    assert_eq!(shown["answered_against"][0]["approved"], true);

    home.does(&["incident", "amend", "1", "--sensitive", "cross-province"]);
    let shown = home.tells(&["incident", "show", "1"]);
    assert_eq!(shown["answered_against"], json!([]));
}

#[test]
fn one_option_answers_what_is_open_with_no_and_leaves_what_was_answered() {
    let home = on_watch();
    home.does(&with(&[
        "--sensitive",
        "main-stem",
        "--boundary",
        "province",
    ]));
    let said = home.says(&["incident", "amend", "1", "--no-others"]);
    assert_eq!(said.code, 0, "{said:?}");
    assert!(
        said.err.contains("已答“否”：饮用水水源保护区"),
        "{}",
        said.err
    );
    let shown = home.tells(&["incident", "show", "1"]);
    let sensitive = shown["sensitive"].as_object().unwrap();
    for (condition, answer) in sensitive {
        let expected = match condition.as_str() {
            "main-stem" => json!(true),
            // The boundary entered speaks for it: nobody answers it in passing.
            "cross-province" => Value::Null,
            _ => json!(false),
        };
        assert_eq!(*answer, expected, "{condition}");
    }
    // Each condition is an answer of its own, by name and time.
    let log = home.tells(&["log", "--subject", "1"]);
    let last = log
        .as_array()
        .unwrap()
        .iter()
        .find(|entry| entry["event"]["type"] == "incident-amended");
    let last = last.unwrap();
    assert_eq!(last["officer"], "王敏");
    assert_eq!(last["event"]["amendment"]["sensitive"]["residents"], "no");

    let all = with(&["--sensitive", "residents", "--no-others"]);
    home.does(&all);
    let shown = home.tells(&["incident", "show", "2"]);
    let sensitive = shown["sensitive"].as_object().unwrap();
    let yes = sensitive.iter().filter(|(_, answer)| **answer == true);
    let yes: Vec<_> = yes.map(|(condition, _)| condition.as_str()).collect();
    assert_eq!(yes, ["residents"]);
    assert!(sensitive.values().all(|answer| !answer.is_null()));
}

#[test]
fn radiation_and_protected_species_are_entered_shown_and_graded() {
    let home = on_watch();
    home.does(&with(&[
        "--track",
        "radiation",
        "--radiation",
        "source-high",
    ]));
    let shown = home.tells(&["incident", "show", "1"]);
    assert_eq!(shown["impact"]["radiation"], "source-high");
    assert_eq!(shown["proposed_grade"]["grade"], "II");
    assert_eq!(
        shown["proposed_grade"]["reached"],
        json!([{"criterion": "radiation", "figure": "source-high", "grade": "II"}])
    );
    let page = home.does(&["incident", "show", "1"]);
    assert!(page.contains("Ⅰ、Ⅱ类放射源丢失、被盗"), "{page}");

    home.does(&with(&["--ecology", "species-died"]));
    let proposed = home.tells(&["incident", "grade", "2"]);
    assert_eq!(proposed["proposals"][0]["grade"], "II");
    // What a report took with it is kept beside its words.
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
        "--text",
        "源丢失",
        "--receiver",
        "值班室",
    ];
    home.does(&report);
    let shown = home.tells(&["report", "show", "1", "1"]);
    let known = shown.to_string();
    assert!(known.contains(r#""radiation":"source-high""#), "{known}");
}

#[test]
fn one_known_zero_proposes_no_grade() {
    let home = on_watch();
    home.does(&with(&["--deaths", "0"]));
    let shown = home.tells(&["incident", "show", "1"]);
    assert_eq!(shown["proposed_grade"]["grade"], Value::Null);
    let text = home.does(&["incident", "grade", "1"]);
    assert!(text.contains("还不能按分级标准判断"), "{text}");
}
