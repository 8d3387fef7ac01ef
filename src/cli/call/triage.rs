//! `call triage`: judges what a call is.

use clap::Args;
use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::incident::{Basis, IncidentOptions, tell_new};
use crate::cli::session::Session;
use crate::domain::command::TriageWish;
use crate::domain::{Command, SubjectKind};
use crate::error::{Error, Exit};

/// What becomes of it.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[arg(value_name = "NUMBER")]
    number: String,
    #[command(flatten)]
    outcome: Outcome,
    #[command(flatten)]
    incident: IncidentOptions,
}

/// One of four.
#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
struct Outcome {
    #[arg(long)]
    new_incident: bool,
    #[arg(long, value_name = "NUMBER")]
    join: Option<String>,
    #[arg(long, value_name = "TEXT")]
    pass_on: Option<String>,
    #[arg(long, value_name = "TEXT")]
    no_matter: Option<String>,
}

#[derive(Debug, Serialize)]
struct Triaged {
    number: String,
    outcome: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    incident: Option<String>,
    seq: u64,
}

impl Options {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        if !self.outcome.new_incident && !self.incident.is_empty() {
            return Err(Error::new("cli-triage-facts"));
        }
        let mut session = Session::begin(context)?;
        let call = session.number(SubjectKind::Call, &self.number)?;
        if self.outcome.new_incident {
            let told = session.call(&call.to_string())?;
            let consent = self.incident.consent();
            let new = self.incident.read(&session, &Basis::of_call(&told))?;
            let wish = TriageWish::NewIncident { new: Box::new(new) };
            let id = call.clone();
            let command = Command::TriageCall { call, wish };
            let receipt = consent.ask(context, &mut session, command)?;
            return tell_new(context, &mut session, &receipt, Some(&id));
        }
        let (wish, outcome) = self.outcome.wish(&mut session)?;
        let incident = match &wish {
            TriageWish::Join { incident } => Some(incident.to_string()),
            _ => None,
        };
        let number = call.to_string();
        let receipt = session.perform(Command::TriageCall { call, wish })?;
        let view = Triaged {
            number,
            outcome,
            incident,
            seq: receipt.last_seq,
        };
        context.answer(&view, || {
            let values = [
                ("number", view.number.as_str().into()),
                ("outcome", context.text(&format!("triage-{outcome}")).into()),
                ("incident", view.incident.clone().unwrap_or_default().into()),
            ];
            context.say("cli-triaged", &values).trim_end().to_owned()
        })?;
        Ok(Exit::Done)
    }
}

impl Outcome {
    fn wish(self, session: &mut Session) -> Result<(TriageWish, &'static str), Error> {
        if let Some(given) = &self.join {
            let incident = session.number(SubjectKind::Incident, given)?;
            return Ok((TriageWish::Join { incident }, "joined"));
        }
        if let Some(to) = self.pass_on {
            return Ok((TriageWish::PassOn { to }, "passed-on"));
        }
        let reason = self.no_matter.unwrap_or_default();
        Ok((TriageWish::NoMatter { reason }, "no-matter"))
    }
}
