//! `report …`: what was sent, to whom, in which words.

mod add;
mod correct;
mod show;
mod words;

use clap::Subcommand;

use super::context::Context;
use crate::error::{Error, Exit};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Add(add::Options),
    Correct(correct::Options),
    Show(show::Options),
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        match self {
            Self::Add(options) => options.run(context),
            Self::Correct(options) => options.run(context),
            Self::Show(options) => options.run(context),
        }
    }
}
