//! What needs a leader's consent, and whether it was given.

use super::Desk;
use crate::domain::Rejection;
use crate::domain::officer::Approval;
use crate::domain::text::{self, NAME_MAX, PROSE_MAX};

impl Desk<'_> {
    /// The consent, checked: a named leader and a reason. A name that is in the directory must be
    /// a leader's; one that is not (the district's head on the phone) is kept as it was given.
    pub(super) fn approved(self, given: &Approval) -> Result<Approval, Rejection> {
        let leader = text::filled_line("approver", &given.leader, NAME_MAX)?;
        let reason = text::filled_prose("reason", &given.reason, PROSE_MAX)?;
        if self
            .state
            .officer_named(&leader)
            .is_some_and(|officer| !officer.role.approves())
        {
            return Err(Rejection::NotALeader { name: leader });
        }
        Ok(Approval { leader, reason })
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
