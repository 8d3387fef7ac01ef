//! What was judged of an incident, answer by answer.

use serde::Serialize;

use crate::cli::seen::Seen;
use crate::domain::grade::Answer;
use crate::domain::incident::Incident;
use crate::domain::judgement::{Judged, Judgement};

/// One answer: what was asked, what was said, since when it was known and on what ground.
#[derive(Debug, Serialize)]
pub(super) struct JudgementView {
    /// `grade`, `boundary`, or the name of a condition.
    what: &'static str,
    /// A grade, a boundary, `yes` or `no`.
    answer: &'static str,
    known_since: Option<String>,
    ground: String,
    entered_at: String,
    entry: u64,
}

impl JudgementView {
    /// Every answer, oldest first.
    pub(super) fn all(incident: &Incident, seen: Seen<'_>) -> Vec<Self> {
        let judgements = incident.judgements.iter();
        judgements
            .map(|judgement| Self::new(judgement, seen))
            .collect()
    }

    fn new(judgement: &Judgement, seen: Seen<'_>) -> Self {
        let (what, answer) = match judgement.what {
            Judged::Grade(grade) => ("grade", grade.name()),
            Judged::Boundary(boundary) => ("boundary", boundary.name()),
            Judged::Condition(condition, Answer::Yes) => (condition.name(), "yes"),
            Judged::Condition(condition, Answer::No) => (condition.name(), "no"),
        };
        Self {
            what,
            answer,
            known_since: judgement.known_since.map(|at| seen.stamp(at)),
            ground: judgement.ground.clone(),
            entered_at: seen.stamp(judgement.at),
            entry: judgement.seq,
        }
    }
}
