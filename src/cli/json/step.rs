//! A step of the alert schedule.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Serialize;

use super::period::period_name;
use crate::almanac::Step;
use crate::cli::seen::Seen;
use crate::locale::Lang;

#[derive(Debug, Serialize)]
pub(in crate::cli) struct StepView {
    pub(in crate::cli) id: String,
    pub(in crate::cli) period: String,
    pub(in crate::cli) period_name: String,
    kind: &'static str,
    also: Vec<String>,
    key: String,
    pub(in crate::cli) what: String,
    pub(in crate::cli) due_at: String,
    pub(in crate::cli) standing: &'static str,
    seconds_left: Option<i64>,
    /// The day off it would have fallen on.
    moved_from: Option<NaiveDate>,
    counters: Vec<String>,
    notice_loaded: bool,
    done: Option<DoneView>,
}

/// How a step was done.
#[derive(Debug, Serialize)]
struct DoneView {
    at: String,
    who: String,
    note: String,
    counts: BTreeMap<String, u32>,
    officer: Option<String>,
}

impl StepView {
    pub(in crate::cli) fn new(step: &Step, seen: Seen<'_>) -> Self {
        let open = step.standing.is_open();
        let done = step.done.as_ref().map(|done| DoneView {
            at: seen.stamp(done.at),
            who: done.who.clone(),
            note: done.note.clone(),
            counts: done.counts.clone(),
            officer: done
                .officer
                .map(|id| seen.state.officer_name(id).to_owned()),
        });
        Self {
            id: step.id.to_string(),
            period: step.period.id.to_string(),
            period_name: period_name(&step.period, seen.lang),
            kind: step.period.kind.name(),
            also: step.also.iter().map(ToString::to_string).collect(),
            key: step.key.clone(),
            what: what(step, seen.lang).to_owned(),
            due_at: seen.stamp(step.due),
            standing: step.standing.name(),
            seconds_left: open.then(|| (step.due - seen.now).num_seconds()),
            moved_from: step.moved_from,
            counters: step.counters.iter().map(|one| one.key.clone()).collect(),
            notice_loaded: step.notice_loaded,
            done,
        }
    }
}

/// What is to be done.
pub(in crate::cli) fn what(step: &Step, lang: Lang) -> &str {
    match lang {
        Lang::Zh => &step.zh,
        Lang::En => &step.en,
    }
}
