//! A running ssh: a process whose standard input and output are one socket, as a desk's is. What it
//! says on standard error is kept, as the reason for whatever goes wrong.

use std::collections::VecDeque;
use std::io::{self, BufRead, BufReader, Read};
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream;
use std::os::unix::process::CommandExt;
use std::process::{Child, ChildStderr, Command, Stdio};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use rustix::io::Errno;
use rustix::process::{Pid, Signal, WaitId, WaitIdOptions, kill_process, waitid};

use super::remote::{Prompts, Remote};
use crate::domain::text::steers;
use crate::error::Error;

/// Lines of what ssh says that are kept, the last ones.
const LINES_MAX: usize = 3;

/// Characters of such a line.
const LINE_CHARS_MAX: usize = 200;

/// Bytes of such a line that are read.
const LINE_BYTES_MAX: u64 = 4 << 10;

/// How long ssh may take to end, once its end of the line is closed: it may still wait for what the
/// far program ended with, which tells one reason from another.
const ENDED_MAX: Duration = Duration::from_secs(5);

/// How long, once it has ended, what it said may take to be read. A master connection that stays
/// behind keeps standard error open for ever.
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
    /// Nothing more will be said.
    is_over: bool,
    /// The process is gone; what it ended with can be asked.
    has_ended: bool,
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
        let begin = |name: &str, work: Box<dyn FnOnce(&Said) + Send>| {
            let heard = Arc::clone(&said);
            let thread = thread::Builder::new().name(name.to_owned());
            thread.spawn(move || work(&heard)).map(drop).map_err(fails)
        };
        let pid = pid(&child);
        begin("ssh-ended", Box::new(move |said| await_end(pid, said)))?;
        if let Some(stderr) = child.stderr.take() {
            begin("ssh-says", Box::new(move |said| listen(stderr, said)))?;
        }
        let tunnel = Self {
            host: remote.host().to_owned(),
            child: Mutex::new(Some(child)),
            said,
        };
        Ok((tunnel, ours))
    }

    /// Why the line ended, as ssh tells it; `None` where it says nothing. The line is seen to end
    /// before ssh has ended, and often before it has said why; both are waited for, so that the
    /// same end has the same reason, whoever is faster.
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
    let pid = pid(&child);
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

fn pid(child: &Child) -> Option<Pid> {
    i32::try_from(child.id()).ok().and_then(Pid::from_raw)
}

/// Waits for the end of a process and leaves it to be asked what it ended with.
fn await_end(pid: Option<Pid>, said: &Said) {
    let ended = || {
        let which = WaitId::Pid(pid?);
        Some(waitid(which, WaitIdOptions::EXITED | WaitIdOptions::NOWAIT))
    };
    while let Some(Err(Errno::INTR)) = ended() {}
    said.has_ended();
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
        let mut heard = self.heard();
        if heard.lines.len() == LINES_MAX {
            heard.lines.pop_front();
        }
        heard.lines.push_back(plain);
    }

    fn is_over(&self) {
        self.heard().is_over = true;
        self.more.notify_all();
    }

    fn has_ended(&self) {
        self.heard().has_ended = true;
        self.more.notify_all();
    }

    /// The last lines, once ssh has ended and nothing more is said, or after a while anyway.
    fn last_words(&self) -> String {
        let heard = self.wait(self.heard(), ENDED_MAX, |heard| heard.has_ended);
        let heard = self.wait(heard, LAST_WORDS_MAX, |heard| heard.is_over);
        let lines: Vec<&str> = heard.lines.iter().map(String::as_str).collect();
        lines.join("; ")
    }

    fn heard(&self) -> MutexGuard<'_, Heard> {
        self.heard.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn wait<'a>(
        &self,
        heard: MutexGuard<'a, Heard>,
        longest: Duration,
        until: impl Fn(&Heard) -> bool,
    ) -> MutexGuard<'a, Heard> {
        let waited = self
            .more
            .wait_timeout_while(heard, longest, |heard| !until(heard));
        waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::link::remote::RemoteWish;
    use crate::locale::Lang;

    /// Closes its end of the line, and only then goes on for a good while.
    const DAWDLES: &str = "exec <&- >&-; i=0; while [ $i -lt 100000 ]; do i=$((i+1)); done;";

    /// The reason for the end of a line whose ssh does that.
    fn reason(does: &str) -> Option<(String, String)> {
        let remote = Remote::new(&RemoteWish {
            host: "duty-room".to_owned(),
            ssh: ["sh", "-c", does].map(str::to_owned).into(),
            ..RemoteWish::default()
        });
        let (tunnel, mut line) = Tunnel::dig(&remote.unwrap(), Prompts::Never).unwrap();
        let mut nothing = Vec::new();
        line.read_to_end(&mut nothing).unwrap();
        let error = tunnel.reason()?;
        let sentence = error.sentence(Lang::En, chrono_tz::Tz::UTC);
        Some((error.key().to_owned(), sentence))
    }

    #[test]
    fn what_ssh_ends_with_is_waited_for_though_it_has_said_everything() {
        let says = "echo 'sh: watchkeeper: not found' >&2;";
        let ends = "exec 2>&-; exit 127";
        let (key, says) = reason(&format!("{says} {DAWDLES} {ends}")).unwrap();
        assert_eq!(key, "error-link-no-program");
        assert!(says.contains("sh: watchkeeper: not found"), "{says}");
    }

    #[test]
    fn what_ssh_says_after_it_closed_the_line_is_the_reason_too() {
        let ends = "echo 'Permission denied' >&2; exit 255";
        let (key, says) = reason(&format!("{DAWDLES} {ends}")).unwrap();
        assert_eq!(key, "error-link-ssh-says");
        assert!(says.contains("Permission denied"), "{says}");
    }

    #[test]
    fn a_line_that_ends_without_a_word_has_no_reason_of_ssh() {
        assert_eq!(reason(&format!("{DAWDLES} exit 0")), None);
    }
}
