//! A warning: entered by hand, acted on, ended.

use super::{Ctx, Sheet, choice, is_yes, value, yes_or_no};
use crate::console::form::choice::{Choice, Choosable, Label};
use crate::console::form::input::Input;
use crate::console::form::problem::Fault;
use crate::console::form::{Entry, Form};
use crate::domain::rule::Duty;
use crate::domain::text::{LINE_MAX, PROSE_MAX};
use crate::domain::warning::{WarningFacts, WarningLevel, WarningMessage, WarningStatus};
use crate::domain::{Command, Rejection, SubjectId};
use crate::locale::Lang;

/// A warning told by telephone or on paper.
pub struct NewWarningSheet;

/// A duty of a warning that was done.
pub struct ActSheet {
    /// The warning.
    pub warning: SubjectId,
}

/// The end of a warning.
pub struct LiftSheet {
    /// The warning.
    pub warning: SubjectId,
}

/// That a warning is for elsewhere after all.
pub struct ElsewhereSheet {
    /// The warning.
    pub warning: SubjectId,
}

/// The level was not told.
const NOT_TOLD: &str = "none";

/// What a warning entered by hand may be.
const STATUSES: [WarningStatus; 4] = [
    WarningStatus::Actual,
    WarningStatus::Exercise,
    WarningStatus::Test,
    WarningStatus::Draft,
];

fn status_name(status: WarningStatus) -> &'static str {
    match status {
        WarningStatus::Actual => "actual",
        WarningStatus::Exercise => "exercise",
        WarningStatus::Test => "test",
        WarningStatus::Draft => "draft",
        WarningStatus::System => "system",
    }
}

fn level() -> Entry {
    let not_told = Choosable::new(NOT_TOLD, Label::key("warning-level-none"));
    let levels = WarningLevel::ALL.map(|level| {
        let label = Label::key(format!("warning-level-{}", level.name()));
        Choosable::new(level.name(), label)
    });
    let options = levels.into_iter().chain([not_told]).collect();
    let choice = Input::Choice(Choice::new(options, NOT_TOLD));
    Entry::called("level", Label::key("form-label-warning-level"), choice)
}

impl Sheet for NewWarningSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        let status = choice("warning-status", STATUSES, status_name, "actual");
        vec![
            Entry::new("hazard", Input::line(LINE_MAX)),
            level(),
            Entry::new("sender", Input::line(LINE_MAX)),
            Entry::called(
                "sent",
                Label::key("form-label-issued"),
                Input::time(ctx.this_minute(), ctx.moment()),
            ),
            Entry::called(
                "expires",
                Label::key("form-label-expires"),
                Input::no_time(),
            ),
            Entry::new("area", Input::line(LINE_MAX)),
            Entry::called(
                "district",
                Label::key("form-label-district"),
                yes_or_no(true),
            ),
            Entry::new("headline", Input::line(LINE_MAX)),
            Entry::called(
                "words",
                Label::key("form-label-words"),
                Input::area(PROSE_MAX),
            ),
            Entry::called("status", Label::key("form-label-status"), status),
        ]
    }

    fn command(&self, form: &Form, _ctx: &Ctx<'_>) -> Result<Command, Fault> {
        let hazard = form.filled("hazard")?;
        let sent = form.needed_time("sent")?;
        let headline = form.text("headline");
        let chosen = form.chosen("level");
        let facts = WarningFacts {
            identifier: String::new(),
            sender: form.text("sender"),
            sent,
            status: value(form, "status", STATUSES, status_name)?,
            message: WarningMessage::Alert,
            references: Vec::new(),
            level: WarningLevel::ALL
                .into_iter()
                .find(|level| level.name() == chosen),
            headline: if headline.trim().is_empty() {
                hazard.clone()
            } else {
                headline
            },
            hazard,
            text: form.text("words"),
            area: form.text("area"),
            area_codes: Vec::new(),
            effective: sent,
            expires: form.time("expires")?,
        };
        Ok(Command::TakeWarning {
            facts: Box::new(facts),
            for_district: is_yes(form, "district"),
        })
    }

    fn aside(&self, form: &Form, ctx: &Ctx<'_>, lang: Lang) -> Vec<String> {
        if form.chosen("status") != "actual" {
            return vec![lang.text("form-warning-not-real")];
        }
        let no_end = form.time("expires").ok().flatten().is_none();
        let hours = ctx.state.settings.warning_age_hours.to_string();
        let values = [("hours", hours.into())];
        let asks = no_end.then(|| lang.say("form-warning-asks", &values));
        asks.into_iter().collect()
    }
}

impl Sheet for ActSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        let warning = ctx.state.warnings.get(&self.warning);
        let is_done = |duty: Duty| {
            let done = warning.map(|warning| warning.done.iter());
            done.into_iter().flatten().any(|(done, ..)| *done == duty)
        };
        let next = Duty::OF_WARNINGS.into_iter().find(|duty| !is_done(*duty));
        let next = next.map_or("", Duty::name);
        let duty = choice("duty", Duty::OF_WARNINGS, Duty::name, next);
        vec![
            Entry::called("duty", Label::key("form-label-duty"), duty),
            Entry::called(
                "at",
                Label::key("form-label-done-at"),
                Input::time(ctx.this_minute(), ctx.moment()),
            ),
            Entry::new("told", Input::name(ctx.leaders())),
        ]
    }

    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault> {
        held(ctx, &self.warning)?;
        Ok(Command::ActOnWarning {
            warning: self.warning.clone(),
            duty: value(form, "duty", Duty::OF_WARNINGS, Duty::name)?,
            at: form.needed_time("at")?,
            to: form.filled("told")?,
        })
    }
}

impl Sheet for ElsewhereSheet {
    fn entries(&self, _ctx: &Ctx<'_>) -> Vec<Entry> {
        vec![Entry::new("reason", Input::area(PROSE_MAX))]
    }

    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault> {
        held(ctx, &self.warning)?;
        Ok(Command::PlaceWarning {
            warning: self.warning.clone(),
            for_district: false,
            reason: form.filled("reason")?,
        })
    }

    fn question(&self, _form: &Form, _ctx: &Ctx<'_>) -> Option<&'static str> {
        Some("form-ask-place-elsewhere")
    }
}

impl Sheet for LiftSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        vec![
            Entry::called(
                "at",
                Label::key("form-label-ended-at"),
                Input::time(ctx.this_minute(), ctx.moment()),
            ),
            Entry::new("reason", Input::area(PROSE_MAX)),
        ]
    }

    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault> {
        held(ctx, &self.warning)?;
        Ok(Command::LiftWarning {
            warning: self.warning.clone(),
            at: form.needed_time("at")?,
            reason: form.filled("reason")?,
        })
    }

    fn question(&self, _form: &Form, _ctx: &Ctx<'_>) -> Option<&'static str> {
        Some("form-ask-lift-warning")
    }
}

/// That the desk still holds the warning.
fn held(ctx: &Ctx<'_>, id: &SubjectId) -> Result<(), Fault> {
    if ctx.state.warnings.contains_key(id) {
        return Ok(());
    }
    let subject = id.clone();
    Err(Fault {
        field: None,
        problem: Rejection::UnknownSubject { subject }.into(),
    })
}
