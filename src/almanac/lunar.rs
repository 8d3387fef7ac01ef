//! The Chinese lunar date of a day, by a kept library (`tyme4rs`), which is asked once for a year and
//! no more; every other question is a look into a small table. It knows no holiday.

use std::sync::OnceLock;

use chrono::{Datelike, Days, NaiveDate};
use serde::{Deserialize, Serialize};
use tyme4rs::tyme::lunar::LunarYear;
use tyme4rs::tyme::solar::SolarDay;

/// The years the almanac tells lunar dates of. The library was compared with two other tables day
/// by day for 1990–2050 only.
pub const YEARS: std::ops::RangeInclusive<i32> = 1901..=2099;

/// A Chinese lunar date (农历).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Lunar {
    /// The lunar year, by the Gregorian year in which it begins.
    pub year: i32,
    /// The month, 1–12.
    pub month: u8,
    /// Whether the month is a leap month (闰月).
    pub leap: bool,
    /// The day, 1–30.
    pub day: u8,
}

const MONTHS: [&str; 12] = [
    "正月", "二月", "三月", "四月", "五月", "六月", "七月", "八月", "九月", "十月", "冬月", "腊月",
];

const DAYS: [&str; 30] = [
    "初一", "初二", "初三", "初四", "初五", "初六", "初七", "初八", "初九", "初十", "十一", "十二",
    "十三", "十四", "十五", "十六", "十七", "十八", "十九", "二十", "廿一", "廿二", "廿三", "廿四",
    "廿五", "廿六", "廿七", "廿八", "廿九", "三十",
];

impl Lunar {
    /// The lunar date of a day; `None` outside [`YEARS`].
    pub fn of(date: NaiveDate) -> Option<Self> {
        if !YEARS.contains(&date.year()) {
            return None;
        }
        let this_year = months(date.year())?;
        let (year, table) = if this_year.first().is_some_and(|month| month.first <= date) {
            (date.year(), this_year)
        } else {
            (date.year() - 1, months(date.year() - 1)?)
        };
        let month = table.iter().rev().find(|month| month.first <= date)?;
        let day = u8::try_from((date - month.first).num_days() + 1).ok()?;
        (day <= month.days).then_some(Self {
            year,
            month: month.number,
            leap: month.leap,
            day,
        })
    }

    /// The day this lunar date falls on; `None` where there is none.
    pub fn date(self) -> Option<NaiveDate> {
        let month = months(self.year)?
            .iter()
            .find(|month| month.number == self.month && month.leap == self.leap)?;
        let inside = (1..=month.days).contains(&self.day);
        let after = Days::new(u64::from(self.day.checked_sub(1)?));
        month.first.checked_add_days(after).filter(|_| inside)
    }

    /// The date in words: `正月初一`, `闰六月廿三`.
    pub fn zh(self) -> String {
        format!("{}{}", self.month_zh(), self.day_zh())
    }

    /// What a calendar cell shows: the month on its first day, else the day. At most six columns.
    pub fn short(self) -> String {
        if self.day == 1 {
            self.month_zh()
        } else {
            self.day_zh().to_owned()
        }
    }

    fn month_zh(self) -> String {
        let name = MONTHS.get(usize::from(self.month.wrapping_sub(1)));
        let leap = if self.leap { "闰" } else { "" };
        format!("{leap}{}", name.copied().unwrap_or_default())
    }

    fn day_zh(self) -> &'static str {
        DAYS.get(usize::from(self.day.wrapping_sub(1)))
            .copied()
            .unwrap_or_default()
    }
}

/// A month of a lunar year.
struct Month {
    number: u8,
    leap: bool,
    first: NaiveDate,
    days: u8,
}

/// The first year with a table, one before [`YEARS`]: its last days lie in the year after.
const FIRST_TABLE: i32 = 1900;
const TABLES: usize = 200;

static MONTH_TABLES: [OnceLock<Vec<Month>>; TABLES] = [const { OnceLock::new() }; TABLES];

fn months(year: i32) -> Option<&'static [Month]> {
    let table = MONTH_TABLES.get(usize::try_from(year - FIRST_TABLE).ok()?)?;
    Some(table.get_or_init(|| months_of(year).unwrap_or_default()))
}

fn months_of(year: i32) -> Option<Vec<Month>> {
    let year = LunarYear::new(isize::try_from(year).ok()?).ok()?;
    year.get_months()
        .iter()
        .map(|month| {
            Some(Month {
                number: u8::try_from(month.get_month()).ok()?,
                leap: month.is_leap(),
                first: naive(&month.get_first_day().get_solar_day())?,
                days: u8::try_from(month.get_day_count()).ok()?,
            })
        })
        .collect()
}

pub(super) fn naive(day: &SolarDay) -> Option<NaiveDate> {
    let year = i32::try_from(day.get_year()).ok()?;
    let month = u32::try_from(day.get_month()).ok()?;
    NaiveDate::from_ymd_opt(year, month, u32::try_from(day.get_day()).ok()?)
}
