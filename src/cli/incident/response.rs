//! `incident response|done`: what was decided about the response, and what others did.

use clap::Args;

use crate::cli::context::Context;
use crate::cli::session::Session;
use crate::cli::values::one_of;
use crate::domain::done::Done;
use crate::domain::response::{Response, ResponseLevel, ResponseStep};
use crate::domain::rule::Duty;
use crate::domain::{Command, RecipientId, SubjectKind};
use crate::error::{Error, Exit};

/// Which step, at which level, by whom.
#[derive(Debug, Args)]
pub(in crate::cli) struct ResponseNoted {
    #[arg(value_name = "NUMBER")]
    number: String,
    #[arg(value_name = "STEP", value_parser = one_of(&ResponseStep::ALL, ResponseStep::name))]
    step: ResponseStep,
    #[arg(value_name = "LEVEL", ignore_case = true, value_parser = one_of(&ResponseLevel::ALL, ResponseLevel::name))]
    level: ResponseLevel,
    #[arg(long, value_name = "WHO", default_value = "")]
    who: String,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
}

/// Which duty of somebody else, towards whom, done by whom.
#[derive(Debug, Args)]
pub(in crate::cli) struct DoneByOthers {
    #[arg(value_name = "NUMBER")]
    number: String,
    #[arg(value_name = "DUTY", value_parser = one_of(&Duty::OF_OTHERS, Duty::name))]
    duty: Duty,
    #[arg(long, value_name = "RECIPIENT")]
    to: String,
    #[arg(long, value_name = "WHO", default_value = "")]
    who: String,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
}

impl ResponseNoted {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let level = context.text(&format!("response-level-{}", self.level.name()));
        let step = context.text(&format!("response-{}", self.step.name()));
        let incident = session.number(SubjectKind::Incident, &self.number)?;
        let receipt = session.perform(Command::NoteResponse {
            incident,
            response: Box::new(Response {
                step: self.step,
                level: self.level,
                who: self.who,
                at: session.time_or_now("--at", self.at.as_deref())?,
                note: self.note,
            }),
        })?;
        let values = [("step", step.into()), ("level", level.into())];
        context.done_with("cli-response", &values, &receipt)
    }
}

impl DoneByOthers {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let incident = session.number(SubjectKind::Incident, &self.number)?;
        let receipt = session.perform(Command::MarkDone {
            incident,
            done: Box::new(Done {
                duty: self.duty,
                recipient: RecipientId::from(self.to.trim()),
                at: session.time_or_now("--at", self.at.as_deref())?,
                who: self.who,
                note: self.note,
            }),
        })?;
        let name = context.text(&format!("duty-{}", self.duty.name()));
        context.done_with("cli-done-by-others", &[("name", name.into())], &receipt)
    }
}
