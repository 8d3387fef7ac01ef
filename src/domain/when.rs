//! Times as people type them: `14:05`, `昨天 23:50`, `-10m`, `2021-01-20 17:40`. The time now and
//! the zone are given; nothing is guessed: a time of day is today's, even where that is still to
//! come, so that the reader is asked rather than silently put a day back.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta, Utc};
use chrono_tz::Tz;

/// Why a text is no time. The sentence is under `when-<key>`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum WhenError {
    /// Nothing was typed.
    #[error("no time was given")]
    Empty,
    /// It does not read as a time.
    #[error("{given:?} is not a time; write 14:05, 昨天 23:50, -10m or 2026-01-20 17:40")]
    NotATime {
        /// What was typed.
        given: String,
    },
    /// It does not read as a date.
    #[error("{given:?} is not a date; write 2026-02-14, 2-14 or 明天")]
    NotADay {
        /// What was typed.
        given: String,
    },
    /// It reads as a date that never is: the 30th of February.
    #[error("there is no such day as {given:?}")]
    NoSuchDay {
        /// What was typed.
        given: String,
    },
    /// It reads as a time that never is: the 30th of February, 25:00, an hour a clock change skips.
    #[error("there is no such moment as {given:?}")]
    NoSuchMoment {
        /// What was typed.
        given: String,
    },
}

impl WhenError {
    /// The locale key of the sentence, without `when-`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Empty => "empty",
            Self::NotATime { .. } => "not-a-time",
            Self::NotADay { .. } => "not-a-day",
            Self::NoSuchDay { .. } => "no-such-day",
            Self::NoSuchMoment { .. } => "no-such-moment",
        }
    }

    /// What was typed.
    pub fn given(&self) -> &str {
        match self {
            Self::Empty => "",
            Self::NotATime { given }
            | Self::NotADay { given }
            | Self::NoSuchDay { given }
            | Self::NoSuchMoment { given } => given,
        }
    }
}

const DATE_FORMATS: [&str; 4] = ["%Y-%m-%d", "%Y/%m/%d", "%Y.%m.%d", "%Y年%m月%d日"];
const DAY_FORMATS: [&str; 4] = ["%m-%d", "%m/%d", "%m.%d", "%m月%d日"];
const TIME_FORMATS: [&str; 5] = ["%H:%M", "%H:%M:%S", "%H时%M分", "%H点%M分", "%H点%M"];

/// The years a typed time may lie in; beyond them it is a slip of the finger.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2199;

/// Reads a time. `now` is the desk's time, `zone` the desk's zone.
pub fn parse(text: &str, now: DateTime<Utc>, zone: Tz) -> Result<DateTime<Utc>, WhenError> {
    let folded = fold(text);
    let given = folded.trim();
    if given.is_empty() {
        return Err(WhenError::Empty);
    }
    let found = if let Ok(exact) = DateTime::parse_from_rfc3339(given) {
        Found::At(exact.with_timezone(&Utc))
    } else {
        ago(given, now)
            .or_else(|| local(given, now, zone))
            .unwrap_or(Found::Nothing)
    };
    match found {
        Found::At(at) if YEARS.contains(&at.with_timezone(&zone).year()) => Ok(at),
        Found::At(_) | Found::Impossible => Err(WhenError::NoSuchMoment {
            given: given.to_owned(),
        }),
        Found::Nothing => Err(WhenError::NotATime {
            given: given.to_owned(),
        }),
    }
}

/// Reads a time that lies ahead: as [`parse`], but a mere time of day that has passed is
/// tomorrow's. At 14:00, `03:00` is the coming night.
pub fn parse_ahead(text: &str, now: DateTime<Utc>, zone: Tz) -> Result<DateTime<Utc>, WhenError> {
    let at = parse(text, now, zone)?;
    let folded = fold(text);
    match time_of_day(folded.trim()) {
        Some(Ok(_)) if at <= now => parse(&format!("明天 {}", folded.trim()), now, zone),
        _ => Ok(at),
    }
}

