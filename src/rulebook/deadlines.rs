//! The deadlines that follow from what is frozen with each subject.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::answered;
use super::deadline::{Asked, Deadline, Outcome, WasOverdue};
use super::foreseen::first_foreseen;
use super::work_time::WorkTime;
use super::{follow_up, start, trust};
use crate::domain::call::Call;
use crate::domain::incident::{Incident, Waiver};
use crate::domain::rule::{Demand, Duty, Start};
use crate::domain::times::TimeKind;
use crate::domain::warning::Warning;
use crate::domain::{RecipientId, State, SubjectId, SubjectKind, duty};

/// The finest step of recorded times; a duty met at the due time is in time, one step later not.
const STEP: TimeDelta = TimeDelta::milliseconds(1);

/// Every deadline of the subjects in memory, and the first round of what is foreseen for incidents
/// nobody has judged: overdue first (the longest overdue first of all), then by time left, then the
/// settled, the newest first.
pub fn deadlines(state: &State, now: DateTime<Utc>) -> Vec<Deadline> {
    let work = &WorkTime::of(state);
    let mut all = Vec::new();
    for incident in state.incidents.values() {
        of_incident(incident, work, now, &mut all);
        all.extend(first_foreseen(incident, state, now));
    }
    for call in state.calls.values() {
        of_call(call, work, now, &mut all);
    }
    for warning in state.warnings.values() {
        of_warning(warning, work, now, &mut all);
    }
    sorted(all)
}

/// The same for one subject; `None` where the state does not hold it.
pub fn subject_deadlines(
    state: &State,
    id: &SubjectId,
    now: DateTime<Utc>,
) -> Option<Vec<Deadline>> {
    let work = &WorkTime::of(state);
    let mut all = Vec::new();
    match id.kind {
        SubjectKind::Incident => {
            return Some(with_foreseen(state.incidents.get(id)?, state, now));
        }
        SubjectKind::Call => of_call(state.calls.get(id)?, work, now, &mut all),
        SubjectKind::Warning => of_warning(state.warnings.get(id)?, work, now, &mut all),
    }
    Some(sorted(all))
}

/// The deadlines of one incident, in the same order.
pub fn incident_deadlines(
    incident: &Incident,
    work: &WorkTime<'_>,
    now: DateTime<Utc>,
) -> Vec<Deadline> {
    let mut all = Vec::new();
    of_incident(incident, work, now, &mut all);
    sorted(all)
}

/// The deadlines of one incident and the first round of what is foreseen for it, in the same order.
pub fn with_foreseen(incident: &Incident, state: &State, now: DateTime<Utc>) -> Vec<Deadline> {
    let mut all = Vec::new();
    of_incident(incident, &WorkTime::of(state), now, &mut all);
    all.extend(first_foreseen(incident, state, now));
    sorted(all)
}

/// The deadlines of one call, in the same order.
pub fn call_deadlines(call: &Call, work: &WorkTime<'_>, now: DateTime<Utc>) -> Vec<Deadline> {
    let mut all = Vec::new();
    of_call(call, work, now, &mut all);
    sorted(all)
}

