//! The console on a terminal in memory.

use std::io::{Read, Write};
use std::num::NonZero;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use portable_pty::{Child, CommandBuilder, PtySize, native_pty_system};
use rustix::process::Pid;

use crate::support::{Home, PATIENCE, PROGRAM};

const ROWS: NonZero<u16> = NonZero::new(30).unwrap();
const COLUMNS: NonZero<u16> = NonZero::new(100).unwrap();

/// A console on a terminal of its own.
pub struct Console {
    child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    bytes: Receiver<Vec<u8>>,
    parser: vt100::Parser,
    /// Everything that ever came.
    raw: Vec<u8>,
}

impl Console {
    /// Opens one with these options.
    pub fn open(home: &Home, args: &[&str]) -> Self {
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
        command.env("TERM", "xterm-256color");
        command.env("LANG", "en_US.UTF-8");
        command.env("PATH", "/usr/bin:/bin");
        command.env("HOME", home.path());
        if !args.contains(&"--host") {
            command.env("WATCHKEEPER_DATA", home.data());
        }
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

    fn picture(&mut self, within: Duration) -> String {
        if let Ok(bytes) = self.bytes.recv_timeout(within) {
            self.parser.process(&bytes);
            self.raw.extend(bytes);
        }
        self.parser.screen().contents()
    }

    /// Waits until the picture is as it should be.
    pub fn until(&mut self, reason: &str, holds: impl Fn(&str) -> bool) -> Duration {
        let start = watchkeeper::clock::monotonic();
        loop {
            let picture = self.picture(Duration::from_millis(50));
            if holds(&picture) {
                return start.elapsed();
            }
            assert!(start.elapsed() < PATIENCE, "{reason} in vain:\n{picture}");
        }
    }

    /// Types keys.
    pub fn types(&mut self, keys: &str) {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
    }

    /// Whether these words ever came, be it for a moment.
    pub fn ever_came(&self, words: &str) -> bool {
        let words = words.as_bytes();
        self.raw.windows(words.len()).any(|seen| seen == words)
    }

    /// The ssh it runs at the moment.
    pub fn ssh(&self) -> Option<Pid> {
        let pid = self.child.process_id()?;
        let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).ok()?;
        let mut children = tasks.flatten().filter_map(|task| {
            let children = std::fs::read_to_string(task.path().join("children")).ok()?;
            children.split_whitespace().next()?.parse().ok()
        });
        children.find_map(Pid::from_raw)
    }
}

impl Drop for Console {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}
