//! What the writer is asked to do, and what it tells everybody about itself.

use std::ffi::OsString;

use tokio::sync::oneshot::Sender;

use super::crier::Heard;
use super::office::Following;
use crate::config::NotifyConfig;
use crate::domain::event::SimClock;
use crate::domain::officer::Role;
use crate::domain::rule::RuleSet;
use crate::domain::warning::WarningFacts;
use crate::domain::{Command, CommandId, Event, Head, OfficerId, Proven, State, SubjectId};
use crate::ledger::Reader;
use crate::link::wire::{ClockStep, ClockWish, Finding, Receipt, Refusal, WayHealth};
use crate::rulebook::ladder::Ladders;

/// Who asks.
#[derive(Debug, Clone)]
pub(super) struct Who {
    /// The login the operating system vouches for.
    pub(super) login: String,
    /// The officer acted as, by name; the one on watch where there is none of that name.
    pub(super) officer: Option<String>,
    /// Whether from the post, in the duty room.
    pub(super) post: bool,
    /// What was proved of the people behind the wish.
    pub(super) proven: Proven,
}

/// An officer, as far as it matters for who may act as one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Person {
    /// Which.
    pub(super) id: OfficerId,
    /// What the officer is for.
    pub(super) role: Role,
    /// Whether there is a PIN to prove it by.
    pub(super) has_pin: bool,
}

/// Something to be recorded.
#[derive(Debug, Clone)]
pub(super) enum Wish {
    /// As an officer wishes.
    Command(Box<Command>),
    /// About a simulated desk's clock.
    Clock(ClockWish),
}

/// What became of a wish that was not refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Wished {
    /// It waits for the disk.
    Staged,
    /// It was recorded before.
    Before(Receipt),
}

/// One thing for the writer to do.
pub(super) enum Job {
    /// Decide a wish and record what follows.
    Record {
        who: Who,
        id: CommandId,
        wish: Wish,
        answer: Sender<Result<Receipt, Refusal>>,
    },
    /// Let a console follow.
    Follow(Sender<Following>),
    /// Give the state.
    State(Sender<Box<State>>),
    /// Give a view of the record.
    Reader(Sender<Reader>),
    /// Record that personal fields are shown, then open them.
    Reveal {
        who: Who,
        call: SubjectId,
        reason: String,
        answer: Sender<Result<Opened, Refusal>>,
    },
    /// Destroy the key of personal fields, then record it.
    Forget {
        who: Who,
        call: SubjectId,
        reason: String,
        answer: Sender<Result<(), Refusal>>,
    },
    /// Find an officer of the directory.
    Person {
        name: String,
        answer: Sender<Option<Person>>,
    },
    /// Record what only the desk asks, at somebody's wish.
    Own {
        who: Who,
        command: Box<Command>,
        answer: Sender<Result<(), Refusal>>,
    },
    /// Say that the writer lives.
    Pulse(Sender<()>),
    /// Put rules in force, or say why those in force stay.
    Rules(Box<Result<RuleSet, Finding>>),
    /// Take the warnings of a file in, as far as they are for this desk.
    TakeIn {
        id: CommandId,
        messages: Vec<WarningFacts>,
        answer: Sender<Result<(), Refusal>>,
    },
    /// Put ladders in force, or say why those in force stay.
    Ladders(Box<Result<Ladders, Finding>>),
    /// Tell people by these commands, or say why by those of before.
    Commands(Box<Result<Commands, Finding>>),
    /// Keep what came of telling somebody.
    Heard(Heard),
    /// Look what is due.
    Remind,
    /// Somebody is awake at the post.
    Life(Who),
    /// The reminder clock had to be started again.
    ReminderFailed(Finding),
    /// The machine's clock was set.
    ClockStepped(ClockStep),
    /// Tell what a keeper should know of the watched folder.
    Inbox(Vec<Finding>),
    /// Record what the desk noticed.
    Notice(Event),
    /// Write down what makes the next start short, and look after what ails the record.
    Settle,
    /// Finish.
    End,
}

/// What people are told by.
#[derive(Debug, Clone)]
pub(super) struct Commands {
    pub(super) config: NotifyConfig,
    /// What commands may see a part of.
    pub(super) environment: Vec<(OsString, OsString)>,
}

/// Personal fields in the clear.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Opened {
    pub(super) from: String,
    pub(super) phone: String,
}

/// What the writer tells everybody about itself.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Vital {
    /// The end of the record.
    pub(super) head: Head,
    /// A simulated desk's clock.
    pub(super) clock: Option<SimClock>,
    /// Why nothing can be recorded.
    pub(super) read_only: Option<Finding>,
    /// Something ails the record that may pass, or be mended, while it serves.
    pub(super) ails: bool,
    /// What a keeper should know.
    pub(super) notices: Vec<Finding>,
    /// The clock stands behind the record.
    pub(super) is_behind: bool,
    /// What came last of each command.
    pub(super) ways: Vec<WayHealth>,
    /// The machine's clock was set.
    pub(super) step: Option<ClockStep>,
}
