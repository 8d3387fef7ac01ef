//! The road to a desk: its socket on this machine, or the user's own ssh to another one.

use std::path::PathBuf;

use super::client::Client;
use super::remote::{Prompts, Remote};
use super::wire::{FAR_BEAT_SECONDS, Hello, Welcome};
use crate::error::Error;

/// The road to a desk.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Road {
    /// On this machine, at this socket.
    Socket(PathBuf),
    /// On another machine.
    Ssh(Remote),
}

impl Road {
    /// Knocks at the desk.
    pub fn connect(&self, hello: Hello, prompts: Prompts) -> Result<(Client, Welcome), Error> {
        match self {
            Self::Socket(socket) => Client::connect(socket, hello),
            Self::Ssh(remote) => {
                let hello = Hello {
                    beat_seconds: hello.beat_seconds.or(Some(FAR_BEAT_SECONDS)),
                    ..hello
                };
                Client::through(remote, prompts, hello)
            }
        }
    }

    /// Whether the desk's machine is this one.
    pub fn is_here(&self) -> bool {
        matches!(self, Self::Socket(_))
    }
}
