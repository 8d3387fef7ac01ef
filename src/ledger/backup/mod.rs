//! The whole record in one file, readable without this program: a line that says what it is, the
//! journal's own lines in order, the keys of sealed fields, and a line that counts and seals it all.
//!
//! ```text
//! {"watchkeeper-backup":1,"desk":"BN","head":{"seq":…,"hash":"…"}}
//! <length> <crc32> {"prev":…,"hash":…,"body":{…}}
//! …
//! key BN-2026-C001 <64 hexadecimal digits>
//! …
//! {"entries":…,"keys":…,"head":{…},"bytes":…,"sm3":"…"}
//! ```
//!
//! `bytes` and `sm3` are over everything before the last line.

mod read;
mod restore;
mod write;

use serde::{Deserialize, Serialize};

use crate::domain::{DeskCode, Digest, Head};

pub use restore::restore;
pub use write::Keys;

pub(crate) use read::verify;

/// The form of backups this program writes.
const FORM: u32 = 1;

/// What a line of a key begins with.
const KEY_MARK: &str = "key ";

/// The first line.
#[derive(Debug, Serialize, Deserialize)]
struct Opening {
    #[serde(rename = "watchkeeper-backup")]
    form: u32,
    desk: DeskCode,
    head: Head,
}

/// The last line.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Closing {
    entries: u64,
    keys: u64,
    head: Head,
    bytes: u64,
    sm3: Digest,
}
