//! Tries every way at once and says what each answered: `notify test`, and the self-test at the
//! start of a watch.

use std::io::Write;
use std::time::Instant;

use futures_util::future;

use super::command::CommandWay;
use super::desktop::Desktop;
use super::notice::Notice;
use super::outcome::{Outcome, Way};
use super::terminal::Profile;

/// The ways there are to try.
#[derive(Default)]
pub struct Ways<'a> {
    /// The desktop.
    pub desktop: Option<&'a mut Desktop>,
    /// A terminal and what leads to it.
    pub terminal: Option<(Profile, &'a mut dyn Write)>,
    /// The user's commands.
    pub commands: &'a [CommandWay],
}

/// Tells `notice` by every way, once each, and hands back what each answered: desktop, terminal,
/// then the commands in their order. It takes as long as the slowest of them may.
pub async fn test(ways: Ways<'_>, notice: &Notice, now: Instant) -> Vec<(Way, Outcome)> {
    let desktop = async {
        match ways.desktop {
            Some(desktop) => Some(desktop.raise(notice, now).await),
            None => None,
        }
    };
    let commands = ways.commands.iter().map(async |command| {
        let outcome = command.try_once(notice).await;
        (command.way(), outcome)
    });
    let terminal = ways.terminal.map(|(profile, out)| {
        let written = out
            .write_all(&profile.notice(notice))
            .and_then(|()| out.flush());
        profile.outcome(notice, written)
    });
    let (desktop, commands) = future::join(desktop, future::join_all(commands)).await;
    let desktop = desktop.map(|outcome| (Way::Desktop, outcome));
    let terminal = terminal.map(|outcome| (Way::Terminal, outcome));
    desktop
        .into_iter()
        .chain(terminal)
        .chain(commands)
        .collect()
}
