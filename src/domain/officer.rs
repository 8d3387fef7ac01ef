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

/// How a leader's consent was proved (核实方式), the strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Proof {
    /// At the leader's own console (本人终端).
    Console,
    /// By the leader's PIN, typed for this one consent (口令).
    Pin,
    /// The officer named the leader of the shift, who was not asked by the desk (值班中指名).
    OnWatch,
}

impl Proof {
    /// Every way, the strongest first.
    pub const ALL: [Self; 3] = [Self::Console, Self::Pin, Self::OnWatch];

    /// The stable name: `on-watch`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Console => "console",
            Self::Pin => "pin",
            Self::OnWatch => "on-watch",
        }
    }
}

/// A leader's consent to what the officer alone may not do.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Approval {
    /// The approving leader by name (批准领导).
    pub leader: String,
    /// Why (理由).
    pub reason: String,
    /// How it was proved. The desk says so, whatever was asked; entries of before it did say
    /// nothing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub proof: Option<Proof>,
}

impl Approval {
    /// A consent as it is given: of that leader, for that reason.
    pub fn of(leader: impl Into<String>, reason: impl Into<String>) -> Self {
        Self {
            leader: leader.into(),
            reason: reason.into(),
            proof: None,
        }
    }
}
