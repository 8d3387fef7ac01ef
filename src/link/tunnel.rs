//! A running ssh: a process whose standard input and output are one socket, as a desk's is. What it
//! says on standard error is kept, as the reason for whatever goes wrong.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process};

use super::remote::{Prompts, Remote};
use crate::domain::text::steers;
use crate::error::Error;

/// Lines of what ssh says that are kept, the last ones.
const LINES_MAX: usize = 3;

/// Characters of such a line.
const LINE_CHARS_MAX: usize = 200;

/// Bytes of such a line that are read.
const LINE_BYTES_MAX: u64 = 4 << 10;

/// How long ssh may take, once its end of the line is closed, to say why.
const LAST_WORDS_MAX: Duration = Duration::from_secs(1);

/// How long it may take to end when told to.
const ENDING_MAX: Duration = Duration::from_secs(2);

/// What the far shell ends with where there is no such program.
const NOT_FOUND: i32 = 127;

/// A running ssh; it ends with this value.
#[derive(Debug)]
pub(super) struct Tunnel {
    host: String,
    child: Mutex<Option<Child>>,
    said: Arc<Said>,
}

/// What ssh said.
#[derive(Debug, Default)]
struct Said {
    heard: Mutex<Heard>,
    more: Condvar,
}

#[derive(Debug, Default)]
struct Heard {
    lines: VecDeque<String>,
    is_over: bool,
}

impl Tunnel {
    /// Starts ssh, and gives the line to the far side.
    pub(super) fn dig(remote: &Remote, prompts: Prompts) -> Result<(Self, UnixStream), Error> {
        let fails = |cause: io::Error| {
            Error::new("link-ssh")
                .with("program", remote.program())
                .because(cause)
        };
        let (ours, theirs) = UnixStream::pair().map_err(fails)?;
        let theirs = OwnedFd::from(theirs);
        let mut command = Command::new(remote.program());
        command
            .args(remote.arguments(prompts))
            .stdin(theirs.try_clone().map_err(fails)?)
            .stdout(theirs)
            .stderr(Stdio::piped());
        if prompts == Prompts::Never {
            // What interrupts or stops the console does not reach it.
            command.process_group(0);
        }
        let mut child = command.spawn().map_err(fails)?;
        // The command holds the far end of the line; while it does, its end is never seen.
        drop(command);
        let said = Arc::new(Said::default());
        if let Some(stderr) = child.stderr.take() {
            let heard = Arc::clone(&said);
            thread::Builder::new()
                .name("ssh-says".to_owned())
                .spawn(move || listen(stderr, &heard))
                .map_err(fails)?;
        }
        let tunnel = Self {
            host: remote.host().to_owned(),
            child: Mutex::new(Some(child)),
            said,
        };
        Ok((tunnel, ours))
    }

    /// Why the line ended, as ssh tells it; `None` where it says nothing.
    pub(super) fn reason(&self) -> Option<Error> {
        let lines = self.said.last_words();
        let code = self.code();
        if code == Some(NOT_FOUND) {
            let error = Error::new("link-no-program").with("host", &self.host);
            return Some(error.with("says", lines));
        }
        (!lines.is_empty()).then(|| {
            Error::new("link-ssh-says")
                .with("host", &self.host)
                .with("says", lines)
        })
    }

    /// What ssh ended with, if it has.
    fn code(&self) -> Option<i32> {
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        child.as_mut()?.try_wait().ok()??.code()
    }

    /// Ends ssh; whoever listens sees the end of the line.
    pub(super) fn end(&self) {
        let mut child = self.child.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(child) = child.take() {
            end(child);
        }
    }
}

impl Drop for Tunnel {
    fn drop(&mut self) {
        self.end();
    }
}

/// Asks a process to end, so that it takes its own files away, and sees to it that it does.
fn end(mut child: Child) {
    if let Ok(Some(_)) = child.try_wait() {
        return;
    }
    let pid = i32::try_from(child.id()).ok().and_then(Pid::from_raw);
    let _gone = pid.map(|pid| kill_process(pid, Signal::TERM));
    let (ended, watched) = std::sync::mpsc::sync_channel::<()>(1);
    let reaped = thread::Builder::new()
        .name("ssh-ends".to_owned())
        .spawn(move || {
            let _code = child.wait();
            let _nobody = ended.send(());
        });
    let insist = move || {
        if watched.recv_timeout(ENDING_MAX).is_err() {
            let _gone = pid.map(|pid| kill_process(pid, Signal::KILL));
        }
    };
    if reaped.is_ok() {
        // Where no thread can be had, asking must do.
        let _asked = thread::Builder::new()
            .name("ssh-ends".to_owned())
            .spawn(insist);
    }
}

fn listen(stderr: ChildStderr, said: &Said) {
    let mut lines = BufReader::new(stderr);
    let mut line = Vec::new();
    loop {
        line.clear();
        match lines
            .by_ref()
            .take(LINE_BYTES_MAX)
            .read_until(b'\n', &mut line)
        {
            Ok(0) | Err(_) => break,
            Ok(_) => said.keep(&String::from_utf8_lossy(&line)),
        }
    }
    said.is_over();
}

impl Said {
    fn keep(&self, line: &str) {
        let plain = line.trim().chars().filter(|c| !steers(*c));
        let plain: String = plain.take(LINE_CHARS_MAX).collect();
        if plain.is_empty() {
            return;
        }
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        if heard.lines.len() == LINES_MAX {
            heard.lines.pop_front();
        }
        heard.lines.push_back(plain);
    }

    fn is_over(&self) {
        let mut heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        heard.is_over = true;
        self.more.notify_all();
    }

    /// The last lines, once nothing more is said, or soon anyway: a master connection that stays
    /// behind keeps standard error open.
    fn last_words(&self) -> String {
        let heard = self.heard.lock().unwrap_or_else(PoisonError::into_inner);
        let (heard, _) = self
            .more
            .wait_timeout_while(heard, LAST_WORDS_MAX, |heard| !heard.is_over)
            .unwrap_or_else(PoisonError::into_inner);
        let lines: Vec<&str> = heard.lines.iter().map(String::as_str).collect();
        lines.join("; ")
    }
}
