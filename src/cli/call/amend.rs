//! `call amend`: corrects what was noted. What is not named stays.

use clap::Args;

use crate::cli::consent::Consent;
use crate::cli::context::Context;
use crate::cli::session::Session;
use crate::cli::values::one_of;
use crate::domain::Command;
use crate::domain::call::{CallFacts, Personal, Source};
use crate::error::{Error, Exit};

/// What was told, as it should have been noted.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[arg(value_name = "NUMBER")]
    number: String,
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
    #[command(flatten)]
    consent: Consent,
}

impl Options {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let call = session.call(&self.number)?;
        let known = call.facts;
        let received = match &self.at {
            Some(given) => session.time("--at", given)?,
            None => known.received,
        };
        let facts = CallFacts {
            received,
            channel: self.channel.unwrap_or(known.channel),
            from: self.from.map_or(known.from, Personal::Open),
            unit: self.unit.unwrap_or(known.unit),
            phone: self.phone.map_or(known.phone, Personal::Open),
            called_back: self.called_back || known.called_back,
            about: self.about.unwrap_or(known.about),
        };
        let command = Command::AmendCall {
            call: call.id,
            facts,
            approval: self.consent.given(),
        };
        let receipt = self.consent.ask(context, &mut session, command)?;
        context.done("cli-amended", &receipt)
    }
}
