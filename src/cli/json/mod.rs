//! The shapes scripts read. They are this room's own, so that the record's form and the wire's may
//! change without breaking a script. Keys are added, never renamed; times are RFC 3339 with the
//! desk zone's offset.

mod call;
mod day;
mod deadline;
mod entry;
mod grading;
mod incident;
mod judgement;
mod people;
mod period;
mod recipient;
mod report;
mod rule;
mod step;
mod warning;

pub(super) use call::{CallView, outcome};
pub(super) use day::DayView;
pub(super) use deadline::DeadlineView;
pub(super) use entry::EntryView;
pub(super) use grading::ProposalView;
pub(super) use incident::{IncidentBrief, IncidentView, stage};
pub(super) use people::{OfficerView, WatchView};
pub(super) use period::PeriodView;
pub(super) use recipient::RecipientView;
pub(super) use report::ReportView;
pub(super) use rule::{RuleBrief, RuleView};
pub(super) use step::{StepView, what};
pub(super) use warning::{WarningView, status_name};

use serde::Serialize;

use crate::domain::officer::{Approval, Proof};
use crate::link::wire::Receipt;

/// A leader's consent.
#[derive(Debug, Serialize)]
pub(super) struct ApprovalView {
    approved_by: String,
    reason: String,
    /// How it was proved: `console`, `pin`, `on-watch`; null in entries of before it was asked.
    proof: Option<&'static str>,
}

impl From<&Approval> for ApprovalView {
    fn from(approval: &Approval) -> Self {
        Self {
            approved_by: approval.leader.clone(),
            reason: approval.reason.clone(),
            proof: approval.proof.map(Proof::name),
        }
    }
}

/// Something that was done to a subject, or to the watch.
#[derive(Debug, Serialize)]
pub(super) struct Done {
    /// The subject, where there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) number: Option<String>,
    /// The report, where there was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) report: Option<u32>,
    /// The last entry it became.
    pub(super) seq: u64,
}

impl From<&Receipt> for Done {
    fn from(receipt: &Receipt) -> Self {
        Self {
            number: receipt.subject.as_ref().map(ToString::to_string),
            report: receipt.report,
            seq: receipt.last_seq,
        }
    }
}
