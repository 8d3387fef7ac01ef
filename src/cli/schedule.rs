//! `schedule`: what the periods of the coming days ask, and what is overdue; as a list or as a
//! calendar file for other programs.

use std::path::{Path, PathBuf};

use chrono::{Days, NaiveDate};
use clap::Args;
use serde::Serialize;

use super::context::Context;
use super::json::StepView;
use super::seen::Seen;
use super::session::Session;
use super::text::Table;
use super::{given, out};
use crate::almanac::{Almanac, Calendar, Step, StepStanding};
use crate::console::countdown;
use crate::domain::state::STEP_DAYS;
use crate::error::{Error, Exit};
use crate::papers::{Agenda, schedule_ics};

/// Days a schedule may reach ahead.
const DAYS_MAX: u64 = 800;

/// How far, and where to.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[arg(long, value_name = "N", default_value_t = 60, value_parser = clap::value_parser!(u64).range(0..=DAYS_MAX))]
    days: u64,
    #[arg(long)]
    all: bool,
    #[arg(long, value_name = "FILE")]
    ics: Option<PathBuf>,
}

/// What was written.
#[derive(Debug, Serialize)]
struct Written {
    path: String,
    steps: usize,
    periods: usize,
}

impl Options {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        let session = Session::begin(context)?;
        let today = given::today(&session);
        let last = today
            .checked_add_days(Days::new(self.days))
            .unwrap_or(today);
        let calendar = Calendar::new(&session.state.calendars);
        let almanac = Almanac::of(&session.state, &calendar, session.now);
        let steps = self.steps(&almanac, today, last);
        let seen = session.seen(context);
        if let Some(path) = &self.ics {
            let periods = almanac.periods(today, last);
            let agenda = Agenda {
                desk: &session.state.desk,
                steps: &steps,
                periods: &periods,
                lang: context.lang(),
                now: session.now,
            };
            return write(context, path, &agenda);
        }
        let views: Vec<StepView> = steps.iter().map(|step| StepView::new(step, seen)).collect();
        context.answer(&views, || text(seen, &steps))?;
        Ok(Exit::Done)
    }

    /// The days asked for, and before them what is still open.
    fn steps(&self, almanac: &Almanac<'_>, today: NaiveDate, last: NaiveDate) -> Vec<Step> {
        let back = Days::new(STEP_DAYS.unsigned_abs());
        let first = today.checked_sub_days(back).unwrap_or(today);
        let mut steps = almanac.schedule(first, last);
        steps.retain(|step| {
            let is_past = step.due.with_timezone(&almanac.zone).date_naive() < today;
            let is_asked = self.all || step.standing != StepStanding::Void;
            is_asked && (!is_past || step.standing.is_open())
        });
        steps
    }
}

fn write(context: &Context, path: &Path, agenda: &Agenda<'_>) -> Result<Exit, Error> {
    let text = schedule_ics(agenda);
    if path == Path::new("-") {
        out::bytes(text.as_bytes())?;
        return Ok(Exit::Done);
    }
    std::fs::write(path, text).map_err(|cause| {
        Error::new("cli-ics-file")
            .with("path", path.display())
            .because(cause)
    })?;
    let written = Written {
        path: path.display().to_string(),
        steps: agenda.steps.len(),
        periods: agenda.periods.len(),
    };
    context.answer(&written, || {
        let values = [
            ("path", written.path.clone().into()),
            ("steps", written.steps.to_string().into()),
            ("periods", written.periods.to_string().into()),
        ];
        context.say("cli-ics-written", &values)
    })?;
    Ok(Exit::Done)
}

fn text(seen: Seen<'_>, steps: &[Step]) -> String {
    if steps.is_empty() {
        return seen.lang.text("cli-no-steps");
    }
    let heads = [
        "cli-standing",
        "cli-left",
        "cli-due",
        "cli-duty",
        "cli-period-name",
        "cli-step-id",
        "cli-step-remark",
    ];
    let mut table = Table::new(seen.lang, heads);
    for step in steps {
        let view = StepView::new(step, seen);
        table.row([
            &seen.lang.text(&format!("step-{}", view.standing)),
            &left(seen, step),
            &seen.minute(step.due),
            &view.what,
            &view.period_name,
            &view.id,
            &remark(seen, step),
        ]);
    }
    table.text()
}

fn left(seen: Seen<'_>, step: &Step) -> String {
    match step.standing {
        StepStanding::Overdue => format!("+{}", countdown::text(seen.now - step.due, seen.lang)),
        standing if standing.is_open() => countdown::text(step.due - seen.now, seen.lang),
        _ => String::new(),
    }
}

/// What is worth knowing of a step beside its time.
fn remark(seen: Seen<'_>, step: &Step) -> String {
    let mut remarks = Vec::new();
    if !step.notice_loaded {
        remarks.push(seen.lang.text("cli-notice-not-loaded"));
    }
    if let Some(day) = step.moved_from {
        let date = day.to_string();
        remarks.push(seen.lang.say("step-moved", &[("date", date.into())]));
    }
    if let Some(done) = &step.done {
        remarks.push(format!("{} {}", seen.minute(done.at), done.who));
    }
    remarks.join("  ")
}
