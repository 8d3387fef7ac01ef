//! A note, on a subject or on the watch.

use super::{Ctx, Sheet};
use crate::console::form::input::Input;
use crate::console::form::problem::Fault;
use crate::console::form::{Entry, Form};
use crate::domain::text::PROSE_MAX;
use crate::domain::{Command, SubjectId};

/// The form.
pub struct NoteSheet {
    /// What it is about; `None` for the watch as a whole.
    pub subject: Option<SubjectId>,
}

impl Sheet for NoteSheet {
    fn entries(&self, _ctx: &Ctx<'_>) -> Vec<Entry> {
        vec![Entry::new("note", Input::area(PROSE_MAX))]
    }

    fn command(&self, form: &Form, _ctx: &Ctx<'_>) -> Result<Command, Fault> {
        Ok(Command::MakeNote {
            subject: self.subject.clone(),
            text: form.filled("note")?,
        })
    }
}
