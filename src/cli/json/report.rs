//! A report, with what was known when it left.

use std::collections::BTreeMap;

use serde::Serialize;

use super::incident::{ImpactView, facts, sensitive};
use crate::cli::seen::Seen;
use crate::domain::RecipientId;
use crate::domain::report::Report;

#[derive(Debug, Serialize)]
pub(in crate::cli) struct ReportView {
    report: u32,
    kind: &'static str,
    channel: &'static str,
    to: Vec<String>,
    to_names: Vec<String>,
    at: String,
    receiver: String,
    acknowledged: bool,
    signatory: String,
    text: String,
    entered_at: String,
    seq: u64,
    corrected: Option<String>,
    withdrawn: Option<String>,
    known: KnownView,
}

#[derive(Debug, Serialize)]
struct KnownView {
    grade: &'static str,
    facts: BTreeMap<&'static str, String>,
    sensitive: BTreeMap<&'static str, Option<bool>>,
    impact: ImpactView,
}

impl ReportView {
    pub(in crate::cli) fn new(report: &Report, seen: Seen<'_>) -> Self {
        let sent = &report.sent;
        let known = &report.known;
        let told = known.facts.iter().map(|(key, text)| (*key, text.as_str()));
        Self {
            report: report.no,
            kind: sent.kind.name(),
            channel: sent.channel.name(),
            to: sent.to.iter().map(RecipientId::to_string).collect(),
            to_names: sent.to.iter().map(|to| seen.recipient(to)).collect(),
            at: seen.stamp(sent.at),
            receiver: sent.receiver.clone(),
            acknowledged: sent.acknowledged,
            signatory: sent.signatory.clone(),
            text: sent.text.clone(),
            entered_at: seen.stamp(report.entered),
            seq: report.seq,
            corrected: report.corrected.clone(),
            withdrawn: report.withdrawn.clone(),
            known: KnownView {
                grade: known.grade.name(),
                facts: facts(told),
                sensitive: sensitive(&known.sensitive),
                impact: known.impact.into(),
            },
        }
    }
}
