//! Where a desk's socket is, and how it is reached where its path is too long for the kernel.

use std::fs::File;
use std::io;
use std::os::fd::AsRawFd;
use std::path::{Path, PathBuf};

/// The socket's name in the data folder.
pub const SOCKET_NAME: &str = "desk.sock";

/// Bytes of a socket's path the kernel takes, without its closing zero.
const PATH_BYTES_MAX: usize = 107;

/// The socket of the desk whose data is in that folder.
pub fn socket_path(data_dir: &Path) -> PathBuf {
    data_dir.join(SOCKET_NAME)
}

/// A way to a socket that is short enough for the kernel.
#[derive(Debug)]
pub struct Way {
    path: PathBuf,
    _folder: Option<File>,
}

impl Way {
    /// The way to a socket. A path that is too long goes through the opened folder
    /// (`/proc/self/fd/…`), so that the socket lies beside its data whatever the folder's name is.
    pub fn to(socket: &Path) -> io::Result<Self> {
        let (Some(parent), Some(name)) = (socket.parent(), socket.file_name()) else {
            return Err(io::Error::from(io::ErrorKind::InvalidInput));
        };
        if socket.as_os_str().len() <= PATH_BYTES_MAX {
            return Ok(Self {
                path: socket.to_owned(),
                _folder: None,
            });
        }
        let folder = File::open(parent)?;
        let path = PathBuf::from(format!("/proc/self/fd/{}", folder.as_raw_fd())).join(name);
        Ok(Self {
            path,
            _folder: Some(folder),
        })
    }

    /// The path to give to the kernel, as long as this value lives.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

#[cfg(test)]
mod tests {
    use std::os::unix::net::{UnixListener, UnixStream};

    use super::*;

    #[test]
    fn a_socket_in_a_folder_with_a_very_long_name_is_reached() {
        let root = tempfile::tempdir().unwrap();
        let folder = root.path().join("值".repeat(60));
        std::fs::create_dir(&folder).unwrap();
        let socket = socket_path(&folder);
        assert!(socket.as_os_str().len() > PATH_BYTES_MAX);
        let listener = UnixListener::bind(Way::to(&socket).unwrap().path()).unwrap();
        assert!(socket.exists(), "the socket lies beside the data");
        UnixStream::connect(Way::to(&socket).unwrap().path()).unwrap();
        listener.accept().unwrap();
    }
}
