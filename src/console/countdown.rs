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

/// From here on minutes say nothing to anybody.
const DAYS_FROM: i64 = 2 * DAY;

/// Days beyond which the hours are left out to keep the width.
const DAYS_ALONE_FROM: i64 = 100 * DAY;

/// What is shown of a span `left`; negative once the time has passed.
pub fn text(left: TimeDelta, lang: Lang) -> String {
    let ms = left.num_milliseconds();
    let sign = if ms < 0 { "-" } else { "" };
    let span = ms.saturating_abs();
    let (days, hours) = (span / DAY, span / HOUR);
    let minutes = span / MINUTE % 60;
    let shown = match lang {
        _ if span < HOUR => format!("{hours:02}:{minutes:02}:{:02}", span / SECOND % 60),
        Lang::Zh if span < DAYS_FROM => format!("{hours}时{minutes:02}分"),
        Lang::En if span < DAYS_FROM => format!("{hours}h{minutes:02}m"),
        Lang::Zh if span < DAYS_ALONE_FROM => format!("{days}天{:02}时", hours % 24),
        Lang::En if span < DAYS_ALONE_FROM => format!("{days}d{:02}h", hours % 24),
        Lang::Zh => format!("{days}天"),
        Lang::En => format!("{days}d"),
    };
    format!("{sign}{shown}")
}

/// When what is shown of the time left until `due` changes next.
pub fn next_change(due: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    let left = (due - now).num_milliseconds();
    let unit = unit(left.saturating_abs());
    // A whole number of units left is shown until it is less; a whole number passed, from then on.
    let wait = if left >= 0 {
        left % unit + 1
    } else {
        unit - left.saturating_abs() % unit
    };
    now + TimeDelta::milliseconds(wait)
}

/// When what is shown of a span that began at `since` and grows changes next.
pub fn next_growth(since: DateTime<Utc>, now: DateTime<Utc>) -> DateTime<Utc> {
    let span = (now - since).num_milliseconds().max(0);
    let unit = unit(span);
    now + TimeDelta::milliseconds(unit - span % unit)
}

fn unit(span: i64) -> i64 {
    if span < HOUR {
        SECOND
    } else if span < DAYS_FROM {
        MINUTE
    } else if span < DAYS_ALONE_FROM {
        HOUR
    } else {
        DAY
    }
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
        assert_eq!(shown(41 * MINUTE + 7 * SECOND + 900)[0], "00:41:07");
        assert_eq!(shown(HOUR - 1)[0], "00:59:59");
        assert_eq!(shown(HOUR), ["1时00分", "1h00m"]);
        assert_eq!(shown(3 * HOUR + 15 * MINUTE), ["3时15分", "3h15m"]);
        assert_eq!(shown(2 * DAY), ["2天00时", "2d00h"]);
        assert_eq!(shown(59 * DAY + 12 * HOUR), ["59天12时", "59d12h"]);
        assert_eq!(shown(400 * DAY), ["400天", "400d"]);
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
            DAYS_FROM,
            DAYS_FROM + 5,
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
        for ms in [0, 1, 999, 1_000, HOUR - 1, HOUR, DAYS_FROM + 5] {
            let since = now - TimeDelta::milliseconds(ms);
            let at = |when: DateTime<Utc>| text(when - since, Lang::Zh);
            let change = next_growth(since, now);
            assert_ne!(at(change), at(now), "{ms}");
            assert_eq!(at(change - TimeDelta::milliseconds(1)), at(now), "{ms}");
        }
    }
}
