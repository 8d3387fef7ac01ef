//! A day told so that every year has its own: a date, a lunar date, a solar term, the first day of a
//! holiday. It knows no period.

use chrono::{Datelike, Days, NaiveDate};
use serde::Deserialize;

use super::lunar::Lunar;
use super::term::SolarTerm;

/// A day that every year has.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Anchor {
    /// A month and a day: `05-01`.
    Date(MonthDay),
    /// A lunar month and day; the year is the lunar year's.
    Lunar(u8, u8),
    /// The first day of a solar term.
    Term(SolarTerm),
    /// The first day of the holiday of that name: `spring-festival`.
    Holiday(String),
}

/// A month and a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct MonthDay {
    month: u32,
    day: u32,
}

impl Anchor {
    /// The day in a year. `first_of` tells the first day of a holiday in a year.
    pub fn in_year(
        &self,
        year: i32,
        first_of: impl FnOnce(&str, i32) -> Option<NaiveDate>,
    ) -> Option<NaiveDate> {
        match self {
            Self::Date(at) => at.in_year(year),
            Self::Lunar(month, day) => Lunar {
                year,
                month: *month,
                leap: false,
                day: *day,
            }
            .date(),
            Self::Term(term) => term.date(year),
            Self::Holiday(name) => first_of(name, year),
        }
    }
}

impl MonthDay {
    /// The day in a year; the 29th of February is not in every one.
    pub fn in_year(self, year: i32) -> Option<NaiveDate> {
        NaiveDate::from_ymd_opt(year, self.month, self.day)
    }
}

impl TryFrom<String> for MonthDay {
    type Error = String;

    fn try_from(given: String) -> Result<Self, String> {
        // A leap year, so that the 29th of February can be written.
        NaiveDate::parse_from_str(&format!("2000-{given}"), "%Y-%m-%d")
            .map(|date| Self {
                month: date.month(),
                day: date.day(),
            })
            .map_err(|_| format!("{given:?} is no month and day such as 05-01"))
    }
}

/// A day so many days later, or earlier where the number is negative.
pub(super) fn shifted(date: NaiveDate, days: i32) -> Option<NaiveDate> {
    let by = Days::new(u64::from(days.unsigned_abs()));
    if days < 0 {
        date.checked_sub_days(by)
    } else {
        date.checked_add_days(by)
    }
}
