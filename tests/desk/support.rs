//! A desk of this process in a folder of its own, and those who connect to it.

use std::io::Write;
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::thread::JoinHandle;
use std::time::Duration;

use chrono::{DateTime, Utc};
use serde::Serialize;
use tempfile::TempDir;
use tokio::sync::mpsc;
use watchkeeper::clock::machine_now;
use watchkeeper::desk::{Desk, Order};
use watchkeeper::domain::call::{CallFacts, Personal, Source};
use watchkeeper::domain::command::OfficerEntry;
use watchkeeper::domain::event::{DeskMode, SimClock};
use watchkeeper::domain::officer::Role;
use watchkeeper::domain::{By, Command, Event, State, apply};
use watchkeeper::error::Error;
use watchkeeper::ledger::{Draft, Ledger, Options, unwatched};
use watchkeeper::link::frame;
use watchkeeper::link::wire::{FromDesk, Health, Hello, Query, Reply, Wants};
use watchkeeper::link::{Client, Receiver, Sender, socket_path};

/// Longer than anything here takes, and short enough to see what hangs.
const PATIENCE: Duration = Duration::from_mins(2);

/// Heartbeats of an otherwise silent desk that are waited for.
const BEATS_MAX: u32 = 3;

/// What the clock of a simulated desk shows, standing still, until it is moved.
pub fn half_past_two() -> DateTime<Utc> {
    "2026-11-24T06:30:00Z".parse().unwrap()
}

/// A data folder and the desk that serves it, while it does.
pub struct House {
    folder: TempDir,
    running: Option<Running>,
}

struct Running {
    orders: mpsc::Sender<Order>,
    thread: JoinHandle<Result<(), Error>>,
}

impl House {
    /// A simulated desk, serving.
    pub fn simulated() -> Self {
        let mut house = Self::founded(DeskMode::Simulated);
        house.begin();
        house
    }

    /// A real desk, serving.
    pub fn real() -> Self {
        let mut house = Self::founded(DeskMode::Real);
        house.begin();
        house
    }

    /// A folder with a record of one entry, and no desk yet.
    pub fn founded(mode: DeskMode) -> Self {
        let folder = tempfile::tempdir().unwrap();
        found(folder.path(), mode);
        Self {
            folder,
            running: None,
        }
    }

    pub fn begin(&mut self) {
        assert!(self.running.is_none(), "one desk a folder");
        let desk = Desk::open_with(self.data(), options()).unwrap();
        let (orders, obeyed) = mpsc::channel(4);
        let thread = std::thread::spawn(move || desk.run(obeyed));
        self.running = Some(Running { orders, thread });
    }

    /// Orders the desk to end and waits until it has.
    pub fn end(&mut self) {
        let running = self.running.take().unwrap();
        running.orders.blocking_send(Order::End).unwrap();
        running.thread.join().unwrap().unwrap();
    }

    /// Waits for a desk that somebody else told to end.
    pub fn ended(&mut self) {
        let running = self.running.take().unwrap();
        running.thread.join().unwrap().unwrap();
    }

    pub fn reload(&self) {
        let running = self.running.as_ref().unwrap();
        running.orders.blocking_send(Order::Reload).unwrap();
    }

    pub fn data(&self) -> &Path {
        self.folder.path()
    }

    pub fn socket(&self) -> PathBuf {
        socket_path(self.data())
    }

    /// The command line.
    pub fn client(&self) -> Client {
        client(&self.socket())
    }

    /// A console that has its snapshot.
    pub fn console(&self) -> Console {
        Console::connect(&self.socket())
    }

    /// A peer that says whatever it likes.
    pub fn raw(&self) -> UnixStream {
        let stream = UnixStream::connect(self.socket()).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        stream
    }

    pub fn health(&self) -> Health {
        health(&mut self.client())
    }
}

impl Drop for House {
    /// A test that failed leaves no desk behind.
    fn drop(&mut self) {
        if let Some(running) = self.running.take() {
            let _ended = running.orders.blocking_send(Order::End);
            let _failed = running.thread.join();
        }
    }
}

pub fn client(socket: &Path) -> Client {
    Client::connect(socket, Hello::new(Wants::Answers))
        .unwrap()
        .0
}

pub fn state(client: &mut Client) -> State {
    match client.ask(Query::State).unwrap() {
        Reply::State(state) => *state,
        other => panic!("{other:?}"),
    }
}

pub fn health(client: &mut Client) -> Health {
    match client.ask(Query::Health).unwrap() {
        Reply::Health(health) => health,
        other => panic!("{other:?}"),
    }
}

