//! What may be recorded about the calendar, periods, their steps, and warnings.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use watchkeeper::domain::calendar::{HolidayNotice, NoticeDay};
use watchkeeper::domain::command::PeriodEntry;
use watchkeeper::domain::event::DeskMode;
use watchkeeper::domain::ids::SubjectId;
use watchkeeper::domain::period::{PeriodEdit, PeriodId, PeriodKind, StepDone, StepId};
use watchkeeper::domain::rule::{Confidence, Duty, Means, Rule, RuleSet, Start};
use watchkeeper::domain::setting::Settings;
use watchkeeper::domain::warning::{
    Incoming, WarningFacts, WarningLevel, WarningMessage, WarningStatus,
};
use watchkeeper::domain::{Command, Rejection, SubjectKind};

use crate::story::{Story, at, noon};

fn rules() -> RuleSet {
    let tell = Rule {
        id: "warning-leader".into(),
        pack: "test@1".into(),
        zh: "报告带班领导".into(),
        en: "tell the leader".into(),
        subject: SubjectKind::Warning,
        duty: Duty::TellLeader,
        by: None,
        means: Means::Any,
        tracks: Vec::new(),
        when: Vec::new(),
        start: Start::Received,
        limit_min: 10,
        limit_wd: None,
        soon_min: 5,
        recipients: vec!["leader".into()],
        basis: "test".into(),
        confidence: Confidence::Setting,
        note: String::new(),
    };
    RuleSet {
        rules: vec![tell],
        ..RuleSet::default()
    }
}

