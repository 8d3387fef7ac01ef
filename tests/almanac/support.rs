//! What the almanac's tests share: dates written short, tables read plainly.

use chrono::NaiveDate;

/// A date from `2026-05-01`.
pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The rows of a table by its column names, read without the program's own reader.
pub fn rows(table: &str) -> Vec<Vec<&str>> {
    table
        .lines()
        .skip(1)
        .map(|line| line.split('\t').collect())
        .collect()
}

/// The published rows of 2019–2026: date, `holiday` or `workday`, name, weekday, year of the notice.
pub const HOLIDAYS: &str = include_str!("../../src/almanac/data/holidays.tsv");

/// The days the decree itself gives 2027.
pub const STATUTORY_2027: &str = include_str!("facts/holidays-2027-statutory-only.tsv");
