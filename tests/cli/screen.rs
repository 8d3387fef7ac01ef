//! The program on a terminal of its own.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};

use crate::support::{Home, PROGRAM};

const ROWS: NonZero<u16> = NonZero::new(30).unwrap();
const COLUMNS: NonZero<u16> = NonZero::new(100).unwrap();

/// How long anything may take to appear.
const PATIENCE: Duration = Duration::from_secs(30);

/// Leaves the console.
pub const CTRL_Q: &str = "\u{11}";

/// A program on a terminal of 100 columns and 30 rows.
pub struct Screen {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    bytes: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    /// Everything that ever came, for what left the screen again.
    pub raw: String,
}

impl Screen {
    pub fn of(home: &Home, args: &[&str]) -> Self {
        let size = PtySize {
            rows: ROWS.get(),
            cols: COLUMNS.get(),
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
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
        let child = pair.slave.spawn_command(command).unwrap();
        drop(pair.slave);
        let mut reader = pair.master.try_clone_reader().unwrap();
        let keys = pair.master.take_writer().unwrap();
        let (sender, bytes) = channel();
        thread::spawn(move || {
            // Keeps the terminal as long as somebody reads it.
            let _master = pair.master;
            let mut buffer = [0; 4_096];
            while let Ok(read @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..read].to_vec()).is_err() {
                    return;
                }
            }
        });
        Self {
            child,
            keys,
            bytes,
            parser: vt100::Parser::new(ROWS, COLUMNS, 0),
            raw: String::new(),
        }
    }

    pub fn types(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    pub fn picture(&self) -> String {
        self.parser.screen().contents()
    }

    /// The process on it.
    pub fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// Waits until the screen shows these words.
    pub fn shows(&mut self, words: &str) {
        while !self.picture().contains(words) {
            let came = self.takes_in(PATIENCE);
            assert!(came > 0, "never saw {words:?} on\n{}", self.picture());
        }
    }

    /// Waits until these bytes came.
    pub fn hears(&mut self, bytes: &str) {
        while !self.raw.contains(bytes) {
            assert!(self.takes_in(PATIENCE) > 0, "never heard {bytes:?}");
        }
    }

    /// Takes in what comes next, within that time; so many bytes.
    pub fn takes_in(&mut self, within: Duration) -> usize {
        let Ok(bytes) = self.bytes.recv_timeout(within) else {
            return 0;
        };
        self.raw.push_str(&String::from_utf8_lossy(&bytes));
        self.parser.process(&bytes);
        bytes.len()
    }

    pub fn ends(&mut self) -> u32 {
        while self.takes_in(PATIENCE) > 0 {}
        self.child.wait().unwrap().exit_code()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _gone = self.child.kill();
    }
}
