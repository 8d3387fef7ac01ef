//! Checking the whole record: the chain from its first entry, the store against the journal, the
//! stored subjects against what their entries say. It changes nothing; what it finds amiss it marks,
//! so that the next opening looks at everything and heals.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sm3::{Digest as _, Sm3};

use super::backup;
use super::files::{self, At};
use super::journal::{self, Reading, Segment, SegmentDigest, Survey};
use super::layout::Layout;
use super::lock::Lock;
use super::marker::Marker;
use super::opening::{self, Found};
use super::options::Options;
use super::progress::{Stage, Watcher, tell};
use super::reader::Reader;
use super::store::{self, Fault, Projection, Store};
use crate::domain::verify::Difference;
use crate::domain::{
    Digest, Entry, Head, HeadClaim, Sealed, State, SubjectId, VerifyReport, apply,
};
use crate::error::Error;

/// Entries after which closed subjects are put down to their digests.
const TOGETHER: u64 = 512;

/// Checks the record in a data folder no desk is using, or a backup file.
pub fn verify(
    path: &Path,
    claim: Option<&HeadClaim>,
    options: &Options,
    watcher: Watcher<'_>,
) -> Result<VerifyReport, Error> {
    if path.is_file() {
        return backup::verify(path, claim, watcher);
    }
    let layout = Layout::new(path);
    let found = Found::of(&layout)?;
    let _lock = Lock::take(&layout)?;
    // Looking must not change what is looked at, and opening a store changes it.
    let aside = tempfile::tempdir().at(path)?;
    let store = copy_of_store(&layout, &aside.path().join("store"), options);
    let by_store = store.as_ref().ok().and_then(opening::desk_of);
    let Some(desk) = found.desk.clone().or(by_store) else {
        return Err(Error::new("ledger-no-beginning"));
    };
    let survey = journal::whole(&layout.journal(), &found.segments, &desk, watcher)?;
    let reader = Reader {
        layout,
        desk,
        head: survey.end,
        store,
    };
    let mut check = Check::new(&reader, &survey);
    check.ends([found.marker().map(Marker::head), found.tip]);
    check.run(claim, watcher)
}

fn copy_of_store(layout: &Layout, to: &Path, options: &Options) -> Result<Store, Fault> {
    if !store::is_there(&layout.store()) {
        return Err(Fault::new("there is none"));
    }
    files::copy_tree(&layout.store(), to)?;
    let opened = store::open(to, options.store_open_limit, &mut Vec::new())?;
    Ok(*opened)
}

impl Reader {
    /// Checks the whole record up to the head of this view, while it may be written on.
    pub fn verify(
        &self,
        claim: Option<&HeadClaim>,
        watcher: Watcher<'_>,
    ) -> Result<VerifyReport, Error> {
        let dir = self.layout.journal();
        let mut segments = journal::list(&dir).at(&dir)?;
        segments.retain(|segment| segment.desk == self.desk);
        let survey = journal::whole(&dir, &segments, &self.desk, watcher)?;
        Check::new(self, &survey).run(claim, watcher)
    }
}

struct Check<'a> {
    reader: &'a Reader,
    survey: &'a Survey,
    report: VerifyReport,
    /// The store, as long as it answers.
    store: Option<&'a Store>,
    lacking: Option<(u64, u64)>,
    is_journal_amiss: bool,
}

impl<'a> Check<'a> {
    fn new(reader: &'a Reader, survey: &'a Survey) -> Self {
        let report = VerifyReport {
            desk: reader.desk.clone(),
            head: reader.head,
            entries: 0,
            segments: 0,
            subjects: 0,
            in_doubt: Vec::new(),
            differences: Vec::new(),
            unlisted: 0,
            claim_met: None,
        };
        let mut check = Self {
            reader,
            survey,
            report,
            store: None,
            lacking: None,
            is_journal_amiss: false,
        };
        match &reader.store {
            Ok(store) => check.store = Some(store),
            Err(fault) => check.unreadable(fault),
        }
        check
    }

    fn run(
        mut self,
        claim: Option<&HeadClaim>,
        watcher: Watcher<'_>,
    ) -> Result<VerifyReport, Error> {
        self.gaps();
        self.segments()?;
        let expected = self.entries(claim, watcher)?;
        if let Some(claim) = claim {
            self.report.claim_met.get_or_insert(claim.seq == 0);
        }
        self.subjects(expected);
        self.mark();
        Ok(self.report)
    }

