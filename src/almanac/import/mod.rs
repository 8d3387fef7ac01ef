//! A year's holiday notice as a file tells it: rows with tabs as built in, or the JSON of the common
//! public tables. What contradicts itself is refused whole, with the place and the reason.

mod fault;
mod form;

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};

pub use fault::{Fault, ImportError, Place};
use form::{Told, from_json, from_rows};

use super::day::is_weekend;
use super::holiday::statutory;
use crate::domain::calendar::{HolidayNotice, NoticeDay};

/// Bytes a file may have; a year's is about four thousand.
pub const FILE_BYTES_MAX: usize = 256 * 1024;

/// Days a file may name, all years together.
pub const DAYS_MAX: usize = 2_000;

/// Days one notice may name.
pub const NOTICE_DAYS_MAX: usize = 200;

/// Characters a holiday's name may have.
pub const NAME_MAX: usize = 30;

/// Years a notice may arrange.
pub const YEARS: std::ops::RangeInclusive<i32> = 1990..=2099;

/// Reads a file; `source` is what the notices are said to come from. Several years may stand in one.
pub fn read(bytes: &[u8], source: &str) -> Result<Vec<HolidayNotice>, ImportError> {
    let whole = |fault| ImportError {
        place: Place::File,
        fault,
    };
    if bytes.len() > FILE_BYTES_MAX {
        return Err(whole(Fault::TooLarge));
    }
    let text = std::str::from_utf8(bytes).map_err(|_| whole(Fault::NotText))?;
    let text = text.trim_start_matches('\u{feff}');
    if text.trim().is_empty() {
        return Err(whole(Fault::Empty));
    }
    let told = if text.trim_start().starts_with(['[', '{']) {
        from_json(text)?
    } else {
        from_rows(text)?
    };
    if told.is_empty() {
        return Err(whole(Fault::Empty));
    }
    if told.len() > DAYS_MAX {
        return Err(whole(Fault::TooLarge));
    }
    check_days(&told)?;
    notices(told, source)
}

/// What no notice can mean, whatever its year.
fn check_days(told: &[Told]) -> Result<(), ImportError> {
    let mut seen: BTreeMap<NaiveDate, &Told> = BTreeMap::new();
    for one in told {
        let (place, date) = (one.place, one.day.date);
        let wrong = |fault| Err(ImportError { place, fault });
        if let Some(other) = seen.insert(date, one)
            && other.day.off != one.day.off
        {
            return wrong(Fault::Twice(date, other.place));
        }
        if !one.day.off && statutory(date).next().is_some() {
            return wrong(Fault::WorkedHoliday(date));
        }
        if !one.day.off && !is_weekend(date) {
            return wrong(Fault::WorkedWeekday(date));
        }
    }
    Ok(())
}

/// The days by the year of their notice; where the file does not say it, the year most days lie in.
fn notices(told: Vec<Told>, source: &str) -> Result<Vec<HolidayNotice>, ImportError> {
    let usual = usual_year(&told);
    let mut years: BTreeMap<i32, BTreeMap<NaiveDate, NoticeDay>> = BTreeMap::new();
    for one in told {
        let year = one.year.unwrap_or(usual);
        let wrong = |fault| ImportError {
            place: one.place,
            fault,
        };
        if !YEARS.contains(&year) {
            return Err(wrong(Fault::NotAYear(year.to_string())));
        }
        if !is_near(one.day.date, year) {
            return Err(wrong(Fault::FarOff(one.day.date, year)));
        }
        let days = years.entry(year).or_default();
        // The same day off for two holidays is one day with both names.
        match days.get_mut(&one.day.date) {
            Some(known) if known.name != one.day.name => {
                known.name = format!("{}、{}", known.name, one.day.name);
            }
            Some(_) => {}
            None => {
                days.insert(one.day.date, one.day);
            }
        }
    }
    years
        .into_iter()
        .map(|(year, days)| notice(year, days, source))
        .collect()
}

fn notice(
    year: i32,
    days: BTreeMap<NaiveDate, NoticeDay>,
    source: &str,
) -> Result<HolidayNotice, ImportError> {
    let wrong = |fault| {
        Err(ImportError {
            place: Place::File,
            fault,
        })
    };
    if days.len() > NOTICE_DAYS_MAX {
        return wrong(Fault::TooLarge);
    }
    if !days.values().any(|day| day.off) {
        return wrong(Fault::NoDayOff(year));
    }
    Ok(HolidayNotice {
        year,
        source: source.to_owned(),
        days: days.into_values().collect(),
    })
}

fn usual_year(told: &[Told]) -> i32 {
    let mut counts: BTreeMap<i32, usize> = BTreeMap::new();
    for one in told {
        *counts.entry(one.day.date.year()).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, count)| *count);
    most.map_or(0, |(year, _)| year)
}

/// A notice arranges its year, the December before and the January after.
fn is_near(date: NaiveDate, year: i32) -> bool {
    let month = (date.year(), date.month());
    ((year - 1, 12)..=(year + 1, 1)).contains(&month)
}
