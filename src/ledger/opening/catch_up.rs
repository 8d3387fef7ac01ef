//! Bringing state and store up to the end of the journal: from the state that was kept, over what
//! came later.

use std::path::Path;

use crate::domain::{DeskCode, Digest, Entry, Head, Sealed, State, SubjectId};
use crate::error::Error;
use crate::ledger::chain;
use crate::ledger::files::At;
use crate::ledger::journal::{Known, Reading};
use crate::ledger::progress::{Stage, Watcher, tell};
use crate::ledger::store::{Fault, Projection, Store};

/// Entries put into the store at once.
const TOGETHER: usize = 512;

/// What bringing up needs.
pub(crate) struct CatchUp<'a> {
    pub(crate) journal: &'a Path,
    pub(crate) desk: &'a DeskCode,
    pub(crate) end: Head,
    /// Entries passed over, because nobody proves them.
    pub(crate) in_doubt: &'a [(u64, u64)],
    pub(crate) known: Option<Known>,
}

/// What bringing up gave.
#[derive(Debug)]
pub(crate) struct CaughtUp {
    pub(crate) state: State,
    pub(crate) replayed: u64,
    pub(crate) stored: u64,
    /// The entry after which the state was kept; 0 where none was.
    pub(crate) snapshot: u64,
}

/// Why it could not be done.
#[derive(Debug)]
pub(crate) enum Failed {
    /// The store is not what it should be, or failed; without it, it can be done.
    Store(Fault),
    /// Nothing helps.
    Finally(Error),
}

impl From<Fault> for Failed {
    fn from(fault: Fault) -> Self {
        Self::Store(fault)
    }
}

impl From<Error> for Failed {
    fn from(error: Error) -> Self {
        Self::Finally(error)
    }
}

impl CatchUp<'_> {
    /// Folds everything after the kept state, and puts into the store what it lacks.
    pub(crate) fn run(
        &self,
        store: Option<&Store>,
        watcher: Watcher<'_>,
    ) -> Result<CaughtUp, Failed> {
        let mut folding = Folding {
            store,
            state: None,
            projection: Projection::default(),
            pending: 0,
            replayed: 0,
            stored: 0,
        };
        let mut snapshot = 0;
        let mut applied = 0;
        if let Some(store) = store {
            applied = store.applied()?.seq;
            folding.state = kept_state(store, applied)?;
            snapshot = folding.state.as_ref().map_or(0, |state| state.seq);
            folding.fold_store(store, applied)?;
        }
        let from = folding.state.as_ref().map_or(0, |state| state.seq);
        let reading = Reading::after(self.journal, self.desk, from, self.known);
        for next in reading.at(self.journal)? {
            let (label, record) = next.at(self.journal)?;
            if label.seq > self.end.seq || self.is_in_doubt(label.seq) {
                continue;
            }
            folding.fold(&record.sealed, label.seq > applied)?;
            // The halves of a command stay together.
            if label.more == 0 && folding.pending >= TOGETHER {
                folding.write()?;
            }
            tell(watcher, Stage::Rebuilding, folding.replayed);
        }
        folding.write()?;
        let Some(state) = folding.state else {
            return Err(Error::new("ledger-no-beginning").into());
        };
        Ok(CaughtUp {
            state,
            replayed: folding.replayed,
            stored: folding.stored,
            snapshot,
        })
    }

    fn is_in_doubt(&self, seq: u64) -> bool {
        let holds = |(first, last): &(u64, u64)| (*first..=*last).contains(&seq);
        self.in_doubt.iter().any(holds)
    }
}

/// The kept state, where it belongs to the store's own chain.
fn kept_state(store: &Store, applied: u64) -> Result<Option<State>, Fault> {
    let Some(state) = store.state(applied)? else {
        return Ok(None);
    };
    let entry = store.entry(state.seq)?;
    Ok(entry
        .is_some_and(|entry| entry.hash == state.head)
        .then_some(state))
}

struct Folding<'a> {
    store: Option<&'a Store>,
    state: Option<State>,
    projection: Projection,
    pending: usize,
    replayed: u64,
    stored: u64,
}

impl Folding<'_> {
    /// Folds what the store holds beyond the kept state. It must continue the chain: a store that
    /// lost something in the middle is found out here.
    fn fold_store(&mut self, store: &Store, applied: u64) -> Result<(), Failed> {
        let head = |state: &State| (state.seq, state.head);
        let (mut seq, mut hash) = self.state.as_ref().map_or((0, Digest::GENESIS), head);
        while seq < applied {
            let entries = store.entries(seq, TOGETHER)?;
            if entries.is_empty() {
                return Err(Fault::new(format!("entry {} is missing", seq + 1)).into());
            }
            for sealed in entries {
                if sealed.prev != hash || !chain::holds(&sealed) {
                    return Err(Fault::new(format!("entry {} is another one", seq + 1)).into());
                }
                self.fold(&sealed, false)?;
                (seq, hash) = (seq + 1, sealed.hash);
            }
        }
        Ok(())
    }

    fn fold(&mut self, sealed: &Sealed, is_new_to_store: bool) -> Result<(), Failed> {
        let entry = understand(sealed)?;
        let state = match &mut self.state {
            Some(state) => state,
            none => match State::genesis(&entry) {
                Some(state) => none.insert(state),
                None => return Err(Error::new("ledger-no-beginning").into()),
            },
        };
        self.replayed += 1;
        match self.store.filter(|_| is_new_to_store) {
            Some(store) => {
                let stored = |id: &SubjectId| store.subject(id).ok().flatten();
                self.projection.fold(state, &entry, &stored);
                self.projection.keep(entry.seq, sealed);
                self.pending += 1;
            }
            None if entry.seq > state.seq => crate::domain::apply(state, &entry),
            None => {}
        }
        Ok(())
    }

    fn write(&mut self) -> Result<(), Fault> {
        let Some((store, state)) = self.store.zip(self.state.as_ref()) else {
            return Ok(());
        };
        self.projection.finish(state);
        store.write(&self.projection)?;
        self.stored += self.pending as u64;
        self.projection = Projection::default();
        self.pending = 0;
        Ok(())
    }
}

fn understand(sealed: &Sealed) -> Result<Entry, Error> {
    sealed
        .open()
        .map_err(|error| Error::new("ledger-not-understood").because(error))
}
