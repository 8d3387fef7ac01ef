//! Who asks something of a desk: as the record keeps it, and what was proved of it just now. What
//! was proved is not recorded of every wish; where it carries a leader's consent, the consent says
//! how it was proved.

use super::entry::By;
use super::ids::OfficerId;
use super::officer::Proof;
use super::watch::Watch;

/// What was proved about the people behind a wish.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Proven {
    /// The officer whose console it is: acted as, and proved by a key or a PIN.
    pub console: Option<OfficerId>,
    /// An officer who typed the PIN for this very wish.
    pub pin: Option<OfficerId>,
}

impl Proven {
    /// How that officer's consent is proved; `None` where it is not, and nobody may take it for
    /// given.
    pub fn consent(self, officer: OfficerId, watch: Option<&Watch>) -> Option<Proof> {
        let leads = watch.is_some_and(|watch| watch.leader == officer);
        if self.console == Some(officer) {
            Some(Proof::Console)
        } else if self.pin == Some(officer) {
            Some(Proof::Pin)
        } else {
            leads.then_some(Proof::OnWatch)
        }
    }
}

/// Who asks.
#[derive(Debug, Clone, Copy)]
pub struct Asker<'a> {
    /// As the record keeps it.
    pub by: &'a By,
    /// What was proved.
    pub proven: Proven,
}

/// Somebody of whom nothing was proved.
impl<'a> From<&'a By> for Asker<'a> {
    fn from(by: &'a By) -> Self {
        Self {
            by,
            proven: Proven::default(),
        }
    }
}