/// Reads a date: `2026-02-14`, `2月14日`, `明天`. `today` is the desk's day.
pub fn day(text: &str, today: NaiveDate) -> Result<NaiveDate, WhenError> {
    let folded = fold(text);
    let given = folded.trim();
    if given.is_empty() {
        return Err(WhenError::Empty);
    }
    let named = named_day(given, today).filter(|(_, rest)| rest.is_empty());
    let found = named.map(|(day, _)| day).or_else(|| date(given, today));
    let given = given.to_owned();
    match found {
        Some(Day::On(day)) if YEARS.contains(&day.year()) => Ok(day),
        Some(_) => Err(WhenError::NoSuchDay { given }),
        None => Err(WhenError::NotADay { given }),
    }
}

enum Found {
    At(DateTime<Utc>),
    Impossible,
    Nothing,
}

/// Full-width digits, colons and signs as an input method leaves them.
fn fold(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xff01 + 0x21).unwrap_or(c),
            '\u{3000}' => ' ',
            '−' | '–' => '-',
            _ => c,
        })
        .collect()
}

/// `-10m`, `-1h30m`, `+5m`, `10分钟前`, `1小时前`, `now`.
fn ago(text: &str, now: DateTime<Utc>) -> Option<Found> {
    if matches!(text, "now" | "现在" | "刚才") {
        return Some(Found::At(now));
    }
    let (sign, span) = if let Some(rest) = text.strip_prefix('-') {
        (-1, rest)
    } else if let Some(rest) = text.strip_prefix('+') {
        (1, rest)
    } else if let Some(rest) = text.strip_suffix('前').or_else(|| text.strip_suffix("ago")) {
        (-1, rest.trim())
    } else {
        return None;
    };
    let seconds = span_seconds(span)?;
    let at = TimeDelta::try_seconds(sign * seconds).and_then(|d| now.checked_add_signed(d));
    Some(at.map_or(Found::Impossible, Found::At))
}

/// The seconds of a span such as `1h30m`, `25m`, `2d`, `90s`, `10分钟`, `1小时`.
pub fn span_seconds(text: &str) -> Option<i64> {
    const UNITS: [(&str, i64); 11] = [
        ("分钟", 60),
        ("小时", 3_600),
        ("min", 60),
        ("天", 86_400),
        ("分", 60),
        ("时", 3_600),
        ("秒", 1),
        ("d", 86_400),
        ("h", 3_600),
        ("m", 60),
        ("s", 1),
    ];
    let mut rest = text.trim();
    let mut total: i64 = 0;
    if rest.is_empty() {
        return None;
    }
    while !rest.is_empty() {
        let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
        let amount: i64 = rest.get(..digits)?.parse().ok()?;
        let tail = rest.get(digits..)?.trim_start();
        let (unit, seconds) = UNITS.iter().find(|(unit, _)| tail.starts_with(unit))?;
        total = total.checked_add(amount.checked_mul(*seconds)?)?;
        rest = tail.strip_prefix(unit)?.trim_start();
    }
    Some(total)
}

/// A date, a time of day or both, in the desk's zone.
fn local(text: &str, now: DateTime<Utc>, zone: Tz) -> Option<Found> {
    let today = now.with_timezone(&zone).date_naive();
    if let Some(found) = whole(text, zone) {
        return Some(found);
    }
    let (day, rest) = split_day(text, today)?;
    let Day::On(day) = day else {
        return Some(Found::Impossible);
    };
    match time_of_day(rest)? {
        Ok(time) => Some(in_zone(day.and_time(time), zone)),
        Err(()) => Some(Found::Impossible),
    }
}

/// `2021-01-20T17:40`, the form machines write without an offset.
fn whole(text: &str, zone: Tz) -> Option<Found> {
    ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok())
        .map(|naive| in_zone(naive, zone))
}

/// A day as it was written.
enum Day {
    On(NaiveDate),
    /// It has the form of a date and never is.
    Never,
}

impl From<Option<NaiveDate>> for Day {
    fn from(day: Option<NaiveDate>) -> Self {
        day.map_or(Self::Never, Self::On)
    }
}

/// The day a text names in words, and what follows it.
fn named_day(text: &str, today: NaiveDate) -> Option<(Day, &str)> {
    const WORDS: [(&str, i64); 11] = [
        ("昨天", -1),
        ("前天", -2),
        ("今天", 0),
        ("明天", 1),
        ("后天", 2),
        ("昨日", -1),
        ("今日", 0),
        ("明日", 1),
        ("yesterday", -1),
        ("today", 0),
        ("tomorrow", 1),
    ];
    for (word, offset) in WORDS {
        if let Some(rest) = text.strip_prefix(word) {
            let days = Days::new(offset.unsigned_abs());
            let day = if offset < 0 {
                today.checked_sub_days(days)
            } else {
                today.checked_add_days(days)
            };
            return Some((day.into(), rest.trim_start()));
        }
    }
    None
}

