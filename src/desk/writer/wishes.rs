//! Wishes: who asks, what is decided, and what the desk itself records.

use std::panic::{AssertUnwindSafe, catch_unwind};

use chrono::{DateTime, Utc};

use super::Writer;
use super::record::Record;
use crate::clock::machine_now;
use crate::desk::job::{Person, Who, Wish, Wished};
use crate::desk::{log, time};
use crate::domain::event::Vigilance;
use crate::domain::warning::{Incoming, WarningFacts};
use crate::domain::{Asker, By, Command, CommandId, Event, Rejection, decide};
use crate::error::Error;
use crate::intake::warning::{District, Sifted, Wanted, sift};
use crate::ledger::noticed;
use crate::link::wire::{Finding, Refusal};

/// The login of what the desk records on its own.
const OWN_LOGIN: &str = "watchkeeper";

/// Characters of a sender's name for a wish.
const COMMAND_ID_CHARS_MAX: usize = 64;

impl<R: Record> Writer<R> {
    /// Decides a wish and stages what follows. A repeat is answered as it was the first time.
    pub(super) fn wish(
        &mut self,
        who: &Who,
        id: &CommandId,
        wish: Wish,
    ) -> Result<Wished, Refusal> {
        if !is_command_id(id) {
            return Err(Error::refused("desk-command-id").into());
        }
        if self.batch.has(id) {
            return Ok(Wished::Staged);
        }
        // A store that is put away knows no receipts. Then a repeat is done again, for all to see,
        // rather than nothing being recorded at all.
        if let Ok(Some(receipt)) = self.record.receipt(id) {
            return Ok(Wished::Before(receipt));
        }
        self.writable()?;
        let machine = machine_now();
        let now = self.now(machine);
        let command = match wish {
            Wish::Command(command) if is_reserved(&command) => {
                return Err(Error::refused("desk-reserved").into());
            }
            Wish::Command(command) if is_answer(&command) && !who.post => {
                return Err(Error::refused("desk-not-at-post").into());
            }
            Wish::Command(command) => *command,
            Wish::Clock(wish) => {
                let clock = time::wished(self.record.staged_state(), machine, wish)?;
                Command::MoveClock { clock }
            }
        };
        if who.post {
            // The answer itself is recorded as it was given.
            if is_answer(&command) {
                self.alive(now);
            } else if is_work(&command) {
                self.life(who);
            }
        }
        let by = self.by(who);
        let proven = who.proven;
        let mut events = self.decided(now, Asker { by: &by, proven }, &command)?;
        self.seal(&command, &mut events)?;
        self.stage(now, &by, Some(id), events)?;
        Ok(Wished::Staged)
    }

    /// Decides and stages what the desk itself wishes.
    pub(super) fn own(&mut self, command: &Command) -> Result<(), Refusal> {
        self.writable()?;
        let (by, now) = (own(), self.now(machine_now()));
        let events = self.decided(now, &by, command)?;
        self.stage(now, &by, None, events)
    }

    /// Decides and stages what a file of warnings says, as far as it is for this desk: all of it or
    /// nothing. A file that is taken already, or has nothing for this desk, is well taken.
    pub(super) fn take_in(
        &mut self,
        id: &CommandId,
        messages: Vec<WarningFacts>,
    ) -> Result<(), Refusal> {
        if self.batch.has(id) || matches!(self.record.receipt(id), Ok(Some(_))) {
            return Ok(());
        }
        let state = self.record.staged_state();
        let district = District::of(&state.settings);
        let sifted = sift(messages, state.warnings.values(), &district, Wanted::Here);
        let messages: Vec<Incoming> = sifted.iter().filter_map(Sifted::taken).collect();
        if messages.is_empty() {
            return Ok(());
        }
        self.writable()?;
        let (by, now) = (own(), self.now(machine_now()));
        let events = self.decided(now, &by, &Command::TakeWarnings { messages })?;
        self.stage(now, &by, Some(id), events)
    }

