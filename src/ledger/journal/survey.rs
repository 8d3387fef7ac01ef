//! Walking the chain through a journal: what is proven, what is missing, how it ends. It reads and
//! judges; mending is not its business.

use std::path::Path;

use super::scan::{Damage, Piece, Place, Record, Scan};
use super::segment::Segment;
use crate::domain::entry::OpenError;
use crate::domain::verify::Doubt;
use crate::domain::{DeskCode, Digest, Head};
use crate::error::Error;
use crate::ledger::chain::{self, Label};
use crate::ledger::files::At;
use crate::ledger::marker::Marker;
use crate::ledger::progress::{Stage, Watcher, tell};

/// Interruptions of the chain that are listed; a journal with more is given up.
const GAPS_MAX: usize = 10_000;

/// Entries the journal does not prove, between two it does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Gap {
    /// The last proven entry before.
    pub(crate) before: Head,
    /// The next proven entry: its number, and the hash it names as its predecessor's. `None` where
    /// the journal ends first, so that nobody can tell from it how many are missing.
    pub(crate) after: Option<(u64, Digest)>,
    /// Where the damage begins.
    pub(crate) place: Place,
}

impl Gap {
    pub(crate) fn first(&self) -> u64 {
        self.before.seq + 1
    }

    /// The last number that is missing for certain.
    pub(crate) fn last(&self) -> u64 {
        match self.after {
            Some((next, _)) => next - 1,
            None => self.first(),
        }
    }

    pub(crate) fn doubt(&self, desk: &DeskCode) -> Doubt {
        Doubt {
            first: self.first(),
            last: self.last(),
            file: Segment::new(desk, self.place.segment).file_name(),
            offset: self.place.offset,
        }
    }
}

/// A command whose last entries never reached the disk; nobody was told that it was done.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Unfinished {
    /// The end of the chain before it.
    pub(crate) before: Head,
    /// Where that entry lies.
    pub(crate) before_place: Option<Place>,
    /// Where the command begins.
    pub(crate) place: Place,
}

/// What a walk found.
#[derive(Debug, Clone)]
pub(crate) struct Survey {
    /// The entry the walk began after, taken as proven.
    pub(crate) start: Head,
    /// Entries checked.
    pub(crate) checked: u64,
    /// The last proven entry.
    pub(crate) end: Head,
    /// Where it lies; `None` in a journal without entries.
    pub(crate) end_place: Option<Place>,
    pub(crate) gaps: Vec<Gap>,
    /// Damage between records that cost no entry.
    pub(crate) scars: Vec<Place>,
    /// A write that was never finished, at the very end.
    pub(crate) torn: Option<Place>,
    /// A command that was never finished, at the very end.
    pub(crate) unfinished: Option<Unfinished>,
}

impl Survey {
    /// Whether the chain is whole but for an end nobody relied on.
    pub(crate) fn is_whole(&self) -> bool {
        self.gaps.is_empty() && self.scars.is_empty()
    }
}

/// Walks the chain from its first entry.
pub(crate) fn whole(
    dir: &Path,
    segments: &[Segment],
    desk: &DeskCode,
    watcher: Watcher<'_>,
) -> Result<Survey, Error> {
    let walk = Walk::new(desk, Head::GENESIS, None);
    walk.through(Scan::whole(dir, segments), dir, watcher)
}

/// Walks the chain from the entry a marker points at; `None` where the journal does not prove that
/// entry, or something before it is plainly gone.
pub(crate) fn since(
    dir: &Path,
    segments: &[Segment],
    marker: &Marker,
    watcher: Watcher<'_>,
) -> Result<Option<Survey>, Error> {
    let has_segment = segments
        .iter()
        .any(|segment| segment.first == marker.place().segment);
    if !has_segment {
        return Ok(None);
    }
    let mut scan = Scan::from(dir, segments, marker.place()).at(dir)?;
    let Some(first) = scan.next() else {
        return Ok(None);
    };
    let Piece::Record(record) = first.at(dir)? else {
        return Ok(None);
    };
    let is_marked = record.place == marker.place()
        && record.sealed.hash == marker.hash
        && chain::holds(&record.sealed);
    if !is_marked {
        return Ok(None);
    }
    open(&record, marker.seq)?;
    let walk = Walk::new(&marker.desk, marker.head(), Some(record.place));
    let survey = walk.through(scan, dir, watcher)?;
    // Doubt about the marked entry itself needs a look at what is before it.
    let reaches_back = survey.gaps.iter().any(|gap| gap.before == Head::GENESIS);
    Ok((!reaches_back).then_some(survey))
}

