//! Reading a journal from a place to its end, whatever is in it: whole records, and the bytes
//! between them that are none. It checks lengths and checksums; the chain is the survey's.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use super::line;
use super::segment::Segment;
use crate::domain::Sealed;

/// Bytes read from the disk at once.
const BUFFER_BYTES: usize = 256 << 10;

/// Where something lies in a journal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Place {
    /// The first number in its segment's name.
    pub(crate) segment: u64,
    /// Where in the file it begins.
    pub(crate) offset: u64,
    /// Its length, line break included.
    pub(crate) bytes: u64,
}

/// A record and where it lies.
#[derive(Debug, Clone)]
pub(crate) struct Record {
    pub(crate) sealed: Sealed,
    pub(crate) place: Place,
}

/// Bytes that are no whole record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Damage {
    pub(crate) place: Place,
    /// A write that was never finished looks like this: a line without end, the last of the last
    /// segment. Anything else was whole once.
    pub(crate) torn: bool,
}

/// A piece of a journal.
#[derive(Debug, Clone)]
pub(crate) enum Piece {
    Record(Record),
    Damage(Damage),
}

/// Reads pieces in order. Memory holds one line at a time.
pub(crate) struct Scan {
    dir: PathBuf,
    waiting: VecDeque<Segment>,
    current: Option<Current>,
    ready: VecDeque<Piece>,
    line: Vec<u8>,
}

struct Current {
    first: u64,
    reader: BufReader<File>,
    offset: u64,
}

impl Scan {
    /// Everything in these segments.
    pub(crate) fn whole(dir: &Path, segments: &[Segment]) -> Self {
        Self {
            dir: dir.to_owned(),
            waiting: segments.iter().cloned().collect(),
            current: None,
            ready: VecDeque::new(),
            line: Vec::new(),
        }
    }

    /// Everything from a place on; nothing of the segments before it.
    pub(crate) fn from(dir: &Path, segments: &[Segment], place: Place) -> io::Result<Self> {
        let mut scan = Self::whole(dir, segments);
        scan.waiting
            .retain(|segment| segment.first >= place.segment);
        scan.open_next()?;
        if let Some(current) = &mut scan.current {
            current.reader.seek(SeekFrom::Start(place.offset))?;
            current.offset = place.offset;
        }
        Ok(scan)
    }

    fn open_next(&mut self) -> io::Result<bool> {
        let Some(segment) = self.waiting.pop_front() else {
            return Ok(false);
        };
        let file = File::open(segment.path(&self.dir))?;
        self.current = Some(Current {
            first: segment.first,
            reader: BufReader::with_capacity(BUFFER_BYTES, file),
            offset: 0,
        });
        Ok(true)
    }

    /// Reads one line into `ready`; whether there was one.
    fn read_line(&mut self) -> bool {
        let Some(current) = &mut self.current else {
            return false;
        };
        self.line.clear();
        let limit = line::LINE_MAX_BYTES as u64;
        let mut bounded = Read::take(&mut current.reader, limit);
        let read = bounded.read_until(b'\n', &mut self.line);
        let place = Place {
            segment: current.first,
            offset: current.offset,
            bytes: self.line.len() as u64,
        };
        current.offset += place.bytes;
        let is_last_segment = self.waiting.is_empty();
        match read {
            Ok(0) => {
                self.current = None;
                return false;
            }
            Ok(_) => {}
            Err(_) => {
                // The disk does not give these bytes back. What follows them in this file is left
                // to the other copy.
                self.current = None;
                self.ready
                    .push_back(Piece::Damage(Damage { place, torn: false }));
                return true;
            }
        }
        match whole(&self.line) {
            Some(sealed) => self
                .ready
                .push_back(Piece::Record(Record { sealed, place })),
            None => salvage(&self.line, place, is_last_segment, &mut self.ready),
        }
        true
    }
}

