//! Putting a damaged journal right: an end nobody relied on is cut off, entries another copy proves
//! are written again. What is taken away is kept aside first, always.

use std::fs::{self, File};
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use super::line;
use super::scan::{Piece, Place, Scan};
use super::segment::{Segment, SegmentDigest};
use super::survey::Survey;
use crate::domain::{DeskCode, Sealed};
use crate::ledger::chain::{self, Label};
use crate::ledger::files;

/// Cuts a segment at a place, to its end. The bytes are saved in `aside` first; where they are is
/// returned.
pub(crate) fn cut(
    dir: &Path,
    desk: &DeskCode,
    place: Place,
    aside: &Path,
    now: DateTime<Utc>,
) -> io::Result<PathBuf> {
    let segment = Segment::new(desk, place.segment);
    let mut file = files::private().open(segment.path(dir))?;
    file.seek(SeekFrom::Start(place.offset))?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    files::make_dir(aside)?;
    let name = format!("{}.{}", segment.file_name(), place.offset);
    let saved = files::stamped(&aside.join(name), "cut", now)?;
    files::replace(&saved, &bytes)?;
    file.set_len(place.offset)?;
    file.sync_all()?;
    Ok(saved)
}

/// Entries that another copy proves, and how to get them.
pub(crate) struct Recovered<'a> {
    /// First and last numbers, in order, apart from each other.
    pub(crate) ranges: Vec<(u64, u64)>,
    /// Gives an entry of the ranges.
    pub(crate) fetch: &'a dyn Fn(u64) -> io::Result<Sealed>,
}

impl Recovered<'_> {
    fn holds(&self, seq: u64) -> bool {
        self.ranges
            .iter()
            .any(|(first, last)| (*first..=*last).contains(&seq))
    }

    /// The first of the entries with a number from `from` to `to`.
    fn next(&self, from: u64, to: u64) -> Option<u64> {
        let starts = self.ranges.iter().filter_map(|(first, last)| {
            let start = (*first).max(from);
            (start <= *last && start <= to).then_some(start)
        });
        starts.min()
    }
}

/// Where and how a journal is mended.
pub(crate) struct Bench<'a> {
    pub(crate) dir: &'a Path,
    pub(crate) desk: &'a DeskCode,
    pub(crate) segments: &'a [Segment],
    pub(crate) aside: &'a Path,
    pub(crate) segment_max_bytes: u64,
    pub(crate) now: DateTime<Utc>,
}

/// Writes every damaged segment again, with the recovered entries in their places. The names of the
/// segments written are returned.
pub(crate) fn mend(
    bench: &Bench<'_>,
    survey: &Survey,
    recovered: &Recovered<'_>,
) -> io::Result<Vec<String>> {
    let mut mended = Vec::new();
    for (segment, last) in homes(bench, recovered) {
        let hurt = survey
            .scars
            .iter()
            .chain(survey.gaps.iter().map(|gap| &gap.place));
        let is_hurt = hurt
            .map(|place| place.segment)
            .any(|first| first == segment.first);
        if is_hurt || recovered.next(segment.first, last).is_some() {
            rewrite(bench, recovered, &segment, last)?;
            mended.push(segment.file_name());
        }
    }
    Ok(mended)
}

/// Every segment there is or should be, with the last number that belongs into it.
fn homes(bench: &Bench<'_>, recovered: &Recovered<'_>) -> Vec<(Segment, u64)> {
    let mut segments = bench.segments.to_vec();
    let first_known = segments.first().map_or(u64::MAX, |segment| segment.first);
    if let Some(first) = recovered.next(0, first_known.saturating_sub(1)) {
        segments.insert(0, Segment::new(bench.desk, first));
    }
    let ends = segments.iter().skip(1).map(|next| next.first - 1);
    let ends: Vec<u64> = ends.chain([u64::MAX]).collect();
    segments.into_iter().zip(ends).collect()
}

