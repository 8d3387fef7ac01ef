//! `report correct`: says what was really sent. The words before stay in the record.

use clap::Args;

use super::add::recipients;
use super::words::Words;
use crate::cli::consent::Consent;
use crate::cli::context::Context;
use crate::cli::session::Session;
use crate::cli::values::one_of;
use crate::domain::incident::Incident;
use crate::domain::report::{Channel, Report, ReportKind, ReportSent};
use crate::domain::{Command, Rejection};
use crate::error::{Error, Exit};

/// What was really sent. What is not named stays.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[arg(value_name = "NUMBER")]
    number: String,
    #[arg(value_name = "NO")]
    no: u32,
    #[arg(long, value_name = "KIND", value_parser = one_of(&ReportKind::ALL, ReportKind::name))]
    kind: Option<ReportKind>,
    #[arg(long, value_name = "CHANNEL", value_parser = one_of(&Channel::ALL, Channel::name))]
    channel: Option<Channel>,
    #[arg(long, value_name = "ID,ID", value_delimiter = ',')]
    to: Vec<String>,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    #[arg(long, value_name = "NAME")]
    receiver: Option<String>,
    #[arg(long, value_name = "NAME")]
    signatory: Option<String>,
    #[arg(long)]
    acknowledged: bool,
    #[command(flatten)]
    words: Words,
    #[arg(
        long,
        conflicts_with_all = ["kind", "channel", "to", "at", "receiver", "signatory", "acknowledged", "text", "text_file"]
    )]
    withdraw: bool,
    #[command(flatten)]
    consent: Consent,
}

impl Options {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let incident = session.incident(&self.number)?;
        let no = self.no;
        let consent = self.consent.clone();
        let (key, sent) = if self.withdraw {
            ("cli-report-withdrawn", None)
        } else {
            let report = standing(&incident, no)?;
            let sent = self.over(&report.sent, &session)?;
            ("cli-report-corrected", Some(Box::new(sent)))
        };
        // A leader's name makes it a consent; a reason alone only says why.
        let approval = consent.given().filter(|given| !given.leader.is_empty());
        let command = Command::CorrectReport {
            incident: incident.id.clone(),
            no,
            sent,
            reason: consent.needed().reason,
            approval,
        };
        let receipt = consent.ask(context, &mut session, command)?;
        context.done_with(key, &[("no", no.to_string().into())], &receipt)
    }

    fn over(self, known: &ReportSent, session: &Session) -> Result<ReportSent, Error> {
        let at = match &self.at {
            Some(given) => session.time("--at", given)?,
            None => known.at,
        };
        let to = recipients(&self.to);
        Ok(ReportSent {
            kind: self.kind.unwrap_or(known.kind),
            channel: self.channel.unwrap_or(known.channel),
            to: if to.is_empty() { known.to.clone() } else { to },
            at,
            receiver: self.receiver.unwrap_or_else(|| known.receiver.clone()),
            acknowledged: self.acknowledged || known.acknowledged,
            signatory: self.signatory.unwrap_or_else(|| known.signatory.clone()),
            text: self.words.read()?.unwrap_or_else(|| known.text.clone()),
        })
    }
}

fn standing(incident: &Incident, no: u32) -> Result<&Report, Error> {
    let report = incident.standing_reports().find(|report| report.no == no);
    report.ok_or_else(|| {
        let subject = incident.id.clone();
        Rejection::UnknownReport { subject, no }.into()
    })
}
