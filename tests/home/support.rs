//! A home of the program: a desk as a process of its own, and the command line.

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;
use watchkeeper::link::wire::{FromDesk, Query, Reply};
use watchkeeper::link::{Client, socket_path};

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_watchkeeper");

/// Longer than anything here takes, and short enough to see what hangs.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// A folder with everything in it; whatever runs there ends with it.
pub struct Home {
    folder: TempDir,
}

/// What came of a command.
#[derive(Debug)]
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Home {
    /// With a simulated desk whose clock stands, an officer and a leader.
    pub fn new() -> Self {
        let home = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        home.does(&[
            "init",
            "--code",
            "BN",
            "--name",
            "巴南",
            "--simulated",
            "--at",
            "2026-11-24 14:30",
        ]);
        home.does(&["officer", "add", "王敏"]);
        home.does(&["officer", "add", "李强", "--role", "leader"]);
        home
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    pub fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    /// The program, ready to run: nothing of the environment reaches it.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .args(args)
            .env_clear()
            .env("HOME", self.path())
            .env("PATH", "/usr/bin:/bin")
            .env("LANG", "en_US.UTF-8")
            .env("WATCHKEEPER_DATA", self.data())
            .stdin(Stdio::null());
        command
    }

    pub fn says(&self, args: &[&str]) -> Said {
        Said::from(self.command(args).output().unwrap())
    }

    /// Runs it with something on its standard input.
    pub fn says_given(&self, args: &[&str], given: &str) -> Said {
        let mut command = self.command(args);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        // A program that refuses before it reads has said what it wants.
        let _refused = std::io::Write::write_all(&mut stdin, given.as_bytes());
        drop(stdin);
        Said::from(child.wait_with_output().unwrap())
    }

    pub fn does(&self, args: &[&str]) -> String {
        let said = self.says(args);
        assert_eq!(said.code, 0, "{args:?} {said:?}");
        said.out
    }

    pub fn tells(&self, args: &[&str]) -> Value {
        let out = self.does(&[args, &["--json"]].concat());
        serde_json::from_str(&out).unwrap_or_else(|error| panic!("{args:?} {error}: {out}"))
    }

    /// The stable name of the reason for which something is refused.
    pub fn refused(&self, args: &[&str]) -> String {
        let said = self.says(&[args, &["--json"]].concat());
        assert_ne!(said.code, 0, "{args:?} {said:?}");
        said.reason()
    }

    /// Entries of a kind in the record.
    pub fn entries(&self, kind: &str) -> Vec<Value> {
        let all = self.tells(&["log"]);
        let rows = all.as_array().unwrap().iter();
        rows.filter(|row| row["event"]["type"] == kind)
            .cloned()
            .collect()
    }

    pub fn stop(&self) {
        self.does(&["stop"]);
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let lock = std::fs::read_to_string(self.data().join("lock"));
        let stopped = self.command(&["stop"]).output();
        if stopped.is_ok_and(|output| output.status.success()) {
            return;
        }
        let pid = lock.ok().and_then(|pid| pid.trim().parse().ok());
        if let Some(pid) = pid.and_then(rustix::process::Pid::from_raw) {
            let _gone = rustix::process::kill_process(pid, rustix::process::Signal::KILL);
        }
    }
}

impl Said {
    pub fn reason(&self) -> String {
        let told: Value =
            serde_json::from_str(&self.err).unwrap_or_else(|slip| panic!("{slip}: {self:?}"));
        told["error"].as_str().unwrap().to_owned()
    }
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8_lossy(&output.stdout).into_owned(),
            err: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// The state of a desk, whole.
pub fn state(client: &mut Client) -> watchkeeper::domain::State {
    match client.ask(Query::State).unwrap() {
        Reply::State(state) => *state,
        other => panic!("{other:?}"),
    }
}

/// A connection to the desk of a folder.
pub fn client(data: &Path) -> Client {
    let hello = watchkeeper::link::wire::Hello::new(watchkeeper::link::wire::Wants::Answers);
    Client::connect(&socket_path(data), hello).unwrap().0
}

/// What a frame that comes first on a stream says.
pub fn first_word(mut from: impl std::io::Read) -> Option<FromDesk> {
    let text = watchkeeper::link::frame::read(&mut from, 1 << 26).unwrap()?;
    Some(watchkeeper::link::frame::message(&text).unwrap())
}

/// Waits, within reason, for something another process will do.
pub fn wait_until(reason: &str, mut holds: impl FnMut() -> bool) {
    let start = watchkeeper::clock::monotonic();
    while !holds() {
        assert!(start.elapsed() < PATIENCE, "waited in vain: {reason}");
        std::thread::park_timeout(Duration::from_millis(20));
    }
}
