//! `incident grade`: sets the grade; without one, says what the counted effects reach.

use clap::Args;
use serde::Serialize;

use super::against;
use crate::cli::consent::Consent;
use crate::cli::context::Context;
use crate::cli::json::ProposalView;
use crate::cli::session::Session;
use crate::cli::values::one_of;
use crate::console::proposal;
use crate::domain::Command;
use crate::domain::grade::Grade;
use crate::domain::grading::{Table, propose};
use crate::domain::incident::Incident;
use crate::error::{Error, Exit};

/// Which grade, on what ground.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[arg(value_name = "NUMBER")]
    number: String,
    #[arg(id = "grade-set", value_name = "GRADE", ignore_case = true, conflicts_with = "grade", value_parser = one_of(&Grade::ALL, Grade::name))]
    set: Option<Grade>,
    #[arg(long, value_name = "GRADE", ignore_case = true, value_parser = one_of(&Grade::ALL, Grade::name))]
    grade: Option<Grade>,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    known_since: Option<String>,
    #[arg(long, value_name = "TEXT", default_value = "")]
    ground: String,
    #[command(flatten)]
    consent: Consent,
}

#[derive(Debug, Serialize)]
struct Proposed {
    number: String,
    grade: &'static str,
    proposals: Vec<ProposalView>,
}

impl Options {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let incident = session.incident(&self.number)?;
        let Some(grade) = self.set.or(self.grade) else {
            return proposed(context, &incident);
        };
        let at = self.at.as_deref();
        let at = at.map(|given| session.time("--at", given)).transpose()?;
        let known_since = self.known_since.as_deref();
        let known_since = known_since.map(|given| session.time("--known-since", given));
        let command = Command::GradeIncident {
            incident: incident.id.clone(),
            grade,
            at,
            known_since: known_since.transpose()?,
            ground: self.ground,
            approval: self.consent.given(),
        };
        let receipt = self.consent.ask(context, &mut session, command)?;
        against::tell_anew(context, &mut session, &incident.id)?;
        let name = context.text(&format!("grade-{}", grade.name()));
        context.done_with("cli-graded", &[("grade", name.into())], &receipt)
    }
}

fn proposed(context: &Context, incident: &Incident) -> Result<Exit, Error> {
    let proposals = Table::ALL.map(|table| propose(&incident.impact, incident.track, table));
    let view = Proposed {
        number: incident.id.to_string(),
        grade: incident.grade.name(),
        proposals: proposals.iter().map(ProposalView::new).collect(),
    };
    let lang = context.lang();
    against::tell(context, incident);
    context.answer(&view, || {
        if proposals.iter().all(|proposal| !proposal.is_anything_known) {
            return context.text("grading-nothing-known");
        }
        let lines = proposals.iter().flat_map(|told| {
            let verdict = proposal::verdict(told, lang);
            std::iter::once(verdict).chain(proposal::not_known(told, lang))
        });
        lines.collect::<Vec<_>>().join("\n")
    })?;
    Ok(Exit::Done)
}
