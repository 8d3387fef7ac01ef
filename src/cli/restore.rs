//! `restore`: a desk's record from a backup, into a folder where there is none.

use std::path::PathBuf;

use clap::Args;
use serde::Serialize;

use super::context::Context;
use super::progress::Line;
use super::session::reach_running;
use crate::clock::machine_now;
use crate::domain::Head;
use crate::error::{Error, Exit};
use crate::ledger::{self, Ledger};

/// From which file.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[arg(value_name = "FILE")]
    file: PathBuf,
}

#[derive(Debug, Serialize)]
struct Restored {
    data: String,
    head_seq: u64,
    head: String,
}

impl Options {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        context.must_be_here()?;
        let data = context.data().display().to_string();
        if reach_running(context)?.is_some() {
            return Err(Error::refused("cli-restore-running").with("path", data));
        }
        let head = self.restore(context)?;
        let view = Restored {
            data,
            head_seq: head.seq,
            head: head.hash.to_string(),
        };
        context.answer(&view, || {
            let values = [
                ("path", view.data.as_str().into()),
                ("head", head.to_string().into()),
            ];
            context.say("cli-restored", &values)
        })?;
        Ok(Exit::Done)
    }

    fn restore(&self, context: &Context) -> Result<Head, Error> {
        let mut line = Line::new(context);
        let options = ledger::Options::at(machine_now());
        let data = context.data();
        let mut watch = |progress| line.tell(progress);
        let head = ledger::restore(&self.file, data, &options, &mut watch)?;
        // The store is built here, where somebody watches, and not when the watch begins.
        let (ledger, _) = Ledger::open(data, options, &mut watch)?;
        ledger.close()?;
        Ok(head)
    }
}
