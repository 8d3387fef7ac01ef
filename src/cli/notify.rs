//! `notify test`: tries every way of telling and says what each answered. At the start of a watch
//! the same is looked at without telling anybody.

use std::fs::OpenOptions;
use std::io::Write;

use clap::Subcommand;
use serde::Serialize;
use tokio::runtime::{Builder, Runtime};

use super::context::Context;
use super::place;
use super::session::{self, Session};
use super::text::Table;
use crate::clock;
use crate::config::{NotifyConfig, Reach};
use crate::domain::Command as Wish;
use crate::error::{Error, Exit};
use crate::notify::command::CommandWay;
use crate::notify::desktop::Desktop;
use crate::notify::outcome::Reason;
use crate::notify::terminal::Profile;
use crate::notify::trial::{self, Ways};
use crate::notify::{Marks, Notice, NotifyCommand, Outcome, Way};

/// The terminal of this process, whatever its output is led to.
const TERMINAL: &str = "/dev/tty";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    Test,
}

#[derive(Debug, Serialize)]
struct Tried {
    way: String,
    told: bool,
    available: bool,
    detail: String,
}

impl Command {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        let Self::Test = self;
        let commands = commands(context)?;
        let marks = Marks {
            simulated: is_simulated(context),
            ..Marks::default()
        };
        let notice = Notice::trial(context.lang(), marks);
        let tried = runtime()?.block_on(test(context, &commands, &notice));
        answer(context, &tried)?;
        let failed = tried
            .iter()
            .any(|(_, outcome)| !outcome.is_told() && !outcome.is_unavailable());
        let told = tried.iter().any(|(_, outcome)| outcome.is_told());
        Ok(if told && !failed {
            Exit::Done
        } else {
            Exit::Refused
        })
    }
}

async fn test(
    context: &Context,
    commands: &[NotifyCommand],
    notice: &Notice,
) -> Vec<(Way, Outcome)> {
    let commands: Vec<CommandWay> = commands
        .iter()
        .map(|command| CommandWay::new(command.clone(), std::env::vars_os()))
        .collect();
    let (mut desktop, _presses) = Desktop::new(context.lang());
    let mut tty = OpenOptions::new().write(true).open(TERMINAL).ok();
    let profile = Profile::of(place::variable);
    let has_terminal = tty.is_some();
    let ways = Ways {
        desktop: Some(&mut desktop),
        terminal: tty.as_mut().map(|tty| (profile, tty as &mut dyn Write)),
        commands: &commands,
    };
    let mut tried = trial::test(ways, notice, clock::monotonic()).await;
    if !has_terminal {
        let reason = Reason::NoTerminal;
        tried.insert(1, (Way::Terminal, Outcome::Unavailable { reason }));
    }
    tried
}

fn answer(context: &Context, tried: &[(Way, Outcome)]) -> Result<(), Error> {
    let lang = context.lang();
    let views: Vec<Tried> = tried
        .iter()
        .map(|(way, outcome)| Tried {
            way: way.to_string(),
            told: outcome.is_told(),
            available: !outcome.is_unavailable(),
            detail: outcome.record(way, lang).detail,
        })
        .collect();
    context.answer(&views, || {
        let mut table = Table::new(lang, ["cli-way", "cli-way-outcome"]);
        for (way, outcome) in tried {
            table.row([&way.name(lang), &outcome.sentence(lang)]);
        }
        table.text()
    })
}

/// The commands of the desk, where it is here.
pub(super) fn commands(context: &Context) -> Result<Vec<NotifyCommand>, Error> {
    match &context.config.reach {
        Reach::Data => Ok(NotifyConfig::of(context.data(), place::variable)?.commands),
        // Another login's, or another machine's: only the desk there runs them.
        Reach::Socket(_) | Reach::Host(_) => Ok(Vec::new()),
    }
}

/// Whether the desk, if it runs, is for practice: its notices say so.
fn is_simulated(context: &Context) -> bool {
    let Ok(Some((client, welcome))) = session::reach_running(context) else {
        return false;
    };
    Session::with(client, &welcome).is_ok_and(|session| session.state.is_simulated())
}

pub(super) fn runtime() -> Result<Runtime, Error> {
    let runtime = Builder::new_current_thread().enable_all().build();
    runtime.map_err(|cause| Error::new("agent").because(cause))
}

/// Who shows notifications in this session, or why nobody does. It tells nobody anything.
pub(super) fn look(context: &Context) -> Result<crate::notify::desktop::Server, Reason> {
    let runtime = runtime().map_err(|_| Reason::Gone)?;
    runtime.block_on(async {
        let (mut desktop, _presses) = Desktop::new(context.lang());
        desktop.look(clock::monotonic()).await
    })
}

/// The self-test at the start of a watch, for the session it is taken in: a desktop that cannot
/// tell is said, and noted in the record. The desk looks after its commands itself.
pub(super) fn self_test(context: &Context, session: &mut Session) -> Result<(), Error> {
    let lang = context.lang();
    let reason = match look(context) {
        Ok(_) | Err(Reason::NoBus) => return Ok(()),
        Err(reason) => reason,
    };
    let failed = format!("{} {}", Way::Desktop.name(lang), reason.sentence(lang));
    let text = context.say("reminder-trial-failed", &[("failed", failed.into())]);
    context.note(&text);
    session.perform(Wish::MakeNote {
        subject: None,
        text,
    })?;
    Ok(())
}
