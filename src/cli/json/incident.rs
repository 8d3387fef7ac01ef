//! An incident: a line of a list, or everything that is known of it.

use std::collections::BTreeMap;

use serde::Serialize;

use super::grading::{self, AgainstView, BelowView, ProposalView};
use super::judgement::JudgementView;
use super::{ApprovalView, DeadlineView, EntryView, ReportView};
use crate::cli::seen::Seen;
use crate::domain::grade::{Answer, Sensitive};
use crate::domain::grading::{Table, propose};
use crate::domain::impact::Impact;
use crate::domain::incident::{FactKey, Incident, Milestone, Missing, Stage};
use crate::domain::times::{Claim, TimeKind};
use crate::domain::{RecipientId, SubjectId};
use crate::rulebook::Deadline;

/// A line of a list.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct IncidentBrief {
    number: String,
    title: String,
    place: String,
    grade: &'static str,
    graded_below: Option<BelowView>,
    answered_against: Vec<AgainstView>,
    sensitive: bool,
    drill: bool,
    track: &'static str,
    stage: &'static str,
    learned_at: Option<String>,
    reports: usize,
    next_due_at: Option<String>,
    overdue: usize,
}

/// Everything that is known.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct IncidentView {
    number: String,
    title: String,
    place: String,
    grade: &'static str,
    graded_below: Option<BelowView>,
    answered_against: Vec<AgainstView>,
    drill: bool,
    track: &'static str,
    source: &'static str,
    stage: &'static str,
    ended_at: Option<String>,
    facts: BTreeMap<&'static str, String>,
    missing: Vec<&'static str>,
    sensitive: BTreeMap<&'static str, Option<bool>>,
    judgements: Vec<JudgementView>,
    impact: ImpactView,
    proposed_grade: ProposalView,
    times: BTreeMap<&'static str, Vec<ClaimView>>,
    milestones: BTreeMap<&'static str, Option<String>>,
    instructions: Vec<InstructionView>,
    reports: Vec<ReportView>,
    deadlines: Vec<DeadlineView>,
    waivers: Vec<WaiverView>,
    calls: Vec<String>,
    answers: Option<AnswersView>,
    dismissed: Option<ApprovalView>,
    timeline: Vec<EntryView>,
}

