//! How an event changes what the state holds of reminders.

use chrono::{DateTime, Utc};

use crate::domain::event::Vigilance;
use crate::domain::reminder::{Rung, RungRecord};
use crate::domain::{Entry, Event, State, SubjectId};

pub(super) fn change_reminders(state: &mut State, entry: &Entry) {
    let reminders = &mut state.reminders;
    match &entry.event {
        Event::RungRaised { raised } => {
            // A duty that has just become overdue is news: an earlier answer does not cover it.
            if raised.rung == Rung::Due || matches!(raised.rung, Rung::Overdue { .. }) {
                reminders.acknowledged.remove(&raised.matter);
            }
            let record = RungRecord {
                raised: (**raised).clone(),
                at: entry.at,
                told: Vec::new(),
            };
            let records = reminders.raised.entry(raised.matter.clone()).or_default();
            records.push(record);
        }
        Event::RungTold { matter, rung, told } => {
            let records = reminders.raised.get_mut(matter).into_iter().flatten();
            for record in records.filter(|record| record.raised.rung == *rung) {
                record.told.push(told.clone());
            }
        }
        Event::MatterAcknowledged { matter, answer } => {
            reminders
                .acknowledged
                .insert(matter.clone(), answer.clone());
        }
        Event::QuietSet { quiet } => reminders.quiet.clone_from(quiet),
        Event::VigilanceNoted { stage, .. } => {
            state.vigilance = (*stage != Vigilance::Answered).then_some((*stage, entry.at));
        }
        Event::PinSet { officer, set: true } => {
            state.pins.insert(*officer);
        }
        Event::PinSet {
            officer,
            set: false,
        } => {
            state.pins.remove(officer);
        }
        _ => {}
    }
}

/// A raised grade makes every answer about the incident stale.
pub(super) fn clear_answers(state: &mut State, subject: &SubjectId) {
    let raised = &state.reminders.raised;
    state.reminders.acknowledged.retain(|matter, _| {
        let records = raised.get(matter).into_iter().flatten();
        !records
            .clone()
            .any(|record| record.raised.subject.as_ref() == Some(subject))
    });
}

/// A judgement makes every answer stale that was given to what was only foreseen of the incident.
pub(super) fn clear_foreseen(state: &mut State, subject: &SubjectId) {
    let answers = &mut state.reminders.acknowledged;
    answers.retain(|matter, _| !matter.is_foreseen_of(subject));
}

/// Lets go of matters nothing was raised about since `kept_since`, unless they are still to come:
/// what is due in two months must not begin a second time after one.
pub(super) fn let_go(state: &mut State, kept_since: DateTime<Utc>) {
    let fresh = |records: &Vec<RungRecord>| {
        let recent = |record: &RungRecord| record.at >= kept_since;
        let to_come = |record: &RungRecord| record.raised.due >= kept_since;
        records
            .iter()
            .any(|record| recent(record) || to_come(record))
    };
    state.reminders.raised.retain(|_, records| fresh(records));
    let raised = &state.reminders.raised;
    state
        .reminders
        .acknowledged
        .retain(|matter, _| raised.contains_key(matter));
}
