//! Beginning a record. The journal is made beside its place and renamed, so that there is never a
//! journal without its first entry.

use std::fs;
use std::path::Path;

use super::draft::{Draft, chain_up};
use super::files::{self, At};
use super::journal::{self, Segment};
use super::layout::Layout;
use super::lock::Lock;
use crate::domain::{DeskCode, Event, Head};
use crate::error::Error;

/// Makes the journal of a new desk. Its lock is returned.
pub(crate) fn create(dir: &Path, first: Vec<Draft>) -> Result<Lock, Error> {
    let layout = Layout::new(dir);
    let taken = [layout.journal(), layout.store(), layout.head()];
    if taken.iter().any(|path| path.exists()) {
        return Err(Error::refused("ledger-exists").with("path", dir.display()));
    }
    files::make_dir(dir).at(dir)?;
    let lock = Lock::take(&layout)?;
    if !lock.is_writable() {
        return Err(super::finding::ReadOnly::Folder.error());
    }
    let lines = first_lines(first)?;
    let draft = layout.journal_draft();
    if draft.exists() {
        fs::remove_dir_all(&draft).at(&draft)?;
    }
    files::make_dir(&draft).at(&draft)?;
    let path = Segment::new(&lines.0, 1).path(&draft);
    files::replace(&path, &lines.1).at(&path)?;
    let journal = layout.journal();
    fs::rename(&draft, &journal).at(&journal)?;
    files::sync_dir(dir).at(dir)?;
    Ok(lock)
}

fn first_lines(first: Vec<Draft>) -> Result<(DeskCode, Vec<u8>), Error> {
    let created = first.first().map(|draft| &draft.event);
    let Some(Event::DeskCreated { code, .. }) = created else {
        return Err(Error::new("ledger-no-beginning"));
    };
    let desk = code.clone();
    let mut lines = Vec::new();
    for recorded in chain_up(&desk, Head::GENESIS, first)? {
        let json = journal::json(&recorded.sealed);
        journal::write_line(&json, &mut lines)
            .map_err(|long| Error::new("ledger-too-long").with("bytes", long.bytes))?;
    }
    Ok((desk, lines))
}
