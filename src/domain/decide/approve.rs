//! What needs a leader's consent, and whether it was given.

use super::Desk;
use crate::domain::Rejection;
use crate::domain::officer::Approval;
use crate::domain::text::{self, NAME_MAX, PROSE_MAX};

impl Desk<'_> {
    /// The consent, checked: a reason, and a person of the directory with the role, of whom it is
    /// known how the consent was given: at the leader's own console, by PIN, or as the leader of
    /// the shift that is on.
    pub(super) fn approved(self, given: &Approval) -> Result<Approval, Rejection> {
        let leader = text::filled_line("approver", &given.leader, NAME_MAX)?;
        let reason = text::filled_prose("reason", &given.reason, PROSE_MAX)?;
        let Some(officer) = self.state.officer_named(&leader) else {
            return Err(Rejection::UnknownOfficer { name: leader });
        };
        if !officer.role.approves() {
            return Err(Rejection::NotALeader { name: leader });
        }
        let watch = self.state.watch.as_ref();
        let Some(proof) = self.who.proven.consent(officer.id, watch) else {
            return Err(Rejection::ConsentUnproven { name: leader });
        };
        Ok(Approval {
            leader,
            reason,
            proof: Some(proof),
        })
    }

    /// Consent that must be there; `what` names what needs it, under `needs-leader-`.
    pub(super) fn needs_leader(
        self,
        what: &str,
        given: Option<&Approval>,
    ) -> Result<Approval, Rejection> {
        match given {
            Some(approval) => self.approved(approval),
            None => Err(Rejection::NeedsLeader {
                what: what.to_owned(),
            }),
        }
    }

    /// Consent that may be there.
    pub(super) fn maybe_approved(
        self,
        given: Option<&Approval>,
    ) -> Result<Option<Approval>, Rejection> {
        given.map(|approval| self.approved(approval)).transpose()
    }
}
