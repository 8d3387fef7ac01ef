//! Holding the witnesses against each other: the journal, the store, the marker of the last settling
//! and the tip of the last commit. Judges only; nothing is changed here.

use std::path::Path;

use crate::domain::verify::Doubt;
use crate::domain::{DeskCode, Digest, Head};
use crate::error::Error;
use crate::ledger::chain::{self, Label};
use crate::ledger::files::At;
use crate::ledger::journal::{Gap, Known, Reading, Segment, Survey};
use crate::ledger::marker::Marker;
use crate::ledger::store::{Fault, Store};

/// What the witnesses say together.
#[derive(Debug, Default)]
pub(crate) struct Verdict {
    /// Entries the journal lost and the store proves.
    pub(crate) recovered: Vec<(u64, u64)>,
    /// Entries nobody proves.
    pub(crate) in_doubt: Vec<Doubt>,
    /// Why the store has to be rebuilt, where it is not what the journal says.
    pub(crate) wrong_store: Option<String>,
    /// Marker or tip name another entry than journal and store do.
    pub(crate) is_marker_wrong: bool,
}

/// The witnesses.
pub(crate) struct Witnesses<'a> {
    pub(crate) journal: &'a Path,
    pub(crate) desk: &'a DeskCode,
    pub(crate) survey: &'a Survey,
    pub(crate) marker: Option<&'a Marker>,
    pub(crate) tip: Option<Head>,
    pub(crate) store: Option<&'a Store>,
}

impl Witnesses<'_> {
    /// Holds them against each other. Fails where journal and store have gone different ways:
    /// then nobody but a person can say which is right.
    pub(crate) fn reckon(&self) -> Result<Verdict, Error> {
        let mut verdict = Verdict::default();
        let applied = match self.sane_store() {
            Ok(applied) => applied,
            Err(why) => {
                verdict.wrong_store = Some(why);
                None
            }
        };
        self.fill_gaps(&mut verdict);
        let end = self.extend(applied, &mut verdict)?;
        let seen = [self.marker.map(Marker::head), self.tip];
        for head in seen.into_iter().flatten() {
            self.ask(head, end, applied, &mut verdict)?;
        }
        Ok(verdict)
    }

    /// How far the store came, where it bears a first look. What does not bear it may still prove
    /// single entries: those prove themselves.
    fn sane_store(&self) -> Result<Option<Head>, String> {
        let Some(store) = self.store else {
            return Ok(None);
        };
        let look = || {
            let applied = store.applied()?;
            let (last, first) = (store.last_number()?, store.entry(1)?);
            Ok((applied, last, store.entry(applied.seq)?, first))
        };
        let looked: Result<_, Fault> = look();
        let (applied, last, entry, first) = looked.map_err(|fault| fault.reason)?;
        let is_empty = applied.seq == 0 && last == 0;
        let has_last = entry.is_some_and(|entry| entry.hash == applied.hash);
        let has_first = first.is_some_and(|first| first.prev == Digest::GENESIS);
        if is_empty || (applied.seq == last && has_last && has_first) {
            return Ok(Some(applied));
        }
        Err(format!("it says {} and holds {last}", applied.seq))
    }

    /// The last entry the store may hold.
    fn store_reach(&self) -> u64 {
        self.store
            .and_then(|store| store.last_number().ok())
            .unwrap_or(0)
    }

    fn fill_gaps(&self, verdict: &mut Verdict) {
        let reach = self.store_reach();
        for gap in &self.survey.gaps {
            let proven = self.store.and_then(|store| prove(store, reach, gap));
            match proven {
                Some(range) => verdict.recovered.push(range),
                None => verdict.in_doubt.push(gap.doubt(self.desk)),
            }
        }
    }

    /// Follows the store beyond the journal's end. The end of both together is returned.
    fn extend(&self, applied: Option<Head>, verdict: &mut Verdict) -> Result<Head, Error> {
        let end = self.survey.end;
        let reach = self.store_reach();
        if let Some(gap) = self.survey.gaps.iter().find(|gap| gap.after.is_none()) {
            let is_filled = verdict.recovered.contains(&(gap.first(), reach));
            let hash = self.store.and_then(|store| store.entry(reach).ok()?);
            let filled = hash.filter(|_| is_filled).map(|last| Head {
                seq: reach,
                hash: last.hash,
            });
            return Ok(filled.unwrap_or(end));
        }
        if let Some(store) = self.store.filter(|_| reach > end.seq) {
            return self.follow(store, reach, applied, verdict);
        }
        let applied = applied.filter(|applied| applied.seq > 0 && self.survey.is_whole());
        if let Some(applied) = applied {
            let hash = self.hash_of(applied.seq)?;
            if hash != Some(applied.hash) {
                verdict.wrong_store = Some(format!("entry {} is another one", applied.seq));
            }
        }
        Ok(end)
    }

    fn follow(
        &self,
        store: &Store,
        reach: u64,
        applied: Option<Head>,
        verdict: &mut Verdict,
    ) -> Result<Head, Error> {
        let end = self.survey.end;
        let next = store.entry(end.seq + 1).ok().flatten();
        let parts = next.is_some_and(|next| next.prev != end.hash);
        if let Some(applied) = applied.filter(|_| parts) {
            return Err(diverged(end.seq, end, applied));
        }
        let reached = walk(store, end, reach);
        if reached.seq > end.seq {
            verdict.recovered.push((end.seq + 1, reached.seq));
        }
        if reached.seq < reach && !parts {
            verdict.in_doubt.push(lost(reached.seq + 1, reach));
        }
        Ok(reached)
    }

    /// Marker and tip saw the record reach an entry; so must what is there now.
    fn ask(
        &self,
        seen: Head,
        end: Head,
        applied: Option<Head>,
        verdict: &mut Verdict,
    ) -> Result<(), Error> {
        if seen.seq > end.seq {
            let doubt = self.lost_at_end(end.seq + 1, seen.seq);
            match verdict.in_doubt.last_mut() {
                // Damage at the end, of which the journal alone cannot say how many it cost.
                Some(last) if last.first == doubt.first => last.last = last.last.max(seen.seq),
                _ => verdict.in_doubt.push(doubt),
            }
            return Ok(());
        }
        let is_unknown = seen.seq > self.survey.end.seq || !self.survey.gaps.is_empty();
        if is_unknown || self.hash_of(seen.seq)? == Some(seen.hash) {
            return Ok(());
        }
        // Another chain than the one that was seen. Where the store has it too, what saw it is stale.
        let has_same = |store: &Store| {
            let entry = store.entry(seen.seq).ok().flatten();
            entry.is_some_and(|entry| entry.hash != seen.hash)
        };
        let reaches = applied.is_some_and(|applied| applied.seq >= seen.seq);
        if reaches && self.store.is_some_and(has_same) {
            verdict.is_marker_wrong = true;
            return Ok(());
        }
        Err(diverged(seen.seq, self.survey.end, seen))
    }

    /// Entries that should follow the journal's last one.
    fn lost_at_end(&self, first: u64, last: u64) -> Doubt {
        let place = self.survey.end_place;
        let segment = place.map(|place| Segment::new(self.desk, place.segment));
        Doubt {
            file: segment.map_or_else(String::new, |segment| segment.file_name()),
            offset: place.map_or(0, |place| place.offset + place.bytes),
            ..lost(first, last)
        }
    }

    /// The hash of the journal's entry of that number.
    fn hash_of(&self, seq: u64) -> Result<Option<Digest>, Error> {
        let (start, end) = (self.survey.start, self.survey.end);
        if let Some(head) = [start, end].into_iter().find(|head| head.seq == seq) {
            return Ok(Some(head.hash));
        }
        let known = self.marker.map(|marker| Known {
            head: marker.head(),
            place: marker.place(),
        });
        let known = known.filter(|known| known.head == start && start.seq < seq);
        let before = seq.saturating_sub(1);
        let mut reading = Reading::after(self.journal, self.desk, before, known).at(self.journal)?;
        let next = reading.next().transpose().at(self.journal)?;
        let found = next.filter(|(label, _)| label.seq == seq);
        Ok(found.map(|(_, record)| record.sealed.hash))
    }
}

