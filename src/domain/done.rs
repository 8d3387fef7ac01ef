//! What others did (他方已办): a duty whose speaker is not this bureau – the government's own report, a press
//! conference, an enterprise's call to the police – leaves no report of ours. That it was done is noted, with
//! who did it and when.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::ids::RecipientId;
use super::rule::{Duty, Rule};

/// That a duty of somebody else was done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// Which duty.
    pub duty: Duty,
    /// Towards whom.
    pub recipient: RecipientId,
    /// When.
    pub at: DateTime<Utc>,
    /// Who did it; never empty.
    pub who: String,
    /// How, or by which document; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

/// Whether a duty under `rule` may be noted as done by somebody else: where that somebody is who the rule
/// binds, and for a press conference, which no report shows. Never for what this bureau itself must send.
pub fn may_be_noted(rule: &Rule) -> bool {
    rule.by.is_some() || rule.duty == Duty::Brief
}
