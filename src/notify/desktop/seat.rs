//! Who raises notifications in a session: the one process that holds the seat. Two windows never
//! tell twice.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};

use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;

use crate::error::Error;

/// The right to raise notifications of one desk in this session. It ends with this value or with
/// the process, however that ends.
#[derive(Debug)]
pub struct Seat {
    /// Holds the lock for as long as it is open. The file itself stays: were it removed, two
    /// processes could hold locks on two files of one name.
    _lock: File,
}

impl Seat {
    /// Where seats are kept: the session's own folder, which goes with the last login.
    pub fn folder(lookup: impl Fn(&str) -> Option<String>) -> Option<PathBuf> {
        lookup("XDG_RUNTIME_DIR")
            .map(PathBuf::from)
            .filter(|folder| folder.is_absolute())
    }

    /// Takes the seat of the desk of that code; `None` where another process has it. Take it only
    /// once somebody shows notifications here, or a console without a desktop would keep one that
    /// has one from telling.
    pub fn take(folder: &Path, desk: &str) -> Result<Option<Self>, Error> {
        let plain = |c: char| if c.is_ascii_alphanumeric() { c } else { '-' };
        let desk: String = desk.chars().map(plain).collect();
        let path = folder.join(format!("watchkeeper-agent-{desk}.lock"));
        let refused = |cause: io::Error| {
            Error::new("seat")
                .with("path", path.display())
                .because(cause)
        };
        let lock = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .mode(0o600)
            .open(&path)
            .map_err(refused)?;
        match flock(&lock, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Some(Self { _lock: lock })),
            Err(Errno::WOULDBLOCK) => Ok(None),
            Err(errno) => Err(refused(errno.into())),
        }
    }
}
