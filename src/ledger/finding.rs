//! What opening found, and why nothing can be recorded, in words a desk can send and a person can
//! read.

use std::io;

use crate::domain::verify::Doubt;
use crate::domain::{Event, Head};
use crate::error::Error;
use crate::ledger::files;
use crate::link::wire::Finding;

/// Ranges in doubt that a sentence names; more are counted.
const DOUBTS_NAMED_MAX: usize = 8;

/// What opening a record found and did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Findings {
    /// The end of the chain.
    pub head: Head,
    /// Entries checked against the one before: those after the last settled one, or all.
    pub checked: u64,
    /// Entries folded onto the state that was kept; history is not among them.
    pub replayed: u64,
    /// Entries put into the store, which was behind or new.
    pub stored: u64,
    /// What a keeper should know, and the record should say: see [`noticed`].
    pub notices: Vec<Finding>,
    /// Entries neither copy can prove.
    pub in_doubt: Vec<Doubt>,
    /// Why nothing can be recorded; `None` where all is well.
    pub read_only: Option<Finding>,
}

impl Default for Findings {
    fn default() -> Self {
        Self {
            head: Head::GENESIS,
            checked: 0,
            replayed: 0,
            stored: 0,
            notices: Vec::new(),
            in_doubt: Vec::new(),
            read_only: None,
        }
    }
}

impl Findings {
    pub(crate) fn note(&mut self, finding: Finding) {
        self.notices.push(finding);
    }
}

/// The event that puts a finding into the record.
pub fn noticed(finding: &Finding) -> Event {
    let what = finding.key.strip_prefix("notice-").unwrap_or(&finding.key);
    Event::DeskNoticed {
        what: what.to_owned(),
        args: finding.args.clone(),
    }
}

/// Why nothing can be recorded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum ReadOnly {
    /// The data folder takes no writing.
    Folder,
    /// The disk is full.
    Full,
    /// The disk failed.
    Disk(String),
    /// Entries are in doubt; recording on would hide that.
    Doubt(String),
}

impl ReadOnly {
    pub(crate) fn of_error(error: &io::Error) -> Self {
        if files::is_full(error) {
            Self::Full
        } else if files::is_forbidden(error) {
            Self::Folder
        } else {
            Self::Disk(error.to_string())
        }
    }

    pub(crate) fn of_doubts(doubts: &[Doubt]) -> Self {
        let named = doubts.iter().take(DOUBTS_NAMED_MAX).map(Doubt::to_string);
        let mut text = named.collect::<Vec<_>>().join(", ");
        if doubts.len() > DOUBTS_NAMED_MAX {
            text.push_str(" …");
        }
        Self::Doubt(text)
    }

    fn key(&self) -> &'static str {
        match self {
            Self::Folder => "ledger-read-only-folder",
            Self::Full => "ledger-read-only-full",
            Self::Disk(_) => "ledger-read-only-disk",
            Self::Doubt(_) => "ledger-read-only-doubt",
        }
    }

    fn figure(&self) -> Option<(&'static str, &str)> {
        match self {
            Self::Folder | Self::Full => None,
            Self::Disk(reason) => Some(("reason", reason)),
            Self::Doubt(entries) => Some(("entries", entries)),
        }
    }

    /// As a desk's health says it.
    pub(crate) fn finding(&self) -> Finding {
        let finding = Finding::new(&format!("notice-{}", self.key()));
        match self.figure() {
            Some((name, value)) => finding.with(name, value),
            None => finding,
        }
    }

    /// As whoever wanted to record something is told.
    pub(crate) fn error(&self) -> Error {
        let error = Error::new(self.key());
        match self.figure() {
            Some((name, value)) => error.with(name, value),
            None => error,
        }
    }
}
