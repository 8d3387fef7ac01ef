//! The program in a folder of its own. A desk that a test started ends with the test.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::time::Duration;

use portable_pty::CommandBuilder;
use serde_json::Value;
use tempfile::TempDir;

use crate::screen::Screen;

/// The program.
pub const PROGRAM: &str = env!("CARGO_BIN_EXE_watchkeeper");

/// A home with nothing in it but a data folder, and whatever the program does there.
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
    /// Without a desk.
    pub fn empty() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// With a simulated desk whose clock stands at that local time.
    pub fn simulated(at: &str) -> Self {
        let home = Self::empty();
        home.does(&[
            "init",
            "--code",
            "BN",
            "--name",
            "巴南",
            "--simulated",
            "--at",
            at,
        ]);
        home
    }

    /// With a leader and an officer who has the watch.
    pub fn on_watch(at: &str) -> Self {
        let home = Self::simulated(at);
        home.does(&["officer", "add", "王敏"]);
        home.does(&["officer", "add", "李强", "--role", "leader"]);
        home.does(&["watch", "take", "--officer", "王敏", "--leader", "李强"]);
        home
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// The data folder.
    pub fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    /// A file in the home, with these words.
    pub fn file(&self, name: &str, words: &str) -> String {
        let path = self.path().join(name);
        std::fs::write(&path, words).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// The program, ready to run: nothing of the environment reaches it.
    pub fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .args(args)
            .env_clear()
            .env("HOME", self.path())
            .env("PATH", "/usr/bin:/bin")
            .env("LANG", "zh_CN.UTF-8")
            .env("TMPDIR", self.path())
            .env("WATCHKEEPER_DATA", self.data())
            .stdin(Stdio::null());
        command
    }

    /// Runs it.
    pub fn says(&self, args: &[&str]) -> Said {
        Said::from(self.command(args).output().unwrap())
    }

    /// Runs it with something on its standard input.
    pub fn says_given(&self, args: &[&str], given: &[u8]) -> Said {
        let mut command = self.command(args);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        std::io::Write::write_all(&mut child.stdin.take().unwrap(), given).unwrap();
        Said::from(child.wait_with_output().unwrap())
    }

    /// Runs something that must succeed; its standard output.
    pub fn does(&self, args: &[&str]) -> String {
        let said = self.says(args);
        assert_eq!(said.code, 0, "{args:?} {said:?}");
        said.out
    }

    /// Runs something that must succeed, and reads its JSON.
    pub fn tells(&self, args: &[&str]) -> Value {
        let out = self.does(&[args, &["--json"]].concat());
        serde_json::from_str(&out).unwrap_or_else(|error| panic!("{args:?} {error}: {out}"))
    }

    /// Runs something that must end with that code; the stable name of the reason. Sentence and
    /// hint must be there in both languages, standard output empty, and nothing recorded.
    pub fn is_refused(&self, code: i32, args: &[&str]) -> String {
        let said = self.says(args);
        assert_eq!(said.code, code, "{args:?} {said:?}");
        assert_eq!(said.out, "", "{args:?}");
        let mut keys = Vec::new();
        let mut sentences = Vec::new();
        for lang in ["zh-CN", "en"] {
            let told = self.says(&[args, &["--lang", lang, "--json"]].concat());
            assert_eq!(told.code, code, "{args:?} {told:?}");
            let error: Value = serde_json::from_str(&told.err)
                .unwrap_or_else(|slip| panic!("{args:?} {slip}: {told:?}"));
            let part = |name: &str| error[name].as_str().unwrap().to_owned();
            for name in ["sentence", "hint"] {
                let words = part(name);
                assert!(
                    !words.is_empty() && !words.starts_with('['),
                    "{args:?} {error}"
                );
            }
            keys.push(part("error"));
            sentences.push(part("sentence"));
        }
        assert_eq!(keys[0], keys[1], "{args:?}");
        assert_ne!(sentences[0], sentences[1], "{args:?}");
        assert_eq!(
            said.err.lines().count(),
            2,
            "a sentence and a hint: {said:?}"
        );
        keys.remove(0)
    }

    /// The number of entries somebody wished. The desk's own reminders come when they are due.
    pub fn entries(&self) -> usize {
        let log = self.tells(&["log"]);
        let entries = log.as_array().unwrap().iter();
        let of_the_desk = |entry: &&Value| {
            let event = entry["event"]["type"].as_str().unwrap_or_default();
            event.starts_with("rung-")
        };
        entries.filter(|entry| !of_the_desk(entry)).count()
    }
}

impl Drop for Home {
    fn drop(&mut self) {
        let lock = std::fs::read_to_string(self.data().join("lock"));
        let stopped = self.command(&["stop"]).output();
        if stopped.is_ok_and(|output| output.status.success()) {
            return;
        }
        // A desk that does not end by being asked is not left behind all the same.
        let pid = lock.ok().and_then(|pid| pid.trim().parse().ok());
        if let Some(pid) = pid.and_then(rustix::process::Pid::from_raw) {
            let _gone = rustix::process::kill_process(pid, rustix::process::Signal::KILL);
        }
    }
}

impl Said {
    /// The last line of standard output.
    pub fn last_line(&self) -> &str {
        self.out.lines().last().unwrap_or_default()
    }
}

impl From<Output> for Said {
    fn from(output: Output) -> Self {
        Self {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }
}

/// A running program that ends with the test.
pub struct Running(pub Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _gone = self.0.kill();
        let _gone = self.0.wait();
    }
}

/// The rows of a JSON array whose field has that value.
pub fn rows<'a>(array: &'a Value, field: &str, value: &str) -> Vec<&'a Value> {
    let rows = array.as_array().unwrap().iter();
    rows.filter(|row| row[field] == value).collect()
}

/// A field of every row, in order.
pub fn column(rows: &[&Value], field: &str) -> Vec<String> {
    let texts = rows
        .iter()
        .map(|row| row[field].as_str().unwrap_or("null").to_owned());
    texts.collect()
}

/// Longer than anything here takes, and short enough to see what hangs.
const PATIENCE: Duration = Duration::from_mins(1);

/// Waits, within reason, for something another process will do.
pub fn wait_until(reason: &str, mut holds: impl FnMut() -> bool) {
    let start = watchkeeper::clock::monotonic();
    while !holds() {
        assert!(start.elapsed() < PATIENCE, "waited in vain: {reason}");
        std::thread::park_timeout(Duration::from_millis(20));
    }
}

/// The program on a terminal.
pub fn opens(home: &Home, args: &[&str]) -> Screen {
    let mut command = CommandBuilder::new(PROGRAM);
    command.args(args);
    command.env_clear();
    for (name, value) in [
        ("TERM", "xterm-256color"),
        ("LANG", "zh_CN.UTF-8"),
        ("PATH", "/usr/bin:/bin"),
    ] {
        command.env(name, value);
    }
    command.env("HOME", home.path());
    command.env("WATCHKEEPER_DATA", home.data());
    Screen::of(command)
}
