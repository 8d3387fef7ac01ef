//! What a connection may do.

use serde::{Deserialize, Serialize};

/// What whoever is behind a connection may do. Each may what the ones before it may. Not what an
/// officer answers for in a watch: that is [`crate::domain::officer::Role`].
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize,
)]
#[serde(rename_all = "kebab-case")]
pub enum Access {
    /// Sees.
    #[default]
    Watch,
    /// Records.
    Officer,
    /// Approves.
    Leader,
    /// Configures, stops, takes copies away.
    Keeper,
}

impl Access {
    /// Every one, the least first.
    pub const ALL: [Self; 4] = [Self::Watch, Self::Officer, Self::Leader, Self::Keeper];

    /// The stable name: `leader`. What it is called is under `access-role-<name>`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Watch => "watch",
            Self::Officer => "officer",
            Self::Leader => "leader",
            Self::Keeper => "keeper",
        }
    }
}
