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
