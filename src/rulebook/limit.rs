//! Limits as packs and people write them: `30m`, `4h`, `60d`, `5wd`.

use crate::domain::rule::Rule;

/// The longest limit a pack may set: ten years of 366 days.
pub const LIMIT_MAX_MIN: u32 = 10 * 366 * DAY_MIN;

const HOUR_MIN: u32 = 60;
const DAY_MIN: u32 = 24 * HOUR_MIN;

/// Why a limit could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadLimit {
    /// Not a whole number followed by `m`, `h` or `d`.
    NotALimit,
    /// A number of working days where only time by the clock is meant.
    WorkingDays,
    /// No time at all.
    Zero,
    /// Longer than [`LIMIT_MAX_MIN`].
    TooLong,
}

/// Reads a time by the clock as minutes. A day (日) is 24 hours, as 令32 counts; working days are
/// refused: [`parse_limit`] reads those.
pub fn parse(given: &str) -> Result<u32, BadLimit> {
    let digits = given.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let unit = match &given[digits.len()..] {
        "m" => 1,
        "h" => HOUR_MIN,
        "d" => DAY_MIN,
        "wd" => return Err(BadLimit::WorkingDays),
        _ => return Err(BadLimit::NotALimit),
    };
    if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(BadLimit::NotALimit);
    }
    let minutes = digits
        .parse::<u32>()
        .ok()
        .and_then(|number| number.checked_mul(unit))
        .ok_or(BadLimit::TooLong)?;
    match minutes {
        0 => Err(BadLimit::Zero),
        minutes if minutes > LIMIT_MAX_MIN => Err(BadLimit::TooLong),
        minutes => Ok(minutes),
    }
}

/// A limit as a pack says it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// So many minutes by the clock.
    Minutes(u32),
    /// So many working days (工作日).
    WorkingDays(u16),
}

impl Limit {
    /// Its length in minutes; of working days, of as many calendar days.
    pub fn minutes(self) -> u32 {
        match self {
            Self::Minutes(minutes) => minutes,
            Self::WorkingDays(days) => u32::from(days) * DAY_MIN,
        }
    }

    /// Its working days, where it counts those.
    pub fn working_days(self) -> Option<u16> {
        match self {
            Self::Minutes(_) => None,
            Self::WorkingDays(days) => Some(days),
        }
    }

    /// The limit of a rule.
    pub fn of(rule: &Rule) -> Self {
        rule.limit_wd
            .map_or(Self::Minutes(rule.limit_min), Self::WorkingDays)
    }

    /// As packs write it.
    pub fn text(self) -> String {
        written(self.parts())
    }

    /// As a number and its unit.
    pub fn parts(self) -> (u32, Unit) {
        match self {
            Self::Minutes(minutes) => parts(minutes),
            Self::WorkingDays(days) => (days.into(), Unit::WorkingDays),
        }
    }
}

/// Reads a limit that may count working days: `5wd`.
pub fn parse_limit(given: &str) -> Result<Limit, BadLimit> {
    let Some(digits) = given.strip_suffix("wd") else {
        return parse(given).map(Limit::Minutes);
    };
    // The number is read like one of calendar days: the same slips, the same longest limit.
    let days = parse(&format!("{digits}d"))? / DAY_MIN;
    u16::try_from(days)
        .map(Limit::WorkingDays)
        .map_err(|_| BadLimit::TooLong)
}

/// The limit as packs write it, in the largest unit that holds it whole.
pub fn text(minutes: u32) -> String {
    written(parts(minutes))
}

fn written((number, unit): (u32, Unit)) -> String {
    let unit = match unit {
        Unit::Minutes => "m",
        Unit::Hours => "h",
        Unit::Days => "d",
        Unit::WorkingDays => "wd",
    };
    format!("{number}{unit}")
}

/// The unit of a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// Minutes.
    Minutes,
    /// Hours.
    Hours,
    /// Days of 24 hours.
    Days,
    /// Working days.
    WorkingDays,
}

impl Unit {
    /// The locale key of a sentence with `{ $number }`: `limit-hours`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Minutes => "limit-minutes",
            Self::Hours => "limit-hours",
            Self::Days => "limit-days",
            Self::WorkingDays => "limit-working-days",
        }
    }
}

/// The limit as a number and the largest unit that holds it whole. 24 hours stay hours, since 1 day
/// could be read as *until the end of tomorrow*.
pub fn parts(minutes: u32) -> (u32, Unit) {
    if minutes.is_multiple_of(DAY_MIN) && minutes > DAY_MIN {
        (minutes / DAY_MIN, Unit::Days)
    } else if minutes.is_multiple_of(HOUR_MIN) {
        (minutes / HOUR_MIN, Unit::Hours)
    } else {
        (minutes, Unit::Minutes)
    }
}
