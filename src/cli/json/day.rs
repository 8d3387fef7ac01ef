//! A day as the almanac knows it.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::PeriodView;
use crate::almanac::{Almanac, Day, Lunar};
use crate::locale::Lang;

#[derive(Debug, Serialize)]
pub(in crate::cli) struct DayView {
    pub(in crate::cli) date: NaiveDate,
    /// From 1, Monday, to 7, Sunday.
    pub(in crate::cli) weekday: u32,
    pub(in crate::cli) kind: &'static str,
    is_working_day: bool,
    pub(in crate::cli) name: Option<String>,
    /// In Chinese words.
    pub(in crate::cli) lunar: Option<String>,
    lunar_date: Option<Lunar>,
    /// Its Chinese name.
    pub(in crate::cli) solar_term: Option<String>,
    notice_loaded: bool,
    /// Whether every notice that could still say something else of it is loaded.
    settled: bool,
    /// In words, where it is not.
    pub(in crate::cli) notice: Option<String>,
    pub(in crate::cli) periods: Vec<PeriodView>,
    pub(in crate::cli) duty_level: &'static str,
    /// Who was asked: `desk`, or `built-in` where there is none.
    source: &'static str,
}

impl DayView {
    pub(in crate::cli) fn new(
        almanac: &Almanac<'_>,
        source: &'static str,
        day: &Day,
        lang: Lang,
    ) -> Self {
        let (level, periods) = almanac.duty(day.date);
        let periods = periods.iter();
        Self {
            date: day.date,
            weekday: day.date.weekday().number_from_monday(),
            kind: day.kind.name(),
            is_working_day: day.is_working(),
            name: day.name.clone(),
            lunar: day.lunar.map(Lunar::zh),
            lunar_date: day.lunar,
            solar_term: day.solar_term.map(|term| term.zh().to_owned()),
            notice_loaded: day.notice_loaded,
            settled: day.settled,
            notice: notice(day, lang),
            periods: periods.map(|p| PeriodView::new(p, almanac, lang)).collect(),
            duty_level: level.name(),
            source,
        }
    }
}

/// What is to be said of a day whose notice is not loaded.
fn notice(day: &Day, lang: Lang) -> Option<String> {
    let (key, year) = match (day.notice_loaded, day.settled) {
        (_, true) => return None,
        (false, false) => ("holiday-notice-missing", day.date.year()),
        (true, false) => ("holiday-notice-next", day.date.year() + 1),
    };
    Some(lang.say(key, &[("year", year.to_string().into())]))
}