/// The day a text starts with and what follows it.
fn split_day(text: &str, today: NaiveDate) -> Option<(Day, &str)> {
    if let Some(named) = named_day(text, today) {
        return Some(named);
    }
    if !text.contains([' ', '日']) {
        return Some((Day::On(today), text));
    }
    let cut = text
        .find('日')
        .map(|at| at + '日'.len_utf8())
        .or_else(|| text.find(' '))?;
    let (day, rest) = text.split_at(cut);
    Some((date(day, today)?, rest.trim_start()))
}

/// A written date.
fn date(text: &str, today: NaiveDate) -> Option<Day> {
    if let Some(found) = DATE_FORMATS
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(text, format).ok())
    {
        return Some(Day::On(found));
    }
    let with_year = format!("{} {text}", today.year());
    let this_year = DAY_FORMATS
        .iter()
        .find_map(|format| NaiveDate::parse_from_str(&with_year, &format!("%Y {format}")).ok());
    let has_form = text
        .chars()
        .all(|c| c.is_ascii_digit() || "-/.年月日".contains(c));
    this_year.map(Day::On).or(has_form.then_some(Day::Never))
}

/// A time of day; `Some(Err)` where it has the form of one and never is.
fn time_of_day(text: &str) -> Option<Result<NaiveTime, ()>> {
    if let Some(time) = TIME_FORMATS
        .iter()
        .find_map(|format| NaiveTime::parse_from_str(text, format).ok())
    {
        // A leap second is written as :60; a duty log has no use for it.
        return Some(if text.ends_with(":60") {
            Err(())
        } else {
            Ok(time)
        });
    }
    let has_form = text.contains([':', '时', '点'])
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || ":时分点".contains(c));
    has_form.then_some(Err(()))
}

