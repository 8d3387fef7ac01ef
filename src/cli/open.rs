//! `open`: the console, at a subject.

use clap::Args;

use super::context::Context;
use super::screen;
use super::session::Session;
use crate::console::StartAt;
use crate::domain::SubjectKind;
use crate::error::{Error, Exit};

/// What is opened.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[arg(value_name = "NUMBER")]
    number: String,
}

impl Options {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        if !context.is_interactive() {
            return Err(Error::new("cli-open-terminal"));
        }
        let mut session = Session::begin(context)?;
        let kinds = [
            SubjectKind::Incident,
            SubjectKind::Call,
            SubjectKind::Warning,
        ];
        let id = session.number_of(&kinds, &self.number)?;
        session.subject(&id)?;
        drop(session);
        screen::open(context, StartAt::Subject(id))
    }
}
