//! `call add`: notes a call and prints its number alone on the last line.

use clap::Args;

use crate::cli::context::Context;
use crate::cli::session::{Session, unexpected};
use crate::cli::values::one_of;
use crate::domain::Command;
use crate::domain::call::{CallFacts, Personal, Source};
use crate::error::{Error, Exit};

/// What was told.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[arg(long, value_name = "NAME")]
    from: Option<String>,
    #[arg(long, value_name = "TEXT")]
    unit: Option<String>,
    #[arg(long, value_name = "NUMBER")]
    phone: Option<String>,
    #[arg(long, alias = "source", value_name = "SOURCE", value_parser = one_of(&Source::ALL, Source::name))]
    channel: Option<Source>,
    #[arg(long, value_name = "TEXT")]
    about: Option<String>,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    #[arg(long)]
    called_back: bool,
    #[arg(long)]
    confidential: bool,
}

impl Options {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let personal = |given: Option<String>| Personal::Open(given.unwrap_or_default());
        let facts = CallFacts {
            received: session.time_or_now("--at", self.at.as_deref())?,
            channel: self.channel.unwrap_or(Source::DutyPhone),
            from: personal(self.from),
            unit: self.unit.unwrap_or_default(),
            phone: personal(self.phone),
            called_back: self.called_back,
            about: self.about.unwrap_or_default(),
        };
        let receipt = session.perform(Command::TakeCall {
            facts,
            confidential: self.confidential,
        })?;
        let number = receipt.subject.as_ref().ok_or_else(unexpected)?;
        context.answer(&crate::cli::json::Done::from(&receipt), || {
            number.to_string()
        })?;
        Ok(Exit::Done)
    }
}
