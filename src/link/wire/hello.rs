//! The first words of both sides.

use serde::{Deserialize, Serialize};

use super::{Health, PROTOCOL};

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
        }
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
