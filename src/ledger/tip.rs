//! The last acknowledged entry, written after every commit and never synced: it outlives the process,
//! not the power. It is never ahead of the journal, so what it names must be there. With it, a
//! journal cut short after a crash is told apart from a write that was never finished.

use std::fs::{self, File};
use std::io;
use std::os::unix::fs::FileExt;
use std::path::Path;

use super::files;
use crate::domain::Head;

/// The file, open for writing.
#[derive(Debug)]
pub(crate) struct Tip {
    file: File,
}

impl Tip {
    /// Opens the file and names the head the record has now.
    pub(crate) fn open(path: &Path, head: Head) -> io::Result<Self> {
        let file = files::private().create(true).truncate(false).open(path)?;
        let tip = Self { file };
        tip.note(head)?;
        Ok(tip)
    }

    /// Names the last entry that is durable. Always the same length, so that no space is needed.
    pub(crate) fn note(&self, head: Head) -> io::Result<()> {
        self.file.write_all_at(text(head).as_bytes(), 0)
    }

    /// What the file names; `None` where there is nothing whole in it.
    pub(crate) fn read(path: &Path) -> Option<Head> {
        let written = fs::read_to_string(path).ok()?;
        let mut words = written.split_whitespace();
        let head = Head {
            seq: words.next()?.parse().ok()?,
            hash: words.next()?.parse().ok()?,
        };
        (written == text(head)).then_some(head)
    }
}

fn text(head: Head) -> String {
    let named = format!("{:020} {}", head.seq, head.hash);
    let checksum = crc32fast::hash(named.as_bytes());
    format!("{named} {checksum:08x}\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::Digest;

    #[test]
    fn the_last_head_named_is_read_and_half_a_name_is_none() {
        let dir = tempfile::tempdir().unwrap();
        let path = dir.path().join("tip");
        assert_eq!(Tip::read(&path), None);
        let head = |seq| Head {
            seq,
            hash: Digest([7; 32]),
        };
        let tip = Tip::open(&path, head(9)).unwrap();
        tip.note(head(10)).unwrap();
        assert_eq!(Tip::read(&path), Some(head(10)));
        let whole = fs::read(&path).unwrap();
        for cut in 0..whole.len() {
            fs::write(&path, &whole[..cut]).unwrap();
            assert_eq!(Tip::read(&path), None, "cut at {cut}");
        }
    }
}
