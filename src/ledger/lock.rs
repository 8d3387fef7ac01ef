//! One process writes a record at a time. The lock is the operating system's, so it ends with the
//! process however that ends.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};

use super::files::{At, is_forbidden, private};
use super::layout::Layout;
use crate::error::Error;

/// Bytes of the lock file that are read to learn who holds it.
const NOTE_MAX: u64 = 64;

/// How a data folder may be used by this process.
#[derive(Debug)]
pub(crate) enum Lock {
    /// Alone, reading and writing; kept as long as this lives.
    Held(File),
    /// Reading only: the folder takes no writing, so nobody else writes there either.
    Unwritable(Option<File>),
}

impl Lock {
    /// Takes the lock, or says which process holds it.
    pub(crate) fn take(layout: &Layout) -> Result<Self, Error> {
        let path = layout.lock();
        let opened = private().create(true).truncate(false).open(&path);
        let mut file = match opened {
            Ok(file) => file,
            Err(error) if is_forbidden(&error) => return Self::share(layout),
            Err(error) => return Err(error).at(&path),
        };
        lock(&mut file, layout)?;
        let note = format!("{}\n", std::process::id());
        // The note only helps people; a full disk must not keep the record from being read.
        let _ = file.set_len(0).and_then(|()| file.rewind());
        let _ = file.write_all(note.as_bytes());
        Ok(Self::Held(file))
    }

    /// Whether this process may write.
    pub(crate) fn is_writable(&self) -> bool {
        matches!(self, Self::Held(_))
    }

    fn share(layout: &Layout) -> Result<Self, Error> {
        let Ok(mut file) = OpenOptions::new().read(true).open(layout.lock()) else {
            return Ok(Self::Unwritable(None));
        };
        lock(&mut file, layout)?;
        Ok(Self::Unwritable(Some(file)))
    }
}

impl Drop for Lock {
    /// Unlocks by name: closing alone leaves the lock to a child that another thread is starting.
    fn drop(&mut self) {
        if let Self::Held(file) | Self::Unwritable(Some(file)) = self {
            let _ = file.unlock();
        }
    }
}

fn lock(file: &mut File, layout: &Layout) -> Result<(), Error> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(TryLockError::WouldBlock) => Err(Error::new("ledger-locked")
            .with("pid", holder(file))
            .with("path", layout.dir().display())),
        Err(TryLockError::Error(error)) => Err(error).at(&layout.lock()),
    }
}

fn holder(file: &mut File) -> String {
    let mut note = String::new();
    let read = file.take(NOTE_MAX).read_to_string(&mut note);
    let pid = note.trim();
    let is_pid = !pid.is_empty() && pid.chars().all(|c| c.is_ascii_digit());
    match read {
        Ok(_) if is_pid => pid.to_owned(),
        _ => "?".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_opener_is_told_who_holds_the_record() {
        let dir = tempfile::tempdir().unwrap();
        let layout = Layout::new(dir.path());
        let first = Lock::take(&layout).unwrap();
        let refused = Lock::take(&layout).unwrap_err();
        assert_eq!(refused.key(), "error-ledger-locked");
        let pid = std::process::id().to_string();
        assert!(refused.to_string().contains(&pid), "{refused}");
        drop(first);
        assert!(Lock::take(&layout).unwrap().is_writable());
    }
}
