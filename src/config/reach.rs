//! Where the desk is, when it is not the one of the data folder here: another machine, or another
//! login of this one. A user's own matter: the file in a data folder says nothing about it.

use std::path::PathBuf;

use serde::Deserialize;

use super::{DATA_VARIABLE, Settings, Wishes};

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

/// Where the desk is. A data folder asked for by name beats another machine that is only set.
pub(super) fn of(
    wishes: &Wishes,
    filled: &impl Fn(&str) -> Option<String>,
    own: &mut Settings,
) -> Reach {
    let asked = wishes.host.clone().filter(|host| !host.is_empty());
    if asked.is_none() {
        if let Some(socket) = &wishes.socket {
            return Reach::Socket(socket.clone());
        }
        // An empty host asks for the desk here.
        if wishes.data.is_some() || wishes.host.is_some() {
            return Reach::Data;
        }
    }
    let (host_set, socket_set) = (own.host.take(), own.socket.take());
    let mut far = |host| {
        Reach::Host(Far {
            host,
            ssh: own.ssh.take().map(Words::list).unwrap_or_default(),
            program: own.remote_program.take(),
            data: wishes.data.clone(),
        })
    };
    if let Some(host) = asked.or_else(|| filled(HOST_VARIABLE)) {
        return far(host);
    }
    if let Some(socket) = filled(SOCKET_VARIABLE) {
        return Reach::Socket(PathBuf::from(socket));
    }
    // A folder the environment names is nearer than a machine a file names.
    match (filled(DATA_VARIABLE), host_set, socket_set) {
        (Some(_), _, _) | (None, None, None) => Reach::Data,
        (None, Some(host), _) => far(host),
        (None, None, Some(socket)) => Reach::Socket(socket),
    }
}
