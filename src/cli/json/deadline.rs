//! A deadline.

use serde::Serialize;

use super::ApprovalView;
use crate::cli::seen::Seen;
use crate::locale::Lang;
use crate::rulebook::Deadline;

#[derive(Debug, Serialize)]
pub(in crate::cli) struct DeadlineView {
    subject: String,
    title: String,
    drill: bool,
    rule: String,
    rule_name: String,
    duty: &'static str,
    /// Who acts, where it is not this bureau.
    by: Option<String>,
    by_name: Option<String>,
    recipient: String,
    recipient_name: String,
    /// The numbers to dial, the first to dial first.
    recipient_phones: Vec<String>,
    channel: &'static str,
    starts_at: String,
    due_at: String,
    /// Whether it depends on no holiday notice that is not loaded.
    due_certain: bool,
    standing: &'static str,
    met_at: Option<String>,
    met_by: Option<u32>,
    seconds_left: Option<i64>,
    since: Option<String>,
    /// The entry that brought the demand in: what `incident waive --demanded` takes.
    demanded: Option<u64>,
    was_overdue: Option<WasOverdueView>,
    waived: Option<ApprovalView>,
    basis: String,
    confidence: &'static str,
}

/// A while in which it was overdue and is so no more.
#[derive(Debug, Serialize)]
struct WasOverdueView {
    since: String,
    until: String,
    seconds: i64,
}

impl DeadlineView {
    pub(in crate::cli) fn new(deadline: &Deadline, title: &str, seen: Seen<'_>) -> Self {
        let rule = &deadline.rule;
        let runs = !deadline.standing.is_settled();
        Self {
            subject: deadline.subject.to_string(),
            title: title.to_owned(),
            drill: deadline.drill,
            rule: rule.id.to_string(),
            rule_name: match seen.lang {
                Lang::Zh => rule.zh.clone(),
                Lang::En => rule.en.clone(),
            },
            duty: rule.duty.name(),
            by: rule.by.as_ref().map(ToString::to_string),
            by_name: rule.by.as_ref().map(|by| seen.recipient(by)),
            recipient: deadline.recipient.to_string(),
            recipient_name: seen.recipient(&deadline.recipient),
            recipient_phones: seen.phones(&deadline.recipient),
            channel: rule.means.name(),
            starts_at: seen.stamp(deadline.starts_at),
            due_at: seen.stamp(deadline.due_at),
            due_certain: deadline.due_certain,
            standing: deadline.standing_name(),
            met_at: deadline.met_at.map(|at| seen.stamp(at)),
            met_by: deadline.met_by,
            seconds_left: runs.then(|| deadline.left(seen.now).num_seconds()),
            since: deadline.since.map(|at| seen.stamp(at)),
            demanded: deadline.demanded.map(|entered| entered.seq),
            was_overdue: deadline.was_overdue.map(|was| WasOverdueView {
                since: seen.stamp(was.since),
                until: seen.stamp(was.until),
                seconds: was.span().num_seconds(),
            }),
            waived: deadline
                .waived
                .as_ref()
                .map(|waiver| (&waiver.approval).into()),
            basis: rule.basis.clone(),
            confidence: rule.confidence.name(),
        }
    }
}
