//! The first words of both sides.

use serde::{Deserialize, Serialize};

use super::{Access, Health, PROTOCOL, Pin};

/// Seconds between the heartbeats of a desk nobody asked for others.
pub const BEAT_SECONDS: u32 = 20;

/// Seconds between the heartbeats a far console asks for, so that a dead line is seen soon.
pub const FAR_BEAT_SECONDS: u32 = 4;

/// How this program names itself: `watchkeeper 0.1.0`.
pub fn program() -> String {
    concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")).to_owned()
}

/// Who knocks, and what for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Hello {
    /// The protocol spoken.
    pub protocol: u32,
    /// Program and version.
    pub program: String,
    /// What shall be sent.
    pub wants: Wants,
    /// The officer the sender acts as, by name; the officer on watch where it is `None` or nobody
    /// of the directory.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<String>,
    /// Whether the sender stands at the post, in the duty room: only from there a sign of life is
    /// taken.
    #[serde(default)]
    pub post: bool,
    /// The PIN of the officer acted as, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pin: Option<Pin>,
    /// Seconds between heartbeats; the desk's own where it is `None`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub beat_seconds: Option<u32>,
    /// Whether the officer is named by the bridge, as a keeper told it to, rather than by whoever
    /// is behind it. Only a bridge says so; what else says so is not believed by it.
    #[serde(default)]
    pub vouched: bool,
    /// More than this the connection shall not be able to do, whatever its login may.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most: Option<Access>,
}

impl Hello {
    /// This program's greeting.
    pub fn new(wants: Wants) -> Self {
        Self {
            protocol: PROTOCOL,
            program: program(),
            wants,
            officer: None,
            post: false,
            pin: None,
            beat_seconds: None,
            vouched: false,
            at_most: None,
        }
    }

    /// Gives the PIN of the officer acted as.
    #[must_use]
    pub fn with_pin(mut self, pin: Option<Pin>) -> Self {
        self.pin = pin;
        self
    }

    /// Stands at the post.
    #[must_use]
    pub fn at_the_post(mut self) -> Self {
        self.post = true;
        self
    }

    /// Acts as that officer.
    #[must_use]
    pub fn acting_as(mut self, officer: Option<String>) -> Self {
        self.officer = officer;
        self
    }
}

/// What a connection is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Wants {
    /// Answers to what it says, and nothing else: the command line.
    Answers,
    /// A snapshot, then every entry: a console.
    Everything,
}

/// The desk's greeting.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Welcome {
    /// The protocol spoken.
    pub protocol: u32,
    /// Program and version.
    pub program: String,
    /// The login name the desk sees behind the connection.
    pub login: String,
    /// The desk's process.
    pub pid: u32,
    /// How the desk is.
    pub health: Health,
    /// What this connection may do.
    #[serde(default)]
    pub role: Access,
    /// The officer the connection acts as, where one of the directory was named.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub officer: Option<String>,
    /// That officer has a PIN which was not given: nothing is recorded before it is.
    #[serde(default)]
    pub unproven: bool,
    /// Seconds between heartbeats.
    #[serde(default = "beat_seconds")]
    pub beat_seconds: u32,
}

fn beat_seconds() -> u32 {
    BEAT_SECONDS
}

/// A first message, read as little as it takes to see which version the other side speaks.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Greeting {
    /// A console's.
    Hello(Version),
    /// A desk's.
    Welcome(Version),
}

/// The part of a greeting that never changes.
#[derive(Debug, Deserialize)]
pub struct Version {
    protocol: u32,
    #[serde(default)]
    program: String,
}

impl Greeting {
    /// The protocol and the program of the other side.
    pub fn speaks(&self) -> (u32, &str) {
        let (Self::Hello(version) | Self::Welcome(version)) = self;
        (version.protocol, &version.program)
    }
}
