//! The reminder clock: sleeps until the moment the writer named, then has the writer look what is
//! due. It decides nothing and holds nothing, so it can fail and be started again at any time.

use std::io;
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::mpsc::Sender;
use tokio::sync::watch::Receiver;
use tokio::time::sleep;

use super::alarm::{Alarm, Waits};
use super::job::Job;
use super::log;
use crate::link::wire::{ClockStep, Finding};

/// How long after a failure it is started again. Until then the writer looks by itself with
/// everything it records.
const REST: Duration = Duration::from_secs(1);

/// The longest it rests after failing again and again.
const REST_MAX: Duration = Duration::from_secs(10);

/// What the writer says after each look.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Look {
    /// How often it has looked.
    pub(super) looks: u64,
    /// When to have it look again, by the machine's clock.
    pub(super) wake: Option<DateTime<Utc>>,
    /// When it looked, by the desk's clock.
    pub(super) last_ran: Option<DateTime<Utc>>,
    /// When the next rung is wanted, by the desk's clock.
    pub(super) next: Option<DateTime<Utc>>,
    /// Rungs raised since the desk serves.
    pub(super) raised: u64,
}

/// Keeps the reminder clock going until the desk ends.
pub(super) async fn keep(look: Receiver<Look>, jobs: Sender<Job>) {
    keep_with(Alarm::new, look, jobs).await;
}

async fn keep_with<W: Waits>(
    alarm: impl Fn() -> io::Result<W>,
    look: Receiver<Look>,
    jobs: Sender<Job>,
) {
    let mut rest = REST;
    loop {
        let why = match alarm() {
            Err(error) => error.to_string(),
            Ok(alarm) => match tokio::spawn(run(alarm, look.clone(), jobs.clone())).await {
                Ok(Ok(())) => return,
                Ok(Err(error)) => error.to_string(),
                Err(panic) => panic.to_string(),
            },
        };
        log::line(format_args!("the reminder clock failed: {why}"));
        let finding = Finding::new("notice-reminder-restarted").with("reason", why);
        let told = jobs.send(Job::ReminderFailed(finding)).await;
        if told.is_err() {
            return;
        }
        sleep(rest).await;
        rest = (rest * 2).min(REST_MAX);
        if jobs.send(Job::Remind).await.is_err() {
            return;
        }
    }
}

/// Waits and has the writer look, until the writer is gone.
async fn run<W: Waits>(
    mut alarm: W,
    mut look: Receiver<Look>,
    jobs: Sender<Job>,
) -> io::Result<()> {
    let mut before = alarm.reading();
    loop {
        let wake = look.borrow_and_update().wake;
        let is_due = tokio::select! {
            ended = alarm.wait(wake) => ended.map(|_| true)?,
            changed = look.changed() => match changed {
                Ok(()) => false,
                Err(_ended) => return Ok(()),
            },
        };
        let after = alarm.reading();
        if let Some(seconds) = after.stepped_since(before) {
            let at = after.wall;
            let _ended = jobs
                .send(Job::ClockStepped(ClockStep { at, seconds }))
                .await;
        }
        before = after;
        if is_due {
            // The writer answers every request with another look; without that this would spin.
            let asked = jobs.send(Job::Remind).await;
            if asked.is_err() || look.changed().await.is_err() {
                return Ok(());
            }
        }
    }
}

#[cfg(test)]
mod tests;
