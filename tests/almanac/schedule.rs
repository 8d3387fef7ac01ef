//! The steps of periods: when they are due, what becomes of them, and that they are asked once.

use chrono::{DateTime, Utc};
use watchkeeper::almanac::{Calendar, Step, StepStanding};
use watchkeeper::domain::period::{DutyLevel, Period, PeriodKind, PeriodStatus, StepDone, StepId};
use watchkeeper::domain::warning::WarningLevel;

use crate::support::{Given, at, date, own_period, warning};

fn schedule(given: &Given, from: &str, to: &str) -> Vec<Step> {
    let calendar = Calendar::built_in();
    given.almanac(&calendar).schedule(date(from), date(to))
}

fn step(given: &Given, id: &str) -> Option<Step> {
    let calendar = Calendar::built_in();
    given.almanac(&calendar).step(&StepId(id.to_owned()))
}

fn done(due: DateTime<Utc>, at: DateTime<Utc>) -> StepDone {
    StepDone {
        what: "制定值守方案和值班表".to_owned(),
        due,
        at,
        who: String::new(),
        note: String::new(),
        counts: std::collections::BTreeMap::new(),
        officer: None,
    }
}

/// Steps of one period around it, as key, due day and the day off it was moved from.
fn around(given: &Given, period: &str) -> Vec<(String, String, Option<String>)> {
    schedule(given, "2026-01-01", "2027-12-31")
        .into_iter()
        .filter(|step| step.period.id.0 == period && step.key != "zero-report")
        .map(|step| {
            let due = step.due.with_timezone(&chrono_tz::Tz::Asia__Shanghai);
            let moved = step.moved_from.map(|day| day.to_string());
            (step.key, due.format("%m-%d %H:%M").to_string(), moved)
        })
        .collect()
}

#[test]
fn a_holiday_is_prepared_from_the_twentieth_day_before_and_summed_up_a_week_after() {
    // Spring Festival 2026: 02-15 to 02-23. 01-31 is a Saturday, 02-08 a Sunday; 02-14 is a Saturday
    // that is worked.
    let expected = [
        ("plan", "01-26 18:00", None),
        ("inspection", "01-30 18:00", Some("2026-01-31")),
        ("roster-filed", "02-06 18:00", Some("2026-02-08")),
        ("stores", "02-06 18:00", Some("2026-02-08")),
        ("test-call", "02-12 18:00", None),
        ("last-check", "02-14 18:00", None),
        ("summary", "03-02 18:00", None),
    ];
    let expected: Vec<_> = expected
        .map(|(key, due, moved)| (key.to_owned(), due.to_owned(), moved.map(str::to_owned)))
        .into();
    assert_eq!(around(&Given::new(), "spring-festival-2026"), expected);
}

#[test]
fn publicity_asks_nothing_a_river_s_state_little_and_a_node_less_than_a_holiday() {
    let keys = |period: &str| -> Vec<String> {
        let steps = around(&Given::new(), period);
        steps.into_iter().map(|(key, ..)| key).collect()
    };
    assert!(keys("environment-day-2026").is_empty());
    assert_eq!(keys("three-gorges-filling-2026"), ["stores"]);
    assert_eq!(keys("lantern-festival-2026"), ["test-call", "last-check"]);
    assert_eq!(keys("flood-season-2026").len(), 7);
}

#[test]
fn the_summary_carries_its_counts() {
    let summary = step(&Given::new(), "labour-day-2026/summary").unwrap();
    let keys: Vec<&str> = summary.counters.iter().map(|c| c.key.as_str()).collect();
    let expected = [
        "people-out",
        "enterprises",
        "complaints",
        "dangers-found",
        "dangers-mended",
        "incidents",
        "warnings",
    ];
    assert_eq!(keys, expected);
}

#[test]
fn a_summary_never_moves_back_into_its_period() {
    // Ends on Wednesday 2026-09-30; seven days on is 10-07, off since 10-01.
    let mut given = Given::new();
    given.enter(
        own_period(
            "BN-P001",
            PeriodKind::MajorEvent,
            "2026-09-28",
            "2026-09-30",
        ),
        "2026-08-01 09:00:00",
    );
    let summary = step(&given, "BN-P001/summary").unwrap();
    assert_eq!(summary.due, at("2026-10-08 18:00:00"));
    assert_eq!(summary.moved_from, Some(date("2026-10-07")));
}

