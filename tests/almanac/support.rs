//! What the almanac's tests share: dates written short, tables read plainly, and a desk's facts.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use watchkeeper::almanac::hazard::hazards;
use watchkeeper::almanac::{Almanac, Calendar};
use watchkeeper::domain::period::{
    Period, PeriodEdit, PeriodId, PeriodKind, PeriodStatus, StepDone, StepId,
};
use watchkeeper::domain::setting::Settings;
use watchkeeper::domain::warning::{
    Warning, WarningFacts, WarningLevel, WarningMessage, WarningStatus,
};

/// The published rows of 2019–2026: date, `holiday` or `workday`, name, weekday, year of the notice.
pub const HOLIDAYS: &str = include_str!("../../src/almanac/data/holidays.tsv");

/// The days the decree itself gives 2027.
pub const STATUTORY_2027: &str = include_str!("facts/holidays-2027-statutory-only.tsv");

/// Periods of 2018–2027 as gathered from public sources.
pub const PERIODS: &str = include_str!("facts/sensitive-periods.tsv");

/// A date from `2026-05-01`.
pub fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// A moment of Shanghai from `2026-05-01 09:00:00`.
pub fn at(text: &str) -> DateTime<Utc> {
    let local = NaiveDateTime::parse_from_str(text, "%Y-%m-%d %H:%M:%S").unwrap();
    let at = Tz::Asia__Shanghai.from_local_datetime(&local);
    at.unwrap().with_timezone(&Utc)
}

/// The rows of a table, read without the program's own reader.
pub fn rows(table: &str) -> Vec<Vec<&str>> {
    table
        .lines()
        .skip(1)
        .map(|line| line.split('\t').collect())
        .collect()
}

/// What a desk knows and what time it is.
#[derive(Debug, Clone)]
pub struct Given {
    pub settings: Settings,
    pub created: DateTime<Utc>,
    pub edits: BTreeMap<PeriodId, PeriodEdit>,
    pub done: BTreeMap<StepId, StepDone>,
    pub warnings: Vec<Warning>,
    pub now: DateTime<Utc>,
}

impl Given {
    /// A desk created in December 2025, in the first days of 2026.
    pub fn new() -> Self {
        Self {
            settings: Settings::default(),
            created: at("2025-12-01 09:00:00"),
            edits: BTreeMap::new(),
            done: BTreeMap::new(),
            warnings: Vec::new(),
            now: at("2026-01-05 09:00:00"),
        }
    }

    pub fn almanac<'a>(&'a self, calendar: &'a Calendar) -> Almanac<'a> {
        let zone = Tz::Asia__Shanghai;
        Almanac {
            calendar,
            settings: &self.settings,
            zone,
            created: self.created,
            edits: &self.edits,
            done: &self.done,
            hazards: hazards(&self.warnings, &self.settings, zone, self.now),
            now: self.now,
        }
    }

    pub fn enter(&mut self, period: Period, entered: &str) {
        let (id, entered) = (period.id.clone(), at(entered));
        self.edits
            .insert(id, PeriodEdit::Entered { period, entered });
    }

    pub fn withdraw(&mut self, period: Period) {
        let id = period.id.clone();
        let reason = "取消".to_owned();
        self.edits
            .insert(id, PeriodEdit::Withdrawn { period, reason });
    }
}

/// A period the desk added.
pub fn own_period(id: &str, kind: PeriodKind, from: &str, to: &str) -> Period {
    Period {
        id: PeriodId(id.to_owned()),
        kind,
        name: "区运动会".to_owned(),
        from: date(from),
        to: date(to),
        status: PeriodStatus::Entered,
        source: String::new(),
        level: None,
    }
}

/// A warning for the district that says no end.
pub fn warning(id: &str, level: WarningLevel, sent: &str) -> Warning {
    Warning {
        id: id.to_owned().try_into().unwrap(),
        facts: WarningFacts {
            identifier: format!("50011341600000_{id}"),
            sender: "重庆市巴南区气象台".to_owned(),
            sent: at(sent),
            status: WarningStatus::Actual,
            message: WarningMessage::Alert,
            references: Vec::new(),
            hazard: "暴雨".to_owned(),
            level: Some(level),
            headline: "暴雨预警".to_owned(),
            text: String::new(),
            area: String::new(),
            area_codes: vec!["500113000000".to_owned()],
            effective: at(sent),
            expires: None,
        },
        received: at(sent),
        for_district: true,
        unplaced: false,
        placed: None,
        confirmed: None,
        ended: None,
        demands: Vec::new(),
        done: Vec::new(),
        timeline: Vec::new(),
    }
}
