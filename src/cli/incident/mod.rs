//! `incident …`: log one, follow it, end it.

mod add;
mod against;
mod amend;
mod ending;
mod extent;
mod facts;
mod grade;
mod impact;
mod list;
mod options;
mod progress;
mod response;
mod show;
mod waive;

use clap::Subcommand;

use super::context::Context;
use crate::error::{Error, Exit};

pub(super) use add::{missing, tell_new};
pub(super) use options::{Basis, IncidentOptions};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Add(Box<add::Options>),
    List(list::Options),
    Show(show::Options),
    Amend(Box<amend::Options>),
    Grade(grade::Options),
    StandDown(ending::StandDown),
    Close(ending::Close),
    Dismiss(ending::Dismiss),
    Milestone(progress::MilestoneReached),
    Instruction(progress::InstructionGiven),
    Response(response::ResponseNoted),
    Done(response::DoneByOthers),
    Note(progress::Note),
    Waive(waive::Options),
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        match self {
            Self::Add(options) => options.run(context),
            Self::List(options) => options.run(context),
            Self::Show(options) => options.run(context),
            Self::Amend(options) => options.run(context),
            Self::Grade(options) => options.run(context),
            Self::StandDown(options) => options.run(context),
            Self::Close(options) => options.run(context),
            Self::Dismiss(options) => options.run(context),
            Self::Milestone(options) => options.run(context),
            Self::Instruction(options) => options.run(context),
            Self::Response(options) => options.run(context),
            Self::Done(options) => options.run(context),
            Self::Note(options) => options.run(context),
            Self::Waive(options) => options.run(context),
        }
    }
}
