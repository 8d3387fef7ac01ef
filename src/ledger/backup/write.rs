//! Writing a backup: beside its place first, and only what the chain proves.

use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::Path;

use sm3::{Digest as _, Sm3};
use zeroize::Zeroizing;

use super::{Closing, FORM, KEY_MARK, Opening};
use crate::domain::{Digest, Head, Sealed, SubjectId};
use crate::error::Error;
use crate::ledger::chain::{self, Label};
use crate::ledger::files::{self, At};
use crate::ledger::journal::{self, Reading};
use crate::ledger::progress::{Stage, Watcher, tell};
use crate::ledger::reader::Reader;
use crate::ledger::vault::Vault;
use crate::link::wire::BackupReport;

/// Whether the keys of sealed fields go into a backup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keys {
    /// They do: whoever has the file can read what was sealed.
    Included,
    /// They do not: what was sealed cannot be read from the file.
    LeftOut,
}

impl Reader {
    /// Writes everything up to the head of this view into a new file.
    pub fn backup(
        &self,
        to: &Path,
        keys: Keys,
        watcher: Watcher<'_>,
    ) -> Result<BackupReport, Error> {
        if to.exists() {
            return Err(Error::refused("backup-exists").with("path", to.display()));
        }
        let beside = files::with_suffix(to, ".part");
        let written = self.write_backup(&beside, to, keys, watcher);
        if written.is_err() {
            // Half a backup is none; the error already says why.
            let _ = fs::remove_file(&beside);
        }
        Ok(BackupReport {
            path: to.to_owned(),
            bytes: written?,
            head: self.head,
        })
    }

    fn write_backup(
        &self,
        beside: &Path,
        to: &Path,
        keys: Keys,
        watcher: Watcher<'_>,
    ) -> Result<u64, Error> {
        let keys = match keys {
            Keys::Included => Vault::at(self.layout.keys()).export()?,
            Keys::LeftOut => Vec::new(),
        };
        let file = files::private().create(true).truncate(true).open(beside);
        let mut writer = Writer::new(file.at(beside)?);
        let opening = Opening {
            form: FORM,
            desk: self.desk.clone(),
            head: self.head,
        };
        writer.json(&opening).at(beside)?;
        self.write_entries(&mut writer, beside, watcher)?;
        writer.keys(&keys).at(beside)?;
        let bytes = writer.close(self.head, keys.len() as u64).at(beside)?;
        fs::rename(beside, to).at(to)?;
        match to.parent().filter(|dir| !dir.as_os_str().is_empty()) {
            Some(dir) => files::sync_dir(dir).at(dir)?,
            None => files::sync_dir(Path::new(".")).at(to)?,
        }
        Ok(bytes)
    }

    /// Writes every entry, each proven against the one before. What the journal lost the store may
    /// give.
    fn write_entries(
        &self,
        writer: &mut Writer,
        beside: &Path,
        watcher: Watcher<'_>,
    ) -> Result<(), Error> {
        let dir = self.layout.journal();
        let mut head = Head::GENESIS;
        let mut reading = Reading::after(&dir, &self.desk, 0, None).at(&dir)?;
        let mut waiting: Option<Sealed> = None;
        while head.seq < self.head.seq {
            if waiting.is_none() {
                let next = reading.next().transpose().at(&dir)?;
                waiting = next.map(|(_, record)| record.sealed);
            }
            let sealed = match waiting.take() {
                Some(sealed) if follows(&head, &sealed) => sealed,
                other => {
                    waiting = other.filter(|sealed| is_after(&head, sealed));
                    self.ask_store(&head)?
                }
            };
            head = Head {
                seq: head.seq + 1,
                hash: sealed.hash,
            };
            writer.entry(&sealed).at(beside)?;
            tell(watcher, Stage::BackingUp, head.seq);
        }
        if head == self.head {
            return Ok(());
        }
        Err(in_doubt(head.seq))
    }

    fn ask_store(&self, head: &Head) -> Result<Sealed, Error> {
        let store = self.store.as_ref().ok();
        let entry = store.and_then(|store| store.entry(head.seq + 1).ok()?);
        entry
            .filter(|sealed| follows(head, sealed))
            .ok_or_else(|| in_doubt(head.seq + 1))
    }
}

fn follows(head: &Head, sealed: &Sealed) -> bool {
    Label::of(sealed).is_some_and(|label| chain::continues(head, sealed, &label))
}

fn is_after(head: &Head, sealed: &Sealed) -> bool {
    Label::of(sealed).is_some_and(|label| label.seq > head.seq + 1)
}

fn in_doubt(seq: u64) -> Error {
    Error::new("backup-in-doubt").with("seq", seq)
}

struct Writer {
    file: BufWriter<File>,
    sm3: Sm3,
    bytes: u64,
    entries: u64,
    line: Vec<u8>,
}

impl Writer {
    fn new(file: File) -> Self {
        Self {
            file: BufWriter::new(file),
            sm3: Sm3::new(),
            bytes: 0,
            entries: 0,
            line: Vec::new(),
        }
    }

    fn put(&mut self, line: &[u8]) -> io::Result<()> {
        self.sm3.update(line);
        self.bytes += line.len() as u64;
        self.file.write_all(line)
    }

    fn json(&mut self, value: &impl serde::Serialize) -> io::Result<()> {
        let mut line = serde_json::to_vec(value)?;
        line.push(b'\n');
        self.put(&line)
    }

    fn entry(&mut self, sealed: &Sealed) -> io::Result<()> {
        let mut line = std::mem::take(&mut self.line);
        line.clear();
        journal::write_line(&journal::json(sealed), &mut line)
            .map_err(|long| io::Error::other(format!("an entry of {} bytes", long.bytes)))?;
        self.put(&line)?;
        self.entries += 1;
        self.line = line;
        Ok(())
    }

    fn keys(&mut self, keys: &[(SubjectId, Zeroizing<String>)]) -> io::Result<()> {
        for (subject, key) in keys {
            let line = Zeroizing::new(format!("{KEY_MARK}{subject} {}\n", key.as_str()));
            self.put(line.as_bytes())?;
        }
        Ok(())
    }

    /// Counts and seals what was written, and puts it on the disk. Its length is returned.
    fn close(mut self, head: Head, keys: u64) -> io::Result<u64> {
        let closing = Closing {
            entries: self.entries,
            keys,
            head,
            bytes: self.bytes,
            sm3: Digest(self.sm3.clone().finalize().into()),
        };
        self.json(&closing)?;
        let bytes = self.bytes;
        let file = self
            .file
            .into_inner()
            .map_err(io::IntoInnerError::into_error)?;
        file.sync_all()?;
        Ok(bytes)
    }
}