#[test]
fn zero_reports_are_asked_once_a_day_whatever_overlaps() {
    // Spring Festival, travel rush and Lantern Festival overlap; every day of the rush is tightened.
    let given = Given::new();
    let steps = schedule(&given, "2026-02-02", "2026-03-13");
    let reports: Vec<&Step> = steps
        .iter()
        .filter(|step| step.key == "zero-report")
        .collect();
    assert_eq!(reports.len(), 40);
    let days: std::collections::BTreeSet<_> = reports.iter().map(|step| step.due).collect();
    assert_eq!(days.len(), 40);
    for report in &reports {
        let local = report.due.with_timezone(&chrono_tz::Tz::Asia__Shanghai);
        assert_eq!(local.format("%H:%M").to_string(), "16:00");
    }
    let festival = reports
        .iter()
        .find(|step| step.due == at("2026-02-17 16:00:00"))
        .unwrap();
    assert_eq!(festival.also.len() + 1, 2, "{:?}", festival.also);
}

#[test]
fn no_zero_report_is_asked_where_the_level_does_not() {
    let mut given = Given::new();
    let ordinary = schedule(&given, "2026-04-13", "2026-04-24");
    assert!(ordinary.iter().all(|step| step.key != "zero-report"));
    for demand in given.settings.demands.values_mut() {
        demand.zero_report = false;
    }
    let rush = schedule(&given, "2026-02-02", "2026-03-13");
    assert!(rush.iter().all(|step| step.key != "zero-report"));
}

#[test]
fn a_zero_report_sent_in_the_name_of_one_period_stays_sent_when_a_tighter_one_comes() {
    let mut given = Given::new();
    given.now = at("2026-05-02 20:00:00");
    let before = schedule(&given, "2026-05-02", "2026-05-02");
    let report = before
        .iter()
        .find(|step| step.key == "zero-report")
        .unwrap();
    assert_eq!(report.standing, StepStanding::Overdue);
    let sent = done(report.due, at("2026-05-02 15:40:00"));
    given.done.insert(report.id.clone(), sent);
    given.enter(
        own_period(
            "BN-P001",
            PeriodKind::Inspection,
            "2026-05-01",
            "2026-05-10",
        ),
        "2026-05-01 08:00:00",
    );
    let after = schedule(&given, "2026-05-02", "2026-05-02");
    let reports: Vec<&Step> = after
        .iter()
        .filter(|step| step.key == "zero-report")
        .collect();
    assert_eq!(reports.len(), 1);
    assert_eq!(reports[0].id, report.id);
    assert_eq!(reports[0].standing, StepStanding::Met);
}

#[test]
fn a_step_runs_is_due_soon_overdue_met_or_met_late() {
    let mut given = Given::new();
    let id = "labour-day-2026/last-check"; // due on 04-30 at 18:00
    let standing = |given: &Given| step(given, id).unwrap().standing;
    given.now = at("2026-04-29 17:59:00");
    assert_eq!(standing(&given), StepStanding::Running);
    given.now = at("2026-04-29 18:00:00");
    assert_eq!(standing(&given), StepStanding::DueSoon);
    given.now = at("2026-04-30 18:00:00");
    assert_eq!(standing(&given), StepStanding::DueSoon);
    given.now = at("2026-04-30 18:00:01");
    assert_eq!(standing(&given), StepStanding::Overdue);
    let due = at("2026-04-30 18:00:00");
    given.done.insert(StepId(id.to_owned()), done(due, due));
    assert_eq!(standing(&given), StepStanding::Met);
    let late = done(due, at("2026-05-01 08:00:00"));
    given.done.insert(StepId(id.to_owned()), late);
    assert_eq!(standing(&given), StepStanding::MetLate);
}

#[test]
fn a_period_entered_late_does_not_ask_what_is_past() {
    let mut given = Given::new();
    given.now = at("2026-03-16 10:00:00");
    given.enter(
        own_period(
            "BN-P001",
            PeriodKind::MajorEvent,
            "2026-03-21",
            "2026-03-22",
        ),
        "2026-03-16 10:00:00",
    );
    let standing = |key: &str| step(&given, &format!("BN-P001/{key}")).unwrap().standing;
    for key in ["plan", "inspection", "stores", "roster-filed"] {
        assert_eq!(standing(key), StepStanding::Void, "{key}");
    }
    for key in ["test-call", "last-check", "summary"] {
        assert_eq!(standing(key), StepStanding::Running, "{key}");
    }
}

