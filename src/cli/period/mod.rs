//! `period …`: the periods in which the watch is tightened, and what the desk says of them.

mod edit;
mod list;

use clap::Subcommand;

use super::context::Context;
use crate::error::{Error, Exit};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Add(edit::Add),
    Change(edit::Change),
    Withdraw(edit::Withdraw),
    List(list::Options),
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        match self {
            Self::Add(options) => options.run(context),
            Self::Change(options) => options.run(context),
            Self::Withdraw(options) => options.run(context),
            Self::List(options) => options.run(context),
        }
    }
}
