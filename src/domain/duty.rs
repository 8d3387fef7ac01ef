//! What answers a duty: which reports count for which demand and recipient. When a duty is due is
//! the rulebook's; whether it is answered is a fact of the file.

use super::ids::{RecipientId, RuleId};
use super::incident::{Incident, Waiver};
use super::report::{Channel, Report, ReportKind};
use super::rule::{Confidence, Demand, Duty, Means};

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
        Duty::Notice => true,
        Duty::Investigation => kind == ReportKind::Investigation,
        Duty::Triage
        | Duty::Judge
        | Duty::TellLeader
        | Duty::PassOn
        | Duty::ContactEnterprises
        | Duty::Confirm => false,
    }
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
                && sent.to.contains(recipient)
                && demand.since.is_none_or(|since| sent.at >= since)
        })
        .collect();
    found.sort_by_key(|report| (report.sent.at, report.seq));
    found
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
        .flat_map(|demand| demand.rule.recipients.iter().map(move |to| (demand, to)))
        .filter(|(demand, to)| open(demand, to))
        .collect()
}
