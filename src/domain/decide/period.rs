//! Wishes about settings, the calendar, periods and the steps of their schedule. Which periods and
//! steps there are is the almanac's to say; here is what may be recorded about them.

use std::collections::{BTreeMap, BTreeSet};

use super::{Decision, Desk};
use crate::domain::calendar::HolidayNotice;
use crate::domain::command::PeriodEntry;
use crate::domain::period::{
    Period, PeriodEdit, PeriodId, PeriodStatus, StepDone, StepId, own_id, own_number,
};
use crate::domain::setting::Settings;
use crate::domain::text::{self, LINE_MAX, NAME_MAX, PROSE_MAX};
use crate::domain::{Event, Rejection};

/// Days a period may last: an inspection or a flood season does not outlast a year.
const PERIOD_DAYS_MAX: i64 = 366;

/// Days a notice may name; a year's has about forty.
const NOTICE_DAYS_MAX: usize = 200;

/// Notices that may be taken in together; there is one a year.
const NOTICES_MAX: usize = 60;

/// Counted results a step may carry.
const COUNTS_MAX: usize = 20;

/// Names a district may have.
const AREA_NAMES_MAX: usize = 300;

/// Characters the shortest name of a place has: one stands in every second sentence.
const AREA_NAME_MIN: usize = 2;

/// Refuses names by which no place could be told.
fn area_names(names: &[String]) -> Result<(), Rejection> {
    let absurd = || Rejection::Absurd {
        field: "area-names".to_owned(),
    };
    for name in names {
        let line = text::filled_line("area-names", name, NAME_MAX)?;
        if &line != name || line.chars().count() < AREA_NAME_MIN {
            return Err(absurd());
        }
    }
    if names.len() > AREA_NAMES_MAX {
        return Err(absurd());
    }
    Ok(())
}

