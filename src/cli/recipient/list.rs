//! `recipient list|show`: who is to be told and how they are reached.

use clap::Args;

use super::named;
use crate::cli::context::Context;
use crate::cli::json::RecipientView;
use crate::cli::seen::Seen;
use crate::cli::session::Session;
use crate::cli::text::Table;
use crate::domain::RecipientId;
use crate::error::{Error, Exit};

/// Which.
#[derive(Debug, Args)]
pub(in crate::cli) struct Show {
    #[arg(id = "recipient", value_name = "ID")]
    recipient: String,
}

/// Everybody who is to be told, in the order of the rules.
pub(super) fn list(context: &Context) -> Result<Exit, Error> {
    let session = Session::begin(context)?;
    let seen = session.seen(context);
    let ids = session.state.recipients();
    let views: Vec<RecipientView> = ids.map(|id| RecipientView::new(id, seen)).collect();
    context.answer(&views, || table(context, &views))?;
    Ok(Exit::Done)
}

fn table(context: &Context, views: &[RecipientView]) -> String {
    let heads = [
        "cli-recipient",
        "field-recipient-name",
        "field-phone",
        "field-other-phone",
    ];
    let mut table = Table::new(context.lang(), heads);
    for view in views {
        let phone = view.phone.clone();
        let phone = phone.unwrap_or_else(|| context.text("cli-no-number"));
        let other = view.other_phone.clone().unwrap_or_default();
        table.row([&view.id, &view.shown, &phone, &other]);
    }
    let mut text = table.text();
    if let Some(missing) = views.iter().find(|view| view.phone.is_none()) {
        let values = [("id", missing.id.as_str().into())];
        text.push('\n');
        text.push_str(&context.say("cli-recipient-how", &values));
    }
    text
}

impl Show {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let session = Session::begin(context)?;
        let id = named(&session, &self.recipient)?;
        let seen = session.seen(context);
        let view = RecipientView::new(&id, seen);
        context.answer(&view, || lines(context, &id, &view, seen))?;
        Ok(Exit::Done)
    }
}

fn lines(context: &Context, id: &RecipientId, view: &RecipientView, seen: Seen<'_>) -> String {
    let line = |key: &str, value: &str| format!("{}: {value}", context.text(key));
    let none = context.text("cli-no-number");
    let mut lines = vec![
        line("cli-recipient", &view.id),
        line("field-recipient-name", &view.shown),
        line("field-phone", view.phone.as_ref().unwrap_or(&none)),
    ];
    if let Some(other) = &view.other_phone {
        lines.push(line("field-other-phone", other));
    }
    if let Some(listed) = seen.state.contacts.get(id) {
        let values = [
            ("time", context.minute(listed.at).into()),
            ("who", view.entered_by.clone().unwrap_or_default().into()),
        ];
        lines.push(context.say("cli-recipient-entered-at", &values));
    }
    lines.join("\n")
}
