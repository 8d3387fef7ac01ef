//! A desktop session: a bus of the test's own, somebody who shows notifications, and agents.

use std::fs::{self, File, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;

use crate::bus::Bus;
use crate::notifications::{Call, Habit, Server};
use crate::support::{Home, PATIENCE, Running, wait_until};

/// A session whose notifications are recorded.
pub struct Session {
    pub bus: Bus,
    pub server: Server,
}

/// A running agent; it ends with the test.
pub struct Agent {
    process: Running,
    said: PathBuf,
}

impl Session {
    /// `None`, said in a line, where there is no bus to be had.
    pub async fn begin() -> Option<Self> {
        let bus = Bus::start()?;
        let server = Server::start(&bus.address, Habit::Plain, &["actions", "body"]).await;
        Some(Self { bus, server })
    }

    /// What was shown with these words in its title, in order.
    pub fn shown(&self, words: &str) -> Vec<Call> {
        let calls = self.server.calls().into_iter();
        calls.filter(|call| call.title.contains(words)).collect()
    }

    /// Waits until something with these words in its title is shown.
    pub fn shows(&self, words: &str) -> Call {
        wait_until(words, || !self.shown(words).is_empty());
        self.shown(words).remove(0)
    }

    /// Presses a button until that shows. A press may be lost where the agent listens only a
    /// moment later; a person presses again.
    pub async fn press(&self, call: &Call, button: &str, mut shows: impl FnMut() -> bool) {
        let start = watchkeeper::clock::monotonic();
        while !shows() {
            assert!(start.elapsed() < PATIENCE, "{button} was never heard");
            self.server.press(call.number, button).await;
            tokio::task::yield_now().await;
        }
    }
}

impl Agent {
    /// An agent on a bus, in Chinese, with the home as the folder of the session.
    pub fn start(home: &Home, bus: &Bus) -> Self {
        Self::of(home.command(&["agent"]), home, bus)
    }

    /// The same by a command of one's own.
    pub fn of(mut command: Command, home: &Home, bus: &Bus) -> Self {
        let (said, stderr) = (0..)
            .find_map(|number| {
                let path = home.path().join(format!("agent-{number}.log"));
                let file = File::create_new(&path).ok()?;
                Some((path, file))
            })
            .unwrap();
        command
            .env("DBUS_SESSION_BUS_ADDRESS", &bus.address)
            .env("XDG_RUNTIME_DIR", home.path())
            .env("LANG", "zh_CN.UTF-8")
            .stderr(stderr);
        let process = Running(command.spawn().unwrap());
        Self { process, said }
    }

    pub fn pid(&self) -> u32 {
        self.process.0.id()
    }

    /// In how many lines it said something with these words.
    pub fn said(&self, words: &str) -> usize {
        let said = fs::read_to_string(&self.said).unwrap();
        said.lines().filter(|line| line.contains(words)).count()
    }
}

/// The rungs of a name that were raised, and how often each was told by a desktop.
pub fn told(home: &Home, rung: &str) -> Vec<usize> {
    let reminders = home.tells(&["reminders"]);
    let all = reminders["reminders"].as_array().unwrap().iter();
    let rungs = all.flat_map(|one| one["rungs"].as_array().unwrap().clone());
    let told = rungs.filter(|one| one["rung"] == rung);
    let by_desktop = |one: Value| {
        let ways = one["told"].as_array().unwrap().iter();
        ways.filter(|told| told["way"].as_str().unwrap().starts_with("desktop@"))
            .count()
    };
    told.map(by_desktop).collect()
}

/// A terminal that only writes down what it is given, and where.
pub fn terminal(home: &Home, name: &str) -> (PathBuf, PathBuf) {
    let folder = home.path().join("terminals");
    fs::create_dir_all(&folder).unwrap();
    let (program, given) = (folder.join(name), home.path().join("given"));
    let given_text = given.display();
    let script = format!(
        "#!/bin/sh\nprintf '%s\\n' \"$@\" > {given_text}.part\nmv {given_text}.part {given_text}\n"
    );
    fs::write(&program, script).unwrap();
    fs::set_permissions(&program, Permissions::from_mode(0o755)).unwrap();
    (program, given)
}

/// What a terminal was given, word by word.
pub fn words(given: &Path) -> Vec<String> {
    let text = fs::read_to_string(given).unwrap();
    text.lines().map(str::to_owned).collect()
}
