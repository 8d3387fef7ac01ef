//! What answers a duty: which reports count for which demand and recipient. When a duty is due is
//! the rulebook's; whether it is answered is a fact of the file.

use chrono::{DateTime, Utc};

use super::done::may_be_noted;
use super::ids::{RecipientId, RuleId};
use super::incident::{FactKey, Incident, Milestone, Waiver};
use super::report::{Channel, Report, ReportKind, ReportSent};
use super::rule::{Confidence, Demand, Duty, Means, Rule};

/// Whether a report of `kind` answers `duty`. A first report is answered by whatever report came
/// first, since the recipient then knows (令17 Art. 12 lists them as one sequence).
pub fn answers(duty: Duty, kind: ReportKind) -> bool {
    match duty {
        Duty::Initial => {
            matches!(
                kind,
                ReportKind::Initial | ReportKind::FollowUp | ReportKind::Final
            )
        }
        Duty::FollowUp => matches!(kind, ReportKind::FollowUp | ReportKind::Final),
        Duty::Final => kind == ReportKind::Final,
        // Whoever was told of the incident by any paper was told of it.
        Duty::Notice => kind != ReportKind::Proposal,
        Duty::Investigation => kind == ReportKind::Investigation,
        Duty::TellHead | Duty::Relay | Duty::Monitor => kind.is_of_sequence(),
        Duty::Propose => kind == ReportKind::Proposal,
        Duty::Triage
        | Duty::Judge
        | Duty::TellLeader
        | Duty::PassOn
        | Duty::ContactEnterprises
        | Duty::Confirm
        | Duty::Respond
        | Duty::Publish
        | Duty::Brief => false,
    }
}

/// Whether any report of ours can answer `duty`.
pub fn is_reported(duty: Duty) -> bool {
    ReportKind::ALL.iter().any(|kind| answers(duty, *kind))
}

/// Whether a report sent by `channel` meets a duty that asks for `means`. Phone and writing never
/// stand in for each other.
pub fn carries(means: Means, channel: Channel) -> bool {
    match means {
        Means::Phone => channel == Channel::Phone,
        Means::Written => channel.is_written(),
        Means::Any => true,
        Means::Desk => false,
    }
}

/// The reports that could answer `demand` for `recipient`, earliest sent first.
pub fn answering<'a>(
    incident: &'a Incident,
    demand: &Demand,
    recipient: &RecipientId,
) -> Vec<&'a Report> {
    let mut found: Vec<&Report> = incident
        .standing_reports()
        .filter(|report| {
            let sent = &report.sent;
            answers(demand.rule.duty, sent.kind)
                && carries(demand.rule.means, sent.channel)
                && reaches(sent, &demand.rule, recipient)
                && tells(report, demand.rule.duty)
                && demand.since.is_none_or(|since| sent.at >= since)
        })
        .collect();
    found.sort_by_key(|report| (report.sent.at, report.seq));
    found
}

/// Whether a report of ours reaches whom `rule` is about. Where the government reports upwards, our
/// text must have reached the government; what we sent to the government's own superior is not its
/// report.
fn reaches(sent: &ReportSent, rule: &Rule, recipient: &RecipientId) -> bool {
    match &rule.by {
        Some(by) if rule.duty == Duty::Relay => sent.to.contains(by),
        _ if recipient.is_any_neighbour() => sent.to.iter().any(RecipientId::is_neighbour),
        _ => sent.to.contains(recipient),
    }
}

/// Whether a report could tell what `duty` asks for: results of monitoring only once there were some.
fn tells(report: &Report, duty: Duty) -> bool {
    duty != Duty::Monitor || report.known.facts.contains_key(&FactKey::Monitoring)
}

/// When a duty that no report of ours shows was done, as it was noted: a level of response proposed or
/// decided, the public told, or what somebody else did.
pub fn noted(
    incident: &Incident,
    demand: &Demand,
    recipient: &RecipientId,
) -> Option<DateTime<Utc>> {
    let rule = &demand.rule;
    let since = |at: &DateTime<Utc>| demand.since.is_none_or(|since| *at >= since);
    let done = incident.done.iter().filter(|done| {
        may_be_noted(rule) && done.duty == rule.duty && &done.recipient == recipient
    });
    let done = done.map(|done| done.at).filter(since).min();
    let own = match rule.duty {
        Duty::Respond => {
            let steps = incident.responses.iter().map(|response| response.at);
            steps.filter(since).min()
        }
        // The public was told once for all, whatever the grade became later.
        Duty::Publish => incident.milestones.get(&Milestone::Published).copied(),
        _ => None,
    };
    done.into_iter().chain(own).min()
}

/// The waiver of a rule for a recipient, where there is one.
pub fn waiver<'a>(
    incident: &'a Incident,
    rule: &RuleId,
    recipient: &RecipientId,
) -> Option<&'a Waiver> {
    incident.waivers.iter().find(|waiver| {
        &waiver.rule == rule
            && waiver
                .recipient
                .as_ref()
                .is_none_or(|given| given == recipient)
    })
}

/// The duties that keep an incident from being closed: first, final and neighbour reports that a
/// rule demanded, that nobody sent and nobody waived. A follow-up ends with the stand-down, and an
/// investigation runs on its own limit with the body that leads it (令32 Arts. 4, 16).
pub fn open_duties(incident: &Incident) -> Vec<(&Demand, &RecipientId)> {
    let blocking = |demand: &&Demand| {
        matches!(demand.rule.duty, Duty::Initial | Duty::Notice)
            && demand.rule.by.is_none()
            && demand.rule.confidence != Confidence::ToCheck
    };
    let open = |demand: &Demand, recipient: &RecipientId| {
        waiver(incident, &demand.rule.id, recipient).is_none()
            && answering(incident, demand, recipient).is_empty()
    };
    incident
        .demands
        .iter()
        .filter(blocking)
        .flat_map(|demand| demand.recipients(incident).map(move |to| (demand, to)))
        .filter(|(demand, to)| open(demand, to))
        .collect()
}