fn rewrite(
    bench: &Bench<'_>,
    recovered: &Recovered<'_>,
    segment: &Segment,
    last: u64,
) -> io::Result<()> {
    let mut writer = Rewriter::new(bench, segment);
    let path = segment.path(bench.dir);
    let mut next = segment.first;
    if path.exists() {
        for piece in Scan::whole(bench.dir, std::slice::from_ref(segment)) {
            let Piece::Record(record) = piece? else {
                continue;
            };
            let label = Label::of(&record.sealed).filter(|_| chain::holds(&record.sealed));
            let Some(label) = label else { continue };
            if label.seq < next || label.seq > last || recovered.holds(label.seq) {
                continue;
            }
            writer.fill(recovered, next, label.seq - 1)?;
            writer.write(&record.sealed, &label)?;
            next = label.seq + 1;
        }
        set_aside(bench, &path)?;
    }
    writer.fill(recovered, next, last)?;
    writer.finish()
}

/// Keeps a damaged segment under another name, on the disk, before it is replaced.
fn set_aside(bench: &Bench<'_>, path: &Path) -> io::Result<()> {
    files::make_dir(bench.aside)?;
    let name = path.file_name().unwrap_or_default();
    let kept = files::stamped(&bench.aside.join(name), "damaged", bench.now)?;
    if fs::hard_link(path, &kept).is_err() {
        fs::copy(path, &kept)?;
        File::open(&kept)?.sync_all()?;
    }
    files::sync_dir(bench.aside)
}

/// Writes segments beside those they replace, split where they grow too long and a command ends.
struct Rewriter<'a> {
    bench: &'a Bench<'a>,
    segment: Segment,
    lines: Vec<u8>,
    file: Option<File>,
    bytes: u64,
    ends_command: bool,
    closed: Vec<Segment>,
}

/// Bytes gathered before they are written.
const GATHER_BYTES: usize = 1 << 20;

impl<'a> Rewriter<'a> {
    fn new(bench: &'a Bench<'a>, segment: &Segment) -> Self {
        Self {
            bench,
            segment: segment.clone(),
            lines: Vec::new(),
            file: None,
            bytes: 0,
            ends_command: true,
            closed: Vec::new(),
        }
    }

    fn draft(&self) -> PathBuf {
        files::with_suffix(&self.segment.path(self.bench.dir), ".new")
    }

    fn fill(&mut self, recovered: &Recovered<'_>, from: u64, to: u64) -> io::Result<()> {
        let mut next = from;
        while let Some(seq) = recovered.next(next, to) {
            let sealed = (recovered.fetch)(seq)?;
            let label =
                Label::of(&sealed).ok_or_else(|| io::Error::other("an entry without label"))?;
            self.write(&sealed, &label)?;
            next = seq + 1;
        }
        Ok(())
    }

    fn write(&mut self, sealed: &Sealed, label: &Label) -> io::Result<()> {
        if self.bytes >= self.bench.segment_max_bytes && self.ends_command {
            self.close()?;
            self.segment = Segment::new(self.bench.desk, label.seq);
            self.bytes = 0;
        }
        let before = self.lines.len();
        line::write(&line::json(sealed), &mut self.lines)
            .map_err(|long| io::Error::other(format!("a record of {} bytes", long.bytes)))?;
        self.bytes += (self.lines.len() - before) as u64;
        self.ends_command = label.more == 0;
        if self.lines.len() >= GATHER_BYTES {
            self.flush()?;
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        let draft = self.draft();
        let file = match &mut self.file {
            Some(file) => file,
            none => none.insert(files::private().create(true).truncate(true).open(draft)?),
        };
        file.write_all(&self.lines)?;
        self.lines.clear();
        Ok(())
    }

    /// Puts a segment on the disk, still beside the one it replaces.
    fn close(&mut self) -> io::Result<()> {
        self.flush()?;
        if let Some(file) = self.file.take() {
            file.sync_all()?;
        }
        self.closed.push(self.segment.clone());
        Ok(())
    }

    /// Lets the new segments take their places, the one that replaces an old one last: until then
    /// the old one still holds everything it held.
    fn finish(mut self) -> io::Result<()> {
        self.close()?;
        let dir = self.bench.dir;
        for segment in self.closed.iter().rev() {
            SegmentDigest::remove(dir, segment)?;
            let path = segment.path(dir);
            fs::rename(files::with_suffix(&path, ".new"), path)?;
            files::sync_dir(dir)?;
        }
        Ok(())
    }
}
