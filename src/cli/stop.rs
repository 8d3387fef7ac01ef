//! `stop`: ends the desk and waits until it has ended, so that what follows finds the record free.

use std::io;
use std::time::Duration;

use rustix::event::{PollFd, PollFlags, Timespec, poll};
use rustix::process::{Pid, PidfdFlags, pidfd_open};
use serde::Serialize;

use super::context::Context;
use super::session;
use crate::error::{Error, Exit};
use crate::link::wire::Query;

/// How long a desk may take to write down what makes its next start short.
const ENDING_MAX: Duration = Duration::from_mins(1);

#[derive(Debug, Serialize)]
struct Stopped {
    /// Whether there was a desk to stop.
    stopped: bool,
}

pub(super) fn run(context: &Context) -> Result<Exit, Error> {
    let stopped = end(context)?;
    context.answer(&Stopped { stopped }, || {
        let key = if stopped {
            "cli-stopped"
        } else {
            "cli-stopped-already"
        };
        context.text(key)
    })?;
    Ok(Exit::Done)
}

/// Ends the desk, if one runs; whether one did.
pub(super) fn end(context: &Context) -> Result<bool, Error> {
    let Some((mut client, welcome)) = session::reach_running(context)? else {
        return Ok(false);
    };
    // A far desk's process cannot be seen from here; its farewell must do.
    let is_near = context.road()?.is_here();
    let process = is_near.then(|| Process::of(welcome.pid)).flatten();
    client.ask(Query::Stop)?;
    // The desk says farewell and closes; then it settles its record.
    let (_, mut receiver) = client.split();
    while let Ok(Some(_)) = receiver.next() {}
    if let Some(process) = process {
        process.wait()?;
    }
    Ok(true)
}

/// A process to be seen ending, even where nobody collects it.
struct Process(rustix::fd::OwnedFd);

impl Process {
    fn of(pid: u32) -> Option<Self> {
        let pid = Pid::from_raw(i32::try_from(pid).ok()?)?;
        // A kernel without process descriptors cannot tell; then the closed door must do.
        pidfd_open(pid, PidfdFlags::empty()).ok().map(Self)
    }

    fn wait(&self) -> Result<(), Error> {
        let fails = |cause: io::Error| Error::new("cli-stop").because(cause);
        let limit = Timespec::try_from(ENDING_MAX)
            .map_err(|cause| Error::new("cli-stop").because(cause))?;
        let mut ended = [PollFd::new(&self.0, PollFlags::IN)];
        match poll(&mut ended, Some(&limit)) {
            Ok(0) => Err(Error::new("cli-stop-slow").with("seconds", ENDING_MAX.as_secs())),
            Ok(_) => Ok(()),
            Err(cause) => Err(fails(cause.into())),
        }
    }
}
