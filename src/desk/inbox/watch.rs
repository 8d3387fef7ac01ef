//! The kernel's word that something changed in the folder: nothing is looked at until then.

use std::io;
use std::mem::MaybeUninit;
use std::os::fd::OwnedFd;
use std::path::Path;

use rustix::fs::inotify::{self, CreateFlags, ReadFlags, Reader, WatchFlags};
use rustix::io::Errno;
use tokio::io::unix::AsyncFd;

/// Bytes of events read at once; one event has at most a name's 255 and a few more.
const BUFFER_BYTES: usize = 4096;

/// What the kernel said.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Change {
    /// Something came, or went from where files lie aside.
    Seen,
    /// A watched folder is no longer where it was.
    Gone,
}

/// A watch over the folder.
pub(super) struct Watch {
    kernel: AsyncFd<OwnedFd>,
}

impl Watch {
    /// Watches what comes into `inbox` and what leaves `aside`. Whatever was there before is not told.
    pub(super) fn begin(inbox: &Path, aside: &Path) -> io::Result<Self> {
        let itself = WatchFlags::DELETE_SELF | WatchFlags::MOVE_SELF | WatchFlags::ONLYDIR;
        let comes = WatchFlags::CLOSE_WRITE | WatchFlags::MOVED_TO | WatchFlags::CREATE;
        let leaves = WatchFlags::DELETE | WatchFlags::MOVED_FROM;
        let kernel = inotify::init(CreateFlags::NONBLOCK | CreateFlags::CLOEXEC)?;
        inotify::add_watch(&kernel, inbox, comes | itself)?;
        inotify::add_watch(&kernel, aside, leaves | itself)?;
        Ok(Self {
            kernel: registered(kernel)?,
        })
    }

    /// Sleeps until something changed.
    pub(super) async fn changed(&self) -> io::Result<Change> {
        loop {
            let mut ready = self.kernel.readable().await?;
            let change = drained(ready.get_inner())?;
            ready.clear_ready();
            if let Some(change) = change {
                return Ok(change);
            }
        }
    }
}

#[expect(
    deprecated,
    reason = "what took its place is unsafe to call; this descriptor is owned and never replaced"
)]
fn registered(kernel: OwnedFd) -> io::Result<AsyncFd<OwnedFd>> {
    AsyncFd::new(kernel)
}

/// Reads every event there is. Which file it was does not matter: the folder is looked through, so
/// that events the kernel dropped are not missed.
fn drained(kernel: &OwnedFd) -> io::Result<Option<Change>> {
    let gone = ReadFlags::DELETE_SELF | ReadFlags::MOVE_SELF | ReadFlags::UNMOUNT;
    let mut buffer = [MaybeUninit::uninit(); BUFFER_BYTES];
    let mut events = Reader::new(kernel, &mut buffer);
    let mut change = None;
    loop {
        match events.next() {
            Ok(event) if event.events().intersects(gone | ReadFlags::IGNORED) => {
                change = Some(Change::Gone);
            }
            Ok(_) => change = change.or(Some(Change::Seen)),
            Err(Errno::WOULDBLOCK) => return Ok(change),
            Err(Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
    }
}