    /// What the journal's interruptions cost.
    fn gaps(&mut self) {
        let reach = self.store.and_then(|store| store.last_number().ok());
        for gap in &self.survey.gaps {
            // What is being written at this moment is not finished yet.
            if gap.first() > self.reader.head.seq {
                continue;
            }
            self.is_journal_amiss = true;
            let doubt = gap.doubt(&self.reader.desk);
            let proven = self
                .store
                .and_then(|store| opening::prove(store, reach?, gap));
            match proven {
                Some(_) => self.report.differs(Difference::JournalDamaged(doubt)),
                None => self.report.in_doubt.push(doubt),
            }
        }
        let scars: BTreeSet<u64> = self.survey.scars.iter().map(|scar| scar.segment).collect();
        for first in scars {
            self.is_journal_amiss = true;
            let file = Segment::new(&self.reader.desk, first).file_name();
            self.report.differs(Difference::SegmentDiffers { file });
        }
    }

    /// Whether the store knows of entries beyond the journal's end.
    fn beyond(&mut self) -> Head {
        let end = self.survey.end;
        let Some(store) = self.store else { return end };
        let reached = opening::walk(store, end, store.last_number().unwrap_or(0));
        if reached.seq > end.seq {
            self.is_journal_amiss = true;
            self.report.differs(Difference::StoreAhead {
                first: end.seq + 1,
                last: reached.seq,
            });
        }
        reached
    }

    /// Whether marker or tip saw the record go further than anything does now.
    fn ends(&mut self, seen: [Option<Head>; 2]) {
        let reached = self.beyond();
        let seen = seen.iter().flatten().map(|head| head.seq).max();
        if let Some(seq) = seen.filter(|seq| *seq > reached.seq) {
            let lost = opening::lost(reached.seq + 1, seq);
            self.report.in_doubt.push(lost);
        }
    }

    fn segments(&mut self) -> Result<(), Error> {
        let dir = self.reader.layout.journal();
        let mut segments = journal::list(&dir).at(&dir)?;
        segments.retain(|segment| segment.desk == self.reader.desk);
        self.report.segments = segments.len() as u64;
        for segment in segments {
            let Some(digest) = SegmentDigest::read(&dir, &segment) else {
                continue;
            };
            let file = segment.file_name();
            let is_told = Difference::SegmentDiffers { file: file.clone() };
            if !digest.holds(&dir) && !self.report.differences.contains(&is_told) {
                self.is_journal_amiss = true;
                self.report.differs(Difference::SegmentDiffers { file });
            }
        }
        Ok(())
    }

    /// Reads every entry: is it in the store, is it the claimed one, what does it make of the
    /// subjects. The subjects it should make are returned, by their digests.
    fn entries(
        &mut self,
        claim: Option<&HeadClaim>,
        watcher: Watcher<'_>,
    ) -> Result<Folded, Error> {
        let dir = self.reader.layout.journal();
        let kept = self.store.and_then(|store| {
            let state = store.state(self.reader.head.seq);
            state.ok().flatten()
        });
        let mut folded = Folded::default();
        for next in Reading::after(&dir, &self.reader.desk, 0, None).at(&dir)? {
            let (label, record) = next.at(&dir)?;
            if label.seq > self.reader.head.seq {
                break;
            }
            self.report.entries += 1;
            self.compare(label.seq, &record.sealed);
            if let Some(claim) = claim.filter(|claim| claim.seq == label.seq) {
                self.report.claim_met = Some(claim.is_met_by(&record.sealed.hash));
            }
            if let Ok(entry) = record.sealed.open() {
                folded.fold(&entry);
            } else {
                let seq = label.seq;
                self.report.differs(Difference::EntryUnreadable { seq });
            }
            let is_kept = kept.as_ref().filter(|kept| kept.seq == label.seq);
            if is_kept.is_some() && is_kept != folded.state.as_ref() {
                self.report.differs(Difference::StateDiffers);
            }
            tell(watcher, Stage::Comparing, self.report.entries);
        }
        self.end_lacking();
        folded.finish();
        Ok(folded)
    }

