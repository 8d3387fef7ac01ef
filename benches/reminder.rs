//! How punctual a desk's reminders are: hundreds of rungs over a minute, and what fell due while
//! the whole process was stopped. A desk of its own, a real socket, the machine's real clock.
//!
//! `cargo bench --bench reminder`, with `-- --quick` for ten seconds instead of a minute.

#![expect(clippy::unwrap_used, reason = "a bench that cannot run says so")]

use std::path::PathBuf;
use std::process::{Child, Command as Process, Stdio};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use rustix::process::{Pid, Signal, kill_process};
use tempfile::TempDir;
use watchkeeper::clock::monotonic;
use watchkeeper::domain::call::{CallFacts, Personal, Source};
use watchkeeper::domain::reminder::Raised;
use watchkeeper::domain::{Command, Event};
use watchkeeper::link::wire::{ClockWish, FromDesk, Hello, Query, Reply, Wants};
use watchkeeper::link::{Client, Receiver, Sender, socket_path};

const PROGRAM: &str = env!("CARGO_BIN_EXE_watchkeeper");

/// Calls that wait to be judged, each with a ladder of its own.
const CALLS: i64 = 300;

/// Simulated seconds a second: a minute sees half an hour.
const RATE: u32 = 30;

/// Times the desk is stopped across a due time.
const STOPS: u32 = 10;

/// How long it is stopped each time.
const STOPPED: Duration = Duration::from_millis(700);

/// A simulated desk as a process.
struct Desk {
    folder: TempDir,
    child: Child,
}

impl Desk {
    fn start() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let run = |args: &[&str]| {
            let mut process = Process::new(PROGRAM);
            process.args(args).arg("--data").arg(&data);
            process.stdout(Stdio::null()).stderr(Stdio::null());
            process
        };
        let at = "2026-11-24 14:30";
        let init = [
            "init",
            "--code",
            "BN",
            "--name",
            "B",
            "--simulated",
            "--at",
            at,
        ];
        assert!(run(&init).status().unwrap().success(), "a desk is made");
        let child = run(&["serve"]).spawn().unwrap();
        let desk = Self { folder, child };
        while Client::connect(&desk.socket(), Hello::new(Wants::Answers)).is_err() {
            std::thread::yield_now();
        }
        desk
    }

    fn socket(&self) -> PathBuf {
        socket_path(&self.folder.path().join("data"))
    }

    fn client(&self) -> Client {
        let hello = Hello::new(Wants::Answers);
        Client::connect(&self.socket(), hello).unwrap().0
    }

    /// A console, which hears every rung as it is raised.
    fn console(&self) -> (Sender, Receiver) {
        let hello = Hello::new(Wants::Everything);
        Client::connect(&self.socket(), hello).unwrap().0.split()
    }

    fn signal(&self, signal: Signal) {
        let pid = i32::try_from(self.child.id()).ok().and_then(Pid::from_raw);
        kill_process(pid.unwrap(), signal).unwrap();
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        let _gone = self.child.kill();
        let _gone = self.child.wait();
    }
}

fn call(received: DateTime<Utc>) -> Command {
    Command::TakeCall {
        facts: CallFacts {
            received,
            channel: Source::DutyPhone,
            from: Personal::Open(String::new()),
            unit: String::new(),
            phone: Personal::Open(String::new()),
            called_back: false,
            about: "河面有油膜".into(),
        },
        confidential: false,
    }
}

fn now(client: &mut Client) -> DateTime<Utc> {
    let Ok(Reply::Health(health)) = client.ask(Query::Health) else {
        unreachable!("health was asked for")
    };
    health.now
}

/// The next rung, and when it was raised.
fn next_rung(receiver: &mut Receiver) -> (Raised, DateTime<Utc>) {
    loop {
        if let Some(FromDesk::Entry(sealed)) = receiver.next().unwrap() {
            let entry = sealed.open().unwrap();
            if let Event::RungRaised { raised } = entry.event {
                return (*raised, entry.at);
            }
        }
    }
}

fn show(what: &str, mut late_ms: Vec<f64>) {
    late_ms.sort_by(f64::total_cmp);
    let at = |share: usize| late_ms.get((late_ms.len() - 1) * share / 100);
    let of = |share| at(share).copied().unwrap_or(f64::NAN);
    println!(
        "{what}: {} rungs, late by {:.1} ms at the median, {:.1} ms at the 99th percentile, \
         {:.1} ms at worst",
        late_ms.len(),
        of(50),
        of(99),
        of(100)
    );
}

fn milliseconds(late: TimeDelta) -> f64 {
    late.num_microseconds().map_or(f64::NAN, |late| {
        // A delay is far below what a float holds exactly.
        f64::from(i32::try_from(late).unwrap_or(i32::MAX)) / 1_000.0
    })
}

/// Hundreds of ladders climbed side by side.
fn in_their_time(span: Duration) {
    let desk = Desk::start();
    let (_sender, mut receiver) = desk.console();
    let mut client = desk.client();
    let start = now(&mut client);
    for place in 0..CALLS {
        // Spread over the quarter of an hour in which a call is judged.
        let ago = TimeDelta::milliseconds(place * 900_000 / CALLS);
        client.perform(call(start - ago)).unwrap();
    }
    client.move_clock(ClockWish::Rate { rate: RATE }).unwrap();
    let began = monotonic();
    let mut late = Vec::new();
    while monotonic().duration_since(began) < span {
        let (raised, at) = next_rung(&mut receiver);
        // What was due before the clock ran was raised with the call.
        if raised.wanted > start {
            let late_by = (at - raised.wanted) / i32::try_from(RATE).unwrap();
            late.push(milliseconds(late_by));
        }
    }
    show("in their time", late);
}

/// From the moment a stopped desk goes on until a console hears what fell due meanwhile.
fn after_a_sleep() {
    let desk = Desk::start();
    let (_sender, mut receiver) = desk.console();
    let mut client = desk.client();
    let mut late = Vec::new();
    for _ in 0..STOPS {
        client.move_clock(ClockWish::Rate { rate: 0 }).unwrap();
        let told = now(&mut client);
        client.perform(call(told)).unwrap();
        let (start, _) = next_rung(&mut receiver);
        client.move_clock(ClockWish::Rate { rate: 3_600 }).unwrap();
        desk.signal(Signal::STOP);
        std::thread::sleep(STOPPED);
        let went_on = monotonic();
        desk.signal(Signal::CONT);
        loop {
            let (raised, _) = next_rung(&mut receiver);
            if raised.matter == start.matter && !raised.silent {
                break;
            }
        }
        let heard = monotonic().duration_since(went_on);
        late.push(heard.as_secs_f64() * 1_000.0);
    }
    show("after a sleep", late);
}

fn main() {
    let quick = std::env::args().any(|arg| arg == "--quick");
    in_their_time(Duration::from_secs(if quick { 10 } else { 60 }));
    after_a_sleep();
}
