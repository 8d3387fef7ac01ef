//! Space kept for the day the disk is full: a file that is given back so that the record can go on
//! while somebody clears up.

use std::fs;
use std::io;
use std::path::Path;

use rustix::fs::{FallocateFlags, fallocate, statvfs};

use super::files;

/// How many times its size must be free before a ballast is laid again.
const FREE_TIMES: u64 = 4;

/// Lays the ballast where there is none and space is plenty. Whether it is there is returned.
pub(crate) fn lay(path: &Path, bytes: u64) -> io::Result<bool> {
    if bytes == 0 || path.exists() {
        return Ok(bytes > 0);
    }
    let Some(dir) = path.parent() else {
        return Ok(false);
    };
    let stat = statvfs(dir)?;
    if stat.f_bavail.saturating_mul(stat.f_frsize) < bytes.saturating_mul(FREE_TIMES) {
        return Ok(false);
    }
    let file = files::private().create(true).truncate(true).open(path)?;
    // A file system that cannot set space aside keeps none; the record works without.
    if fallocate(&file, FallocateFlags::empty(), 0, bytes).is_err() {
        fs::remove_file(path)?;
        return Ok(false);
    }
    Ok(true)
}

/// Gives the space back. Whether there was any is returned.
pub(crate) fn release(path: &Path) -> bool {
    fs::remove_file(path).is_ok()
}
