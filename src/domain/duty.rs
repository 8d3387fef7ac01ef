//! What answers a duty: which reports count for which demand and recipient. When a duty is due is
//! the rulebook's; whether it is answered is a fact of the file.

use chrono::{DateTime, Utc};

use super::done::may_be_noted;
use super::ids::RecipientId;
use super::incident::{FactKey, Incident, Milestone, Waiver};
use super::judgement::{Judged, Judgement};
use super::report::{Channel, Report, ReportKind, ReportSent};
use super::rule::{Change, Confidence, Demand, Duty, Means, Rule, Start};
use super::times::TimeKind;

/// Whether a report of `kind` answers what is demanded. Each kind answers its own duty only: a wrong
/// pick in a list may never clear a board. What a changed grade demands is answered by a follow-up as
/// well (令17 Art. 3¶4 with Art. 12: the changed grade is told in whatever report comes next).
pub fn answers(duty: Duty, change: Option<Change>, kind: ReportKind) -> bool {
    match duty {
        Duty::Initial if change == Some(Change::Regrade) => {
            matches!(kind, ReportKind::Initial | ReportKind::FollowUp)
        }
        Duty::Initial => kind == ReportKind::Initial,
        Duty::FollowUp => kind == ReportKind::FollowUp,
        Duty::Final => kind == ReportKind::Final,
        // Whoever was told of the incident by any paper was told of it.
        Duty::Notice => kind != ReportKind::Proposal,
        Duty::Investigation => kind == ReportKind::Investigation,
        Duty::TellHead | Duty::Monitor => kind.is_of_sequence(),
        Duty::Relay => kind.is_of_sequence() || kind == ReportKind::Notice,
        Duty::Propose => kind == ReportKind::Proposal,
        Duty::Triage
        | Duty::Judge
        | Duty::TellLeader
        | Duty::PassOn
        | Duty::ContactEnterprises
        | Duty::Confirm
        | Duty::Place
        | Duty::Respond
        | Duty::Publish
        | Duty::Brief => false,
    }
}

/// Whether any report of ours can answer `duty`.
pub fn is_reported(duty: Duty) -> bool {
    ReportKind::ALL
        .iter()
        .any(|kind| answers(duty, None, *kind))
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

/// When what is demanded came into being; what was sent before cannot answer it. What is sent between
/// that moment and a later start of its limit does. `None` while it has not come into being.
pub fn came_into_being(
    incident: &Incident,
    demand: &Demand,
    recipient: &RecipientId,
) -> Option<DateTime<Utc>> {
    let first = |kind| incident.times.claims(kind).map(|claim| claim.at).min();
    let own = match demand.rule.start {
        Start::StoodDown => first(TimeKind::StoodDown)?,
        Start::Monitored => incident.first_known(FactKey::Monitoring)?,
        Start::Touched => {
            let touched = incident.extent.neighbours.get(recipient)?;
            touched.or(first(TimeKind::Learned))?
        }
        Start::Received
        | Start::Occurred
        | Start::Learned
        | Start::Verified
        | Start::Graded
        | Start::PhoneReport
        | Start::LastReport => first(TimeKind::Learned).unwrap_or(DateTime::<Utc>::MIN_UTC),
    };
    // A neighbour is touched since a moment of its own, which is the change.
    let since = demand.since.filter(|_| demand.rule.start != Start::Touched);
    Some(since.map_or(own, |since| own.max(since)))
}

/// The reports that answer `demand` for `recipient`, earliest sent first.
pub fn answering<'a>(
    incident: &'a Incident,
    demand: &Demand,
    recipient: &RecipientId,
) -> Vec<&'a Report> {
    let Some(since) = came_into_being(incident, demand, recipient) else {
        return Vec::new();
    };
    let mut found: Vec<&Report> = incident
        .standing_reports()
        .filter(|report| {
            let sent = &report.sent;
            answers(demand.rule.duty, demand.change, sent.kind)
                && carries(demand.rule.means, sent.channel)
                && reaches(sent, &demand.rule, recipient)
                && tells(report, demand.rule.duty)
                && sent.at >= since
                && !is_told_before(report, demand)
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

/// Whether a report was sent at the very moment from which a change counts, and entered before it: it
/// told of what was so before.
fn is_told_before(report: &Report, demand: &Demand) -> bool {
    let entered = demand.entered.map_or(0, |entered| entered.seq);
    demand.since == Some(report.sent.at) && report.seq < entered
}

/// Whether a waiver was given for this demand: never for one that a later change brings.
pub fn gives_up(waiver: &Waiver, demand: &Demand) -> bool {
    let entered = demand.entered.map(|entered| entered.seq);
    waiver.rule == demand.rule.id && waiver.demanded == entered
}

/// The waiver of a demand for a recipient, where there is one.
pub fn waiver<'a>(
    incident: &'a Incident,
    demand: &Demand,
    recipient: &RecipientId,
) -> Option<&'a Waiver> {
    incident.waivers.iter().find(|waiver| {
        gives_up(waiver, demand)
            && waiver
                .recipient
                .as_ref()
                .is_none_or(|given| given == recipient)
    })
}

/// When an investigation gave way to another: only the last demanded of those that bind the grade that
/// holds is asked, one limit, that of this grade (令32 Arts. 4, 16). `None` where it is asked.
pub fn superseded_at(incident: &Incident, demand: &Demand) -> Option<DateTime<Utc>> {
    if demand.rule.duty != Duty::Investigation {
        return None;
    }
    let holds =
        |demand: &&Demand| demand.rule.duty == Duty::Investigation && demand.rule.binds(incident);
    let last = incident.demands.iter().rfind(holds)?;
    if last == demand {
        return None;
    }
    let left = |judgement: &&Judgement| {
        let Judged::Grade(grade) = judgement.what else {
            return false;
        };
        let as_graded = Incident {
            grade,
            ..incident.clone()
        };
        demand
            .entered
            .is_none_or(|entered| judgement.seq > entered.seq)
            && !demand.rule.binds(&as_graded)
    };
    let regraded = incident.judgements.iter().find(left);
    let replaced = last.entered.map(|entered| entered.at);
    regraded.map(|regraded| regraded.at).or(replaced)
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
        waiver(incident, demand, recipient).is_none()
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
