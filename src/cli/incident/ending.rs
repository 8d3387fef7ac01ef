//! `incident stand-down|close|dismiss`: how an incident ends.

use clap::Args;

use crate::cli::consent::Consent;
use crate::cli::context::Context;
use crate::cli::session::Session;
use crate::domain::incident::ThreeAnswers;
use crate::domain::{Command, SubjectKind};
use crate::error::{Error, Exit};

/// When the emergency ended, and on what ground.
#[derive(Debug, Args)]
pub(in crate::cli) struct StandDown {
    #[arg(value_name = "NUMBER")]
    number: String,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    #[arg(long, value_name = "TEXT", default_value = "")]
    ground: String,
    #[command(flatten)]
    consent: Consent,
}

/// The three answers a closing needs.
#[derive(Debug, Args)]
pub(in crate::cli) struct Close {
    #[arg(value_name = "NUMBER")]
    number: String,
    #[arg(long, value_name = "TEXT", default_value = "")]
    investigated: String,
    #[arg(long, value_name = "TEXT", default_value = "")]
    removed: String,
    #[arg(long, value_name = "TEXT", default_value = "")]
    accountable: String,
}

/// Why it is none, and who consents.
#[derive(Debug, Args)]
pub(in crate::cli) struct Dismiss {
    #[arg(value_name = "NUMBER")]
    number: String,
    #[command(flatten)]
    consent: Consent,
}

impl StandDown {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let incident = session.number(SubjectKind::Incident, &self.number)?;
        let command = Command::StandDown {
            incident,
            at: session.time_or_now("--at", self.at.as_deref())?,
            ground: self.ground,
            approval: self.consent.given(),
        };
        let receipt = self.consent.ask(context, &mut session, command)?;
        context.done("cli-stood-down", &receipt)
    }
}

impl Close {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let incident = session.number(SubjectKind::Incident, &self.number)?;
        let receipt = session.perform(Command::CloseIncident {
            incident,
            answers: ThreeAnswers {
                investigated: self.investigated,
                removed: self.removed,
                accountable: self.accountable,
            },
        })?;
        context.done("cli-closed", &receipt)
    }
}

impl Dismiss {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let incident = session.number(SubjectKind::Incident, &self.number)?;
        let command = Command::DismissIncident {
            incident,
            approval: self.consent.needed(),
        };
        let receipt = self.consent.ask(context, &mut session, command)?;
        context.done("cli-dismissed", &receipt)
    }
}
