//! One file: opened without following, without waiting, and only as far as a warning can reach.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rustix::fs::{Mode, OFlags};
use rustix::io::Errno;
use sm3::{Digest as _, Sm3};

use crate::domain::warning::WarningFacts;
use crate::domain::{CommandId, Digest};
use crate::error::Error;
use crate::intake::encoding::FILE_MAX_BYTES;
use crate::intake::folder::may_be_half;
use crate::intake::{Reason, Unreadable, warning};

/// Digits of a file's digest that name the wish it became.
const ID_DIGITS: usize = 40;

/// What a file turned out to be.
pub(super) enum Content {
    /// Messages, and the name under which the record knows that they were taken: the same bytes
    /// have the same name, so that they are taken once whatever happens in between.
    Messages(CommandId, Vec<WarningFacts>),
    /// Nothing that can be taken.
    Refused(Error),
    /// Nothing that can be taken, as long as nothing is added.
    Half(Error),
    /// It went.
    Gone,
    /// The machine cannot read now, whatever the file is.
    Later(io::Error),
}

/// Reads a file by the desk's time and zone.
pub(super) fn read(path: &Path, now: DateTime<Utc>, zone: Tz) -> Content {
    let bytes = match bytes(path) {
        Ok(bytes) => bytes,
        Err(fault) => return fault,
    };
    match warning::read(&bytes, now, zone) {
        Ok(messages) => Content::Messages(id(&bytes), messages),
        Err(refused) if may_be_half(&refused.reason) => Content::Half(refused.into()),
        Err(refused) => Content::Refused(refused.into()),
    }
}

fn bytes(path: &Path) -> Result<Vec<u8>, Content> {
    let file = open(path)?;
    let about = file.metadata().map_err(Content::Later)?;
    if !about.is_file() {
        return Err(Content::Refused(Error::refused("inbox-not-a-file")));
    }
    let too_large = |given: usize| {
        let limit = FILE_MAX_BYTES;
        let refused = Unreadable::whole(Reason::TooLarge { limit, given });
        Content::Refused(refused.into())
    };
    let length = usize::try_from(about.len()).unwrap_or(usize::MAX);
    if length > FILE_MAX_BYTES {
        return Err(too_large(length));
    }
    let mut bytes = Vec::with_capacity(length);
    let limit = FILE_MAX_BYTES as u64 + 1;
    file.take(limit)
        .read_to_end(&mut bytes)
        .map_err(|error| unreadable(&error))?;
    if bytes.len() > FILE_MAX_BYTES {
        return Err(too_large(bytes.len()));
    }
    Ok(bytes)
}

/// Opens a file; a link is not followed, and a pipe that nobody writes to is not waited for.
fn open(path: &Path) -> Result<File, Content> {
    let how = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY;
    match rustix::fs::open(path, how | OFlags::CLOEXEC, Mode::empty()) {
        Ok(file) => Ok(file.into()),
        Err(Errno::NOENT) => Err(Content::Gone),
        Err(Errno::LOOP | Errno::NXIO | Errno::NODEV) => {
            Err(Content::Refused(Error::refused("inbox-not-a-file")))
        }
        Err(error @ (Errno::ACCESS | Errno::PERM)) => Err(unreadable(&error.into())),
        Err(error) => Err(Content::Later(error.into())),
    }
}

fn unreadable(reason: &io::Error) -> Content {
    Content::Refused(Error::refused("inbox-unreadable").with("reason", reason))
}

fn id(bytes: &[u8]) -> CommandId {
    let digest = Digest(Sm3::digest(bytes).into()).to_string();
    CommandId(format!("inbox-{}", &digest[..ID_DIGITS]))
}
