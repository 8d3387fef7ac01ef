//! Reading a backup: every line counted, every entry held against the one before.

use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use sm3::{Digest as _, Sm3};
use zeroize::Zeroizing;

use super::{Closing, FORM, KEY_MARK, Opening};
use crate::domain::verify::{Difference, Doubt};
use crate::domain::{DeskCode, Digest, Head, HeadClaim, Sealed, SubjectId, VerifyReport};
use crate::error::Error;
use crate::ledger::chain::{self, Label};
use crate::ledger::files::At;
use crate::ledger::journal::{self, LINE_MAX_BYTES};
use crate::ledger::progress::{Stage, Watcher, tell};

/// A line of a backup.
pub(super) enum Line {
    Entry(Sealed),
    Key(SubjectId, Zeroizing<String>),
    /// The last line, and it says what is so.
    Closed,
    /// No line of a backup, or a last line that says something else.
    Flawed,
}

/// The part of a first line that every form has.
#[derive(serde::Deserialize)]
struct Form {
    #[serde(rename = "watchkeeper-backup")]
    form: u32,
}

/// A backup being read.
pub(super) struct Backup {
    reader: BufReader<File>,
    pub(super) desk: DeskCode,
    /// The head it says it has.
    pub(super) claimed: Head,
    /// The head it was read to.
    pub(super) head: Head,
    pub(super) keys: u64,
    offset: u64,
    sm3: Sm3,
    line: Zeroizing<Vec<u8>>,
}

impl Backup {
    pub(super) fn open(path: &Path) -> Result<Self, Error> {
        let not_one = || Error::new("backup-not-one").with("path", path.display());
        let mut reader = BufReader::new(File::open(path).at(path)?);
        let mut line = Zeroizing::new(Vec::new());
        read_line(&mut reader, &mut line).at(path)?;
        let Form { form } = serde_json::from_slice(&line).map_err(|_| not_one())?;
        if form > FORM {
            let newer = Error::new("backup-newer").with("path", path.display());
            return Err(newer.with("found", form));
        }
        let opening: Opening = serde_json::from_slice(&line).map_err(|_| not_one())?;
        let mut sm3 = Sm3::new();
        sm3.update(line.as_slice());
        Ok(Self {
            reader,
            desk: opening.desk,
            claimed: opening.head,
            head: Head::GENESIS,
            keys: 0,
            offset: line.len() as u64,
            sm3,
            line,
        })
    }

    /// Where the line read last begins.
    pub(super) fn offset(&self) -> u64 {
        self.offset - self.line.len() as u64
    }

    /// Reads the next line and checks what can be checked of it.
    pub(super) fn next(&mut self) -> io::Result<Line> {
        read_line(&mut self.reader, &mut self.line)?;
        self.offset += self.line.len() as u64;
        let is_closing = self.line.first() == Some(&b'{');
        if is_closing {
            return self.close();
        }
        self.sm3.update(self.line.as_slice());
        if let Some(key) = self.line.strip_prefix(KEY_MARK.as_bytes()) {
            let read = read_key(key);
            self.keys += 1;
            return Ok(read.map_or(Line::Flawed, |(subject, key)| Line::Key(subject, key)));
        }
        Ok(self.entry().map_or(Line::Flawed, Line::Entry))
    }

    fn entry(&mut self) -> Option<Sealed> {
        let sealed = journal::read_line(&self.line)?;
        let label = Label::of(&sealed)?;
        let follows = label.desk == self.desk && chain::continues(&self.head, &sealed, &label);
        // Entries come before keys.
        if !follows || self.keys > 0 {
            return None;
        }
        self.head = Head {
            seq: label.seq,
            hash: sealed.hash,
        };
        Some(sealed)
    }

    fn close(&mut self) -> io::Result<Line> {
        let closing: Option<Closing> = serde_json::from_slice(&self.line).ok();
        let is_so = Closing {
            entries: self.head.seq,
            keys: self.keys,
            head: self.claimed,
            bytes: self.offset(),
            sm3: Digest(self.sm3.clone().finalize().into()),
        };
        let is_last = self.reader.fill_buf()?.is_empty();
        let is_whole = self.head == self.claimed && closing == Some(is_so);
        Ok(if is_last && is_whole {
            Line::Closed
        } else {
            Line::Flawed
        })
    }

    /// What is wrong at the line read last.
    pub(super) fn damaged(&self, path: &Path) -> Error {
        Error::new("backup-damaged")
            .with("path", path.display())
            .with("offset", self.offset())
            .with("seq", self.head.seq)
    }
}

fn read_line(reader: &mut BufReader<File>, line: &mut Vec<u8>) -> io::Result<()> {
    line.clear();
    let limit = LINE_MAX_BYTES as u64;
    reader.take(limit).read_until(b'\n', line)?;
    Ok(())
}

fn read_key(line: &[u8]) -> Option<(SubjectId, Zeroizing<String>)> {
    let line = std::str::from_utf8(line).ok()?.strip_suffix('\n')?;
    let (subject, key) = line.split_once(' ')?;
    let is_key = key.len() == 64 && key.bytes().all(|byte| byte.is_ascii_hexdigit());
    let subject = SubjectId::try_from(subject.to_owned()).ok()?;
    is_key.then(|| (subject, Zeroizing::new(key.to_owned())))
}

/// Checks a backup file.
pub(crate) fn verify(
    path: &Path,
    claim: Option<&HeadClaim>,
    watcher: Watcher<'_>,
) -> Result<VerifyReport, Error> {
    let mut backup = Backup::open(path)?;
    let mut claim_met = claim.map(|claim| claim.seq == 0);
    let mut differences = Vec::new();
    let is_closed = loop {
        match backup.next().at(path)? {
            Line::Entry(sealed) => {
                let seq = backup.head.seq;
                if let Some(claim) = claim.filter(|claim| claim.seq == seq) {
                    claim_met = Some(claim.is_met_by(&sealed.hash));
                }
                if sealed.open().is_err() {
                    differences.push(Difference::EntryUnreadable { seq });
                }
                tell(watcher, Stage::Checking, seq);
            }
            Line::Key(..) => {}
            Line::Closed => break true,
            Line::Flawed => break false,
        }
    };
    let file = path.display().to_string();
    let mut report = VerifyReport {
        desk: backup.desk.clone(),
        head: backup.head,
        entries: backup.head.seq,
        segments: 0,
        subjects: 0,
        in_doubt: Vec::new(),
        differences: Vec::new(),
        unlisted: 0,
        claim_met,
    };
    for difference in differences {
        report.differs(difference);
    }
    if backup.head.seq < backup.claimed.seq {
        report.in_doubt.push(Doubt {
            first: backup.head.seq + 1,
            last: backup.claimed.seq,
            file,
            offset: backup.offset(),
        });
    } else if !is_closed {
        report.differs(Difference::SegmentDiffers { file });
    }
    Ok(report)
}
