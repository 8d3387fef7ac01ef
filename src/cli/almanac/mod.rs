//! `almanac …`: what day it is, and the notices that say so.

mod day;
mod ground;
mod import;
mod month;

use clap::Subcommand;

use super::context::Context;
use crate::error::{Error, Exit};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Day(day::Options),
    Month(month::Options),
    Import(import::Options),
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        match self {
            Self::Day(options) => options.run(context),
            Self::Month(options) => options.run(context),
            Self::Import(options) => options.run(context),
        }
    }
}
