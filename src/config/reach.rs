//! Where the desk is, when it is not the one of the data folder here: another machine, or another
//! login of this one. A user's own matter: the file in a data folder says nothing about it.

use std::path::PathBuf;

use serde::Deserialize;

/// The environment variable that names another machine.
pub const HOST_VARIABLE: &str = "WATCHKEEPER_HOST";

/// The environment variable that names the socket of another login's desk.
pub const SOCKET_VARIABLE: &str = "WATCHKEEPER_SOCKET";

/// Where the desk is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Reach {
    /// Beside the data folder.
    #[default]
    Data,
    /// At a socket somebody else's desk keeps.
    Socket(PathBuf),
    /// On another machine, over ssh.
    Host(Far),
}

/// Another machine.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Far {
    /// Who and where, as the user wrote it.
    pub host: String,
    /// The ssh program and arguments it is always given; empty for `ssh`.
    pub ssh: Vec<String>,
    /// The program on the far side, where one is set.
    pub program: Option<String>,
    /// The data folder on the far side, where one is asked for.
    pub data: Option<PathBuf>,
}

/// A program, or one with arguments it is always given.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub(super) enum Words {
    /// Only the program.
    One(String),
    /// Program and arguments.
    Many(Vec<String>),
}

impl Words {
    pub(super) fn list(self) -> Vec<String> {
        match self {
            Self::One(word) => vec![word],
            Self::Many(words) => words,
        }
    }
}
