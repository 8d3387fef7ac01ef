//! `warning take`: takes the warnings of a file in. A file that cannot be read is refused whole; of a
//! list only what is for this district is taken.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::headline;
use crate::cli::context::Context;
use crate::cli::given;
use crate::cli::session::Session;
use crate::domain::warning::{WarningFacts, WarningMessage, WarningStatus};
use crate::domain::{Command, SubjectId};
use crate::error::{Error, Exit};
use crate::intake::warning::{self as intake, District, Reach, reach};

/// Which file.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long)]
    here: bool,
}

/// What became of a message.
#[derive(Debug, Serialize)]
struct Taken {
    /// `taken`, `ended` what it names, `known` already, `elsewhere` or `unknown` and left.
    outcome: &'static str,
    number: Option<String>,
    headline: String,
    is_real: bool,
    for_district: bool,
    /// What says for where it is: `reach-area`.
    reach: &'static str,
    #[serde(skip)]
    shown: String,
}

impl Options {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let bytes = given::bytes(&self.file)?;
        let mut messages = intake::read(&bytes, session.now, session.zone())
            .map_err(|refused| Error::from(refused).in_file(self.file.display()))?;
        // What an update or a cancellation speaks of has to be known before it.
        messages.sort_by_key(|facts| facts.sent);
        let is_list = messages.len() > 1;
        let mut taken = Vec::new();
        for facts in messages {
            taken.push(self.take(context, &mut session, facts, is_list)?);
        }
        context.answer(&taken, || text(context, &taken))?;
        Ok(Exit::Done)
    }

    fn take(
        &self,
        context: &Context,
        session: &mut Session,
        mut facts: WarningFacts,
        is_list: bool,
    ) -> Result<Taken, Error> {
        let code = session.state.settings.district_code.clone();
        let district = District {
            code: &code,
            names: &[],
        };
        let reach = reach(&facts, &district);
        let here = self.here || reach.is_here();
        let holding = session.state.warnings.values();
        let holding = holding.filter(|warning| warning.ended.is_none());
        intake::refer(&mut facts, holding.map(|warning| &warning.facts));
        let shown = headline(session.seen(context), &facts);
        let tell = |outcome, number: Option<SubjectId>| {
            Taken::new(&facts, (outcome, number), (here, &reach), shown.clone())
        };
        if is_list && !here {
            return Ok(tell("elsewhere", None));
        }
        if let Some(known) = number_of(session, &facts) {
            return Ok(tell("known", Some(known)));
        }
        let ends = facts.message == WarningMessage::Cancel;
        if ends && is_list && !names_any(session, &facts) {
            return Ok(tell("unknown", None));
        }
        let receipt = session.perform(Command::TakeWarning {
            facts: Box::new(facts.clone()),
            for_district: here,
        })?;
        session.refresh()?;
        let outcome = if ends { "ended" } else { "taken" };
        let number = number_of(session, &facts).or(receipt.subject);
        Ok(tell(outcome, number))
    }
}

impl Taken {
    fn new(
        facts: &WarningFacts,
        (outcome, number): (&'static str, Option<SubjectId>),
        (here, reach): (bool, &Reach),
        shown: String,
    ) -> Self {
        Self {
            outcome,
            number: number.map(|number| number.to_string()),
            headline: facts.headline.clone(),
            is_real: facts.status == WarningStatus::Actual,
            for_district: here,
            reach: reach.key(),
            shown,
        }
    }

    fn line(&self, context: &Context) -> String {
        let key = match (self.outcome, self.for_district) {
            ("taken", false) => "cli-warning-not-here".to_owned(),
            (outcome, _) => format!("cli-warning-{outcome}"),
        };
        let reach = context.text(self.reach);
        let values = [
            ("number", self.number.clone().unwrap_or_default().into()),
            ("headline", self.shown.as_str().into()),
            ("reach", reach.into()),
        ];
        context.say(&key, &values)
    }
}

/// The number a message got when it was taken in.
fn number_of(session: &Session, facts: &WarningFacts) -> Option<SubjectId> {
    let mut warnings = session.state.warnings.values();
    let found = warnings.find(|warning| {
        !facts.identifier.is_empty()
            && warning.facts.identifier == facts.identifier
            && warning.facts.message == facts.message
    });
    found.map(|warning| warning.id.clone())
}

fn names_any(session: &Session, facts: &WarningFacts) -> bool {
    session.state.warnings.values().any(|warning| {
        warning.ended.is_none()
            && warning.facts.status == facts.status
            && facts.references.contains(&warning.facts.identifier)
    })
}

fn text(context: &Context, taken: &[Taken]) -> String {
    let told = taken.iter().filter(|one| one.outcome != "elsewhere");
    let mut lines: Vec<String> = told.map(|one| one.line(context)).collect();
    let elsewhere = taken.len() - lines.len();
    if elsewhere > 0 {
        let values = [("count", elsewhere.to_string().into())];
        lines.push(context.say("cli-warnings-elsewhere", &values));
    }
    if lines.is_empty() {
        lines.push(context.text("cli-warnings-none-in-file"));
    }
    lines.join("\n")
}
