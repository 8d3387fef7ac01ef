//! A grade: what the tables propose stands beside, the officer sets it. Lowering one is a
//! leader's to allow.

use super::{Ctx, Sheet, approval_entries, choice, known, maybe_approval, value};
use crate::console::form::choice::Label;
use crate::console::form::input::Input;
use crate::console::form::problem::Fault;
use crate::console::form::{Entry, Form};
use crate::console::proposal;
use crate::domain::grade::Grade;
use crate::domain::text::LINE_MAX;
use crate::domain::{Command, SubjectId};
use crate::locale::Lang;

/// The form.
pub struct GradeSheet {
    /// The incident.
    pub incident: SubjectId,
}

/// The fields before the leader's consent.
const OWN: usize = 4;

impl GradeSheet {
    fn lowers(&self, form: &Form, ctx: &Ctx<'_>) -> bool {
        let before = ctx.incident(&self.incident).map(|incident| incident.grade);
        let given = value(form, "grade", Grade::ALL, Grade::name);
        matches!((before, given), (Some(before), Ok(given)) if before.lowered_by(given))
    }
}

impl Sheet for GradeSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        let now = ctx
            .incident(&self.incident)
            .map_or(Grade::Unclear, |i| i.grade);
        let grade = choice("grade", Grade::ALL, Grade::name, now.name());
        vec![
            Entry::called("grade", Label::key("form-label-grade"), grade),
            Entry::new("graded", Input::time(ctx.this_minute(), ctx.moment())),
            Entry::new("known-since", Input::no_time()),
            Entry::new("ground", Input::line(LINE_MAX)),
        ]
    }

    fn changed(&self, form: &mut Form, name: &str, ctx: &Ctx<'_>) {
        if name == "grade" {
            let questions = if self.lowers(form, ctx) {
                approval_entries(ctx).into()
            } else {
                Vec::new()
            };
            form.ask_instead(OWN, questions);
        }
    }

    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault> {
        known(ctx, &self.incident)?;
        Ok(Command::GradeIncident {
            incident: self.incident.clone(),
            grade: value(form, "grade", Grade::ALL, Grade::name)?,
            at: Some(form.needed_time("graded")?),
            known_since: form.time("known-since")?,
            ground: form.text("ground"),
            approval: maybe_approval(form)?,
        })
    }

    fn aside(&self, _form: &Form, ctx: &Ctx<'_>, lang: Lang) -> Vec<String> {
        let incident = ctx.incident(&self.incident);
        incident.map_or_else(Vec::new, |incident| {
            proposal::lines(&incident.impact, incident.track, lang)
        })
    }

    fn question(&self, form: &Form, ctx: &Ctx<'_>) -> Option<&'static str> {
        self.lowers(form, ctx).then_some("form-ask-lower-grade")
    }
}
