//! `warning lift|confirm|act`: what is done about a warning.

use clap::Args;

use crate::cli::context::Context;
use crate::cli::session::Session;
use crate::cli::values::one_of;
use crate::domain::rule::Duty;
use crate::domain::{Command, SubjectKind};
use crate::error::{Error, Exit};

/// Which warning ended, when and why.
#[derive(Debug, Args)]
pub(in crate::cli) struct Lift {
    #[arg(value_name = "NUMBER")]
    number: String,
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
}

/// Which warning still holds.
#[derive(Debug, Args)]
pub(in crate::cli) struct Confirm {
    #[arg(value_name = "NUMBER")]
    number: String,
}

/// Which duty of which warning was done, and who was told.
#[derive(Debug, Args)]
pub(in crate::cli) struct Act {
    #[arg(value_name = "NUMBER")]
    number: String,
    #[arg(value_name = "DUTY", value_parser = one_of(&Duty::OF_WARNINGS, Duty::name))]
    duty: Duty,
    #[arg(id = "told", long = "to", value_name = "NAME", default_value = "")]
    told: String,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
}

impl Lift {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let warning = session.number(SubjectKind::Warning, &self.number)?;
        let receipt = session.perform(Command::LiftWarning {
            warning,
            at: session.time_or_now("--at", self.at.as_deref())?,
            reason: self.reason,
        })?;
        context.done("cli-warning-lifted", &receipt)
    }
}

impl Confirm {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let warning = session.number(SubjectKind::Warning, &self.number)?;
        let receipt = session.perform(Command::ConfirmWarning { warning })?;
        context.done("cli-warning-confirmed", &receipt)
    }
}

impl Act {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let warning = session.number(SubjectKind::Warning, &self.number)?;
        let receipt = session.perform(Command::ActOnWarning {
            warning,
            duty: self.duty,
            at: session.time_or_now("--at", self.at.as_deref())?,
            to: self.told,
        })?;
        let duty = context.text(&format!("duty-{}", self.duty.name()));
        context.done_with("cli-warning-acted", &[("duty", duty.into())], &receipt)
    }
}
