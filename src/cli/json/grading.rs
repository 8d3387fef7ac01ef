//! What the grading tables say of an incident: the grade its figures reach, and what stands against
//! them.

use serde::Serialize;

use super::ApprovalView;
use crate::cli::seen::Seen;
use crate::domain::grade::{Answer, Grade, Sensitive};
use crate::domain::grading::{Criterion, Figure, Proposal, Reached};
use crate::domain::incident::Incident;

/// The grade the counted effects reach.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct ProposalView {
    table: &'static str,
    source: &'static str,
    grade: Option<&'static str>,
    deciding: Vec<&'static str>,
    reached: Vec<ReachedView>,
    not_known: Vec<&'static str>,
}

/// A figure, and the grade it reaches.
#[derive(Debug, Serialize)]
struct ReachedView {
    criterion: &'static str,
    figure: FigureView,
    grade: &'static str,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum FigureView {
    Number(u64),
    Kind(&'static str),
}

/// A grade below what the figures reach.
#[derive(Debug, Serialize)]
pub(super) struct BelowView {
    table: &'static str,
    source: &'static str,
    grade: &'static str,
    reached: &'static str,
    against: Vec<ReachedView>,
    approved: bool,
    approval: Option<ApprovalView>,
    approved_at: Option<String>,
}

/// A condition that is not answered yes although the boundary crossed speaks for it.
#[derive(Debug, Serialize)]
pub(super) struct AgainstView {
    condition: &'static str,
    boundary: &'static str,
    answer: Option<bool>,
    approved: bool,
    approval: Option<ApprovalView>,
    approved_at: Option<String>,
}

impl ProposalView {
    pub(in crate::cli) fn new(proposal: &Proposal) -> Self {
        let deciding = proposal.deciding().map(|reached| reached.criterion);
        let not_known = proposal.not_known.iter().copied();
        Self {
            table: proposal.table.name(),
            source: proposal.table.source(),
            grade: proposal.grade.map(Grade::name),
            deciding: deciding.map(Criterion::name).collect(),
            reached: proposal.reached.iter().map(ReachedView::from).collect(),
            not_known: not_known.map(Criterion::name).collect(),
        }
    }
}

impl From<&Reached> for ReachedView {
    fn from(reached: &Reached) -> Self {
        let figure = match (reached.figure, reached.figure.name()) {
            (Figure::Number(number), _) => FigureView::Number(number),
            (_, kind) => FigureView::Kind(kind.unwrap_or_default()),
        };
        Self {
            criterion: reached.criterion.name(),
            figure,
            grade: reached.grade.name(),
        }
    }
}

/// How the grade is below the figures, where it is.
pub(super) fn below(incident: &Incident, seen: Seen<'_>) -> Option<BelowView> {
    let below = incident.graded_below()?;
    let consent = incident.grade_consent();
    Some(BelowView {
        table: below.table.name(),
        source: below.table.source(),
        grade: below.set.name(),
        reached: below.reached.name(),
        against: below.against.iter().map(ReachedView::from).collect(),
        approved: consent.is_some(),
        approval: consent.map(|consent| (&consent.approval).into()),
        approved_at: consent.map(|consent| seen.stamp(consent.at)),
    })
}

/// The conditions the boundary speaks for and nobody answered yes.
pub(super) fn against(incident: &Incident, seen: Seen<'_>) -> Vec<AgainstView> {
    let view = |condition: Sensitive| {
        let boundary = incident.answered_against(condition)?;
        let consent = incident.answer_consent(condition);
        let answer = incident.sensitive.get(&condition);
        Some(AgainstView {
            condition: condition.name(),
            boundary: boundary.name(),
            answer: answer.map(|answer| *answer == Answer::Yes),
            approved: consent.is_some(),
            approval: consent.map(|consent| (&consent.approval).into()),
            approved_at: consent.map(|consent| seen.stamp(consent.at)),
        })
    };
    Sensitive::ALL.into_iter().filter_map(view).collect()
}
