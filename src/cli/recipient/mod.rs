//! `recipient …`: who is to be told, what they are called here, and by which number.

mod export;
mod import;
mod list;
mod set;

use clap::Subcommand;

use super::context::Context;
use super::session::Session;
use crate::domain::{RecipientId, Rejection};
use crate::error::{Error, Exit};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    List,
    Show(list::Show),
    Set(set::Options),
    Import(import::Options),
    Export,
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        match self {
            Self::List => list::list(context),
            Self::Show(options) => options.run(context),
            Self::Set(options) => options.run(context),
            Self::Import(options) => options.run(context),
            Self::Export => export::run(context),
        }
    }
}

/// The recipient of a typed name: its own, or what it is called.
fn named(session: &Session, given: &str) -> Result<RecipientId, Error> {
    let state = &session.state;
    let given = given.trim();
    let is_called = |id: &&RecipientId| {
        let contact = state.contact(id);
        let short = state.rules.recipient(id);
        let short = short.is_some_and(|one| one.zh_short == given || one.en_short == given);
        id.as_str() == given || contact.zh == given || contact.en == given || short
    };
    let found: Vec<&RecipientId> = state.recipients().filter(is_called).collect();
    if let [one] = found.as_slice() {
        return Ok((*one).clone());
    }
    let known = state.recipients().map(RecipientId::as_str);
    let known = known.collect::<Vec<_>>().join(", ");
    let recipient = RecipientId::from(given);
    Err(Rejection::UnknownRecipient { recipient, known }.into())
}
