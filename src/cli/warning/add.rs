//! `warning add`: a warning told by telephone or read on paper, entered by hand.

use clap::Args;

use crate::cli::context::Context;
use crate::cli::json::{Done, status_name};
use crate::cli::session::{Session, unexpected};
use crate::cli::values::one_of;
use crate::domain::Command;
use crate::domain::warning::{WarningFacts, WarningLevel, WarningMessage, WarningStatus};
use crate::error::{Error, Exit};

/// What a warning entered by hand may be.
const STATUSES: [WarningStatus; 4] = [
    WarningStatus::Actual,
    WarningStatus::Exercise,
    WarningStatus::Test,
    WarningStatus::Draft,
];

/// What was told.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[arg(long, value_name = "TEXT")]
    hazard: String,
    #[arg(long, value_name = "LEVEL", value_parser = one_of(&WarningLevel::ALL, WarningLevel::name))]
    level: Option<WarningLevel>,
    #[arg(long, value_name = "TEXT")]
    headline: Option<String>,
    #[arg(long, value_name = "TEXT", default_value = "")]
    sender: String,
    #[arg(long, value_name = "TEXT", default_value = "")]
    text: String,
    #[arg(long, value_name = "TEXT", default_value = "")]
    area: String,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    at: Option<String>,
    #[arg(long, value_name = "TIME", allow_hyphen_values = true)]
    expires: Option<String>,
    #[arg(long, value_name = "STATUS", default_value = "actual", value_parser = one_of(&STATUSES, status_name))]
    status: WarningStatus,
    #[arg(long)]
    elsewhere: bool,
}

impl Options {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let sent = session.time_or_now("--at", self.at.as_deref())?;
        let expires = self.expires.as_deref();
        let level = self
            .level
            .map(|level| context.text(&format!("warning-level-{}", level.name())));
        let named = format!("{} {}", self.hazard, level.unwrap_or_default());
        let facts = WarningFacts {
            identifier: String::new(),
            sender: self.sender,
            sent,
            status: self.status,
            message: WarningMessage::Alert,
            references: Vec::new(),
            hazard: self.hazard,
            level: self.level,
            headline: self.headline.unwrap_or_else(|| named.trim().to_owned()),
            text: self.text,
            area: self.area,
            area_codes: Vec::new(),
            effective: sent,
            expires: expires
                .map(|at| session.time("--expires", at))
                .transpose()?,
        };
        let receipt = session.perform(Command::TakeWarning {
            facts: Box::new(facts),
            for_district: !self.elsewhere,
        })?;
        let number = receipt.subject.as_ref().ok_or_else(unexpected)?;
        context.answer(&Done::from(&receipt), || number.to_string())?;
        Ok(Exit::Done)
    }
}
