//! By what a limit in working days is counted at a desk: its notices of holidays, its zone, its office
//! hours. Nothing is reckoned until a rule asks for it.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use crate::almanac::{Calendar, due_at_close};
use crate::domain::State;
use crate::domain::calendar::HolidayNotice;
use crate::domain::rule::Rule;

/// The working time of a desk.
#[derive(Debug)]
pub struct WorkTime<'a> {
    notices: &'a BTreeMap<i32, HolidayNotice>,
    office_hours: &'a [(NaiveTime, NaiveTime)],
    zone: Tz,
    calendar: OnceCell<Calendar>,
}

impl<'a> WorkTime<'a> {
    /// The working time of a desk as it stands.
    pub fn of(state: &'a State) -> Self {
        Self {
            notices: &state.calendars,
            office_hours: &state.settings.office_hours,
            zone: state.desk.zone,
            calendar: OnceCell::new(),
        }
    }

    /// When a rule's limit that began at `start` is due, and whether that is certain: a day whose
    /// holiday notice is not loaded may still become another kind of day.
    pub(super) fn due(&self, start: DateTime<Utc>, rule: &Rule) -> (DateTime<Utc>, bool) {
        let Some(days) = rule.limit_wd else {
            let due = start.checked_add_signed(TimeDelta::minutes(i64::from(rule.limit_min)));
            return (due.unwrap_or(DateTime::<Utc>::MAX_UTC), true);
        };
        let calendar = || Calendar::new(self.notices);
        let calendar = self.calendar.get_or_init(calendar);
        due_at_close(start, days, self.zone, calendar, self.office_hours)
    }
}
