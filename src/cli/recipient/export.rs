//! `recipient export`: the directory as a table, to be filled in and taken in again.

use crate::cli::context::{Context, Form};
use crate::cli::json::RecipientView;
use crate::cli::out;
use crate::cli::session::Session;
use crate::domain::RecipientId;
use crate::error::{Error, Exit};
use crate::intake::table::contacts;
use crate::locale::Lang;

/// Writes it to standard output.
pub(super) fn run(context: &Context) -> Result<Exit, Error> {
    let session = Session::begin(context)?;
    let state = &session.state;
    let seen = session.seen(context);
    if context.form == Form::Json {
        let ids = state.recipients();
        let views: Vec<RecipientView> = ids.map(|id| RecipientView::new(id, seen)).collect();
        out::json(&views)?;
        return Ok(Exit::Done);
    }
    // Whoever does a duty today is no number of the office: that of a person is not written.
    let rows = state.recipients().map(|id: &RecipientId| {
        let contact = state.contact(id);
        let name = match context.lang() {
            Lang::Zh => contact.zh,
            Lang::En => contact.en,
        };
        let entry = state.contacts.get(id).map(|listed| &listed.entry);
        let own = entry.map_or("", |entry| entry.phone.as_str());
        let packed = state
            .rules
            .recipient(id)
            .map_or("", |one| one.phone.as_str());
        let phone = if own.is_empty() { packed } else { own };
        let other = entry.map_or("", |entry| entry.other_phone.as_str());
        (id, name, [phone, other])
    });
    out::bytes(contacts::written(rows).as_bytes())?;
    Ok(Exit::Done)
}
