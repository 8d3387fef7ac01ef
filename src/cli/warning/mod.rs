//! `warning …`: warnings taken in, and what is done about them.

mod add;
mod end;
mod list;
mod take;

use clap::Subcommand;

use super::context::Context;
use super::json::status_name;
use super::seen::Seen;
use crate::domain::warning::{WarningFacts, WarningStatus};
use crate::error::{Error, Exit};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Take(take::Options),
    Add(Box<add::Options>),
    List(list::Options),
    Lift(end::Lift),
    Confirm(end::Confirm),
    Act(end::Act),
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        match self {
            Self::Take(options) => options.run(context),
            Self::Add(options) => options.run(context),
            Self::List(options) => options.run(context),
            Self::Lift(options) => options.run(context),
            Self::Confirm(options) => options.run(context),
            Self::Act(options) => options.run(context),
        }
    }
}

/// The headline; before it, loudly, that it is not meant, where it is not.
fn headline(seen: Seen<'_>, facts: &WarningFacts) -> String {
    if facts.status == WarningStatus::Actual {
        return facts.headline.clone();
    }
    let status = status_name(facts.status);
    let status = seen.lang.text(&format!("warning-status-{status}"));
    let mark = seen.lang.say("cli-not-real", &[("status", status.into())]);
    format!("{mark} {}", facts.headline)
}
