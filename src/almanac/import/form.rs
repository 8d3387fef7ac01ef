//! The two forms of a file: rows with tabs, and the JSON of the common public tables.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::Deserialize;

use super::NAME_MAX;
use super::fault::{Fault, ImportError, Place};
use crate::domain::calendar::NoticeDay;
use crate::domain::text;

/// A day as a file names it, with its place and, where it says so, the year of its notice.
pub(super) struct Told {
    pub(super) place: Place,
    pub(super) year: Option<i32>,
    pub(super) day: NoticeDay,
}

#[derive(Deserialize)]
struct Whole {
    year: Option<i32>,
    days: Vec<JsonDay>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct JsonDay {
    name: String,
    date: String,
    is_off_day: bool,
}

/// A list of days, or an object that holds one beside its year.
pub(super) fn from_json(text: &str) -> Result<Vec<Told>, ImportError> {
    let read = if text.trim_start().starts_with('[') {
        serde_json::from_str(text).map(|days| Whole { year: None, days })
    } else {
        serde_json::from_str(text)
    };
    let Whole { year, days } = read.map_err(|slip| ImportError {
        place: Place::File,
        fault: Fault::NotAForm(slip.to_string()),
    })?;
    days.into_iter()
        .enumerate()
        .map(|(number, day)| {
            let place = Place::Entry(number + 1);
            Ok(Told {
                place,
                year,
                day: NoticeDay {
                    date: date(place, &day.date)?,
                    off: day.is_off_day,
                    name: name(place, &day.name)?,
                },
            })
        })
        .collect()
}

/// Where the columns stand; the first line names them.
struct Columns {
    date: usize,
    kind: usize,
    name: usize,
    weekday: Option<usize>,
    year: Option<usize>,
}

fn columns(head: &str) -> Result<Columns, ImportError> {
    let cells: Vec<&str> = head.split('\t').map(str::trim).collect();
    let find = |name: &str| cells.iter().position(|cell| *cell == name);
    let must = |name: &'static str| {
        find(name).ok_or(ImportError {
            place: Place::Line(1),
            fault: Fault::NoColumn(name),
        })
    };
    Ok(Columns {
        date: must("date")?,
        kind: must("kind")?,
        name: must("name")?,
        weekday: find("weekday"),
        year: find("notice_year"),
    })
}

/// Rows under a line that names the columns.
pub(super) fn from_rows(text: &str) -> Result<Vec<Told>, ImportError> {
    let mut lines = text.lines().enumerate();
    let columns = columns(lines.next().map_or("", |(_, head)| head))?;
    lines
        .filter(|(_, line)| !line.trim().is_empty())
        .map(|(number, line)| row(&columns, Place::Line(number + 1), line))
        .collect()
}

fn row(columns: &Columns, place: Place, line: &str) -> Result<Told, ImportError> {
    let cells: Vec<&str> = line.split('\t').map(str::trim).collect();
    let cell = |at: usize| cells.get(at).copied().unwrap_or_default();
    let wrong = |fault| Err(ImportError { place, fault });
    let off = match cell(columns.kind) {
        "holiday" => true,
        "workday" => false,
        other => return wrong(Fault::NotAKind(other.to_owned())),
    };
    let date = date(place, cell(columns.date))?;
    let weekday = columns.weekday.map(cell).unwrap_or_default();
    if !weekday.is_empty() && weekday_of(weekday) != Some(date.weekday()) {
        return wrong(Fault::WrongWeekday(date));
    }
    let year = columns.year.map(cell).unwrap_or_default();
    let year = match year.parse() {
        Ok(year) => Some(year),
        Err(_) if year.is_empty() => None,
        Err(_) => return wrong(Fault::NotAYear(year.to_owned())),
    };
    let name = name(place, cell(columns.name))?;
    Ok(Told {
        place,
        year,
        day: NoticeDay { date, off, name },
    })
}

fn date(place: Place, given: &str) -> Result<NaiveDate, ImportError> {
    NaiveDate::parse_from_str(given.trim(), "%Y-%m-%d").map_err(|_| ImportError {
        place,
        fault: Fault::NotADate(given.to_owned()),
    })
}

fn name(place: Place, given: &str) -> Result<String, ImportError> {
    text::filled_line("name", given, NAME_MAX).map_err(|_| ImportError {
        place,
        fault: Fault::BadName,
    })
}

fn weekday_of(text: &str) -> Option<Weekday> {
    let last = text.chars().last()?;
    let place = "一二三四五六日".chars().position(|c| c == last);
    let place = place.or_else(|| (last == '天').then_some(6))?;
    Weekday::try_from(u8::try_from(place).ok()?).ok()
}
