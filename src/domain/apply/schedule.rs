//! How an event changes warnings, periods and their steps.

use super::count;
use crate::domain::period::{PeriodEdit, own_number};
use crate::domain::warning::{Placed, Warning, WarningEnd};
use crate::domain::{Entry, Event, State};

pub(super) fn change_warning(state: &mut State, entry: &Entry) {
    if let Event::WarningTaken {
        warning: id,
        facts,
        for_district,
        unplaced,
    } = &entry.event
    {
        count(state, id);
        let warning = Warning {
            id: id.clone(),
            facts: (**facts).clone(),
            received: entry.at,
            for_district: *for_district,
            unplaced: *unplaced,
            placed: None,
            confirmed: None,
            ended: None,
            demands: Vec::new(),
            done: Vec::new(),
            timeline: Vec::new(),
        };
        state.warnings.insert(id.clone(), warning);
        return;
    }
    for id in entry.event.subjects() {
        let Some(warning) = state.warnings.get_mut(id) else {
            continue;
        };
        match &entry.event {
            Event::WarningPlaced {
                for_district,
                reason,
                ..
            } => {
                warning.for_district = *for_district;
                warning.unplaced = false;
                let (at, reason) = (entry.at, reason.clone());
                warning.placed = Some(Placed { at, reason });
            }
            Event::WarningConfirmed { .. } => warning.confirmed = Some(entry.at),
            Event::WarningActed { duty, at, to, .. } => {
                warning.done.push((*duty, *at, to.clone()));
            }
            Event::WarningEnded { at, reason, .. } => {
                warning.ended = Some(WarningEnd {
                    at: *at,
                    reason: reason.clone(),
                });
            }
            _ => {}
        }
    }
}

pub(super) fn change_schedule(state: &mut State, entry: &Entry) {
    match &entry.event {
        Event::SettingsChanged { settings } => state.settings = (**settings).clone(),
        Event::CalendarImported { notice } => {
            state.calendars.insert(notice.year, notice.clone());
        }
        Event::PeriodEntered { period } => {
            let (id, period) = (period.id.clone(), period.clone());
            if let Some(number) = own_number(&id, &state.desk.code) {
                state.numbers.periods = state.numbers.periods.max(number);
            }
            // What was asked in time stays asked: only a period that begins earlier than before may
            // ask for what it is too late for.
            let entered = match state.periods.get(&id) {
                Some(PeriodEdit::Entered {
                    period: before,
                    entered,
                }) if period.from >= before.from => *entered,
                _ => entry.at,
            };
            state
                .periods
                .insert(id, PeriodEdit::Entered { period, entered });
        }
        Event::PeriodWithdrawn { period, reason } => {
            let (id, period, reason) = (period.id.clone(), period.clone(), reason.clone());
            state
                .periods
                .insert(id, PeriodEdit::Withdrawn { period, reason });
        }
        Event::StepDone { step, done } => {
            state.steps.insert(step.clone(), done.clone());
        }
        Event::StepReopened { step, .. } => {
            state.steps.remove(step);
        }
        _ => {}
    }
}
