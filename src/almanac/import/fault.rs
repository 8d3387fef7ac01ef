//! Why a file with a holiday notice was refused, and where in it.

use std::fmt;

use chrono::NaiveDate;

use super::{DAYS_MAX, FILE_BYTES_MAX};
use crate::domain::text::steers;

/// Where in a file something is wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// The file as a whole.
    File,
    /// A line, counted from 1.
    Line(usize),
    /// An entry of a list, counted from 1.
    Entry(usize),
}

/// Why a file was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// More than [`FILE_BYTES_MAX`] bytes, or than [`DAYS_MAX`] days.
    TooLarge,
    /// Not text in UTF-8.
    NotText,
    /// It names no day.
    Empty,
    /// Neither of the two forms; what the reader said.
    NotAForm(String),
    /// A column is missing.
    NoColumn(&'static str),
    /// Not a date of the form 2027-01-01.
    NotADate(String),
    /// Neither `holiday` nor `workday`.
    NotAKind(String),
    /// Not a year, or one no notice arranges.
    NotAYear(String),
    /// A name that is empty, too long, or holds a character that could steer a terminal.
    BadName,
    /// The weekday written beside a date is another's.
    WrongWeekday(NaiveDate),
    /// The same date off and worked; the other place.
    Twice(NaiveDate, Place),
    /// A day from Monday to Friday is said to be worked as a make-up day.
    WorkedWeekday(NaiveDate),
    /// A day the decree itself makes a holiday is said to be worked.
    WorkedHoliday(NaiveDate),
    /// A date too far from the year of its notice.
    FarOff(NaiveDate, i32),
    /// A year's notice without a single day off.
    NoDayOff(i32),
}

/// A file that was refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportError {
    /// Where.
    pub place: Place,
    /// Why.
    pub fault: Fault,
}

impl Fault {
    /// The locale key of the sentence, without `error-almanac-`. It takes `path`, `at` and `about`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::TooLarge => "too-large",
            Self::NotText => "not-text",
            Self::Empty => "empty",
            Self::NotAForm(_) => "not-a-form",
            Self::NoColumn(_) => "no-column",
            Self::NotADate(_) => "not-a-date",
            Self::NotAKind(_) => "not-a-kind",
            Self::NotAYear(_) => "not-a-year",
            Self::BadName => "bad-name",
            Self::WrongWeekday(_) => "wrong-weekday",
            Self::Twice(..) => "twice",
            Self::WorkedWeekday(_) => "worked-weekday",
            Self::WorkedHoliday(_) => "worked-holiday",
            Self::FarOff(..) => "far-off",
            Self::NoDayOff(_) => "no-day-off",
        }
    }

    /// What the fault is about: a date, a word of the file, a limit. It is safe to show.
    pub fn about(&self) -> String {
        match self {
            Self::TooLarge => format!("{} KiB / {DAYS_MAX}", FILE_BYTES_MAX / 1024),
            Self::NotText | Self::Empty | Self::BadName => String::new(),
            Self::NotAForm(text)
            | Self::NotADate(text)
            | Self::NotAKind(text)
            | Self::NotAYear(text) => shown(text),
            Self::NoColumn(name) => (*name).to_owned(),
            Self::Twice(date, other) => format!("{date} ({other})"),
            Self::WrongWeekday(date) | Self::WorkedWeekday(date) | Self::WorkedHoliday(date) => {
                date.to_string()
            }
            Self::FarOff(date, year) => format!("{date} ({year})"),
            Self::NoDayOff(year) => year.to_string(),
        }
    }
}

impl Place {
    /// The line or entry; 0 of the file as a whole.
    pub fn number(self) -> usize {
        match self {
            Self::File => 0,
            Self::Line(number) | Self::Entry(number) => number,
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File => f.write_str("file"),
            Self::Line(number) => write!(f, "line {number}"),
            Self::Entry(number) => write!(f, "entry {number}"),
        }
    }
}

impl fmt::Display for ImportError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            f,
            "{}: {} {}",
            self.place,
            self.fault.key(),
            self.fault.about()
        )
    }
}

impl std::error::Error for ImportError {}

/// A word of the file, short and free of what could steer a terminal.
fn shown(text: &str) -> String {
    const SHOWN_MAX: usize = 80;
    let safe = text.chars().filter(|c| !steers(*c));
    safe.take(SHOWN_MAX).collect()
}
