//! Warnings (预警) taken in from outside: what was said, by whom, for which area, how long.

use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::event::Event;
use super::ids::SubjectId;
use super::rule::{Demand, Duty};
use super::state::Happened;

/// The level of a warning (预警级别), 1 the highest: 突发事件应对法 Art. 63.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WarningLevel {
    /// Level 1 (红).
    Red,
    /// Level 2 (橙).
    Orange,
    /// Level 3 (黄).
    Yellow,
    /// Level 4 (蓝).
    Blue,
}

impl WarningLevel {
    /// Every level, highest first.
    pub const ALL: [Self; 4] = [Self::Red, Self::Orange, Self::Yellow, Self::Blue];

    /// The stable name: `orange`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Red => "red",
            Self::Orange => "orange",
            Self::Yellow => "yellow",
            Self::Blue => "blue",
        }
    }
}

/// Whether a message means what it says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WarningStatus {
    /// Meant.
    Actual,
    /// An exercise; never counts.
    Exercise,
    /// A test; never counts.
    Test,
    /// A draft; never counts.
    Draft,
    /// A message between systems; never counts.
    System,
}

/// What a message does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WarningMessage {
    /// A new warning.
    Alert,
    /// Takes the place of an older one.
    Update,
    /// Ends an older one.
    Cancel,
}

/// A warning as it was told; texts are cleaned, times are instants.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarningFacts {
    /// The sender's identifier; empty where it was entered by hand.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub identifier: String,
    /// Who issued it (发布单位).
    pub sender: String,
    /// When it was sent.
    pub sent: DateTime<Utc>,
    /// Whether it is meant.
    pub status: WarningStatus,
    /// What it does.
    pub message: WarningMessage,
    /// Identifiers of the messages it takes the place of or ends.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub references: Vec<String>,
    /// The hazard: 暴雨, gale.
    pub hazard: String,
    /// The level, where it could be told.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<WarningLevel>,
    /// The headline.
    pub headline: String,
    /// The words; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub text: String,
    /// The area in words; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub area: String,
    /// Area codes as given, 6 or 12 digits.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub area_codes: Vec<String>,
    /// From when it holds.
    pub effective: DateTime<Utc>,
    /// Until when, where it says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expires: Option<DateTime<Utc>>,
}

/// A message that came in with others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Incoming {
    /// What was told.
    pub facts: WarningFacts,
    /// Whether it is for this desk's district.
    pub for_district: bool,
    /// Nothing that was told says for where it is: somebody must.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unplaced: bool,
}

/// That somebody said for where a warning is (认定).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Placed {
    /// When.
    pub at: DateTime<Utc>,
    /// Why; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
}

/// How a warning ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WarningEnd {
    /// When.
    pub at: DateTime<Utc>,
    /// Why: lifted by hand, cancelled, replaced.
    pub reason: String,
}

/// How a warning stands. Derived, never stored.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum WarningStanding {
    /// It holds (有效).
    Holds,
    /// It holds as far as anybody knows, and has grown too old to be trusted: it asks to be made sure
    /// of, or lifted (待确认或者解除).
    Asks,
    /// Its time has run out (已失效).
    Expired,
    /// It was lifted, cancelled or replaced (已结束).
    Ended,
}

impl WarningStanding {
    /// Every standing.
    pub const ALL: [Self; 4] = [Self::Holds, Self::Asks, Self::Expired, Self::Ended];

    /// The stable name: `holds`. Its word is under `warning-<name>`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Holds => "holds",
            Self::Asks => "asks",
            Self::Expired => "expired",
            Self::Ended => "ended",
        }
    }
}

/// A warning and all that was done about it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Warning {
    /// Its number at this desk: `BN-2026-W001`.
    pub id: SubjectId,
    /// What was told.
    pub facts: WarningFacts,
    /// When the desk took it in.
    pub received: DateTime<Utc>,
    /// Whether it is meant for this district.
    pub for_district: bool,
    /// Nothing that was told says for where it is, and nobody said it yet (待认定).
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub unplaced: bool,
    /// When somebody said last for where it is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub placed: Option<Placed>,
    /// When somebody last confirmed that it still holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confirmed: Option<DateTime<Utc>>,
    /// How it ended.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ended: Option<WarningEnd>,
    /// Duties frozen with it.
    pub demands: Vec<Demand>,
    /// Duties done, with when and to whom.
    pub done: Vec<(Duty, DateTime<Utc>, String)>,
    /// Everything that happened to it, oldest first.
    pub timeline: Vec<Happened>,
}

impl Warning {
    /// Whether it counts: meant, and for this district.
    pub fn counts(&self) -> bool {
        self.facts.status == WarningStatus::Actual && self.for_district
    }

    /// Whether somebody must say for where it is: it is meant, and nothing it says tells.
    pub fn asks_where(&self, now: DateTime<Utc>) -> bool {
        self.unplaced && self.facts.status == WarningStatus::Actual && self.is_active(now)
    }

    /// Since when it is known to be for this district.
    pub fn here_since(&self) -> DateTime<Utc> {
        let placed = self.placed.as_ref().filter(|_| self.for_district);
        placed.map_or(self.received, |placed| placed.at)
    }

    /// Since when it is said to be for elsewhere; `None` where it is for this district.
    pub fn elsewhere_since(&self) -> Option<DateTime<Utc>> {
        let said = self.placed.as_ref().map(|placed| placed.at);
        (!self.for_district).then(|| said.unwrap_or(self.received))
    }

    /// Whether it still holds at `now`.
    pub fn is_active(&self, now: DateTime<Utc>) -> bool {
        self.ended.is_none() && self.facts.expires.is_none_or(|expires| now < expires)
    }

    /// When somebody made sure that it still holds, oldest first.
    pub fn confirmations(&self) -> impl Iterator<Item = DateTime<Utc>> {
        let confirms =
            |happened: &&Happened| matches!(happened.event, Event::WarningConfirmed { .. });
        let confirmed = self.timeline.iter().filter(confirms);
        confirmed.map(|happened| happened.at)
    }

    /// Until when it is trusted unasked: so long after it was taken in or last made sure of as was
    /// frozen with it. `None` where it says itself when it ends, or asks nothing of this desk.
    pub fn trusted_until(&self) -> Option<DateTime<Utc>> {
        let mut demands = self.demands.iter();
        let demand = demands.find(|demand| demand.rule.duty == Duty::Confirm)?;
        self.for_district.then_some(())?;
        let from = self.confirmed.or(demand.since).unwrap_or(self.received);
        from.checked_add_signed(TimeDelta::minutes(i64::from(demand.rule.limit_min)))
    }

    /// How it stands at `now`.
    pub fn standing(&self, now: DateTime<Utc>) -> WarningStanding {
        if self.ended.is_some() {
            WarningStanding::Ended
        } else if !self.is_active(now) {
            WarningStanding::Expired
        } else if self.trusted_until().is_some_and(|until| now >= until) {
            WarningStanding::Asks
        } else {
            WarningStanding::Holds
        }
    }
}
