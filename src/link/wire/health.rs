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
    /// The reminder clock.
    #[serde(default)]
    pub reminder: ReminderHealth,
    /// The machine's clock.
    #[serde(default)]
    pub clock: ClockHealth,
    /// Bytes left on the file system of the data folder, where that could be asked.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub disk_free: Option<u64>,
    /// What came last of each command that tells people.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub ways: Vec<WayHealth>,
}

impl Health {
    /// Bytes left on the disk below which a keeper should make room.
    pub const DISK_LOW_BYTES: u64 = 512 << 20;

    /// The notices that say what no other field says.
    pub fn other_notices(&self) -> impl Iterator<Item = &Finding> {
        const SAID_BY_FIELDS: [&str; 6] = [
            "notice-reminder-stalled",
            "notice-clock-stepped",
            "notice-clock-stepped-back",
            "notice-clock-behind",
            "notice-disk-low",
            "notice-way-failed",
        ];
        let notices = self.notices.iter();
        notices.filter(|notice| !SAID_BY_FIELDS.contains(&notice.key.as_str()))
    }
}

/// How the reminder clock is. Times are the desk's, simulated ones of a simulated desk.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct ReminderHealth {
    /// When it last looked what is due.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_ran: Option<DateTime<Utc>>,
    /// When it looks next, if nothing happens before; `None` where nothing runs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<DateTime<Utc>>,
    /// Rungs raised since this desk process serves.
    #[serde(default)]
    pub raised: u64,
    /// It should have looked by now and did not: reminders may be missing.
    #[serde(default)]
    pub stalled: bool,
}

/// How the machine's clock is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockHealth {
    /// Whether it can be trusted: it neither stepped lately nor stands behind the record.
    pub sane: bool,
    /// The last step seen since this desk process serves.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stepped: Option<ClockStep>,
}

impl Default for ClockHealth {
    fn default() -> Self {
        Self {
            sane: true,
            stepped: None,
        }
    }
}

/// The machine's clock was set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockStep {
    /// When that was seen, by the machine's clock after it.
    pub at: DateTime<Utc>,
    /// By how much: positive forward.
    pub seconds: i64,
}

/// What came last of a command that tells people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WayHealth {
    /// Which: `command:sms`.
    pub way: String,
    /// Whether it went out.
    pub delivered: bool,
    /// What the command answered; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// When, by the desk's clock.
    pub at: DateTime<Utc>,
}
