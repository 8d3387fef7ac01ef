//! What is planned beside deadlines, and what a bad item may not do.

use super::*;
use crate::domain::event::{DeskMode, Event};
use crate::domain::reminder::{Quiet, RungRecord};
use crate::domain::{By, Digest, Entry};
use crate::rulebook::ladder::MatterKind;

fn at(time: &str) -> DateTime<Utc> {
    format!("2026-11-24T{time}+08:00").parse().unwrap()
}

fn state() -> State {
    let entry = Entry {
        desk: "BN".parse().unwrap(),
        seq: 1,
        at: at("08:00:00"),
        by: By {
            login: "duty".into(),
            officer: None,
        },
        command: None,
        prev: Digest::GENESIS,
        hash: Digest::GENESIS,
        event: Event::DeskCreated {
            code: "BN".parse().unwrap(),
            name: "巴南".into(),
            mode: DeskMode::Real,
            zone: chrono_tz::Tz::Asia__Shanghai,
            clock: None,
        },
    };
    State::genesis(&entry).unwrap()
}

fn zero_report(due: DateTime<Utc>) -> Matter {
    Matter {
        id: MatterId("step/x/zero-report/2026-11-24".into()),
        kind: MatterKind::DailyStep,
        subject: None,
        starts: at("00:00:00"),
        due,
        known: None,
        legal: true,
        leads: true,
        deadlines: Vec::new(),
    }
}

fn planned(state: &State, beside: &[Matter], now: &str) -> Plan {
    let ladders = Ladders::built_in();
    plan(state, beside, &ladders, DutyLevel::Strengthened, at(now))
}

fn keep(state: &mut State, raised: Raised, now: DateTime<Utc>) {
    let records = state.reminders.raised.entry(raised.matter.clone());
    records.or_default().push(RungRecord {
        raised,
        at: now,
        told: Vec::new(),
    });
}

/// The rungs raised over a day on which nobody does anything, as a desk would wake for them.
fn heard(state: &mut State, beside: &Matter, from: &str, to: &str) -> Vec<String> {
    let (mut now, end) = (at(from), at(to));
    let ladders = Ladders::built_in();
    let beside = std::slice::from_ref(beside);
    let mut heard = Vec::new();
    while now <= end {
        let found = plan(state, beside, &ladders, DutyLevel::Strengthened, now);
        for raised in found.due {
            let local = now.with_timezone(&chrono_tz::Tz::Asia__Shanghai);
            heard.push(format!("{} {}", local.format("%R"), raised.rung.name()));
            keep(state, raised, now);
        }
        now = found.next.unwrap();
    }
    heard
}

#[test]
fn a_missed_zero_report_is_reminded_before_its_hour_and_every_quarter_after() {
    let heard = heard(
        &mut state(),
        &zero_report(at("16:00:00")),
        "09:00:00",
        "16:35:00",
    );
    let expected = [
        "15:00 ahead-60",
        "15:30 ahead-30",
        "15:45 ahead-15",
        "15:55 ahead-5",
        "16:00 due",
        "16:15 overdue-15",
        "16:30 overdue-30",
    ];
    assert_eq!(heard, expected);
}

#[test]
fn a_matter_that_cannot_be_planned_stops_no_other() {
    let broken = Matter {
        id: MatterId("step/broken".into()),
        ..zero_report(DateTime::<Utc>::MIN_UTC)
    };
    let sound = zero_report(at("16:00:00"));
    let found = planned(&state(), &[broken, sound.clone()], "16:00:00");
    assert_eq!(found.failed, ["step/broken"]);
    let last = found.due.last().unwrap();
    assert_eq!((&last.matter, last.rung), (&sound.id, Rung::Due));
}

fn quiet(until: &str) -> State {
    let mut state = state();
    state.reminders.quiet = Some(Quiet {
        owner: "小周".into(),
        reason: "检修".into(),
        from: at("13:00:00"),
        until: at(until),
    });
    state
}

#[test]
fn the_end_of_quiet_hours_is_announced_five_minutes_ahead_and_once() {
    let mut state = quiet("14:00:00");
    let before = planned(&state, &[], "13:54:59");
    assert_eq!((before.due.len(), before.next), (0, Some(at("13:55:00"))));
    let mut found = planned(&state, &[], "13:55:00");
    assert_eq!(found.due.len(), 1);
    let raised = found.due.remove(0);
    assert_eq!((raised.due, raised.silent), (at("14:00:00"), false));
    keep(&mut state, raised, at("13:55:00"));
    let after = planned(&state, &[], "13:56:00");
    assert_eq!((after.due.len(), after.next), (0, None));
}

#[test]
fn quiet_hours_too_short_for_a_warning_end_without_one() {
    let state = quiet("13:04:00");
    assert_eq!(planned(&state, &[], "13:00:00"), Plan::default());
}
