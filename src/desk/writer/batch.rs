//! What came together: the answers it holds back, and the one sync that decides over all of them.

use std::collections::BTreeSet;

use bytes::Bytes;
use chrono::{DateTime, Utc};
use tokio::sync::oneshot::Sender;

use super::Writer;
use super::record::Record;
use crate::desk::log;
use crate::domain::{By, CommandId, Event, Rejection};
use crate::ledger::{self, Draft, Recorded};
use crate::link::frame::{self, FROM_DESK_BYTES_MAX};
use crate::link::wire::{FromDesk, Receipt, Refusal};

/// An answer that is given once it is known what became of the batch.
type Held = Box<dyn FnOnce(&Result<Vec<Recorded>, Refusal>) + Send>;

/// What came together.
#[derive(Default)]
pub(super) struct Batch {
    /// Wishes that were staged.
    commands: BTreeSet<CommandId>,
    held: Vec<Held>,
}

impl Batch {
    /// Whether that wish is staged already.
    pub(super) fn has(&self, command: &CommandId) -> bool {
        self.commands.contains(command)
    }

    /// Holds an answer back until the batch is on disk. A refusal waits too: it may rest on
    /// something staged before it.
    pub(super) fn hold<T: Send + 'static>(
        &mut self,
        answer: Sender<Result<T, Refusal>>,
        outcome: Result<T, Refusal>,
    ) {
        self.held.push(Box::new(move |kept| {
            let told = match kept {
                Ok(_) => outcome,
                Err(refusal) => Err(refusal.clone()),
            };
            // Whoever asked may have gone; what was recorded stays.
            let _gone = answer.send(told);
        }));
    }

    /// Holds the receipt of a staged wish back.
    pub(super) fn hold_receipt(
        &mut self,
        answer: Sender<Result<Receipt, Refusal>>,
        command: CommandId,
    ) {
        self.held.push(Box::new(move |kept| {
            let told = kept.as_ref().map_err(Refusal::clone).and_then(|recorded| {
                let entries = recorded.iter().map(|recorded| &recorded.entry);
                ledger::receipt(entries.filter(|entry| entry.command.as_ref() == Some(&command)))
                    .ok_or_else(|| Rejection::NothingToDo.into())
            });
            let _gone = answer.send(told);
        }));
    }
}

fn begins_a_watch(event: &Event) -> bool {
    matches!(event, Event::WatchTaken { .. })
}

impl<R: Record> Writer<R> {
    /// Stages what one wish became: together, or not at all.
    pub(super) fn stage(
        &mut self,
        at: DateTime<Utc>,
        by: &By,
        command: Option<&CommandId>,
        events: Vec<Event>,
    ) -> Result<(), Refusal> {
        let draft = |event| Draft {
            at,
            by: by.clone(),
            command: command.cloned(),
            event,
        };
        self.record.stage(events.into_iter().map(draft).collect())?;
        self.batch.commands.extend(command.cloned());
        Ok(())
    }

    /// Puts what is staged on disk, tells it to the consoles, and gives the answers held back. What
    /// could not be put on disk did not happen: every answer is then a refusal.
    pub(super) fn commit(&mut self) {
        let batch = std::mem::take(&mut self.batch);
        let kept = self.record.commit().map_err(|error| {
            log::line(format_args!("not recorded: {error}"));
            Refusal::from(error)
        });
        if let Ok(recorded) = &kept {
            for Recorded { sealed, .. } in recorded {
                self.publish(&FromDesk::Entry(sealed.clone()));
            }
            let events = recorded.iter().map(|recorded| &recorded.entry.event);
            self.reminding.saw(events.clone());
            if events.into_iter().any(begins_a_watch) {
                self.crier.look();
            }
        }
        self.tell_vital();
        for answer in batch.held {
            answer(&kept);
        }
    }

    /// Says something to everybody who follows.
    pub(super) fn publish(&self, word: &FromDesk) {
        if self.entries.receiver_count() == 0 {
            return;
        }
        match frame::bytes(word, FROM_DESK_BYTES_MAX) {
            // Nobody following any more is no failure.
            Ok(frame) => drop(self.entries.send(Bytes::from(frame))),
            Err(error) => log::line(format_args!("not told: {error}")),
        }
    }
}