/// Counted effects; null is *not known*.
#[derive(Debug, Serialize)]
pub(super) struct ImpactView {
    deaths: Option<u32>,
    injured: Option<u32>,
    evacuated: Option<u32>,
    loss_yuan: Option<u64>,
    ecology: Option<&'static str>,
    radiation: Option<&'static str>,
    intake: Option<&'static str>,
    boundary: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct ClaimView {
    at: String,
    source: String,
    entered_at: String,
    seq: u64,
}

#[derive(Debug, Serialize)]
struct InstructionView {
    leader: String,
    at: String,
    text: String,
}

#[derive(Debug, Serialize)]
struct WaiverView {
    rule: String,
    recipient: Option<String>,
    at: String,
    approval: ApprovalView,
}

#[derive(Debug, Serialize)]
struct AnswersView {
    investigated: String,
    removed: String,
    accountable: String,
}

impl IncidentBrief {
    pub(in crate::cli) fn new(incident: &Incident, seen: Seen<'_>) -> Self {
        let deadlines = seen.of_incident(incident);
        let open = || deadlines.iter().filter(|d| !d.standing.is_settled());
        let next = open().map(|deadline| deadline.due_at).min();
        Self {
            number: incident.id.to_string(),
            title: incident.title().to_owned(),
            place: incident.fact(FactKey::Place).to_owned(),
            grade: incident.grade.name(),
            graded_below: grading::below(incident, seen),
            answered_against: grading::against(incident, seen),
            sensitive: incident.is_sensitive(),
            drill: incident.drill,
            track: incident.track.name(),
            stage: stage(&incident.stage),
            learned_at: incident.learned().map(|at| seen.stamp(at)),
            reports: incident.standing_reports().count(),
            next_due_at: next.map(|at| seen.stamp(at)),
            overdue: open()
                .filter(|deadline| !deadline.foreseen && deadline.due_at < seen.now)
                .count(),
        }
    }
}

impl IncidentView {
    pub(in crate::cli) fn new(incident: &Incident, seen: Seen<'_>) -> Self {
        let told = incident
            .facts
            .iter()
            .map(|(key, fact)| (*key, fact.text.as_str()));
        let times = TimeKind::ALL.map(|kind| {
            let claims = incident.times.claims(kind);
            (
                kind.name(),
                claims.map(|claim| claimed(claim, seen)).collect(),
            )
        });
        let milestones = Milestone::ALL.map(|milestone| {
            let reached = incident.milestones.get(&milestone);
            (milestone.name(), reached.map(|at| seen.stamp(*at)))
        });
        let deadlines = seen.of_incident(incident);
        let view = |deadline: &Deadline| DeadlineView::new(deadline, incident.title(), seen);
        Self {
            number: incident.id.to_string(),
            title: incident.title().to_owned(),
            place: incident.fact(FactKey::Place).to_owned(),
            grade: incident.grade.name(),
            graded_below: grading::below(incident, seen),
            answered_against: grading::against(incident, seen),
            drill: incident.drill,
            track: incident.track.name(),
            source: incident.source.name(),
            stage: stage(&incident.stage),
            ended_at: match &incident.stage {
                Stage::Closed { at, .. } | Stage::Dismissed { at, .. } => Some(seen.stamp(*at)),
                Stage::Open | Stage::StoodDown => None,
            },
            facts: facts(told),
            missing: incident.missing().into_iter().map(missing).collect(),
            sensitive: sensitive(&incident.sensitive),
            judgements: JudgementView::all(incident, seen),
            impact: incident.impact.into(),
            proposed_grade: ProposalView::new(&propose(
                &incident.impact,
                incident.track,
                Table::Y2014,
            )),
            times: times.into(),
            milestones: milestones.into(),
            instructions: instructions(incident, seen),
            reports: incident
                .reports
                .iter()
                .map(|r| ReportView::new(r, seen))
                .collect(),
            deadlines: deadlines.iter().map(view).collect(),
            waivers: waivers(incident, seen),
            calls: incident.calls.iter().map(SubjectId::to_string).collect(),
            answers: answers(&incident.stage),
            dismissed: match &incident.stage {
                Stage::Dismissed { approval, .. } => Some(approval.into()),
                _ => None,
            },
            timeline: incident
                .timeline
                .iter()
                .map(|h| EntryView::happened(h, seen))
                .collect(),
        }
    }
}

impl From<Impact> for ImpactView {
    fn from(impact: Impact) -> Self {
        Self {
            deaths: impact.deaths,
            injured: impact.injured,
            evacuated: impact.evacuated,
            loss_yuan: impact.loss_yuan,
            ecology: impact.ecology.map(crate::domain::impact::Ecology::name),
            radiation: impact.radiation.map(crate::domain::impact::Radiation::name),
            intake: impact.intake.map(crate::domain::impact::Intake::name),
            boundary: impact.boundary.map(crate::domain::impact::Boundary::name),
        }
    }
}

/// The stable name of a stage.
pub(in crate::cli) fn stage(stage: &Stage) -> &'static str {
    match stage {
        Stage::Open => "open",
        Stage::StoodDown => "stood-down",
        Stage::Closed { .. } => "closed",
        Stage::Dismissed { .. } => "dismissed",
    }
}

pub(super) fn facts<'a>(
    facts: impl Iterator<Item = (FactKey, &'a str)>,
) -> BTreeMap<&'static str, String> {
    facts
        .map(|(key, text)| (key.name(), text.to_owned()))
        .collect()
}

/// Every condition: true, false, or null while nobody answered it.
pub(super) fn sensitive(
    answers: &BTreeMap<Sensitive, Answer>,
) -> BTreeMap<&'static str, Option<bool>> {
    let answer = |condition| answers.get(condition).map(|answer| *answer == Answer::Yes);
    let all = Sensitive::ALL.iter();
    all.map(|condition| (condition.name(), answer(condition)))
        .collect()
}

fn missing(missing: Missing) -> &'static str {
    match missing {
        Missing::Occurred => "occurred",
        Missing::Fact(key) => key.name(),
    }
}

fn claimed(claim: &Claim, seen: Seen<'_>) -> ClaimView {
    ClaimView {
        at: seen.stamp(claim.at),
        source: claim.source.clone(),
        entered_at: seen.stamp(claim.entered),
        seq: claim.seq,
    }
}

fn instructions(incident: &Incident, seen: Seen<'_>) -> Vec<InstructionView> {
    let view = |given: &crate::domain::incident::Instruction| InstructionView {
        leader: given.leader.clone(),
        at: seen.stamp(given.at),
        text: given.text.clone(),
    };
    incident.instructions.iter().map(view).collect()
}

fn waivers(incident: &Incident, seen: Seen<'_>) -> Vec<WaiverView> {
    let view = |waiver: &crate::domain::incident::Waiver| WaiverView {
        rule: waiver.rule.to_string(),
        recipient: waiver.recipient.as_ref().map(RecipientId::to_string),
        at: seen.stamp(waiver.at),
        approval: (&waiver.approval).into(),
    };
    incident.waivers.iter().map(view).collect()
}

fn answers(stage: &Stage) -> Option<AnswersView> {
    match stage {
        Stage::Closed { answers, .. } => Some(AnswersView {
            investigated: answers.investigated.clone(),
            removed: answers.removed.clone(),
            accountable: answers.accountable.clone(),
        }),
        _ => None,
    }
}