fn in_zone(naive: NaiveDateTime, zone: Tz) -> Found {
    // Where a clock change repeats an hour the earlier reading is the stricter one.
    match naive.and_local_timezone(zone).earliest() {
        Some(at) => Found::At(at.with_timezone(&Utc)),
        None => Found::Impossible,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ZONE: Tz = Tz::Asia__Shanghai;

    fn now() -> DateTime<Utc> {
        "2026-11-24T00:30:00+08:00".parse().unwrap()
    }

    fn check(typed: &str, expected: &str) {
        let expected: DateTime<Utc> = expected.parse().unwrap();
        assert_eq!(parse(typed, now(), ZONE), Ok(expected), "{typed}");
    }

    #[test]
    fn a_time_of_day_is_todays() {
        check("00:05", "2026-11-24T00:05:00+08:00");
        check("0:05", "2026-11-24T00:05:00+08:00");
        check("14:05", "2026-11-24T14:05:00+08:00");
        check("14:05:30", "2026-11-24T14:05:30+08:00");
        check("１４：０５", "2026-11-24T14:05:00+08:00");
        check("14时05分", "2026-11-24T14:05:00+08:00");
    }

    #[test]
    fn where_a_time_lies_ahead_a_time_of_day_that_passed_is_tomorrows() {
        let zone = chrono_tz::Tz::Asia__Shanghai;
        let cases = [
            ("03:00", "2026-09-02T03:00:00+08:00"),
            ("14:05", "2026-09-02T14:05:00+08:00"),
            ("14:06", "2026-09-01T14:06:00+08:00"),
            ("３：００", "2026-09-02T03:00:00+08:00"),
            ("3点30", "2026-09-02T03:30:00+08:00"),
            // What names its day means that day.
            ("今天 03:00", "2026-09-01T03:00:00+08:00"),
            ("明天 03:00", "2026-09-02T03:00:00+08:00"),
            ("2026-09-01 03:00", "2026-09-01T03:00:00+08:00"),
            ("+2h", "2026-09-01T16:05:00+08:00"),
            ("-10m", "2026-09-01T13:55:00+08:00"),
        ];
        let now = "2026-09-01T14:05:00+08:00".parse().unwrap();
        for (typed, expected) in cases {
            let expected: DateTime<Utc> = expected.parse().unwrap();
            assert_eq!(parse_ahead(typed, now, zone), Ok(expected), "{typed}");
        }
        let slip = parse_ahead("25:00", now, zone).unwrap_err();
        assert_eq!(slip.given(), "25:00");
    }

    #[test]
    fn a_day_may_be_named() {
        check("昨天 23:50", "2026-11-23T23:50:00+08:00");
        check("昨天23:50", "2026-11-23T23:50:00+08:00");
        check("前天 1:00", "2026-11-22T01:00:00+08:00");
        check("yesterday 23:50", "2026-11-23T23:50:00+08:00");
        check("11-20 17:40", "2026-11-20T17:40:00+08:00");
        check("11月20日 17:40", "2026-11-20T17:40:00+08:00");
        check("2021-01-20 17:40", "2021-01-20T17:40:00+08:00");
        check("2021年1月20日 17:40", "2021-01-20T17:40:00+08:00");
        check("2021/1/20 17:40:05", "2021-01-20T17:40:05+08:00");
    }

    #[test]
    fn a_date_stands_alone() {
        let today = now().with_timezone(&ZONE).date_naive();
        let read = |typed: &str| day(typed, today).map(|day| day.to_string());
        for typed in ["2027-02-06", "2027/2/6", "２０２７-02-06", "2027年2月6日"] {
            assert_eq!(read(typed).as_deref(), Ok("2027-02-06"), "{typed}");
        }
        assert_eq!(read("10-01").as_deref(), Ok("2026-10-01"));
        assert_eq!(read("明天").as_deref(), Ok("2026-11-25"));
        assert_eq!(read(" today ").as_deref(), Ok("2026-11-24"));
        let keys = [
            "",
            "国庆",
            "14:05",
            "2026-02-30",
            "明天 14:05",
            "3026-01-01",
        ];
        let keys = keys.map(|typed| day(typed, today).unwrap_err().key());
        let expected = [
            "empty",
            "not-a-day",
            "not-a-day",
            "no-such-day",
            "not-a-day",
            "no-such-day",
        ];
        assert_eq!(keys, expected);
    }

    #[test]
    fn a_span_counts_from_now() {
        check("-10m", "2026-11-24T00:20:00+08:00");
        check("-1h30m", "2026-11-23T23:00:00+08:00");
        check("10分钟前", "2026-11-24T00:20:00+08:00");
        check("2小时前", "2026-11-23T22:30:00+08:00");
        check("现在", "2026-11-24T00:30:00+08:00");
    }

    #[test]
    fn machines_may_write_rfc_3339() {
        check("2021-01-20T09:40:00Z", "2021-01-20T17:40:00+08:00");
        check("2021-01-20T17:40:00+08:00", "2021-01-20T17:40:00+08:00");
        check("2021-01-20T17:40", "2021-01-20T17:40:00+08:00");
    }

    #[test]
    fn nonsense_is_refused_and_says_which_kind() {
        for typed in [
            "25:00",
            "12:60",
            "2026-02-30 10:00",
            "13-40 10:00",
            "3026-01-01 10:00",
        ] {
            let refused = parse(typed, now(), ZONE);
            assert_eq!(
                refused,
                Err(WhenError::NoSuchMoment {
                    given: typed.into()
                }),
                "{typed}"
            );
        }
        for typed in [
            "soon",
            "14",
            "14:05 or so",
            "-10",
            "--5m",
            "2026-11-24",
            "昨天",
            "1x",
        ] {
            let refused = parse(typed, now(), ZONE);
            assert_eq!(
                refused,
                Err(WhenError::NotATime {
                    given: typed.into()
                }),
                "{typed}"
            );
        }
        assert_eq!(parse("  ", now(), ZONE), Err(WhenError::Empty));
    }

    #[test]
    fn a_span_too_long_for_a_calendar_is_no_moment() {
        assert!(parse("-99999999999999d", now(), ZONE).is_err());
        assert!(parse("-9223372036854775807s", now(), ZONE).is_err());
    }

    #[test]
    fn an_hour_that_a_clock_change_skips_is_no_moment() {
        let zone = Tz::Europe__Berlin;
        let refused = parse("2026-03-29 02:30", now(), zone);
        assert_eq!(
            refused,
            Err(WhenError::NoSuchMoment {
                given: "2026-03-29 02:30".into()
            })
        );
    }
}
