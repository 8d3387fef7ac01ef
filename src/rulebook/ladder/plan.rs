//! What to raise now, and when to look again: the whole work of a reminder clock but the waiting.

use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::{DateTime, TimeDelta, Utc};

use super::{Ladders, Matter, matters};
use crate::domain::State;
use crate::domain::period::DutyLevel;
use crate::domain::reminder::{Audience, MatterId, Raised, Rung, Urgency};
use crate::rulebook::{Deadline, subject_deadlines};

/// Minutes before their end at which somebody is reminded that quiet hours end.
const QUIET_ENDS_MIN: u32 = 5;

/// What follows from the state at a time.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Plan {
    /// Rungs to raise, in the order they were wanted.
    pub due: Vec<Raised>,
    /// When to look again, if nothing else happens; `None` when nothing runs.
    pub next: Option<DateTime<Utc>>,
    /// Subjects and matters that could not be planned. The others were.
    pub failed: Vec<String>,
}

/// The plan for every deadline in the state, and for the matters given beside them (steps of the
/// schedule). Each subject and each matter is planned apart: one that cannot be stops no other.
pub fn plan(
    state: &State,
    beside: &[Matter],
    ladders: &Ladders,
    level: DutyLevel,
    now: DateTime<Utc>,
) -> Plan {
    let mut planner = Planner {
        state,
        ladders,
        level,
        now,
        plan: Plan::default(),
    };
    let incidents = state.incidents.keys();
    for id in incidents
        .chain(state.calls.keys())
        .chain(state.warnings.keys())
    {
        planner.subject(id, || subject_deadlines(state, id, now).unwrap_or_default());
    }
    for matter in beside {
        planner.matter(matter);
    }
    planner.quiet();
    let mut plan = planner.plan;
    plan.due
        .sort_by(|a, b| (a.wanted, &a.matter).cmp(&(b.wanted, &b.matter)));
    plan
}

struct Planner<'a> {
    state: &'a State,
    ladders: &'a Ladders,
    level: DutyLevel,
    now: DateTime<Utc>,
    plan: Plan,
}

impl Planner<'_> {
    fn subject(&mut self, name: &impl ToString, deadlines: impl FnOnce() -> Vec<Deadline>) {
        match catch_unwind(AssertUnwindSafe(|| matters(deadlines()))) {
            Ok(matters) => matters.iter().for_each(|matter| self.matter(matter)),
            Err(_panic) => self.plan.failed.push(name.to_string()),
        }
    }

    fn matter(&mut self, matter: &Matter) {
        let planned = || {
            let ladder = self.ladders.of(matter);
            let reminders = &self.state.reminders;
            let due = matter.due_rungs(ladder, self.level, reminders, self.now);
            (due, matter.next_rung(ladder, self.level, self.now))
        };
        match catch_unwind(AssertUnwindSafe(planned)) {
            Ok((due, next)) => {
                self.plan.due.extend(due);
                self.look_at(next);
            }
            Err(_panic) => self.plan.failed.push(matter.id.to_string()),
        }
    }

    /// Quiet hours are not forgotten: their end is announced.
    fn quiet(&mut self) {
        let Some(quiet) = self.state.reminders.quiet_at(self.now) else {
            return;
        };
        let wanted = quiet.until - TimeDelta::minutes(i64::from(QUIET_ENDS_MIN));
        let rung = Rung::Ahead {
            minutes: QUIET_ENDS_MIN,
        };
        let matter = MatterId(format!("quiet/{}", quiet.until.format("%Y%m%dT%H%M%SZ")));
        if wanted <= quiet.from || self.state.reminders.was_raised(&matter, rung) {
            return;
        }
        if self.now < wanted {
            return self.look_at(wanted);
        }
        self.plan.due.push(Raised {
            matter,
            rung,
            subject: None,
            wanted,
            due: quiet.until,
            urgency: Urgency::Normal,
            audience: vec![Audience::Officer],
            silent: false,
        });
    }

    fn look_at(&mut self, at: DateTime<Utc>) {
        self.plan.next = Some(self.plan.next.map_or(at, |soonest| soonest.min(at)));
    }
}

#[cfg(test)]
mod tests;
