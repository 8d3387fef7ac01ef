//! The desk's clock: the machine's, or a simulated one, and never behind the record. Pure; the
//! machine's time is given.

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::event::SimClock;
use crate::domain::{Rejection, State};
use crate::link::wire::ClockWish;

/// How far a clock may stand behind the record before it is worth a notice.
const BEHIND_TOLERATED: TimeDelta = TimeDelta::seconds(2);

/// What the desk's clock shows, whatever the record says.
pub(super) fn shows(clock: Option<SimClock>, machine: DateTime<Utc>) -> DateTime<Utc> {
    clock.map_or(machine, |clock| clock.at(machine))
}

/// The time of what is recorded now: what the clock shows, but never before the last entry.
pub(super) fn now(state: &State, machine: DateTime<Utc>) -> DateTime<Utc> {
    shows(state.desk.clock, machine).max(state.at)
}

/// How far the clock stands behind the last entry, where that is worth a notice.
pub(super) fn behind(state: &State, machine: DateTime<Utc>) -> Option<TimeDelta> {
    let behind = state.at - shows(state.desk.clock, machine);
    (behind > BEHIND_TOLERATED).then_some(behind)
}

/// When the machine's clock shows what the desk's clock shows at `moment`; `None` where it never
/// will, since a simulated clock stands still.
pub(super) fn comes(clock: Option<SimClock>, moment: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let Some(clock) = clock else {
        return Some(moment);
    };
    let left_ms = (moment - clock.shows).num_milliseconds().max(0);
    let real_ms = left_ms.checked_add(i64::from(clock.rate) - 1)?;
    let real_ms = real_ms.checked_div(i64::from(clock.rate))?;
    clock
        .set_at
        .checked_add_signed(TimeDelta::try_milliseconds(real_ms)?)
}

/// How a simulated clock shall run after a wish. Whether this desk's may be moved at all is not
/// judged here.
pub(super) fn wished(
    state: &State,
    machine: DateTime<Utc>,
    wish: ClockWish,
) -> Result<SimClock, Rejection> {
    let absurd = || Rejection::Absurd {
        field: "at".to_owned(),
    };
    let now = now(state, machine);
    let rate = state.desk.clock.map_or(1, |clock| clock.rate);
    let (shows, rate) = match wish {
        ClockWish::Advance { seconds } => {
            let by = i64::try_from(seconds).ok().and_then(TimeDelta::try_seconds);
            let then = by.and_then(|by| now.checked_add_signed(by));
            (then.filter(is_sensible).ok_or_else(absurd)?, rate)
        }
        ClockWish::To { at } if !is_sensible(&at) => return Err(absurd()),
        ClockWish::To { at } => (at, rate),
        ClockWish::Rate { rate } => (now, rate),
    };
    Ok(SimClock {
        shows,
        set_at: machine,
        rate,
    })
}

/// Before the year 10000, so that every written form of it can be read again.
fn is_sensible(at: &DateTime<Utc>) -> bool {
    const YEAR_10000: i64 = 253_402_300_800;
    at.timestamp() < YEAR_10000
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::event::{DeskMode, Event};
    use crate::domain::{By, Digest, Entry};

    fn at(time: &str) -> DateTime<Utc> {
        format!("2026-11-24T{time}Z").parse().unwrap()
    }

    fn desk(recorded: &str, clock: Option<SimClock>) -> State {
        let entry = Entry {
            desk: "BN".parse().unwrap(),
            seq: 1,
            at: at(recorded),
            by: By {
                login: "duty".into(),
                officer: None,
            },
            command: None,
            prev: Digest::GENESIS,
            hash: Digest::GENESIS,
            event: Event::DeskCreated {
                code: "BN".parse().unwrap(),
                name: "巴南".into(),
                mode: match clock {
                    Some(_) => DeskMode::Simulated,
                    None => DeskMode::Real,
                },
                zone: chrono_tz::Tz::UTC,
                clock,
            },
        };
        State::genesis(&entry).unwrap()
    }

    fn simulated(shows: &str, rate: u32) -> State {
        let clock = SimClock {
            shows: at(shows),
            set_at: at("00:00:00"),
            rate,
        };
        desk(shows, Some(clock))
    }

    #[test]
    fn the_record_never_goes_back_when_the_machine_is_set_back() {
        let state = desk("10:00:00", None);
        assert_eq!(now(&state, at("10:00:05")), at("10:00:05"));
        assert_eq!(now(&state, at("09:00:00")), at("10:00:00"));
        assert_eq!(behind(&state, at("09:59:59")), None);
        assert_eq!(behind(&state, at("09:00:00")), Some(TimeDelta::hours(1)));
    }

    #[test]
    fn a_simulated_clock_runs_at_its_pace_from_where_it_was_set() {
        assert_eq!(
            now(&simulated("10:00:00", 0), at("05:00:00")),
            at("10:00:00")
        );
        assert_eq!(
            now(&simulated("10:00:00", 60), at("00:01:00")),
            at("11:00:00")
        );
    }

    #[test]
    fn a_moment_of_a_simulated_clock_comes_sooner_the_faster_it_runs() {
        let clock = |rate| simulated("10:00:00", rate).desk.clock;
        assert_eq!(comes(None, at("10:30:00")), Some(at("10:30:00")));
        assert_eq!(comes(clock(1), at("10:30:00")), Some(at("00:30:00")));
        assert_eq!(comes(clock(60), at("10:30:00")), Some(at("00:00:30")));
        assert_eq!(comes(clock(0), at("10:30:00")), None, "it stands still");
        for rate in [1, 7, 60, 86_400] {
            let moment = at("10:00:01");
            let machine = comes(clock(rate), moment).unwrap();
            let before = machine - TimeDelta::milliseconds(1);
            assert!(shows(clock(rate), machine) >= moment, "{rate}");
            assert!(shows(clock(rate), before) < moment, "{rate}");
        }
    }

    #[test]
    fn advancing_keeps_the_pace_and_setting_the_pace_keeps_the_time() {
        let state = simulated("10:00:00", 60);
        let machine = at("00:01:00");
        let advanced = wished(&state, machine, ClockWish::Advance { seconds: 1500 }).unwrap();
        assert_eq!((advanced.shows, advanced.rate), (at("11:25:00"), 60));
        assert_eq!(advanced.set_at, machine);
        let slower = wished(&state, machine, ClockWish::Rate { rate: 1 }).unwrap();
        assert_eq!((slower.shows, slower.rate), (at("11:00:00"), 1));
        let set = wished(&state, machine, ClockWish::To { at: at("23:00:00") }).unwrap();
        assert_eq!((set.shows, set.rate), (at("23:00:00"), 60));
    }

    #[test]
    fn a_clock_is_not_moved_beyond_what_can_be_written() {
        let state = simulated("10:00:00", 0);
        for wish in [
            ClockWish::Advance { seconds: u64::MAX },
            ClockWish::Advance { seconds: 1 << 62 },
            ClockWish::Advance {
                seconds: 300_000_000_000,
            },
            ClockWish::To {
                at: DateTime::<Utc>::MAX_UTC,
            },
        ] {
            let refused = wished(&state, at("00:00:00"), wish).unwrap_err();
            assert!(matches!(refused, Rejection::Absurd { .. }), "{wish:?}");
        }
    }
}
