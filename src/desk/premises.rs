//! The data folder as it must be: the desk's own, closed to everybody else, and where nobody else
//! could put another in its place. What can be mended is mended; the rest is refused.

use std::fs::{self, Permissions};
use std::io;
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use super::log;
use super::login::own_uid;
use crate::error::Error;

/// Everybody may write.
const WORLD_WRITES: u32 = 0o002;

/// Only its owner may move what lies in it.
const STICKY: u32 = 0o1000;

/// Permissions that belong to others than the owner.
const OTHERS: u32 = 0o077;

/// What lies in the data folder and must be closed too.
const PRIVATE: [&str; 4] = ["keys", "journal", "store", "pins"];

/// Looks the folder over and mends what it may.
pub(super) fn secure(data: &Path) -> Result<(), Error> {
    let fails = |path: &Path, cause: io::Error| {
        Error::new("desk-premises")
            .with("path", path.display())
            .because(cause)
    };
    let whole = match fs::canonicalize(data) {
        Ok(whole) => whole,
        // Where nothing is, the record says so.
        Err(cause) if cause.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(cause) => return Err(fails(data, cause)),
    };
    let owner = fs::metadata(&whole)
        .map_err(|cause| fails(&whole, cause))?
        .uid();
    if owner != own_uid() {
        let name = super::login::name_of(owner);
        return Err(Error::new("desk-foreign")
            .with("path", whole.display())
            .with("owner", name));
    }
    for above in whole.ancestors().skip(1) {
        let mode = fs::metadata(above)
            .map_err(|cause| fails(above, cause))?
            .mode();
        if mode & WORLD_WRITES != 0 && mode & STICKY == 0 {
            return Err(Error::new("desk-open-folder").with("path", above.display()));
        }
    }
    let inside = PRIVATE.iter().map(|name| whole.join(name));
    for path in std::iter::once(whole.clone()).chain(inside) {
        close(&path).map_err(|cause| fails(&path, cause))?;
    }
    Ok(())
}

/// Takes away what others may; nothing where nothing is there.
fn close(path: &PathBuf) -> io::Result<()> {
    let found = match fs::symlink_metadata(path) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(error),
    };
    let mode = found.mode() & 0o7777;
    if found.is_symlink() || mode & OTHERS == 0 {
        return Ok(());
    }
    log::line(format_args!("closed to others: {}", path.display()));
    fs::set_permissions(path, Permissions::from_mode(mode & !OTHERS))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(path: &Path, mode: u32) {
        fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn what_is_open_to_others_is_closed() {
        let folder = tempfile::tempdir().unwrap();
        let keys = folder.path().join("keys");
        fs::create_dir(&keys).unwrap();
        set(&keys, 0o755);
        set(folder.path(), 0o777);
        secure(folder.path()).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().mode() & 0o777;
        assert_eq!(mode(folder.path()), 0o700);
        assert_eq!(mode(&keys), 0o700);
    }

    #[test]
    fn a_folder_in_which_anybody_could_put_another_in_its_place_is_refused() {
        let above = tempfile::tempdir().unwrap();
        let data = above.path().join("data");
        fs::create_dir(&data).unwrap();
        set(above.path(), 0o777);
        assert_eq!(secure(&data).unwrap_err().key(), "error-desk-open-folder");
        set(above.path(), 0o1777);
        secure(&data).unwrap();
    }

    #[test]
    fn a_folder_of_somebody_else_is_refused() {
        if own_uid() != 0 {
            println!("skipped: only root can give a folder away");
            return;
        }
        let folder = tempfile::tempdir().unwrap();
        std::os::unix::fs::chown(folder.path(), Some(65_534), None).unwrap();
        let error = secure(folder.path()).unwrap_err();
        assert_eq!(error.key(), "error-desk-foreign");
    }
}
