//! Telling by a command of the user's own: an SMS gateway, a siren, a phone box. The notice goes
//! to its standard input as one line of JSON; its exit code says whether it went out.
//!
//! A command is never trusted with time: it has a limit and dies with all it has started; only so
//! many run at once; it is tried again a few times, with growing pauses, and then reported. A
//! program that cannot be started is reported at once.

mod config;
mod run;

use std::ffi::OsString;
use std::time::Duration;

use serde::Serialize;
use tokio::sync::Semaphore;

use super::notice::{Notice, clean_line};
use super::outcome::{Outcome, Reason, Way};
use crate::domain::reminder::{Audience, Urgency};

pub use config::NotifyCommand;

/// Notices that may wait for a place to run; more are answered *busy* at once.
pub const WAITING_MAX: usize = 32;

/// The version of the JSON on standard input.
pub const FORMAT: u32 = 1;

/// Characters of a foreign text that are kept.
const SAYS_MAX: usize = 200;

/// The first pause before another try; each further one is twice as long.
const PAUSE_FIRST: Duration = Duration::from_secs(1);
/// The longest pause before another try.
const PAUSE_MAX: Duration = Duration::from_secs(30);

/// A command, ready to be told.
#[derive(Debug)]
pub struct CommandWay {
    command: NotifyCommand,
    environment: Vec<(OsString, OsString)>,
    /// One place for each that runs.
    running: Semaphore,
    /// One place for each that runs, waits or pauses.
    accepted: Semaphore,
}

/// What a command reads.
#[derive(Serialize)]
struct Input<'a> {
    format: u32,
    #[serde(flatten)]
    notice: &'a Notice,
}

impl CommandWay {
    /// The command with what it may see of `environment`.
    pub fn new(
        command: NotifyCommand,
        environment: impl IntoIterator<Item = (OsString, OsString)>,
    ) -> Self {
        let places = usize::try_from(command.max_at_once.max(1)).unwrap_or(1);
        Self {
            environment: command.permitted(environment),
            running: Semaphore::new(places),
            accepted: Semaphore::new(places + WAITING_MAX),
            command,
        }
    }

    /// Which way this is.
    pub fn way(&self) -> Way {
        Way::Command(self.command.name.clone())
    }

    /// Whether a reminder for that audience, as pressing as that, is for it.
    pub fn is_for(&self, audience: &[Audience], urgency: Urgency) -> bool {
        let wanted = &self.command.audience;
        let is_named = wanted.is_empty() || audience.iter().any(|one| wanted.contains(one));
        is_named && urgency >= self.command.urgency
    }

    /// Tells it, and tries again as often as configured.
    pub async fn tell(&self, notice: &Notice) -> Outcome {
        self.tell_pausing(notice, tokio::time::sleep).await
    }

    /// As [`CommandWay::tell`], pausing as `pause` does.
    pub async fn tell_pausing(&self, notice: &Notice, pause: impl AsyncFn(Duration)) -> Outcome {
        let Ok(_place) = self.accepted.try_acquire() else {
            return Outcome::Failed {
                reason: Reason::Busy,
            };
        };
        let mut outcome = self.run(notice).await;
        for wait in pauses().take(self.command.retries as usize) {
            if !is_worth_another_try(&outcome) {
                break;
            }
            pause(wait).await;
            outcome = self.run(notice).await;
        }
        outcome
    }

    /// Tells it once, as a person waits for the answer.
    pub async fn try_once(&self, notice: &Notice) -> Outcome {
        let Ok(_place) = self.accepted.try_acquire() else {
            return Outcome::Failed {
                reason: Reason::Busy,
            };
        };
        self.run(notice).await
    }

    /// Why it could not be started, found out without starting it.
    pub fn look(&self) -> Result<(), Reason> {
        let mut environment = self.environment.iter();
        let path = environment.find(|(name, _)| name == "PATH");
        let path = path.map(|(_, folders)| folders);
        let program = self.command.argv.first().cloned().unwrap_or_default();
        match which::which_in(&program, path, "/") {
            Ok(_) => Ok(()),
            Err(_) => Err(Reason::NoProgram {
                name: clean_line(&program, SAYS_MAX),
            }),
        }
    }

    async fn run(&self, notice: &Notice) -> Outcome {
        let input = Input {
            format: FORMAT,
            notice,
        };
        let json = match serde_json::to_vec(&input) {
            Ok(json) => json,
            Err(error) => {
                return Outcome::Failed {
                    reason: Reason::NotStarted {
                        says: error.to_string(),
                    },
                };
            }
        };
        // The semaphore is never closed; were it, running without a place is better than silence.
        let _place = self.running.acquire().await.ok();
        match run::run(&self.command, &self.environment, json).await {
            Ok(()) => Outcome::told(notice),
            Err(reason) => Outcome::Failed { reason },
        }
    }
}

/// A program that does not start will not start a second later.
fn is_worth_another_try(outcome: &Outcome) -> bool {
    matches!(outcome.reason(), Some(reason) if !matches!(reason, Reason::NotStarted { .. }))
}

fn pauses() -> impl Iterator<Item = Duration> {
    std::iter::successors(Some(PAUSE_FIRST), |pause| Some((*pause * 2).min(PAUSE_MAX)))
}
