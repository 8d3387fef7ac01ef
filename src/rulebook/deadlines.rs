//! The deadlines that follow from what is frozen with each subject.

use std::cmp::Reverse;
use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::answered;
use super::deadline::{Asked, Deadline, Outcome, due};
use super::{follow_up, start};
use crate::domain::call::Call;
use crate::domain::incident::Incident;
use crate::domain::rule::Start;
use crate::domain::warning::Warning;
use crate::domain::{State, duty};

/// The finest step of recorded times; a duty met at the due time is in time, one step later not.
const STEP: TimeDelta = TimeDelta::milliseconds(1);

/// Every deadline of the subjects in memory: overdue first (the longest overdue first of all), then
/// by time left, then the settled, the newest first.
pub fn deadlines(state: &State, now: DateTime<Utc>) -> Vec<Deadline> {
    let mut all = Vec::new();
    for incident in state.incidents.values() {
        of_incident(incident, now, &mut all);
    }
    for call in state.calls.values() {
        of_call(call, now, &mut all);
    }
    for warning in state.warnings.values() {
        of_warning(warning, now, &mut all);
    }
    sorted(all)
}

/// The deadlines of one incident, in the same order.
pub fn incident_deadlines(incident: &Incident, now: DateTime<Utc>) -> Vec<Deadline> {
    let mut all = Vec::new();
    of_incident(incident, now, &mut all);
    sorted(all)
}

/// The deadlines of one call, in the same order.
pub fn call_deadlines(call: &Call, now: DateTime<Utc>) -> Vec<Deadline> {
    let mut all = Vec::new();
    of_call(call, now, &mut all);
    sorted(all)
}

/// The deadlines of one warning, in the same order.
pub fn warning_deadlines(warning: &Warning, now: DateTime<Utc>) -> Vec<Deadline> {
    let mut all = Vec::new();
    of_warning(warning, now, &mut all);
    sorted(all)
}

/// When the standing of any of them changes next by the passing of time alone; `None` when none
/// will. Always later than `now`.
pub fn next_change(deadlines: &[Deadline], now: DateTime<Utc>) -> Option<DateTime<Utc>> {
    deadlines
        .iter()
        .filter(|deadline| !deadline.standing.is_settled())
        .flat_map(|deadline| {
            [
                Some(deadline.soon_at()),
                deadline.due_at.checked_add_signed(STEP),
            ]
        })
        .flatten()
        .filter(|at| *at > now)
        .min()
}

/// Where a deadline stands in a list: what is left to do by its due time, then the settled.
pub(super) fn place(deadline: &Deadline) -> impl Ord + use<> {
    if deadline.standing.is_settled() {
        (
            true,
            Reverse(Some(deadline.due_at)),
            DateTime::<Utc>::MIN_UTC,
        )
    } else {
        (false, Reverse(None), deadline.due_at)
    }
}

fn sorted(mut deadlines: Vec<Deadline>) -> Vec<Deadline> {
    // Stable: equal times stay in the order of subjects, rules and recipients.
    deadlines.sort_by_key(place);
    deadlines
}

fn of_incident(incident: &Incident, now: DateTime<Utc>, all: &mut Vec<Deadline>) {
    for demand in &incident.demands {
        let rule = Arc::new(demand.rule.clone());
        for recipient in &demand.rule.recipients {
            let waived = duty::waiver(incident, &rule.id, recipient);
            let asked = Asked {
                subject: &incident.id,
                drill: incident.drill,
                rule: Arc::clone(&rule),
                since: demand.since,
                recipient,
                waived,
            };
            if rule.start == Start::LastReport {
                let windows = follow_up::windows(incident, demand, recipient, waived);
                let windows = windows.into_iter();
                all.extend(windows.map(|w| asked.deadline(w.starts_at, w.outcome, now)));
            } else if let Some(starts_at) = start::start(incident, demand, recipient) {
                let outcome = answered::outcome(incident, demand, recipient, waived);
                all.push(asked.deadline(starts_at, outcome, now));
            }
        }
    }
}

fn of_call(call: &Call, now: DateTime<Utc>, all: &mut Vec<Deadline>) {
    let outcome = match &call.triage {
        Some((at, _)) => Outcome::Met(*at, None),
        None => Outcome::Open,
    };
    for demand in &call.demands {
        let rule = Arc::new(demand.rule.clone());
        for recipient in &demand.rule.recipients {
            let asked = Asked {
                subject: &call.id,
                drill: false,
                rule: Arc::clone(&rule),
                since: demand.since,
                recipient,
                waived: None,
            };
            all.push(asked.deadline(call.facts.received, outcome, now));
        }
    }
}

fn of_warning(warning: &Warning, now: DateTime<Utc>, all: &mut Vec<Deadline>) {
    // Lifted, replaced, or run out while somebody could still have acted: nobody asks any more.
    // What was overdue by then stays overdue until it is done.
    let lifted = warning.ended.as_ref().map(|end| end.at);
    let run_out = warning.facts.expires.filter(|expires| *expires <= now);
    let ended = lifted.into_iter().chain(run_out).min();
    for demand in &warning.demands {
        let rule = Arc::new(demand.rule.clone());
        let done = warning.done.iter().filter(|(duty, ..)| *duty == rule.duty);
        let outcome = match done.map(|(_, at, _)| *at).min() {
            Some(at) => Outcome::Met(at, None),
            None if ended.is_some_and(|end| end <= due(warning.received, rule.limit_min)) => {
                Outcome::Void
            }
            None => Outcome::Open,
        };
        for recipient in &demand.rule.recipients {
            let asked = Asked {
                subject: &warning.id,
                drill: false,
                rule: Arc::clone(&rule),
                since: demand.since,
                recipient,
                waived: None,
            };
            all.push(asked.deadline(warning.received, outcome, now));
        }
    }
}
