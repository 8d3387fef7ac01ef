//! A process that records and says so, to be killed: this very test binary, asked by an environment
//! variable to be the writer instead of the test.

use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread::JoinHandle;
use std::time::Duration;

use rustix::process::{Pid, Resource, Rlimit, Signal, kill_process, setrlimit};
use watchkeeper::domain::Digest;
use watchkeeper::ledger::Options;

use crate::opened::open_with;
use crate::record::{Chance, create, judged_call, note, options};

/// Where the writer records; without it the entry below is no writer.
const DIR: &str = "WATCHKEEPER_TEST_WRITER_DIR";

/// Bytes a file may have, where the writer is to meet a limit.
const FILE_LIMIT: &str = "WATCHKEEPER_TEST_WRITER_LIMIT";

/// How long a writer may be silent before the test gives up on it.
const PATIENCE: Duration = Duration::from_mins(1);

/// An acknowledged entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ack {
    pub seq: u64,
    pub hash: Digest,
}

#[test]
fn writer() {
    let Ok(dir) = std::env::var(DIR) else {
        return;
    };
    let mut options = options();
    if let Ok(limit) = std::env::var(FILE_LIMIT) {
        options.segment_max_bytes = u64::MAX;
        let limit = Rlimit {
            current: limit.parse().ok(),
            maximum: limit.parse().ok(),
        };
        // The signal that comes with the limit would end the process; the error is wanted.
        let seen = std::sync::Arc::default();
        signal_hook::flag::register(signal_hook::consts::SIGXFSZ, seen).unwrap();
        setrlimit(Resource::Fsize, limit).unwrap();
    }
    record(Path::new(&dir), options);
}

/// Records until killed, or until it cannot: commands of one and two entries, some together.
fn record(dir: &Path, options: Options) {
    let mut ledger = if dir.join("journal").exists() {
        open_with(dir, options).0
    } else {
        create(dir)
    };
    let mut chance = Chance::seeded(ledger.head().seq);
    for round in 1_u64.. {
        for _ in 0..=chance.below(3) {
            let seq = ledger.staged_state().seq + 1;
            let drafts = match chance.below(4) {
                0 => judged_call(seq),
                _ => vec![note(seq)],
            };
            ledger.stage(drafts).unwrap();
        }
        match ledger.commit() {
            Ok(_) => say(&format!("ack {} {}", ledger.head().seq, ledger.head().hash)),
            Err(error) => {
                say(&format!("refused {}", error.key()));
                return;
            }
        }
        if round.is_multiple_of(20) {
            let _ = ledger.settle();
        }
    }
}

fn say(text: &str) {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}").unwrap();
    out.flush().unwrap();
}

/// What a writer said.
pub enum Said {
    Ack(Ack),
    Refused(String),
}

/// A writer at work.
pub struct Writer {
    child: Child,
    said: Receiver<Said>,
    reader: Option<JoinHandle<()>>,
    pub last: Option<Ack>,
    pub refused: Option<String>,
}

impl Writer {
    pub fn start(dir: &Path) -> Self {
        Self::start_with(dir, None)
    }

    pub fn start_with(dir: &Path, file_limit: Option<u64>) -> Self {
        let mut command = Command::new(std::env::current_exe().unwrap());
        command
            .args(["child::writer", "--exact", "--nocapture"])
            .env(DIR, PathBuf::from(dir))
            .stdout(Stdio::piped())
            .stderr(Stdio::null());
        if let Some(limit) = file_limit {
            command.env(FILE_LIMIT, limit.to_string());
        }
        let mut child = command.spawn().unwrap();
        let out = BufReader::new(child.stdout.take().unwrap());
        let (tell, said) = channel();
        let reader = std::thread::spawn(move || {
            for line in out.lines().map_while(Result::ok) {
                if let Some(word) = understood(&line)
                    && tell.send(word).is_err()
                {
                    return;
                }
            }
        });
        Self {
            child,
            said,
            reader: Some(reader),
            last: None,
            refused: None,
        }
    }

    /// Listens until so many entries were acknowledged; whether they were before the writer ended.
    pub fn hear(&mut self, acks: u64) -> bool {
        let mut heard = 0;
        while heard < acks {
            match self.said.recv_timeout(PATIENCE) {
                Ok(word) => {
                    self.note(word);
                    heard += 1;
                }
                Err(RecvTimeoutError::Disconnected) => return false,
                Err(RecvTimeoutError::Timeout) => panic!("the writer says nothing"),
            }
        }
        true
    }

    /// Listens for a while, or to one word.
    pub fn hear_for(&mut self, while_: Duration) {
        if let Ok(word) = self.said.recv_timeout(while_) {
            self.note(word);
        }
    }

    fn note(&mut self, word: Said) {
        match word {
            Said::Ack(ack) => self.last = Some(ack),
            Said::Refused(key) => self.refused = Some(key),
        }
    }

    pub fn stop(&self) {
        self.signal(Signal::STOP);
        let path = format!("/proc/{}/stat", self.child.id());
        // A stopped process shows it at once; the kernel only has to get to it.
        for _ in 0..10_000 {
            let stat = std::fs::read_to_string(&path).unwrap();
            let state = stat.rsplit(')').next().unwrap().trim_start();
            if state.starts_with('T') {
                return;
            }
            std::thread::yield_now();
        }
        panic!("the writer does not stop");
    }

    fn signal(&self, signal: Signal) {
        let pid = Pid::from_raw(i32::try_from(self.child.id()).unwrap()).unwrap();
        // It may have ended by itself.
        let _ = kill_process(pid, signal);
    }

    /// Kills the writer. The last entry it acknowledged is returned.
    pub fn kill(mut self) -> Option<Ack> {
        self.signal(Signal::KILL);
        self.child.wait().unwrap();
        // The pipe is closed now, so everything that was said arrives.
        self.reader.take().unwrap().join().unwrap();
        while let Ok(word) = self.said.try_recv() {
            self.note(word);
        }
        self.last
    }
}

fn understood(line: &str) -> Option<Said> {
    // The test harness may have begun the line.
    let start = ["ack ", "refused "]
        .iter()
        .filter_map(|word| line.find(word))
        .min()?;
    let mut words = line[start..].split_whitespace();
    match (words.next()?, words.next()?, words.next()) {
        ("ack", seq, Some(hash)) => Some(Said::Ack(Ack {
            seq: seq.parse().ok()?,
            hash: hash.parse().ok()?,
        })),
        ("refused", key, _) => Some(Said::Refused(key.to_owned())),
        _ => None,
    }
}
