//! `watchkeeper agent` in a desktop session, with a real desk whose reminder clock raises.

use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use super::bus::Bus;
use super::server::{Habit, Server};
use crate::support::wait_until;

const PROGRAM: &str = env!("CARGO_BIN_EXE_watchkeeper");

/// A desk for practice whose phone report becomes due at 14:31, and a session of its own.
struct Session {
    folder: TempDir,
    bus: Bus,
    server: Server,
}

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Session {
    async fn begin() -> Option<Self> {
        let bus = Bus::start().await?;
        let server = Server::start(&bus.address, Habit::Plain, &["actions", "body"]).await;
        let session = Self {
            folder: tempfile::tempdir().unwrap(),
            bus,
            server,
        };
        let init = ["init", "--code", "BN", "--name", "巴南", "--simulated"];
        session.does(&[&init[..], &["--at", "2026-09-01 14:00"]].concat());
        session.does(&["officer", "add", "王敏"]);
        session.does(&["officer", "add", "李强", "--role", "leader"]);
        session.does(&["watch", "take", "--officer", "王敏", "--leader", "李强"]);
        Some(session)
    }

    fn command(&self, args: &[&str]) -> Command {
        let mut command = Command::new(PROGRAM);
        command
            .args(args)
            .env_clear()
            .env("HOME", self.folder.path())
            .env("PATH", "/usr/bin:/bin")
            .env("LANG", "zh_CN.UTF-8")
            .env("WATCHKEEPER_DATA", self.folder.path().join("data"))
            .env("XDG_RUNTIME_DIR", self.folder.path())
            .stdin(Stdio::null());
        command
    }

    fn does(&self, args: &[&str]) -> String {
        let output = self.command(args).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        assert!(output.status.success(), "{args:?} {said}");
        String::from_utf8(output.stdout).unwrap()
    }

    /// An agent of this session.
    fn agent(&self) -> Running {
        let mut command = self.command(&["agent"]);
        command
            .env("DBUS_SESSION_BUS_ADDRESS", &self.bus.address)
            .stderr(Stdio::null());
        Running(command.spawn().unwrap())
    }

    /// Logs an incident, and lets half an hour pass: its phone report is due.
    fn falls_due(&self) {
        let add = ["incident", "add", "--title", "木洞园区仓库冒烟"];
        let more = [
            "--place",
            "木洞镇工业园",
            "--learned",
            "14:00",
            "--grade",
            "II",
        ];
        self.does(&[&add[..], &more[..]].concat());
        self.does(&["clock", "--advance", "31m"]);
    }

    /// Waits until so many agents follow the desk.
    async fn has_followers(&self, count: u64) {
        wait_until("the agents follow the desk", || {
            let status: serde_json::Value =
                serde_json::from_str(&self.does(&["status", "--json"])).unwrap();
            status["consoles"].as_u64() == Some(count)
        })
        .await;
    }

    fn record_holds(&self, words: &str) -> bool {
        self.does(&["log", "--json"]).contains(words)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = self.command(&["stop"]).output();
    }
}

#[tokio::test]
async fn the_button_of_a_bubble_answers_the_reminder_in_the_record() {
    let Some(session) = Session::begin().await else {
        return;
    };
    let _agent = session.agent();
    session.has_followers(1).await;
    session.falls_due();
    let is_due = |call: &super::server::Call| call.title.contains("时限已到");
    wait_until("a bubble says that it is due", || {
        session.server.calls().iter().any(is_due)
    })
    .await;
    let calls = session.server.calls();
    let call = calls.iter().find(|call| is_due(call)).unwrap();
    assert!(call.actions.contains(&"acknowledge".to_owned()), "{call:?}");
    assert!(call.title.contains("模拟"), "{call:?}");
    wait_until("what came of it is kept", || {
        session.record_holds("\"rung-told\"")
    })
    .await;
    // A press may be lost where the agent listens only a moment later; a person presses again.
    let mut tries = 0;
    while !session.record_holds("matter-acknowledged") {
        tries += 1;
        assert!(tries < 200, "the press was never heard");
        session.server.press(call.number, "acknowledge").await;
        tokio::task::yield_now().await;
    }
    assert!(session.does(&["reminders", "--json"]).contains("王敏"));
    wait_until("the bubble of what is answered goes", || {
        session.server.closed().contains(&call.number)
    })
    .await;
}

#[tokio::test]
async fn two_agents_of_a_session_never_tell_twice_and_the_other_takes_over() {
    let Some(session) = Session::begin().await else {
        return;
    };
    let mut agents = vec![session.agent(), session.agent()];
    session.has_followers(2).await;
    session.falls_due();
    wait_until("somebody tells", || !session.server.calls().is_empty()).await;
    // Both have heard everything once the desk keeps what one of them did.
    wait_until("what came of it is kept", || {
        session.record_holds("\"rung-told\"")
    })
    .await;
    session.does(&["clock", "--advance", "5m"]);
    let overdue = |calls: Vec<super::server::Call>| {
        let overdue = calls.into_iter().filter(|call| call.title.contains("超时"));
        overdue
            .map(|call| (call.title, call.body))
            .collect::<Vec<_>>()
    };
    wait_until("the next rung is told", || {
        !overdue(session.server.calls()).is_empty()
    })
    .await;
    let mut told = overdue(session.server.calls());
    let all = told.len();
    told.sort();
    told.dedup();
    assert_eq!(told.len(), all, "each once");
    let before = session.server.calls().len();
    agents.remove(0);
    session.has_followers(1).await;
    session.does(&["clock", "--advance", "5m"]);
    wait_until("whoever is left tells", || {
        session.server.calls().len() > before
    })
    .await;
}

#[tokio::test]
async fn an_agent_without_a_session_bus_says_so_and_ends() {
    let folder = tempfile::tempdir().unwrap();
    for (lang, words) in [("zh-CN", "会话总线"), ("en", "session bus")] {
        let output = Command::new(PROGRAM)
            .args(["agent", "--lang", lang])
            .env_clear()
            .env("HOME", folder.path())
            .env("XDG_RUNTIME_DIR", folder.path())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(words), "{said}");
    }
}
