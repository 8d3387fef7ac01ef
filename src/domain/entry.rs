//! One line of the record: who, when, what, and its place in the chain. It does not know how the
//! chain is computed or kept; that is the ledger's.

use std::fmt;
use std::str::FromStr;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;

use super::Event;
use super::ids::{BadName, CommandId, DeskCode, OfficerId};

/// The shape of entry bodies this program writes. A body with a higher number comes from a newer
/// program and is refused before anything is written.
pub const BODY_VERSION: u32 = 1;

/// A 256-bit SM3 digest (GB/T 32905), serialised as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Digest(pub [u8; 32]);

impl Digest {
    /// What the first entry of a chain names as its predecessor: 64 zeros.
    pub const GENESIS: Self = Self([0; 32]);

    /// The first eight hexadecimal digits, for papers and screens.
    pub fn short(&self) -> String {
        self.to_string().chars().take(8).collect()
    }
}

impl fmt::Display for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Digest {
    type Err = BadName;

    fn from_str(given: &str) -> Result<Self, BadName> {
        let bad = || BadName {
            given: given.to_owned(),
            wanted: "64 hexadecimal digits",
        };
        if given.len() != 64 || !given.is_ascii() {
            return Err(bad());
        }
        let mut bytes = [0; 32];
        for (byte, pair) in bytes.iter_mut().zip(given.as_bytes().chunks_exact(2)) {
            let pair = std::str::from_utf8(pair).map_err(|_| bad())?;
            *byte = u8::from_str_radix(pair, 16).map_err(|_| bad())?;
        }
        Ok(Self(bytes))
    }
}

impl TryFrom<String> for Digest {
    type Error = BadName;

    fn try_from(given: String) -> Result<Self, BadName> {
        given.parse()
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        digest.to_string()
    }
}

/// Who did it: the login the operating system vouches for, and the officer (值守人员) named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct By {
    /// The login name behind the socket's peer credentials; `watchkeeper` for the desk itself.
    pub login: String,
    /// The officer, where one was on watch or named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<OfficerId>,
}

/// What an entry says, without its place in the chain. Its serialised bytes are what is hashed.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Body {
    /// The shape of this body: [`BODY_VERSION`].
    pub v: u32,
    /// The desk that wrote it.
    pub desk: DeskCode,
    /// Running from 1 without gaps.
    pub seq: u64,
    /// When it was recorded, by the desk's clock.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub by: By,
    /// The sender's name for the command, where it came from one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub command: Option<CommandId>,
    /// Entries of the same command still to follow. A record that ends while more were to follow
    /// ends inside a command nobody was told of, so the whole command is taken off.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub more: u32,
    /// What happened.
    pub event: Event,
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde gives a reference")]
fn is_zero(count: &u32) -> bool {
    *count == 0
}

/// An entry as it is stored and sent: the body's exact bytes with their place in the chain.
/// Serialises as `{"prev":…,"hash":…,"body":{…}}` with the body last and untouched, so unknown
/// fields of a body survive every copy.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Sealed {
    /// The hash of the entry before.
    pub prev: Digest,
    /// `SM3(prev as 64 hexadecimal digits ‖ body bytes)`.
    pub hash: Digest,
    /// The bytes of the body, JSON.
    pub body: Box<RawValue>,
}

/// An entry opened for use.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// The desk that wrote it.
    pub desk: DeskCode,
    /// Running from 1 without gaps.
    pub seq: u64,
    /// When it was recorded, by the desk's clock.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub by: By,
    /// The sender's name for the command, where it came from one.
    pub command: Option<CommandId>,
    /// The hash of the entry before.
    pub prev: Digest,
    /// Its own hash.
    pub hash: Digest,
    /// What happened.
    pub event: Event,
}

/// Why a stored body could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Written by a newer program.
    #[error("entry body version {found} is newer than this program's {known}", known = BODY_VERSION)]
    Newer {
        /// The version found.
        found: u32,
    },
    /// Not a body at all, or an event this version should know and does not.
    #[error("entry body cannot be read: {0}")]
    Unreadable(#[from] serde_json::Error),
}

impl Sealed {
    /// Opens the body. Fails on a body of a newer program and on one that cannot be read.
    pub fn open(&self) -> Result<Entry, OpenError> {
        #[derive(Deserialize)]
        struct Version {
            v: u32,
        }
        let raw = self.body.get();
        let found = serde_json::from_str::<Version>(raw)?.v;
        if found > BODY_VERSION {
            return Err(OpenError::Newer { found });
        }
        let Body {
            desk,
            seq,
            at,
            by,
            command,
            event,
            ..
        } = serde_json::from_str(raw)?;
        Ok(Entry {
            desk,
            seq,
            at,
            by,
            command,
            prev: self.prev,
            hash: self.hash,
            event,
        })
    }
}
