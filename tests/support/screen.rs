//! A terminal of the test's own, and the program that runs on it.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};
use watchkeeper::clock;

const ROWS: NonZero<u16> = NonZero::new(30).unwrap();
const COLUMNS: NonZero<u16> = NonZero::new(100).unwrap();

/// How long anything may take to appear.
const PATIENCE: Duration = Duration::from_mins(1);

/// How long the terminal may be quiet before it is looked at again.
const GLANCE: Duration = Duration::from_millis(50);

/// How long a person waits before pressing again.
const PAUSE: Duration = Duration::from_secs(1);

/// Leaves the console.
pub const CTRL_Q: &str = "\u{11}";

/// A program on a terminal of 100 columns and 30 rows; it ends with the test.
pub struct Screen {
    pub child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    bytes: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    /// Everything that ever came, for what left the screen again.
    pub raw: Vec<u8>,
}

impl Screen {
    pub fn of(command: CommandBuilder) -> Self {
        let size = PtySize {
            rows: ROWS.get(),
            cols: COLUMNS.get(),
            pixel_width: 0,
            pixel_height: 0,
        };
        let pair = native_pty_system().openpty(size).unwrap();
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
            raw: Vec::new(),
        }
    }

    pub fn types(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// The process on it.
    pub fn pid(&self) -> u32 {
        self.child.process_id().unwrap()
    }

    /// What it shows.
    pub fn picture(&self) -> String {
        self.parser.screen().contents()
    }

    /// Whether these bytes ever came.
    pub fn heard(&self, bytes: &str) -> bool {
        let wanted = bytes.as_bytes();
        self.raw
            .windows(wanted.len())
            .any(|window| window == wanted)
    }

    /// Waits until it is as it should be; how long that took.
    pub fn until(&mut self, reason: &str, holds: impl Fn(&Self) -> bool) -> Duration {
        let start = clock::monotonic();
        while !holds(self) {
            let gone = self.takes_in(GLANCE) == Err(RecvTimeoutError::Disconnected);
            assert!(
                holds(self) || (!gone && start.elapsed() < PATIENCE),
                "{reason} in vain:\n{}",
                self.picture()
            );
        }
        start.elapsed()
    }

    /// Waits until the screen shows these words.
    pub fn shows(&mut self, words: &str) {
        self.until(words, |screen| screen.picture().contains(words));
    }

    /// Waits until these bytes came.
    pub fn hears(&mut self, bytes: &str) {
        self.until(&format!("{bytes:?}"), |screen| screen.heard(bytes));
    }

    /// Does something again and again until the program is gone.
    pub fn until_gone(&mut self, mut act: impl FnMut(&mut Self)) {
        let start = clock::monotonic();
        loop {
            act(self);
            let acted = clock::monotonic();
            while acted.elapsed() < PAUSE {
                if self.takes_in(GLANCE) == Err(RecvTimeoutError::Disconnected) {
                    return;
                }
            }
            assert!(start.elapsed() < PATIENCE, "it stays:\n{}", self.picture());
        }
    }

    /// Waits until the program is gone; what it ended with.
    pub fn ends(&mut self) -> u32 {
        let start = clock::monotonic();
        while self.takes_in(GLANCE) != Err(RecvTimeoutError::Disconnected) {
            assert!(start.elapsed() < PATIENCE, "it stays:\n{}", self.picture());
        }
        self.child.wait().unwrap().exit_code()
    }

    /// Takes in what comes next, within that time; so many bytes.
    pub fn takes_in(&mut self, within: Duration) -> Result<usize, RecvTimeoutError> {
        let bytes = self.bytes.recv_timeout(within)?;
        self.parser.process(&bytes);
        self.raw.extend(&bytes);
        Ok(bytes.len())
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}
