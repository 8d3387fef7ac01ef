//! What the program reads and asks: sled 0.34.7 holding entries, subjects, their texts, receipts and the
//! state, all of it rebuilt from the journal at any time. It is never the proof.
//!
//! sled may panic after damage, so every call goes through [`guarded`]. Its `flush` is no barrier
//! against a power cut, so [`Store::sync`] syncs the file itself. Large pages become loose files
//! that are never synced, so every value is cut into parts a page of which stays small.

mod keys;
mod opening;
mod page;
mod project;
mod query;
mod snapshot;
mod texts;
mod wide;

use std::fs::File;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use serde::{Deserialize, Serialize};
use sled::{Db, Tree};

use crate::domain::Head;

pub(crate) use opening::{is_there, open};
pub(crate) use page::Room;
pub(crate) use project::Projection;

/// The shape of the trees. A store of another shape is rebuilt.
const FORMAT: u32 = 3;

/// Why the store could not do something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Fault {
    pub(crate) reason: String,
    /// There is no space; nothing is wrong with what is kept.
    pub(crate) is_full: bool,
    /// Somebody else may still be at work in its folder: a thread that did not answer, a process
    /// that holds its lock.
    pub(crate) is_hung: bool,
}

impl Fault {
    pub(crate) fn new(reason: impl Into<String>) -> Self {
        Self {
            reason: reason.into(),
            is_full: false,
            is_hung: false,
        }
    }

    pub(crate) fn hung(reason: &str) -> Self {
        Self {
            is_hung: true,
            ..Self::new(reason)
        }
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for Fault {}

impl From<sled::Error> for Fault {
    fn from(error: sled::Error) -> Self {
        let is_full = match &error {
            sled::Error::Io(io) => crate::ledger::files::is_full(io),
            _ => false,
        };
        Self {
            is_full,
            is_hung: opening::is_locked(&error),
            ..Self::new(error.to_string())
        }
    }
}

impl From<serde_json::Error> for Fault {
    fn from(error: serde_json::Error) -> Self {
        Self::new(error.to_string())
    }
}

impl From<std::io::Error> for Fault {
    fn from(error: std::io::Error) -> Self {
        Self {
            is_full: crate::ledger::files::is_full(&error),
            ..Self::new(error.to_string())
        }
    }
}

/// Lets sled do something; a panic inside it is a fault, not the end of the desk.
fn guarded<T>(work: impl FnOnce() -> Result<T, Fault>) -> Result<T, Fault> {
    match catch_unwind(AssertUnwindSafe(work)) {
        Ok(done) => done,
        Err(panic) => Err(Fault::new(opening::said(panic.as_ref()))),
    }
}

/// Up to where the journal was put into the store.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
struct Applied {
    format: u32,
    head: Head,
}

/// The store. Clones share it.
#[derive(Debug, Clone)]
pub(crate) struct Store {
    db: Db,
    /// sled's own file, opened beside it, to be synced.
    file: Arc<File>,
    /// Number → entry.
    entries: Tree,
    /// Kind, year, number → subject.
    subjects: Tree,
    /// Kind, year, number → text of the subject.
    texts: Tree,
    /// Command → receipt.
    commands: Tree,
    /// Number → state after that entry.
    states: Tree,
    /// What the other trees hold.
    meta: Tree,
}

impl Store {
    fn on(db: Db, file: File) -> Result<Self, Fault> {
        Ok(Self {
            file: Arc::new(file),
            entries: db.open_tree("entries")?,
            subjects: db.open_tree("subjects")?,
            texts: db.open_tree("texts")?,
            commands: db.open_tree("commands")?,
            states: db.open_tree("states")?,
            meta: db.open_tree("meta")?,
            db,
        })
    }

    /// The last entry that was put in. A store of another shape counts as one that cannot be read.
    pub(crate) fn applied(&self) -> Result<Head, Fault> {
        guarded(|| {
            let Some(value) = self.meta.get(keys::APPLIED)? else {
                return Ok(Head::GENESIS);
            };
            let applied: Applied = serde_json::from_slice(&value)?;
            if applied.format != FORMAT {
                return Err(Fault::new(format!("shape {}", applied.format)));
            }
            Ok(applied.head)
        })
    }

    /// Puts everything on the disk, so that the next opening has little to do.
    pub(crate) fn sync(&self) -> Result<(), Fault> {
        guarded(|| {
            self.db.flush()?;
            self.file.sync_data()?;
            Ok(())
        })
    }
}
