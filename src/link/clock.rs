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
