//! Holidays as they are spent: days off in a row under one name.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::day::Named;
use super::holiday::Holiday;
use crate::domain::calendar::HolidayNotice;

/// A holiday of a year, first and last day inside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Run {
    /// The statutory holiday it is, where it is one.
    pub holiday: Option<&'static Holiday>,
    /// Its name as the notice writes it: 国庆节、中秋节.
    pub name: String,
    /// First day off.
    pub first: NaiveDate,
    /// Last day off.
    pub last: NaiveDate,
    /// Where the days come from; `None` where no notice is loaded and they are computed.
    pub notice: Option<String>,
}

/// The days off of one notice, those of one name in a row together.
pub(super) fn by_notice(notice: &HolidayNotice, named: &BTreeMap<NaiveDate, Named>) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let off = named
        .iter()
        .filter(|(_, said)| said.year == notice.year && said.off);
    for (date, said) in off {
        let grows = |run: &Run| run.name == said.name && run.last.succ_opt() == Some(*date);
        if let Some(run) = runs.last_mut().filter(|run| grows(run)) {
            run.last = *date;
            continue;
        }
        runs.push(Run {
            holiday: Holiday::named(&said.name),
            name: said.name.clone(),
            first: *date,
            last: *date,
            notice: Some(notice.source.clone()),
        });
    }
    runs
}

/// The statutory days of a year and the weekends beside them.
pub(super) fn by_statute(year: i32, is_weekend: impl Fn(NaiveDate) -> bool) -> Vec<Run> {
    let mut runs: Vec<Run> = Holiday::all()
        .iter()
        .filter_map(|holiday| {
            let days = holiday.days(year);
            Some(Run {
                holiday: Some(holiday),
                name: holiday.zh.clone(),
                first: extended(*days.first()?, NaiveDate::pred_opt, &is_weekend),
                last: extended(*days.last()?, NaiveDate::succ_opt, &is_weekend),
                notice: None,
            })
        })
        .collect();
    runs.sort_by_key(|run| run.first);
    runs
}

/// The last of the weekend days that follow in a direction.
fn extended(
    from: NaiveDate,
    next: impl Fn(&NaiveDate) -> Option<NaiveDate>,
    is_weekend: impl Fn(NaiveDate) -> bool,
) -> NaiveDate {
    let mut end = from;
    while let Some(day) = next(&end).filter(|day| is_weekend(*day)) {
        end = day;
    }
    end
}