fn diverged(seq: u64, journal: Head, other: Head) -> Error {
    Error::new("ledger-diverged")
        .with("seq", seq)
        .with("journal", journal)
        .with("store", other)
}

/// The entries of a gap, where the store holds exactly those that join both sides.
pub(crate) fn prove(store: &Store, reach: u64, gap: &Gap) -> Option<(u64, u64)> {
    let (last, must_be) = match gap.after {
        Some((next, prev)) => (next - 1, Some(prev)),
        None => (reach, None),
    };
    if last < gap.first() {
        return None;
    }
    let reached = walk(store, gap.before, last);
    let joins = reached.seq == last && must_be.is_none_or(|hash| hash == reached.hash);
    joins.then_some((gap.first(), last))
}

/// How far the store's entries prove the chain, from `head` to at most `last`.
pub(crate) fn walk(store: &Store, mut head: Head, last: u64) -> Head {
    while head.seq < last {
        let Ok(Some(sealed)) = store.entry(head.seq + 1) else {
            break;
        };
        let label = Label::of(&sealed);
        if !label.is_some_and(|label| chain::continues(&head, &sealed, &label)) {
            break;
        }
        head = Head {
            seq: head.seq + 1,
            hash: sealed.hash,
        };
    }
    head
}

/// Entries of which there is no trace but the word of another witness.
pub(crate) fn lost(first: u64, last: u64) -> Doubt {
    Doubt {
        first,
        last,
        file: String::new(),
        offset: 0,
    }
}
