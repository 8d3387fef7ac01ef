//! What kind of day a date is: by the notice where one is loaded, else by the weekday and the
//! statutory days only, and it says which. It knows no period.

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate, Weekday};

use super::holiday::statutory;
use super::lunar::Lunar;
use super::notices;
use super::run::{self, Run};
use super::term::SolarTerm;
use crate::domain::calendar::{DayKind, HolidayNotice};

/// From this day of December on, the next year's notice may still name days of this year.
const NEXT_NOTICE_FROM: (u32, u32) = (12, 25);

/// The holiday notices in force, ready to be asked about any day.
#[derive(Debug, Clone)]
pub struct Calendar {
    notices: BTreeMap<i32, HolidayNotice>,
    named: BTreeMap<NaiveDate, Named>,
}

/// What the notices say of one day.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub(super) off: bool,
    pub(super) name: String,
    /// The year whose notice says so.
    pub(super) year: i32,
}

/// A day as the almanac knows it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The date.
    pub date: NaiveDate,
    /// What kind of day it is.
    pub kind: DayKind,
    /// The holiday it is off for, or worked for: 春节.
    pub name: Option<String>,
    /// Whether the notice of its year is loaded, or a loaded one names it. Where not, the kind
    /// follows from the weekday and the statutory days only.
    pub notice_loaded: bool,
    /// Whether every notice that could still say something else of it is loaded. The last days of
    /// December wait for the next year's.
    pub settled: bool,
    /// Its lunar date, where the almanac knows it.
    pub lunar: Option<Lunar>,
    /// The solar term that begins on it.
    pub solar_term: Option<SolarTerm>,
}

impl Day {
    /// Whether the bureau works that day.
    pub fn is_working(&self) -> bool {
        self.kind.is_working()
    }
}

impl Calendar {
    /// The notices built in, and those taken in by the desk; of the same year the latter holds.
    pub fn new(imported: &BTreeMap<i32, HolidayNotice>) -> Self {
        let mut notices = notices::built_in().clone();
        notices.extend(
            imported
                .iter()
                .map(|(year, notice)| (*year, notice.clone())),
        );
        let mut named = BTreeMap::new();
        // Years in order: where two name the same day, the later notice was written knowing the other.
        for notice in notices.values() {
            for day in &notice.days {
                let said = Named {
                    off: day.off,
                    name: day.name.clone(),
                    year: notice.year,
                };
                named.insert(day.date, said);
            }
        }
        join_weekends(&mut named);
        Self { notices, named }
    }

    /// The notices built in, nothing else.
    pub fn built_in() -> Self {
        Self::new(&BTreeMap::new())
    }

    /// The notice that arranges a year.
    pub fn notice(&self, year: i32) -> Option<&HolidayNotice> {
        self.notices.get(&year)
    }

    /// The years whose notices are loaded, in order.
    pub fn years(&self) -> impl Iterator<Item = i32> {
        self.notices.keys().copied()
    }

    /// All about a day.
    pub fn day(&self, date: NaiveDate) -> Day {
        let (kind, name) = self.kind_and_name(date);
        Day {
            date,
            kind,
            name,
            notice_loaded: self.named.contains_key(&date) || self.notice(date.year()).is_some(),
            settled: self.is_settled(date),
            lunar: Lunar::of(date),
            solar_term: SolarTerm::on(date),
        }
    }

    /// The days of a month, in order; none where there is no such month.
    pub fn month(&self, year: i32, month: u32) -> Vec<Day> {
        NaiveDate::from_ymd_opt(year, month, 1)
            .into_iter()
            .flat_map(|first| first.iter_days())
            .take_while(|date| date.month() == month)
            .map(|date| self.day(date))
            .collect()
    }

    /// Whether the bureau works that day.
    pub fn is_working(&self, date: NaiveDate) -> bool {
        self.kind(date).is_working()
    }

    /// What kind of day it is.
    pub fn kind(&self, date: NaiveDate) -> DayKind {
        let off = match self.named.get(&date) {
            Some(said) => said.off,
            // Where the notice is silent or missing, the decree still holds.
            None if statutory(date).next().is_some() => true,
            None if is_weekend(date) => return DayKind::Weekend,
            None => false,
        };
        match (off, is_weekend(date)) {
            (true, _) => DayKind::Holiday,
            (false, true) => DayKind::MakeupWorkday,
            (false, false) => DayKind::Workday,
        }
    }

    /// Whether every notice that could still say something else of the day is loaded.
    pub fn is_settled(&self, date: NaiveDate) -> bool {
        if self.named.contains_key(&date) {
            return true;
        }
        let late = (date.month(), date.day()) >= NEXT_NOTICE_FROM;
        self.notice(date.year()).is_some() && (!late || self.notice(date.year() + 1).is_some())
    }

    /// The holidays of a year as they are spent: days off in a row, joined weekends with them.
    pub fn runs(&self, year: i32) -> Vec<Run> {
        match self.notice(year) {
            Some(notice) => run::by_notice(notice, &self.named),
            None => run::by_statute(year, |date| self.kind(date) == DayKind::Weekend),
        }
    }

    fn kind_and_name(&self, date: NaiveDate) -> (DayKind, Option<String>) {
        let kind = self.kind(date);
        let name = match self.named.get(&date) {
            Some(said) => Some(said.name.clone()),
            None if kind == DayKind::Holiday => {
                let names: Vec<&str> = statutory(date).map(|day| day.zh.as_str()).collect();
                Some(names.join("、"))
            }
            None => None,
        };
        (kind, name)
    }
}

pub(super) fn is_weekend(date: NaiveDate) -> bool {
    matches!(date.weekday(), Weekday::Sat | Weekday::Sun)
}

/// A weekend next to days off is off with them (与周末连休), though some tables of a notice leave it
/// out.
fn join_weekends(named: &mut BTreeMap<NaiveDate, Named>) {
    let off: Vec<(NaiveDate, Named)> = named
        .iter()
        .filter(|(_, said)| said.off)
        .map(|(date, said)| (*date, said.clone()))
        .collect();
    for (date, said) in off {
        for next in [NaiveDate::pred_opt, NaiveDate::succ_opt] {
            let mut joined = next(&date);
            while let Some(day) = joined.filter(|day| is_weekend(*day) && !named.contains_key(day))
            {
                named.insert(day, said.clone());
                joined = next(&day);
            }
        }
    }
}
