//! Working time: so many working days or working minutes from a moment, across holidays and make-up
//! working days. Every answer says whether it rests on days whose notice is not loaded.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::day::Calendar;
use super::moment::{at, day_of};

/// Days off in a row after which a search gives up: no notice ever gave more than ten.
const OFF_DAYS_MAX: usize = 60;

/// Working days a count of minutes may reach over.
pub const WORKING_DAYS_MAX: usize = 5_000;

/// The last second of a day.
const DAY_END: (u32, u32, u32) = (23, 59, 59);

/// A result, and whether a day it passed over may still become another kind of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Worked<T> {
    /// The result.
    pub at: T,
    /// Whether it rests on days whose notice is not loaded.
    pub relied_on_unloaded: bool,
}

impl Calendar {
    /// The n-th working day after a day, which itself does not count. With 0 it is the day itself.
    pub fn add_working_days(&self, from: NaiveDate, n: u16) -> Worked<NaiveDate> {
        let mut found = Worked {
            at: from,
            relied_on_unloaded: false,
        };
        for _ in 0..n {
            let next = self.next_working_day(found.at);
            found.relied_on_unloaded |= next.relied_on_unloaded;
            found.at = next.at;
        }
        found
    }

    /// The n-th working day before a day, which itself does not count. With 0 it is the day itself.
    pub fn sub_working_days(&self, from: NaiveDate, n: u16) -> Worked<NaiveDate> {
        let mut found = Worked {
            at: from,
            relied_on_unloaded: false,
        };
        for _ in 0..n {
            let next = self.search(found.at, NaiveDate::pred_opt);
            found.relied_on_unloaded |= next.relied_on_unloaded;
            found.at = next.at;
        }
        found
    }

    /// The working days after `from` up to and with `to`; 0 where `to` is not later.
    pub fn working_days_between(&self, from: NaiveDate, to: NaiveDate) -> Worked<usize> {
        let days = || from.iter_days().skip(1).take_while(|day| *day <= to);
        Worked {
            at: days().filter(|day| self.is_working(*day)).count(),
            relied_on_unloaded: days().any(|day| !self.is_settled(day)),
        }
    }

    /// The moment after so many minutes of office hours. Time outside them does not count, so a
    /// start at night counts from the next opening. `None` where there are no office hours, or so
    /// few that [`WORKING_DAYS_MAX`] days do not hold them.
    pub fn add_working_minutes(
        &self,
        start: DateTime<Utc>,
        minutes: u32,
        zone: Tz,
        office_hours: &[(NaiveTime, NaiveTime)],
    ) -> Option<Worked<DateTime<Utc>>> {
        if !office_hours.iter().any(|(open, close)| open < close) {
            return None;
        }
        let mut left = TimeDelta::minutes(i64::from(minutes));
        let mut day = day_of(start, zone);
        let mut relied_on_unloaded = false;
        for _ in 0..WORKING_DAYS_MAX {
            relied_on_unloaded |= !self.is_settled(day);
            if self.is_working(day) {
                for (open, close) in office_hours.iter().filter(|(open, close)| open < close) {
                    let from = at(zone, day, *open).max(start);
                    let until = at(zone, day, *close);
                    if from + left <= until {
                        return Some(Worked {
                            at: from + left,
                            relied_on_unloaded,
                        });
                    }
                    left -= (until - from).max(TimeDelta::zero());
                }
            }
            let next = self.next_working_day(day);
            relied_on_unloaded |= next.relied_on_unloaded;
            day = next.at;
        }
        None
    }

    fn next_working_day(&self, after: NaiveDate) -> Worked<NaiveDate> {
        self.search(after, NaiveDate::succ_opt)
    }

    fn search(
        &self,
        from: NaiveDate,
        next: impl Fn(&NaiveDate) -> Option<NaiveDate>,
    ) -> Worked<NaiveDate> {
        let mut found = Worked {
            at: from,
            relied_on_unloaded: false,
        };
        for _ in 0..OFF_DAYS_MAX {
            let Some(day) = next(&found.at) else {
                break;
            };
            found.at = day;
            found.relied_on_unloaded |= !self.is_settled(day);
            if self.is_working(day) {
                break;
            }
        }
        found
    }
}

/// When a limit of so many working days ends at an office: as [`due_after_working_days`], but with
/// the close of its last working day (民法典 Art. 203: 有业务时间的，停止业务活动的时间为截止时间).
pub fn due_at_close(
    start: DateTime<Utc>,
    n: u16,
    zone: Tz,
    calendar: &Calendar,
    office_hours: &[(NaiveTime, NaiveTime)],
) -> (DateTime<Utc>, bool) {
    let (end, is_certain) = due_after_working_days(start, n, zone, calendar);
    let close = office_hours.iter().map(|(_, close)| *close).max();
    match close {
        Some(close) if n > 0 => (at(zone, day_of(end, zone), close), is_certain),
        _ => (end, is_certain),
    }
}

/// When a limit of so many working days ends that starts at a moment: the day of the start does not
/// count, and the limit runs out with the last second of its last working day. Told with it is
/// whether that is certain, that is, rests on loaded notices only. No days at all end at the start.
pub fn due_after_working_days(
    start: DateTime<Utc>,
    n: u16,
    zone: Tz,
    calendar: &Calendar,
) -> (DateTime<Utc>, bool) {
    if n == 0 {
        return (start, true);
    }
    let last = calendar.add_working_days(day_of(start, zone), n);
    let (hour, minute, second) = DAY_END;
    let end = NaiveTime::from_hms_opt(hour, minute, second).unwrap_or_default();
    (at(zone, last.at, end), !last.relied_on_unloaded)
}
