//! Getting the store to hand while a record is opened: its own, or a copy of it, or a new one.

use std::fs;

use super::catch_up::{CaughtUp, Failed};
use super::presence::Presence;
use super::{Opening, Sight};
use crate::domain::Head;
use crate::error::Error;
use crate::ledger::ballast;
use crate::ledger::files::{self, At};
use crate::ledger::journal::Survey;
use crate::ledger::layout::Layout;
use crate::ledger::options::Options;
use crate::ledger::progress::Watcher;
use crate::ledger::shelf::Shelf;
use crate::ledger::store::{self, Fault};
use crate::link::wire::Finding;

/// A store brought up, and the state with it.
pub(super) struct BroughtUp {
    pub(super) shelf: Shelf,
    pub(super) caught_up: CaughtUp,
    /// There is no space for the store in its place.
    pub(super) is_full: bool,
}

/// Stores set aside as bad that are kept; they can be rebuilt, so the oldest goes.
const BAD_KEPT: usize = 2;

impl Opening<'_> {
    /// The store as a witness. Its own place only where the journal does not need its word.
    pub(super) fn shelve(&mut self, presence: &Presence, survey: &Survey) -> Shelf {
        if !presence.has_store {
            return Shelf::Missing(Fault::new("there is none"));
        }
        let seen = presence.marker().map(|marker| marker.seq);
        let seen = seen.max(presence.tip.map(|tip| tip.seq));
        let is_short = seen.is_some_and(|seq| seq > survey.end.seq);
        let is_needed = !survey.is_whole() || is_short || survey.end == Head::GENESIS;
        if is_needed || !self.is_writable {
            return self.aside();
        }
        if self.layout.suspicion().exists() {
            return Shelf::Missing(Fault::new("it was found damaged while it was used"));
        }
        self.own()
    }

    fn own(&mut self) -> Shelf {
        let dir = self.layout.store();
        match self.try_open(&dir) {
            // Opening needs a little space. The ballast is there for this.
            Shelf::Missing(fault) if fault.is_full && ballast::release(&self.layout.ballast()) => {
                self.try_open(&dir)
            }
            other => other,
        }
    }

    fn try_open(&mut self, dir: &std::path::Path) -> Shelf {
        let mut strays = Vec::new();
        let opened = store::open(dir, self.options.store_open_limit, &mut strays);
        for stray in strays {
            self.findings
                .note(Finding::new("notice-ledger-stray").with("file", stray));
        }
        match opened {
            Ok(store) => Shelf::Own(store),
            Err(fault) => Shelf::Missing(fault),
        }
    }

    /// A copy of the store, so that looking at it cannot harm it.
    pub(super) fn aside(&mut self) -> Shelf {
        let copied = tempfile::tempdir().and_then(|folder| {
            let to = folder.path().join("store");
            files::copy_tree(&self.layout.store(), &to)?;
            Ok((folder, to))
        });
        let (folder, to) = match copied {
            Ok(copied) => copied,
            Err(error) => return Shelf::Missing(error.into()),
        };
        match self.try_open(&to) {
            Shelf::Own(store) => Shelf::Aside { store, folder },
            other => other,
        }
    }

    /// Brings the store up to the journal's end; another store where this one cannot be had.
    pub(super) fn bring_up(
        &mut self,
        sight: &mut Sight,
        may_write: bool,
        watcher: Watcher<'_>,
    ) -> Result<BroughtUp, Error> {
        let held = std::mem::replace(&mut sight.shelf, Shelf::Missing(Fault::new("")));
        let wrong = sight.verdict.wrong_store.take();
        let held = wrong.map_or(held, |reason| Shelf::Missing(Fault::new(reason)));
        let fault = match self.catch_up_with(sight, held, watcher)? {
            Ok(brought_up) => return Ok(brought_up),
            Err(fault) => fault,
        };
        let is_full = fault.is_full;
        let held = if !may_write || fault.is_hung {
            self.new_aside()
        } else if is_full {
            self.aside()
        } else {
            let was_settled = sight.presence.marker().is_some();
            self.new_own(&fault, sight.presence.has_store || was_settled)?
        };
        let brought_up = match self.catch_up_with(sight, held, watcher)? {
            Ok(brought_up) => brought_up,
            Err(fault) => self.catch_up_alone(sight, fault, watcher)?,
        };
        Ok(BroughtUp {
            is_full: is_full || brought_up.is_full,
            ..brought_up
        })
    }

    fn catch_up_with(
        &self,
        sight: &Sight,
        held: Shelf,
        watcher: Watcher<'_>,
    ) -> Result<Result<BroughtUp, Fault>, Error> {
        let store = match held {
            Shelf::Missing(fault) => return Ok(Err(fault)),
            ref there => there.store().ok(),
        };
        match self.catch_up(sight, store, watcher) {
            Ok(caught_up) => Ok(Ok(BroughtUp {
                shelf: held,
                caught_up,
                is_full: false,
            })),
            Err(Failed::Store(fault)) => Ok(Err(fault)),
            Err(Failed::Finally(error)) => Err(error),
        }
    }

    /// No store can be had; the state is folded from the journal alone.
    fn catch_up_alone(
        &self,
        sight: &Sight,
        fault: Fault,
        watcher: Watcher<'_>,
    ) -> Result<BroughtUp, Error> {
        match self.catch_up(sight, None, watcher) {
            Ok(caught_up) => Ok(BroughtUp {
                is_full: fault.is_full,
                shelf: Shelf::Missing(fault),
                caught_up,
            }),
            Err(Failed::Finally(error)) => Err(error),
            Err(Failed::Store(fault)) => Err(Error::new("ledger-store").with("reason", fault)),
        }
    }

    /// An empty store in the place of the bad one, which is kept under another name.
    fn new_own(&mut self, fault: &Fault, is_news: bool) -> Result<Shelf, Error> {
        let kept = set_aside(self.layout, self.options).at(&self.layout.store())?;
        if is_news {
            let finding = Finding::new("notice-ledger-rebuilt").with("reason", fault);
            let kept = kept.unwrap_or_else(|| "-".to_owned());
            self.findings.note(finding.with("kept", kept));
        }
        Ok(self.own())
    }

    /// An empty store where it harms nothing.
    fn new_aside(&mut self) -> Shelf {
        let folder = match tempfile::tempdir() {
            Ok(folder) => folder,
            Err(error) => return Shelf::Missing(error.into()),
        };
        match self.try_open(&folder.path().join("store")) {
            Shelf::Own(store) => Shelf::Aside { store, folder },
            other => other,
        }
    }
}

/// Renames a bad store, and forgets the suspicion against it. Its new name is returned.
fn set_aside(layout: &Layout, options: &Options) -> std::io::Result<Option<String>> {
    let store = layout.store();
    let mut name = None;
    if store.exists() {
        let bad = files::stamped(&store, "bad", options.now)?;
        fs::rename(&store, &bad)?;
        files::sync_dir(layout.dir())?;
        name = bad
            .file_name()
            .map(|name| name.to_string_lossy().into_owned());
        forget_oldest(layout)?;
    }
    files::remove(&layout.suspicion())?;
    Ok(name)
}

fn forget_oldest(layout: &Layout) -> std::io::Result<()> {
    let mut bad = Vec::new();
    for entry in fs::read_dir(layout.dir())? {
        let entry = entry?;
        if entry
            .file_name()
            .to_string_lossy()
            .starts_with("store.bad-")
        {
            bad.push(entry.path());
        }
    }
    // The names carry their time, so their order is that of time.
    bad.sort();
    let too_many = bad.len().saturating_sub(BAD_KEPT);
    bad.iter().take(too_many).try_for_each(fs::remove_dir_all)
}
