//! `warning list`: the warnings that hold here, or all there ever were.

use clap::Args;

use super::headline;
use crate::cli::context::Context;
use crate::cli::json::WarningView;
use crate::cli::listing::Which;
use crate::cli::seen::Seen;
use crate::cli::session::Session;
use crate::cli::text::{self, Table};
use crate::domain::warning::{Warning, WarningLevel, WarningStanding};
use crate::domain::{Subject, SubjectKind};
use crate::error::{Error, Exit};

/// Which.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[command(flatten)]
    which: Which,
}

impl Options {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let open = |session: &Session| {
            let held = session.state.warnings.values();
            let is_wanted = |one: &&Warning| one.for_district || one.unplaced;
            let here = held.filter(|one| one.is_active(session.now));
            let here = here.filter(is_wanted);
            here.map(|one| Subject::Warning(Box::new(one.clone())))
                .collect()
        };
        let listed = self.which.of(&mut session, SubjectKind::Warning, open)?;
        let warnings: Vec<&Warning> = listed.subjects.iter().filter_map(warning).collect();
        let seen = session.seen(context);
        let views: Vec<_> = warnings
            .iter()
            .map(|one| WarningView::new(one, seen))
            .collect();
        context.answer(&views, || self.text(seen, &warnings))?;
        listed.tell_cut(context);
        Ok(Exit::Done)
    }

    fn text(&self, seen: Seen<'_>, found: &[&Warning]) -> String {
        if found.is_empty() {
            return seen.lang.text(if self.which.is_of_open() {
                "cli-no-warnings"
            } else {
                "cli-no-warnings-found"
            });
        }
        table(seen, found)
    }
}

fn warning(subject: &Subject) -> Option<&Warning> {
    match subject {
        Subject::Warning(warning) => Some(warning),
        Subject::Incident(_) | Subject::Call(_) => None,
    }
}

fn table(seen: Seen<'_>, found: &[&Warning]) -> String {
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
        WarningStanding::Holds if warning.asks_where(seen.now) => "warning-unplaced".to_owned(),
        WarningStanding::Holds if !warning.for_district => "reach-elsewhere".to_owned(),
        standing => format!("warning-{}", standing.name()),
    }
}