impl Iterator for Scan {
    type Item = io::Result<Piece>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(piece) = self.ready.pop_front() {
                return Some(Ok(piece));
            }
            if self.read_line() {
                continue;
            }
            match self.open_next() {
                Ok(true) => {}
                Ok(false) => return None,
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// The record a line is; `None` where it is not exactly one.
fn whole(line: &[u8]) -> Option<Sealed> {
    let json = line::read(line)?;
    let ends_it = line.len() == line::length(json) + 1 && line.ends_with(b"\n");
    ends_it.then(|| serde_json::from_slice(json).ok())?
}

/// Takes apart a line that is not exactly one record: a line break that became something else joins
/// two records, and both are still whole.
fn salvage(line: &[u8], place: Place, is_last_segment: bool, ready: &mut VecDeque<Piece>) {
    let part = |from: usize, to: usize| Place {
        segment: place.segment,
        offset: place.offset + from as u64,
        bytes: (to - from) as u64,
    };
    let is_unended = !line.ends_with(b"\n");
    let mut bad_from = 0;
    let mut at = 0;
    while at < line.len() {
        let json = line::read(&line[at..]);
        let Some(sealed) = json.and_then(|json| serde_json::from_slice(json).ok()) else {
            at += 1;
            continue;
        };
        if at > bad_from {
            let place = part(bad_from, at);
            ready.push_back(Piece::Damage(Damage { place, torn: false }));
        }
        let end = at + json.map_or(0, line::length);
        let place = part(at, end);
        ready.push_back(Piece::Record(Record { sealed, place }));
        at = end;
        if line.get(end) == Some(&b'\n') {
            at += 1;
        } else if end == line.len() {
            let place = part(end, end);
            ready.push_back(Piece::Damage(Damage { place, torn: false }));
        }
        bad_from = at;
    }
    if bad_from < line.len() {
        let torn = is_unended && is_last_segment;
        let place = part(bad_from, line.len());
        ready.push_back(Piece::Damage(Damage { place, torn }));
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::domain::Digest;

    fn record(number: u8) -> Vec<u8> {
        let body = serde_json::value::RawValue::from_string(format!(r#"{{"n":{number}}}"#));
        let sealed = Sealed {
            prev: Digest([number; 32]),
            hash: Digest([number + 1; 32]),
            body: body.unwrap(),
        };
        let mut line = Vec::new();
        line::write(&line::json(&sealed), &mut line).unwrap();
        line
    }

    /// What a scan of one segment with these bytes says: record numbers, `!` for damage, `~` for a
    /// torn end.
    fn scanned(bytes: &[u8]) -> String {
        let dir = tempfile::tempdir().unwrap();
        let segment = Segment::new(&"BN".parse().unwrap(), 1);
        fs::write(segment.path(dir.path()), bytes).unwrap();
        Scan::whole(dir.path(), &[segment])
            .map(|piece| match piece.unwrap() {
                Piece::Record(record) => {
                    let from = usize::try_from(record.place.offset).unwrap();
                    let json = line::read(&bytes[from..]).unwrap();
                    assert_eq!(json, line::json(&record.sealed));
                    record.sealed.prev.0[0].to_string()
                }
                Piece::Damage(damage) if damage.torn => "~".to_owned(),
                Piece::Damage(_) => "!".to_owned(),
            })
            .collect()
    }

    #[test]
    fn whole_records_are_read_in_order() {
        assert_eq!(scanned(&[record(1), record(2), record(3)].concat()), "123");
        assert_eq!(scanned(b""), "");
    }

    #[test]
    fn only_an_unended_last_line_is_torn() {
        let last = record(2);
        for cut in 1..last.len() - 1 {
            let bytes = [record(1), last[..cut].to_vec()].concat();
            assert_eq!(scanned(&bytes), "1~", "cut at {cut}");
        }
        let zeros = [record(1), vec![0; 4096]].concat();
        assert_eq!(scanned(&zeros), "1~");
        let mut flipped = [record(1), record(2)].concat();
        let inside = record(1).len() + 40;
        flipped[inside] ^= 1;
        assert_eq!(scanned(&flipped), "1!", "a line that was whole once");
    }

    #[test]
    fn a_last_record_without_its_line_break_is_kept_and_noticed() {
        let mut bytes = [record(1), record(2)].concat();
        bytes.pop();
        assert_eq!(scanned(&bytes), "12!");
    }

    #[test]
    fn records_beside_damage_are_found_again() {
        let mut joined = [record(1), record(2), record(3)].concat();
        let end = record(1).len() - 1;
        joined[end] = 0x0b;
        assert_eq!(scanned(&joined), "1!23");
        let mut holed = (1..=40).flat_map(record).collect::<Vec<u8>>();
        holed[300..900].fill(0);
        let said = scanned(&holed);
        assert!(said.starts_with("1!"), "{said}");
        assert!(said.ends_with("383940"), "{said}");
    }

    #[test]
    fn a_scan_can_begin_at_a_record() {
        let dir = tempfile::tempdir().unwrap();
        let desk = "BN".parse().unwrap();
        let segments = [Segment::new(&desk, 1), Segment::new(&desk, 3)];
        fs::write(
            segments[0].path(dir.path()),
            [record(1), record(2)].concat(),
        )
        .unwrap();
        fs::write(segments[1].path(dir.path()), record(3)).unwrap();
        let second = Place {
            segment: 1,
            offset: record(1).len() as u64,
            bytes: 0,
        };
        let scan = Scan::from(dir.path(), &segments, second).unwrap();
        assert_eq!(scan.count(), 2);
    }
}
