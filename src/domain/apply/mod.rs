//! How an entry changes the state. Never fails, never decides: what an event names and the state
//! does not hold (an older subject that left memory) is passed over.

mod incident;
mod reminder;
mod schedule;

use chrono::TimeDelta;

use crate::domain::call::Call;
use crate::domain::contact::{Listed, RecipientEntry};
use crate::domain::event::Event;
use crate::domain::ids::{SubjectId, SubjectKind};
use crate::domain::incident::{Incident, Stage};
use crate::domain::rule::{Change, Demand, Entered};
use crate::domain::state::{HOT_DAYS, Happened, RECENT_MAX, STEP_DAYS};
use crate::domain::times::TimeKind;
use crate::domain::{Entry, State};

use reminder::change_reminders;
use schedule::{change_schedule, change_warning};

pub(super) use incident::{change_incident, incident_logged};

/// Folds one entry into the state. The first entry of a chain is [`State::genesis`].
pub fn apply(state: &mut State, entry: &Entry) {
    let day_before = state.at.date_naive();
    state.seq = entry.seq;
    state.head = entry.hash;
    state.at = entry.at;
    change(state, entry);
    remember(state, entry);
    // Looking for what went cold once a day keeps every other entry's cost apart from how much is open.
    if entry.at.date_naive() != day_before {
        let_go(state, entry);
    }
}

fn change(state: &mut State, entry: &Entry) {
    match &entry.event {
        Event::RulesAdopted { rules } => state.rules = rules.clone(),
        Event::ClockMoved { clock } => state.desk.clock = Some(*clock),
        Event::OfficerEntered { officer } => {
            state.officers.insert(officer.id, officer.clone());
        }
        Event::RecipientsEntered { entries } => list(state, entries, entry),
        Event::WatchTaken { watch } => state.watch = Some(watch.clone()),
        Event::CallTaken { .. } | Event::CallAmended { .. } | Event::CallTriaged { .. } => {
            change_call(state, entry);
        }
        Event::DutiesFrozen { subject, demands } => demand(state, entry, subject, demands),
        Event::WarningTaken { .. }
        | Event::WarningPlaced { .. }
        | Event::WarningConfirmed { .. }
        | Event::WarningActed { .. }
        | Event::WarningEnded { .. } => change_warning(state, entry),
        Event::RungRaised { .. }
        | Event::RungTold { .. }
        | Event::MatterAcknowledged { .. }
        | Event::QuietSet { .. }
        | Event::VigilanceNoted { .. }
        | Event::PinSet { .. } => change_reminders(state, entry),
        Event::SettingsChanged { .. }
        | Event::CalendarImported { .. }
        | Event::PeriodEntered { .. }
        | Event::PeriodWithdrawn { .. }
        | Event::StepDone { .. }
        | Event::StepReopened { .. } => change_schedule(state, entry),
        Event::IncidentLogged { incident, new } => {
            count(state, incident);
            let logged = incident_logged(incident, new, entry.at, entry.seq);
            state.incidents.insert(incident.clone(), logged);
        }
        Event::IncidentGraded {
            incident: id,
            grade,
            ..
        } => {
            let before = state.incidents.get(id).map(|incident| incident.grade);
            if before.is_some_and(|before| grade.lowered_by(before)) {
                reminder::clear_answers(state, id);
            }
            reminder::clear_foreseen(state, id);
            change_subject(state, entry);
        }
        Event::IncidentAmended {
            incident: id,
            amendment,
        } => {
            if !amendment.sensitive.is_empty() {
                reminder::clear_foreseen(state, id);
            }
            change_subject(state, entry);
        }
        _ => change_subject(state, entry),
    }
}

/// Puts what was entered into the directory.
fn list(state: &mut State, entered: &[RecipientEntry], entry: &Entry) {
    for said in entered {
        let listed = Listed {
            entry: said.clone(),
            at: entry.at,
            by: entry.by.clone(),
        };
        state.contacts.insert(said.id.clone(), listed);
    }
}

/// Keeps what is demanded of a subject, and since when it is.
fn demand(state: &mut State, entry: &Entry, subject: &SubjectId, demands: &[Demand]) {
    let demands = demands.iter().map(|demand| Demand {
        entered: Some(Entered {
            seq: entry.seq,
            at: entry.at,
        }),
        ..demand.clone()
    });
    match subject.kind {
        SubjectKind::Call => {
            if let Some(call) = state.calls.get_mut(subject) {
                call.demands.extend(demands);
            }
        }
        SubjectKind::Incident => {
            if let Some(incident) = state.incidents.get_mut(subject) {
                let demands = demands.map(|demand| of_what_change(incident, demand));
                let demands: Vec<Demand> = demands.collect();
                incident.demands.extend(demands);
            }
        }
        SubjectKind::Warning => {
            if let Some(warning) = state.warnings.get_mut(subject) {
                warning.demands.extend(demands);
            }
        }
    }
}

