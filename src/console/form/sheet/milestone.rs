//! One of the five first times; the first that is not reached yet is chosen.

use super::{Ctx, Sheet, choice, known, value};
use crate::console::form::choice::Label;
use crate::console::form::input::Input;
use crate::console::form::problem::Fault;
use crate::console::form::{Entry, Form};
use crate::domain::incident::Milestone;
use crate::domain::text::LINE_MAX;
use crate::domain::{Command, SubjectId};

/// The form.
pub struct MilestoneSheet {
    /// The incident.
    pub incident: SubjectId,
}

impl Sheet for MilestoneSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        let reached = ctx
            .incident(&self.incident)
            .map(|incident| &incident.milestones);
        let next = Milestone::ALL
            .into_iter()
            .find(|one| reached.is_none_or(|reached| !reached.contains_key(one)))
            .unwrap_or(Milestone::Reported);
        let which = choice("milestone", Milestone::ALL, Milestone::name, next.name());
        vec![
            Entry::called("which", Label::key("form-label-milestone"), which),
            Entry::new("at", Input::time(ctx.this_minute(), ctx.moment())),
            Entry::new("note", Input::line(LINE_MAX)),
        ]
    }

    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault> {
        known(ctx, &self.incident)?;
        Ok(Command::ReachMilestone {
            incident: self.incident.clone(),
            milestone: value(form, "which", Milestone::ALL, Milestone::name)?,
            at: form.needed_time("at")?,
            note: form.text("note"),
        })
    }
}
