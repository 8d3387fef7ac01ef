//! The people of the desk.

use serde::{Deserialize, Serialize};

use super::ids::OfficerId;

/// What an officer may answer for in a watch.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Takes the watch (值班员).
    Officer,
    /// Leads a shift and approves (带班领导).
    Leader,
    /// Heads the bureau (主要负责人).
    Head,
}

impl Role {
    /// Every role.
    pub const ALL: [Self; 3] = [Self::Officer, Self::Leader, Self::Head];

    /// The stable name: `leader`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Leader => "leader",
            Self::Head => "head",
        }
    }

    /// Whether this role may approve what needs a leader.
    pub fn approves(self) -> bool {
        matches!(self, Self::Leader | Self::Head)
    }
}

/// An officer (值守人员).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Officer {
    /// Running number in the desk's directory.
    pub id: OfficerId,
    /// Full name, unique in the directory.
    pub name: String,
    /// Post (职务); may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub post: String,
    /// Telephone; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub phone: String,
    /// What the officer may answer for.
    pub role: Role,
}

/// A leader's consent to what the officer alone may not do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// The approving leader by name (批准领导).
    pub leader: String,
    /// Why (理由).
    pub reason: String,
}
