//! `watch take|show`: who has the watch.

use clap::{Args, Subcommand};

use super::context::Context;
use super::json::WatchView;
use super::session::Session;
use super::{notify, secret};
use crate::domain::Command as Wish;
use crate::error::{Error, Exit};

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Take(Take),
    Show,
}

/// Who takes it, under which leader.
#[derive(Debug, Args)]
pub(super) struct Take {
    #[arg(long, value_name = "NAME")]
    officer: String,
    #[arg(long, value_name = "NAME")]
    leader: String,
    #[arg(long, value_name = "NAME")]
    deputy: Option<String>,
    #[arg(long, value_name = "TEXT", default_value = "")]
    note: String,
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        if let Self::Take(options) = self {
            let officer = options.officer.clone();
            let take = Wish::TakeWatch {
                officer: options.officer,
                deputy: options.deputy,
                leader: options.leader,
                note: options.note,
            };
            match session.perform(take.clone()) {
                // Whoever takes the watch has a PIN: it is asked for here, and nowhere kept.
                Err(error) if error.key() == "error-desk-pin-needed" => {
                    secret::prove(context, &mut session.client, &officer)?;
                    session.perform(take)?;
                }
                taken => drop(taken?),
            }
            notify::self_test(context, &mut session)?;
            session.refresh()?;
        }
        show(context, &session)
    }
}

fn show(context: &Context, session: &Session) -> Result<Exit, Error> {
    let watch = session.state.watch.as_ref();
    let view = watch.map(|watch| WatchView::new(watch, session.seen(context)));
    context.answer(&view, || {
        let Some(watch) = watch else {
            return context.text("cli-no-watch");
        };
        let name = |id| session.state.officer_name(id).to_owned();
        let values = [
            ("officer", name(watch.officer).into()),
            ("leader", name(watch.leader).into()),
            ("since", context.minute(watch.since).into()),
        ];
        let mut lines = vec![context.say("cli-watch", &values)];
        if let Some(deputy) = watch.deputy {
            lines.push(context.say("cli-watch-deputy", &[("deputy", name(deputy).into())]));
        }
        if !watch.note.is_empty() {
            let note = watch.note.as_str();
            lines.push(context.say("cli-watch-note", &[("note", note.into())]));
        }
        lines.join("\n")
    })?;
    Ok(Exit::Done)
}
