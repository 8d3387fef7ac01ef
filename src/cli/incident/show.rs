//! `incident show`: everything that is known of one.

use clap::Args;

use crate::cli::context::Context;
use crate::cli::json::IncidentView;
use crate::cli::session::Session;
use crate::cli::text;
use crate::error::{Error, Exit};

/// Which.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[arg(value_name = "NUMBER")]
    number: String,
}

impl Options {
    pub(in crate::cli) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let incident = session.incident(&self.number)?;
        let seen = session.seen(context);
        let view = IncidentView::new(&incident, seen);
        context.answer(&view, || {
            crate::console::screen::incident::text(&incident, &seen.scene(), text::COLUMNS)
        })?;
        Ok(Exit::Done)
    }
}
