//! The record of a desk: the one writer, the state folded from it, and everything that keeps both.

use std::path::Path;

use chrono::{DateTime, Utc};

use super::ballast;
use super::create;
use super::draft::{Draft, Recorded, chain_up};
use super::files::{self, At};
use super::finding::{Findings, ReadOnly};
use super::journal::{self, Batch, Journal, Reading, Segment, SegmentDigest};
use super::layout::Layout;
use super::lock::Lock;
use super::marker::Marker;
use super::opening::{self, Opened};
use super::options::Options;
use super::progress::Watcher;
use super::reader::Reader;
use super::shelf::Shelf;
use super::store::{Fault, Projection};
use super::tip::Tip;
use crate::domain::{DeskCode, Digest, Head, State, SubjectId, apply};
use crate::error::Error;
use crate::link::wire::Finding;

/// Entries that may be staged before they are committed.
pub const STAGED_MAX: usize = 512;

/// Bytes of lines that may be staged before they are committed.
const STAGED_MAX_BYTES: usize = 2 << 20;

/// Bytes written and taken away again to see whether there is space.
const PROBE_BYTES: usize = 64 << 10;

/// A desk's record, open. There is one at a time for a data folder.
///
/// Commands are [staged](Self::stage), each decided against [`Self::staged_state`], then
/// [committed](Self::commit) together: one sync, after which all of them are durable, or none was
/// recorded. [`Self::state`] is what is durable.
#[derive(Debug)]
pub struct Ledger {
    layout: Layout,
    options: Options,
    lock: Option<Lock>,
    desk: DeskCode,
    journal: Option<Journal>,
    tip: Option<Tip>,
    shelf: Shelf,
    state: State,
    staged_state: State,
    staged: Vec<Recorded>,
    batch: Batch,
    read_only: Option<ReadOnly>,
    /// The entry after which the state was kept.
    snapshot: u64,
    /// The entry at which the record was settled.
    settled: u64,
}

impl Ledger {
    /// Begins the record of a new desk with its first entries; the first of them creates the desk.
    pub fn create(
        dir: &Path,
        first: Vec<Draft>,
        options: Options,
        watcher: Watcher<'_>,
    ) -> Result<Self, Error> {
        let lock = create::create(dir, first)?;
        let (mut ledger, _) = Self::open_locked(Layout::new(dir), lock, options, watcher)?;
        ledger.settle()?;
        Ok(ledger)
    }

    /// Opens a record, comparing and healing what is kept. What was found is told.
    pub fn open(
        dir: &Path,
        options: Options,
        watcher: Watcher<'_>,
    ) -> Result<(Self, Findings), Error> {
        let layout = Layout::new(dir);
        opening::is_there(&layout)?;
        let lock = Lock::take(&layout)?;
        Self::open_locked(layout, lock, options, watcher)
    }

    /// Says why there is no record in a data folder, where there is none.
    pub fn is_there(dir: &Path) -> Result<(), Error> {
        opening::is_there(&Layout::new(dir))
    }

    fn open_locked(
        layout: Layout,
        lock: Lock,
        options: Options,
        watcher: Watcher<'_>,
    ) -> Result<(Self, Findings), Error> {
        let opened = opening::open(&layout, &options, lock.is_writable(), watcher)?;
        let mut ledger = Self {
            layout,
            options,
            lock: Some(lock),
            desk: opened.desk,
            journal: opened.journal,
            tip: None,
            shelf: opened.shelf,
            staged_state: opened.state.clone(),
            state: opened.state,
            staged: Vec::new(),
            batch: Batch::default(),
            read_only: opened.read_only,
            snapshot: opened.snapshot,
            settled: opened.marker.map_or(0, |marker| marker.seq),
        };
        if ledger.read_only.is_none() {
            // A full disk is told when something is recorded; the record is open all the same.
            let _ = ledger.settle();
            ledger.open_tip();
        }
        Ok((ledger, opened.findings))
    }

    /// The state after the last durable entry.
    pub fn state(&self) -> &State {
        &self.state
    }

    /// The state after what is staged: the next command is decided against it.
    pub fn staged_state(&self) -> &State {
        &self.staged_state
    }

    /// The end of the chain, durable.
    pub fn head(&self) -> Head {
        Head {
            seq: self.state.seq,
            hash: self.state.head,
        }
    }

    /// Why nothing can be recorded; `None` where all is well.
    pub fn read_only(&self) -> Option<Finding> {
        self.read_only.as_ref().map(ReadOnly::finding)
    }

