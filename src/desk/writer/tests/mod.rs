//! The writer's promises, against a record in memory that can be made to fail.

mod personal;
mod remind;
mod wishes;

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

use chrono::{DateTime, Utc};
use tempfile::TempDir;
use tokio::sync::broadcast::error::TryRecvError;
use tokio::sync::oneshot;

use super::*;
use crate::desk::job::{Opened, Who, Wish};
use crate::domain::call::{CallFacts, Personal, Source};
use crate::domain::command::OfficerEntry;
use crate::domain::entry::Body;
use crate::domain::event::{DeskMode, SimClock};
use crate::domain::officer::Role;
use crate::domain::{
    By, CommandId, Digest, Event, Proven, Rejection, Sealed, State, Subject, SubjectId, apply,
};
use crate::error::Error;
use crate::ledger::{Draft, Reader, Recorded, Vault};
use crate::link::frame;
use crate::link::wire::{FromDesk, Receipt, Refusal};

/// A record in memory.
struct Memory {
    state: State,
    staged_state: State,
    staged: Vec<Recorded>,
    kept: Vec<Recorded>,
    switches: Arc<Switches>,
}

/// What a test sees of a record and does to it.
#[derive(Default)]
struct Switches {
    disk_fails: AtomicBool,
    read_only: AtomicBool,
    /// Recovering finds an entry that nobody was told of.
    one_comes_back: AtomicBool,
    syncs: AtomicUsize,
}

impl Record for Memory {
    fn state(&self) -> &State {
        &self.state
    }

    fn staged_state(&self) -> &State {
        &self.staged_state
    }

    fn has_room(&self) -> bool {
        true
    }

    fn stage(&mut self, drafts: Vec<Draft>) -> Result<(), Error> {
        for draft in drafts {
            let body = Body {
                v: 1,
                desk: "BN".parse().unwrap(),
                seq: self.staged_state.seq + 1,
                at: draft.at,
                by: draft.by,
                command: draft.command,
                more: 0,
                event: draft.event,
            };
            let sealed = Sealed {
                prev: Digest::GENESIS,
                hash: Digest::GENESIS,
                body: serde_json::value::to_raw_value(&body).unwrap(),
            };
            let entry = sealed.open().unwrap();
            apply(&mut self.staged_state, &entry);
            self.staged.push(Recorded { entry, sealed });
        }
        Ok(())
    }

    fn commit(&mut self) -> Result<Vec<Recorded>, Error> {
        let staged = std::mem::take(&mut self.staged);
        if staged.is_empty() {
            return Ok(staged);
        }
        if self.switches.disk_fails.load(Ordering::Relaxed) {
            self.staged_state = self.state.clone();
            return Err(Error::new("desk-internal"));
        }
        self.switches.syncs.fetch_add(1, Ordering::Relaxed);
        self.state = self.staged_state.clone();
        self.kept.extend(staged.clone());
        Ok(staged)
    }

    fn read_only(&self) -> Option<Finding> {
        let read_only = self.switches.read_only.load(Ordering::Relaxed);
        read_only.then(|| Finding::new("notice-ledger-read-only-full"))
    }

    fn store_fault(&self) -> Option<Finding> {
        None
    }

    fn try_recover(&mut self, _now: DateTime<Utc>) -> Result<Vec<Finding>, Error> {
        self.switches.read_only.store(false, Ordering::Relaxed);
        if self.switches.one_comes_back.load(Ordering::Relaxed) {
            self.state.seq += 1;
            self.staged_state = self.state.clone();
        }
        Ok(Vec::new())
    }

    fn settle(&mut self) -> Result<(), Error> {
        Ok(())
    }

    fn close(self) -> Result<(), Error> {
        Ok(())
    }

    fn reader(&self) -> Reader {
        panic!("there is no view of a record in memory")
    }

    fn receipt(&self, command: &CommandId) -> Result<Option<Receipt>, Error> {
        let entries = self.kept.iter().map(|recorded| &recorded.entry);
        let of_it = entries.filter(|entry| entry.command.as_ref() == Some(command));
        Ok(crate::ledger::receipt(of_it))
    }

    fn subject(&self, _id: &SubjectId) -> Result<Option<Subject>, Error> {
        Ok(None)
    }
}

fn noon() -> DateTime<Utc> {
    "2026-11-24T06:30:00Z".parse().unwrap()
}

/// A desk whose clock stands at half past two in the afternoon.
fn writer() -> (Writer<Memory>, Arc<Switches>, TempDir) {
    let clock = SimClock {
        shows: noon(),
        set_at: noon(),
        rate: 0,
    };
    let created = crate::domain::Entry {
        desk: "BN".parse().unwrap(),
        seq: 1,
        at: noon(),
        by: By {
            login: "duty".into(),
            officer: None,
        },
        command: None,
        prev: Digest::GENESIS,
        hash: Digest::GENESIS,
        event: Event::DeskCreated {
            code: "BN".parse().unwrap(),
            name: "巴南".into(),
            mode: DeskMode::Simulated,
            zone: chrono_tz::Tz::Asia__Shanghai,
            clock: Some(clock),
        },
    };
    let state = State::genesis(&created).unwrap();
    let switches = Arc::default();
    let memory = Memory {
        staged_state: state.clone(),
        state,
        staged: Vec::new(),
        kept: Vec::new(),
        switches: Arc::clone(&switches),
    };
    let folder = tempfile::tempdir().unwrap();
    let vault = Vault::of(folder.path());
    let writer = Writer::new(memory, vault, &[]).0;
    (writer, switches, folder)
}

type Answer<T> = oneshot::Receiver<Result<T, Refusal>>;

fn ask_as(
    writer: &mut Writer<Memory>,
    officer: Option<&str>,
    id: &str,
    command: Command,
) -> Answer<Receipt> {
    let (answer, answered) = oneshot::channel();
    let job = Job::Record {
        who: who(officer),
        id: id.into(),
        wish: Wish::Command(Box::new(command)),
        answer,
    };
    assert!(writer.take(job).is_continue());
    answered
}

fn ask(writer: &mut Writer<Memory>, id: &str, command: Command) -> Answer<Receipt> {
    ask_as(writer, None, id, command)
}

fn follow(writer: &mut Writer<Memory>) -> Following {
    let (answer, mut answered) = oneshot::channel();
    assert!(writer.take(Job::Follow(answer)).is_continue());
    answered.try_recv().unwrap()
}

fn who(officer: Option<&str>) -> Who {
    Who {
        post: false,
        login: "duty".into(),
        officer: officer.map(str::to_owned),
        proven: Proven::default(),
    }
}

fn officer(name: &str, role: Role) -> Command {
    let (post, phone) = (String::new(), String::new());
    Command::EnterOfficer {
        officer: OfficerEntry {
            name: name.into(),
            post,
            phone,
            role,
        },
    }
}

fn note(text: &str) -> Command {
    Command::MakeNote {
        subject: None,
        text: text.into(),
    }
}

fn told() -> CallFacts {
    CallFacts {
        received: noon(),
        channel: Source::DutyPhone,
        from: Personal::Open("王举报".into()),
        unit: String::new(),
        phone: Personal::Open("13800000000".into()),
        called_back: false,
        about: "河里有油".into(),
    }
}

fn secret_call(writer: &mut Writer<Memory>) -> SubjectId {
    let taken = Command::TakeCall {
        facts: told(),
        confidential: true,
    };
    let mut answer = ask(writer, "secret", taken);
    writer.commit();
    answer.try_recv().unwrap().unwrap().subject.unwrap()
}
