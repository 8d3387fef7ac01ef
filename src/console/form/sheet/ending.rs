//! How an incident ends: the emergency is stood down, the file is closed, or it was no incident.

use super::{Ctx, Sheet, approval, approval_entries, known, maybe_approval};
use crate::console::form::input::Input;
use crate::console::form::problem::Fault;
use crate::console::form::{Entry, Form};
use crate::domain::grade::Grade;
use crate::domain::incident::ThreeAnswers;
use crate::domain::text::PROSE_MAX;
use crate::domain::{Command, SubjectId};
use crate::locale::Lang;

/// The end of the emergency.
pub struct StandDownSheet {
    /// The incident.
    pub incident: SubjectId,
}

impl StandDownSheet {
    /// The days of the investigation follow from the grade; a leader may leave it open with a reason.
    fn is_unclear(&self, ctx: &Ctx<'_>) -> bool {
        let incident = ctx.incident(&self.incident);
        incident.is_some_and(|incident| incident.grade == Grade::Unclear)
    }
}

impl Sheet for StandDownSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        let mut entries = vec![
            Entry::new("stood-down", Input::time(ctx.this_minute(), ctx.moment())),
            Entry::new("ground", Input::area(PROSE_MAX)),
        ];
        if self.is_unclear(ctx) {
            entries.extend(approval_entries(ctx));
        }
        entries
    }

    fn aside(&self, _form: &Form, ctx: &Ctx<'_>, lang: Lang) -> Vec<String> {
        let unclear = self.is_unclear(ctx);
        Vec::from_iter(unclear.then(|| lang.text("form-stand-down-unclear")))
    }

    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault> {
        known(ctx, &self.incident)?;
        Ok(Command::StandDown {
            incident: self.incident.clone(),
            at: form.needed_time("stood-down")?,
            ground: form.text("ground"),
            approval: maybe_approval(form)?,
        })
    }

    fn question(&self, _form: &Form, _ctx: &Ctx<'_>) -> Option<&'static str> {
        Some("form-ask-stand-down")
    }
}

/// The end of the file, with the three answers.
pub struct CloseSheet {
    /// The incident.
    pub incident: SubjectId,
}

impl Sheet for CloseSheet {
    fn entries(&self, _ctx: &Ctx<'_>) -> Vec<Entry> {
        ["investigated", "removed", "accountable"]
            .map(|name| Entry::new(name, Input::area(PROSE_MAX)))
            .into()
    }

    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault> {
        known(ctx, &self.incident)?;
        Ok(Command::CloseIncident {
            incident: self.incident.clone(),
            answers: ThreeAnswers {
                investigated: form.filled("investigated")?,
                removed: form.filled("removed")?,
                accountable: form.filled("accountable")?,
            },
        })
    }

    fn question(&self, _form: &Form, _ctx: &Ctx<'_>) -> Option<&'static str> {
        Some("form-ask-close")
    }
}

/// No incident after all.
pub struct DismissSheet {
    /// The incident.
    pub incident: SubjectId,
}

impl Sheet for DismissSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        approval_entries(ctx).into()
    }

    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault> {
        known(ctx, &self.incident)?;
        Ok(Command::DismissIncident {
            incident: self.incident.clone(),
            approval: approval(form)?,
        })
    }

    fn question(&self, _form: &Form, _ctx: &Ctx<'_>) -> Option<&'static str> {
        Some("form-ask-dismiss")
    }
}
