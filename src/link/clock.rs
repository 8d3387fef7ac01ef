//! What the desk's clock shows, told from a console that may stand on another machine. It asks no
//! clock itself.

use chrono::{DateTime, TimeDelta, Utc};

use super::wire::Health;
use crate::domain::State;
use crate::domain::event::SimClock;

/// Below this many milliseconds two clocks count as one: it is the way of the message, not a
/// difference between clocks.
const SAME_CLOCK_MS: i64 = 500;

/// The desk's clock, as far as a console can tell it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DeskClock {
    /// How far the clock of the desk's machine is ahead of the console's.
    ahead: TimeDelta,
    /// A simulated desk's clock.
    simulated: Option<SimClock>,
}

impl DeskClock {
    /// The clock of a desk that told its health when this machine's clock showed `machine_now`.
    pub fn new(health: &Health, state: &State, machine_now: DateTime<Utc>) -> Self {
        let mut clock = Self {
            ahead: TimeDelta::zero(),
            simulated: None,
        };
        clock.heard(health, machine_now);
        clock.follow(state);
        clock
    }

    /// Takes in a heartbeat.
    pub fn heard(&mut self, health: &Health, machine_now: DateTime<Utc>) {
        let ahead = health.machine - machine_now;
        let same = ahead.num_milliseconds().abs() < SAME_CLOCK_MS;
        self.ahead = if same { TimeDelta::zero() } else { ahead };
    }

    /// Takes in a state: an entry may have moved a simulated clock.
    pub fn follow(&mut self, state: &State) {
        self.simulated = state.desk.clock;
    }

    /// What the desk's clock shows when this machine's shows `machine_now`.
    pub fn now(&self, machine_now: DateTime<Utc>) -> DateTime<Utc> {
        let desk_machine = machine_now
            .checked_add_signed(self.ahead)
            .unwrap_or(machine_now);
        match self.simulated {
            Some(simulated) => simulated.at(desk_machine),
            None => desk_machine,
        }
    }

    /// Simulated seconds per real second: how much sooner a moment of the desk's time comes. 1 for
    /// a real desk; 0 where the clock stands still and no moment ever comes.
    pub fn rate(&self) -> u32 {
        self.simulated.map_or(1, |simulated| simulated.rate)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::event::{DeskMode, Event};
    use crate::domain::{By, Digest, Entry};
    use crate::link::wire::{ClockHealth, ReminderHealth};

    fn at(time: &str) -> DateTime<Utc> {
        format!("2026-11-24T{time}Z").parse().unwrap()
    }

    fn desk(clock: Option<SimClock>) -> State {
        let entry = Entry {
            desk: "BN".parse().unwrap(),
            seq: 1,
            at: at("00:00:00"),
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

    /// The health of a desk whose machine shows that time.
    fn health(machine: &str) -> Health {
        Health {
            now: at("00:00:00"),
            machine: at(machine),
            seq: 1,
            head: Digest::GENESIS,
            read_only: None,
            since: at("00:00:00"),
            consoles: 1,
            notices: Vec::new(),
            reminder: ReminderHealth::default(),
            clock: ClockHealth::default(),
            disk_free: None,
            ways: Vec::new(),
        }
    }

    #[test]
    fn a_console_with_a_wrong_clock_shows_the_desks_time() {
        let mut clock = DeskClock::new(&health("10:00:00"), &desk(None), at("09:58:00"));
        assert_eq!(clock.now(at("10:08:00")), at("10:10:00"));
        clock.heard(&health("10:20:00"), at("10:20:00.040"));
        assert_eq!(
            clock.now(at("10:30:00")),
            at("10:30:00"),
            "one clock, seen with a delay"
        );
    }

    #[test]
    fn a_simulated_clock_runs_from_where_it_was_set_by_the_desks_machine() {
        let set = |shows: &str, rate| {
            desk(Some(SimClock {
                shows: at(shows),
                set_at: at("10:00:00"),
                rate,
            }))
        };
        let mut clock = DeskClock::new(&health("10:00:00"), &set("02:00:00", 60), at("09:00:00"));
        assert_eq!(clock.now(at("09:01:00")), at("03:00:00"));
        assert_eq!(clock.rate(), 60);
        clock.follow(&set("05:00:00", 0));
        assert_eq!(clock.now(at("12:00:00")), at("05:00:00"), "it stands still");
    }
}
