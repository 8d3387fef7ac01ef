//! How tight the watch is, as far as it matters for deadlines: at a higher duty level a deadline shows
//! as *due soon* earlier. A limit is never shortened by it; only the warning comes sooner.

use chrono::{DateTime, Utc};

use super::deadline::{Deadline, Standing};
use crate::almanac::Almanac;
use crate::domain::period::DutyLevel;
use crate::domain::setting::Settings;

/// How tight the watch is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Posture {
    /// How many per cent of a limit are left when it becomes *due soon*; a rule that says it earlier
    /// by itself stays so.
    soon_percent: u32,
}

impl Posture {
    /// What a duty level asks by the settings.
    pub fn of_level(level: DutyLevel, settings: &Settings) -> Self {
        let demand = settings.demands.get(&level);
        Self {
            soon_percent: demand.map_or(0, |demand| demand.soon_percent.min(100)),
        }
    }

    /// What today's duty level asks.
    pub fn of(almanac: &Almanac<'_>) -> Self {
        let today = almanac.now.with_timezone(&almanac.zone).date_naive();
        Self::of_level(almanac.duty(today).0, almanac.settings)
    }

    /// The deadlines as they stand under this watch at the time they were derived for.
    #[must_use]
    pub fn seen(self, mut deadlines: Vec<Deadline>, now: DateTime<Utc>) -> Vec<Deadline> {
        for deadline in &mut deadlines {
            let limit_min = (deadline.due_at - deadline.starts_at).num_minutes().max(0);
            let soon_min = limit_min.saturating_mul(i64::from(self.soon_percent)) / 100;
            let soon_min = u32::try_from(soon_min).unwrap_or(u32::MAX);
            deadline.soon_min = deadline.soon_min.max(soon_min);
            if deadline.standing == Standing::Running && now >= deadline.soon_at() {
                deadline.standing = Standing::DueSoon;
            }
        }
        deadlines
    }
}