    /// Why older subjects cannot be asked for; `None` where all is well. The record itself is not
    /// touched by it: [`Self::try_recover`] brings the store back.
    pub fn store_fault(&self) -> Option<Finding> {
        let fault = self.shelf.store().err()?;
        Some(Finding::new("notice-ledger-store").with("reason", fault))
    }

    /// Whether more may be staged before a commit.
    pub fn has_room(&self) -> bool {
        self.staged.len() < STAGED_MAX && self.batch.bytes() < STAGED_MAX_BYTES
    }

    /// Stages what one command became. Nothing is durable yet, and nobody may be told.
    pub fn stage(&mut self, drafts: Vec<Draft>) -> Result<(), Error> {
        if let Some(why) = &self.read_only {
            return Err(why.error());
        }
        if !self.has_room() {
            return Err(Error::new("ledger-batch-full"));
        }
        let head = Head {
            seq: self.staged_state.seq,
            hash: self.staged_state.head,
        };
        let recorded = chain_up(&self.desk, head, drafts)?;
        self.batch
            .push_all(&recorded)
            .map_err(|long| Error::new("ledger-too-long").with("bytes", long.bytes))?;
        for recorded in recorded {
            apply(&mut self.staged_state, &recorded.entry);
            self.staged.push(recorded);
        }
        Ok(())
    }

    /// Puts everything staged on the disk, with one sync, and folds it into the state. Where that
    /// fails nothing was recorded, and the record takes nothing more until it recovered.
    pub fn commit(&mut self) -> Result<Vec<Recorded>, Error> {
        let staged = std::mem::take(&mut self.staged);
        let batch = std::mem::take(&mut self.batch);
        if staged.is_empty() {
            return Ok(staged);
        }
        if let Err(error) = self.write(&batch) {
            self.staged_state = self.state.clone();
            let why = ReadOnly::of_error(&error);
            let told = why.error().because(error);
            self.read_only = Some(why);
            return Err(told);
        }
        self.project(&staged);
        if let Some(tip) = &self.tip {
            // An older tip than the truth proves less, never something wrong.
            let _ = tip.note(self.head());
        }
        Ok(staged)
    }

    /// Stages and commits what one command became.
    pub fn append(&mut self, drafts: Vec<Draft>) -> Result<Vec<Recorded>, Error> {
        self.stage(drafts)?;
        self.commit()
    }

    /// The tip is one witness of several; the record goes on without it.
    fn open_tip(&mut self) {
        self.tip = Tip::open(&self.layout.tip(), self.head()).ok();
    }

    fn write(&mut self, batch: &Batch) -> std::io::Result<()> {
        let Some(journal) = &mut self.journal else {
            return Err(std::io::Error::other("the journal is not open"));
        };
        match journal.append(batch) {
            Err(error) if files::is_full(&error) && ballast::release(&self.layout.ballast()) => {
                journal.clean()?;
                journal.append(batch)
            }
            done => done,
        }
    }

    /// Folds durable entries into the state and puts them into the store. A store that fails is put
    /// away; it is behind then, not the record.
    fn project(&mut self, recorded: &[Recorded]) {
        let mut projection = Projection::default();
        let store = self.shelf.store().ok();
        let stored = |id: &SubjectId| store.and_then(|store| store.subject(id).ok()?);
        for Recorded { entry, sealed } in recorded {
            projection.fold(&mut self.state, entry, &stored);
            projection.keep(entry.seq, sealed);
        }
        projection.finish(&self.state);
        let written = store.map_or(Ok(()), |store| store.write(&projection));
        self.note_fault(written);
    }

    fn note_fault(&mut self, done: Result<(), Fault>) {
        let Err(fault) = done else { return };
        if !fault.is_full && self.shelf.is_own() {
            // Only a mark for the next opening; where it cannot be left, opening looks for itself.
            let _ = files::replace(&self.layout.suspicion(), fault.reason.as_bytes());
        }
        self.shelf = Shelf::Missing(fault);
    }

    /// Makes the next opening short: the store on the disk, the state kept, finished segments with
    /// their digests, the head marked. To be called now and then, and costs nothing when nothing
    /// changed.
    pub fn settle(&mut self) -> Result<(), Error> {
        let due = self.state.seq - self.snapshot >= self.options.snapshot_every;
        self.settle_with(due || self.snapshot == 0)
    }

    /// Settles, keeps the state, and closes.
    pub fn close(mut self) -> Result<(), Error> {
        let changed = self.state.seq > self.snapshot;
        self.settle_with(changed)
    }