/// 王敏 has the watch, 李强 leads it.
pub fn take_the_watch(client: &mut Client) {
    for (name, role, phone) in [
        ("王敏", Role::Officer, "13900000001"),
        ("李强", Role::Leader, "13900000002"),
    ] {
        let officer = OfficerEntry {
            name: name.into(),
            post: String::new(),
            phone: phone.into(),
            role,
        };
        client.perform(Command::EnterOfficer { officer }).unwrap();
    }
    let take = Command::TakeWatch {
        officer: "王敏".into(),
        deputy: None,
        leader: "李强".into(),
        note: String::new(),
    };
    client.perform(take).unwrap();
}

/// How the record is kept in tests: without the space a duty room keeps for bad days.
pub fn options() -> Options {
    Options {
        ballast_bytes: 0,
        ..Options::at(machine_now())
    }
}

/// Begins a record.
pub fn found(folder: &Path, mode: DeskMode) {
    let now = half_past_two();
    let clock = (mode == DeskMode::Simulated).then_some(SimClock {
        shows: now,
        set_at: now,
        rate: 0,
    });
    let created = Draft {
        at: now,
        by: By {
            login: "duty".into(),
            officer: None,
        },
        command: None,
        event: Event::DeskCreated {
            code: "BN".parse().unwrap(),
            name: "巴南".into(),
            mode,
            zone: chrono_tz::Tz::Asia__Shanghai,
            clock,
        },
    };
    Ledger::create(folder, vec![created], options(), &mut unwatched).unwrap();
}

/// A console without a screen. It checks that what it is told fits together.
pub struct Console {
    pub sender: Sender,
    receiver: Receiver,
    pub state: State,
    /// Snapshots it was given after the first.
    pub fresh_starts: u32,
}

impl Console {
    pub fn connect(socket: &Path) -> Self {
        let hello = Hello::new(Wants::Everything);
        let (client, _) = Client::connect(socket, hello).unwrap();
        let (sender, mut receiver) = client.split();
        let first = receiver.next().unwrap();
        let Some(FromDesk::Snapshot(state)) = first else {
            panic!("a snapshot comes first: {first:?}")
        };
        Self {
            sender,
            receiver,
            state: *state,
            fresh_starts: 0,
        }
    }

    /// Takes in what the desk says, until it says something else than an entry.
    pub fn next(&mut self) -> Option<FromDesk> {
        loop {
            match self.receiver.next().unwrap()? {
                FromDesk::Entry(sealed) => {
                    let entry = sealed.open().unwrap();
                    assert_eq!(entry.seq, self.state.seq + 1, "no gap and no double");
                    assert_eq!(entry.prev, self.state.head, "the same chain");
                    apply(&mut self.state, &entry);
                    return Some(FromDesk::Entry(sealed));
                }
                FromDesk::Snapshot(state) => {
                    assert!(state.seq >= self.state.seq, "never back");
                    self.state = *state;
                    self.fresh_starts += 1;
                }
                other => return Some(other),
            }
        }
    }

    /// Listens until the entry of that number. Heartbeats keep a line alive on which nothing comes,
    /// so they are counted.
    pub fn until(&mut self, seq: u64) {
        let mut beats = 0;
        while self.state.seq < seq {
            let said = self.next();
            let at = self.state.seq;
            assert!(said.is_some(), "the desk went away at {at}");
            beats += u32::from(matches!(said, Some(FromDesk::Beat(_))));
            assert!(beats < BEATS_MAX, "nothing came after {at}");
        }
    }
}

/// Sends a message as one frame.
pub fn send(stream: &mut UnixStream, message: &impl Serialize) {
    let bytes = frame::bytes(message, usize::MAX).unwrap();
    stream.write_all(&bytes).unwrap();
}

/// Reads a message; `None` where the desk closed the connection.
pub fn hear(stream: &mut UnixStream) -> Option<FromDesk> {
    let text = frame::read(stream, frame::FROM_DESK_BYTES_MAX).unwrap()?;
    Some(frame::message(&text).unwrap())
}

pub fn note(text: &str) -> Command {
    Command::MakeNote {
        subject: None,
        text: text.into(),
    }
}

pub fn told() -> CallFacts {
    CallFacts {
        received: half_past_two(),
        channel: Source::DutyPhone,
        from: Personal::Open("王举报".into()),
        unit: String::new(),
        phone: Personal::Open("13800000000".into()),
        called_back: false,
        about: "河里有油".into(),
    }
}

/// Waits, within reason, for something another process or thread will do.
pub fn wait_until(reason: &str, mut holds: impl FnMut() -> bool) {
    let start = watchkeeper::clock::monotonic();
    while !holds() {
        assert!(start.elapsed() < PATIENCE, "waited in vain: {reason}");
        std::thread::park_timeout(Duration::from_millis(5));
    }
}
