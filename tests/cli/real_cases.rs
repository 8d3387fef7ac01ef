//! Two incidents that happened, told through the command line.

use chrono::{DateTime, TimeDelta};
use serde_json::Value;

use crate::support::{Home, column, rows};

/// Every limit of a rule, each with its recipient.
fn due(deadlines: &Value, rule: &str) -> Vec<(String, String)> {
    let found = rows(deadlines, "rule", rule);
    let mut due: Vec<_> = column(&found, "recipient")
        .into_iter()
        .zip(column(&found, "due_at"))
        .collect();
    due.sort();
    due
}

fn all_at(recipients: &[&str], at: &str) -> Vec<(String, String)> {
    let mut due: Vec<_> = recipients
        .iter()
        .map(|to| ((*to).to_owned(), at.to_owned()))
        .collect();
    due.sort();
    due
}

const LOCAL: [&str; 3] = [
    "district-committee",
    "district-government",
    "municipal-bureau",
];

/// Upstream over the limit at 04:00, learned 17:40, heavy metal, may cross the province, grade
/// unclear; graded II at three the next morning.
#[test]
fn jialing_2021_runs_30_minutes_1_hour_and_2_hours_from_when_it_was_learned() {
    let home = Home::simulated("2021-01-20 17:40");
    let number = home.does(&[
        "incident",
        "add",
        "--title",
        "嘉陵江铊浓度异常",
        "--place",
        "嘉陵江入渝断面",
        "--learned",
        "2021-01-20 17:40",
        "--occurred",
        "2021-01-20 04:00=上游通报",
        "--source",
        "neighbour",
        "--grade",
        "unclear",
        "--sensitive",
        "heavy-metal,cross-province",
    ]);
    assert_eq!(number, "BN-2021-001\n");
    let deadlines = home.tells(&["deadlines"]);
    let phone = all_at(&LOCAL, "2021-01-20T18:10:00+08:00");
    assert_eq!(due(&deadlines, "wp2021-phone"), phone);
    let written = all_at(&LOCAL, "2021-01-20T18:40:00+08:00");
    assert_eq!(due(&deadlines, "wp2021-written"), written);
    let ministry = [
        "district-government",
        "municipal-bureau",
        "ministry-duty-office",
        "ministry-emergency-office",
    ];
    let two_hours = all_at(&ministry, "2021-01-20T19:40:00+08:00");
    assert_eq!(due(&deadlines, "ling17-2h"), two_hours);
    let starts = column(&rows(&deadlines, "rule", "ling17-2h"), "starts_at");
    assert!(
        starts.iter().all(|at| at == "2021-01-20T17:40:00+08:00"),
        "{starts:?}"
    );

    home.does(&["clock", "--to", "2021-01-21 03:00"]);
    home.does(&["incident", "grade", "1", "II", "--ground", "跨省"]);
    let after = home.tells(&["deadlines"]);
    for (rule, before) in [
        ("wp2021-phone", phone),
        ("wp2021-written", written),
        ("ling17-2h", two_hours),
    ] {
        assert_eq!(
            due(&after, rule),
            before,
            "grading moves nothing that ran: {rule}"
        );
        let standings = column(&rows(&after, "rule", rule), "standing");
        assert!(
            standings.iter().all(|standing| standing == "overdue"),
            "{rule} {standings:?}"
        );
    }
}

/// A leak at 07:40 on the last day of 2012, first reported in writing on the fifth of January.
#[test]
fn tianji_2012_is_late_under_every_rule_and_it_says_by_how_much() {
    let home = Home::simulated("2012-12-31 07:40");
    home.does(&[
        "incident",
        "add",
        "--title",
        "苯胺泄漏",
        "--place",
        "浊漳河",
        "--learned",
        "2012-12-31 07:40",
        "--occurred",
        "2012-12-31 07:40",
        "--sensitive",
        "water-source,cross-province",
    ]);
    home.does(&["clock", "--to", "2013-01-05 17:00"]);
    home.does(&[
        "report", "add", "BN-2012-001", "--kind", "initial", "--channel", "fax", "--signatory", "李强",
        "--at", "2013-01-05 17:00", "--text", "苯胺泄漏情况",
        "--to", "district-committee,district-government,municipal-bureau,ministry-duty-office,ministry-emergency-office",
    ]);
    let deadlines = home.tells(&["deadlines", "--all"]);
    for (rule, late) in [
        (
            "wp2021-written",
            TimeDelta::minutes(5 * 1_440 + 8 * 60 + 20),
        ),
        ("ling17-2h", TimeDelta::minutes(5 * 1_440 + 7 * 60 + 20)),
    ] {
        let found = rows(&deadlines, "rule", rule);
        assert!(found.len() >= 3, "{rule}");
        for deadline in found {
            let time = |name: &str| {
                let text = deadline[name].as_str().unwrap();
                DateTime::parse_from_rfc3339(text).unwrap()
            };
            assert_eq!(deadline["standing"], "met_late", "{rule}");
            assert_eq!(deadline["met_at"], "2013-01-05T17:00:00+08:00");
            assert_eq!(time("met_at") - time("due_at"), late, "{rule}");
        }
    }
    let phone = column(&rows(&deadlines, "rule", "wp2021-phone"), "standing");
    assert_eq!(phone, ["overdue"; 3], "a letter is no phone report");
    let lists = home.does(&["deadlines", "--all"]);
    let line = lists
        .lines()
        .find(|line| line.contains("ling17-2h"))
        .unwrap();
    assert!(line.contains("迟报") && line.contains("+5天07时"), "{line}");
}
