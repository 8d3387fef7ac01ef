//! The statutory holidays: their names and the days the decree gives them. What a year's notice makes
//! of them is the calendar's.

use std::sync::LazyLock;

use chrono::{Datelike, NaiveDate};
use serde::Deserialize;

use super::anchor::{Anchor, shifted};

/// A statutory holiday (法定节假日).
#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Holiday {
    /// Its stable name: `spring-festival`.
    pub id: String,
    /// Chinese name, as notices write it.
    pub zh: String,
    /// English name.
    pub en: String,
    days: Vec<StatutoryDay>,
}

#[derive(Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
struct StatutoryDay {
    on: Anchor,
    #[serde(default)]
    shift: i32,
    /// The first year it is statutory.
    since: Option<i32>,
}

#[derive(Deserialize)]
struct File {
    holiday: Vec<Holiday>,
}

static ALL: LazyLock<Vec<Holiday>> = LazyLock::new(|| {
    toml::from_str::<File>(include_str!("data/holidays.toml"))
        .map(|file| file.holiday)
        .unwrap_or_default()
});

impl Holiday {
    /// Every statutory holiday.
    pub fn all() -> &'static [Self] {
        &ALL
    }

    /// The holiday of that stable name.
    pub fn of(id: &str) -> Option<&'static Self> {
        ALL.iter().find(|holiday| holiday.id == id)
    }

    /// The holiday a notice means by a name: `国庆节、中秋节` means the first of them here.
    pub fn named(name: &str) -> Option<&'static Self> {
        ALL.iter()
            .find(|holiday| name.contains(holiday.zh.as_str()))
    }

    /// Its statutory days in a year, in order.
    pub fn days(&self, year: i32) -> Vec<NaiveDate> {
        let mut days: Vec<NaiveDate> = self
            .days
            .iter()
            .filter(|day| day.since.is_none_or(|since| since <= year))
            .filter_map(|day| shifted(day.on.in_year(year, |_, _| None)?, day.shift))
            .collect();
        days.sort_unstable();
        days
    }
}

/// The statutory holidays a day belongs to: mostly none, in some years two.
pub fn statutory(date: NaiveDate) -> impl Iterator<Item = &'static Holiday> {
    ALL.iter()
        .filter(move |holiday| holiday.days(date.year()).contains(&date))
}
