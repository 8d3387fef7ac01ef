//! The separate times of an incident, each claim with its source and the moment it was typed in.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Which time of an incident is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TimeKind {
    /// When it happened (发生时间); several claims may stand side by side.
    Occurred,
    /// When the bureau found or was told of it (发现或者得知).
    Learned,
    /// When it was verified (核实).
    Verified,
    /// When it was graded (定级).
    Graded,
    /// When the emergency was stood down (应急终止).
    StoodDown,
}

impl TimeKind {
    /// Every kind, in the order they happen.
    pub const ALL: [Self; 5] = [
        Self::Occurred,
        Self::Learned,
        Self::Verified,
        Self::Graded,
        Self::StoodDown,
    ];

    /// The stable name: `stood-down`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Occurred => "occurred",
            Self::Learned => "learned",
            Self::Verified => "verified",
            Self::Graded => "graded",
            Self::StoodDown => "stood-down",
        }
    }
}

/// One claim of a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claim {
    /// The time claimed.
    pub at: DateTime<Utc>,
    /// Who says so, or how it is known; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// When it was entered.
    pub entered: DateTime<Utc>,
    /// The entry that holds it.
    pub seq: u64,
}

/// All claims about the times of one incident, in the order they were entered.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Times {
    claims: Vec<(TimeKind, Claim)>,
}

impl Times {
    /// Adds a claim; earlier ones stay visible.
    pub fn add(&mut self, kind: TimeKind, claim: Claim) {
        self.claims.push((kind, claim));
    }

    /// The claims that were entered before `moment`.
    #[must_use]
    pub fn before(&self, moment: DateTime<Utc>) -> Self {
        let claims = self.claims.iter();
        let claims = claims.filter(|(_, claim)| claim.entered < moment);
        Self {
            claims: claims.cloned().collect(),
        }
    }

    /// Every claim of one kind, oldest entry first.
    pub fn claims(&self, kind: TimeKind) -> impl Iterator<Item = &Claim> {
        self.claims
            .iter()
            .filter(move |(k, _)| *k == kind)
            .map(|(_, claim)| claim)
    }

    /// The time that counts: of occurrence the earliest claim, since the strictest reading of a
    /// limit that runs from it is the safe one; of every other kind the claim entered last.
    pub fn of(&self, kind: TimeKind) -> Option<DateTime<Utc>> {
        match kind {
            TimeKind::Occurred => self.claims(kind).map(|claim| claim.at).min(),
            _ => self.claims(kind).last().map(|claim| claim.at),
        }
    }
}
