//! Asking a record. A reader shares the store and reads the journal's files, so it can work in
//! another thread while the record is written; it sees the record as it was when it was made.

use super::files::At;
use super::journal::Reading;
use super::layout::Layout;
use super::store::{Fault, Room, Store};
use crate::domain::{CommandId, DeskCode, Head, Sealed, Subject, SubjectId, SubjectKind};
use crate::error::Error;
use crate::link::wire::{Counts, Page, Receipt};

/// Bytes of subjects after which a page ends.
const PAGE_BYTES_MAX: usize = 4 << 20;

/// A view of a record, to be asked.
#[derive(Debug, Clone)]
pub struct Reader {
    pub(crate) layout: Layout,
    pub(crate) desk: DeskCode,
    pub(crate) head: Head,
    pub(crate) store: Result<Store, Fault>,
}

impl Reader {
    /// The end of the chain in this view.
    pub fn head(&self) -> Head {
        self.head
    }

    /// Entries after a number, in order, as they are stored. Where the store is not at hand they
    /// come from the journal.
    pub fn entries(&self, after: u64, limit: usize) -> Result<Vec<Sealed>, Error> {
        if let Ok(store) = &self.store
            && let Ok(mut entries) = store.entries(after, limit)
        {
            let held = self.head.seq.saturating_sub(after);
            entries.truncate(usize::try_from(held).unwrap_or(usize::MAX));
            return Ok(entries);
        }
        let dir = self.layout.journal();
        let reading = Reading::after(&dir, &self.desk, after, None).at(&dir)?;
        let mut entries = Vec::new();
        for next in reading.take(limit) {
            let (label, record) = next.at(&dir)?;
            if label.seq > self.head.seq {
                break;
            }
            entries.push(record.sealed);
        }
        Ok(entries)
    }

    /// A subject, however old.
    pub fn subject(&self, id: &SubjectId) -> Result<Option<Subject>, Error> {
        self.store()?.subject(id).map_err(failed)
    }

    /// A page of the subjects of a family, newest first, those numbered before `before` where it is
    /// given: all of them where the query is empty, else those whose texts hold everything it names
    /// and those whose number it is.
    pub fn page(
        &self,
        kind: SubjectKind,
        query: &str,
        before: Option<&SubjectId>,
        rows: usize,
    ) -> Result<Page, Error> {
        let bytes = PAGE_BYTES_MAX;
        let room = Room { rows, bytes };
        self.store()?
            .page(kind, query, before, room)
            .map_err(failed)
    }

    /// How many subjects of each family there are, or how many a query finds.
    pub fn count(&self, query: &str) -> Result<Counts, Error> {
        self.store()?.count(query).map_err(failed)
    }

    /// What a command was answered with, where it was recorded.
    pub fn receipt(&self, command: &CommandId) -> Result<Option<Receipt>, Error> {
        self.store()?.receipt(command.as_str()).map_err(failed)
    }

    fn store(&self) -> Result<&Store, Error> {
        self.store.as_ref().map_err(|fault| failed(fault.clone()))
    }
}

/// The store could not answer. The record is whole in the journal; the store is rebuilt from it.
pub(crate) fn failed(fault: Fault) -> Error {
    Error::new("ledger-store").with("reason", fault)
}