/// An old entry does not say what kind of change brought a demand in; where it runs from the last of
/// several gradings, it was that grading.
fn of_what_change(incident: &Incident, demand: Demand) -> Demand {
    let graded = incident.times.claims(TimeKind::Graded).skip(1).last();
    let regraded = demand.since.is_some() && demand.since == graded.map(|claim| claim.at);
    let change = demand.change.or(regraded.then_some(Change::Regrade));
    Demand { change, ..demand }
}

fn change_subject(state: &mut State, entry: &Entry) {
    for subject in entry.event.subjects() {
        if let Some(incident) = state.incidents.get_mut(subject) {
            change_incident(incident, &entry.event, entry.at, entry.seq);
        }
    }
}

fn change_call(state: &mut State, entry: &Entry) {
    match &entry.event {
        Event::CallTaken { call: id, facts } => {
            count(state, id);
            let call = Call {
                id: id.clone(),
                facts: facts.clone(),
                triage: None,
                demands: Vec::new(),
                timeline: Vec::new(),
            };
            state.calls.insert(id.clone(), call);
        }
        Event::CallAmended { call, facts, .. } => {
            if let Some(call) = state.calls.get_mut(call) {
                call.facts = facts.clone();
            }
        }
        Event::CallTriaged { call, triage } => {
            for subject in entry.event.subjects() {
                if let Some(incident) = state.incidents.get_mut(subject) {
                    incident.calls.push(call.clone());
                }
            }
            if let Some(call) = state.calls.get_mut(call) {
                call.triage = Some((entry.at, triage.clone()));
            }
        }
        _ => {}
    }
}

fn count(state: &mut State, id: &SubjectId) {
    let given = match id.kind {
        SubjectKind::Call => &mut state.numbers.calls,
        SubjectKind::Incident => &mut state.numbers.incidents,
        SubjectKind::Warning => &mut state.numbers.warnings,
    };
    let last = given.entry(id.year).or_insert(0);
    *last = (*last).max(id.number);
}

fn remember(state: &mut State, entry: &Entry) {
    let happened = Happened::from(entry);
    for subject in entry.event.subjects() {
        let timeline = match subject.kind {
            SubjectKind::Call => state.calls.get_mut(subject).map(|call| &mut call.timeline),
            SubjectKind::Incident => state
                .incidents
                .get_mut(subject)
                .map(|incident| &mut incident.timeline),
            SubjectKind::Warning => state
                .warnings
                .get_mut(subject)
                .map(|warning| &mut warning.timeline),
        };
        if let Some(timeline) = timeline {
            timeline.push(happened.clone());
        }
    }
    // What the desk does by itself is in the record, not in the list of what people did: that list
    // is short, and must not be filled with what nobody looks for in it.
    if matches!(
        entry.event,
        Event::RungRaised { .. } | Event::RungTold { .. } | Event::DutiesFrozen { .. }
    ) {
        return;
    }
    state.recent.push_back(happened);
    while state.recent.len() > RECENT_MAX {
        state.recent.pop_front();
    }
}

/// Lets go of what closed more than [`HOT_DAYS`] ago; the ledger keeps it. What this very entry is
/// about stays until the next time, so that after every entry its subjects are as it left them.
fn let_go(state: &mut State, entry: &Entry) {
    let now = entry.at;
    let kept_since = now - TimeDelta::days(HOT_DAYS);
    let touched = entry.event.subjects();
    state
        .incidents
        .retain(|id, incident| match &incident.stage {
            Stage::Open | Stage::StoodDown => true,
            Stage::Closed { at, .. } | Stage::Dismissed { at, .. } => {
                *at >= kept_since || touched.contains(&id)
            }
        });
    state.calls.retain(|id, call| {
        let judged = call.triage.as_ref();
        judged.is_none_or(|(at, _)| *at >= kept_since) || touched.contains(&id)
    });
    state.warnings.retain(|id, warning| {
        let over = warning
            .ended
            .as_ref()
            .map(|end| end.at)
            .or(warning.facts.expires);
        over.is_none_or(|at| at >= kept_since) || touched.contains(&id)
    });
    reminder::let_go(state, kept_since);
    let steps_since = now - TimeDelta::days(STEP_DAYS);
    state.steps.retain(|_, done| done.at >= steps_since);
}
