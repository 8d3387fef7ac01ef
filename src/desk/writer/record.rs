//! What the writer needs of the record, as a trait, so that its own promises can be tested against
//! a record that fails.

use chrono::{DateTime, Utc};

use crate::domain::{CommandId, State, Subject, SubjectId};
use crate::error::Error;
use crate::ledger::{Draft, Ledger, Reader, Recorded, unwatched};
use crate::link::wire::{Finding, Receipt};

/// The record, as the writer uses it.
pub(in crate::desk) trait Record: Send + 'static {
    /// The state after the last entry on disk.
    fn state(&self) -> &State;
    /// The state after what is staged.
    fn staged_state(&self) -> &State;
    /// Whether more may be staged before a commit.
    fn has_room(&self) -> bool;
    /// Stages what one wish became. Nothing is on disk yet.
    fn stage(&mut self, drafts: Vec<Draft>) -> Result<(), Error>;
    /// Puts everything staged on disk, whole, or forgets it.
    fn commit(&mut self) -> Result<Vec<Recorded>, Error>;
    /// Why nothing can be recorded.
    fn read_only(&self) -> Option<Finding>;
    /// Why older subjects cannot be asked for.
    fn store_fault(&self) -> Option<Finding>;
    /// Tries to get well again. What was found on the way is returned.
    fn try_recover(&mut self, now: DateTime<Utc>) -> Result<Vec<Finding>, Error>;
    /// Writes down what makes the next start short.
    fn settle(&mut self) -> Result<(), Error>;
    /// Settles and lets go of the record.
    fn close(self) -> Result<(), Error>;
    /// A view of the record as it is now, for other threads.
    fn reader(&self) -> Reader;
    /// What was answered to a wish.
    fn receipt(&self, command: &CommandId) -> Result<Option<Receipt>, Error>;
    /// A subject, however old.
    fn subject(&self, id: &SubjectId) -> Result<Option<Subject>, Error>;
}

impl Record for Ledger {
    fn state(&self) -> &State {
        self.state()
    }

    fn staged_state(&self) -> &State {
        self.staged_state()
    }

    fn has_room(&self) -> bool {
        self.has_room()
    }

    fn stage(&mut self, drafts: Vec<Draft>) -> Result<(), Error> {
        self.stage(drafts)
    }

    fn commit(&mut self) -> Result<Vec<Recorded>, Error> {
        self.commit()
    }

    fn read_only(&self) -> Option<Finding> {
        self.read_only()
    }

    fn store_fault(&self) -> Option<Finding> {
        self.store_fault()
    }

    fn try_recover(&mut self, now: DateTime<Utc>) -> Result<Vec<Finding>, Error> {
        let found = self.try_recover(now, &mut unwatched)?;
        Ok(found.notices)
    }

    fn settle(&mut self) -> Result<(), Error> {
        self.settle()
    }

    fn close(self) -> Result<(), Error> {
        self.close()
    }

    fn reader(&self) -> Reader {
        self.reader()
    }

    fn receipt(&self, command: &CommandId) -> Result<Option<Receipt>, Error> {
        self.reader().receipt(command)
    }

    fn subject(&self, id: &SubjectId) -> Result<Option<Subject>, Error> {
        self.reader().subject(id)
    }
}
