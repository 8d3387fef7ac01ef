//! Where the parts of a record lie in a data folder. Names only.

use std::path::{Path, PathBuf};

/// The data folder of a desk.
///
/// ```text
/// journal/      segments of the record, and the digests of the finished ones
/// store/        sled: entries, subjects, search, state; rebuilt from the journal at any time
/// keys/         one key per call with sealed personal fields
/// pins          what officers' PINs hash to
/// cut/          bytes taken off the journal, kept for whoever wants to look
/// head.json     the end of the chain when the record was last settled
/// tip           the last acknowledged entry
/// lock          held by the process that writes
/// ballast       space kept for the day the disk is full
/// ```
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    dir: PathBuf,
}

impl Layout {
    pub(crate) fn new(dir: &Path) -> Self {
        Self {
            dir: dir.to_owned(),
        }
    }

    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    pub(crate) fn journal(&self) -> PathBuf {
        self.dir.join("journal")
    }

    /// A journal in the making: it becomes the journal by being renamed.
    pub(crate) fn journal_draft(&self) -> PathBuf {
        self.dir.join("journal.new")
    }

    pub(crate) fn store(&self) -> PathBuf {
        self.dir.join("store")
    }

    /// There while the store is known not to be trusted.
    pub(crate) fn suspicion(&self) -> PathBuf {
        self.dir.join("store.suspect")
    }

    /// There while the whole journal has to be checked at the next opening.
    pub(crate) fn recheck(&self) -> PathBuf {
        self.dir.join("journal.recheck")
    }

    pub(crate) fn keys(&self) -> PathBuf {
        self.dir.join("keys")
    }

    pub(crate) fn pins(&self) -> PathBuf {
        self.dir.join("pins")
    }

    pub(crate) fn cut(&self) -> PathBuf {
        self.dir.join("cut")
    }

    pub(crate) fn head(&self) -> PathBuf {
        self.dir.join("head.json")
    }

    pub(crate) fn tip(&self) -> PathBuf {
        self.dir.join("tip")
    }

    pub(crate) fn lock(&self) -> PathBuf {
        self.dir.join("lock")
    }

    pub(crate) fn ballast(&self) -> PathBuf {
        self.dir.join("ballast")
    }
}
