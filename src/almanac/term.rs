//! The 24 solar terms, by the same kept library as the lunar dates. It knows no holiday.

use std::sync::OnceLock;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};
use tyme4rs::tyme::solar::SolarTerm as Term;

use super::lunar::{YEARS, naive};

/// One of the 24 solar terms (节气), in the order of the Gregorian year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
pub struct SolarTerm(usize);

/// Stable and Chinese names, from January to December.
const NAMES: [(&str, &str); 24] = [
    ("xiaohan", "小寒"),
    ("dahan", "大寒"),
    ("lichun", "立春"),
    ("yushui", "雨水"),
    ("jingzhe", "惊蛰"),
    ("chunfen", "春分"),
    ("qingming", "清明"),
    ("guyu", "谷雨"),
    ("lixia", "立夏"),
    ("xiaoman", "小满"),
    ("mangzhong", "芒种"),
    ("xiazhi", "夏至"),
    ("xiaoshu", "小暑"),
    ("dashu", "大暑"),
    ("liqiu", "立秋"),
    ("chushu", "处暑"),
    ("bailu", "白露"),
    ("qiufen", "秋分"),
    ("hanlu", "寒露"),
    ("shuangjiang", "霜降"),
    ("lidong", "立冬"),
    ("xiaoxue", "小雪"),
    ("daxue", "大雪"),
    ("dongzhi", "冬至"),
];

impl SolarTerm {
    /// Every term, from 小寒 in January to 冬至 in December.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..NAMES.len()).map(Self)
    }

    /// The term that begins on a day.
    pub fn on(date: NaiveDate) -> Option<Self> {
        let place = days(date.year())?.iter().position(|day| *day == date)?;
        Some(Self(place))
    }

    /// The term of that stable name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::all().find(|term| term.name() == name)
    }

    /// The day this term begins on in a year; `None` outside [`YEARS`].
    pub fn date(self, year: i32) -> Option<NaiveDate> {
        days(year)?.get(self.0).copied()
    }

    /// The stable name: `qingming`.
    pub fn name(self) -> &'static str {
        NAMES.get(self.0).map_or("", |(name, _)| name)
    }

    /// The Chinese name: 清明.
    pub fn zh(self) -> &'static str {
        NAMES.get(self.0).map_or("", |(_, zh)| zh)
    }
}

impl From<SolarTerm> for &'static str {
    fn from(term: SolarTerm) -> Self {
        term.name()
    }
}

impl TryFrom<String> for SolarTerm {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        Self::from_name(&name).ok_or_else(|| format!("{name:?} is no solar term"))
    }
}

const TABLES: usize = 199;

static DAYS: [OnceLock<Vec<NaiveDate>>; TABLES] = [const { OnceLock::new() }; TABLES];

fn days(year: i32) -> Option<&'static [NaiveDate]> {
    let table = DAYS.get(usize::try_from(year - YEARS.start()).ok()?)?;
    Some(table.get_or_init(|| days_of(year).unwrap_or_default()))
}

/// The library counts a year's terms from the winter solstice before it.
fn days_of(year: i32) -> Option<Vec<NaiveDate>> {
    let year = isize::try_from(year).ok()?;
    (1..=24)
        .map(|place| naive(&Term::from_index(year, place).get_solar_day()))
        .collect()
}
