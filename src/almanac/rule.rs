//! Periods as data: rules that give every year its own, and periods whose dates are known for one
//! year only. It knows no edit.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use chrono::{Days, NaiveDate};
use serde::Deserialize;

use super::anchor::{Anchor, MonthDay, shifted};
use super::day::Calendar;
use super::holiday::Holiday;
use super::run::Run;
use crate::domain::period::{DutyLevel, Period, PeriodId, PeriodKind, PeriodStatus};

/// Where the days of a holiday come from when its year's notice is not loaded.
const STATUTORY: &str = "全国年节及纪念日放假办法；放假通知未载入";

/// Days a rule may give a period.
const DAYS_MAX: u32 = 366;

/// A rule that gives every year a period.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PeriodRule {
    /// The stem of the period's name: `flood-season`.
    pub id: String,
    /// Its kind.
    pub kind: PeriodKind,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// From which day it counts.
    pub anchor: Anchor,
    /// Days from there to its first day.
    #[serde(default)]
    pub shift: i32,
    /// How many days it lasts.
    #[serde(default = "one")]
    pub days: u32,
    /// Its last day, where that is a date of the same year.
    pub until: Option<MonthDay>,
    /// The first year that has it.
    pub since: Option<i32>,
    /// How sure its dates are.
    pub status: PeriodStatus,
    /// Where they come from; may be empty.
    #[serde(default)]
    pub source: String,
    /// Its level, where it differs from its kind's.
    pub level: Option<DutyLevel>,
    /// Its set of steps, where it differs from its kind's.
    pub steps: Option<String>,
}

fn one() -> u32 {
    1
}

#[derive(Deserialize)]
struct File {
    rule: Vec<PeriodRule>,
}

/// A period of one year with both its names.
struct Dated {
    period: Period,
    en: String,
}

static RULES: LazyLock<Vec<PeriodRule>> = LazyLock::new(|| {
    toml::from_str::<File>(include_str!("data/periods.toml"))
        .map(|file| file.rule)
        .unwrap_or_default()
});

static DATED: LazyLock<Vec<Dated>> = LazyLock::new(|| {
    include_str!("data/dated.tsv")
        .lines()
        .skip(1)
        .filter_map(dated)
        .collect()
});

impl PeriodRule {
    /// Every rule built in.
    pub fn all() -> &'static [Self] {
        &RULES
    }

    /// The rule behind a period, where there is one.
    pub fn of(id: &PeriodId) -> Option<&'static Self> {
        let stem = stem(id)?;
        RULES.iter().find(|rule| rule.id == stem)
    }

    /// The period this rule gives a year.
    pub fn in_year(&self, year: i32, calendar: &Calendar) -> Option<Period> {
        if self.since.is_some_and(|since| year < since) {
            return None;
        }
        let anchor = self.anchor.in_year(year, |holiday, year| {
            let runs = calendar.runs(year);
            let is_it = |found: Option<&Holiday>| found.is_some_and(|found| found.id == holiday);
            runs.iter()
                .find(|run| is_it(run.holiday))
                .map(|run| run.first)
        })?;
        let from = shifted(anchor, self.shift)?;
        let to = match self.until {
            Some(until) => until.in_year(year)?,
            None => {
                from.checked_add_days(Days::new(u64::from(self.days.clamp(1, DAYS_MAX) - 1)))?
            }
        };
        Some(Period {
            id: PeriodId(format!("{}-{year}", self.id)),
            kind: self.kind,
            name: self.zh.clone(),
            from,
            to,
            status: self.status,
            source: self.source.clone(),
            level: self.level,
        })
    }
}

/// The periods the almanac knows of a year by itself: holidays, rules, and dates known for that
/// year, which take the place of a rule's.
pub fn of_year(year: i32, calendar: &Calendar) -> Vec<Period> {
    let holidays = calendar.runs(year).into_iter().map(|run| of_run(run, year));
    let ruled = RULES.iter().filter_map(|rule| rule.in_year(year, calendar));
    let dated = DATED
        .iter()
        .map(|dated| &dated.period)
        .filter(|period| year_of(&period.id) == Some(year))
        .cloned();
    let mut by_id = BTreeMap::new();
    for mut period in holidays {
        // A holiday given in two parts keeps both.
        if by_id.contains_key(&period.id) {
            period.id = PeriodId(format!("{}-{year}", dated_stem(period.from)));
        }
        by_id.insert(period.id.clone(), period);
    }
    by_id.extend(ruled.chain(dated).map(|period| (period.id.clone(), period)));
    by_id.into_values().collect()
}

fn of_run(run: Run, year: i32) -> Period {
    let stem = run
        .holiday
        .map_or_else(|| dated_stem(run.first), |holiday| holiday.id.clone());
    let (status, source) = match run.notice {
        Some(source) => (PeriodStatus::Seen, source),
        None => (PeriodStatus::Computed, STATUTORY.to_owned()),
    };
    Period {
        id: PeriodId(format!("{stem}-{year}")),
        kind: PeriodKind::PublicHoliday,
        name: run.name,
        from: run.first,
        to: run.last,
        status,
        source,
        level: None,
    }
}

fn dated_stem(first: NaiveDate) -> String {
    format!("holiday-{}", first.format("%m%d"))
}

/// The English name of a period the almanac knows by itself.
pub fn english(id: &PeriodId) -> Option<&'static str> {
    let stem = stem(id)?;
    let holiday = Holiday::of(stem).map(|holiday| holiday.en.as_str());
    let rule = || PeriodRule::of(id).map(|rule| rule.en.as_str());
    let dated = || {
        let found = DATED.iter().find(|dated| dated.period.id == *id);
        found.map(|dated| dated.en.as_str())
    };
    holiday.or_else(rule).or_else(dated)
}

/// Whether the dates of a period follow from a holiday's, and so from its year's notice.
pub(super) fn follows_notice(period: &Period) -> bool {
    period.kind == PeriodKind::PublicHoliday
        || PeriodRule::of(&period.id).is_some_and(|rule| matches!(rule.anchor, Anchor::Holiday(_)))
}

fn stem(id: &PeriodId) -> Option<&str> {
    year_of(id)?;
    id.0.rsplit_once('-').map(|(stem, _)| stem)
}

/// The year a period's name ends with.
pub(super) fn year_of(id: &PeriodId) -> Option<i32> {
    let (_, year) = id.0.rsplit_once('-')?;
    (year.len() == 4).then(|| year.parse().ok()).flatten()
}

fn dated(line: &str) -> Option<Dated> {
    let cells: Vec<&str> = line.split('\t').collect();
    let [id, from, to, kind, status, zh, en, source] = cells[..] else {
        return None;
    };
    let date = |text: &str| text.parse::<NaiveDate>().ok();
    let kind = PeriodKind::ALL.into_iter().find(|k| k.name() == kind)?;
    let status = PeriodStatus::ALL.into_iter().find(|s| s.name() == status)?;
    let period = Period {
        id: PeriodId(id.to_owned()),
        kind,
        name: zh.to_owned(),
        from: date(from)?,
        to: date(to)?,
        status,
        source: source.to_owned(),
        level: None,
    };
    Some(Dated {
        period,
        en: en.to_owned(),
    })
}
