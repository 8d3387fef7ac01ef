//! What became of a duty: met, no longer asked, or open. The due time is not looked at here.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::deadline::Outcome;
use super::work_time::WorkTime;
use crate::domain::event::Event;
use crate::domain::grade::{Answer, Grade, Sensitive};
use crate::domain::incident::{Incident, Waiver};
use crate::domain::rule::{Demand, Duty};
use crate::domain::state::Happened;
use crate::domain::warning::Warning;
use crate::domain::{RecipientId, duty};

/// What became of a duty that is asked once.
///
/// The earliest fitting report decides. One sent before the limit began (a written report before
/// the phone call that would have started its hour) meets it: what was done early is done. Only a
/// report sent before the change that brought the duty in does not, since it told of the grade
/// before.
pub(super) fn outcome(
    incident: &Incident,
    demand: &Demand,
    recipient: &RecipientId,
    waived: Option<&Waiver>,
) -> Outcome {
    let met = if demand.rule.duty == Duty::Judge {
        judged_at(incident, demand.since).map(|at| (at, None))
    } else {
        let reports = duty::answering(incident, demand, recipient);
        let report = reports.first();
        let report = report.map(|report| (report.sent.at, Some(report.no)));
        let noted = duty::noted(incident, demand, recipient).map(|at| (at, None));
        report.into_iter().chain(noted).min_by_key(|(at, _)| *at)
    };
    match met {
        Some((at, by)) => Outcome::Met(at, by),
        None => given_up(incident, demand, waived).map_or(Outcome::Open, Outcome::Void),
    }
}

/// When nobody asked for it any more; `None` while somebody does.
fn given_up(
    incident: &Incident,
    demand: &Demand,
    waived: Option<&Waiver>,
) -> Option<DateTime<Utc>> {
    let waived = waived.map(|waiver| waiver.at);
    let superseded = duty::superseded_at(incident, demand);
    let over = incident.over_at();
    [waived, superseded, over].into_iter().flatten().min()
}

/// When the incident was first judged: a grade set, any condition answered yes, or all of them
/// answered (令17 Art. 3: 立即核实; Art. 4 asks for the conditions where the grade cannot be told).
/// From `since` on, where the duty came in later.
fn judged_at(incident: &Incident, since: Option<DateTime<Utc>>) -> Option<DateTime<Utc>> {
    let mut grade = Grade::Unclear;
    let mut answers: BTreeMap<Sensitive, Answer> = BTreeMap::new();
    for happened in &incident.timeline {
        let at = match &happened.event {
            Event::IncidentLogged { new, .. } => {
                grade = new.grade;
                answers.extend(&new.sensitive);
                happened.at
            }
            Event::IncidentAmended { amendment, .. } => {
                answers.extend(&amendment.sensitive);
                happened.at
            }
            Event::IncidentGraded { grade: set, at, .. } => {
                grade = *set;
                *at
            }
            _ => continue,
        };
        let judged = grade != Grade::Unclear
            || answers.values().any(|answer| *answer == Answer::Yes)
            || answers.len() == Sensitive::ALL.len();
        if judged && since.is_none_or(|since| at >= since) {
            return Some(at);
        }
    }
    None
}

/// What became of a warning's duty. Lifted, replaced or run out while somebody could still have
/// acted in time, nobody asks any more; what was overdue by then stays so until it is done. Said to be
/// for elsewhere, it asks nothing of this desk.
pub(super) fn warning_outcome(
    warning: &Warning,
    demand: &Demand,
    work: &WorkTime<'_>,
    now: DateTime<Utc>,
) -> Outcome {
    let rule = &demand.rule;
    let done = warning.done.iter().filter(|(duty, ..)| *duty == rule.duty);
    let done = done.map(|(_, at, _)| *at);
    let answer = (rule.duty == Duty::Place).then(|| first_placed(warning));
    if let Some(at) = done.chain(answer.flatten()).min() {
        return Outcome::Met(at, None);
    }
    if rule.duty != Duty::Place
        && let Some(since) = warning.elsewhere_since()
    {
        return Outcome::Void(since);
    }
    let lifted = warning.ended.as_ref().map(|end| end.at);
    let run_out = warning.facts.expires.filter(|expires| *expires <= now);
    let ended = lifted.into_iter().chain(run_out).min();
    let starts_at = demand.since.unwrap_or(warning.received);
    let in_time = ended.filter(|end| *end <= work.due(starts_at, rule).0);
    in_time.map_or(Outcome::Open, Outcome::Void)
}

/// When somebody first said for where a warning is.
fn first_placed(warning: &Warning) -> Option<DateTime<Utc>> {
    let placed = |happened: &&Happened| matches!(happened.event, Event::WarningPlaced { .. });
    let mut placed = warning.timeline.iter().filter(placed);
    placed.next().map(|happened| happened.at)
}
