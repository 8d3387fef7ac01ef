//! Starting a desk in the background, as tmux does, so that closing a window never stops the watch.
//!
//! The starter runs this program again as `serve` and reads one line from it: ready, taken by
//! another desk, or what went wrong. Nothing is waited for by looking again and again.

use std::fs::{self, File, OpenOptions};
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom, Write};
use std::os::unix::fs::OpenOptionsExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::supervisor;
use crate::error::Error;
use crate::link::wire::{Hello, Refusal, Wants};
use crate::link::{Client, socket_path};

/// Set for a `serve` that a starter waits for.
const WAITED_FOR: &str = "WATCHKEEPER_WAITED_FOR";

/// The log's name in the data folder.
pub const LOG_NAME: &str = "desk.log";

/// A longer log is put aside when the next desk starts.
const LOG_BYTES_MAX: u64 = 1 << 20;

/// How long a desk may take to open its record. A store of a million entries that has to be rebuilt
/// takes under a minute.
const OPENING_MAX: Duration = Duration::from_mins(3);

/// How often a start is tried while another process holds the record. It may be a desk that somebody
/// else starts, which will answer; or one that was killed a moment ago, which will be gone.
const STARTS_MAX: u32 = 30;

/// How often, after each of them, it is seen whether that process answers, and how long after
/// another.
const KNOCKS: u32 = 10;
const KNOCK_PAUSE: Duration = Duration::from_millis(100);

/// What a desk that is not, or no more, there is told by.
const GONE: [&str; 3] = ["error-link-no-desk", "error-link-lost", "error-desk-ended"];

/// Bytes of the line a started desk says.
const REPORT_BYTES_MAX: u64 = 64 << 10;

/// Bytes at the end of the log in which its last line is looked for.
const LOG_TAIL_BYTES: u64 = 4 << 10;

/// What a started desk says to its starter.
#[derive(Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Report {
    /// It serves.
    Ready,
    /// Another process has the record, as this says.
    Taken(Refusal),
    /// It could not start.
    Failed(Refusal),
}

/// Starts a desk for that data folder, of this same program, and waits until it serves.
pub fn start_in_background(data_dir: &Path) -> Result<(), Error> {
    let program = std::env::current_exe().map_err(|cause| failed(data_dir).because(cause))?;
    start_program(&program, data_dir)
}

/// Starts a desk of the given program.
pub fn start_program(program: &Path, data_dir: &Path) -> Result<(), Error> {
    let mut taken = failed(data_dir);
    for _ in 0..STARTS_MAX {
        match start_once(program, data_dir)? {
            None => return Ok(()),
            Some(refusal) => taken = refusal.into(),
        }
        for _ in 0..KNOCKS {
            if answers(data_dir)? {
                return Ok(());
            }
            thread::sleep(KNOCK_PAUSE);
        }
    }
    Err(taken)
}

/// Starts a desk and waits until it serves; or says who has the record.
fn start_once(program: &Path, data_dir: &Path) -> Result<Option<Refusal>, Error> {
    let fails = |cause: io::Error| failed(data_dir).because(cause);
    // The desk's working folder is another one, so that it never keeps a disk from being unmounted.
    let data_dir = &fs::canonicalize(data_dir).map_err(fails)?;
    let log = open_log(data_dir).map_err(fails)?;
    let mut child = Command::new(program)
        .arg("serve")
        .arg("--data")
        .arg(data_dir)
        .env(WAITED_FOR, "1")
        // Who waits is told by the report; a service manager's words are not for this one.
        .env_remove(supervisor::VARIABLES[0])
        .env_remove(supervisor::VARIABLES[1])
        .env_remove(supervisor::VARIABLES[2])
        .current_dir("/")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(log)
        .spawn()
        .map_err(fails)?;
    let (heard, report) = mpsc::sync_channel(1);
    let stdout = child.stdout.take();
    thread::spawn(move || listen(child, stdout, &heard));
    match report.recv_timeout(OPENING_MAX) {
        Ok(Some(Report::Ready)) => Ok(None),
        Ok(Some(Report::Taken(refusal))) => Ok(Some(refusal)),
        Ok(Some(Report::Failed(refusal))) => Err(refusal.into()),
        Ok(None) => Err(died(data_dir)),
        Err(_) => Err(Error::new("desk-opening")
            .with("seconds", OPENING_MAX.as_secs())
            .with("log", data_dir.join(LOG_NAME).display())),
    }
}

/// Hears the report, then stays until the desk ends, so that no dead process is left about.
fn listen(mut child: Child, stdout: Option<ChildStdout>, heard: &mpsc::SyncSender<Option<Report>>) {
    let mut line = String::new();
    let read = stdout.map(|out| BufReader::new(out.take(REPORT_BYTES_MAX)).read_line(&mut line));
    let report = match read {
        Some(Ok(_)) => serde_json::from_str(&line).ok(),
        Some(Err(_)) | None => None,
    };
    // A starter that gave up is told nothing.
    let _gave_up = heard.send(report);
    let _ended = child.wait();
}

