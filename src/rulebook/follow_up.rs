//! Duties that start again with each report: follow-ups, until the stand-down.
//!
//! No text gives an interval (令17 Art. 12: 随时上报); the desk's setting does. A report to a
//! recipient opens a window; the next follow-up or final report meets it, and a follow-up opens the
//! next. A final report is the last.
//!
//! The stand-down ends what would come due at or after it. What was overdue by then stays overdue
//! until a report meets it or a leader waives it.

use chrono::{DateTime, Utc};

use super::deadline::{Asked, Outcome};
use super::work_time::WorkTime;
use crate::domain::incident::{Incident, Stage};
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
pub(super) fn windows(incident: &Incident, demand: &Demand, asked: &Asked<'_>) -> Vec<Window> {
    let mut walk = Walk {
        demand,
        work: asked.work,
        stood_down: stood_down(incident),
        met: Vec::new(),
        open: None,
    };
    for report in told(incident, asked.recipient) {
        walk.hear(report);
    }
    let last = walk.open.map(|starts_at| {
        // A waiver is for the window that was open then, not for one that a later report opens.
        let waived = asked.waived.map(|waiver| waiver.at);
        let waived = waived.filter(|at| starts_at <= *at);
        let stood_down = walk.ended_before_due(starts_at);
        let given_up = [waived, stood_down, incident.over_at()];
        let given_up = given_up.into_iter().flatten().min();
        Window {
            starts_at,
            outcome: given_up.map_or(Outcome::Open, Outcome::Void),
        }
    });
    walk.met.into_iter().chain(last).collect()
}

/// A walk through what one recipient was told.
struct Walk<'a> {
    demand: &'a Demand,
    work: &'a WorkTime<'a>,
    stood_down: Option<DateTime<Utc>>,
    met: Vec<Window>,
    open: Option<DateTime<Utc>>,
}

impl Walk<'_> {
    fn hear(&mut self, report: &Report) {
        let Some(starts_at) = self.open else {
            self.open = self.opened_by(report);
            return;
        };
        let at = report.sent.at;
        let in_time = at <= self.due(starts_at);
        if self.is_met_by(report) {
            let outcome = match self.ended_before_due(starts_at) {
                Some(ended) if !in_time => Outcome::Void(ended),
                _ => Outcome::Met(at, Some(report.no)),
            };
            self.met.push(Window { starts_at, outcome });
            self.open = self.opened_by(report);
        } else if report.sent.kind == ReportKind::Initial && in_time {
            // A first report completed (the phone, then the paper) counts anew. Once overdue, only
            // what meets the window ends it.
            self.open = self.opened_by(report).or(self.open);
        }
    }

    /// When the window a report opens begins: with the report, or with the change that brought the
    /// duty in. None after a final report, and after the
    /// stand-down.
    fn opened_by(&self, report: &Report) -> Option<DateTime<Utc>> {
        let at = report.sent.at;
        let opens = report.sent.kind != ReportKind::Final
            && self.stood_down.is_none_or(|stood_down| at <= stood_down);
        opens.then(|| self.demand.since.map_or(at, |since| at.max(since)))
    }

    fn is_met_by(&self, report: &Report) -> bool {
        let rule = &self.demand.rule;
        duty::answers(rule.duty, self.demand.change, report.sent.kind)
            && duty::carries(rule.means, report.sent.channel)
            && self
                .demand
                .since
                .is_none_or(|since| report.sent.at >= since)
    }

    fn due(&self, starts_at: DateTime<Utc>) -> DateTime<Utc> {
        self.work.due(starts_at, &self.demand.rule).0
    }

    /// The stand-down, where it came by the time this window was due.
    fn ended_before_due(&self, starts_at: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let due_at = self.due(starts_at);
        self.stood_down.filter(|stood_down| *stood_down <= due_at)
    }
}

fn stood_down(incident: &Incident) -> Option<DateTime<Utc>> {
    match incident.stage {
        Stage::Open => None,
        Stage::StoodDown | Stage::Closed { .. } | Stage::Dismissed { .. } => {
            incident.times.of(TimeKind::StoodDown)
        }
    }
}

/// What one recipient was told of the incident, in the order it was sent.
fn told<'a>(incident: &'a Incident, recipient: &RecipientId) -> Vec<&'a Report> {
    let mut told: Vec<&Report> = incident
        .standing_reports()
        .filter(|report| report.sent.kind.is_of_sequence() && report.sent.to.contains(recipient))
        .collect();
    told.sort_by_key(|report| (report.sent.at, report.seq));
    told
}
