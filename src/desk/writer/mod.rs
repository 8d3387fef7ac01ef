//! The one writer: a thread that alone changes the record. It decides wishes one after another,
//! each on the state the one before leaves, and puts all that came together on disk with one sync.
//! Only then is anything answered or told.
//!
//! ```text
//! queue ─▶ decide on the staged state ─▶ stage        for each wish that came together
//!                                          │
//!                                  commit: one sync
//!                           kept           │          not kept
//!                  tell the consoles ◀─────┴─────▶ the staged state goes back
//!                          │                               │
//!                       answers                        refusals
//! ```

mod batch;
mod health;
mod personal;
mod record;
mod remind;
mod schedule;
mod tell;
#[cfg(test)]
mod tests;
mod vigil;
mod wishes;

use std::ops::ControlFlow;

use bytes::Bytes;
use tokio::sync::oneshot::Sender;
use tokio::sync::{broadcast, mpsc, watch};

use self::batch::Batch;
use self::health::Notices;
pub(super) use self::record::Record;
use self::remind::Reminding;
use super::crier::{CRIES_MAX, Crier, Cry};
use super::job::{Job, Vital, Wished};
use super::log;
use super::office::Following;
use super::reminder::Look;
use crate::domain::rule::RuleSet;
use crate::domain::{Command, State};
use crate::ledger::{Reader, Vault};
use crate::link::wire::Finding;
use crate::locale::Lang;
use crate::rulebook;

/// Jobs taken together.
const BATCH_MAX: usize = 128;

/// Jobs that wait; a session that has more waits itself.
pub(super) const QUEUE_MAX: usize = 256;

/// Entries kept for consoles that fall behind; one that falls further gets a fresh snapshot.
const RING_ENTRIES: usize = 256;

/// The writer.
pub(super) struct Writer<R> {
    record: R,
    /// Keys of personal fields.
    vault: Vault,
    batch: Batch,
    /// Frames of entries, for every console.
    entries: broadcast::Sender<Bytes>,
    vital: watch::Sender<Vital>,
    notices: Notices,
    reminding: Reminding,
    crier: Crier,
}

/// Where others follow how the desk is.
pub(super) struct Told {
    /// How it is.
    pub(super) vital: watch::Receiver<Vital>,
    /// When the reminder clock wakes.
    pub(super) look: watch::Receiver<Look>,
    /// What is to be told by commands.
    pub(super) cries: mpsc::Receiver<Cry>,
}

impl<R: Record> Writer<R> {
    /// A writer of a record; `found` is what opening it showed.
    pub(super) fn new(record: R, vault: Vault, found: &[Finding]) -> (Self, Told) {
        let notices = Notices::new(found.to_vec());
        let (vital, watched) = watch::channel(health::vital(&record, &notices));
        let (reminding, look) = Reminding::new();
        let (cries, heard) = mpsc::channel(CRIES_MAX);
        let mut writer = Self {
            record,
            vault,
            batch: Batch::default(),
            entries: ring(),
            vital,
            notices,
            reminding,
            crier: Crier::new(cries),
        };
        writer.note_all(found);
        writer.commit();
        let vital = watched;
        let told = Told {
            vital,
            look,
            cries: heard,
        };
        (writer, told)
    }

