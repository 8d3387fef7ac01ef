//! Reading entries by number. Damage is passed over; whoever needs to know of it makes a survey.

use std::io;
use std::path::Path;

use super::scan::{Piece, Place, Record, Scan};
use super::segment;
use crate::domain::{DeskCode, Head};
use crate::ledger::chain::Label;

/// An entry that is known to lie at a place, from which reading may begin.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Known {
    pub(crate) head: Head,
    pub(crate) place: Place,
}

/// Entries after a number, each with a higher number than the one before.
pub(crate) struct Reading {
    scan: Scan,
    desk: DeskCode,
    last: u64,
}

impl Reading {
    /// Entries after `seq`.
    pub(crate) fn after(
        dir: &Path,
        desk: &DeskCode,
        seq: u64,
        known: Option<Known>,
    ) -> io::Result<Self> {
        let mut segments = segment::list(dir)?;
        segments.retain(|segment| segment.desk == *desk);
        let starts_before = segments
            .iter()
            .rposition(|segment| segment.first <= seq.saturating_add(1));
        let near = known.filter(|known| known.head.seq <= seq);
        let scan = match near {
            Some(known) => Scan::from(dir, &segments, known.place)?,
            None => Scan::whole(dir, &segments[starts_before.unwrap_or(0)..]),
        };
        Ok(Self {
            scan,
            desk: desk.clone(),
            last: seq,
        })
    }
}

impl Iterator for Reading {
    type Item = io::Result<(Label, Record)>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let record = match self.scan.next()? {
                Ok(Piece::Record(record)) => record,
                Ok(Piece::Damage(_)) => continue,
                Err(error) => return Some(Err(error)),
            };
            let Some(label) = Label::of(&record.sealed) else {
                continue;
            };
            if label.seq > self.last && label.desk == self.desk {
                self.last = label.seq;
                return Some(Ok((label, record)));
            }
        }
    }
}
