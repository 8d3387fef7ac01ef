//! `recipient set`: what a recipient is called here, and by which number it is reached.

use clap::Args;

use super::named;
use crate::cli::context::Context;
use crate::cli::json::RecipientView;
use crate::cli::session::Session;
use crate::domain::Command;
use crate::domain::contact::RecipientEntry;
use crate::error::{Error, Exit};
use crate::notify::dial;

/// Which, and what is different; what is not named stays.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[arg(id = "recipient", value_name = "ID")]
    recipient: String,
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    phone: Option<String>,
    #[arg(long, value_name = "NUMBER", allow_hyphen_values = true)]
    other_phone: Option<String>,
}

impl Options {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let id = named(&session, &self.recipient)?;
        let known = session.state.contacts.get(&id);
        let known = known.map(|listed| listed.entry.clone());
        let known = known.unwrap_or_else(|| RecipientEntry::of(id.clone()));
        let entry = RecipientEntry {
            id: id.clone(),
            name: self.name.unwrap_or(known.name),
            phone: self.phone.unwrap_or(known.phone),
            other_phone: self.other_phone.unwrap_or(known.other_phone),
        };
        let entries = vec![entry];
        session.perform(Command::EnterRecipients { entries })?;
        session.refresh()?;
        let view = RecipientView::new(&id, session.seen(context));
        context.answer(&view, || {
            let line = dial::words(context.lang(), &session.state.contact(&id));
            context.say("cli-recipient-entered", &[("line", line.into())])
        })?;
        Ok(Exit::Done)
    }
}
