//! `step done|reopen`: what was done of the schedule.

use std::collections::BTreeMap;

use chrono::Days;
use clap::{Args, Subcommand};

use super::context::Context;
use super::given;
use super::json::{Done, StepView, what};
use super::session::{Session, unexpected};
use crate::almanac::step::counters;
use crate::almanac::{Almanac, Calendar, Step};
use crate::domain::Command as Wish;
use crate::domain::period::{StepDone, StepId};
use crate::domain::state::STEP_DAYS;
use crate::error::{Error, Exit};

/// Days ahead among whose steps the beginning of a name is looked for.
const DAYS_AHEAD: u64 = 400;

/// Names told where the beginning of one fits several.
const TOLD_MAX: usize = 5;

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Done(Complete),
    Reopen(Reopen),
}

/// Which step, and how it was done.
#[derive(Debug, Args)]
pub(super) struct Complete {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    #[arg(long, value_name = "NAME", default_value = "")]
    who: String,
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
    #[arg(long, value_name = "NAME=N")]
    count: Vec<String>,
}

/// Which step, and why.
#[derive(Debug, Args)]
pub(super) struct Reopen {
    #[arg(value_name = "ID")]
    id: String,
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        match self {
            Self::Done(options) => options.run(context),
            Self::Reopen(options) => options.run(context),
        }
    }
}

impl Complete {
    fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let step = find(&session, &self.id)?;
        let done = StepDone {
            what: what(&step, context.lang()).to_owned(),
            due: step.due,
            at: session.time_or_now("--at", self.at.as_deref())?,
            who: self.who,
            note: self.note,
            counts: counts(&self.count)?,
            officer: None,
        };
        let id = step.id.clone();
        session.perform(Wish::DoStep {
            step: step.id,
            done,
        })?;
        session.refresh()?;
        let calendar = Calendar::new(&session.state.calendars);
        let almanac = Almanac::of(&session.state, &calendar, session.now);
        let done = almanac.step(&id).ok_or_else(unexpected)?;
        let view = StepView::new(&done, session.seen(context));
        context.answer(&view, || {
            let standing = context.text(&format!("step-{}", view.standing));
            let values = [
                ("what", view.what.as_str().into()),
                ("period", view.period_name.as_str().into()),
                ("standing", standing.into()),
            ];
            context.say("cli-step-done", &values)
        })?;
        Ok(Exit::Done)
    }
}

impl Reopen {
    fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let step = find(&session, &self.id)?;
        let told = what(&step, context.lang()).to_owned();
        let receipt = session.perform(Wish::ReopenStep {
            step: step.id,
            reason: self.reason,
        })?;
        context.answer(&Done::from(&receipt), || {
            context.say("cli-step-reopened", &[("what", told.into())])
        })?;
        Ok(Exit::Done)
    }
}

/// The step of that name, or the only one whose name begins so.
fn find(session: &Session, typed: &str) -> Result<Step, Error> {
    let calendar = Calendar::new(&session.state.calendars);
    let almanac = Almanac::of(&session.state, &calendar, session.now);
    let typed = typed.trim();
    if let Some(step) = almanac.step(&StepId(typed.to_owned())) {
        return Ok(step);
    }
    let today = given::today(session);
    let back = Days::new(STEP_DAYS.unsigned_abs());
    let first = today.checked_sub_days(back).unwrap_or(today);
    let ahead = today.checked_add_days(Days::new(DAYS_AHEAD));
    let mut steps = almanac.schedule(first, ahead.unwrap_or(today));
    steps.retain(|step| !typed.is_empty() && step.id.0.starts_with(typed));
    let names: Vec<&str> = steps.iter().map(|step| step.id.0.as_str()).collect();
    match names.len() {
        0 => Err(Error::refused("cli-step-unknown").with("given", typed)),
        1 => Ok(steps.remove(0)),
        _ => {
            let told = names.iter().take(TOLD_MAX).copied();
            let mut told = told.collect::<Vec<_>>().join(", ");
            if names.len() > TOLD_MAX {
                told.push_str(", …");
            }
            Err(Error::refused("cli-step-ambiguous")
                .with("given", typed)
                .with("known", told))
        }
    }
}

fn counts(given: &[String]) -> Result<BTreeMap<String, u32>, Error> {
    given.iter().map(|pair| count(pair)).collect()
}

fn count(given: &str) -> Result<(String, u32), Error> {
    let known = || counters().iter().map(|counter| counter.key.as_str());
    let read = || {
        let (name, number) = given.split_once('=')?;
        let name = known().find(|known| *known == name.trim())?;
        Some((name.to_owned(), number.trim().parse().ok()?))
    };
    read().ok_or_else(|| {
        let known = known().collect::<Vec<_>>().join(", ");
        Error::refused("cli-count")
            .with("given", given)
            .with("known", known)
    })
}
