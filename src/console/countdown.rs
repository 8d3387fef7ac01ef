//! How much time is left, in nine cells: seconds under an hour, minutes under two days, hours
//! beyond; and when the picture of it changes next, so that nothing is drawn in between.

use chrono::{DateTime, TimeDelta, Utc};

use crate::locale::Lang;

/// The cells a countdown takes at most.
pub const WIDTH: u16 = 9;

const SECOND: i64 = 1_000;
const MINUTE: i64 = 60 * SECOND;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

/// Seconds shown at most; above, minutes are.
const SECONDS_MAX: i64 = HOUR / SECOND - 1;
/// Minutes shown at most; two days and more are told in hours.
const MINUTES_MAX: i64 = 2 * DAY / MINUTE - 1;
/// Hours shown at most; above, days alone keep the width.
const HOURS_MAX: i64 = 100 * DAY / HOUR - 1;

/// The units, each with how many of it are shown before the next takes over.
const UNITS: [(i64, i64); 4] = [
    (SECOND, SECONDS_MAX),
    (MINUTE, MINUTES_MAX),
    (HOUR, HOURS_MAX),
    (DAY, i64::MAX),
];

/// How many units a span is shown as. What is left is rounded up and what has passed down, so
/// that both change at whole units before and after the due time, and agree with a look at the
/// clock on the wall.
fn count(left_ms: i64, unit: i64) -> i64 {
    if left_ms >= 0 {
        left_ms / unit + i64::from(left_ms % unit > 0)
    } else {
        left_ms.saturating_abs() / unit
    }
}

/// The unit a span is shown in.
fn unit(left_ms: i64) -> i64 {
    UNITS
        .into_iter()
        .find(|(unit, most)| count(left_ms, *unit) <= *most)
        .map_or(DAY, |(unit, _)| unit)
}

/// What is shown of a span `left`; negative once the time has passed.
pub fn text(left: TimeDelta, lang: Lang) -> String {
    let ms = left.num_milliseconds();
    let unit = unit(ms);
    let number = count(ms, unit);
    let sign = if ms < 0 && number > 0 { "-" } else { "" };
    let (minutes, hours) = (number % 60, number / 60);
    let shown = match (unit, lang) {
        (SECOND, _) => format!("00:{:02}:{:02}", number / 60, number % 60),
        (MINUTE, Lang::Zh) => format!("{hours}时{minutes:02}分"),
        (MINUTE, Lang::En) => format!("{hours}h{minutes:02}m"),
        (HOUR, Lang::Zh) => format!("{}天{:02}时", number / 24, number % 24),
        (HOUR, Lang::En) => format!("{}d{:02}h", number / 24, number % 24),
        (_, Lang::Zh) => format!("{number}天"),
        (_, Lang::En) => format!("{number}d"),
    };
    format!("{sign}{shown}")
}

/// When what is shown of the time left until `due` changes next.
pub fn next_change(due: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    let left = (due - now).num_milliseconds();
    if left <= 0 {
        return next_growth(due, now);
    }
    let shown_in = unit(left);
    let whole = (count(left, shown_in) - 1) * shown_in;
    // A smaller unit may take over before the next whole one of this.
    let takeover = UNITS
        .iter()
        .map(|(unit, most)| unit.saturating_mul(*most))
        .filter(|span| *span < left)
        .max();
    let next = takeover.map_or(whole, |span| span.max(whole));
    now + TimeDelta::milliseconds(left - next)
}

/// When what is shown of a span that began at `since` and grows changes next.
pub fn next_growth(since: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    let span = (now - since).num_milliseconds().max(0);
    let unit = unit(-span);
    now + TimeDelta::milliseconds(unit - span % unit)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::console::text as cells;

    fn shown(ms: i64) -> [String; 2] {
        Lang::ALL.map(|lang| text(TimeDelta::milliseconds(ms), lang))
    }

    #[test]
    fn seconds_are_shown_only_under_an_hour() {
        assert_eq!(shown(41 * MINUTE + 7 * SECOND)[0], "00:41:07");
        assert_eq!(shown(HOUR - SECOND)[0], "00:59:59");
        assert_eq!(shown(HOUR), ["1时00分", "1h00m"]);
        assert_eq!(shown(3 * HOUR + 15 * MINUTE), ["3时15分", "3h15m"]);
        assert_eq!(shown(2 * DAY), ["2天00时", "2d00h"]);
        assert_eq!(shown(59 * DAY + 12 * HOUR), ["59天12时", "59d12h"]);
        assert_eq!(shown(400 * DAY), ["400天", "400d"]);
    }

    #[test]
    fn it_agrees_with_a_look_at_the_clock_on_the_wall() {
        // 14:54:30 by a clock that shows 14:54, due at 18:10: three hours and sixteen minutes.
        assert_eq!(shown(3 * HOUR + 15 * MINUTE + 30 * SECOND)[0], "3时16分");
    }

    #[test]
    fn what_has_passed_is_negative() {
        assert_eq!(shown(-33 * SECOND)[0], "-00:00:33");
        assert_eq!(shown(-HOUR), ["-1时00分", "-1h00m"]);
    }

    #[test]
    fn a_countdown_keeps_its_cells() {
        for hours in 0..3_000 {
            for shown in shown(-hours * HOUR - 59 * MINUTE) {
                assert!(cells::width(&shown) <= usize::from(WIDTH), "{shown}");
            }
        }
    }

    #[test]
    fn it_changes_when_it_is_said_to_and_not_before() {
        let now: DateTime<Utc> = "2026-09-01T00:00:00Z".parse().unwrap();
        for ms in [
            0,
            1,
            999,
            1_000,
            59_999,
            HOUR - 1,
            HOUR,
            HOUR + 1,
            5 * HOUR + 17,
            2 * DAY,
            2 * DAY + 5,
            HOUR - SECOND,
            2 * DAY - MINUTE,
            2 * DAY - MINUTE + 1,
            150 * DAY,
            -1,
            -999,
            -1_000,
            -HOUR,
            -HOUR + 1,
            -3 * DAY,
        ] {
            let due = now + TimeDelta::milliseconds(ms);
            let at = |when: DateTime<Utc>| text(due - when, Lang::Zh);
            let change = next_change(due, now);
            assert!(change > now, "{ms}");
            assert_ne!(at(change), at(now), "{ms}");
            assert_eq!(at(change - TimeDelta::milliseconds(1)), at(now), "{ms}");
        }
    }

    #[test]
    fn a_growing_span_changes_when_it_is_said_to_and_not_before() {
        let now: DateTime<Utc> = "2026-09-01T00:00:00Z".parse().unwrap();
        for ms in [0, 1, 999, 1_000, HOUR - 1, HOUR, 2 * DAY + 5] {
            let since = now - TimeDelta::milliseconds(ms);
            let at = |when: DateTime<Utc>| text(since - when, Lang::Zh);
            let change = next_growth(since, now);
            assert_ne!(at(change), at(now), "{ms}");
            assert_eq!(at(change - TimeDelta::milliseconds(1)), at(now), "{ms}");
        }
    }
}
