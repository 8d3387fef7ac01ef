//! The question a warning without an end asks: does it still hold? It is asked once the warning has
//! grown old, again after each time somebody made sure, and is answered by making sure or by lifting.

use chrono::{DateTime, Utc};

use super::deadline::Outcome;
use super::follow_up::Window;
use super::work_time::WorkTime;
use crate::domain::rule::Demand;
use crate::domain::warning::Warning;

/// Every window of the question, oldest first: from when it was taken in or made sure of, to the
/// next time. A warning that ended while it was still trusted leaves nothing to ask; one that ended
/// later was answered by that.
pub(super) fn windows(warning: &Warning, demand: &Demand, work: &WorkTime<'_>) -> Vec<Window> {
    let rule = &demand.rule;
    let mut starts_at = demand.since.unwrap_or(warning.received);
    let mut windows: Vec<Window> = warning
        .confirmations()
        .map(|at| Window {
            starts_at: std::mem::replace(&mut starts_at, at),
            outcome: Outcome::Met(at, None),
        })
        .collect();
    windows.push(Window {
        starts_at,
        outcome: last(warning, work.due(starts_at, rule).0),
    });
    windows
}

fn last(warning: &Warning, due_at: DateTime<Utc>) -> Outcome {
    if let Some(since) = warning.elsewhere_since() {
        return Outcome::Void(since);
    }
    match warning.ended.as_ref().map(|end| end.at) {
        None => Outcome::Open,
        Some(at) if at <= due_at => Outcome::Void(at),
        Some(at) => Outcome::Met(at, None),
    }
}
