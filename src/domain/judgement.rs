//! What was judged of an incident (认定), answer by answer: its grade, the sensitive conditions,
//! the boundary it crossed. Each says when it was known and on what ground; none is ever forgotten.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::grade::{Answer, Grade, Sensitive};
use super::impact::{Boundary, Impact};
use super::incident::Incident;

/// One answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Judged {
    /// The grade (级别).
    Grade(Grade),
    /// A sensitive condition (敏感情形).
    Condition(Sensitive, Answer),
    /// The boundary crossed (跨界).
    Boundary(Boundary),
}

/// One answer as it was entered.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Judgement {
    /// The answer.
    pub what: Judged,
    /// Since when it was known (知悉时间), where somebody said so. Where nobody did: for a first
    /// answer the rule's own start, since verification runs inside a limit (令17 Art. 3); for a
    /// change the moment it was entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_since: Option<DateTime<Utc>>,
    /// On what ground; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ground: String,
    /// When it was entered.
    pub at: DateTime<Utc>,
    /// The entry that holds it.
    pub seq: u64,
}

impl Judged {
    /// Whether both answer the same question.
    fn asks_the_same(self, other: Self) -> bool {
        match (self, other) {
            (Self::Grade(_), Self::Grade(_)) | (Self::Boundary(_), Self::Boundary(_)) => true,
            (Self::Condition(one, _), Self::Condition(two, _)) => one == two,
            _ => false,
        }
    }
}

/// The answers that an incident is born with, or that an amendment brings: those that were given.
pub(in crate::domain) fn given(
    grade: Option<Grade>,
    sensitive: &BTreeMap<Sensitive, Answer>,
    impact: Option<&Impact>,
) -> Vec<Judged> {
    let grade = grade.map(Judged::Grade);
    let conditions = sensitive
        .iter()
        .map(|(condition, answer)| Judged::Condition(*condition, *answer));
    let boundary = impact.and_then(|impact| impact.boundary);
    grade
        .into_iter()
        .chain(conditions)
        .chain(boundary.map(Judged::Boundary))
        .collect()
}

impl Incident {
    /// Whether anybody ever graded it: one that was taken back to unclear was judged before, and
    /// what is set next is a change.
    pub fn was_graded(&self) -> bool {
        self.last_known_grade().is_some()
    }

    /// The grade last set that says something, also where it was taken back since.
    pub fn last_known_grade(&self) -> Option<Grade> {
        self.judgements
            .iter()
            .rev()
            .find_map(|judgement| match judgement.what {
                Judged::Grade(grade) if grade != Grade::Unclear => Some(grade),
                _ => None,
            })
    }

    /// The incident as far as the first answer to each question says, where that answer counts from
    /// the rule's own start.
    pub(in crate::domain) fn by_first_answers(&self) -> Self {
        let mut first = self.clone();
        first.grade = Grade::Unclear;
        first.sensitive.clear();
        first.impact.boundary = None;
        first.extent.natures.clear();
        for (place, judgement) in self.judgements.iter().enumerate() {
            let before = &self.judgements[..place];
            let is_first = before
                .iter()
                .all(|earlier| !earlier.what.asks_the_same(judgement.what));
            if is_first && judgement.known_since.is_none() {
                first.take(judgement.what);
            }
        }
        first
    }

    /// The incident with only those of `after`'s answers that nobody gave before.
    pub(in crate::domain) fn with_first_answers_of(&self, after: &Self) -> Self {
        let mut judged = self.clone();
        judged.track = after.track;
        if self.extent.natures.is_empty() {
            judged.extent.natures.clone_from(&after.extent.natures);
        }
        for judgement in after.judgements.iter().skip(self.judgements.len()) {
            let known = self.judgements.iter();
            if known
                .into_iter()
                .all(|k| !k.what.asks_the_same(judgement.what))
            {
                judged.take(judgement.what);
            }
        }
        judged
    }

    fn take(&mut self, answer: Judged) {
        match answer {
            Judged::Grade(grade) => self.grade = grade,
            Judged::Condition(condition, answer) => {
                self.sensitive.insert(condition, answer);
            }
            Judged::Boundary(boundary) => self.impact.boundary = Some(boundary),
        }
    }
}
