//! The files of a journal: their names, and the digest beside each finished one.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sm3::{Digest as _, Sm3};

use crate::domain::{DeskCode, Digest, Head};
use crate::ledger::files;

/// The end of a segment's name.
const EXTENSION: &str = "wlog";

/// Digits of the first number in a segment's name.
const DIGITS: usize = 12;

/// Bytes of a digest file that are read.
const DIGEST_MAX_BYTES: u64 = 4096;

/// Bytes read at once when a digest is computed.
const CHUNK_BYTES: usize = 256 << 10;

/// One file of a journal: `BN-000000000001.wlog`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Segment {
    pub(crate) desk: DeskCode,
    /// The number of its first entry.
    pub(crate) first: u64,
}

impl Segment {
    pub(crate) fn new(desk: &DeskCode, first: u64) -> Self {
        Self {
            desk: desk.clone(),
            first,
        }
    }

    pub(crate) fn file_name(&self) -> String {
        format!("{}-{:0DIGITS$}.{EXTENSION}", self.desk, self.first)
    }

    pub(crate) fn path(&self, dir: &Path) -> PathBuf {
        dir.join(self.file_name())
    }

    /// Reads a file's name; `None` where it is no segment's.
    pub(crate) fn of_name(name: &str) -> Option<Self> {
        let stem = name.strip_suffix(EXTENSION)?.strip_suffix('.')?;
        let (desk, first) = stem.split_once('-')?;
        let plain = first.len() >= DIGITS && first.bytes().all(|byte| byte.is_ascii_digit());
        let first = first.parse().ok().filter(|first| plain && *first > 0)?;
        Some(Self {
            desk: desk.parse().ok()?,
            first,
        })
    }
}

/// The segments in a folder, of every desk, by desk and first number; none where there is no folder.
pub(crate) fn list(dir: &Path) -> io::Result<Vec<Segment>> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let mut segments = Vec::new();
    for entry in entries {
        let name = entry?.file_name();
        segments.extend(name.to_str().and_then(Segment::of_name));
    }
    segments.sort_by(|a, b| (&a.desk, a.first).cmp(&(&b.desk, b.first)));
    Ok(segments)
}

/// What is written beside a finished segment, so that it can be checked and carried away alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct SegmentDigest {
    /// The file.
    pub(crate) file: String,
    /// Its length.
    pub(crate) bytes: u64,
    /// Its first entry.
    pub(crate) first: u64,
    /// Its last entry.
    pub(crate) last: Head,
    /// The SM3 of the whole file.
    pub(crate) sm3: Digest,
}

impl SegmentDigest {
    fn path(dir: &Path, segment: &Segment) -> PathBuf {
        files::with_suffix(&segment.path(dir), ".sm3")
    }

    /// The digest beside a segment; `None` where there is none that can be read.
    pub(crate) fn read(dir: &Path, segment: &Segment) -> Option<Self> {
        let file = File::open(Self::path(dir, segment)).ok()?;
        let digest: Self = serde_json::from_reader(file.take(DIGEST_MAX_BYTES)).ok()?;
        let own = digest.first == segment.first && digest.file == segment.file_name();
        own.then_some(digest)
    }

    /// Whether the file still has its length. Cheap; only a whole check reads the bytes.
    pub(crate) fn has_length(&self, dir: &Path) -> bool {
        fs::metadata(dir.join(&self.file)).is_ok_and(|data| data.len() == self.bytes)
    }

    /// Whether the file is what it was when it was finished, every byte.
    pub(crate) fn holds(&self, dir: &Path) -> bool {
        sm3_of(&dir.join(&self.file))
            .is_ok_and(|(bytes, sm3)| bytes == self.bytes && sm3 == self.sm3)
    }

    /// Writes the digest of a finished segment whose last entry is `last`.
    pub(crate) fn write(dir: &Path, segment: &Segment, last: Head) -> io::Result<()> {
        let (bytes, sm3) = sm3_of(&segment.path(dir))?;
        let digest = Self {
            file: segment.file_name(),
            bytes,
            first: segment.first,
            last,
            sm3,
        };
        let mut text = serde_json::to_vec(&digest)?;
        text.push(b'\n');
        files::replace(&Self::path(dir, segment), &text)
    }

    /// Takes the digest away, because the segment is going to change.
    pub(crate) fn remove(dir: &Path, segment: &Segment) -> io::Result<()> {
        files::remove(&Self::path(dir, segment))
    }
}

/// Whether the finished segments before a place are there with their lengths, each beginning where
/// the one before ended. A first look only; it reads none of them.
pub(crate) fn is_plausible(dir: &Path, segments: &[Segment], before: u64) -> bool {
    let finished: Vec<&Segment> = segments
        .iter()
        .filter(|segment| segment.first < before)
        .collect();
    let begins = segments.first().is_some_and(|segment| segment.first == 1);
    let ends = finished.iter().map(|segment| {
        let digest = SegmentDigest::read(dir, segment)?;
        digest.has_length(dir).then_some(digest.last.seq)
    });
    let starts = segments.iter().skip(1).map(|segment| segment.first);
    begins
        && ends
            .zip(starts)
            .all(|(end, start)| end.is_some_and(|end| end + 1 == start))
}

/// The length and the SM3 of a file.
fn sm3_of(path: &Path) -> io::Result<(u64, Digest)> {
    let mut file = File::open(path)?;
    let mut sm3 = Sm3::new();
    let mut chunk = vec![0; CHUNK_BYTES];
    let mut bytes = 0;
    loop {
        let read = file.read(&mut chunk)?;
        if read == 0 {
            return Ok((bytes, Digest(sm3.finalize().into())));
        }
        bytes += read as u64;
        sm3.update(&chunk[..read]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_as_they_are_written_and_nothing_else_is() {
        let desk: DeskCode = "BN".parse().unwrap();
        let segment = Segment::new(&desk, 42);
        assert_eq!(segment.file_name(), "BN-000000000042.wlog");
        assert_eq!(Segment::of_name("BN-000000000042.wlog"), Some(segment));
        let strangers = [
            "BN-000000000042.wlog.sm3",
            "BN-000000000042.wlog.new",
            "BN-42.wlog",
            "BN-000000000000.wlog",
            "bn-000000000042.wlog",
            "notes.txt",
            "",
        ];
        for stranger in strangers {
            assert_eq!(Segment::of_name(stranger), None, "{stranger}");
        }
    }

    #[test]
    fn a_digest_is_for_the_segment_beside_it_only() {
        let dir = tempfile::tempdir().unwrap();
        let desk: DeskCode = "BN".parse().unwrap();
        let (one, two) = (Segment::new(&desk, 1), Segment::new(&desk, 9));
        fs::write(one.path(dir.path()), "abc").unwrap();
        SegmentDigest::write(dir.path(), &one, Head::GENESIS).unwrap();
        let digest = SegmentDigest::read(dir.path(), &one).unwrap();
        let abc = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0";
        assert_eq!(digest.sm3.to_string(), abc);
        assert!(digest.has_length(dir.path()));
        let wrong = SegmentDigest::path(dir.path(), &two);
        fs::copy(SegmentDigest::path(dir.path(), &one), wrong).unwrap();
        assert_eq!(SegmentDigest::read(dir.path(), &two), None);
        fs::write(one.path(dir.path()), "ab").unwrap();
        assert!(!digest.has_length(dir.path()));
    }
}
