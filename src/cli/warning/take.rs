//! `warning take`: takes the warnings of a file in. A file that cannot be read is refused whole; of a
//! list only what is for this district is taken, all of it or nothing.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::headline;
use crate::cli::context::Context;
use crate::cli::given;
use crate::cli::session::Session;
use crate::domain::warning::{Incoming, Warning, WarningFacts, WarningMessage, WarningStatus};
use crate::domain::{Command, SubjectId};
use crate::error::{Error, Exit};
use crate::intake::warning::{self as intake, District, Fate, Sifted, Wanted, sift};

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
        let messages = intake::read(&bytes, session.now, session.zone())
            .map_err(|refused| Error::from(refused).in_file(self.file.display()))?;
        let wanted = if self.here {
            Wanted::SaidToBeHere
        } else {
            Wanted::Any
        };
        let district = District {
            code: &session.state.settings.district_code,
            names: &[],
        };
        let sifted = sift(messages, session.state.warnings.values(), &district, wanted);
        let messages: Vec<Incoming> = sifted.iter().filter_map(Sifted::taken).collect();
        if !messages.is_empty() {
            session.perform(Command::TakeWarnings { messages })?;
            session.refresh()?;
        }
        let taken = sifted.iter().map(|one| Taken::new(context, &session, one));
        let taken: Vec<Taken> = taken.collect();
        context.answer(&taken, || text(context, &taken))?;
        Ok(Exit::Done)
    }
}

impl Taken {
    fn new(context: &Context, session: &Session, sifted: &Sifted) -> Self {
        let facts = &sifted.facts;
        let (outcome, number) = match &sifted.fate {
            Fate::Take if facts.message == WarningMessage::Cancel => {
                ("ended", ended(session, facts))
            }
            Fate::Take => ("taken", number_of(session, facts)),
            Fate::Known(number) => ("known", number.clone().or(number_of(session, facts))),
            Fate::Elsewhere => ("elsewhere", None),
            Fate::Unknown => ("unknown", None),
        };
        Self {
            outcome,
            number: number.map(|number| number.to_string()),
            headline: facts.headline.clone(),
            is_real: facts.status == WarningStatus::Actual,
            for_district: sifted.is_here,
            reach: sifted.reach.key(),
            shown: headline(session.seen(context), facts),
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
    let same = |warning: &&Warning| {
        let known = &warning.facts;
        (known.identifier.as_str(), known.message, known.sent)
            == (facts.identifier.as_str(), facts.message, facts.sent)
    };
    let newest = session.state.warnings.values().rev().find(same);
    newest.map(|warning| warning.id.clone())
}

/// The number of what a message ended.
fn ended(session: &Session, facts: &WarningFacts) -> Option<SubjectId> {
    let named = |warning: &&Warning| facts.references.contains(&warning.facts.identifier);
    let newest = session.state.warnings.values().rev().find(named);
    newest.map(|warning| warning.id.clone())
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