    fn compare(&mut self, seq: u64, sealed: &Sealed) {
        let Some(store) = self.store else { return };
        match store.entry_json(seq) {
            Ok(Some(json)) if json == journal::json(sealed) => self.end_lacking(),
            Ok(Some(_)) => {
                self.end_lacking();
                self.report.differs(Difference::StoreDiffers { seq });
            }
            Ok(None) => {
                let first = self.lacking.map_or(seq, |(first, _)| first);
                self.lacking = Some((first, seq));
            }
            Err(fault) => self.unreadable(&fault),
        }
    }

    fn end_lacking(&mut self) {
        if let Some((first, last)) = self.lacking.take() {
            self.report.differs(Difference::StoreLacks { first, last });
        }
    }

    fn unreadable(&mut self, fault: &Fault) {
        self.store = None;
        let reason = fault.reason.clone();
        self.report.differs(Difference::StoreUnreadable { reason });
    }

    fn subjects(&mut self, folded: Folded) {
        let Some(store) = self.store else { return };
        // Without the whole chain nobody can say what a subject should be.
        if !self.report.in_doubt.is_empty() || !self.survey.gaps.is_empty() {
            return;
        }
        let Folded {
            mut expected,
            untold,
            ..
        } = folded;
        let head = self.reader.head.seq;
        let mut differing = Vec::new();
        let mut compared = 0;
        let read = store.each_subject(&mut |id, json| {
            compared += 1;
            let is_as_told = expected.remove(&id) == Some(digest(&json));
            if !is_as_told && !untold.contains(&id) && !is_later(&json, head) {
                differing.push(id);
            }
        });
        self.report.subjects = compared;
        differing.extend(expected.into_keys());
        for subject in differing {
            self.report.differs(Difference::SubjectDiffers { subject });
        }
        if let Err(fault) = read {
            self.unreadable(&fault);
        }
    }

    /// Leaves marks for the next opening. Where they cannot be left nothing is lost: opening then
    /// looks no closer than usual.
    fn mark(&self) {
        let is_of_store = |difference: &Difference| {
            !matches!(
                difference,
                Difference::JournalDamaged(_)
                    | Difference::SegmentDiffers { .. }
                    | Difference::EntryUnreadable { .. }
                    | Difference::StoreAhead { .. }
            )
        };
        if self.is_journal_amiss {
            let _ = files::replace(&self.reader.layout.recheck(), b"");
        }
        // The store's word may still be needed to mend the journal; it is rebuilt after that.
        let is_store_amiss = self.report.differences.iter().any(is_of_store);
        if is_store_amiss && store::is_there(&self.reader.layout.store()) {
            let _ = files::replace(&self.reader.layout.suspicion(), b"found by verify\n");
        }
    }
}

/// What the entries make of the subjects.
#[derive(Default)]
struct Folded {
    state: Option<State>,
    projection: Projection,
    /// Subjects, by the digest of what should be stored.
    expected: BTreeMap<SubjectId, Digest>,
    /// Subjects an entry was about after the state had let go of them: what they should be is
    /// known to the store alone.
    untold: BTreeSet<SubjectId>,
}

impl Folded {
    fn fold(&mut self, entry: &Entry) {
        let Some(state) = &mut self.state else {
            self.state = State::genesis(entry);
            return;
        };
        apply(state, entry);
        for id in entry.event.subjects() {
            if !state.holds(id) {
                self.untold.insert(id.clone());
            }
        }
        self.projection.note_subjects(state, entry, &|_| None);
        if entry.seq.is_multiple_of(TOGETHER) {
            self.put_down();
        }
    }

    fn put_down(&mut self) {
        let noted = self.projection.take_subjects().into_iter();
        self.expected
            .extend(noted.map(|(id, json)| (id, digest(&json))));
    }

    fn finish(&mut self) {
        if let Some(state) = &self.state {
            self.projection.finish(state);
        }
        self.put_down();
    }
}

fn digest(bytes: &[u8]) -> Digest {
    Digest(Sm3::digest(bytes).into())
}

/// Whether a stored subject has entries after the head of the view.
fn is_later(json: &[u8], head: u64) -> bool {
    let subject: Result<crate::domain::Subject, _> = serde_json::from_slice(json);
    subject.is_ok_and(|subject| {
        let last = subject.timeline().last();
        last.is_some_and(|happened| happened.seq > head)
    })
}
