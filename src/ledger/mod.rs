//! What is kept: the chained record, twice. The **journal** proves: append-only files, on the disk
//! before anybody is answered, readable without this program. The **store** serves: sled, rebuilt
//! from the journal at any time. A **marker** of the last settling is the third witness. They are
//! compared and healed when the record is opened; entries nobody proves are named, and then nothing
//! more is written.
//!
//! This room knows no socket and no screen. It asks nobody for the time.

mod backup;
mod ballast;
pub mod chain;
mod create;
mod draft;
mod files;
mod finding;
mod journal;
mod layout;
mod lock;
mod marker;
mod opening;
mod options;
mod pins;
mod progress;
mod reader;
mod receipt;
mod record;
mod shelf;
mod store;
mod tip;
mod vault;
mod verify;

pub use backup::{Keys, restore};
pub use draft::{Draft, Recorded};
pub use finding::{Findings, noticed};
pub use journal::RECORD_MAX_BYTES;
pub use options::{BALLAST_BYTES, Options, SEGMENT_MAX_BYTES, SNAPSHOT_EVERY, STORE_OPEN_LIMIT};
pub use pins::{PinHash, Pins};
pub use progress::{Progress, Stage, Watcher, unwatched};
pub use reader::Reader;
pub use receipt::receipt;
pub use record::{Ledger, STAGED_MAX};
pub use vault::Vault;
pub use verify::verify;
