//! `report add`: records a report that was sent.

use clap::Args;

use super::words::Words;
use crate::cli::context::Context;
use crate::cli::incident::missing;
use crate::cli::session::Session;
use crate::cli::values::one_of;
use crate::domain::report::{Channel, ReportKind, ReportSent};
use crate::domain::{Command, RecipientId};
use crate::error::{Error, Exit};

/// What was sent.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[arg(value_name = "NUMBER")]
    number: String,
    #[arg(long, value_name = "KIND", value_parser = one_of(&ReportKind::ALL, ReportKind::name))]
    kind: ReportKind,
    #[arg(long, value_name = "CHANNEL", value_parser = one_of(&Channel::ALL, Channel::name))]
    channel: Channel,
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    to: Vec<String>,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    #[arg(long, value_name = "NAME", default_value = "")]
    receiver: String,
    #[arg(long, value_name = "NAME", default_value = "")]
    signatory: String,
    #[arg(long)]
    acknowledged: bool,
    #[command(flatten)]
    words: Words,
}

impl Options {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let text = self.words.read()?.unwrap_or_default();
        let mut session = Session::begin(context)?;
        let incident = session.incident(&self.number)?;
        let sent = ReportSent {
            kind: self.kind,
            channel: self.channel,
            to: recipients(&self.to),
            at: session.time_or_now("--at", self.at.as_deref())?,
            receiver: self.receiver,
            acknowledged: self.acknowledged,
            signatory: self.signatory,
            text,
        };
        let receipt = session.perform(Command::FileReport {
            incident: incident.id.clone(),
            sent: Box::new(sent),
        })?;
        let missing = missing(context, &incident);
        if self.kind == ReportKind::Initial && !missing.is_empty() {
            context.note(&context.say("cli-missing", &[("missing", missing.into())]));
        }
        let no = receipt.report.unwrap_or_default().to_string();
        // Whoever typed another number than they meant sees it here.
        let values = [("no", no.into()), ("title", incident.title().into())];
        context.done_with("cli-report-filed", &values, &receipt)
    }
}

/// Recipients as they were typed; a stray comma names nobody.
pub(super) fn recipients(given: &[String]) -> Vec<RecipientId> {
    let names = given.iter().map(|name| name.trim());
    let names = names.filter(|name| !name.is_empty());
    names.map(RecipientId::from).collect()
}
