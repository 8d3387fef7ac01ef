//! `incident add`: logs an incident and prints its number alone on the last line.

use clap::Args;
use serde::Serialize;

use super::against;
use super::options::{Basis, IncidentOptions};
use crate::cli::context::Context;
use crate::cli::screen;
use crate::cli::session::Session;
use crate::console::StartAt;
use crate::domain::command::TriageWish;
use crate::domain::grade::Track;
use crate::domain::incident::{Incident, Missing};
use crate::domain::{Command, SubjectId, SubjectKind};
use crate::error::{Error, Exit};
use crate::link::wire::Receipt;

/// What is known of it.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[command(flatten)]
    incident: IncidentOptions,
    #[arg(long, value_name = "NUMBER")]
    from_call: Option<String>,
}

#[derive(Debug, Serialize)]
struct Logged {
    number: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    call: Option<String>,
    missing: Vec<String>,
    seq: u64,
}

impl Options {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let is_bare = self.incident.is_empty() && self.from_call.is_none();
        if is_bare && context.is_interactive() {
            return screen::open(context, StartAt::IncidentForm);
        }
        let mut session = Session::begin(context)?;
        let consent = self.incident.consent();
        let (command, call) = match &self.from_call {
            None => {
                let new = self.incident.read(&session, &Basis::now(&session))?;
                let new = Box::new(new);
                (Command::LogIncident { new }, None)
            }
            Some(given) => {
                let call = session.call(given)?;
                let new = self.incident.read(&session, &Basis::of_call(&call))?;
                let wish = TriageWish::NewIncident { new: Box::new(new) };
                let id = call.id.clone();
                let call = call.id;
                (Command::TriageCall { call, wish }, Some(id))
            }
        };
        let receipt = consent.ask(context, &mut session, command)?;
        tell_new(context, &mut session, &receipt, call.as_ref())
    }
}

/// Tells the number of a new incident alone on the last line; before it, on standard error, what
/// is still missing and where it belongs besides.
pub(in crate::cli) fn tell_new(
    context: &Context,
    session: &mut Session,
    receipt: &Receipt,
    call: Option<&SubjectId>,
) -> Result<Exit, Error> {
    session.refresh()?;
    let number = receipt.subject.clone();
    let number = number.filter(|id| id.kind == SubjectKind::Incident);
    let number = number.ok_or_else(crate::cli::session::unexpected)?;
    let incident = session.incident(&number.to_string())?;
    warn(context, &incident);
    against::tell(context, &incident);
    let logged = Logged {
        number: number.to_string(),
        call: call.map(ToString::to_string),
        missing: incident.missing().into_iter().map(missing_name).collect(),
        seq: receipt.last_seq,
    };
    context.answer(&logged, || logged.number.clone())?;
    Ok(Exit::Done)
}

fn missing_name(missing: Missing) -> String {
    match missing {
        Missing::Occurred => "occurred".to_owned(),
        Missing::Fact(key) => key.name().to_owned(),
    }
}

fn warn(context: &Context, incident: &Incident) {
    if incident.track != Track::Ordinary {
        context.note(&context.text(&format!("track-{}-where", incident.track.name())));
    }
    let missing = missing(context, incident);
    if !missing.is_empty() {
        context.note(&context.say("cli-missing", &[("missing", missing.into())]));
    }
}

/// What an initial report asks and is still empty, in words.
pub(in crate::cli) fn missing(context: &Context, incident: &Incident) -> String {
    let words = incident.missing().into_iter().map(|missing| match missing {
        Missing::Occurred => context.text("time-occurred"),
        Missing::Fact(key) => context.text(&format!("fact-{}", key.name())),
    });
    words.collect::<Vec<_>>().join(&context.text("console-and"))
}
