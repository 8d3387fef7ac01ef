//! A claim of a time, with who says so. Earlier claims stay.

use super::{Ctx, Sheet, approval_entries, choice, known, maybe_approval, value};
use crate::console::form::choice::Label;
use crate::console::form::input::Input;
use crate::console::form::problem::Fault;
use crate::console::form::{Entry, Form};
use crate::domain::event::Amendment;
use crate::domain::incident::Incident;
use crate::domain::text::LINE_MAX;
use crate::domain::times::TimeKind;
use crate::domain::{Command, SubjectId};

/// The form.
pub struct TimesSheet {
    /// The incident.
    pub incident: SubjectId,
}

/// The fields before the leader's consent.
const OWN: usize = 3;

impl TimesSheet {
    /// A learned time made later takes a running deadline back.
    fn is_later(&self, form: &Form, ctx: &Ctx<'_>) -> bool {
        let learned = ctx.incident(&self.incident).and_then(Incident::learned);
        let given = form.time("at").ok().flatten();
        form.chosen("which") == TimeKind::Learned.name() && given > learned
    }
}

impl Sheet for TimesSheet {
    fn entries(&self, _ctx: &Ctx<'_>) -> Vec<Entry> {
        let which = choice(
            "time",
            TimeKind::ALL,
            TimeKind::name,
            TimeKind::Occurred.name(),
        );
        vec![
            Entry::called("which", Label::key("form-label-which-time"), which),
            Entry::new("at", Input::no_time()),
            Entry::new("source", Input::line(LINE_MAX)),
        ]
    }

    fn changed(&self, form: &mut Form, name: &str, ctx: &Ctx<'_>) {
        if matches!(name, "which" | "at") {
            let questions = if self.is_later(form, ctx) {
                approval_entries(ctx).into()
            } else {
                Vec::new()
            };
            form.ask_instead(OWN, questions);
        }
    }

    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault> {
        known(ctx, &self.incident)?;
        let which = value(form, "which", TimeKind::ALL, TimeKind::name)?;
        let amendment = Amendment {
            times: vec![(which, form.needed_time("at")?, form.text("source"))],
            approval: maybe_approval(form)?,
            ..Amendment::default()
        };
        Ok(Command::AmendIncident {
            incident: self.incident.clone(),
            amendment: Box::new(amendment),
        })
    }
}
