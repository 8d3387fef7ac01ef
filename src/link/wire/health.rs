//! How the desk is.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::Finding;
use crate::domain::Digest;

/// How the desk is, as every heartbeat says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Health {
    /// What the desk's clock shows: the simulated time of a simulated desk.
    pub now: DateTime<Utc>,
    /// What the clock of the desk's machine shows.
    pub machine: DateTime<Utc>,
    /// The number of the last entry.
    pub seq: u64,
    /// The hash of the last entry.
    pub head: Digest,
    /// Why nothing can be recorded; `None` where all is well.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub read_only: Option<Finding>,
    /// Since when this desk process serves, by the machine's clock.
    pub since: DateTime<Utc>,
    /// Connections that follow everything.
    pub consoles: u32,
    /// What a keeper should know: a rule pack refused, a store rebuilt.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub notices: Vec<Finding>,
}
