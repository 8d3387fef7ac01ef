//! The only place that asks the time. Everything else is given it.

#![expect(
    clippy::disallowed_methods,
    reason = "this is the one room that may ask"
)]

use std::time::{Duration, Instant, SystemTime};

use chrono::{DateTime, SubsecRound, Utc};
use rustix::time::{ClockId, clock_gettime};

/// The machine's wall clock, to the millisecond: what a record can carry and a person can check.
pub fn machine_now() -> DateTime<Utc> {
    DateTime::<Utc>::from(SystemTime::now()).trunc_subsecs(3)
}

/// A moment on a clock that no one sets, for measuring how long something took.
pub fn monotonic() -> Instant {
    Instant::now()
}

/// How long the machine has run, its sleep included. Nobody sets this clock.
pub fn since_boot() -> Duration {
    let time = clock_gettime(ClockId::Boottime);
    let seconds = u64::try_from(time.tv_sec).unwrap_or(0);
    Duration::new(seconds, u32::try_from(time.tv_nsec).unwrap_or(0))
}

/// How long after `now` the instant `then` comes; nothing when it has passed.
pub fn until(now: DateTime<Utc>, then: DateTime<Utc>) -> Duration {
    (then - now).to_std().unwrap_or(Duration::ZERO)
}