#[test]
fn changing_the_dates_of_a_known_period_excuses_nothing_that_was_already_due() {
    // The plan for Labour Day 2026 was due on 04-10 (the 11th is a Saturday).
    let mut given = Given::new();
    given.now = at("2026-04-20 10:00:00");
    let calendar = Calendar::built_in();
    let labour_day = step(&given, "labour-day-2026/plan").unwrap().period;
    assert_eq!(
        step(&given, "labour-day-2026/plan").unwrap().standing,
        StepStanding::Overdue
    );
    given.enter(
        Period {
            to: date("2026-05-06"),
            ..labour_day
        },
        "2026-04-20 09:00:00",
    );
    let plan = given
        .almanac(&calendar)
        .step(&StepId("labour-day-2026/plan".to_owned()))
        .unwrap();
    assert_eq!(plan.standing, StepStanding::Overdue);
}

#[test]
fn a_season_brought_forward_does_not_ask_what_is_past_by_the_new_dates_only() {
    let mut given = Given::new();
    given.now = at("2026-04-10 12:00:00");
    let season = step(&given, "flood-season-2026/plan").unwrap().period;
    given.enter(
        Period {
            from: date("2026-04-15"),
            ..season
        },
        "2026-04-10 10:00:00",
    );
    let standing = |key: &str| {
        step(&given, &format!("flood-season-2026/{key}"))
            .unwrap()
            .standing
    };
    assert_eq!(standing("plan"), StepStanding::Void);
    assert_eq!(standing("stores"), StepStanding::Void);
    assert_eq!(standing("last-check"), StepStanding::Running);
}

#[test]
fn nothing_was_asked_before_the_desk_was_there() {
    let mut given = Given::new();
    given.created = at("2026-02-10 12:00:00");
    let keys: Vec<String> = around(&given, "spring-festival-2026")
        .into_iter()
        .map(|(key, ..)| key)
        .collect();
    assert_eq!(keys, ["test-call", "last-check", "summary"]);
    let reports = schedule(&given, "2026-02-01", "2026-02-12");
    let reports = reports.iter().filter(|step| step.key == "zero-report");
    assert_eq!(reports.count(), 3, "02-10, 02-11 and 02-12");
}

#[test]
fn a_withdrawn_period_takes_its_open_steps_with_it_and_keeps_those_done() {
    let mut given = Given::new();
    given.now = at("2026-03-10 10:00:00");
    let period = own_period(
        "BN-P001",
        PeriodKind::MajorEvent,
        "2026-03-21",
        "2026-03-22",
    );
    given.enter(period.clone(), "2026-02-20 10:00:00");
    let plan = step(&given, "BN-P001/plan").unwrap();
    given.done.insert(plan.id.clone(), done(plan.due, plan.due));
    given.withdraw(period);
    let left: Vec<Step> = schedule(&given, "2026-02-01", "2026-04-30")
        .into_iter()
        .filter(|step| step.id.0.starts_with("BN-P001/"))
        .collect();
    assert_eq!(left.len(), 1);
    assert_eq!(
        (&left[0].id, left[0].standing),
        (&plan.id, StepStanding::Met)
    );
    assert_eq!(left[0].period.name, "区运动会");
}

#[test]
fn a_moved_period_moves_its_open_steps_and_what_was_done_stays_where_it_was_due() {
    let mut given = Given::new();
    given.now = at("2026-03-02 10:00:00");
    let period = own_period(
        "BN-P001",
        PeriodKind::MajorEvent,
        "2026-03-21",
        "2026-03-22",
    );
    given.enter(period.clone(), "2026-02-20 10:00:00");
    let plan = step(&given, "BN-P001/plan").unwrap();
    given.done.insert(plan.id.clone(), done(plan.due, plan.due));
    given.enter(
        Period {
            from: date("2026-04-18"),
            to: date("2026-04-19"),
            ..period
        },
        "2026-03-02 09:00:00",
    );
    let after = step(&given, "BN-P001/plan").unwrap();
    assert_eq!((after.due, after.standing), (plan.due, StepStanding::Met));
    let stores = step(&given, "BN-P001/stores").unwrap();
    // 04-11 is a Saturday.
    assert_eq!(stores.due, at("2026-04-10 18:00:00"));
    assert_eq!(stores.moved_from, Some(date("2026-04-11")));
}

