//! What every session shares: the ways to the writer and to the reader of the record, how the desk
//! is, and the sign that it ends.

use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use bytes::Bytes;
use chrono::{DateTime, Utc};
use tokio::sync::{Semaphore, broadcast, mpsc, oneshot, watch};
use tokio_util::sync::CancellationToken;

use super::job::{Job, Vital};
use super::time;
use crate::clock::machine_now;
use crate::domain::warning::WarningFacts;
use crate::domain::{CommandId, Event, State};
use crate::error::Error;
use crate::ledger::Reader;
use crate::link::wire::{ClockHealth, Finding, Health, Refusal, ReminderHealth};

/// Questions to the record answered at the same time; more wait. Two leave a core for the writer.
const READS_MAX: usize = 2;

/// What every session shares.
pub(super) struct Office {
    jobs: mpsc::Sender<Job>,
    reads: Semaphore,
    vital: watch::Receiver<Vital>,
    since: DateTime<Utc>,
    consoles: AtomicU32,
    /// Cancelled when the desk ends.
    pub(super) end: CancellationToken,
}

/// A console's way into the record: everything up to a moment, and what follows it without gap.
pub(super) struct Following {
    /// The state at that moment.
    pub(super) state: Box<State>,
    /// Frames of the entries after it.
    pub(super) entries: broadcast::Receiver<Bytes>,
}

impl Office {
    pub(super) fn new(
        jobs: mpsc::Sender<Job>,
        vital: watch::Receiver<Vital>,
        end: CancellationToken,
    ) -> Self {
        Self {
            jobs,
            reads: Semaphore::new(READS_MAX),
            vital,
            since: machine_now(),
            consoles: AtomicU32::new(0),
            end,
        }
    }

    /// Hands the writer a job, waiting for room, and gives the place where its answer will lie.
    pub(super) async fn submit<T>(
        &self,
        job: impl FnOnce(oneshot::Sender<T>) -> Job,
    ) -> oneshot::Receiver<T> {
        let (answer, answered) = oneshot::channel();
        // A writer that ended drops the job and with it the answer's sender: the receiver sees that.
        let _ended = self.jobs.send(job(answer)).await;
        answered
    }

    /// Everything as it stands, and what follows.
    pub(super) async fn follow(&self) -> Result<Following, Refusal> {
        answered(self.submit(Job::Follow).await).await
    }

    /// Has the writer record what the desk noticed.
    pub(super) async fn notice(&self, noticed: Event) {
        // Once the writer ended, nothing is recorded any more.
        let _ended = self.jobs.send(Job::Notice(noticed)).await;
    }

    /// Has the writer take the warnings of a file in, as the desk itself.
    pub(super) async fn take_in(
        &self,
        id: CommandId,
        messages: Vec<WarningFacts>,
    ) -> Result<(), Refusal> {
        let job = |answer| Job::TakeIn {
            id,
            messages,
            answer,
        };
        answered(self.submit(job).await).await?
    }

    /// Tells what a keeper should know of the watched folder.
    pub(super) async fn tell_of_inbox(&self, findings: Vec<Finding>) {
        // Once the writer ended, nobody asks any more.
        let _ended = self.jobs.send(Job::Inbox(findings)).await;
    }

    /// Asks the record on a thread that may wait; never on the writer's.
    pub(super) async fn read<T: Send + 'static>(
        &self,
        question: impl FnOnce(&Reader) -> Result<T, Error> + Send + 'static,
    ) -> Result<T, Refusal> {
        let _turn = self.reads.acquire().await.map_err(|_| ending())?;
        let reader = answered(self.submit(Job::Reader).await).await?;
        let answer = tokio::task::spawn_blocking(move || question(&reader)).await;
        match answer {
            Ok(answer) => answer.map_err(Refusal::from),
            Err(_panicked) => Err(Error::new("desk-internal").into()),
        }
    }

    /// How the desk is.
    pub(super) fn health(&self) -> Health {
        let vital = self.vital.borrow().clone();
        let machine = machine_now();
        Health {
            now: time::shows(vital.clock, machine),
            machine,
            seq: vital.head.seq,
            head: vital.head.hash,
            read_only: vital.read_only,
            since: self.since,
            consoles: self.consoles.load(Ordering::Relaxed),
            notices: vital.notices,
            reminder: ReminderHealth::default(),
            clock: ClockHealth::default(),
            disk_free: None,
            ways: Vec::new(),
        }
    }

    /// Counts a console as long as the value lives.
    pub(super) fn console(self: &Arc<Self>) -> Seat {
        self.consoles.fetch_add(1, Ordering::Relaxed);
        Seat(Arc::clone(self))
    }
}

/// A console's place in the count.
pub(super) struct Seat(Arc<Office>);

impl Drop for Seat {
    fn drop(&mut self) {
        self.0.consoles.fetch_sub(1, Ordering::Relaxed);
    }
}

/// Waits for an answer of the writer's; a writer that ended answers nothing.
pub(super) async fn answered<T>(answer: oneshot::Receiver<T>) -> Result<T, Refusal> {
    answer.await.map_err(|_| ending())
}

/// The desk ends.
pub(super) fn ending() -> Refusal {
    Error::new("desk-ended").into()
}