/// Understands a proven entry, or says that a newer program must.
fn open(record: &Record, seq: u64) -> Result<(), Error> {
    match record.sealed.open() {
        Ok(_) => Ok(()),
        Err(OpenError::Newer { found }) => Err(Error::new("ledger-newer")
            .with("seq", seq)
            .with("found", found)),
        Err(OpenError::Unreadable(error)) => Err(Error::new("ledger-unreadable")
            .with("seq", seq)
            .because(error)),
    }
}

struct Walk<'a> {
    desk: &'a DeskCode,
    survey: Survey,
    /// The entry before the last one.
    prior: Head,
    /// Damage since the last record.
    damage: Option<Damage>,
    command: Option<Unfinished>,
}

impl<'a> Walk<'a> {
    fn new(desk: &'a DeskCode, start: Head, place: Option<Place>) -> Self {
        Self {
            desk,
            survey: Survey {
                start,
                checked: 0,
                end: start,
                end_place: place,
                gaps: Vec::new(),
                scars: Vec::new(),
                torn: None,
                unfinished: None,
            },
            prior: Head::GENESIS,
            damage: None,
            command: None,
        }
    }

    fn through(mut self, scan: Scan, dir: &Path, watcher: Watcher<'_>) -> Result<Survey, Error> {
        for piece in scan {
            match piece.at(dir)? {
                Piece::Record(record) => self.record(&record)?,
                Piece::Damage(damage) => self.note(damage),
            }
            if self.survey.gaps.len() > GAPS_MAX {
                return Err(Error::new("ledger-ruin").with("path", dir.display()));
            }
            tell(watcher, Stage::Checking, self.survey.checked);
        }
        Ok(self.end())
    }

    fn note(&mut self, damage: Damage) {
        self.damage = Some(match self.damage {
            // Only the very last piece can be torn; what came before it was whole once.
            Some(earlier) => Damage {
                torn: false,
                ..earlier
            },
            None => damage,
        });
    }

    fn record(&mut self, record: &Record) -> Result<(), Error> {
        let label = Label::of(&record.sealed);
        let is_ours = label.as_ref().is_some_and(|label| label.desk == *self.desk);
        if !chain::holds(&record.sealed) || !is_ours && label.is_some() {
            self.note(as_damage(record));
            return Ok(());
        }
        let Some(label) = label else {
            return open(record, self.survey.end.seq + 1);
        };
        let end = self.survey.end;
        let begins_wrong = label.seq == 1 && record.sealed.prev != Digest::GENESIS;
        if label.seq <= end.seq || begins_wrong {
            self.note(as_damage(record));
            return Ok(());
        }
        open(record, label.seq)?;
        self.link(record, &label);
        self.accept(record, &label);
        Ok(())
    }

    /// Judges how a proven entry joins the one before it.
    fn link(&mut self, record: &Record, label: &Label) {
        let end = self.survey.end;
        let joins = label.seq == end.seq + 1 && record.sealed.prev == end.hash;
        let damage = self.damage.take();
        if joins {
            self.survey.scars.extend(damage.map(|damage| damage.place));
            return;
        }
        // Next in number, but made after another entry: the one before it is not what it was.
        let is_replaced = label.seq == end.seq + 1;
        let before = if is_replaced { self.prior } else { end };
        let replaced_place = self.survey.end_place.filter(|_| is_replaced);
        let place = damage.map(|damage| damage.place).or(replaced_place);
        self.survey.gaps.push(Gap {
            before,
            after: Some((label.seq, record.sealed.prev)),
            place: place.unwrap_or(record.place),
        });
        self.command = None;
    }

    fn accept(&mut self, record: &Record, label: &Label) {
        if label.more == 0 {
            self.command = None;
        } else if self.command.is_none() {
            self.command = Some(Unfinished {
                before: self.survey.end,
                before_place: self.survey.end_place,
                place: record.place,
            });
        }
        self.prior = self.survey.end;
        self.survey.end = Head {
            seq: label.seq,
            hash: record.sealed.hash,
        };
        self.survey.end_place = Some(record.place);
        self.survey.checked += 1;
    }

    fn end(mut self) -> Survey {
        match self.damage {
            Some(damage) if damage.torn => self.survey.torn = Some(damage.place),
            // A line break is all that is missing.
            Some(damage) if damage.place.bytes == 0 => self.survey.scars.push(damage.place),
            Some(damage) => self.survey.gaps.push(Gap {
                before: self.survey.end,
                after: None,
                place: damage.place,
            }),
            None => {}
        }
        self.survey.unfinished = self.command;
        self.survey
    }
}

fn as_damage(record: &Record) -> Damage {
    Damage {
        place: record.place,
        torn: false,
    }
}
