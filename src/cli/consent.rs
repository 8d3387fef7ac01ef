//! Options for a leader's consent.

use clap::Args;

use crate::domain::officer::Approval;

/// Why, and who consents.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub(super) struct Consent {
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[arg(long, value_name = "NAME")]
    approved_by: Option<String>,
}

impl Consent {
    /// The consent, where any was given. What is missing from it the desk asks for.
    pub(super) fn given(self) -> Option<Approval> {
        let is_given = self.reason.is_some() || self.approved_by.is_some();
        is_given.then(|| self.needed())
    }

    /// The consent of something that never goes without.
    pub(super) fn needed(self) -> Approval {
        Approval {
            leader: self.approved_by.unwrap_or_default(),
            reason: self.reason.unwrap_or_default(),
        }
    }
}
