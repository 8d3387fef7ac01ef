//! What only the desk itself reads of the file in its data folder: who may do what, and where other
//! logins find it.

use std::path::{Path, PathBuf};

use serde::Deserialize;

use super::read;
use crate::error::Error;

/// What the desk of a data folder is set to.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DeskConfig {
    /// Who may do what.
    pub roles: Roles,
    /// A second socket, for other logins.
    pub door: Option<DoorConfig>,
}

impl DeskConfig {
    /// Reads it; nothing is set where there is no file.
    pub fn of(data: &Path) -> Result<Self, Error> {
        let settings = read(data)?;
        Ok(Self {
            roles: settings.roles.unwrap_or_default(),
            door: settings.door,
        })
    }
}

/// Who may do what: login names, and groups as `@name`.
///
/// ```toml
/// [roles]
/// keeper = ["duty"]
/// leader = ["zhang", "@leaders"]
/// officer = ["@watch"]
/// watch = ["*"]            # every login of the machine
/// bridges = ["remote"]     # a shared ssh login: whom a key belongs to is said in authorized_keys
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Roles {
    /// See.
    pub watch: Vec<String>,
    /// Record.
    pub officer: Vec<String>,
    /// Approve.
    pub leader: Vec<String>,
    /// Configure.
    pub keeper: Vec<String>,
    /// Logins whose `watchkeeper bridge --as NAME` is believed.
    pub bridges: Vec<String>,
}

/// A socket for other logins than the desk's own. The data folder stays closed to them.
///
/// ```toml
/// [door]
/// socket = "/run/watchkeeper/desk.sock"
/// group = "watch"
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DoorConfig {
    /// Where; its folder must be the desk's own.
    pub socket: PathBuf,
    /// Who may knock.
    pub group: String,
}
