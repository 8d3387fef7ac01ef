//! `almanac import`: takes the holiday notices of a file in, all of them or none.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use crate::almanac::import::{self, ImportError};
use crate::cli::context::Context;
use crate::cli::given;
use crate::cli::session::Session;
use crate::domain::Command;
use crate::domain::calendar::HolidayNotice;
use crate::error::{Error, Exit};

/// Which file.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[arg(value_name = "FILE")]
    file: PathBuf,
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,
}

/// A notice, and whether it was new.
#[derive(Debug, Serialize)]
struct Imported {
    year: i32,
    days_off: usize,
    makeup_days: usize,
    source: String,
    changed: bool,
}

impl Options {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let bytes = given::bytes(&self.file)?;
        let name = self.file.file_name().unwrap_or_default().to_string_lossy();
        let source = self.source.as_deref().unwrap_or(&name);
        let notices = import::read(&bytes, source).map_err(|refused| told(&refused, &self.file))?;
        let imported = notices.iter().map(|notice| seen(&session, notice));
        let imported: Vec<Imported> = imported.collect();
        if imported.iter().any(|one| one.changed) {
            session.perform(Command::ImportCalendars { notices })?;
        }
        context.answer(&imported, || {
            let lines = imported.iter().map(|one| one.line(context));
            lines.collect::<Vec<_>>().join("\n")
        })?;
        Ok(Exit::Done)
    }
}

/// The same notice again changes nothing and is no slip.
fn seen(session: &Session, notice: &HolidayNotice) -> Imported {
    let off = notice.days.iter().filter(|day| day.off).count();
    Imported {
        year: notice.year,
        days_off: off,
        makeup_days: notice.days.len() - off,
        source: notice.source.clone(),
        changed: session.state.calendars.get(&notice.year) != Some(notice),
    }
}

impl Imported {
    fn line(&self, context: &Context) -> String {
        let key = if self.changed {
            "cli-notice-imported"
        } else {
            "cli-notice-known"
        };
        let values = [
            ("year", self.year.to_string().into()),
            ("off", self.days_off.to_string().into()),
            ("makeup", self.makeup_days.to_string().into()),
        ];
        context.say(key, &values)
    }
}

fn told(refused: &ImportError, path: &Path) -> Error {
    Error::refused(&format!("almanac-{}", refused.fault.key()))
        .with("path", path.display())
        .with("at", refused.place.number())
        .with("about", refused.fault.about())
}
