//! Opening a record: what the journal proves is compared with the store and with the marker of the
//! last settling; what one lost the others give back; what nobody proves is named, and then nothing
//! is written.
//!
//! The order matters. The lock comes first. The journal is read before the store is touched, because
//! opening a damaged store may destroy what it held: wherever the journal needs the store's word, a
//! copy of the store is asked. Nothing at all is written before the journal was found to hold no
//! entry of a newer program.

mod catch_up;
mod presence;
mod reckon;
mod stores;

use crate::domain::verify::Doubt;
use crate::domain::{DeskCode, Head, Sealed, State};
use crate::error::Error;
use crate::ledger::files::{self, At};
use crate::ledger::finding::{Findings, ReadOnly};
use crate::ledger::journal::{self, Bench, Journal, Known, Place, Recovered, Survey};
use crate::ledger::layout::Layout;
use crate::ledger::marker::Marker;
use crate::ledger::options::Options;
use crate::ledger::progress::Watcher;
use crate::ledger::shelf::Shelf;
use crate::ledger::store::Store;
use crate::link::wire::Finding;

use catch_up::{CatchUp, CaughtUp, Failed};
use presence::{Presence, nothing_there};
use reckon::{Verdict, Witnesses};

pub(crate) use presence::{Presence as Found, desk_of};
pub(crate) use reckon::{lost, prove, walk};

/// How often a journal may be mended in one opening. Once is enough; more means that it does not
/// stay as it is written.
const MENDINGS_MAX: usize = 3;

/// A record that was opened, in parts.
pub(crate) struct Opened {
    pub(crate) desk: DeskCode,
    /// `None` where nothing can be recorded.
    pub(crate) journal: Option<Journal>,
    pub(crate) shelf: Shelf,
    pub(crate) state: State,
    /// The entry after which the state was kept.
    pub(crate) snapshot: u64,
    pub(crate) marker: Option<Marker>,
    pub(crate) read_only: Option<ReadOnly>,
    pub(crate) findings: Findings,
}

/// Whether there is a record in a data folder. Asked before the lock is taken, so that nothing is
/// made in a folder that is no desk's.
pub(crate) fn is_there(layout: &Layout) -> Result<(), Error> {
    Presence::of(layout).map(|_| ())
}

/// Opens the record in a data folder of which the lock is held.
pub(crate) fn open(
    layout: &Layout,
    options: &Options,
    is_writable: bool,
    watcher: Watcher<'_>,
) -> Result<Opened, Error> {
    let mut opening = Opening {
        layout,
        options,
        is_writable,
        findings: Findings::default(),
    };
    let mut mendings = 0;
    let sight = loop {
        let sight = opening.look(watcher)?;
        if !opening.can_mend(&sight) {
            break sight;
        }
        if mendings == MENDINGS_MAX {
            return Err(Error::new("ledger-ruin").with("path", layout.journal().display()));
        }
        mendings += 1;
        opening.mend(&sight)?;
    };
    opening.finish(sight, watcher)
}

struct Opening<'a> {
    layout: &'a Layout,
    options: &'a Options,
    is_writable: bool,
    findings: Findings,
}

/// Everything that was seen in one look.
struct Sight {
    desk: DeskCode,
    presence: Presence,
    survey: Survey,
    shelf: Shelf,
    verdict: Verdict,
}

