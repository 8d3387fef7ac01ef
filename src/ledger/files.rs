//! Folders and files as a record needs them: private to the login, and on the disk before anything
//! relies on them. It knows nothing of what is in them.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::error::Error;

/// Permissions of every folder of the record.
const DIR_MODE: u32 = 0o700;

/// Permissions of every file of the record.
const FILE_MODE: u32 = 0o600;

/// Names with the same stamp that are tried before giving up.
const NAMES_MAX: u32 = 1_000;

/// Turns an I/O error into a sentence that names the path.
pub(crate) trait At<T> {
    /// The value, or the error with the path it is about.
    fn at(self, path: &Path) -> Result<T, Error>;
}

impl<T> At<T> for io::Result<T> {
    fn at(self, path: &Path) -> Result<T, Error> {
        self.map_err(|error| {
            Error::new("ledger-io")
                .with("path", path.display())
                .because(error)
        })
    }
}

/// Makes a private folder, and those above it where they are missing; nothing where it is there.
pub(crate) fn make_dir(path: &Path) -> io::Result<()> {
    DirBuilder::new()
        .recursive(true)
        .mode(DIR_MODE)
        .create(path)?;
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => sync_dir(parent),
        _ => Ok(()),
    }
}

/// Puts the names in a folder on the disk.
pub(crate) fn sync_dir(path: &Path) -> io::Result<()> {
    File::open(path)?.sync_all()
}

/// Options for a private file that is read and written.
pub(crate) fn private() -> OpenOptions {
    let mut options = OpenOptions::new();
    options.read(true).write(true).mode(FILE_MODE);
    options
}

/// Replaces a file whole: a reader, or a power cut, finds the old bytes or the new ones.
pub(crate) fn replace(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let beside = with_suffix(path, ".new");
    let mut file = private().create(true).truncate(true).open(&beside)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&beside, path)?;
    match path.parent() {
        Some(parent) => sync_dir(parent),
        None => Ok(()),
    }
}

/// Removes a file; nothing where there is none.
pub(crate) fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// The path with something added to its name.
pub(crate) fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// A name beside `path` that is not taken: `store.bad-20260901T063205Z`, then `…-2`.
pub(crate) fn stamped(path: &Path, mark: &str, now: DateTime<Utc>) -> io::Result<PathBuf> {
    let stamp = now.format("%Y%m%dT%H%M%SZ");
    let plain = with_suffix(path, &format!(".{mark}-{stamp}"));
    let numbered = (2..NAMES_MAX).map(|n| with_suffix(path, &format!(".{mark}-{stamp}-{n}")));
    std::iter::once(plain)
        .chain(numbered)
        .find(|name| fs::symlink_metadata(name).is_err())
        .ok_or_else(|| io::Error::from(io::ErrorKind::AlreadyExists))
}

/// Copies the plain files and folders under `from` into the new folder `to`.
pub(crate) fn copy_tree(from: &Path, to: &Path) -> io::Result<()> {
    make_dir(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        let kind = entry.file_type()?;
        if kind.is_dir() {
            copy_tree(&entry.path(), &target)?;
        } else if kind.is_file() {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Whether there is no space for more: on the disk, in the quota or under the file-size limit.
pub(crate) fn is_full(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded | io::ErrorKind::FileTooLarge
    )
}

/// Whether writing is not allowed here at all.
pub(crate) fn is_forbidden(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::ReadOnlyFilesystem | io::ErrorKind::PermissionDenied
    )
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn folders_and_files_are_for_their_owner_alone() {
        let dir = tempfile::tempdir().unwrap();
        let folder = dir.path().join("a/b");
        make_dir(&folder).unwrap();
        let file = folder.join("head");
        replace(&file, b"1").unwrap();
        replace(&file, b"2").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode(&folder), 0o700);
        assert_eq!(mode(&file), 0o600);
        assert_eq!(fs::read(&file).unwrap(), b"2");
    }

    #[test]
    fn a_taken_name_gets_a_number() {
        let dir = tempfile::tempdir().unwrap();
        let store = dir.path().join("store");
        let now = "2026-09-01T06:32:05Z".parse().unwrap();
        let first = stamped(&store, "bad", now).unwrap();
        assert!(first.ends_with("store.bad-20260901T063205Z"));
        fs::write(&first, "").unwrap();
        let second = stamped(&store, "bad", now).unwrap();
        assert!(second.ends_with("store.bad-20260901T063205Z-2"));
    }
}
