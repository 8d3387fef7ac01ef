//! One run of a command: started in a group of its own, fed, watched, and killed with the whole
//! group when its time is over or nobody waits for it any more.

use std::ffi::OsString;
use std::os::unix::process::ExitStatusExt;
use std::process::{ExitStatus, Stdio};
use std::time::Duration;

use rustix::process::{Pid, Signal, kill_process_group};
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::process::{Child, ChildStderr, Command};
use tokio::time::timeout;

use super::{NotifyCommand, SAYS_MAX};
use crate::notify::notice::clean_line;
use crate::notify::outcome::Reason;

/// Bytes of standard error that are read for its first line; the rest is thrown away.
const LINE_BYTES_MAX: u64 = 1_024;
/// How long the first line is waited for once the command is gone: something it left behind may
/// hold its standard error open for ever.
const AFTERWORD: Duration = Duration::from_millis(200);

/// Runs the command with `json` on its standard input.
pub async fn run(
    command: &NotifyCommand,
    environment: &[(OsString, OsString)],
    json: Vec<u8>,
) -> Result<(), Reason> {
    let mut child = start(command, environment)?;
    let mut group = Group::of(&child);
    let heard = child
        .stderr
        .take()
        .map(|stderr| tokio::spawn(first_line(stderr)));
    let ended = timeout(command.time_limit, feed_and_wait(&mut child, json)).await;
    let Ok(ended) = ended else {
        return Err(Reason::TookTooLong {
            seconds: command.time_limit.as_secs(),
        });
    };
    group.leave();
    let status = ended.map_err(|error| Reason::NotStarted {
        says: error.to_string(),
    })?;
    if status.success() {
        return Ok(());
    }
    let says = match heard {
        Some(heard) => timeout(AFTERWORD, heard).await.ok(),
        None => None,
    };
    Err(why(status, says.and_then(Result::ok).unwrap_or_default()))
}

fn start(command: &NotifyCommand, environment: &[(OsString, OsString)]) -> Result<Child, Reason> {
    let (program, arguments) = command
        .argv
        .split_first()
        .ok_or_else(|| Reason::NotStarted {
            says: String::new(),
        })?;
    Command::new(program)
        .args(arguments)
        .env_clear()
        .envs(environment.iter().map(|(name, value)| (name, value)))
        .current_dir("/")
        .process_group(0)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .map_err(|error| Reason::NotStarted {
            says: clean_line(&error.to_string(), SAYS_MAX),
        })
}

/// A command may end without reading; that is its own affair, so a broken pipe is no failure.
async fn feed_and_wait(child: &mut Child, json: Vec<u8>) -> std::io::Result<ExitStatus> {
    let stdin = child.stdin.take();
    let feed = async {
        if let Some(mut stdin) = stdin {
            let _ = stdin.write_all(&json).await;
            let _ = stdin.write_all(b"\n").await;
        }
        std::future::pending().await
    };
    tokio::select! {
        ended = child.wait() => ended,
        never = feed => never,
    }
}

/// The first line, cleaned. What follows is read and forgotten, so that a talkative command does
/// not wait for a reader.
async fn first_line(stderr: ChildStderr) -> String {
    let mut reader = BufReader::new(stderr);
    let mut line = Vec::new();
    let _ = (&mut reader)
        .take(LINE_BYTES_MAX)
        .read_until(b'\n', &mut line)
        .await;
    tokio::spawn(async move { tokio::io::copy(&mut reader, &mut tokio::io::sink()).await });
    clean_line(&String::from_utf8_lossy(&line), SAYS_MAX)
}

fn why(status: ExitStatus, says: String) -> Reason {
    match (status.code(), status.signal()) {
        (Some(code), _) => Reason::Exited { code, says },
        (None, Some(signal)) => Reason::Signalled { signal, says },
        (None, None) => Reason::Exited { code: -1, says },
    }
}

/// The command's process group; it is killed when this goes, unless the command ended by itself.
struct Group(Option<Pid>);

impl Group {
    fn of(child: &Child) -> Self {
        let pid = child.id().and_then(|id| i32::try_from(id).ok());
        Self(pid.and_then(Pid::from_raw))
    }

    /// The command ended by itself; what it left running is meant to run.
    fn leave(&mut self) {
        self.0 = None;
    }
}

impl Drop for Group {
    fn drop(&mut self) {
        if let Some(leader) = self.0 {
            // The leader is not yet waited for, so its number cannot name anybody else.
            let _ = kill_process_group(leader, Signal::KILL);
        }
    }
}
