//! `incident waive`: gives a deadline up with a leader's consent.

use clap::Args;

use crate::cli::consent::Consent;
use crate::cli::context::Context;
use crate::cli::session::Session;
use crate::domain::{Command, RecipientId, RuleId, SubjectKind};
use crate::error::{Error, Exit};

/// Which deadline, why, and who consents.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[arg(value_name = "NUMBER")]
    number: String,
    #[arg(long, value_name = "ID")]
    rule: String,
    #[arg(long, value_name = "ID")]
    recipient: Option<String>,
    #[arg(long, value_name = "N")]
    demanded: Option<u64>,
    #[command(flatten)]
    consent: Consent,
}

impl Options {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let subject = session.number(SubjectKind::Incident, &self.number)?;
        let command = Command::WaiveDeadline {
            demanded: self.demanded,
            subject,
            rule: RuleId(self.rule),
            recipient: self.recipient.map(RecipientId),
            approval: self.consent.needed(),
        };
        let receipt = self.consent.ask(context, &mut session, command)?;
        context.done("cli-waived", &receipt)
    }
}