impl Desk<'_> {
    pub(super) fn change_settings(self, settings: &Settings) -> Decision {
        if settings == &self.state.settings {
            return Err(Rejection::NothingToDo);
        }
        let ordered = settings.office_hours.iter().all(|(from, to)| from < to)
            && settings
                .office_hours
                .is_sorted_by(|before, after| before.1 <= after.0);
        if !ordered {
            return Err(Rejection::Absurd {
                field: "office-hours".to_owned(),
            });
        }
        if !(1..=24 * 30).contains(&settings.warning_age_hours) {
            return Err(Rejection::Absurd {
                field: "warning-age".to_owned(),
            });
        }
        let code = &settings.district_code;
        if !(4..=12).contains(&code.len()) || !code.chars().all(|c| c.is_ascii_digit()) {
            return Err(Rejection::Absurd {
                field: "district-code".to_owned(),
            });
        }
        area_names(&settings.area_names)?;
        Ok(vec![Event::SettingsChanged {
            settings: Box::new(settings.clone()),
        }])
    }

    pub(super) fn import_calendar(self, notice: &HolidayNotice) -> Decision {
        let bad = |day: String| Err(Rejection::BadNotice { day });
        if notice.days.is_empty() || notice.days.len() > NOTICE_DAYS_MAX {
            return bad(notice.year.to_string());
        }
        let mut days = BTreeMap::new();
        for day in &notice.days {
            text::filled_line("name", &day.name, NAME_MAX)?;
            if days.insert(day.date, day).is_some() {
                return bad(day.date.to_string());
            }
        }
        let notice = HolidayNotice {
            year: notice.year,
            source: text::line("source", &notice.source, LINE_MAX)?,
            days: days.into_values().cloned().collect(),
        };
        if self.state.calendars.get(&notice.year) == Some(&notice) {
            return Err(Rejection::NothingToDo);
        }
        Ok(vec![Event::CalendarImported { notice }])
    }

    /// Notices that are known already change nothing.
    pub(super) fn import_calendars(self, notices: &[HolidayNotice]) -> Decision {
        let mut events = Vec::new();
        let mut years = BTreeSet::new();
        for notice in notices {
            if !years.insert(notice.year) || years.len() > NOTICES_MAX {
                let day = notice.year.to_string();
                return Err(Rejection::BadNotice { day });
            }
            match self.import_calendar(notice) {
                Err(Rejection::NothingToDo) => {}
                decided => events.extend(decided?),
            }
        }
        if events.is_empty() {
            return Err(Rejection::NothingToDo);
        }
        Ok(events)
    }

    pub(super) fn enter_period(self, id: Option<&PeriodId>, entry: &PeriodEntry) -> Decision {
        let unknown = |id: &PeriodId| Rejection::UnknownPeriod {
            period: id.to_string(),
        };
        let code = &self.state.desk.code;
        let id = match id {
            Some(id) if own_number(id, code).is_some() && !self.state.periods.contains_key(id) => {
                return Err(unknown(id));
            }
            Some(id) => PeriodId(text::filled_line("period", &id.0, NAME_MAX)?),
            None => own_id(code, self.state.numbers.periods + 1),
        };
        if entry.to < entry.from || (entry.to - entry.from).num_days() >= PERIOD_DAYS_MAX {
            let (from, to) = (entry.from.to_string(), entry.to.to_string());
            return Err(Rejection::PeriodBackwards { from, to });
        }
        let period = Period {
            id,
            kind: entry.kind,
            name: text::filled_line("name", &entry.name, NAME_MAX)?,
            from: entry.from,
            to: entry.to,
            status: PeriodStatus::Entered,
            source: text::line("source", &entry.source, LINE_MAX)?,
            level: entry.level,
        };
        match self.state.periods.get(&period.id) {
            Some(PeriodEdit::Entered { period: known, .. }) if known == &period => {
                Err(Rejection::NothingToDo)
            }
            _ => Ok(vec![Event::PeriodEntered { period }]),
        }
    }

    pub(super) fn withdraw_period(self, period: &Period, reason: &str) -> Decision {
        let own = own_number(&period.id, &self.state.desk.code).is_some();
        match self.state.periods.get(&period.id) {
            Some(PeriodEdit::Withdrawn { .. }) => return Err(Rejection::NothingToDo),
            None if own => {
                return Err(Rejection::UnknownPeriod {
                    period: period.id.to_string(),
                });
            }
            _ => {}
        }
        let reason = text::filled_prose("reason", reason, PROSE_MAX)?;
        Ok(vec![Event::PeriodWithdrawn {
            period: period.clone(),
            reason,
        }])
    }

    pub(super) fn do_step(self, step: &StepId, given: &StepDone) -> Decision {
        if self.state.steps.contains_key(step) {
            return Err(Rejection::StepAlreadyDone {
                step: step.to_string(),
            });
        }
        if given.counts.len() > COUNTS_MAX {
            return Err(Rejection::Absurd {
                field: "counts".to_owned(),
            });
        }
        for name in given.counts.keys() {
            text::filled_line("counts", name, NAME_MAX)?;
        }
        let done = StepDone {
            what: text::filled_line("what", &given.what, LINE_MAX)?,
            due: given.due,
            at: self.past("at", given.at)?,
            who: text::line("who", &given.who, NAME_MAX)?,
            note: text::prose("note", &given.note, PROSE_MAX)?,
            counts: given.counts.clone(),
            officer: self.state.watch.as_ref().map(|watch| watch.officer),
        };
        Ok(vec![Event::StepDone {
            step: step.clone(),
            done,
        }])
    }

    pub(super) fn reopen_step(self, step: &StepId, reason: &str) -> Decision {
        if !self.state.steps.contains_key(step) {
            return Err(Rejection::StepNotDone {
                step: step.to_string(),
            });
        }
        let reason = text::filled_prose("reason", reason, PROSE_MAX)?;
        Ok(vec![Event::StepReopened {
            step: step.clone(),
            reason,
        }])
    }
}
