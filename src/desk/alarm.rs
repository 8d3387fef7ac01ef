//! Waiting for a moment of the wall clock, with the kernel's help: it wakes at the moment, after a
//! sleep of the machine, and when somebody sets the clock. Nothing polls.

use std::io;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use rustix::fd::OwnedFd;
use rustix::io::Errno;
use rustix::time::{
    Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, timerfd_create,
    timerfd_settime,
};
use tokio::io::unix::AsyncFd;

use crate::clock::{machine_now, since_boot};

/// What ended a wait.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Woke {
    /// The moment came.
    Due,
    /// The clock was set; the moment may be nearer or farther now.
    ClockSet,
}

/// Two clocks read together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Reading {
    /// What the wall clock shows.
    pub(super) wall: DateTime<Utc>,
    /// How long the machine has run, sleep included: a clock nobody sets.
    pub(super) running: Duration,
}

impl Reading {
    /// Seconds the wall clock was set by since an earlier reading, where that is a step and not the
    /// slow correction of a clock that is kept in time.
    pub(super) fn stepped_since(self, earlier: Self) -> Option<i64> {
        let ran = TimeDelta::from_std(self.running.saturating_sub(earlier.running)).ok()?;
        let step = (self.wall - earlier.wall) - ran;
        let tolerated = STEP_TOLERATED + ran / SLEW_SHARE;
        (step.abs() > tolerated).then(|| step.num_seconds())
    }
}

/// A wall clock this far off was set; less may be two readings that fell apart.
const STEP_TOLERATED: TimeDelta = TimeDelta::seconds(2);

/// A clock that is corrected slowly gains or loses at most this share of the time (the kernel slews
/// by 500 millionths).
const SLEW_SHARE: i32 = 1_000;

/// Far enough ahead to be never; armed all the same, so that a clock set is noticed.
const NEVER_SECONDS: i64 = 253_402_300_799;

/// Something that can wait for a moment.
pub(super) trait Waits: Send + 'static {
    /// Waits until the machine's clock shows `moment` (for ever where there is none), or until it
    /// is set. A wait that is given up is as if it had never been.
    fn wait(
        &mut self,
        moment: Option<DateTime<Utc>>,
    ) -> impl Future<Output = io::Result<Woke>> + Send;

    /// What the clocks show.
    fn reading(&self) -> Reading;
}

/// A timer on the machine's wall clock.
pub(super) struct Alarm {
    timer: AsyncFd<OwnedFd>,
}

impl Alarm {
    /// A timer that is not armed yet. Fails where the kernel gives none.
    pub(super) fn new() -> io::Result<Self> {
        let flags = TimerfdFlags::NONBLOCK | TimerfdFlags::CLOEXEC;
        let timer = timerfd_create(TimerfdClockId::Realtime, flags)?;
        #[expect(
            deprecated,
            reason = "an owned descriptor is always the same one, which is all `register` asks, unsafely"
        )]
        let timer = AsyncFd::new(timer)?;
        Ok(Self { timer })
    }

    fn arm(&self, moment: Option<DateTime<Utc>>) -> Result<(), Errno> {
        let value = match moment {
            // A moment of exactly zero would disarm the timer.
            Some(moment) => Timespec {
                tv_sec: moment.timestamp().clamp(1, NEVER_SECONDS),
                tv_nsec: i64::from(moment.timestamp_subsec_nanos()).min(999_999_999),
            },
            None => Timespec {
                tv_sec: NEVER_SECONDS,
                tv_nsec: 0,
            },
        };
        let once = Itimerspec {
            it_interval: Timespec {
                tv_sec: 0,
                tv_nsec: 0,
            },
            it_value: value,
        };
        let flags = TimerfdTimerFlags::ABSTIME | TimerfdTimerFlags::CANCEL_ON_SET;
        timerfd_settime(self.timer.get_ref(), flags, &once).map(drop)
    }
}

