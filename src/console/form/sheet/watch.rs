//! Taking the watch.

use super::{Ctx, Sheet};
use crate::console::form::choice::Label;
use crate::console::form::input::Input;
use crate::console::form::problem::Fault;
use crate::console::form::{Entry, Form};
use crate::domain::Command;
use crate::domain::text::PROSE_MAX;
use crate::locale::Lang;

/// The form.
pub struct TakeWatchSheet;

impl Sheet for TakeWatchSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        vec![
            Entry::new("officer", Input::name(ctx.officers())),
            Entry::called(
                "leader",
                Label::key("role-leader"),
                Input::name(ctx.leaders()),
            ),
            Entry::new("deputy", Input::name(ctx.officers())),
            Entry::new("note", Input::area(PROSE_MAX)),
        ]
    }

    fn command(&self, form: &Form, _ctx: &Ctx<'_>) -> Result<Command, Fault> {
        let deputy = form.text("deputy");
        Ok(Command::TakeWatch {
            officer: form.filled("officer")?,
            leader: form.filled("leader")?,
            deputy: Some(deputy).filter(|name| !name.trim().is_empty()),
            note: form.text("note"),
        })
    }

    fn aside(&self, _form: &Form, ctx: &Ctx<'_>, lang: Lang) -> Vec<String> {
        if ctx.state.officers.is_empty() {
            vec![lang.text("form-no-officers")]
        } else {
            Vec::new()
        }
    }
}