/// Whether a desk serves there. One that is dying may still be knocked at, and says nothing more.
fn answers(data_dir: &Path) -> Result<bool, Error> {
    let hello = Hello::new(Wants::Answers);
    match Client::connect(&socket_path(data_dir), hello) {
        Ok(_) => Ok(true),
        Err(error) if GONE.contains(&error.key()) => Ok(false),
        Err(error) => Err(error),
    }
}

fn failed(data_dir: &Path) -> Error {
    Error::new("desk-start").with("path", data_dir.display())
}

/// A desk that ended without a word to its starter: the end of its log says the most.
fn died(data_dir: &Path) -> Error {
    let log = data_dir.join(LOG_NAME);
    let last = last_line(&log).unwrap_or_default();
    // Retold, so that what stands in the log cannot steer a terminal.
    Refusal::from(
        Error::new("desk-died")
            .with("last", last)
            .with("log", log.display()),
    )
    .into()
}

fn last_line(log: &Path) -> io::Result<String> {
    let mut file = File::open(log)?;
    let length = file.metadata()?.len();
    file.seek(SeekFrom::Start(length.saturating_sub(LOG_TAIL_BYTES)))?;
    let mut tail = Vec::new();
    file.take(LOG_TAIL_BYTES).read_to_end(&mut tail)?;
    let tail = String::from_utf8_lossy(&tail);
    let last = tail.lines().rfind(|line| !line.trim().is_empty());
    Ok(last.unwrap_or_default().to_owned())
}

fn open_log(data_dir: &Path) -> io::Result<File> {
    let log = data_dir.join(LOG_NAME);
    if fs::metadata(&log).is_ok_and(|log| log.len() > LOG_BYTES_MAX) {
        fs::rename(&log, older(&log))?;
    }
    OpenOptions::new()
        .create(true)
        .append(true)
        .mode(0o600)
        .open(&log)
}

fn older(log: &Path) -> PathBuf {
    log.with_extension("log.1")
}

/// The started desk's side: whoever started it is told once how that went.
pub(super) struct Starter {
    waits: bool,
}

impl Starter {
    /// Leaves the starter's terminal, where a starter waits.
    pub(super) fn take_leave() -> Self {
        let waits = std::env::var_os(WAITED_FOR).is_some();
        if waits {
            // A process that leads a session already has left every terminal.
            let _leads = rustix::process::setsid();
        }
        Self { waits }
    }

    /// Tells that the desk serves.
    pub(super) fn ready(self) {
        self.tell(&Report::Ready);
    }

    /// Tells why it does not.
    pub(super) fn failed(self, error: &Error) {
        let report = match error.key() {
            "error-ledger-locked" => Report::Taken(error.into()),
            _ => Report::Failed(error.into()),
        };
        self.tell(&report);
    }

    fn tell(self, report: &Report) {
        if !self.waits {
            return;
        }
        if let Ok(mut line) = serde_json::to_vec(report) {
            line.push(b'\n');
            // A starter that is gone needs no report.
            let _gone = std::io::stdout().write_all(&line);
            let _gone = std::io::stdout().flush();
        }
        // From here on standard output is the log, so that nothing ever waits for the pipe.
        let _kept = rustix::stdio::dup2_stdout(std::io::stderr());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_line_of_a_log_is_its_last_with_words_on_it() {
        let dir = tempfile::tempdir().unwrap();
        let log = dir.path().join(LOG_NAME);
        let much = "值".repeat(3_000);
        fs::write(&log, format!("{much}\nfirst\nthe last word\n\n \n")).unwrap();
        assert_eq!(last_line(&log).unwrap(), "the last word");
        fs::write(&log, "").unwrap();
        assert_eq!(last_line(&log).unwrap(), "");
    }

    #[test]
    fn a_long_log_is_put_aside() {
        let dir = tempfile::tempdir().unwrap();
        let log = dir.path().join(LOG_NAME);
        File::create(&log)
            .and_then(|file| file.set_len(LOG_BYTES_MAX + 1))
            .unwrap();
        open_log(dir.path()).unwrap().write_all(b"new\n").unwrap();
        assert_eq!(fs::read(&log).unwrap(), b"new\n");
        assert!(dir.path().join("desk.log.1").exists());
    }

    #[test]
    fn a_program_that_ends_without_a_word_is_told_by_its_log() {
        let dir = tempfile::tempdir().unwrap();
        // A shell takes `serve` for a script and complains that there is none.
        let error = start_program(Path::new("/bin/sh"), dir.path()).unwrap_err();
        assert_eq!(error.key(), "error-desk-died");
        assert!(error.to_string().contains("serve"), "{error}");
    }
}
