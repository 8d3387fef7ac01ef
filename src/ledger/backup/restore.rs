//! Making a record from a backup: into an empty folder only, and only after every line of the
//! backup was checked.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use super::read::{Backup, Line};
use crate::domain::entry::OpenError;
use crate::domain::{Event, Head, Sealed, SubjectId};
use crate::error::Error;
use crate::ledger::files::{self, At};
use crate::ledger::finding::ReadOnly;
use crate::ledger::journal::{self, Bench, Recovered};
use crate::ledger::layout::Layout;
use crate::ledger::lock::Lock;
use crate::ledger::options::Options;
use crate::ledger::progress::{Progress, Stage, Watcher};
use crate::ledger::vault::Vault;

/// Makes the record in a backup file live in an empty or new folder. The head it ends with is
/// returned; the store is built when the record is opened.
pub fn restore(
    file: &Path,
    dir: &Path,
    options: &Options,
    watcher: Watcher<'_>,
) -> Result<Head, Error> {
    let checked = check(file, watcher)?;
    if dir.exists() && fs::read_dir(dir).at(dir)?.next().is_some() {
        return Err(Error::refused("restore-not-empty").with("path", dir.display()));
    }
    files::make_dir(dir).at(dir)?;
    let layout = Layout::new(dir);
    let lock = Lock::take(&layout)?;
    if !lock.is_writable() {
        return Err(ReadOnly::Folder.error());
    }
    write(file, &layout, &checked, options, watcher)?;
    let journal = layout.journal();
    fs::rename(layout.journal_draft(), &journal).at(&journal)?;
    files::sync_dir(dir).at(dir)?;
    Ok(checked.head)
}

/// A backup of which every line was read.
struct Checked {
    head: Head,
    /// Subjects whose personal fields were destroyed: their keys do not come back.
    destroyed: BTreeSet<SubjectId>,
}

fn check(file: &Path, watcher: Watcher<'_>) -> Result<Checked, Error> {
    let mut backup = Backup::open(file)?;
    let mut destroyed = BTreeSet::new();
    loop {
        match backup.next().at(file)? {
            Line::Entry(sealed) => destroyed.extend(destroys(&sealed, backup.head.seq)?),
            Line::Key(..) => {}
            Line::Closed => break,
            Line::Flawed => return Err(backup.damaged(file)),
        }
        crate::ledger::progress::tell(watcher, Stage::Checking, backup.head.seq);
    }
    let head = backup.head;
    Ok(Checked { head, destroyed })
}

/// The subject whose personal fields an entry destroys. Refuses what this program cannot open.
fn destroys(sealed: &Sealed, seq: u64) -> Result<Option<SubjectId>, Error> {
    match sealed.open() {
        Ok(entry) => Ok(match entry.event {
            Event::PersonalDestroyed { call, .. } => Some(call),
            _ => None,
        }),
        Err(OpenError::Newer { found }) => Err(Error::new("ledger-newer")
            .with("seq", seq)
            .with("found", found)),
        Err(OpenError::Unreadable(error)) => Err(Error::new("ledger-unreadable")
            .with("seq", seq)
            .because(error)),
    }
}

fn write(
    file: &Path,
    layout: &Layout,
    checked: &Checked,
    options: &Options,
    watcher: Watcher<'_>,
) -> Result<(), Error> {
    let draft = layout.journal_draft();
    files::make_dir(&draft).at(&draft)?;
    let backup = RefCell::new(Backup::open(file)?);
    let told = RefCell::new(watcher);
    let fetch = |seq: u64| -> io::Result<Sealed> {
        crate::ledger::progress::tell(&mut **told.borrow_mut(), Stage::Restoring, seq);
        match backup.borrow_mut().next()? {
            Line::Entry(sealed) => Ok(sealed),
            _ => Err(io::Error::other("the backup changed while it was read")),
        }
    };
    let desk = backup.borrow().desk.clone();
    let bench = Bench {
        dir: &draft,
        desk: &desk,
        segments: &[],
        aside: &layout.cut(),
        segment_max_bytes: options.segment_max_bytes,
        now: options.now,
    };
    let nothing = journal::whole(&draft, &[], &desk, &mut |_: Progress| {})?;
    let recovered = Recovered {
        ranges: vec![(1, checked.head.seq)],
        fetch: &fetch,
    };
    journal::mend(&bench, &nothing, &recovered).at(&draft)?;
    let segments = journal::list(&draft).at(&draft)?;
    let written = journal::whole(&draft, &segments, &desk, &mut |_: Progress| {})?;
    if written.end != checked.head || !written.is_whole() {
        let path = draft.display();
        return Err(Error::new("ledger-ruin").with("path", path));
    }
    let vault = Vault::at(layout.keys());
    while let Line::Key(subject, key) = backup.borrow_mut().next().at(file)? {
        if !checked.destroyed.contains(&subject) {
            vault.import(&subject, &key)?;
        }
    }
    Ok(())
}