impl Opening<'_> {
    fn look(&mut self, watcher: Watcher<'_>) -> Result<Sight, Error> {
        let presence = Presence::of(self.layout)?;
        let (desk, survey, held) = match &presence.desk {
            Some(desk) => {
                let survey = self.survey(desk, &presence, watcher)?;
                let held = self.shelve(&presence, &survey);
                (desk.clone(), survey, held)
            }
            None => self.ask_store_alone(&presence, watcher)?,
        };
        self.findings.checked += survey.checked;
        let witnesses = Witnesses {
            journal: &self.layout.journal(),
            desk: &desk,
            survey: &survey,
            marker: presence.marker(),
            tip: presence.tip,
            store: held.store().ok(),
        };
        let verdict = witnesses.reckon()?;
        let is_nothing = survey.end == Head::GENESIS && verdict.recovered.is_empty();
        if is_nothing {
            return Err(nothing_there(self.layout, &presence.last_word));
        }
        Ok(Sight {
            desk,
            presence,
            survey,
            shelf: held,
            verdict,
        })
    }

    /// Walks the journal: from the last settled entry where that can be proven, or all of it.
    fn survey(
        &self,
        desk: &DeskCode,
        presence: &Presence,
        watcher: Watcher<'_>,
    ) -> Result<Survey, Error> {
        let dir = self.layout.journal();
        let is_trusted = !self.layout.recheck().exists();
        let marker = presence.marker().filter(|marker| {
            is_trusted && journal::is_plausible(&dir, &presence.segments, marker.place().segment)
        });
        if let Some(marker) = marker
            && let Some(survey) = journal::since(&dir, &presence.segments, marker, watcher)?
        {
            return Ok(survey);
        }
        journal::whole(&dir, &presence.segments, desk, watcher)
    }

    /// There is no journal and no marker; the store must say even whose record it holds.
    fn ask_store_alone(
        &mut self,
        presence: &Presence,
        watcher: Watcher<'_>,
    ) -> Result<(DeskCode, Survey, Shelf), Error> {
        let held = self.aside();
        let desk = held.store().ok().and_then(presence::desk_of);
        let desk = desk.ok_or_else(|| nothing_there(self.layout, &presence.last_word))?;
        let survey = journal::whole(&self.layout.journal(), &[], &desk, watcher)?;
        Ok((desk, survey, held))
    }

    /// Whether the journal can be made whole now.
    fn can_mend(&self, sight: &Sight) -> bool {
        let needs_it = !sight.survey.is_whole() || !sight.verdict.recovered.is_empty();
        self.is_writable && needs_it && sight.verdict.in_doubt.is_empty()
    }

    fn mend(&mut self, sight: &Sight) -> Result<(), Error> {
        let dir = self.layout.journal();
        files::make_dir(&dir).at(&dir)?;
        if let Some(torn) = sight.survey.torn {
            self.cut(&sight.desk, torn, sight.survey.end.seq + 1, "torn")?;
        }
        let bench = Bench {
            dir: &dir,
            desk: &sight.desk,
            segments: &sight.presence.segments,
            aside: &self.layout.cut(),
            segment_max_bytes: self.options.segment_max_bytes,
            now: self.options.now,
        };
        let fetch = |seq: u64| -> std::io::Result<Sealed> {
            let store = sight
                .shelf
                .store()
                .map_err(|fault| std::io::Error::other(fault.clone()))?;
            let sealed = store.entry(seq).map_err(std::io::Error::other)?;
            sealed.ok_or_else(|| std::io::Error::other("the store lost an entry it had"))
        };
        let recovered = Recovered {
            ranges: sight.verdict.recovered.clone(),
            fetch: &fetch,
        };
        let mended = journal::mend(&bench, &sight.survey, &recovered).at(&dir)?;
        for (first, last) in &sight.verdict.recovered {
            let finding = Finding::new("notice-ledger-recovered");
            let finding = finding.with("first", first).with("last", last);
            self.findings.note(finding);
        }
        let finding = Finding::new("notice-ledger-mended").with("files", mended.join(", "));
        self.findings.note(finding);
        Ok(())
    }

    fn cut(&mut self, desk: &DeskCode, place: Place, seq: u64, what: &str) -> Result<(), Error> {
        let dir = self.layout.journal();
        let saved = journal::cut(&dir, desk, place, &self.layout.cut(), self.options.now);
        let saved = saved.at(&dir)?;
        let name = saved.file_name().unwrap_or_default().to_string_lossy();
        let finding = Finding::new(&format!("notice-ledger-{what}"))
            .with("seq", seq)
            .with("saved", name);
        self.findings.note(finding);
        Ok(())
    }

    /// Everything is as it can be: what nobody relied on is taken off, the store is brought up,
    /// and the record is opened for writing where it may be.
    fn finish(mut self, mut sight: Sight, watcher: Watcher<'_>) -> Result<Opened, Error> {
        let read_only = self.why_read_only(&sight);
        if read_only.is_none() {
            self.take_off_end(&mut sight)?;
        }
        let brought_up = self.bring_up(&mut sight, read_only.is_none(), watcher)?;
        let is_full = brought_up.is_full.then_some(ReadOnly::Full);
        let read_only = read_only.or(is_full);
        let journal = match read_only {
            None => Some(self.resume(&sight)?),
            Some(_) => None,
        };
        if journal.is_some() {
            files::remove(&self.layout.recheck()).at(self.layout.dir())?;
        }
        let CaughtUp {
            state,
            replayed,
            stored,
            snapshot,
        } = brought_up.caught_up;
        let mut marker = sight.presence.marker().cloned();
        if sight.verdict.is_marker_wrong {
            self.findings.note(Finding::new("notice-ledger-marker"));
            marker = None;
        }
        let mut findings = self.findings;
        findings.head = sight.survey.end;
        findings.replayed = replayed;
        findings.stored = stored;
        findings.in_doubt = sight.verdict.in_doubt;
        findings.read_only = read_only.as_ref().map(ReadOnly::finding);
        Ok(Opened {
            desk: sight.desk,
            journal,
            shelf: brought_up.shelf,
            state,
            snapshot,
            marker,
            read_only,
            findings,
        })
    }

    fn why_read_only(&self, sight: &Sight) -> Option<ReadOnly> {
        if !sight.verdict.in_doubt.is_empty() {
            return Some(ReadOnly::of_doubts(&sight.verdict.in_doubt));
        }
        (!self.is_writable).then_some(ReadOnly::Folder)
    }

    /// Takes off a write and a command that were never finished.
    fn take_off_end(&mut self, sight: &mut Sight) -> Result<(), Error> {
        let survey = &mut sight.survey;
        let first = survey.end.seq + 1;
        if let Some(unfinished) = survey.unfinished.take() {
            let seq = unfinished.before.seq + 1;
            self.cut(&sight.desk, unfinished.place, seq, "unfinished")?;
            survey.end = unfinished.before;
            survey.end_place = unfinished.before_place;
            survey.torn = None;
        } else if let Some(torn) = survey.torn.take() {
            self.cut(&sight.desk, torn, first, "torn")?;
        }
        Ok(())
    }

    fn resume(&self, sight: &Sight) -> Result<Journal, Error> {
        let dir = self.layout.journal();
        let (end, place) = (sight.survey.end, sight.survey.end_place);
        Journal::resume(
            &dir,
            &sight.desk,
            end,
            place,
            self.options.segment_max_bytes,
        )
        .at(&dir)
    }

    fn catch_up(
        &self,
        sight: &Sight,
        store: Option<&Store>,
        watcher: Watcher<'_>,
    ) -> Result<CaughtUp, Failed> {
        let in_doubt: Vec<(u64, u64)> = sight
            .verdict
            .in_doubt
            .iter()
            .map(|Doubt { first, last, .. }| (*first, *last))
            .collect();
        let marker = sight.presence.marker();
        let known = marker.filter(|marker| marker.head() == sight.survey.start);
        let catch_up = CatchUp {
            journal: &self.layout.journal(),
            desk: &sight.desk,
            end: sight.survey.end,
            in_doubt: &in_doubt,
            known: known.map(|marker| Known {
                head: marker.head(),
                place: marker.place(),
            }),
        };
        catch_up.run(store, watcher)
    }
}