impl Waits for Alarm {
    async fn wait(&mut self, moment: Option<DateTime<Utc>>) -> io::Result<Woke> {
        match self.arm(moment) {
            // The clock was set since the timer was last armed; arming told it, once.
            Err(Errno::CANCELED) => return Ok(Woke::ClockSet),
            armed => armed?,
        }
        loop {
            let mut ready = self.timer.readable().await?;
            let mut expirations = [0; 8];
            match rustix::io::read(self.timer.get_ref(), &mut expirations) {
                Ok(_) => return Ok(Woke::Due),
                Err(Errno::CANCELED) => return Ok(Woke::ClockSet),
                Err(Errno::AGAIN) => ready.clear_ready(),
                Err(Errno::INTR) => {}
                Err(other) => return Err(other.into()),
            }
        }
    }

    fn reading(&self) -> Reading {
        Reading {
            wall: machine_now(),
            running: since_boot(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reading(wall: &str, running_s: u64) -> Reading {
        Reading {
            wall: format!("2026-11-24T{wall}Z").parse().unwrap(),
            running: Duration::from_secs(running_s),
        }
    }

    #[test]
    fn a_step_is_told_from_a_sleep_and_from_a_slow_correction() {
        let before = reading("10:00:00", 100);
        let cases = [
            ("10:00:00", 100, None),
            ("10:01:00", 160, None),
            ("18:00:00", 100 + 8 * 3_600, None),
            // Two seconds are tolerated, three are a step.
            ("10:01:02", 160, None),
            ("10:01:03", 160, Some(3)),
            ("09:00:00", 100, Some(-3_600)),
            ("11:00:00", 100, Some(3_600)),
            // In eight hours a clock may be corrected by half a minute.
            ("18:00:14", 100 + 8 * 3_600, None),
            ("18:01:00", 100 + 8 * 3_600, Some(60)),
        ];
        for (wall, running_s, step) in cases {
            let after = reading(wall, running_s);
            assert_eq!(after.stepped_since(before), step, "{wall} {running_s}");
        }
    }

    #[tokio::test]
    async fn it_wakes_at_the_moment_and_never_before() {
        let mut alarm = Alarm::new().unwrap();
        for ahead_ms in [-1_000, 0, 1, 30] {
            let moment = machine_now() + TimeDelta::milliseconds(ahead_ms);
            let woke = async {
                // Whoever sets the clock meanwhile has it look again, as the desk does.
                while alarm.wait(Some(moment)).await.unwrap() == Woke::ClockSet {}
            };
            let woke = tokio::time::timeout(Duration::from_secs(20), woke).await;
            assert!(woke.is_ok() && machine_now() >= moment);
        }
    }

    /// Sets the machine's clock to what it shows; false where this login may not.
    fn set_the_clock() -> bool {
        let shows = rustix::time::clock_gettime(rustix::time::ClockId::Realtime);
        rustix::time::clock_settime(rustix::time::ClockId::Realtime, shows).is_ok()
    }

    #[tokio::test]
    async fn a_clock_that_is_set_ends_the_wait_whatever_it_waits_for() {
        let mut alarm = Alarm::new().unwrap();
        for moment in [None, Some(machine_now() + TimeDelta::hours(1))] {
            // While it waits …
            let set = async {
                tokio::task::yield_now().await;
                set_the_clock()
            };
            let woken = async {
                let woke = alarm.wait(moment);
                tokio::time::timeout(Duration::from_secs(20), woke).await
            };
            let (woken, is_set) = futures_util::future::join(woken, set).await;
            if !is_set {
                eprintln!("skipped: this login may not set the clock");
                return;
            }
            assert_eq!(woken.unwrap().unwrap(), Woke::ClockSet);
            // … and between two waits.
            assert!(set_the_clock());
            let woke = alarm.wait(moment);
            let woke = tokio::time::timeout(Duration::from_secs(20), woke).await;
            assert_eq!(woke.unwrap().unwrap(), Woke::ClockSet);
        }
    }
}
