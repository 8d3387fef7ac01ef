//! The order deadlines stand in, the lines they fold into, and what a warning asks.

use watchkeeper::domain::Command;
use watchkeeper::domain::grade::Grade;
use watchkeeper::domain::report::{Channel, ReportKind};
use watchkeeper::domain::rule::Duty;
use watchkeeper::domain::warning::{WarningFacts, WarningLevel, WarningMessage, WarningStatus};
use watchkeeper::rulebook::{Standing, deadlines, limit, lines, next_change, warning_deadlines};

use crate::story::{BUREAU, COMMITTEE, GOVERNMENT, Story, graded, minutes, noon};

#[test]
fn overdue_first_then_by_time_left_then_the_settled_newest_first() {
    let mut story = Story::at(noon());
    let old = story.logs(graded(noon(), Grade::II));
    story.now = noon() + minutes(80);
    story.sends(&old, ReportKind::Initial, Channel::Phone, &[COMMITTEE]);
    let new = story.logs(graded(story.now, Grade::II));
    story.sends(&new, ReportKind::Initial, Channel::Phone, &[COMMITTEE]);
    let all = deadlines(&story.state, story.now);

    let rank = |standing: Standing| match standing {
        Standing::Overdue => 0,
        Standing::DueSoon | Standing::Running => 1,
        Standing::Met | Standing::MetLate | Standing::Void => 2,
    };
    for pair in all.windows(2) {
        let ranks = (rank(pair[0].standing), rank(pair[1].standing));
        assert!(ranks.0 <= ranks.1);
        if ranks == (2, 2) {
            assert!(pair[0].due_at >= pair[1].due_at);
        } else if ranks.0 == ranks.1 {
            assert!(pair[0].due_at <= pair[1].due_at);
        }
    }
    let first = &all[0];
    assert_eq!(
        (&first.subject, first.rule.id.as_str()),
        (&old, "wp2021-phone")
    );
    let last = all.last().unwrap();
    assert_eq!((&last.subject, last.standing), (&old, Standing::MetLate));
}

#[test]
fn the_same_asked_of_the_same_recipient_is_one_line_under_the_strictest() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::II));
    let lines_of = |story: &Story| lines(story.deadlines(&id));
    let bureau = |story: &Story| {
        let all = lines_of(story);
        let found = all.into_iter().find(|line| {
            line.strictest.recipient.as_str() == BUREAU
                && line.strictest.rule.duty == Duty::Initial
                && line.strictest.rule.id.as_str() != "wp2021-phone"
        });
        let line = found.unwrap();
        let beneath = line.beneath.iter().map(|d| d.rule.id.to_string()).collect();
        (line.strictest.rule.id.to_string(), beneath)
    };
    let expected = ("wp2021-written".to_owned(), vec!["ling17-2h".to_owned()]);
    assert_eq!(bureau(&story), expected);
    // Three phone calls, three papers to the district and the city, two to the ministry.
    assert_eq!(lines_of(&story).len(), 3 + 3 + 2);

    // Late by the first, in time by the second: both stay to be seen, the broken one on top.
    story.now = noon() + minutes(90);
    story.sends(
        &id,
        ReportKind::Initial,
        Channel::Fax,
        &[BUREAU, GOVERNMENT],
    );
    assert_eq!(bureau(&story), expected);

    // Asked anew by a raised grade: what is left to do comes on top of what is done.
    story.grades(&id, Grade::I);
    assert_eq!(bureau(&story), expected);
}

#[test]
fn what_is_left_to_do_is_on_top_of_what_is_done() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::III));
    story.sends(&id, ReportKind::Initial, Channel::Fax, &[BUREAU]);
    story.now = noon() + minutes(10);
    story.grades(&id, Grade::II);
    let line = lines(story.deadlines(&id))
        .into_iter()
        .find(|line| {
            line.strictest.recipient.as_str() == BUREAU
                && line.strictest.rule.id.as_str() == "wp2021-written"
        })
        .unwrap();
    assert_eq!(line.strictest.standing, Standing::Running);
    let beneath: Vec<_> = line
        .beneath
        .iter()
        .map(|d| (d.rule.id.as_str(), d.standing))
        .collect();
    assert_eq!(
        beneath,
        [
            ("ling17-2h", Standing::Running),
            ("ling17-4h", Standing::Met)
        ]
    );
}

