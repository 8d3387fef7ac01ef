//! What is entered about an incident: at first, and later. The same shapes are typed by officers
//! and kept in the record.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::call::Source;
use super::extent::Extent;
use super::grade::{Answer, Grade, Sensitive, Track};
use super::impact::Impact;
use super::incident::FactKey;
use super::officer::Approval;
use super::times::TimeKind;

/// What is entered about a new incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewIncident {
    /// Facts in words; title and place always.
    pub facts: BTreeMap<FactKey, String>,
    /// How it became known.
    pub source: Source,
    /// When the bureau learned of it.
    pub learned: DateTime<Utc>,
    /// Claims of when it happened, each with its source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub occurred: Vec<(DateTime<Utc>, String)>,
    /// The first grade; *unclear* where it cannot be told.
    pub grade: Grade,
    /// On what ground it is graded; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ground: String,
    /// Sensitive conditions answered.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sensitive: BTreeMap<Sensitive, Answer>,
    /// Counted effects.
    #[serde(default)]
    pub impact: Impact,
    /// Which track it is on.
    #[serde(default)]
    pub track: Track,
    /// Whether it is a drill.
    #[serde(default)]
    pub drill: bool,
    /// How far it reaches.
    #[serde(default, skip_serializing_if = "Extent::is_empty")]
    pub extent: Extent,
    /// A leader's consent, where the figures reach more than the grade, or the boundary speaks
    /// against an answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<Approval>,
}

/// What is changed or added about an incident. Only what is named changes.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Amendment {
    /// Facts in words, each whole; an empty text takes a fact back (never title or place).
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub facts: BTreeMap<FactKey, String>,
    /// New claims of times, each with its source.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub times: Vec<(TimeKind, DateTime<Utc>, String)>,
    /// Answers to sensitive conditions.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sensitive: BTreeMap<Sensitive, Answer>,
    /// Counted effects, where any changed: the whole set.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub impact: Option<Impact>,
    /// How it became known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<Source>,
    /// Which track it is on.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub track: Option<Track>,
    /// How far it reaches: what is named is added.
    #[serde(default, skip_serializing_if = "Extent::is_empty")]
    pub extent: Extent,
    /// Since when its answers were known; empty means, for a first answer, the rule's own start,
    /// and for a change the moment it is entered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub known_since: Option<DateTime<Utc>>,
    /// On what ground that is said; never empty where it is.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub ground: String,
    /// A leader's consent, where something is taken back: a condition from yes to no, a learned
    /// time made later, a track taken off 令17's clock; or where the boundary crossed speaks against
    /// a *no*.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub approval: Option<Approval>,
}
