//! The order deadlines stand in, the lines they fold into, and what a warning asks.

use watchkeeper::domain::Command;
use watchkeeper::domain::grade::Grade;
use watchkeeper::domain::period::DutyLevel;
use watchkeeper::domain::report::{Channel, ReportKind};
use watchkeeper::domain::rule::Duty;
use watchkeeper::domain::setting::Settings;
use watchkeeper::domain::warning::{
    WarningFacts, WarningLevel, WarningMessage, WarningStanding, WarningStatus,
};
use watchkeeper::rulebook::ladder::{Ladders, matters};
use watchkeeper::rulebook::{
    Standing, WorkTime, deadlines, limit, lines, next_change, warning_deadlines,
};

use crate::story::{BUREAU, COMMITTEE, GOVERNMENT, HEAD, Story, graded, minutes, noon};

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
        (&old, "duty-head")
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
    // Three phone calls, three papers to the district and the city, two to the ministry; the leader,
    // the government's own report, its statement and its press conference.
    assert_eq!(lines_of(&story).len(), 3 + 3 + 2 + 4);

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
    let beneath = ["ling17-2h", "wp2021-written", "ling17-2h"];
    let anew = ("wp2021-written".to_owned(), beneath.map(Into::into).into());
    assert_eq!(bureau(&story), anew);
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
    story.sends(&id, ReportKind::Initial, Channel::Phone, &[HEAD]);
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
        let mut all: Vec<_> = warning_deadlines(
            &story.state.warnings[&id],
            &WorkTime::of(&story.state),
            story.now,
        )
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

/// The windows of the question whether a warning still holds: hours from noon to the due time.
fn questions(story: &Story) -> Vec<(i64, Standing)> {
    let warning = story.state.warnings.values().next().unwrap();
    let mut all: Vec<_> = warning_deadlines(warning, &WorkTime::of(&story.state), story.now)
        .iter()
        .filter(|deadline| deadline.rule.duty == Duty::Confirm)
        .map(|deadline| ((deadline.due_at - noon()).num_hours(), deadline.standing))
        .collect();
    all.sort_by_key(|(due, _)| *due);
    all
}

fn endless() -> Story {
    let mut story = Story::at(noon());
    story.does(&Command::TakeWarning {
        facts: Box::new(warning(WarningStatus::Actual, None)),
        for_district: true,
    });
    story
}

#[test]
fn a_warning_without_an_end_asks_after_a_day_and_again_a_day_after_each_answer() {
    let mut story = endless();
    let id = story.state.warnings.keys().next().unwrap().clone();
    let asks = |story: &Story| {
        let standing = story.state.warnings[&id].standing(story.now);
        standing == WarningStanding::Asks
    };
    assert_eq!(questions(&story), [(24, Standing::Running)]);
    story.now = noon() + minutes(22 * 60);
    assert_eq!(questions(&story), [(24, Standing::DueSoon)]);
    assert!(!asks(&story));
    story.now = noon() + minutes(25 * 60);
    assert_eq!(questions(&story), [(24, Standing::Overdue)]);
    assert!(asks(&story));
    story.does(&Command::ConfirmWarning {
        warning: id.clone(),
    });
    let answered = [(24, Standing::MetLate), (49, Standing::Running)];
    assert_eq!(questions(&story), answered);
    assert!(!asks(&story));
    story.now = noon() + minutes(50 * 60);
    assert!(asks(&story));
    story.does(&Command::LiftWarning {
        warning: id.clone(),
        at: story.now,
        reason: "雨停了".into(),
    });
    let lifted = [(24, Standing::MetLate), (49, Standing::MetLate)];
    assert_eq!(questions(&story), lifted);
    assert!(!asks(&story));
}

#[test]
fn a_warning_lifted_while_it_is_trusted_leaves_nothing_to_ask() {
    let mut story = endless();
    let id = story.state.warnings.keys().next().unwrap().clone();
    story.now = noon() + minutes(60);
    story.does(&Command::LiftWarning {
        warning: id,
        at: story.now,
        reason: "雨停了".into(),
    });
    assert_eq!(questions(&story), [(24, Standing::Void)]);
}

#[test]
fn a_warning_that_says_its_end_is_never_asked_about() {
    let mut story = Story::at(noon());
    story.does(&Command::TakeWarning {
        facts: Box::new(warning(WarningStatus::Actual, Some(90))),
        for_district: true,
    });
    assert_eq!(questions(&story), []);
    let (_, taken) = story.state.warnings.first_key_value().unwrap();
    assert_eq!(taken.trusted_until(), None);
}

#[test]
fn how_long_a_warning_is_trusted_is_the_setting_of_the_hour_it_came() {
    let mut story = Story::at(noon());
    let settings = |hours| Command::ChangeSettings {
        settings: Box::new(Settings {
            warning_age_hours: hours,
            ..Settings::default()
        }),
    };
    story.does(&settings(1));
    story.does(&Command::TakeWarning {
        facts: Box::new(warning(WarningStatus::Actual, None)),
        for_district: true,
    });
    story.does(&settings(48));
    assert_eq!(questions(&story), [(1, Standing::DueSoon)]);
    story.now = noon() + minutes(61);
    assert_eq!(questions(&story), [(1, Standing::Overdue)]);
}

#[test]
fn nobody_is_reminded_of_a_warning_just_taken_in_that_it_may_grow_old() {
    let mut story = endless();
    let ladders = Ladders::built_in();
    let told = |story: &Story| -> Vec<String> {
        matters(deadlines(&story.state, story.now))
            .iter()
            .filter(|matter| matter.id.0.contains("/confirm/"))
            .flat_map(|matter| {
                let level = DutyLevel::Normal;
                matter.due_rungs(ladders.of(matter), level, &story.state.reminders, story.now)
            })
            .map(|raised| raised.rung.name())
            .collect()
    };
    assert_eq!(told(&story), Vec::<String>::new());
    story.now = noon() + minutes(23 * 60);
    assert_eq!(told(&story), ["ahead-60"]);
    story.now = noon() + minutes(24 * 60);
    assert_eq!(told(&story).last().map(String::as_str), Some("due"));
}

#[test]
fn a_limit_of_a_rule_may_count_working_days() {
    use watchkeeper::rulebook::limit::{BadLimit, Limit, parse_limit};
    assert_eq!(parse_limit("5wd"), Ok(Limit::WorkingDays(5)));
    assert_eq!(parse_limit("60d"), Ok(Limit::Minutes(60 * 1_440)));
    assert_eq!(Limit::WorkingDays(20).text(), "20wd");
    for (given, slip) in [
        ("0wd", BadLimit::Zero),
        ("wd", BadLimit::NotALimit),
        ("-1wd", BadLimit::NotALimit),
        ("5 wd", BadLimit::NotALimit),
        ("4000wd", BadLimit::TooLong),
        ("99999999999wd", BadLimit::TooLong),
    ] {
        assert_eq!(parse_limit(given), Err(slip), "{given}");
    }
}
