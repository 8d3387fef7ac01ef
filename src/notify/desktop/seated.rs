//! The desktop, told only while this process has the seat. The seat is taken for the first notice
//! and given up where nobody shows notifications, so that whoever can tell does, and one alone.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use super::{Agent, Answer, Seat};
use crate::domain::reminder::MatterId;
use crate::domain::state::Desk;
use crate::error::Error;
use crate::locale::Lang;
use crate::notify::herald::Telling;
use crate::notify::outcome::Outcome;

type Held = Arc<Mutex<Option<Seat>>>;

/// An agent and its seat.
#[derive(Debug)]
pub struct Seated {
    agent: Agent,
    folder: PathBuf,
    /// What tells this session's bus from another of the same login.
    bus: String,
    held: Held,
}

/// What came of an order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Order {
    /// The agent has it; what comes of it is answered.
    Taken,
    /// Another process of this session tells.
    Elsewhere,
    /// Nothing comes of it.
    Refused(Outcome),
}

impl Seated {
    /// Starts the agent. Seats are kept in `folder`; `bus` is the session bus's address. `answer`
    /// is called on the agent's thread and must not block.
    pub fn start(
        lang: Lang,
        folder: PathBuf,
        bus: &str,
        mut answer: impl FnMut(Answer) + Send + 'static,
    ) -> Result<Self, Error> {
        let held = Held::default();
        let given_up = Arc::clone(&held);
        let agent = Agent::start(lang, move |said| {
            if let Answer::Raised {
                outcome: Outcome::Unavailable { .. },
                ..
            } = &said
            {
                *lock(&given_up) = None;
            }
            answer(said);
        })?;
        Ok(Self {
            agent,
            folder,
            bus: format!("{:016x}", mix(bus.as_bytes())),
            held,
        })
    }

    /// Has a reminder of a desk raised, unless another process of this session does.
    pub fn raise(&self, desk: &Desk, telling: Telling) -> Order {
        // Where no seat can be taken at all, told twice is better than not told.
        if let Ok(false) = self.sit(desk) {
            return Order::Elsewhere;
        }
        match self.agent.raise(telling) {
            Ok(()) => Order::Taken,
            Err(outcome) => Order::Refused(outcome),
        }
    }

    /// Has taken away what was raised of a matter here.
    pub fn settle(&self, matter: MatterId) {
        // A bubble that stays is an annoyance; the next of its matter takes its place.
        let _full = self.agent.settle(matter);
    }

    /// Asks who shows notifications here.
    pub fn look(&self) -> Result<(), Outcome> {
        self.agent.look()
    }

    fn sit(&self, desk: &Desk) -> Result<bool, Error> {
        let mut held = lock(&self.held);
        if held.is_none() {
            let name = format!(
                "{}-{:x}-{}",
                desk.code,
                desk.created.timestamp_millis(),
                self.bus
            );
            *held = Seat::take(&self.folder, &name)?;
        }
        Ok(held.is_some())
    }
}

fn lock(held: &Held) -> std::sync::MutexGuard<'_, Option<Seat>> {
    held.lock().unwrap_or_else(PoisonError::into_inner)
}

/// FNV-1a: the same in every build of the program, which the standard library's hash need not be.
fn mix(bytes: &[u8]) -> u64 {
    bytes.iter().fold(0xcbf2_9ce4_8422_2325, |mixed, byte| {
        (mixed ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}
