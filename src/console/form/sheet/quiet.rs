//! Quiet hours: who asks, why, until when. A legal deadline is never quiet.

use super::{Ctx, Sheet};
use crate::console::form::input::Input;
use crate::console::form::problem::Fault;
use crate::console::form::{Entry, Form};
use crate::domain::Command;
use crate::domain::text::PROSE_MAX;
use crate::locale::Lang;

/// The form.
pub struct QuietSheet;

impl Sheet for QuietSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        vec![
            Entry::new("owner", Input::name(ctx.officers()).with(ctx.person())),
            Entry::new("until", Input::time_ahead()),
            Entry::new("reason", Input::area(PROSE_MAX)),
        ]
    }

    fn command(&self, form: &Form, _ctx: &Ctx<'_>) -> Result<Command, Fault> {
        Ok(Command::SetQuiet {
            owner: form.filled("owner")?,
            until: Some(form.needed_time("until")?),
            reason: form.filled("reason")?,
        })
    }

    fn aside(&self, _form: &Form, _ctx: &Ctx<'_>, lang: Lang) -> Vec<String> {
        vec![lang.text("form-quiet-words")]
    }
}
