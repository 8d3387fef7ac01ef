//! `incident list`: what is open, or everything there ever was.

use clap::Args;

use crate::cli::context::Context;
use crate::cli::json::{IncidentBrief, stage};
use crate::cli::listing::Which;
use crate::cli::seen::Seen;
use crate::cli::session::Session;
use crate::cli::text::{self, Table};
use crate::domain::incident::{FactKey, Incident};
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
            let open = session.state.open_incidents();
            open.map(|one| Subject::Incident(Box::new(one.clone())))
                .collect()
        };
        let listed = self.which.of(&mut session, SubjectKind::Incident, open)?;
        let incidents: Vec<&Incident> = listed.subjects.iter().filter_map(incident).collect();
        let seen = session.seen(context);
        let views: Vec<_> = incidents
            .iter()
            .map(|one| IncidentBrief::new(one, seen))
            .collect();
        context.answer(&views, || self.text(seen, &incidents))?;
        listed.tell_cut(context);
        Ok(Exit::Done)
    }

    fn text(&self, seen: Seen<'_>, found: &[&Incident]) -> String {
        if found.is_empty() {
            return seen.lang.text(if self.which.is_of_open() {
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

fn incident(subject: &Subject) -> Option<&Incident> {
    match subject {
        Subject::Incident(incident) => Some(incident),
        Subject::Call(_) | Subject::Warning(_) => None,
    }
}