#[test]
fn a_step_whose_date_rests_on_a_notice_not_loaded_says_so() {
    let given = Given::new();
    let loaded = |id: &str| step(&given, id).unwrap().notice_loaded;
    assert!(loaded("national-day-2026/plan"));
    // Due in 2026, but the holiday itself is only computed.
    assert!(!loaded("new-year-2027/plan"));
    // The season is sure; whether the day is worked is not.
    assert!(!loaded("flood-season-2027/plan"));
}

#[test]
fn a_warning_asks_for_zero_reports_only_and_none_for_the_time_before_it_came() {
    let mut given = Given::new();
    given.now = at("2026-03-25 18:00:00");
    given.warnings = vec![warning(
        "BN-2026-W001",
        WarningLevel::Orange,
        "2026-03-25 17:00:00",
    )];
    let steps: Vec<Step> = schedule(&given, "2026-03-01", "2026-04-30")
        .into_iter()
        .filter(|step| step.period.id.0 == "BN-2026-W001")
        .collect();
    let told: Vec<_> = steps
        .iter()
        .map(|s| (s.key.as_str(), s.due, s.standing))
        .collect();
    let expected = [
        ("zero-report", at("2026-03-25 16:00:00"), StepStanding::Void),
        (
            "zero-report",
            at("2026-03-26 16:00:00"),
            StepStanding::Running,
        ),
    ];
    assert_eq!(told, expected);
}

#[test]
fn a_step_done_under_a_name_nobody_knows_any_more_is_still_told() {
    let mut given = Given::new();
    let due = at("2026-01-12 18:00:00");
    given.done.insert(
        StepId("BN-2025-W009/zero-report/2026-01-12".to_owned()),
        done(due, due),
    );
    let steps = schedule(&given, "2026-01-12", "2026-01-12");
    let kept = steps.iter().find(|step| step.key == "zero-report").unwrap();
    assert_eq!(kept.period.id.0, "BN-2025-W009");
    assert_eq!(kept.period.status, PeriodStatus::Entered);
    assert_eq!(kept.standing, StepStanding::Met);
}

#[test]
fn the_hours_are_the_desk_s_own() {
    let mut given = Given::new();
    given.settings.step_due_at = "12:30:00".parse().unwrap();
    given.settings.zero_report_at = "08:15:00".parse().unwrap();
    given
        .settings
        .levels
        .insert(PeriodKind::SensitiveTime, DutyLevel::Normal);
    let plan = step(&given, "spring-festival-2026/plan").unwrap();
    assert_eq!(plan.due, at("2026-01-26 12:30:00"));
    let report = step(&given, "spring-festival-2026/zero-report/2026-02-20").unwrap();
    assert_eq!(report.due, at("2026-02-20 08:15:00"));
    assert!(report.also.is_empty());
}

#[test]
fn the_next_change_is_the_next_moment_a_standing_changes_by_itself() {
    let calendar = Calendar::built_in();
    let mut given = Given::new();
    given.now = at("2026-01-20 09:00:00");
    let almanac = given.almanac(&calendar);
    let steps = almanac.schedule(date("2026-01-20"), date("2026-02-05"));
    let mut changes: Vec<DateTime<Utc>> = steps
        .iter()
        .flat_map(|step| {
            let hours = if step.key == "zero-report" { 1 } else { 24 };
            [step.due - chrono::TimeDelta::hours(hours), step.due]
        })
        .filter(|at| *at > given.now)
        .collect();
    changes.sort();
    assert_eq!(almanac.next_change(&steps), changes.first().copied());
}

#[test]
fn what_was_done_too_long_ago_to_be_remembered_is_not_asked_again() {
    // Steps done are remembered for 400 days.
    let mut given = Given::new();
    given.created = at("2024-01-02 09:00:00");
    given.now = at("2026-06-01 09:00:00");
    let old = schedule(&given, "2025-03-01", "2025-04-26");
    assert!(old.is_empty(), "{old:?}");
    let remembered = schedule(&given, "2025-04-28", "2025-12-31");
    assert!(
        remembered
            .iter()
            .all(|step| step.standing == StepStanding::Overdue)
    );
    assert!(remembered.len() > 100);
}
