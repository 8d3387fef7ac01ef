//! How far long work has come, on standard error where that is a terminal and the work lasts.

use std::io::{IsTerminal, Write, stderr};
use std::time::{Duration, Instant};

use super::context::{Context, Form};
use crate::clock::monotonic;
use crate::ledger::Progress;

/// Work that is done sooner than this is not talked about.
const QUIET_FOR: Duration = Duration::from_secs(1);

/// How often a line is written anew.
const PACE: Duration = Duration::from_millis(200);

/// A line that is written over as the work goes on.
pub(super) struct Line<'a> {
    context: &'a Context,
    is_shown: bool,
    began: Instant,
    written: Option<Instant>,
}

impl<'a> Line<'a> {
    pub(super) fn new(context: &'a Context) -> Self {
        Self {
            context,
            is_shown: context.form == Form::Text && stderr().is_terminal(),
            began: monotonic(),
            written: None,
        }
    }

    /// Tells how far it has come.
    pub(super) fn tell(&mut self, progress: Progress) {
        if !self.is_shown || self.began.elapsed() < QUIET_FOR {
            return;
        }
        if self.written.is_some_and(|written| written.elapsed() < PACE) {
            return;
        }
        let stage = self
            .context
            .text(&format!("ledger-stage-{}", progress.stage.name()));
        let values = [
            ("stage", stage.into()),
            ("done", progress.done.to_string().into()),
        ];
        let words = self.context.say("cli-progress", &values);
        // A terminal that is gone needs no progress.
        let _gone = write!(stderr(), "\r{words}\x1b[K");
        self.written = Some(monotonic());
    }
}

impl Drop for Line<'_> {
    fn drop(&mut self) {
        if self.written.is_some() {
            let _gone = write!(stderr(), "\r\x1b[K");
        }
    }
}