    /// Decides and stages what only the desk asks, at somebody's wish.
    pub(super) fn own_for(&mut self, who: &Who, command: &Command) -> Result<(), Refusal> {
        self.writable()?;
        let (by, now) = (self.by(who), self.now(machine_now()));
        let events = self.decided(now, &by, command)?;
        self.stage(now, &by, None, events)
    }

    /// An officer of the directory, as of what is staged.
    pub(super) fn person(&self, name: &str) -> Option<Person> {
        let state = self.record.staged_state();
        let officer = state.officer_named(name)?;
        Some(Person {
            id: officer.id,
            role: officer.role,
            has_pin: state.pins.contains(&officer.id),
        })
    }

    /// Stages what the desk noticed. A record that takes nothing is told everywhere already.
    pub(super) fn note(&mut self, noticed: Event) {
        let now = time::now(self.record.staged_state(), machine_now());
        if let Err(refusal) = self.stage(now, &own(), None, vec![noticed]) {
            log::line(format_args!("notice not recorded: {refusal:?}"));
        }
    }

    pub(super) fn by(&self, who: &Who) -> By {
        let state = self.record.staged_state();
        let named = who.officer.as_deref();
        let named = named.and_then(|name| state.officer_named(name));
        let on_watch = state.watch.as_ref().map(|watch| watch.officer);
        By {
            login: who.login.clone(),
            officer: named.map(|officer| officer.id).or(on_watch),
        }
    }

    /// The time of what is recorded now. A clock that stands behind the record is noted, once.
    pub(super) fn now(&mut self, machine: DateTime<Utc>) -> DateTime<Utc> {
        let behind = time::behind(self.record.staged_state(), machine);
        match (behind, &self.notices.clock) {
            (Some(behind), None) => {
                let seconds = behind.num_seconds();
                let finding = Finding::new("notice-clock-behind").with("seconds", seconds);
                let noticed = noticed(&finding);
                self.notices.clock = Some(finding);
                self.note(noticed);
            }
            (None, Some(_)) => self.notices.clock = None,
            (Some(_), Some(_)) | (None, None) => {}
        }
        time::now(self.record.staged_state(), machine)
    }

    /// What the domain decides. A wish that makes it panic is refused like any other: one bad wish
    /// never stops the desk, and is sent again by whoever gets no answer.
    pub(super) fn decided<'a>(
        &'a self,
        now: DateTime<Utc>,
        who: impl Into<Asker<'a>>,
        command: &Command,
    ) -> Result<Vec<Event>, Refusal> {
        let who = who.into();
        let decided = || decide(self.record.staged_state(), now, who, command);
        match catch_unwind(AssertUnwindSafe(decided)) {
            Ok(decision) => decision.map_err(|rejection: Rejection| rejection.into()),
            Err(_panic) => Err(Error::new("desk-internal").into()),
        }
    }
}

/// Who the desk itself is.
pub(super) fn own() -> By {
    By {
        login: OWN_LOGIN.to_owned(),
        officer: None,
    }
}

/// Wishes only the desk itself may have: what goes with them is not in the record.
fn is_reserved(command: &Command) -> bool {
    match command {
        Command::AdoptRules { .. }
        | Command::MoveClock { .. }
        | Command::RaiseRungs { .. }
        | Command::NoteRefusal { .. }
        | Command::NotePin { .. }
        | Command::DestroyPersonal { .. }
        | Command::ShowPersonal { .. } => true,
        Command::NoteVigilance { stage, .. } => *stage != Vigilance::Answered,
        _ => false,
    }
}

/// Whether somebody did it. A console notes by itself what came of telling, in an empty room too.
fn is_work(command: &Command) -> bool {
    !matches!(command, Command::NoteTold { .. })
}

fn is_answer(command: &Command) -> bool {
    matches!(command, Command::NoteVigilance { .. })
}

fn is_command_id(id: &CommandId) -> bool {
    let fits = (1..=COMMAND_ID_CHARS_MAX).contains(&id.as_str().len());
    fits && id
        .as_str()
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || c == '-')
}
