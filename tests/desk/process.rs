//! A desk as a process of its own, which a test kills, stops and counts.

use std::path::{Path, PathBuf};
use std::process::{Child, Command as Process, Stdio};

use rustix::process::{Pid, Signal, kill_process};
use watchkeeper::domain::event::DeskMode;
use watchkeeper::link::wire::{Hello, Wants};
use watchkeeper::link::{Client, socket_path};

use crate::support::{client, found, wait_until};

const PROGRAM: &str = env!("CARGO_BIN_EXE_watchkeeper");

/// A desk as a process, which a test kills and stops.
pub struct Desk {
    folder: tempfile::TempDir,
    pub child: Child,
}

impl Desk {
    pub fn start(mode: DeskMode) -> Self {
        let folder = tempfile::tempdir().unwrap();
        found(folder.path(), mode);
        let child = serve(folder.path());
        Self { folder, child }
    }

    pub fn socket(&self) -> PathBuf {
        socket_path(self.folder.path())
    }

    pub fn client(&self) -> Client {
        client(&self.socket())
    }

    pub fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(i32::try_from(self.child.id()).unwrap()).unwrap();
        kill_process(pid, signal).unwrap();
    }

    pub fn is_killed_and_started_again(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
        self.child = serve(self.folder.path());
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}

/// Starts a desk that answers.
fn serve(data: &Path) -> Child {
    let child = Process::new(PROGRAM)
        .args(["serve", "--data"])
        .arg(data)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    wait_until("it serves", || {
        Client::connect(&socket_path(data), Hello::new(Wants::Answers)).is_ok()
    });
    child
}
