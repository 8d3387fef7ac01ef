//! Periods in which the watch is tightened, and the steps they ask for. Which periods a year has,
//! and when a step is due, follows in the almanac; here is what the record keeps of them.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use super::ids::{DeskCode, OfficerId};

/// The kinds of period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeriodKind {
    /// A public holiday (法定节假日).
    PublicHoliday,
    /// A major event (重大活动).
    MajorEvent,
    /// A sensitive time (敏感时期).
    SensitiveTime,
    /// A natural hazard (自然灾害).
    NaturalHazard,
    /// A publicity day or month (宣传).
    Publicity,
    /// An inspection (督察).
    Inspection,
    /// A state of the river or the reservoir (水情).
    Hydrology,
}

impl PeriodKind {
    /// Every kind.
    pub const ALL: [Self; 7] = [
        Self::PublicHoliday,
        Self::MajorEvent,
        Self::SensitiveTime,
        Self::NaturalHazard,
        Self::Publicity,
        Self::Inspection,
        Self::Hydrology,
    ];

    /// The stable name: `public-holiday`.
    pub fn name(self) -> &'static str {
        match self {
            Self::PublicHoliday => "public-holiday",
            Self::MajorEvent => "major-event",
            Self::SensitiveTime => "sensitive-time",
            Self::NaturalHazard => "natural-hazard",
            Self::Publicity => "publicity",
            Self::Inspection => "inspection",
            Self::Hydrology => "hydrology",
        }
    }
}

/// How tight the watch is (值守等级), mildest first so that the highest wins.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum DutyLevel {
    /// As on any day (正常).
    #[default]
    Normal,
    /// Strengthened (加强).
    Strengthened,
    /// Highest (最高).
    Highest,
}

impl DutyLevel {
    /// Every level, mildest first.
    pub const ALL: [Self; 3] = [Self::Normal, Self::Strengthened, Self::Highest];

    /// The stable name: `strengthened`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Normal => "normal",
            Self::Strengthened => "strengthened",
            Self::Highest => "highest",
        }
    }
}

/// How sure the dates of a period are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PeriodStatus {
    /// The dates were read in a public source.
    Seen,
    /// A part of them was read, the rest is from memory.
    PartlySeen,
    /// The law's default for every year.
    LegalDefault,
    /// The pattern of other years.
    Pattern,
    /// Computed from the calendar.
    Computed,
    /// From memory; to be checked.
    Memory,
    /// Entered by the desk.
    Entered,
}

impl PeriodStatus {
    /// Every status, surest first.
    pub const ALL: [Self; 7] = [
        Self::Seen,
        Self::PartlySeen,
        Self::LegalDefault,
        Self::Pattern,
        Self::Computed,
        Self::Memory,
        Self::Entered,
    ];

    /// The stable name: `legal-default`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Seen => "seen",
            Self::PartlySeen => "partly-seen",
            Self::LegalDefault => "legal-default",
            Self::Pattern => "pattern",
            Self::Computed => "computed",
            Self::Memory => "memory",
            Self::Entered => "entered",
        }
    }
}

/// The stable name of a period: `spring-festival-2027`, `BN-P003`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct PeriodId(pub String);

/// The stable name of a step: `<period>/<step>` or, of a daily one, `<period>/<step>/<date>`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct StepId(pub String);

impl fmt::Display for PeriodId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for StepId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl StepId {
    /// The period this step belongs to.
    pub fn period(&self) -> PeriodId {
        PeriodId(self.0.split('/').next().unwrap_or_default().to_owned())
    }
}

/// A period (时期): first and last day, both inside.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Period {
    /// Its stable name.
    pub id: PeriodId,
    /// Its kind.
    pub kind: PeriodKind,
    /// What it is called: 春节.
    pub name: String,
    /// First day.
    pub from: NaiveDate,
    /// Last day.
    pub to: NaiveDate,
    /// How sure the dates are.
    pub status: PeriodStatus,
    /// Where they come from; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// A level of its own, where it differs from its kind's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<DutyLevel>,
}

impl Period {
    /// Whether a day lies inside.
    pub fn covers(&self, day: NaiveDate) -> bool {
        self.from <= day && day <= self.to
    }
}

/// What the desk entered about a period.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "edit", rename_all = "kebab-case")]
pub enum PeriodEdit {
    /// Added, or given other dates than the almanac's.
    Entered {
        /// As it stands now.
        period: Period,
        /// When it was entered, or last made to begin earlier: steps whose time had passed by then are
        /// not asked.
        entered: DateTime<Utc>,
    },
    /// Withdrawn.
    Withdrawn {
        /// As it stood.
        period: Period,
        /// Why.
        reason: String,
    },
}

/// A step that was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepDone {
    /// What was to be done, in words, as it was then.
    pub what: String,
    /// When it was due.
    pub due: DateTime<Utc>,
    /// When it was done.
    pub at: DateTime<Utc>,
    /// Who did it, where that is another than the officer who entered it; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub who: String,
    /// With what result; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
    /// Counted results: people out, enterprises checked, complaints, dangers found and mended …
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub counts: BTreeMap<String, u32>,
    /// The officer on watch when it was entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<OfficerId>,
}

/// The name of a period the desk added: `BN-P003`.
pub fn own_id(desk: &DeskCode, number: u32) -> PeriodId {
    PeriodId(format!("{desk}-P{number:03}"))
}

/// The running number of a period the desk added; `None` of a period the almanac knows.
pub fn own_number(id: &PeriodId, desk: &DeskCode) -> Option<u32> {
    id.0.strip_prefix(desk.as_str())?
        .strip_prefix("-P")?
        .parse()
        .ok()
}
