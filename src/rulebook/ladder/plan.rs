//! What to raise now, and when to look again: the whole work of a reminder clock but the waiting.

use chrono::{DateTime, Utc};

use super::{Ladders, Matter, matters};
use crate::domain::State;
use crate::domain::period::DutyLevel;
use crate::domain::reminder::Raised;
use crate::rulebook::deadlines;

/// What follows from the state at a time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Plan {
    /// Rungs to raise, in the order they were wanted.
    pub due: Vec<Raised>,
    /// When to look again, if nothing else happens; `None` when nothing runs.
    pub next: Option<DateTime<Utc>>,
}

/// The plan for every deadline in the state, and for the matters given beside them (steps of the
/// schedule).
pub fn plan(
    state: &State,
    beside: Vec<Matter>,
    ladders: &Ladders,
    level: DutyLevel,
    now: DateTime<Utc>,
) -> Plan {
    let mut all = matters(deadlines(state, now));
    all.extend(beside);
    let mut due: Vec<Raised> = Vec::new();
    let mut next: Option<DateTime<Utc>> = None;
    for matter in &all {
        let ladder = ladders.of(matter);
        due.extend(matter.due_rungs(ladder, level, &state.reminders, now));
        let coming = matter.next_rung(ladder, level, now);
        next = Some(next.map_or(coming, |soonest| soonest.min(coming)));
    }
    due.sort_by(|a, b| (a.wanted, &a.matter).cmp(&(b.wanted, &b.matter)));
    Plan { due, next }
}
