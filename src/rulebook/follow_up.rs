//! Duties that start again with each report: follow-ups, until the stand-down.
//!
//! No text gives an interval (令17 Art. 12: 随时上报); the desk's setting does. A report to a
//! recipient opens a window; the next follow-up or final report meets it and opens another.

use chrono::{DateTime, Utc};

use super::deadline::{Outcome, due};
use crate::domain::incident::{Incident, Stage, Waiver};
use crate::domain::report::{Report, ReportKind};
use crate::domain::rule::Demand;
use crate::domain::times::TimeKind;
use crate::domain::{RecipientId, duty};

/// One window: when it opened, and what became of it.
pub(super) struct Window {
    /// When it opened.
    pub starts_at: DateTime<Utc>,
    /// What became of it.
    pub outcome: Outcome,
}

/// Every window of a follow-up duty for one recipient, oldest first.
pub(super) fn windows(
    incident: &Incident,
    demand: &Demand,
    recipient: &RecipientId,
    waived: Option<&Waiver>,
) -> Vec<Window> {
    let rule = &demand.rule;
    let stand_down = stand_down(incident);
    let mut windows = Vec::new();
    let mut open: Option<DateTime<Utc>> = None;
    for report in sequence(incident, recipient) {
        let (kind, at) = (report.sent.kind, report.sent.at);
        let opens = (kind != ReportKind::Final)
            .then_some(at)
            .filter(|at| stand_down.is_none_or(|end| *at < end));
        let meets =
            duty::answers(rule.duty, kind) && duty::carries(rule.means, report.sent.channel);
        match open {
            Some(starts_at) if meets && in_force(demand, at) => {
                let due_at = due(starts_at, rule.limit_min);
                // The stand-down ended it before this report came.
                let too_late = stand_down.is_some_and(|end| end <= due_at && at > due_at);
                let outcome = if too_late {
                    Outcome::Void
                } else {
                    Outcome::Met(at, Some(report.no))
                };
                windows.push(Window { starts_at, outcome });
                open = opens;
            }
            // A first report completed within the limit (the phone, then the paper) counts anew.
            // Once overdue, only what meets the window ends it.
            Some(starts_at) => {
                let completed = kind == ReportKind::Initial && at <= due(starts_at, rule.limit_min);
                open = if completed { opens } else { Some(starts_at) };
            }
            None => open = opens,
        }
        open = open.map(|at| demand.since.map_or(at, |since| at.max(since)));
    }
    windows.extend(open.map(|starts_at| {
        let due_at = due(starts_at, rule.limit_min);
        let ended =
            waived.is_some() || !incident.is_open() || stand_down.is_some_and(|end| end <= due_at);
        let outcome = if ended { Outcome::Void } else { Outcome::Open };
        Window { starts_at, outcome }
    }));
    windows
}

fn in_force(demand: &Demand, at: DateTime<Utc>) -> bool {
    demand.since.is_none_or(|since| at >= since)
}

fn stand_down(incident: &Incident) -> Option<DateTime<Utc>> {
    match incident.stage {
        Stage::Open => None,
        Stage::StoodDown | Stage::Closed { .. } | Stage::Dismissed { .. } => {
            incident.times.of(TimeKind::StoodDown)
        }
    }
}

/// What one recipient was told of the incident, in the order it was sent.
fn sequence<'a>(incident: &'a Incident, recipient: &RecipientId) -> Vec<&'a Report> {
    let mut told: Vec<&Report> = incident
        .standing_reports()
        .filter(|report| {
            report.sent.kind != ReportKind::Investigation && report.sent.to.contains(recipient)
        })
        .collect();
    told.sort_by_key(|report| (report.sent.at, report.seq));
    told
}
