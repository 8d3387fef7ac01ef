//! Options for a leader's consent, and the wish that carries it.

use clap::{ArgAction, Args};

use super::context::Context;
use super::secret;
use super::session::Session;
use crate::domain::Command;
use crate::domain::officer::Approval;
use crate::domain::rejection::Arg;
use crate::error::Error;
use crate::link::wire::Receipt;

/// Why, and who consents.
#[derive(Debug, Clone, PartialEq, Eq, Default, Args)]
pub(super) struct Consent {
    #[arg(long, value_name = "TEXT")]
    reason: Option<String>,
    #[arg(long, value_name = "NAME")]
    approved_by: Option<String>,
    #[arg(long, action = ArgAction::SetTrue, requires = "approved_by")]
    approver_pin: bool,
}

impl Consent {
    /// The consent, where any was given. What is missing from it the desk asks for.
    pub(super) fn given(&self) -> Option<Approval> {
        let is_given = self.reason.is_some() || self.approved_by.is_some();
        is_given.then(|| self.needed())
    }

    /// The consent of something that never goes without.
    pub(super) fn needed(&self) -> Approval {
        let leader = self.approved_by.clone().unwrap_or_default();
        Approval::of(leader, self.reason.clone().unwrap_or_default())
    }

    /// Asks the desk for what needs the consent, which the leader gives by PIN where that was said.
    pub(super) fn ask(
        &self,
        context: &Context,
        session: &mut Session,
        command: Command,
    ) -> Result<Receipt, Error> {
        if self.approver_pin {
            let leader = self.needed().leader;
            secret::prove(context, &mut session.client, &leader)?;
        }
        session.perform(command).map_err(named)
    }
}

/// A refusal for want of a consent, with the options that give one.
fn named(error: Error) -> Error {
    let about = |field: &str| {
        let mut args = error.args();
        args.any(|(_, arg)| *arg == Arg::Key(format!("field-{field}")))
    };
    match error.key() {
        "reject-empty" if about("approver") || about("reason") => {
            error.advising("reject-needs-leader.hint")
        }
        _ => error,
    }
}
