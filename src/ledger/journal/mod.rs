//! The journal: the record itself, in append-only files that are on the disk before anybody is
//! answered. Readable without this program: one line per entry, JSON after a short prefix.
//!
//! It knows lines, files and the chain; not what entries mean.

mod line;
mod mend;
mod read;
mod scan;
mod segment;
mod survey;

use std::fs::File;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use crate::domain::{DeskCode, Head, Sealed};
use crate::ledger::draft::Recorded;
use crate::ledger::files;

pub use line::RECORD_MAX_BYTES;
pub(crate) use line::{LINE_MAX_BYTES, TooLong};
pub(crate) use mend::{Bench, Recovered, cut, mend};
pub(crate) use read::{Known, Reading};
pub(crate) use scan::Place;
pub(crate) use segment::{Segment, SegmentDigest, is_plausible, list};
pub(crate) use survey::{Gap, Survey, since, whole};

/// The JSON of a record.
pub(crate) fn json(sealed: &Sealed) -> Vec<u8> {
    line::json(sealed)
}

/// Appends the line of a record.
pub(crate) fn write_line(json: &[u8], into: &mut Vec<u8>) -> Result<(), TooLong> {
    line::write(json, into)
}

/// The record a line holds; `None` where it holds none.
pub(crate) fn read_line(line: &[u8]) -> Option<Sealed> {
    let json = line::read(line)?;
    let ends_it = line.len() == line::length(json) + 1 && line.ends_with(b"\n");
    ends_it.then(|| serde_json::from_slice(json).ok())?
}

/// A journal open for writing. There is one writer.
#[derive(Debug)]
pub(crate) struct Journal {
    dir: PathBuf,
    segment_max_bytes: u64,
    segment: Segment,
    file: File,
    /// Where the next record goes: everything before is on the disk.
    end: u64,
    head: Head,
    head_place: Option<Place>,
    /// The last write failed, and what it may have left behind is not taken off yet.
    is_soiled: bool,
}

/// Lines to be appended together, and on the disk together.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    lines: Vec<u8>,
    head: Option<Head>,
    last_bytes: u64,
}

impl Batch {
    /// Adds what one command became: all of it, or nothing.
    pub(crate) fn push_all(&mut self, recorded: &[Recorded]) -> Result<(), TooLong> {
        let before = self.lines.len();
        for Recorded { entry, sealed } in recorded {
            let start = self.lines.len();
            if let Err(long) = line::write(&line::json(sealed), &mut self.lines) {
                self.lines.truncate(before);
                return Err(long);
            }
            self.last_bytes = (self.lines.len() - start) as u64;
            self.head = Some(Head {
                seq: entry.seq,
                hash: sealed.hash,
            });
        }
        Ok(())
    }

    pub(crate) fn bytes(&self) -> usize {
        self.lines.len()
    }
}

impl Journal {
    /// Opens a journal that a survey found whole, to be continued after `head`.
    pub(crate) fn resume(
        dir: &Path,
        desk: &DeskCode,
        head: Head,
        head_place: Option<Place>,
        segment_max_bytes: u64,
    ) -> io::Result<Self> {
        let segment = last_segment(dir, desk, head)?;
        let file = open_segment(dir, &segment)?;
        let end = match head_place {
            Some(place) if place.segment == segment.first => place.offset + place.bytes,
            _ => 0,
        };
        let journal = Self {
            dir: dir.to_owned(),
            segment_max_bytes,
            segment,
            file,
            end,
            head,
            head_place,
            is_soiled: false,
        };
        if journal.file.metadata()?.len() == end {
            Ok(journal)
        } else {
            Err(io::Error::other("the journal does not end where it should"))
        }
    }

    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    pub(crate) fn desk(&self) -> &DeskCode {
        &self.segment.desk
    }

    pub(crate) fn head(&self) -> Head {
        self.head
    }

    pub(crate) fn head_place(&self) -> Option<Place> {
        self.head_place
    }

    /// Appends lines and puts them on the disk. Where that fails nothing was appended, and nothing
    /// can be until [`Self::clean`] succeeded.
    pub(crate) fn append(&mut self, batch: &Batch) -> io::Result<()> {
        let Some(head) = batch.head else {
            return Ok(());
        };
        if self.is_soiled {
            return Err(io::Error::other("an earlier write failed"));
        }
        let written = self.try_append(&batch.lines);
        if let Err(error) = written {
            self.is_soiled = true;
            // Where even this fails the bytes stay until the next opening, which takes them off.
            let _ = self.clean();
            return Err(error);
        }
        self.end += batch.lines.len() as u64;
        self.head = head;
        self.head_place = Some(Place {
            segment: self.segment.first,
            offset: self.end - batch.last_bytes,
            bytes: batch.last_bytes,
        });
        Ok(())
    }

    fn try_append(&mut self, lines: &[u8]) -> io::Result<()> {
        if self.end >= self.segment_max_bytes {
            self.rotate()?;
        }
        self.file.write_all_at(lines, self.end)?;
        self.file.sync_data()
    }

    /// Begins the next segment. The finished one gets its digest when the record is settled, so
    /// that nobody waits for it here.
    fn rotate(&mut self) -> io::Result<()> {
        let segment = Segment::new(&self.segment.desk, self.head.seq + 1);
        let file = open_segment(&self.dir, &segment)?;
        // A rotation that failed half-way may have left lines of a batch nobody was told of.
        file.set_len(0)?;
        self.segment = segment;
        self.file = file;
        self.end = 0;
        Ok(())
    }

    /// Takes off what a failed write left behind. A file whose sync failed is not trusted again:
    /// it is opened anew.
    pub(crate) fn clean(&mut self) -> io::Result<()> {
        let file = open_segment(&self.dir, &self.segment)?;
        file.set_len(self.end)?;
        file.sync_all()?;
        self.file = file;
        self.is_soiled = false;
        Ok(())
    }
}

/// The segment to be continued after `head`. An empty one that does not begin there is what a cut
/// or a failed rotation left, and goes.
fn last_segment(dir: &Path, desk: &DeskCode, head: Head) -> io::Result<Segment> {
    let next = Segment::new(desk, head.seq + 1);
    for segment in segment::list(dir)?.into_iter().rev() {
        if segment.desk != *desk {
            continue;
        }
        let path = segment.path(dir);
        if segment == next || std::fs::metadata(&path)?.len() > 0 {
            return Ok(segment);
        }
        std::fs::remove_file(&path)?;
    }
    Ok(next)
}

/// Opens a segment for writing, making it where it is missing, its name on the disk.
fn open_segment(dir: &Path, segment: &Segment) -> io::Result<File> {
    let path = segment.path(dir);
    let is_new = !path.exists();
    let file = files::private().create(true).truncate(false).open(path)?;
    if is_new {
        file.sync_all()?;
        files::sync_dir(dir)?;
    }
    Ok(file)
}
