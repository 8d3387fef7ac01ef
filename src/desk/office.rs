//! What every session shares: the ways to the writer and to the reader of the record, how the desk
//! is, and the sign that it ends.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use bytes::Bytes;
use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::{Semaphore, broadcast, mpsc, oneshot, watch};
use tokio_util::sync::CancellationToken;

use super::condition::Condition;
use super::gate::Gate;
use super::job::{Job, Person, Vital, Who};
use super::refusals::Tried;
use super::reminder::Look;
use super::time;
use crate::clock::machine_now;
use crate::domain::warning::WarningFacts;
use crate::domain::{CommandId, Event, State};
use crate::error::Error;
use crate::ledger::Reader;
use crate::link::wire::{
    ClockHealth, ClockStep, Finding, Health, Refusal, ReminderHealth, WayHealth,
};

/// Questions to the record answered at the same time; more wait. Two leave a core for the writer.
const READS_MAX: usize = 2;

/// A reminder clock that looks so much later than it should has stopped.
const STALLED_AFTER: TimeDelta = TimeDelta::seconds(5);

/// How long a step of the machine's clock is shown.
const STEP_SHOWN: TimeDelta = TimeDelta::hours(1);

/// What every session shares.
pub(super) struct Office {
    jobs: mpsc::Sender<Job>,
    reads: Semaphore,
    sight: Sight,
    since: DateTime<Utc>,
    consoles: AtomicU32,
    /// Who comes in.
    pub(super) gate: Gate,
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
        sight: Sight,
        gate: Gate,
        end: CancellationToken,
    ) -> Self {
        Self {
            jobs,
            reads: Semaphore::new(READS_MAX),
            sight,
            since: machine_now(),
            consoles: AtomicU32::new(0),
            gate,
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

    /// Somebody is awake; from elsewhere than the post that is no sign of life.
    pub(super) async fn life(&self, who: Who) {
        if who.post {
            // Once the writer ended, nobody is asked any more.
            let _ended = self.jobs.send(Job::Life(who)).await;
        }
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

    /// An officer of the directory, by name.
    pub(super) async fn person(&self, name: &str) -> Result<Option<Person>, Refusal> {
        let name = name.to_owned();
        let job = |answer| Job::Person { name, answer };
        answered(self.submit(job).await).await
    }

    /// Has a refusal recorded, unless the same was refused too often lately.
    pub(super) async fn refused(&self, login: &str, tried: Tried) {
        if self.gate.is_recorded(login, tried) {
            let (login, what) = (login.to_owned(), tried.name().to_owned());
            self.notice(Event::AccessRefused { login, what }).await;
        }
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

    /// The desk's condition, to be watched.
    pub(super) fn condition(&self) -> Condition {
        Condition::of(self.sight.vital.clone())
    }

    /// How the desk is.
    pub(super) fn health(&self) -> Health {
        let vital = self.sight.vital.borrow().clone();
        let machine = machine_now();
        let now = time::shows(vital.clock, machine);
        let reminder = self.sight.reminder(machine);
        let clock = clock(&vital, machine);
        let disk_free = self.sight.disk_free();
        let mut notices = ailments(&reminder, &clock, disk_free);
        notices.extend(vital.ways.iter().filter_map(failed_way));
        notices.extend(vital.notices);
        Health {
            now,
            machine,
            seq: vital.head.seq,
            head: vital.head.hash,
            read_only: vital.read_only,
            since: self.since,
            consoles: self.consoles.load(Ordering::Relaxed),
            notices,
            reminder,
            clock,
            disk_free,
            ways: vital.ways,
        }
    }

    /// Counts a console as long as the value lives.
    pub(super) fn console(self: &Arc<Self>) -> Seat {
        self.consoles.fetch_add(1, Ordering::Relaxed);
        Seat(Arc::clone(self))
    }
}

/// Where it is seen how the desk is.
pub(super) struct Sight {
    /// As the writer says.
    pub(super) vital: watch::Receiver<Vital>,
    /// When the reminder clock looks.
    pub(super) look: watch::Receiver<Look>,
    /// Whose file system may fill up.
    pub(super) data_dir: PathBuf,
}

impl Sight {
    fn reminder(&self, machine: DateTime<Utc>) -> ReminderHealth {
        let look = self.look.borrow();
        let is_late = |wake: DateTime<Utc>| machine - wake > STALLED_AFTER;
        ReminderHealth {
            last_ran: look.last_ran,
            next: look.next,
            raised: look.raised,
            stalled: look.wake.is_some_and(is_late),
        }
    }

    fn disk_free(&self) -> Option<u64> {
        let found = rustix::fs::statvfs(&self.data_dir).ok()?;
        found.f_bavail.checked_mul(found.f_frsize)
    }
}

/// Whether the machine's clock can be trusted.
fn clock(vital: &Vital, machine: DateTime<Utc>) -> ClockHealth {
    // A clock that went back since shows a time before the step; that is no reason for trust.
    let is_recent = |step: ClockStep| machine - step.at < STEP_SHOWN;
    ClockHealth {
        sane: !vital.is_behind && !vital.step.is_some_and(is_recent),
        stepped: vital.step,
    }
}

/// A command that did not tell.
fn failed_way(way: &WayHealth) -> Option<Finding> {
    let finding = Finding::new("notice-way-failed");
    let finding = finding.with("way", &way.way).with("detail", &way.detail);
    (!way.delivered).then_some(finding)
}

/// What a person at any console should know at once.
fn ailments(
    reminder: &ReminderHealth,
    clock: &ClockHealth,
    disk_free: Option<u64>,
) -> Vec<Finding> {
    let stalled = reminder
        .stalled
        .then(|| Finding::new("notice-reminder-stalled"));
    let step = clock.stepped.filter(|_| !clock.sane).map(|step| {
        let key = if step.seconds < 0 {
            "notice-clock-stepped-back"
        } else {
            "notice-clock-stepped"
        };
        Finding::new(key).with("seconds", step.seconds.unsigned_abs())
    });
    let full = disk_free.filter(|free| *free < Health::DISK_LOW_BYTES);
    let full = full.map(|free| Finding::new("notice-disk-low").with("megabytes", free >> 20));
    [stalled, step, full].into_iter().flatten().collect()
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