fn story() -> Story {
    Story::new(DeskMode::Real, rules())
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn period(from: &str, to: &str) -> PeriodEntry {
    PeriodEntry {
        kind: PeriodKind::MajorEvent,
        name: "区运动会".into(),
        from: day(from),
        to: day(to),
        source: String::new(),
        level: None,
    }
}

fn enter(id: Option<&str>, entry: PeriodEntry) -> Command {
    Command::EnterPeriod {
        id: id.map(|id| PeriodId(id.into())),
        entry,
    }
}

#[test]
fn a_period_of_ones_own_gets_a_number_and_may_be_changed_and_withdrawn() {
    let mut story = story();
    story.does(enter(None, period("2026-12-01", "2026-12-03")));
    let id = PeriodId("BN-P001".into());
    assert!(story.state.periods.contains_key(&id));
    story.does(enter(Some("BN-P001"), period("2026-12-02", "2026-12-04")));
    let PeriodEdit::Entered {
        period: known,
        entered,
    } = story.state.periods[&id].clone()
    else {
        panic!("entered");
    };
    assert_eq!((known.from, entered), (day("2026-12-02"), noon()));
    let again = enter(Some("BN-P001"), period("2026-12-02", "2026-12-04"));
    assert_eq!(story.refused(&again), Rejection::NothingToDo);
    let withdraw = |reason: &str| Command::WithdrawPeriod {
        period: known.clone(),
        reason: reason.into(),
    };
    assert_eq!(
        story.refused(&withdraw("")),
        Rejection::Empty {
            field: "reason".into()
        }
    );
    story.does(withdraw("取消"));
    assert!(matches!(
        story.state.periods[&id],
        PeriodEdit::Withdrawn { .. }
    ));
    story.does(enter(None, period("2026-12-10", "2026-12-10")));
    assert!(
        story
            .state
            .periods
            .contains_key(&PeriodId("BN-P002".into()))
    );
}

#[test]
fn a_period_of_the_almanac_may_get_other_dates_but_an_unknown_own_one_may_not() {
    let mut story = story();
    story.does(enter(
        Some("flood-season-2027"),
        period("2027-04-15", "2027-09-30"),
    ));
    let unknown = enter(Some("BN-P009"), period("2026-12-01", "2026-12-03"));
    let no = story.refused(&unknown);
    assert_eq!(
        no,
        Rejection::UnknownPeriod {
            period: "BN-P009".into()
        }
    );
}

#[test]
fn a_period_that_ends_before_it_begins_or_outlasts_a_year_is_refused() {
    let story = story();
    for (from, to) in [("2026-12-03", "2026-12-01"), ("2026-01-01", "2027-06-01")] {
        let no = story.refused(&enter(None, period(from, to)));
        assert_eq!(
            no,
            Rejection::PeriodBackwards {
                from: from.into(),
                to: to.into()
            }
        );
    }
}

fn done(at_time: &str) -> StepDone {
    StepDone {
        what: "值班表".into(),
        due: noon(),
        at: at(at_time),
        who: "小周".into(),
        note: String::new(),
        counts: BTreeMap::from([("enterprises".to_owned(), 12)]),
        officer: None,
    }
}

#[test]
fn a_step_is_done_once_and_may_be_taken_back_with_a_reason() {
    let mut story = story();
    let step = StepId("spring-festival-2027/roster".into());
    let future = Command::DoStep {
        step: step.clone(),
        done: done("2026-11-24T15:00:00"),
    };
    assert!(matches!(story.refused(&future), Rejection::InFuture { .. }));
    let mark = Command::DoStep {
        step: step.clone(),
        done: done("2026-11-24T14:00:00"),
    };
    story.does(mark.clone());
    let no = story.refused(&mark);
    assert_eq!(
        no,
        Rejection::StepAlreadyDone {
            step: step.to_string()
        }
    );
    assert_eq!(story.state.steps[&step].counts["enterprises"], 12);
    let reopen = |reason: &str| Command::ReopenStep {
        step: step.clone(),
        reason: reason.into(),
    };
    assert!(matches!(
        story.refused(&reopen(" ")),
        Rejection::Empty { .. }
    ));
    story.does(reopen("登错了"));
    assert_eq!(
        story.refused(&reopen("登错了")),
        Rejection::StepNotDone {
            step: step.to_string()
        }
    );
}

#[test]
fn a_notice_that_names_a_day_twice_or_no_day_is_refused() {
    let mut story = story();
    let named = |date: &str, off| NoticeDay {
        date: day(date),
        off,
        name: "元旦".into(),
    };
    let import = |days| Command::ImportCalendar {
        notice: HolidayNotice {
            year: 2027,
            source: "国办".into(),
            days,
        },
    };
    let empty = story.refused(&import(vec![]));
    assert_eq!(empty, Rejection::BadNotice { day: "2027".into() });
    let twice = import(vec![named("2027-01-01", true), named("2027-01-01", false)]);
    assert_eq!(
        story.refused(&twice),
        Rejection::BadNotice {
            day: "2027-01-01".into()
        }
    );
    let good = import(vec![named("2027-01-02", true), named("2027-01-01", true)]);
    story.does(good.clone());
    assert_eq!(story.state.calendars[&2027].days[0].date, day("2027-01-01"));
    assert_eq!(story.refused(&good), Rejection::NothingToDo);
}

#[test]
fn settings_that_cannot_be_are_refused() {
    let mut story = story();
    let change = |settings: Settings| Command::ChangeSettings {
        settings: Box::new(settings),
    };
    assert_eq!(
        story.refused(&change(Settings::default())),
        Rejection::NothingToDo
    );
    let mut backwards = Settings::default();
    backwards.office_hours.reverse();
    let no = story.refused(&change(backwards));
    assert_eq!(
        no,
        Rejection::Absurd {
            field: "office-hours".into()
        }
    );
    let no = story.refused(&change(Settings {
        district_code: "巴南".into(),
        ..Settings::default()
    }));
    assert_eq!(
        no,
        Rejection::Absurd {
            field: "district-code".into()
        }
    );
    story.does(change(Settings {
        warning_age_hours: 12,
        ..Settings::default()
    }));
    assert_eq!(story.state.settings.warning_age_hours, 12);
}

fn warning(identifier: &str, message: WarningMessage, references: &[&str]) -> WarningFacts {
    WarningFacts {
        identifier: identifier.into(),
        sender: "巴南区气象台".into(),
        sent: at("2026-11-24T14:20:00"),
        status: WarningStatus::Actual,
        message,
        references: references.iter().map(|id| (*id).to_owned()).collect(),
        hazard: "暴雨".into(),
        level: Some(WarningLevel::Orange),
        headline: "巴南区气象台发布暴雨橙色预警".into(),
        text: String::new(),
        area: "巴南区".into(),
        area_codes: vec!["500113".into()],
        effective: at("2026-11-24T14:20:00"),
        expires: None,
    }
}

fn take(facts: WarningFacts, for_district: bool) -> Command {
    Command::TakeWarning {
        facts: Box::new(facts),
        for_district,
    }
}

fn number(text: &str) -> SubjectId {
    text.to_owned().try_into().unwrap()
}

#[test]
fn a_real_warning_for_the_district_asks_and_any_other_does_not() {
    let mut story = story();
    story.does(take(warning("a", WarningMessage::Alert, &[]), true));
    assert_eq!(
        story.state.warnings[&number("BN-2026-W001")].demands.len(),
        1
    );
    story.does(take(warning("b", WarningMessage::Alert, &[]), false));
    assert_eq!(
        story.state.warnings[&number("BN-2026-W002")].demands.len(),
        0
    );
    for status in [
        WarningStatus::Exercise,
        WarningStatus::Test,
        WarningStatus::Draft,
    ] {
        let id = story.state.next_number(SubjectKind::Warning, story.now);
        let facts = WarningFacts {
            status,
            ..warning(&id.to_string(), WarningMessage::Alert, &[])
        };
        story.does(take(facts, true));
        assert!(story.state.warnings[&id].demands.is_empty());
        assert!(!story.state.warnings[&id].counts());
    }
}

#[test]
fn the_same_message_is_taken_in_once() {
    let mut story = story();
    let command = take(warning("a", WarningMessage::Alert, &[]), true);
    story.does(command.clone());
    assert_eq!(
        story.refused(&command),
        Rejection::WarningKnown {
            subject: number("BN-2026-W001")
        }
    );
}

#[test]
fn an_update_takes_the_place_of_what_it_names_and_a_cancellation_ends_it() {
    let mut story = story();
    story.does(take(warning("a", WarningMessage::Alert, &[]), true));
    story.does(take(warning("b", WarningMessage::Update, &["a"]), true));
    assert!(
        story.state.warnings[&number("BN-2026-W001")]
            .ended
            .is_some()
    );
    assert!(
        story.state.warnings[&number("BN-2026-W002")]
            .ended
            .is_none()
    );
    let stray = take(warning("c", WarningMessage::Cancel, &["zzz"]), true);
    assert_eq!(
        story.refused(&stray),
        Rejection::WarningUnknown {
            references: "zzz".into()
        }
    );
    story.does(take(warning("c", WarningMessage::Cancel, &["b"]), true));
    assert!(
        story.state.warnings[&number("BN-2026-W002")]
            .ended
            .is_some()
    );
}

#[test]
fn an_exercise_cannot_end_what_is_meant() {
    let mut story = story();
    story.does(take(warning("a", WarningMessage::Alert, &[]), true));
    let exercise = WarningFacts {
        status: WarningStatus::Exercise,
        ..warning("b", WarningMessage::Cancel, &["a"])
    };
    assert!(matches!(
        story.refused(&take(exercise, true)),
        Rejection::WarningUnknown { .. }
    ));
}

#[test]
fn duties_of_a_warning_are_done_with_a_name_and_it_is_lifted_once() {
    let mut story = story();
    story.does(take(warning("a", WarningMessage::Alert, &[]), true));
    let id = number("BN-2026-W001");
    let act = |duty, to: &str| Command::ActOnWarning {
        warning: id.clone(),
        duty,
        at: noon(),
        to: to.into(),
    };
    assert_eq!(
        story.refused(&act(Duty::Initial, "张局")),
        Rejection::NotAWarningDuty
    );
    assert!(matches!(
        story.refused(&act(Duty::TellLeader, "")),
        Rejection::Empty { .. }
    ));
    story.does(act(Duty::TellLeader, "张局"));
    story.does(Command::ConfirmWarning {
        warning: id.clone(),
    });
    let lift = Command::LiftWarning {
        warning: id.clone(),
        at: noon(),
        reason: "雨停".into(),
    };
    story.does(lift.clone());
    assert_eq!(story.refused(&lift), Rejection::WarningOver { subject: id });
}

#[test]
fn the_messages_of_one_file_are_taken_together_or_not_at_all() {
    let mut story = story();
    let together = |messages: Vec<WarningFacts>| Command::TakeWarnings {
        messages: messages
            .into_iter()
            .map(|facts| Incoming {
                facts,
                for_district: true,
                unplaced: false,
            })
            .collect(),
    };
    let stray = warning("c", WarningMessage::Cancel, &["zzz"]);
    let half = together(vec![warning("a", WarningMessage::Alert, &[]), stray]);
    assert!(matches!(
        story.refused(&half),
        Rejection::WarningUnknown { .. }
    ));
    assert!(story.state.warnings.is_empty());
    assert_eq!(story.refused(&together(Vec::new())), Rejection::NothingToDo);
    // The second is decided on what the first leaves, the third on both.
    story.does(together(vec![
        warning("a", WarningMessage::Alert, &[]),
        warning("b", WarningMessage::Update, &["a"]),
        warning("d", WarningMessage::Cancel, &["b"]),
    ]));
    let ended = |number: &SubjectId| story.state.warnings[number].ended.is_some();
    assert!(ended(&number("BN-2026-W001")) && ended(&number("BN-2026-W002")));
    assert_eq!(story.state.warnings.len(), 2);
}

#[test]
fn more_messages_than_any_file_has_are_refused_whole() {
    let story = story();
    let messages = (0..201)
        .map(|n| Incoming {
            facts: warning(&format!("m-{n}"), WarningMessage::Alert, &[]),
            for_district: true,
            unplaced: false,
        })
        .collect();
    assert!(matches!(
        story.refused(&Command::TakeWarnings { messages }),
        Rejection::Absurd { .. }
    ));
}

/// When the desk learned of its first period.
fn learned_of(story: &Story) -> DateTime<Utc> {
    match &story.state.periods[&PeriodId("BN-P001".into())] {
        PeriodEdit::Entered { entered, .. } => *entered,
        other @ PeriodEdit::Withdrawn { .. } => panic!("{other:?}"),
    }
}

#[test]
fn a_change_of_a_period_forgets_nothing_that_was_asked_unless_it_begins_earlier() {
    let mut story = story();
    story.does(enter(None, period("2026-12-10", "2026-12-12")));
    let first = story.now;
    assert_eq!(learned_of(&story), first);
    story.now += TimeDelta::days(12);
    for (from, to) in [
        ("2026-12-10", "2026-12-14"),
        ("2026-12-11", "2026-12-14"),
        ("2026-12-12", "2026-12-12"),
    ] {
        story.does(enter(Some("BN-P001"), period(from, to)));
        assert_eq!(learned_of(&story), first, "{from}");
    }
    story.does(enter(Some("BN-P001"), period("2026-12-09", "2026-12-12")));
    assert_eq!(learned_of(&story), story.now);
}

#[test]
fn notices_of_several_years_are_taken_in_together_or_not_at_all() {
    let mut story = story();
    let notice = |year: i32, dates: &[&str]| HolidayNotice {
        year,
        source: "国办".into(),
        days: dates
            .iter()
            .map(|date| NoticeDay {
                date: day(date),
                off: true,
                name: "元旦".into(),
            })
            .collect(),
    };
    let import = |notices| Command::ImportCalendars { notices };
    let good = || notice(2027, &["2027-01-01"]);
    let bad = import(vec![good(), notice(2028, &["2028-01-01", "2028-01-01"])]);
    assert!(matches!(story.refused(&bad), Rejection::BadNotice { .. }));
    let twice = import(vec![good(), good()]);
    assert_eq!(
        story.refused(&twice),
        Rejection::BadNotice { day: "2027".into() }
    );
    assert!(story.state.calendars.is_empty());
    let both = import(vec![good(), notice(2028, &["2028-01-01"])]);
    story.does(both.clone());
    assert_eq!(story.state.calendars.len(), 2);
    assert_eq!(story.refused(&both), Rejection::NothingToDo);
}
