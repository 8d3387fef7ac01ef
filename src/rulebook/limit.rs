//! Limits as packs and people write them: `30m`, `4h`, `60d`.

/// The longest limit a pack may set: ten years of 366 days.
pub const LIMIT_MAX_MIN: u32 = 10 * 366 * DAY_MIN;

const HOUR_MIN: u32 = 60;
const DAY_MIN: u32 = 24 * HOUR_MIN;

/// Why a limit could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BadLimit {
    /// Not a whole number followed by `m`, `h` or `d`.
    NotALimit,
    /// A number of working days, which needs the calendar of holidays and make-up days.
    WorkingDays,
    /// No time at all.
    Zero,
    /// Longer than [`LIMIT_MAX_MIN`].
    TooLong,
}

/// Reads a limit as minutes. A day (日) is 24 hours, as 令32 counts; working days are refused.
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

/// The limit as packs write it, in the largest unit that holds it whole.
pub fn text(minutes: u32) -> String {
    match parts(minutes) {
        (number, Unit::Days) => format!("{number}d"),
        (number, Unit::Hours) => format!("{number}h"),
        (number, Unit::Minutes) => format!("{number}m"),
    }
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
}

impl Unit {
    /// The locale key of a sentence with `{ $number }`: `limit-hours`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Minutes => "limit-minutes",
            Self::Hours => "limit-hours",
            Self::Days => "limit-days",
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
