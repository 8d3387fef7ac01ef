//! A step of the alert schedule: how it was done, or why it was not done after all.

use std::collections::BTreeMap;

use super::{Ctx, Sheet};
use crate::almanac::Step;
use crate::almanac::step::{Counter, counters};
use crate::console::form::choice::Label;
use crate::console::form::input::Input;
use crate::console::form::problem::{Fault, Problem};
use crate::console::form::{Entry, Form};
use crate::console::wording::{period_name, step as step_words};
use crate::domain::period::{StepDone, StepId};
use crate::domain::text::PROSE_MAX;
use crate::domain::{Command, Rejection};
use crate::locale::Lang;

/// A step that was done.
pub struct DoneSheet {
    /// The step.
    pub step: StepId,
}

/// A step that was not done after all.
pub struct ReopenSheet {
    /// The step.
    pub step: StepId,
}

/// Digits a figure may have.
const FIGURE_MAX: usize = 12;

fn find(ctx: &Ctx<'_>, id: &StepId) -> Option<Step> {
    ctx.almanac(|almanac| almanac.step(id))
}

fn known(ctx: &Ctx<'_>, id: &StepId) -> Result<Step, Fault> {
    find(ctx, id).ok_or_else(|| Fault {
        field: None,
        problem: Rejection::UnknownPeriod {
            period: id.period().to_string(),
        }
        .into(),
    })
}

/// The counters of a step, by the names the data has for them.
fn counted(step: &Step) -> impl Iterator<Item = &'static Counter> {
    let asked: Vec<&str> = step.counters.iter().map(|one| one.key.as_str()).collect();
    let asked: Vec<String> = asked.into_iter().map(str::to_owned).collect();
    counters()
        .iter()
        .filter(move |counter| asked.contains(&counter.key))
}

/// What is to be done, when, for which period.
fn in_words(step: &Step, ctx: &Ctx<'_>, lang: Lang) -> Vec<String> {
    let due = ctx.moment().write(step.due);
    let values = [
        ("what", step_words(step, lang).into()),
        ("period", period_name(&step.period, lang).into()),
        ("due", due.into()),
    ];
    let mut lines = vec![lang.say("form-step", &values)];
    if let Some(day) = step.moved_from {
        lines.push(lang.say("step-moved", &[("date", day.to_string().into())]));
    }
    lines
}

impl Sheet for DoneSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        let mut entries = vec![
            Entry::called(
                "at",
                Label::key("form-label-done-at"),
                Input::time(ctx.this_minute(), ctx.moment()),
            ),
            Entry::new("who", Input::name(ctx.officers())),
            Entry::called(
                "note",
                Label::key("form-label-result"),
                Input::area(PROSE_MAX),
            ),
        ];
        let step = find(ctx, &self.step);
        entries.extend(step.iter().flat_map(counted).map(|counter| {
            let label = Label::Words {
                zh: counter.zh.clone(),
                en: counter.en.clone(),
            };
            Entry::called(&counter.key, label, Input::line(FIGURE_MAX))
        }));
        entries
    }

    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault> {
        let step = known(ctx, &self.step)?;
        let mut counts = BTreeMap::new();
        for counter in counted(&step) {
            let figure = form.number(&counter.key)?.map(u32::try_from).transpose();
            let figure = figure.map_err(|_| Fault::at(&counter.key, Problem::NotANumber))?;
            if let Some(figure) = figure {
                counts.insert(counter.key.clone(), figure);
            }
        }
        let done = StepDone {
            what: step.zh.clone(),
            due: step.due,
            at: form.needed_time("at")?,
            who: form.text("who"),
            note: form.text("note"),
            counts,
            officer: None,
        };
        Ok(Command::DoStep {
            step: step.id,
            done,
        })
    }

    fn aside(&self, _form: &Form, ctx: &Ctx<'_>, lang: Lang) -> Vec<String> {
        let step = find(ctx, &self.step);
        step.map_or_else(Vec::new, |step| in_words(&step, ctx, lang))
    }
}

impl Sheet for ReopenSheet {
    fn entries(&self, _ctx: &Ctx<'_>) -> Vec<Entry> {
        vec![Entry::new("reason", Input::area(PROSE_MAX))]
    }

    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault> {
        Ok(Command::ReopenStep {
            step: known(ctx, &self.step)?.id,
            reason: form.filled("reason")?,
        })
    }

    fn question(&self, _form: &Form, _ctx: &Ctx<'_>) -> Option<&'static str> {
        Some("form-ask-reopen-step")
    }

    fn aside(&self, _form: &Form, ctx: &Ctx<'_>, lang: Lang) -> Vec<String> {
        let step = find(ctx, &self.step);
        step.map_or_else(Vec::new, |step| in_words(&step, ctx, lang))
    }
}
