//! Who is let in, what each may do, and what is kept of those refused.

use std::path::Path;
use std::sync::{PoisonError, RwLock};

use super::login;
use super::pins::Guard;
use super::refusals::{Refusals, Tried};
use super::roles::{Grant, Roles};
use crate::clock::monotonic;
use crate::config::DeskConfig;
use crate::error::Error;
use crate::ledger::Pins;

/// What decides over those who knock.
#[derive(Debug)]
pub(super) struct Gate {
    roles: RwLock<Roles>,
    refusals: Refusals,
    pub(super) pins: Guard,
}

/// Who knocks, as the operating system says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Peer {
    /// The login.
    pub(super) login: String,
    /// What it may do.
    pub(super) grant: Grant,
}

impl Gate {
    /// The gate of a data folder.
    pub(super) fn of(data: &Path, config: DeskConfig) -> Self {
        Self {
            roles: RwLock::new(Roles::new(config.roles)),
            refusals: Refusals::default(),
            pins: Guard::new(Pins::of(data)),
        }
    }

    /// Reads anew who may do what. What cannot be read changes nothing.
    pub(super) fn reload(&self, data: &Path) -> Result<(), Error> {
        let roles = Roles::new(DeskConfig::of(data)?.roles);
        *self.roles.write().unwrap_or_else(PoisonError::into_inner) = roles;
        Ok(())
    }

    /// Who is behind a user's number, or the name of a stranger. May ask a directory server, so it
    /// belongs on a thread that may wait.
    pub(super) fn admit(&self, uid: u32) -> Result<Peer, String> {
        let login = login::name_of(uid);
        if login::is_own(uid) {
            let grant = Grant::OWN;
            return Ok(Peer { login, grant });
        }
        let groups = login::groups_of(uid);
        let roles = self.roles.read().unwrap_or_else(PoisonError::into_inner);
        match roles.of(&login, &groups) {
            Some(grant) => Ok(Peer { login, grant }),
            None => Err(login),
        }
    }

    /// Whether a try that was refused is to be recorded.
    pub(super) fn is_recorded(&self, login: &str, tried: Tried) -> bool {
        self.refusals.is_recorded(login, tried, monotonic())
    }
}
