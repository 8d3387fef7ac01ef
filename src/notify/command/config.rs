//! A command as the user configures it.

use std::ffi::OsString;
use std::path::Path;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use crate::domain::reminder::{Audience, Urgency};
use crate::error::Error;

/// The longest a command may take.
pub const TIME_LIMIT_MAX: Duration = Duration::from_mins(5);
/// The most that may run at once.
pub const AT_ONCE_MAX: u32 = 16;
/// The most tries after the first.
pub const RETRIES_MAX: u32 = 10;

/// What every command may see of the environment. Nothing else gets through unless it is named.
const ENVIRONMENT: [&str; 7] = ["PATH", "HOME", "USER", "LOGNAME", "LANG", "LC_ALL", "TZ"];

/// A command that tells people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NotifyCommand {
    /// What it is called in the record and on the screen: `sms`.
    pub name: String,
    /// The program, absolute or found in `PATH`, and its arguments. No shell is involved.
    pub argv: Vec<String>,
    /// Environment variables it may see besides the usual few.
    #[serde(default)]
    pub env_keep: Vec<String>,
    /// How long one run may take: `10s`.
    #[serde(default = "ten_seconds", with = "span")]
    pub time_limit: Duration,
    /// How many may run at once.
    #[serde(default = "two")]
    pub max_at_once: u32,
    /// How often it is tried again after it failed.
    #[serde(default = "two")]
    pub retries: u32,
    /// How pressing a reminder must be for it: `critical` leaves out what is only to be seen.
    #[serde(default = "low")]
    pub urgency: Urgency,
    /// For whom a reminder must be; for anybody where nothing is said.
    #[serde(default)]
    pub audience: Vec<Audience>,
}

fn low() -> Urgency {
    Urgency::Low
}

fn ten_seconds() -> Duration {
    Duration::from_secs(10)
}

fn two() -> u32 {
    2
}

impl NotifyCommand {
    /// Refuses what cannot work, before anybody relies on it.
    pub fn check(&self) -> Result<(), Error> {
        let wrong = |key: &str| Err(Error::new(key).with("name", &self.name));
        let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_');
        if self.name.is_empty() || !self.name.chars().all(is_plain) {
            return wrong("command-name");
        }
        let program = self.argv.first().map(Path::new);
        if !program.is_some_and(|path| path.is_absolute() || path.components().count() == 1) {
            return wrong("command-program");
        }
        let is_limited = self.time_limit > Duration::ZERO && self.time_limit <= TIME_LIMIT_MAX;
        if !is_limited {
            return Err(Error::new("command-time-limit")
                .with("name", &self.name)
                .with("limit", TIME_LIMIT_MAX.as_secs()));
        }
        if !(1..=AT_ONCE_MAX).contains(&self.max_at_once) {
            return Err(Error::new("command-at-once")
                .with("name", &self.name)
                .with("limit", AT_ONCE_MAX));
        }
        if self.retries > RETRIES_MAX {
            return Err(Error::new("command-retries")
                .with("name", &self.name)
                .with("limit", RETRIES_MAX));
        }
        Ok(())
    }

    /// What of `environment` it may see.
    pub(super) fn permitted(
        &self,
        environment: impl IntoIterator<Item = (OsString, OsString)>,
    ) -> Vec<(OsString, OsString)> {
        environment
            .into_iter()
            .filter(|(name, _)| {
                ENVIRONMENT.iter().any(|known| name == known)
                    || self.env_keep.iter().any(|kept| name == kept.as_str())
            })
            .collect()
    }
}

/// A time limit as people write one: `10s`, `1m30s`.
mod span {
    use std::time::Duration;

    use serde::de::Error;
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::domain::when::span_seconds;

    pub fn serialize<S: Serializer>(span: &Duration, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&format!("{}s", span.as_secs()))
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Duration, D::Error> {
        let text = String::deserialize(from)?;
        span_seconds(&text)
            .and_then(|seconds| u64::try_from(seconds).ok())
            .map(Duration::from_secs)
            .ok_or_else(|| D::Error::custom(format!("{text:?} is not a time such as 10s or 1m")))
    }
}
