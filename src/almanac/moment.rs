//! Local times as instants. A time a clock change skips is the next that exists; one it repeats is
//! the earlier.

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// Quarters of an hour to look ahead: no clock change skips more than a day.
const QUARTERS_MAX: i32 = 96;

/// The instant of a local time on a day.
pub(super) fn at(zone: Tz, date: NaiveDate, time: NaiveTime) -> DateTime<Utc> {
    let wanted = date.and_time(time);
    (0..QUARTERS_MAX)
        .filter_map(|quarters| wanted.checked_add_signed(TimeDelta::minutes(15) * quarters))
        .find_map(|local| zone.from_local_datetime(&local).earliest())
        .map_or_else(|| wanted.and_utc(), |at| at.with_timezone(&Utc))
}

/// The local day of an instant.
pub(super) fn day_of(at: DateTime<Utc>, zone: Tz) -> NaiveDate {
    at.with_timezone(&zone).date_naive()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(zone: Tz, local: &str) -> String {
        let (day, time) = local.split_once(' ').unwrap();
        let instant = at(zone, day.parse().unwrap(), time.parse().unwrap());
        instant.format("%Y-%m-%dT%H:%MZ").to_string()
    }

    #[test]
    fn a_time_in_shanghai_is_eight_hours_before_in_utc() {
        let told = told(Tz::Asia__Shanghai, "2026-02-17 18:00:00");
        assert_eq!(told, "2026-02-17T10:00Z");
    }

    #[test]
    fn a_time_a_clock_change_skips_is_the_next_and_one_it_repeats_the_earlier() {
        // Berlin skips 02:00–03:00 on 2026-03-29 and repeats it on 2026-10-25.
        assert_eq!(
            told(Tz::Europe__Berlin, "2026-03-29 02:30:00"),
            "2026-03-29T01:00Z"
        );
        assert_eq!(
            told(Tz::Europe__Berlin, "2026-10-25 02:30:00"),
            "2026-10-25T00:30Z"
        );
    }

    #[test]
    fn the_local_day_of_an_instant_may_be_the_next() {
        let late: DateTime<Utc> = "2026-02-16T16:00:00Z".parse().unwrap();
        assert_eq!(day_of(late, Tz::Asia__Shanghai).to_string(), "2026-02-17");
    }
}
