//! `quiet`: quiet hours, set, ended or shown.

use clap::Args;
use serde::Serialize;

use super::acknowledge::person;
use super::context::Context;
use super::session::Session;
use crate::domain::Command as Wish;
use crate::error::{Error, Exit};

/// Until when, why and in whose name; nothing shows what holds.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[arg(long, value_name = "TIME", requires = "reason")]
    until: Option<String>,
    #[arg(long, value_name = "TEXT", requires = "until")]
    reason: Option<String>,
    #[arg(long, value_name = "NAME", requires = "until")]
    owner: Option<String>,
    #[arg(long, conflicts_with = "until")]
    end: bool,
}

#[derive(Debug, Serialize)]
struct QuietView<'a> {
    owner: &'a str,
    reason: &'a str,
    from: String,
    until: String,
}

impl Options {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        if let Some(wish) = self.wish(context, &session)? {
            session.perform(wish)?;
            session.refresh()?;
        }
        let quiet = session.state.reminders.quiet_at(session.now);
        let seen = session.seen(context);
        let view = quiet.map(|quiet| QuietView {
            owner: &quiet.owner,
            reason: &quiet.reason,
            from: seen.stamp(quiet.from),
            until: seen.stamp(quiet.until),
        });
        context.answer(&view, || match quiet {
            None => context.text("cli-quiet-none"),
            Some(quiet) => context.say(
                "cli-quiet",
                &[
                    ("until", context.minute(quiet.until).into()),
                    ("owner", quiet.owner.as_str().into()),
                    ("reason", quiet.reason.as_str().into()),
                ],
            ),
        })?;
        Ok(Exit::Done)
    }

    fn wish(self, context: &Context, session: &Session) -> Result<Option<Wish>, Error> {
        let until = match (&self.until, self.end) {
            (None, false) => return Ok(None),
            (None, true) => None,
            (Some(given), _) => Some(session.time_ahead("--until", given)?),
        };
        Ok(Some(Wish::SetQuiet {
            owner: match until {
                Some(_) => person(self.owner, context, session)?,
                None => String::new(),
            },
            reason: self.reason.unwrap_or_default(),
            until,
        }))
    }
}
