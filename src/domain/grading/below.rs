//! A grade below what the figures reach, and a condition answered *no* against the boundary crossed:
//! both derived, never stored. What is stored is a leader's consent, and in view of which figures it
//! was given: it holds for those, and for no worse ones that became known later.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Reached, Table, propose};
use crate::domain::grade::{Answer, Grade, Sensitive, Track};
use crate::domain::impact::{Boundary, Impact};
use crate::domain::incident::Incident;
use crate::domain::officer::Approval;
use crate::domain::rejection::Arg;

/// A grade that is below what the figures reach (低于损害数据).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Below {
    /// The table in force.
    pub table: Table,
    /// The grade set.
    pub set: Grade,
    /// The grade the figures reach.
    pub reached: Grade,
    /// What reaches more than was set, the most serious first; never empty.
    pub against: Vec<Reached>,
}

/// How `grade` is below what `impact` reaches by the table in force, where it is. *Unclear* says
/// less than nothing: it is no grade, and below none.
pub fn below(impact: &Impact, grade: Grade) -> Option<Below> {
    let table = Table::default();
    let severity = grade.severity()?;
    let mut against = propose(impact, Track::default(), table).reached;
    against.retain(|reach| reach.grade.severity() > Some(severity));
    let reached = against.first()?.grade;
    Some(Below {
        table,
        set: grade,
        reached,
        against,
    })
}

impl Below {
    /// The values of a sentence that tells it.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        let grade = |grade: Grade| Arg::Key(format!("grade-{}", grade.name()));
        vec![
            ("set", grade(self.set)),
            ("reached", grade(self.reached)),
            (
                "against",
                Arg::List(self.against.iter().map(Reached::told).collect()),
            ),
            ("table", Arg::Key(self.table.key().to_owned())),
        ]
    }
}

/// Leaders' consents to what the figures speak against.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Consents {
    /// To the grade that stands.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub grade: Option<GradeConsent>,
    /// To *no* as the answer to the cross-province condition.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub not_crossing: Option<AnswerConsent>,
}

/// A leader's consent to a grade below the figures.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct GradeConsent {
    /// Who consented, and why.
    pub approval: Approval,
    /// The figures as they were known then.
    pub impact: Impact,
    /// When it was entered.
    pub at: DateTime<Utc>,
}

/// A leader's consent to *no* as the answer of a condition the boundary crossed speaks for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerConsent {
    /// Who consented, and why.
    pub approval: Approval,
    /// The boundary as it was known then.
    pub boundary: Boundary,
    /// When it was entered.
    pub at: DateTime<Utc>,
}

impl Consents {
    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Incident {
    /// How the grade that stands is below what the figures reach, where it is. It stays so for as
    /// long as it is, consent or not.
    pub fn graded_below(&self) -> Option<Below> {
        below(&self.impact, self.grade)
    }

    /// Whether the grade may be relied on: not below the figures, or a leader consented to it in view
    /// of figures that were no better. Until then what the grade would end stands.
    pub fn grade_holds(&self) -> bool {
        self.graded_below()
            .is_none_or(|below| self.grade_consent_for(&below).is_some())
    }

    /// The consent to the grade that stands, where there is one for the present figures.
    pub fn grade_consent(&self) -> Option<&GradeConsent> {
        self.grade_consent_for(&self.graded_below()?)
    }

    fn grade_consent_for(&self, now: &Below) -> Option<&GradeConsent> {
        let consent = self.consents.grade.as_ref()?;
        let seen = below(&consent.impact, self.grade)?;
        let is_covered = |reach: &Reached| seen.against.iter().any(|seen| seen.covers(reach));
        now.against.iter().all(is_covered).then_some(consent)
    }

    /// The boundary that speaks for a condition which is not answered yes: one of province or country
    /// is what the cross-province condition asks about.
    pub fn answered_against(&self, condition: Sensitive) -> Option<Boundary> {
        let boundary = self.impact.boundary?;
        let speaks = condition == Sensitive::CrossProvince && boundary.leaves_province();
        let is_yes = self.sensitive.get(&condition) == Some(&Answer::Yes);
        (speaks && !is_yes).then_some(boundary)
    }

    /// The consent to a *no* the boundary speaks against, where there is one for the present
    /// boundary.
    pub fn answer_consent(&self, condition: Sensitive) -> Option<&AnswerConsent> {
        let boundary = self.answered_against(condition)?;
        let is_no = self.sensitive.get(&condition) == Some(&Answer::No);
        let consent = self.consents.not_crossing.as_ref()?;
        (is_no && consent.boundary == boundary).then_some(consent)
    }

    /// Whether a condition still has to be judged: nobody answered it, or it is answered *no* against
    /// the boundary and no leader consented.
    pub fn is_open_condition(&self, condition: Sensitive) -> bool {
        match self.sensitive.get(&condition) {
            None => true,
            Some(Answer::Yes) => false,
            Some(Answer::No) => {
                self.answered_against(condition).is_some()
                    && self.answer_consent(condition).is_none()
            }
        }
    }
}
