//! `warning list`: the warnings that hold here, or all there ever were.

use clap::Args;

use super::headline;
use crate::cli::context::Context;
use crate::cli::json::WarningView;
use crate::cli::seen::Seen;
use crate::cli::session::Session;
use crate::cli::text::{self, Table};
use crate::domain::warning::{Warning, WarningLevel, WarningStanding};
use crate::domain::{Subject, SubjectKind};
use crate::error::{Error, Exit};

/// Which.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[arg(long)]
    all: bool,
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

impl Options {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let found = self.found(&mut session)?;
        let seen = session.seen(context);
        let views: Vec<_> = found.iter().map(|w| WarningView::new(w, seen)).collect();
        context.answer(&views, || table(seen, &found))?;
        Ok(Exit::Done)
    }

    /// Newest first.
    fn found(&self, session: &mut Session) -> Result<Vec<Warning>, Error> {
        let limit = self.limit.unwrap_or(usize::MAX);
        if !self.all {
            let held = session.state.warnings.values().rev();
            let here = held.filter(|w| w.for_district && w.is_active(session.now));
            return Ok(here.take(limit).cloned().collect());
        }
        let found = session.subjects(SubjectKind::Warning, limit)?.into_iter();
        let warnings = found.filter_map(|subject| match subject {
            Subject::Warning(warning) => Some(*warning),
            _ => None,
        });
        Ok(warnings.collect())
    }
}

fn table(seen: Seen<'_>, found: &[Warning]) -> String {
    if found.is_empty() {
        return seen.lang.text("cli-no-warnings");
    }
    let heads = [
        "cli-number",
        "cli-warning-level",
        "cli-standing",
        "cli-next-due",
        "cli-warning-expires",
        "field-headline",
    ];
    let mut table = Table::new(seen.lang, heads);
    for warning in found {
        let level = warning.facts.level.map(WarningLevel::name);
        let level = level.map(|name| seen.lang.text(&format!("warning-level-{name}")));
        let expires = warning.facts.expires.map(|at| seen.minute(at));
        let left = text::next_left(seen, &seen.of_warning(warning));
        table.row([
            &warning.id.to_string(),
            &level.unwrap_or_default(),
            &seen.lang.text(&standing(seen, warning)),
            &left,
            &expires.unwrap_or_default(),
            &headline(seen, &warning.facts),
        ]);
    }
    table.text()
}

fn standing(seen: Seen<'_>, warning: &Warning) -> String {
    match warning.standing(seen.now) {
        WarningStanding::Holds if !warning.for_district => "reach-elsewhere".to_owned(),
        standing => format!("warning-{}", standing.name()),
    }
}
