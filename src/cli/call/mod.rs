//! `call …`: what the desk is told, and what becomes of it.

mod add;
mod amend;
mod list;
mod personal;
mod show;
mod triage;

use clap::Subcommand;

use super::context::Context;
use crate::error::{Error, Exit};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Add(add::Options),
    Triage(Box<triage::Options>),
    List(list::Options),
    Show(show::Options),
    Amend(amend::Options),
    Reveal(personal::Options),
    Forget(personal::Options),
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        match self {
            Self::Add(options) => options.run(context),
            Self::Triage(options) => options.run(context),
            Self::List(options) => options.run(context),
            Self::Show(options) => options.run(context),
            Self::Amend(options) => options.run(context),
            Self::Reveal(options) => options.reveal(context),
            Self::Forget(options) => options.forget(context),
        }
    }
}
