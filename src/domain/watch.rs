//! The watch (值班): who has it now.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::ids::OfficerId;

/// The watch as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Watch {
    /// The officer on watch (值班员).
    pub officer: OfficerId,
    /// The deputy (副班), where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub deputy: Option<OfficerId>,
    /// The leader of the shift (带班领导).
    pub leader: OfficerId,
    /// When it was taken.
    pub since: DateTime<Utc>,
    /// What the relieved officer said; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}
