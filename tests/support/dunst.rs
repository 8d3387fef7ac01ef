//! A real notification server: dunst, on a screen that nobody sees.

use std::fs;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

use crate::bus::Bus;

/// A running dunst; it ends with the test.
pub struct Dunst {
    address: String,
    _server: Running,
    _screen: Running,
    _folder: TempDir,
}

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

impl Dunst {
    /// Starts one; says so and gives none where it or a screen for it is not installed. It is
    /// there once [`Dunst::shown`] answers. In its menu of buttons the first line that matches
    /// `choice` is pressed; a line is `label (title)`.
    pub fn start(bus: &Bus, choice: &str) -> Option<Self> {
        let skipped = || {
            println!("skipped: dunst and Xvfb are not both installed");
            None
        };
        let Some((screen, display)) = screen() else {
            return skipped();
        };
        let folder = TempDir::new().unwrap();
        let config = folder.path().join("dunstrc");
        // The menu is answered by a program.
        let text =
            format!("[global]\n    dmenu = /bin/grep -m1 {choice}\n    font = Monospace 10\n");
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
            return skipped();
        };
        Some(Self {
            address: bus.address.clone(),
            _server: Running(server),
            _screen: screen,
            _folder: folder,
        })
    }

    /// Asks it something, or has it do something.
    pub fn ctl(&self, arguments: &[&str]) -> String {
        let output = Command::new("dunstctl")
            .args(arguments)
            .env("DBUS_SESSION_BUS_ADDRESS", &self.address)
            .output()
            .unwrap();
        String::from_utf8_lossy(&output.stdout).trim().to_owned()
    }

    /// How many notifications it shows, as it says itself.
    pub fn shown(&self) -> String {
        self.ctl(&["count", "displayed"])
    }
}

/// A screen, and its name; `None` where there is no Xvfb.
fn screen() -> Option<(Running, String)> {
    let mut server = Command::new("Xvfb")
        .args(["-displayfd", "1", "-screen", "0", "800x600x24"])
        .args(["-nolisten", "tcp"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .ok()?;
    let mut line = String::new();
    let stdout = server.stdout.take()?;
    BufReader::new(stdout).read_line(&mut line).ok()?;
    Some((Running(server), format!(":{}", line.trim())))
}
