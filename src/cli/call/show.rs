//! `call show`: everything that is known of one. Sealed fields stay sealed.

use clap::Args;

use crate::cli::context::Context;
use crate::cli::json::CallView;
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
        let call = session.call(&self.number)?;
        let seen = session.seen(context);
        let view = CallView::whole(&call, seen);
        context.answer(&view, || {
            crate::console::screen::call::text(&call, &seen.scene(), text::COLUMNS)
        })?;
        Ok(Exit::Done)
    }
}
