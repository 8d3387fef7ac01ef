//! Opening sled: in a thread of its own, because a damaged store may panic or hang, and after
//! taking away the half-written snapshot that would make it refuse to open.

use std::any::Any;
use std::fs::{self, File};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use sled::{Db, Mode};

use super::{Fault, Store, guarded};
use crate::ledger::files;

/// Memory sled may use for pages; its own default is a gigabyte.
const CACHE_BYTES: u64 = 64 << 20;

/// How often sled's own thread syncs and tidies what nobody asked it to. It does so for ever, also
/// where nothing was written; the journal is the proof, so what a crash takes from the store is only
/// read in again.
const FLUSH_EVERY_MS: u64 = 10_000;

/// How often a locked store is tried again, and how long is waited each time.
const LOCK_TRIES_MAX: u32 = 100;
const LOCK_PAUSE: Duration = Duration::from_millis(20);

/// Whether there is a store; opening one would make it.
pub(crate) fn is_there(dir: &Path) -> bool {
    dir.join("db").exists()
}

/// Opens the store in a folder, or makes it. Whether what it holds is right is for the journal to
/// say. `strays` are told of: files taken away first.
pub(crate) fn open(
    dir: &Path,
    limit: Duration,
    strays: &mut Vec<String>,
) -> Result<Box<Store>, Fault> {
    strays.extend(take_strays(dir)?);
    let own = dir.to_owned();
    let opened = within(limit, move || open_now(&own));
    opened
        .unwrap_or_else(|| Err(Fault::hung("it did not open in time")))
        .map(Box::new)
}

fn open_now(dir: &Path) -> Result<Store, Fault> {
    guarded(|| {
        files::make_dir(dir)?;
        let db = open_db(dir)?;
        let file = File::open(dir.join("db"))?;
        Store::on(db, file)
    })
}

/// Opens sled. Its lock may be held for a moment longer than the store was: by a child that another
/// thread is just starting.
fn open_db(dir: &Path) -> Result<Db, sled::Error> {
    let config = sled::Config::new()
        .path(dir)
        .cache_capacity(CACHE_BYTES)
        .flush_every_ms(Some(FLUSH_EVERY_MS))
        .mode(Mode::HighThroughput);
    let mut tries = 0;
    loop {
        match config.open() {
            Err(error) if is_locked(&error) && tries < LOCK_TRIES_MAX => {
                tries += 1;
                thread::sleep(LOCK_PAUSE);
            }
            opened => return opened,
        }
    }
}

pub(super) fn is_locked(error: &sled::Error) -> bool {
    error.to_string().contains("could not acquire lock")
}

/// Takes away what a snapshot left half-written. sled would take it for a snapshot and refuse.
fn take_strays(dir: &Path) -> std::io::Result<Vec<String>> {
    let mut taken = Vec::new();
    if !dir.exists() {
        return Ok(taken);
    }
    for entry in fs::read_dir(dir)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if name.starts_with("snap.") && name.ends_with(".generating") {
            fs::remove_file(entry.path())?;
            taken.push(name);
        }
    }
    Ok(taken)
}

/// Does something in a thread of its own; `None` where it takes longer than the limit. A panic in
/// it is told as a fault.
fn within<T: Send + 'static>(
    limit: Duration,
    work: impl FnOnce() -> Result<T, Fault> + Send + 'static,
) -> Option<Result<T, Fault>> {
    let (tell, hear) = mpsc::sync_channel(1);
    let spawned = thread::Builder::new()
        .name("store-open".to_owned())
        .spawn(move || {
            let done = catch_unwind(AssertUnwindSafe(work));
            let done = done.unwrap_or_else(|panic| Err(Fault::new(said(panic.as_ref()))));
            // Whoever asked may have stopped waiting.
            let _ = tell.send(done);
        });
    if let Err(error) = spawned {
        return Some(Err(error.into()));
    }
    match hear.recv_timeout(limit) {
        Ok(done) => Some(done),
        Err(mpsc::RecvTimeoutError::Timeout) => None,
        Err(mpsc::RecvTimeoutError::Disconnected) => Some(Err(Fault::new("its thread ended"))),
    }
}

/// What a panic said.
pub(super) fn said(panic: &(dyn Any + Send)) -> String {
    let text = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!("panic: {}", text.unwrap_or("it did not say why"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_that_hangs_or_panics_is_told_apart_from_work_that_fails() {
        let (_keep, never) = mpsc::channel::<()>();
        let hung = within(Duration::from_millis(20), move || {
            let _ = never.recv();
            Ok(())
        });
        assert_eq!(hung, None);
        let minute = Duration::from_mins(1);
        let panicked = within::<()>(minute, || panic!("page 7"));
        assert_eq!(panicked, Some(Err(Fault::new("panic: page 7"))));
        assert_eq!(within(minute, || Ok(7)), Some(Ok(7)));
    }

    #[test]
    fn a_half_written_snapshot_is_taken_away_and_told_of() {
        let dir = tempfile::tempdir().unwrap();
        let stray = dir.path().join("snap.00000000000F4240.generating");
        fs::write(&stray, "half").unwrap();
        let mut strays = Vec::new();
        let minute = Duration::from_mins(1);
        let opened = open(dir.path(), minute, &mut strays);
        assert!(opened.is_ok(), "{opened:?}");
        assert_eq!(strays, ["snap.00000000000F4240.generating"]);
        assert!(!stray.exists());
    }
}