#[test]
fn a_quiet_desk_wakes_for_nothing() {
    let mut story = Story::at(noon());
    assert_eq!(
        next_change(&deadlines(&story.state, story.now), story.now),
        None
    );
    let id = story.logs(graded(noon(), Grade::II));
    let next = |story: &Story| next_change(&story.deadlines(&id), story.now);
    assert_eq!(next(&story), Some(noon() + minutes(20)));
    story.now = noon() + minutes(20);
    assert_eq!(
        next(&story),
        Some(noon() + minutes(30) + chrono::TimeDelta::milliseconds(1))
    );
}

#[test]
fn limits_read_as_they_are_written() {
    use watchkeeper::rulebook::limit::BadLimit;
    for (text, expected) in [
        ("30m", Ok(30)),
        ("1h", Ok(60)),
        ("24h", Ok(1_440)),
        ("60d", Ok(86_400)),
        ("3660d", Ok(5_270_400)),
        ("3661d", Err(BadLimit::TooLong)),
        ("99999999999d", Err(BadLimit::TooLong)),
        ("0m", Err(BadLimit::Zero)),
        ("5wd", Err(BadLimit::WorkingDays)),
        ("", Err(BadLimit::NotALimit)),
        ("h", Err(BadLimit::NotALimit)),
        ("30", Err(BadLimit::NotALimit)),
        ("30 m", Err(BadLimit::NotALimit)),
        ("-5m", Err(BadLimit::NotALimit)),
        ("+5m", Err(BadLimit::NotALimit)),
        ("1.5h", Err(BadLimit::NotALimit)),
        ("1h30m", Err(BadLimit::NotALimit)),
        ("30分", Err(BadLimit::NotALimit)),
        ("３０m", Err(BadLimit::NotALimit)),
    ] {
        assert_eq!(limit::parse(text), expected, "{text}");
        if let Ok(minutes) = expected {
            assert_eq!(limit::text(minutes), text);
        }
    }
}

fn warning(status: WarningStatus, expires_in: Option<i64>) -> WarningFacts {
    WarningFacts {
        identifier: "cq-1".into(),
        sender: "巴南区气象台".into(),
        sent: noon() - minutes(1),
        status,
        message: WarningMessage::Alert,
        references: Vec::new(),
        hazard: "暴雨".into(),
        level: Some(WarningLevel::Orange),
        headline: "暴雨橙色预警".into(),
        text: String::new(),
        area: String::new(),
        area_codes: vec!["500113".into()],
        effective: noon(),
        expires: expires_in.map(|m| noon() + minutes(m)),
    }
}

#[test]
fn a_warning_asks_three_things_from_when_it_was_taken_in() {
    let mut story = Story::at(noon());
    story.does(&Command::TakeWarning {
        facts: Box::new(warning(WarningStatus::Actual, Some(25))),
        for_district: true,
    });
    let (id, _) = story.state.warnings.first_key_value().unwrap();
    let id = id.clone();
    let standings = |story: &Story| -> Vec<(String, i64, Standing)> {
        let mut all: Vec<_> = warning_deadlines(&story.state.warnings[&id], story.now)
            .iter()
            .map(|d| {
                (
                    d.rule.duty.name().to_owned(),
                    (d.due_at - noon()).num_minutes(),
                    d.standing,
                )
            })
            .collect();
        all.sort_by_key(|(_, due, _)| *due);
        all
    };
    let expect = |leader, pass_on, enterprises| {
        vec![
            ("tell-leader".to_owned(), 10, leader),
            ("pass-on".to_owned(), 30, pass_on),
            ("contact-enterprises".to_owned(), 120, enterprises),
        ]
    };
    let running = Standing::Running;
    assert_eq!(standings(&story), expect(running, running, running));
    story.now = noon() + minutes(11);
    assert_eq!(
        standings(&story),
        expect(Standing::Overdue, running, running)
    );
    story.does(&Command::ActOnWarning {
        warning: id.clone(),
        duty: Duty::PassOn,
        at: story.now,
        to: "木洞镇、麻柳园区".into(),
    });
    assert_eq!(
        standings(&story),
        expect(Standing::Overdue, Standing::Met, running)
    );
    // It runs out: nobody asks for what was not due by then, and what was overdue stays so.
    story.now = noon() + minutes(26);
    assert_eq!(
        standings(&story),
        expect(Standing::Overdue, Standing::Met, Standing::Void)
    );
}

#[test]
fn an_exercise_warning_asks_nothing() {
    let mut story = Story::at(noon());
    story.does(&Command::TakeWarning {
        facts: Box::new(warning(WarningStatus::Exercise, None)),
        for_district: true,
    });
    assert_eq!(deadlines(&story.state, story.now), []);
}
