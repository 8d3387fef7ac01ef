//! Telling on the desktop, over the session bus: notifications that replace one another by matter,
//! stay while something is overdue, carry two buttons, and go when the matter is settled.
//!
//! Nothing here waits without an end. A bus that accepts and says nothing, or a notification server
//! that hangs, costs one time limit and is then left alone for a while. A press is a convenience:
//! it may be lost with the bus or the server, so nothing may depend on hearing one.
//!
//! * [`Desktop`] raises and settles, on a runtime of the caller's.
//! * [`Agent`] does so on a thread of its own, for callers that have no runtime.
//! * [`Seat`] decides which process of a session raises at all; [`Seated`] is both together.

mod agent;
mod bubble;
mod seat;
mod seated;
mod server;

use std::collections::VecDeque;
use std::time::{Duration, Instant};

use tokio::sync::mpsc;
use tokio::time::timeout;

use super::notice::Notice;
use super::outcome::{Outcome, Reason};
use crate::domain::reminder::MatterId;
use crate::locale::Lang;
use bubble::Bubble;

pub use agent::{Agent, Answer};
pub use bubble::{Button, Press};
pub use seat::Seat;
pub use seated::{Order, Seated};
pub use server::Server;

/// How long the bus and the server have for one notice.
pub const ANSWER_MAX: Duration = Duration::from_secs(4);

/// How long a server that did not answer is left alone; the next way is told meanwhile.
pub const REST: Duration = Duration::from_secs(30);

/// Bubbles that are kept replaceable. Each holds a connection, and a session bus gives a user 256.
pub const BUBBLES_MAX: usize = 32;

/// Presses that may wait to be heard.
const PRESSES_MAX: usize = 16;

/// The desktop of this session.
#[derive(Debug)]
pub struct Desktop {
    lang: Lang,
    /// The server as last looked at; another one knows nothing of the bubbles.
    server: Option<Server>,
    /// Until when a server that hung is not asked.
    resting_until: Option<Instant>,
    /// What was raised and may still be there, oldest first.
    bubbles: VecDeque<Bubble>,
    presses: mpsc::Sender<Press>,
}

impl Desktop {
    /// The desktop, and where the presses of its buttons arrive.
    pub fn new(lang: Lang) -> (Self, mpsc::Receiver<Press>) {
        let (presses, heard) = mpsc::channel(PRESSES_MAX);
        let desktop = Self {
            lang,
            server: None,
            resting_until: None,
            bubbles: VecDeque::new(),
            presses,
        };
        (desktop, heard)
    }

    /// Raises a notice, in place of the one of its matter that is there. `now` is of
    /// [`crate::clock::monotonic`].
    pub async fn raise(&mut self, notice: &Notice, now: Instant) -> Outcome {
        match self
            .within_limit(now, async |desktop| desktop.show(notice).await)
            .await
        {
            Ok(()) => Outcome::told(notice),
            Err(reason) => outcome(reason),
        }
    }

    /// Takes away what was raised of a matter. Best effort: a bubble that stays is an annoyance,
    /// and the next of its matter would take its place.
    pub async fn settle(&mut self, matter: &MatterId, now: Instant) {
        if self.bubbles.iter().any(|bubble| bubble.matter == *matter) {
            let _ = self
                .within_limit(now, async |desktop| desktop.close(matter).await)
                .await;
        }
    }

    /// Who shows notifications here, or why nobody does.
    pub async fn look(&mut self, now: Instant) -> Result<Server, Reason> {
        self.within_limit(now, async |desktop| desktop.meet().await)
            .await
    }

    async fn within_limit<T>(
        &mut self,
        now: Instant,
        act: impl AsyncFnOnce(&mut Self) -> Result<T, Reason>,
    ) -> Result<T, Reason> {
        let mute = Reason::Mute {
            seconds: ANSWER_MAX.as_secs(),
        };
        if self.resting_until.is_some_and(|until| now < until) {
            return Err(mute);
        }
        self.resting_until = None;
        let done = timeout(ANSWER_MAX, act(self)).await;
        if done.is_err() {
            self.resting_until = now.checked_add(REST);
        }
        if !matches!(done, Ok(Ok(_))) {
            self.server = None;
        }
        done.unwrap_or(Err(mute))
    }

    /// The server as it is now. A new one has never heard of the bubbles of the old one, and would
    /// take their numbers for those of somebody else.
    async fn meet(&mut self) -> Result<Server, Reason> {
        let server = server::look(self.server.as_ref()).await?;
        self.bubbles.retain(|bubble| bubble.owner == server.owner);
        self.server = Some(server.clone());
        Ok(server)
    }

    async fn show(&mut self, notice: &Notice) -> Result<(), Reason> {
        let server = self.meet().await?;
        let mut earlier = self.bubbles.iter();
        let earlier = earlier.find(|bubble| bubble.matter == notice.matter);
        let replaces = earlier.map(Bubble::number);
        let presses = self.presses.clone();
        let raised = Bubble::raise(notice, self.lang, &server, replaces, presses).await?;
        // The earlier one goes only now: some servers drop what its connection had shown.
        self.bubbles.retain(|bubble| bubble.matter != notice.matter);
        self.bubbles.push_back(raised);
        if self.bubbles.len() > BUBBLES_MAX {
            self.bubbles.pop_front();
        }
        Ok(())
    }

    async fn close(&mut self, matter: &MatterId) -> Result<(), Reason> {
        self.meet().await?;
        let mut bubbles = self.bubbles.iter();
        let place = bubbles.position(|bubble| bubble.matter == *matter);
        if let Some(bubble) = place.and_then(|place| self.bubbles.remove(place)) {
            bubble.close().await;
        }
        Ok(())
    }
}

fn outcome(reason: Reason) -> Outcome {
    match reason {
        Reason::NoBus | Reason::NoServer => Outcome::Unavailable { reason },
        _ => Outcome::Failed { reason },
    }
}
