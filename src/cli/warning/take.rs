//! `warning take`: takes the warnings of a file in. A file that cannot be read is refused whole; of a
//! list only what is for this district, or cannot be told, is taken, all of it or nothing. With the
//! number of a warning that is kept, says for where that one is.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::headline;
use crate::cli::context::Context;
use crate::cli::given;
use crate::cli::session::Session;
use crate::domain::warning::{Incoming, Warning, WarningFacts, WarningMessage, WarningStatus};
use crate::domain::{Command, SubjectId, SubjectKind};
use crate::error::{Error, Exit};
use crate::intake::warning::{self as intake, District, Fate, Place, Sifted, Wanted, sift};

/// Which file, or which warning that is kept.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long, conflicts_with = "elsewhere")]
    here: bool,
    #[arg(long)]
    elsewhere: bool,
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
}

/// What became of a message.
#[derive(Debug, Serialize)]
struct Taken {
    /// `taken`, `ended` what it names, `known` already, `placed` where it was known and said to be for
    /// elsewhere until now, `elsewhere` or `unknown` and left.
    outcome: &'static str,
    number: Option<String>,
    headline: String,
    is_real: bool,
    for_district: bool,
    /// Nothing says for where it is: somebody must.
    unplaced: bool,
    /// What says for where it is: `reach-area`.
    reach: &'static str,
    #[serde(skip)]
    shown: String,
}

impl Options {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        if let Some(kept) = self.kept(&mut session)? {
            return self.place(context, &mut session, kept);
        }
        let bytes = given::bytes(&self.file)?;
        let messages = intake::read(&bytes, session.now, session.zone())
            .map_err(|refused| Error::from(refused).in_file(self.file.display()))?;
        let district = District::of(&session.state.settings);
        let held = session.state.warnings.values();
        let sifted = sift(messages, held, &district, self.wanted());
        let messages: Vec<Incoming> = sifted.iter().filter_map(Sifted::taken).collect();
        let misplaced = self.misplaced(&session, &sifted);
        if !messages.is_empty() {
            session.perform(Command::TakeWarnings { messages })?;
        }
        for warning in &misplaced {
            session.perform(self.placing(warning.clone()))?;
        }
        session.refresh()?;
        let taken = sifted
            .iter()
            .map(|one| Taken::new(context, &session, (one, &misplaced)));
        let taken: Vec<Taken> = taken.collect();
        context.answer(&taken, || text(context, &taken))?;
        Ok(Exit::Done)
    }

    fn wanted(&self) -> Wanted {
        match (self.here, self.elsewhere) {
            (true, _) => Wanted::SaidToBeHere,
            (false, true) => Wanted::SaidToBeElsewhere,
            (false, false) => Wanted::Any,
        }
    }

    /// The warning that is meant by its number: where somebody says for where it is and no file has
    /// that name.
    fn kept(&self, session: &mut Session) -> Result<Option<SubjectId>, Error> {
        let is_said = self.here || self.elsewhere;
        let given = self.file.to_str().filter(|given| {
            let is_number = |c: char| c.is_ascii_alphanumeric() || c == '-';
            given.chars().all(is_number) && given.ends_with(|c: char| c.is_ascii_digit())
        });
        match given.filter(|_| is_said && !self.file.exists()) {
            Some(given) => session.number(SubjectKind::Warning, given).map(Some),
            None => Ok(None),
        }
    }

    fn placing(&self, warning: SubjectId) -> Command {
        Command::PlaceWarning {
            warning,
            for_district: self.here,
            reason: self.reason.clone(),
        }
    }

    fn place(self, context: &Context, session: &mut Session, id: SubjectId) -> Result<Exit, Error> {
        let receipt = session.perform(self.placing(id))?;
        let key = if self.here {
            "cli-warning-placed-here"
        } else {
            "cli-warning-placed-elsewhere"
        };
        context.done(key, &receipt)
    }

    /// What the file has that is kept for another place than is said now.
    fn misplaced(&self, session: &Session, sifted: &[Sifted]) -> Vec<SubjectId> {
        if !self.here && !self.elsewhere {
            return Vec::new();
        }
        let known = sifted.iter().filter_map(|one| match &one.fate {
            Fate::Known(Some(id)) => session.state.warnings.get(id),
            _ => None,
        });
        let is_wrong = |warning: &&Warning| {
            (warning.unplaced || warning.for_district != self.here)
                && warning.is_active(session.now)
        };
        known
            .filter(is_wrong)
            .map(|warning| warning.id.clone())
            .collect()
    }
}

impl Taken {
    fn new(
        context: &Context,
        session: &Session,
        (sifted, misplaced): (&Sifted, &[SubjectId]),
    ) -> Self {
        let facts = &sifted.facts;
        let (outcome, number) = match &sifted.fate {
            Fate::Take if facts.message == WarningMessage::Cancel => {
                ("ended", ended(session, facts))
            }
            Fate::Take => ("taken", number_of(session, facts)),
            Fate::Known(Some(id)) if misplaced.contains(id) => ("placed", Some(id.clone())),
            Fate::Known(number) => ("known", number.clone().or(number_of(session, facts))),
            Fate::Elsewhere => ("elsewhere", None),
            Fate::Unknown => ("unknown", None),
        };
        Self {
            outcome,
            number: number.map(|number| number.to_string()),
            headline: facts.headline.clone(),
            is_real: facts.status == WarningStatus::Actual,
            for_district: sifted.place == Place::Here,
            unplaced: sifted.place == Place::Open,
            reach: sifted.reach.key(),
            shown: headline(session.seen(context), facts),
        }
    }

    fn line(&self, context: &Context) -> String {
        let key = match (self.outcome, self.for_district) {
            ("taken", _) if self.unplaced => "cli-warning-unplaced".to_owned(),
            ("taken", false) => "cli-warning-not-here".to_owned(),
            ("placed", true) => "cli-warning-placed-here".to_owned(),
            ("placed", false) => "cli-warning-placed-elsewhere".to_owned(),
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
