//! How far long work has come.

/// Entries between two words about progress.
const EVERY: u64 = 4096;

/// What is being done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// The journal is being checked.
    Checking,
    /// Entries are being put into the store again.
    Rebuilding,
    /// The store is being compared with the journal.
    Comparing,
    /// Entries are being written into a backup.
    BackingUp,
    /// Entries are being written from a backup.
    Restoring,
}

impl Stage {
    /// The stable name, a locale key under `ledger-stage-`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Checking => "checking",
            Self::Rebuilding => "rebuilding",
            Self::Comparing => "comparing",
            Self::BackingUp => "backing-up",
            Self::Restoring => "restoring",
        }
    }
}

/// How far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Progress {
    /// What is being done.
    pub stage: Stage,
    /// Entries done.
    pub done: u64,
}

/// Whoever wants to hear of it.
pub type Watcher<'a> = &'a mut dyn FnMut(Progress);

/// For whoever does not.
pub fn unwatched(_: Progress) {}

/// Tells of every so many entries.
pub(crate) fn tell(watcher: Watcher<'_>, stage: Stage, done: u64) {
    if done.is_multiple_of(EVERY) {
        watcher(Progress { stage, done });
    }
}
