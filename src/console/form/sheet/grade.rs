//! A grade: what the tables propose stands beside, the officer sets it. Lowering one, or setting
//! one below what the figures reach, is a leader's to allow.

use super::{Ctx, Sheet, approval_entries, choice, known, maybe_approval, value};
use crate::console::form::choice::Label;
use crate::console::form::input::Input;
use crate::console::form::problem::Fault;
use crate::console::form::{Entry, Form};
use crate::console::proposal;
use crate::domain::grade::{Grade, Sensitive};
use crate::domain::grading::{Below, below};
use crate::domain::incident::Incident;
use crate::domain::officer::Approval;
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

/// What a grade needs besides being set.
enum Needs {
    /// Nothing.
    Nothing,
    /// A leader and a reason, since it is lowered.
    ToLower,
    /// A leader and a ground, since the figures reach more.
    ToStayBelow(Below),
}

impl Needs {
    fn of(incident: &Incident, grade: Grade) -> Self {
        let is_covered = grade == incident.grade && incident.grade_holds();
        match below(&incident.impact, grade).filter(|_| !is_covered) {
            Some(below) => Self::ToStayBelow(below),
            None if incident.grade.lowered_by(grade) => Self::ToLower,
            None => Self::Nothing,
        }
    }

    /// The fields that ask for it. The ground that is asked anyway is the reason of a grade below
    /// the figures.
    fn questions(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        let consent = approval_entries(ctx);
        match self {
            Self::Nothing => Vec::new(),
            Self::ToLower => consent.into(),
            Self::ToStayBelow(_) => {
                let [_, approver] = consent;
                vec![approver]
            }
        }
    }
}

impl GradeSheet {
    fn needs(&self, form: &Form, ctx: &Ctx<'_>) -> Needs {
        let grade = value(form, "grade", Grade::ALL, Grade::name);
        match (ctx.incident(&self.incident), grade) {
            (Some(incident), Ok(grade)) => Needs::of(incident, grade),
            _ => Needs::Nothing,
        }
    }
}

impl Sheet for GradeSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        let incident = ctx.incident(&self.incident);
        let now = incident.map_or(Grade::Unclear, |incident| incident.grade);
        let grade = choice("grade", Grade::ALL, Grade::name, now.name());
        let mut entries = vec![
            Entry::called("grade", Label::key("form-label-grade"), grade),
            Entry::new("graded", Input::time(ctx.this_minute(), ctx.moment())),
            Entry::new("known-since", Input::no_time()),
            Entry::new("ground", Input::line(LINE_MAX)),
        ];
        if let Some(incident) = incident {
            entries.extend(Needs::of(incident, now).questions(ctx));
        }
        entries
    }

    fn changed(&self, form: &mut Form, name: &str, ctx: &Ctx<'_>) {
        if name == "grade" {
            let questions = self.needs(form, ctx).questions(ctx);
            form.ask_instead(OWN, questions);
        }
    }

    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault> {
        known(ctx, &self.incident)?;
        let approval = match self.needs(form, ctx) {
            Needs::ToStayBelow(_) => {
                let ground = form.filled("ground")?;
                Some(Approval::of(form.text("approver"), ground))
            }
            Needs::Nothing | Needs::ToLower => maybe_approval(form)?,
        };
        Ok(Command::GradeIncident {
            incident: self.incident.clone(),
            grade: value(form, "grade", Grade::ALL, Grade::name)?,
            at: Some(form.needed_time("graded")?),
            known_since: form.time("known-since")?,
            ground: form.text("ground"),
            approval,
        })
    }

    fn aside(&self, form: &Form, ctx: &Ctx<'_>, lang: Lang) -> Vec<String> {
        let Some(incident) = ctx.incident(&self.incident) else {
            return Vec::new();
        };
        let needs = self.needs(form, ctx);
        let below = match &needs {
            Needs::ToStayBelow(below) => Some(below),
            Needs::Nothing | Needs::ToLower => None,
        };
        let (impact, track) = (&incident.impact, incident.track);
        let mut lines = proposal::lines_beside(below, impact, track, lang);
        if below.is_some() {
            lines.insert(1, lang.text("form-below-needs"));
        }
        let conditions = Sensitive::ALL.into_iter();
        let open = conditions.filter(|condition| incident.is_open_condition(*condition));
        let open = open.count();
        if open > 0 {
            lines.push(lang.say("form-conditions-open", &[("number", open.into())]));
        }
        lines
    }

    fn question(&self, form: &Form, ctx: &Ctx<'_>) -> Option<&'static str> {
        match self.needs(form, ctx) {
            Needs::Nothing => None,
            Needs::ToLower => Some("form-ask-lower-grade"),
            Needs::ToStayBelow(_) => Some("form-ask-below-figures"),
        }
    }
}
