//! The natural-hazard periods that warnings open. What a warning itself asks for is the rulebook's.

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

use super::moment::day_of;
use crate::domain::period::{DutyLevel, Period, PeriodId, PeriodKind, PeriodStatus};
use crate::domain::setting::Settings;
use crate::domain::warning::{Warning, WarningLevel};

/// A period that a warning opened; it bears the warning's number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hazard {
    /// The period.
    pub period: Period,
    /// When the desk learned of it: nothing is asked for a time before.
    pub known: DateTime<Utc>,
}

/// The periods of all warnings that count: from the day they hold to the day they ended or expire.
/// One that says no end lasts until it is lifted, and at least as long as it is trusted unasked.
pub fn hazards<'a>(
    warnings: impl IntoIterator<Item = &'a Warning>,
    settings: &Settings,
    zone: Tz,
    now: DateTime<Utc>,
) -> Vec<Hazard> {
    let age = TimeDelta::hours(i64::from(settings.warning_age_hours));
    warnings
        .into_iter()
        .filter(|warning| warning.counts())
        .map(|warning| {
            let end = match (&warning.ended, warning.facts.expires) {
                (Some(end), _) => end.at,
                (None, Some(expires)) => expires,
                (None, None) => {
                    let aged = || warning.confirmed.unwrap_or(warning.received) + age;
                    warning.trusted_until().unwrap_or_else(aged).max(now)
                }
            };
            let from = day_of(warning.facts.effective, zone);
            let period = Period {
                id: PeriodId(warning.id.to_string()),
                kind: PeriodKind::NaturalHazard,
                name: name(warning),
                from,
                to: day_of(end, zone).max(from),
                status: PeriodStatus::Seen,
                source: warning.facts.headline.clone(),
                level: warning.facts.level.and_then(level),
            };
            let known = warning.here_since();
            Hazard { period, known }
        })
        .collect()
}

fn name(warning: &Warning) -> String {
    let facts = &warning.facts;
    let name = if facts.hazard.is_empty() {
        &facts.headline
    } else {
        &facts.hazard
    };
    name.clone()
}

/// Red and orange ask for the highest duty level; the others leave it to the kind.
fn level(level: WarningLevel) -> Option<DutyLevel> {
    match level {
        WarningLevel::Red | WarningLevel::Orange => Some(DutyLevel::Highest),
        WarningLevel::Yellow | WarningLevel::Blue => None,
    }
}
