//! `call reveal|forget`: the sealed personal fields of a call, shown (which is recorded first) or
//! destroyed for good.

use clap::Args;
use serde::Serialize;

use crate::cli::context::Context;
use crate::cli::session::{Session, unexpected};
use crate::domain::SubjectKind;
use crate::error::{Error, Exit};
use crate::link::wire::{Query, Reply};

/// Which call, and why.
#[derive(Debug, Args)]
pub(in crate::cli) struct Options {
    #[arg(value_name = "NUMBER")]
    number: String,
    #[arg(long, value_name = "TEXT", default_value = "")]
    reason: String,
}

#[derive(Debug, Serialize)]
struct Revealed {
    number: String,
    from: String,
    phone: String,
}

#[derive(Debug, Serialize)]
struct Forgotten {
    number: String,
    forgotten: bool,
}

impl Options {
    pub(in crate::cli) fn reveal(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let call = session.number(SubjectKind::Call, &self.number)?;
        let number = call.to_string();
        let query = Query::Reveal {
            call,
            reason: self.reason,
        };
        let Reply::Revealed { from, phone } = session.client.ask(query)? else {
            return Err(unexpected());
        };
        let view = Revealed {
            number,
            from,
            phone,
        };
        context.answer(&view, || {
            let line = |key: &str, value: &str| format!("{}  {value}", context.text(key));
            let lines = [
                line("field-from", &view.from),
                line("field-phone", &view.phone),
            ];
            lines.join("\n")
        })?;
        Ok(Exit::Done)
    }

    pub(in crate::cli) fn forget(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let call = session.number(SubjectKind::Call, &self.number)?;
        let view = Forgotten {
            number: call.to_string(),
            forgotten: true,
        };
        let query = Query::Forget {
            call,
            reason: self.reason,
        };
        session.client.ask(query)?;
        context.answer(&view, || {
            let number = view.number.as_str();
            context.say("cli-forgotten", &[("number", number.into())])
        })?;
        Ok(Exit::Done)
    }
}
