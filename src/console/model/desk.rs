//! The desk as this console knows it: its state, folded here entry by entry, its clock, its health
//! and the link to it.

use chrono::{DateTime, TimeDelta, Utc};

use crate::console::form::sheet::Ctx;
use crate::domain::entry::Sealed;
use crate::domain::{State, apply};
use crate::error::Error;
use crate::link::DeskClock;
use crate::link::wire::{Health, Welcome};

/// How the link is.
#[derive(Debug)]
pub enum Link {
    /// The first knock is not answered yet.
    Knocking,
    /// The desk speaks.
    Up,
    /// It does not; tried again from time to time.
    Down(Box<Error>),
}

/// The desk as it is known here.
#[derive(Debug)]
pub struct Desk {
    /// How the link is.
    pub link: Link,
    /// Everything as it stands; `None` before the first snapshot.
    pub state: Option<Box<State>>,
    /// How the desk is, by its last word.
    pub health: Option<Health>,
    /// The officer this console is taken for, by name, where it was greeted as one and nothing is
    /// left to prove.
    acting: Option<String>,
    clock: Option<DeskClock>,
    /// When it was last heard, by this machine's clock.
    heard: Option<DateTime<Utc>>,
}

/// What came of an entry.
#[derive(Debug, PartialEq, Eq)]
pub enum Folded {
    /// It follows on what is known.
    Yes,
    /// Entries are missing, or it cannot be read: everything must be asked for anew.
    Gap,
}

impl Desk {
    /// A desk nothing is known of.
    pub fn unknown() -> Self {
        Self {
            link: Link::Knocking,
            state: None,
            health: None,
            acting: None,
            clock: None,
            heard: None,
        }
    }

    /// The desk answered.
    pub fn welcome(&mut self, welcome: Welcome, machine: DateTime<Utc>) {
        self.link = Link::Up;
        self.acting = welcome.officer.filter(|_| !welcome.unproven);
        self.beat(welcome.health, machine);
    }

    /// The desk said how it is.
    pub fn beat(&mut self, health: Health, machine: DateTime<Utc>) {
        self.heard = Some(machine);
        if let Some(clock) = &mut self.clock {
            clock.heard(&health, machine);
        }
        self.health = Some(health);
    }

    /// The desk said something.
    pub fn heard(&mut self, machine: DateTime<Utc>) {
        self.heard = Some(machine);
    }

    /// Everything as it stands.
    pub fn snapshot(&mut self, state: Box<State>, machine: DateTime<Utc>) {
        if let Some(health) = &self.health {
            // Health told before the snapshot would set the clock back by what passed since.
            let clock = match self.clock {
                Some(mut clock) => {
                    clock.follow(&state);
                    clock
                }
                None => DeskClock::new(health, &state, self.heard.unwrap_or(machine)),
            };
            self.clock = Some(clock);
        }
        self.state = Some(state);
    }

    /// An entry.
    pub fn fold(&mut self, sealed: &Sealed) -> Folded {
        let (Some(state), Ok(entry)) = (&mut self.state, sealed.open()) else {
            return Folded::Gap;
        };
        if entry.seq <= state.seq {
            return Folded::Yes;
        }
        if entry.seq != state.seq + 1 || entry.prev != state.head {
            return Folded::Gap;
        }
        apply(state, &entry);
        if let Some(clock) = &mut self.clock {
            clock.follow(state);
        }
        Folded::Yes
    }

    /// The link is lost.
    pub fn lost(&mut self, why: Box<Error>) {
        self.link = Link::Down(why);
    }

    /// The officer this console is taken for, by name.
    pub fn acting(&self) -> Option<&str> {
        self.acting.as_deref()
    }

    /// What a form may look at; nothing before the first snapshot.
    pub fn ctx(&self, machine: DateTime<Utc>) -> Option<Ctx<'_>> {
        Some(Ctx {
            state: self.state.as_deref()?,
            now: self.now(machine),
            acting: self.acting(),
        })
    }

    /// What the desk's clock shows.
    pub fn now(&self, machine: DateTime<Utc>) -> DateTime<Utc> {
        self.clock.map_or(machine, |clock| clock.now(machine))
    }

    /// How long from now the desk's clock shows `then`; `None` where it stands still.
    pub fn wait(&self, then: DateTime<Utc>, machine: DateTime<Utc>) -> Option<TimeDelta> {
        let rate = self.clock.map_or(1, |clock| clock.rate());
        let ahead = then - self.now(machine);
        let rate = i32::try_from(rate).unwrap_or(i32::MAX);
        ahead.checked_div(rate)
    }

    /// How old what is shown is, while the link is down.
    pub fn age(&self, machine: DateTime<Utc>) -> Option<TimeDelta> {
        match self.link {
            Link::Down(_) => self.heard.map(|heard| machine - heard),
            Link::Knocking | Link::Up => None,
        }
    }
}
