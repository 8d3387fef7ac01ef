//! Once with a real notification server: dunst, on a screen that nobody sees.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use serde_json::json;
use tempfile::TempDir;
use watchkeeper::notify::NoticeKind;

use super::bus::Bus;
use super::other::Other;
use super::{notice, told};
use crate::support::wait_until;

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A screen, and its name; `None` where there is no Xvfb.
fn screen() -> Option<(Running, String)> {
    let mut server = Command::new("Xvfb")
        .args([
            "-displayfd",
            "1",
            "-screen",
            "0",
            "800x600x24",
            "-nolisten",
            "tcp",
        ])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut line = String::new();
    BufReader::new(server.stdout.take()?)
        .read_line(&mut line)
        .ok()?;
    Some((Running(server), format!(":{}", line.trim())))
}

/// The real thing; `None`, and said so, where it is not installed.
fn dunst(bus: &Bus, folder: &TempDir) -> Option<(Running, Running)> {
    let skipped = || println!("skipped: dunst and Xvfb are not both installed");
    let (screen, display) = screen().or_else(|| {
        skipped();
        None
    })?;
    let config = folder.path().join("dunstrc");
    // Its menu of buttons is answered by a program: here one that picks the label it is given.
    let text = "[global]\n    dmenu = /bin/grep -m1 签收\n    font = Monospace 10\n";
    fs::write(&config, text).unwrap();
    let server = Command::new("dunst")
        .arg("-config")
        .arg(&config)
        .env("DBUS_SESSION_BUS_ADDRESS", &bus.address)
        .env("DISPLAY", display)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn();
    let Ok(server) = server else {
        skipped();
        return None;
    };
    Some((screen, Running(server)))
}

fn dunstctl(bus: &Bus, arguments: &[&str]) -> String {
    let output = Command::new("dunstctl")
        .args(arguments)
        .env("DBUS_SESSION_BUS_ADDRESS", &bus.address)
        .output()
        .unwrap();
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

#[tokio::test]
async fn a_real_server_shows_replaces_and_sends_the_presses_back() {
    let Some(bus) = Bus::start().await else {
        return;
    };
    let folder = TempDir::new().unwrap();
    let Some(_running) = dunst(&bus, &folder) else {
        return;
    };
    wait_until("dunst is there", || {
        dunstctl(&bus, &["count", "displayed"]) == "0"
    })
    .await;
    let mut other = Other::start(&bus.address);
    let shown = || dunstctl(&bus, &["count", "displayed"]);

    other.raise(&notice("a", NoticeKind::Due)).await;
    assert_eq!(other.answer().await, told("a"));
    wait_until("it is shown", || shown() == "1").await;
    other.raise(&notice("a", NoticeKind::Overdue)).await;
    assert_eq!(other.answer().await, told("a"));
    assert_eq!(shown(), "1", "it was replaced, not piled up");

    let pressed = other
        .answer_while(async || drop(dunstctl(&bus, &["context"])))
        .await;
    assert_eq!(pressed, json!({ "pressed": "a", "button": "acknowledge" }));

    other.raise(&notice("b", NoticeKind::Overdue)).await;
    assert_eq!(other.answer().await, told("b"));
    let pressed = other
        .answer_while(async || drop(dunstctl(&bus, &["action", "0"])))
        .await;
    assert_eq!(pressed, json!({ "pressed": "b", "button": "open" }));

    other.raise(&notice("c", NoticeKind::Overdue)).await;
    assert_eq!(other.answer().await, told("c"));
    wait_until("it is shown", || shown() == "1").await;
    other.say("settle c").await;
    wait_until("it is taken away", || shown() == "0").await;
}
