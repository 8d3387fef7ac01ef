//! What is given by hand or in a file and is more than a word: a day, the bytes of a file.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use chrono::{Datelike, Days, NaiveDate};

use super::session::Session;
use crate::error::Error;

/// Bytes of a file that are read at the most. Whoever takes them has a smaller limit of its own and
/// says so; this one only keeps a wrong file from filling the memory.
const BYTES_MAX: u64 = 16 * 1024 * 1024;

/// The years of a day that may be asked about.
const YEARS: std::ops::RangeInclusive<i32> = 1900..=2199;

/// The bytes of a file, or of standard input for `-`.
pub(super) fn bytes(path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().take(BYTES_MAX).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(BYTES_MAX).read_to_end(&mut bytes))
    };
    read.map_err(|cause| {
        Error::refused("cli-file")
            .with("path", path.display())
            .because(cause)
    })?;
    Ok(bytes)
}

/// A day as it was typed: `2026-02-14`, `今天`, `tomorrow`.
pub(super) fn day(given: &str, today: NaiveDate) -> Result<NaiveDate, Error> {
    let word = given.trim();
    let found = match word.to_ascii_lowercase().as_str() {
        "today" | "今天" => Some(today),
        "tomorrow" | "明天" => today.checked_add_days(Days::new(1)),
        "yesterday" | "昨天" => today.checked_sub_days(Days::new(1)),
        _ => NaiveDate::parse_from_str(word, "%Y-%m-%d").ok(),
    };
    found
        .filter(|day| YEARS.contains(&day.year()))
        .ok_or_else(|| Error::refused("cli-day").with("given", given))
}

/// A month as it was typed: `2026-02`.
pub(super) fn month(given: &str) -> Result<(i32, u32), Error> {
    let first = NaiveDate::parse_from_str(&format!("{}-01", given.trim()), "%Y-%m-%d");
    match first {
        Ok(first) if YEARS.contains(&first.year()) => Ok((first.year(), first.month())),
        _ => Err(Error::refused("cli-month").with("given", given)),
    }
}

/// The desk's day.
pub(super) fn today(session: &Session) -> NaiveDate {
    session.now.with_timezone(&session.zone()).date_naive()
}
