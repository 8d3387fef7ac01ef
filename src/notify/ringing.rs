//! Which reminders stand: raised, of a duty that is still open, answered or not. A function of the
//! state and the time, so that every screen, bubble and list says the same.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::State;
use crate::domain::reminder::{Acknowledgement, Audience, MatterId, Rung, RungRecord};
use crate::rulebook::{Deadline, deadlines, ladder};

/// A matter that is no deadline stands no longer than this after it was raised last.
const BARE_HOURS: i64 = 24;

/// A reminder that stands.
#[derive(Debug, Clone, PartialEq)]
pub struct Ringing {
    /// What it reminds of.
    pub matter: MatterId,
    /// The rung raised last that was to be heard.
    pub last: RungRecord,
    /// The answer that holds.
    pub answer: Option<Acknowledgement>,
    /// The deadlines it stands for, the strictest first; none where it is no deadline.
    pub deadlines: Vec<Deadline>,
}

impl Ringing {
    /// Whether it waits for an answer.
    pub fn is_unanswered(&self) -> bool {
        self.answer.is_none()
    }

    /// Whether somebody is asked to answer: that a limit began to run needs none.
    pub fn waits(&self) -> bool {
        self.is_unanswered() && self.last.raised.rung != Rung::Start
    }

    /// Whether any way ever told of its last rung.
    pub fn was_told(&self) -> bool {
        self.last.told.iter().any(|told| told.delivered)
    }

    /// Whether its last rung is for that audience.
    pub fn is_for(&self, audience: Audience) -> bool {
        self.last.raised.audience.contains(&audience)
    }
}

/// The reminder of a deadline, among those that stand.
pub fn of<'a>(stands: &'a [Ringing], deadline: &Deadline) -> Option<&'a Ringing> {
    stands.iter().find(|one| is_of(one, deadline))
}

/// Whether a reminder is of that deadline.
pub fn is_of(one: &Ringing, deadline: &Deadline) -> bool {
    let same = |other: &Deadline| {
        other.subject == deadline.subject
            && other.rule.id == deadline.rule.id
            && other.recipient == deadline.recipient
            && other.due_at == deadline.due_at
    };
    one.deadlines.iter().any(same)
}

/// The reminders that stand at `now`, the most pressing first: what is due soonest of what can still
/// be met within the hour, then what is overdue, the newest first, then the rest. Silent rungs ring
/// nowhere.
pub fn ringing(state: &State, now: DateTime<Utc>) -> Vec<Ringing> {
    let reminders = &state.reminders;
    if reminders.raised.is_empty() {
        return Vec::new();
    }
    let open = ladder::matters(deadlines(state, now)).into_iter();
    let mut open: BTreeMap<MatterId, Vec<Deadline>> =
        open.map(|matter| (matter.id, matter.deadlines)).collect();
    let mut found: Vec<Ringing> = Vec::new();
    for (matter, records) in &reminders.raised {
        let audible = records.iter().rev().find(|record| !record.raised.silent);
        let Some(last) = audible else {
            continue;
        };
        let deadlines = open.remove(matter);
        if deadlines.is_none() && !stands_bare(state, last, now) {
            continue;
        }
        found.push(Ringing {
            matter: matter.clone(),
            last: last.clone(),
            answer: answer_to(last, reminders.answer(matter, now)).cloned(),
            deadlines: deadlines.unwrap_or_default(),
        });
    }
    found.sort_by_key(|ringing| {
        let due = ringing.last.raised.due;
        let (tier, time) = match due - now {
            late if late < TimeDelta::zero() => (1, -due.timestamp_millis()),
            left if left <= TimeDelta::hours(1) => (0, due.timestamp_millis()),
            _ => (2, due.timestamp_millis()),
        };
        (tier, time, ringing.matter.clone())
    });
    found
}

/// The answer to a rung: one that was given before it was raised silenced an earlier one, not it.
fn answer_to<'a>(
    last: &RungRecord,
    answer: Option<&'a Acknowledgement>,
) -> Option<&'a Acknowledgement> {
    answer.filter(|answer| answer.at >= last.at)
}

/// What has no deadline of its own here: a step stands until it is done, the end of quiet hours
/// until they are over.
fn stands_bare(state: &State, last: &RungRecord, now: DateTime<Utc>) -> bool {
    let raised = &last.raised;
    if raised.subject.is_some() || now - last.at >= TimeDelta::hours(BARE_HOURS) {
        return false;
    }
    match raised.matter.step() {
        Some(step) => !state.steps.contains_key(&step),
        None => state.reminders.quiet_at(now).is_some(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::reminder::{Raised, Urgency};

    #[test]
    fn an_answer_silences_the_rung_it_was_given_to_and_not_the_next() {
        let at = |minute: u32| {
            let text = format!("2026-11-24T06:{minute:02}:00Z");
            text.parse::<DateTime<Utc>>().unwrap()
        };
        let raised = |minute, left| RungRecord {
            raised: Raised {
                matter: MatterId("m".into()),
                rung: Rung::Ahead { minutes: left },
                subject: None,
                wanted: at(minute),
                due: at(30),
                urgency: Urgency::Critical,
                audience: vec![Audience::Officer],
                silent: false,
            },
            at: at(minute),
            told: Vec::new(),
        };
        let answer = Acknowledgement {
            person: "王敏".into(),
            at: at(26),
            until: at(36),
        };
        assert_eq!(answer_to(&raised(25, 5), Some(&answer)), Some(&answer));
        assert_eq!(answer_to(&raised(28, 2), Some(&answer)), None);
    }
}
