//! `incident milestone|instruction|note`: what happens on the way.

use clap::Args;

use crate::cli::context::Context;
use crate::cli::session::Session;
use crate::cli::values::one_of;
use crate::domain::incident::{Instruction, Milestone};
use crate::domain::{Command, SubjectKind};
use crate::error::{Error, Exit};

/// Which first time, and when.
#[derive(Debug, Args)]
pub(in crate::cli) struct MilestoneReached {
    #[arg(value_name = "NUMBER")]
    number: String,
    #[arg(value_name = "MILESTONE", value_parser = one_of(&Milestone::ALL, Milestone::name))]
    milestone: Milestone,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
}

/// Which leader said what.
#[derive(Debug, Args)]
pub(in crate::cli) struct InstructionGiven {
    #[arg(value_name = "NUMBER")]
    number: String,
    #[arg(long, value_name = "NAME", default_value = "")]
    leader: String,
    #[arg(long, value_name = "TEXT", default_value = "")]
    text: String,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
}

/// The words.
#[derive(Debug, Args)]
pub(in crate::cli) struct Note {
    #[arg(value_name = "NUMBER")]
    number: String,
    #[arg(id = "words", value_name = "TEXT", conflicts_with = "text")]
    words: Option<String>,
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
}

impl MilestoneReached {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let incident = session.number(SubjectKind::Incident, &self.number)?;
        let receipt = session.perform(Command::ReachMilestone {
            incident,
            milestone: self.milestone,
            at: session.time_or_now("--at", self.at.as_deref())?,
            note: self.note,
        })?;
        let name = context.text(&format!("milestone-{}", self.milestone.name()));
        context.done_with("cli-milestone", &[("name", name.into())], &receipt)
    }
}

impl InstructionGiven {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let incident = session.number(SubjectKind::Incident, &self.number)?;
        let receipt = session.perform(Command::NoteInstruction {
            incident,
            instruction: Instruction {
                leader: self.leader,
                at: session.time_or_now("--at", self.at.as_deref())?,
                text: self.text,
            },
        })?;
        context.done("cli-instruction", &receipt)
    }
}

impl Note {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let subject = session.number(SubjectKind::Incident, &self.number)?;
        let receipt = session.perform(Command::MakeNote {
            subject: Some(subject),
            text: self.words.or(self.text).unwrap_or_default(),
        })?;
        context.done("cli-noted", &receipt)
    }
}
