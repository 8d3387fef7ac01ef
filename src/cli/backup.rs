//! `backup`: everything into one file, by the running desk or, where none runs, here.

use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::context::Context;
use super::progress::Line;
use super::session::{reach_running, unexpected};
use crate::clock::machine_now;
use crate::error::{Error, Exit};
use crate::ledger::{self, Keys, Ledger};
use crate::link::wire::{BackupReport, Query, Reply};

/// Into which file.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

#[derive(Debug, Serialize)]
struct BackedUp {
    file: String,
    bytes: u64,
    head_seq: u64,
    head: String,
}

impl Options {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        // A desk elsewhere would write the file there.
        context.must_be_here()?;
        let to = std::path::absolute(&self.file).map_err(|cause| {
            Error::new("cli-backup-path")
                .with("path", self.file.display())
                .because(cause)
        })?;
        Ledger::is_there(context.data())?;
        let report = match reach_running(context)? {
            Some((mut client, _)) => match client.ask(Query::Backup { to })? {
                Reply::BackedUp(report) => report,
                _ => return Err(unexpected()),
            },
            None => offline(context, &to)?,
        };
        let view = BackedUp {
            file: report.path.display().to_string(),
            bytes: report.bytes,
            head_seq: report.head.seq,
            head: report.head.hash.to_string(),
        };
        context.answer(&view, || {
            let values = [
                ("path", view.file.as_str().into()),
                ("bytes", view.bytes.to_string().into()),
                ("head", report.head.to_string().into()),
            ];
            context.say("cli-backed-up", &values)
        })?;
        Ok(Exit::Done)
    }
}

fn offline(context: &Context, to: &Path) -> Result<BackupReport, Error> {
    let mut line = Line::new(context);
    let options = ledger::Options::at(machine_now());
    let mut watch = |progress| line.tell(progress);
    let (ledger, _) = Ledger::open(context.data(), options, &mut watch)?;
    let report = ledger.reader().backup(to, Keys::Included, &mut watch)?;
    ledger.close()?;
    Ok(report)
}
