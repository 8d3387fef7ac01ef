//! The folder on the disk: made where it is missing, looked through, files moved within it.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs::{self, DirBuilder, Metadata};
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};

use crate::intake::folder::{
    ASIDE, FILES_MAX, SETTLED_AFTER, TAKEN, is_wanted, is_why, kept_names, settles_at, why_name,
};

/// Files remembered in one look; a folder with more is worked off look by look.
const LISTED_MAX: usize = 10_000;

/// A folder made here is for nobody else; one that is there stays as its keeper made it.
const MODE: u32 = 0o700;

/// The folder and the two in it.
#[derive(Debug, Clone)]
pub(super) struct Folders {
    /// Where files come in.
    pub(super) inbox: PathBuf,
    /// Where those taken go.
    pub(super) taken: PathBuf,
    /// Where those refused go.
    pub(super) aside: PathBuf,
}

/// A file as it was seen: another under the same name is another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seen {
    /// When it was last written.
    pub(super) modified: DateTime<Utc>,
    /// Its name.
    pub(super) name: OsString,
    node: (u64, u64, u64),
}

/// Files left where they are, and until when: for ever where nothing can be done with one.
pub(super) type Left = BTreeMap<Seen, Option<DateTime<Utc>>>;

/// What a look showed.
pub(super) struct Listing {
    /// Files to be dealt with, the longest untouched first.
    pub(super) ready: Vec<Seen>,
    /// Whether more are ready.
    pub(super) has_more: bool,
    /// When the next will be.
    pub(super) next: Option<DateTime<Utc>>,
    /// Of the files left, those still there.
    pub(super) left: Left,
}

impl Seen {
    pub(super) fn of(name: OsString, found: &Metadata) -> Self {
        let nanos = u32::try_from(found.mtime_nsec()).unwrap_or_default();
        Self {
            modified: DateTime::from_timestamp(found.mtime(), nanos).unwrap_or_default(),
            name,
            node: (found.dev(), found.ino(), found.len()),
        }
    }
}

impl Folders {
    pub(super) fn of(inbox: &Path) -> Self {
        Self {
            taken: inbox.join(TAKEN),
            aside: inbox.join(ASIDE),
            inbox: inbox.to_owned(),
        }
    }

    /// Makes what is missing. Tells whether the folder itself was.
    pub(super) fn make(&self) -> io::Result<bool> {
        let was_missing = made(&self.inbox)?;
        made(&self.taken)?;
        made(&self.aside)?;
        Ok(was_missing)
    }

    /// Looks for files that can be dealt with at `now`.
    pub(super) fn list(&self, left: &Left, now: DateTime<Utc>) -> io::Result<Listing> {
        let mut listing = Listing {
            ready: Vec::new(),
            has_more: false,
            next: None,
            left: Left::new(),
        };
        for found in fs::read_dir(&self.inbox)? {
            let found = found?;
            let name = found.file_name();
            if !is_wanted(&name) {
                continue;
            }
            // A file that went meanwhile is nobody's concern.
            let Ok(about) = fs::symlink_metadata(found.path()) else {
                continue;
            };
            listing.add(Seen::of(name, &about), about.is_file(), left, now);
            if listing.ready.len() >= LISTED_MAX {
                break;
            }
        }
        listing.ready.sort();
        listing.has_more = listing.ready.len() > FILES_MAX;
        listing.ready.truncate(FILES_MAX);
        Ok(listing)
    }

    /// Moves a file as it was seen to another of the folders, under the first name that is free;
    /// `None` where it is no longer there or no longer the same.
    pub(super) fn put(&self, seen: &Seen, to: &Path) -> io::Result<Option<String>> {
        made(to)?;
        let from = self.inbox.join(&seen.name);
        let Some((kept, target)) = free(&seen.name, to) else {
            return Err(io::Error::from(io::ErrorKind::AlreadyExists));
        };
        match fs::rename(&from, &target) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            moved => moved?,
        }
        // Another program may have put another file there in the very moment: nobody read that one.
        let is_same = fs::symlink_metadata(&target)
            .is_ok_and(|about| Seen::of(seen.name.clone(), &about) == *seen);
        if is_same {
            return Ok(Some(kept));
        }
        if let Some((_, back)) = free(&seen.name, &self.inbox) {
            fs::rename(&target, back)?;
        }
        Ok(None)
    }

    /// Writes down beside a file set aside why it is there.
    pub(super) fn explain(&self, kept: &str, why: &str) -> io::Result<()> {
        fs::write(self.aside.join(why_name(kept)), why)
    }

    /// How many files lie aside, and the name of the one that was put there last.
    pub(super) fn aside(&self) -> io::Result<(usize, Option<String>)> {
        let mut count = 0;
        let mut last: Option<((i64, i64), String)> = None;
        for found in fs::read_dir(&self.aside)? {
            let found = found?;
            if is_why(&found.file_name()) {
                continue;
            }
            count += 1;
            if count == LISTED_MAX {
                break;
            }
            let Ok(about) = found.metadata() else {
                continue;
            };
            let put = (about.ctime(), about.ctime_nsec());
            if last.as_ref().is_none_or(|(before, _)| put > *before) {
                last = Some((put, found.file_name().to_string_lossy().into_owned()));
            }
        }
        Ok((count, last.map(|(_, name)| name)))
    }
}

impl Listing {
    fn add(&mut self, seen: Seen, is_file: bool, left: &Left, now: DateTime<Utc>) {
        let until = match left.get(&seen) {
            Some(None) => {
                self.left.insert(seen, None);
                return;
            }
            Some(Some(until)) if *until > now => {
                self.left.insert(seen, Some(*until));
                Some(*until)
            }
            // What is no plain file will not become one.
            Some(_) | None if !is_file => return self.ready.push(seen),
            Some(_) | None => match settles_at(seen.modified, SETTLED_AFTER, now) {
                None => return self.ready.push(seen),
                until => until,
            },
        };
        self.next = self.next.into_iter().chain(until).min();
    }
}

fn made(folder: &Path) -> io::Result<bool> {
    match DirBuilder::new().mode(MODE).create(folder) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && folder.is_dir() => Ok(false),
        Err(error) => Err(error),
    }
}

/// The first free name for a file in a folder, and its path.
fn free(name: &OsString, folder: &Path) -> Option<(String, PathBuf)> {
    let is_free = |path: &Path| {
        let found = fs::symlink_metadata(path);
        found.is_err_and(|error| error.kind() == io::ErrorKind::NotFound)
    };
    kept_names(name.to_str()?)
        .map(|kept| (folder.join(&kept), kept))
        .find(|(path, _)| is_free(path))
        .map(|(path, kept)| (kept, path))
}