/// The deadlines of one warning, in the same order.
pub fn warning_deadlines(
    warning: &Warning,
    work: &WorkTime<'_>,
    now: DateTime<Utc>,
) -> Vec<Deadline> {
    let mut all = Vec::new();
    of_warning(warning, work, now, &mut all);
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

/// Where a deadline stands in a list: what is left to do by its due time, then the settled, the
/// newest first.
pub(super) fn place(deadline: &Deadline) -> (bool, i64) {
    let due_ms = deadline.due_at.timestamp_millis();
    if deadline.standing.is_settled() {
        (true, -due_ms)
    } else {
        (false, due_ms)
    }
}

pub(super) fn sorted(mut deadlines: Vec<Deadline>) -> Vec<Deadline> {
    // Stable: equal times stay in the order of subjects, rules and recipients.
    deadlines.sort_by_key(place);
    deadlines
}

fn of_incident(
    incident: &Incident,
    work: &WorkTime<'_>,
    now: DateTime<Utc>,
    all: &mut Vec<Deadline>,
) {
    for demand in &incident.demands {
        let known_at = known_at(incident, demand);
        let given_up = |to: &RecipientId| duty::waiver(incident, demand, to);
        for asked in asked((&incident.id, incident.drill), demand, work, given_up) {
            let (recipient, waived) = (asked.recipient, asked.waived);
            let known = |deadline| Deadline {
                known_at,
                ..deadline
            };
            if demand.rule.start == Start::LastReport {
                let windows = follow_up::windows(incident, demand, &asked);
                let windows = windows.into_iter();
                all.extend(windows.map(|w| known(asked.deadline(w.starts_at, w.outcome, now))));
            } else if let Some(starts_at) = start::start(incident, demand, recipient) {
                let outcome = answered::outcome(incident, demand, recipient, waived);
                let mut deadline = known(asked.deadline(starts_at, outcome, now));
                let before = was_overdue_before(incident, demand, &asked, outcome);
                let both = deadline.was_overdue.into_iter().chain(before);
                deadline.was_overdue = both.reduce(WasOverdue::and);
                all.push(deadline);
            }
        }
    }
}

/// When the entry was made from which the due time of a demand follows.
fn known_at(incident: &Incident, demand: &Demand) -> Option<DateTime<Utc>> {
    let entered = |kind| incident.times.claims(kind).map(|claim| claim.entered).max();
    let reported = || {
        incident
            .standing_reports()
            .map(|report| report.entered)
            .max()
    };
    let start = match demand.rule.start {
        // A neighbour named and a first result have no time of entry of their own.
        Start::Received | Start::Touched | Start::Monitored => None,
        Start::Occurred => entered(TimeKind::Occurred).max(entered(TimeKind::Learned)),
        Start::Learned => entered(TimeKind::Learned),
        Start::Verified => entered(TimeKind::Verified),
        Start::Graded => entered(TimeKind::Graded),
        Start::StoodDown => entered(TimeKind::StoodDown),
        Start::PhoneReport | Start::LastReport => reported(),
    };
    demand.entered.map(|entered| entered.at).max(start)
}

/// The while in which a deadline was overdue by times that were corrected since.
fn was_overdue_before(
    incident: &Incident,
    demand: &Demand,
    asked: &Asked<'_>,
    outcome: Outcome,
) -> Option<WasOverdue> {
    let earlier = start::earlier_starts(incident, demand, asked.recipient);
    let ended = match outcome {
        Outcome::Met(at, _) | Outcome::Void(at) => Some(at),
        Outcome::Open => None,
    };
    let overdue = |(started, replaced): (DateTime<Utc>, DateTime<Utc>)| {
        let until = ended.map_or(replaced, |ended| ended.min(replaced));
        WasOverdue::between(asked.work.due(started, &demand.rule).0, until)
    };
    earlier
        .into_iter()
        .filter_map(overdue)
        .reduce(WasOverdue::and)
}

fn of_call(call: &Call, work: &WorkTime<'_>, now: DateTime<Utc>, all: &mut Vec<Deadline>) {
    let outcome = match &call.triage {
        Some((at, _)) => Outcome::Met(*at, None),
        None => Outcome::Open,
    };
    for demand in &call.demands {
        let asked = asked((&call.id, false), demand, work, |_| None);
        all.extend(asked.map(|asked| asked.deadline(call.facts.received, outcome, now)));
    }
}

fn of_warning(warning: &Warning, work: &WorkTime<'_>, now: DateTime<Utc>, all: &mut Vec<Deadline>) {
    for demand in &warning.demands {
        if demand.rule.duty == Duty::Confirm {
            let windows = trust::windows(warning, demand, work);
            for asked in asked((&warning.id, false), demand, work, |_| None) {
                let windows = windows.iter();
                all.extend(windows.map(|w| asked.deadline(w.starts_at, w.outcome, now)));
            }
            continue;
        }
        let starts_at = demand.since.unwrap_or(warning.received);
        let outcome = answered::warning_outcome(warning, demand, work, now);
        let asked = asked((&warning.id, false), demand, work, |_| None);
        all.extend(asked.map(|asked| asked.deadline(starts_at, outcome, now)));
    }
}

/// What a demand asks, recipient by recipient.
pub(super) fn asked<'a>(
    (subject, drill): (&'a SubjectId, bool),
    demand: &'a Demand,
    work: &'a WorkTime<'a>,
    waiver: impl Fn(&'a RecipientId) -> Option<&'a Waiver>,
) -> impl Iterator<Item = Asked<'a>> {
    demand.rule.recipients.iter().map(move |recipient| Asked {
        subject,
        drill,
        rule: Arc::clone(&demand.rule),
        since: demand.since,
        change: demand.change,
        demanded: demand.entered,
        recipient,
        waived: waiver(recipient),
        work,
    })
}