    /// Works until it is told to end or nobody is left to ask.
    pub(super) fn run(mut self, mut jobs: mpsc::Receiver<Job>) {
        let mut together = Vec::with_capacity(BATCH_MAX);
        'working: while jobs.blocking_recv_many(&mut together, BATCH_MAX) > 0 {
            for job in together.drain(..) {
                if !self.record.has_room() {
                    self.commit();
                }
                if self.take(job).is_break() {
                    break 'working;
                }
            }
            self.commit();
            self.remind();
        }
        self.commit();
        if let Err(error) = self.record.close() {
            log::line(format_args!("not settled: {error}"));
        }
    }

    fn take(&mut self, job: Job) -> ControlFlow<()> {
        match job {
            Job::Record {
                who,
                id,
                wish,
                answer,
            } => match self.wish(&who, &id, wish) {
                Ok(Wished::Staged) => self.batch.hold_receipt(answer, id),
                Ok(Wished::Before(receipt)) => self.batch.hold(answer, Ok(receipt)),
                Err(refusal) => self.batch.hold(answer, Err(refusal)),
            },
            Job::Reveal {
                who,
                call,
                reason,
                answer,
            } => {
                let outcome = self.reveal(&who, &call, reason);
                self.batch.hold(answer, outcome);
            }
            Job::Forget {
                who,
                call,
                reason,
                answer,
            } => {
                let outcome = self.forget(&who, &call, reason);
                self.batch.hold(answer, outcome);
            }
            Job::TakeIn {
                id,
                messages,
                answer,
            } => {
                let outcome = self.take_in(&id, messages);
                self.batch.hold(answer, outcome);
            }
            Job::Inbox(findings) => self.notices.inbox = findings,
            Job::Own {
                who,
                command,
                answer,
            } => {
                let outcome = self.own_for(&who, &command);
                self.batch.hold(answer, outcome);
            }
            Job::Notice(event) => self.note(event),
            Job::Ladders(ladders) => self.ladders(*ladders),
            Job::Remind => self.look_now(),
            Job::Commands(commands) => self.commands(*commands),
            Job::Heard(heard) => self.heard(heard),
            Job::Life(who) => self.life(&who),
            Job::ReminderFailed(finding) => self.reminder_failed(finding),
            Job::ClockStepped(step) => self.clock_stepped(step),
            Job::Rules(rules) => self.rules(*rules),
            Job::Settle => self.settle(),
            Job::End => return ControlFlow::Break(()),
            Job::Follow(answer) => self.follow(answer),
            Job::State(answer) => self.give_state(answer),
            Job::Reader(answer) => self.give_reader(answer),
            Job::Person { name, answer } => {
                let _gone = answer.send(self.person(&name));
            }
            Job::Pulse(answer) => {
                let _gone = answer.send(());
            }
        }
        ControlFlow::Continue(())
    }

    /// Looks what there is to remind of, on nothing that is not on disk.
    fn look_now(&mut self) {
        self.commit();
        self.look();
    }

    /// Lets a console follow: from everything on disk, and nothing else. Whoever went while it waited
    /// is not missed; nor is whoever asks for the state or the record.
    fn follow(&mut self, answer: Sender<Following>) {
        self.commit();
        let state = Box::new(self.record.state().clone());
        let entries = self.entries.subscribe();
        let _gone = answer.send(Following { state, entries });
    }

    fn give_state(&mut self, answer: Sender<Box<State>>) {
        self.commit();
        let _gone = answer.send(Box::new(self.record.state().clone()));
    }

    fn give_reader(&mut self, answer: Sender<Reader>) {
        self.commit();
        let _gone = answer.send(self.record.reader());
    }

    /// Puts rules in force where they differ. Where the packs are bad, what is in force stays; a
    /// desk that never had rules takes those built in, since no rules would mean no deadlines.
    fn rules(&mut self, rules: Result<RuleSet, Finding>) {
        let in_force = &self.record.staged_state().rules;
        let (wanted, fault) = match rules {
            Ok(rules) => (rules, None),
            Err(fault) if in_force.rules.is_empty() => (rulebook::built_in(), Some(fault)),
            Err(fault) => (in_force.clone(), Some(fault)),
        };
        let differs = &wanted != in_force;
        if let Some(fault) = &fault {
            log::line(fault.sentence(Lang::En));
        }
        self.notices.rules = fault;
        if differs && let Err(refusal) = self.own(&Command::AdoptRules { rules: wanted }) {
            log::line(format_args!("rules not adopted: {refusal:?}"));
        }
    }
}

/// A ring of entries that every console follows.
fn ring() -> broadcast::Sender<Bytes> {
    broadcast::Sender::new(RING_ENTRIES)
}
