//! How a record is kept. The defaults are a duty room's; tests use smaller figures.

use std::time::Duration;

use chrono::{DateTime, Utc};

/// Bytes after which a journal file is finished and the next one begun.
pub const SEGMENT_MAX_BYTES: u64 = 64 << 20;

/// Bytes kept on the disk for the day it is full.
pub const BALLAST_BYTES: u64 = 64 << 20;

/// Entries after which the state is kept again.
pub const SNAPSHOT_EVERY: u64 = 1_000;

/// How long the store may take to open.
pub const STORE_OPEN_LIMIT: Duration = Duration::from_mins(2);

/// How a record is opened and kept.
#[derive(Debug, Clone)]
pub struct Options {
    /// The machine's time, for the names of what is set aside.
    pub now: DateTime<Utc>,
    /// See [`SEGMENT_MAX_BYTES`].
    pub segment_max_bytes: u64,
    /// See [`BALLAST_BYTES`]; 0 keeps none.
    pub ballast_bytes: u64,
    /// See [`SNAPSHOT_EVERY`].
    pub snapshot_every: u64,
    /// See [`STORE_OPEN_LIMIT`].
    pub store_open_limit: Duration,
}

impl Options {
    /// A duty room's, at that time.
    pub fn at(now: DateTime<Utc>) -> Self {
        Self {
            now,
            segment_max_bytes: SEGMENT_MAX_BYTES,
            ballast_bytes: BALLAST_BYTES,
            snapshot_every: SNAPSHOT_EVERY,
            store_open_limit: STORE_OPEN_LIMIT,
        }
    }
}