    fn settle_with(&mut self, keep_state: bool) -> Result<(), Error> {
        let Some(journal) = &self.journal else {
            return Ok(());
        };
        let head = journal.head();
        if head.seq == self.settled && !keep_state {
            return Ok(());
        }
        let synced = self.sync_store(keep_state);
        self.note_fault(synced);
        let dir = self.layout.journal();
        self.write_digests().at(&dir)?;
        let ballast = self.layout.ballast();
        ballast::lay(&ballast, self.options.ballast_bytes).at(&ballast)?;
        let place = self.journal.as_ref().and_then(Journal::head_place);
        if let Some(place) = place {
            let path = self.layout.head();
            Marker::new(&self.desk, head, place)
                .write(&path)
                .at(&path)?;
            self.settled = head.seq;
        }
        Ok(())
    }

    fn sync_store(&mut self, keep_state: bool) -> Result<(), Fault> {
        let Shelf::Own(store) = &self.shelf else {
            return Ok(());
        };
        if keep_state {
            store.keep_state(&self.state)?;
            self.snapshot = self.state.seq;
        }
        store.sync()
    }

    /// Gives every finished segment its digest.
    fn write_digests(&self) -> std::io::Result<()> {
        let Some(journal) = &self.journal else {
            return Ok(());
        };
        let dir = journal.dir();
        let mut segments = journal::list(dir)?;
        segments.retain(|segment| segment.desk == *journal.desk());
        for pair in segments.windows(2) {
            let [segment, next] = pair else { continue };
            if SegmentDigest::read(dir, segment).is_none() {
                let last = Head {
                    seq: next.first - 1,
                    hash: self.hash_before(journal, next)?,
                };
                SegmentDigest::write(dir, segment, last)?;
            }
        }
        Ok(())
    }

    fn hash_before(&self, journal: &Journal, segment: &Segment) -> std::io::Result<Digest> {
        let head = journal.head();
        if segment.first == head.seq + 1 {
            return Ok(head.hash);
        }
        let before = segment.first - 1;
        let mut reading = Reading::after(journal.dir(), &self.desk, before, None)?;
        match reading.next().transpose()? {
            Some((_, record)) => Ok(record.sealed.prev),
            None => Err(std::io::Error::other("a segment without entries")),
        }
    }

    /// Tries to record again after the disk was full or failed, or to bring back a store that was
    /// put away. Whether everything is well is to be asked afterwards.
    pub fn try_recover(
        &mut self,
        now: DateTime<Utc>,
        watcher: Watcher<'_>,
    ) -> Result<Findings, Error> {
        self.staged.clear();
        self.batch = Batch::default();
        self.staged_state = self.state.clone();
        self.options.now = now;
        if !self.lock.as_ref().is_some_and(Lock::is_writable) {
            self.lock = None;
            self.lock = Some(Lock::take(&self.layout)?);
        }
        let is_writable = self.lock.as_ref().is_some_and(Lock::is_writable);
        if is_writable {
            self.probe().at(self.layout.dir())?;
        }
        // What a failed write left behind goes before anybody reads the journal again.
        if let Some(journal) = &mut self.journal {
            journal.clean().at(&self.layout.journal())?;
        }
        self.shelf = Shelf::Missing(Fault::new("it is being brought back"));
        let opened = opening::open(&self.layout, &self.options, is_writable, watcher)?;
        let findings = self.take(opened);
        if self.read_only.is_none() {
            self.open_tip();
        }
        Ok(findings)
    }

    fn take(&mut self, opened: Opened) -> Findings {
        self.journal = opened.journal;
        self.shelf = opened.shelf;
        self.staged_state = opened.state.clone();
        self.state = opened.state;
        self.read_only = opened.read_only;
        self.snapshot = opened.snapshot;
        opened.findings
    }

    /// Whether there is space to write.
    fn probe(&self) -> std::io::Result<()> {
        let path = files::with_suffix(&self.layout.lock(), ".probe");
        let written = files::replace(&path, &vec![0; PROBE_BYTES]);
        let _ = std::fs::remove_file(files::with_suffix(&path, ".new"));
        written.and_then(|()| std::fs::remove_file(&path))
    }

    /// A view of the record as it is now, to be asked here or in another thread.
    pub fn reader(&self) -> Reader {
        Reader {
            layout: self.layout.clone(),
            desk: self.desk.clone(),
            head: self.head(),
            store: self.shelf.store().cloned().map_err(Clone::clone),
        }
    }
}

impl Drop for Ledger {
    /// Lets go of the store before the lock, so that whoever gets the lock finds the store free.
    fn drop(&mut self) {
        self.shelf = Shelf::Missing(Fault::new("closed"));
    }
}
