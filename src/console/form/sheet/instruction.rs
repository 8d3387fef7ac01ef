//! A leader's instruction.

use super::{Ctx, Sheet, known};
use crate::console::form::input::Input;
use crate::console::form::problem::Fault;
use crate::console::form::{Entry, Form};
use crate::domain::incident::Instruction;
use crate::domain::text::PROSE_MAX;
use crate::domain::{Command, SubjectId};

/// The form.
pub struct InstructionSheet {
    /// The incident.
    pub incident: SubjectId,
}

impl Sheet for InstructionSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        let acting = ctx.acting_leader().unwrap_or_default();
        vec![
            Entry::new("leader", Input::name(ctx.leaders()).with(acting)),
            Entry::new("at", Input::time(ctx.this_minute(), ctx.moment())),
            Entry::new("instruction", Input::area(PROSE_MAX)),
        ]
    }

    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault> {
        known(ctx, &self.incident)?;
        Ok(Command::NoteInstruction {
            incident: self.incident.clone(),
            instruction: Instruction {
                leader: form.filled("leader")?,
                at: form.needed_time("at")?,
                text: form.filled("instruction")?,
            },
        })
    }
}
