//! A home of the program: a desk as a process of its own, and the command line.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use portable_pty::CommandBuilder;
use rustix::process::Pid;
use serde_json::Value;
use tempfile::TempDir;
use watchkeeper::link::wire::{FromDesk, Query, Reply};
use watchkeeper::link::{Client, socket_path};

use crate::screen::Screen;

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
        Self::at("2026-11-24 14:30")
    }

    /// The same on a September afternoon, with the officer on watch.
    pub fn on_watch() -> Self {
        let home = Self::at("2026-09-01 14:00");
        home.does(&["watch", "take", "--officer", "王敏", "--leader", "李强"]);
        home
    }

    fn at(time: &str) -> Self {
        let home = Self {
            folder: tempfile::tempdir().unwrap(),
        };
        let init = ["init", "--code", "BN", "--name", "巴南", "--simulated"];
        home.does(&[&init[..], &["--at", time]].concat());
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

    /// Logs an incident at two in the afternoon: its phone report is due at 14:30.
    pub fn has_incident(&self) {
        let add = ["incident", "add", "--title", "木洞园区仓库冒烟"];
        let where_and_when = ["--place", "木洞镇工业园", "--learned", "14:00"];
        self.does(&[&add[..], &where_and_when[..], &["--grade", "II"]].concat());
        // The head is told at once, so that what rings is the reports.
        let told = [
            "report",
            "add",
            "1",
            "--kind",
            "initial",
            "--channel",
            "phone",
        ];
        self.does(&[&told[..], &["--to", "bureau-head", "--at", "14:00"]].concat());
    }

    /// Reports it by telephone to all who are owed that.
    pub fn reports_by_phone(&self) {
        let words = self.path().join("words.txt");
        std::fs::write(&words, "情况如前。").unwrap();
        let to = "district-committee,district-government,municipal-bureau";
        let how = [
            "report",
            "add",
            "1",
            "--kind",
            "initial",
            "--channel",
            "phone",
        ];
        let whom = ["--to", to, "--receiver", "值班室", "--signatory", "李强"];
        let what = ["--acknowledged", "--text-file", words.to_str().unwrap()];
        self.does(&[&how[..], &whom[..], &what[..]].concat());
    }

    /// Lets time pass.
    pub fn waits(&self, span: &str) {
        self.does(&["clock", "--advance", span]);
    }

    /// Waits until so many consoles and agents follow the desk.
    pub fn has_followers(&self, count: u64) {
        wait_until("so many follow the desk", || {
            self.tells(&["status"])["consoles"].as_u64() == Some(count)
        });
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
        if let Some(pid) = pid.and_then(Pid::from_raw) {
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

/// A child of a process, the first there is.
pub fn child_of(pid: u32) -> Option<Pid> {
    let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).ok()?;
    let mut children = tasks.flatten().filter_map(|task| {
        let children = std::fs::read_to_string(task.path().join("children")).ok()?;
        children.split_whitespace().next()?.parse().ok()
    });
    children.find_map(Pid::from_raw)
}

/// A process that ends with the test.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _gone = self.0.kill();
        let _gone = self.0.wait();
    }
}

/// A console in English, on a terminal of its own.
pub fn opens(home: &Home, args: &[&str]) -> Screen {
    let mut command = CommandBuilder::new(PROGRAM);
    command.args(args);
    command.env_clear();
    command.env("TERM", "xterm-256color");
    command.env("LANG", "en_US.UTF-8");
    command.env("PATH", "/usr/bin:/bin");
    command.env("HOME", home.path());
    if !args.contains(&"--host") {
        command.env("WATCHKEEPER_DATA", home.data());
    }
    Screen::of(command)
}
