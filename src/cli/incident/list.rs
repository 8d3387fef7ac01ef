//! `incident list`: what is open, or everything there ever was.

use clap::Args;

use crate::cli::context::Context;
use crate::cli::json::{IncidentBrief, stage};
use crate::cli::seen::Seen;
use crate::cli::session::Session;
use crate::cli::text::{self, Table};
use crate::domain::incident::{FactKey, Incident};
use crate::domain::{Subject, SubjectKind};
use crate::error::{Error, Exit};

/// Which.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[arg(long)]
    all: bool,
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
}

impl Options {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let found = self.found(&mut session)?;
        let seen = session.seen(context);
        let views: Vec<_> = found.iter().map(|i| IncidentBrief::new(i, seen)).collect();
        context.answer(&views, || self.text(seen, &found))?;
        Ok(Exit::Done)
    }

    /// Newest first.
    fn found(&self, session: &mut Session) -> Result<Vec<Incident>, Error> {
        let limit = self.limit.unwrap_or(usize::MAX);
        if self.search.is_none() && !self.all {
            let open = session.state.open_incidents().cloned();
            let mut open: Vec<Incident> = open.collect();
            open.reverse();
            open.truncate(limit);
            return Ok(open);
        }
        let found = match &self.search {
            Some(text) => session.search(text)?,
            None => session.subjects(SubjectKind::Incident, limit)?,
        };
        let incidents = found.into_iter().filter_map(|subject| match subject {
            Subject::Incident(incident) => Some(*incident),
            _ => None,
        });
        Ok(incidents.take(limit).collect())
    }

    fn text(&self, seen: Seen<'_>, found: &[Incident]) -> String {
        if found.is_empty() {
            let is_open_only = self.search.is_none() && !self.all;
            return seen.lang.text(if is_open_only {
                "cli-no-open-incidents"
            } else {
                "cli-no-incidents"
            });
        }
        let heads = [
            "cli-number",
            "cli-grade",
            "cli-stage",
            "cli-next-due",
            "field-title",
            "field-place",
        ];
        let mut table = Table::new(seen.lang, heads);
        for incident in found {
            let grade = text::grade(seen, incident);
            let stage = seen.lang.text(&format!("stage-{}", stage(&incident.stage)));
            let due = text::next_left(seen, &seen.of_incident(incident));
            let place = incident.fact(FactKey::Place);
            let title = text::marked_title(seen, incident);
            table.row([
                &incident.id.to_string(),
                &grade,
                &stage,
                &due,
                &title,
                place,
            ]);
        }
        table.text()
    }
}
