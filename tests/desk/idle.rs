//! A quiet night costs nothing: a desk that has nothing to do sleeps, writes nothing, and says no
//! more than that it is there.

use std::collections::BTreeMap;
use std::fs;

use watchkeeper::clock::monotonic;
use watchkeeper::domain::event::DeskMode;
use watchkeeper::link::frame;
use watchkeeper::link::wire::{FromDesk, Hello, ToDesk, Wants};

use crate::process::Desk;
use crate::support::{Console, House, hear, send, wait_until};

/// Seconds a quiet desk is watched.
const WATCHED_S: u64 = 3;

/// So many such whiles.
const WHILES_MAX: usize = 6;

/// Wake-ups of the store's own threads in a second: seven wait with a time limit of one second each,
/// which is the library's, and one syncs now and then.
const STORE_WAKES_PER_S: u64 = 9;

/// Bytes of a heartbeat: over a bad line every four seconds, so no more than a few of its packets.
const BEAT_BYTES_MAX: usize = 1_200;

/// How often the threads of a process went to sleep, by their kind.
fn sleeps(pid: u32) -> BTreeMap<&'static str, u64> {
    let tasks = fs::read_dir(format!("/proc/{pid}/task")).unwrap();
    let mut sleeps = BTreeMap::new();
    for task in tasks {
        let status = task.unwrap().path().join("status");
        let status = fs::read_to_string(status).unwrap_or_default();
        let is_store = ["Name:\tsled", "Name:\tlog flusher"];
        let is_store = is_store.iter().any(|name| status.starts_with(name));
        let mut lines = status.lines();
        let line = lines.find(|line| line.starts_with("voluntary_ctxt_switches"));
        let count = line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok());
        let kind = if is_store { "store" } else { "own" };
        *sleeps.entry(kind).or_default() += count.unwrap_or(0);
    }
    sleeps
}

/// Bytes a process had the disk write.
fn written(pid: u32) -> u64 {
    let io = fs::read_to_string(format!("/proc/{pid}/io")).unwrap();
    let line = io
        .lines()
        .find_map(|line| line.strip_prefix("write_bytes: "));
    line.and_then(|bytes| bytes.parse().ok()).unwrap()
}

#[test]
fn a_desk_and_a_console_that_have_nothing_to_do_sleep_and_write_nothing() {
    // Its clock stands: no step falls due while it is watched.
    let desk = Desk::start(DeskMode::Simulated);
    let _console = Console::connect(&desk.socket());
    let pid = desk.child.id();
    // What a start leaves to do is done when the machine gets to it; polling would be seen in every
    // while.
    let mut seen = Vec::new();
    while seen.len() < WHILES_MAX {
        let (before, bytes) = (sleeps(pid), written(pid));
        let began = monotonic();
        wait_until("it is watched", || began.elapsed().as_secs() >= WATCHED_S);
        let (after, bytes) = (sleeps(pid), written(pid) - bytes);
        let wakes = |kind| after[kind] - before[kind];
        let (own, of_store) = (wakes("own"), wakes("store"));
        let of_store_max = STORE_WAKES_PER_S * (began.elapsed().as_secs() + 1);
        // A wake-up for a heartbeat may fall into it; polling, however slow, would not fit.
        if own <= 3 && of_store <= of_store_max && bytes == 0 {
            return;
        }
        seen.push((own, of_store, bytes));
    }
    panic!("wake-ups, those of the store, bytes written: {seen:?}");
}

#[test]
fn a_quiet_line_carries_heartbeats_and_nothing_else() {
    let house = House::simulated();
    let mut line = house.raw();
    let hello = Hello {
        beat_seconds: Some(2),
        ..Hello::new(Wants::Everything)
    };
    send(&mut line, &ToDesk::Hello(hello));
    assert!(matches!(hear(&mut line), Some(FromDesk::Welcome(_))));
    assert!(matches!(hear(&mut line), Some(FromDesk::Snapshot(_))));
    // What a start leaves to do is done first: rules are adopted, what is due is raised.
    loop {
        match hear(&mut line) {
            Some(FromDesk::Beat(health)) if health.reminder.last_ran.is_some() => break,
            Some(FromDesk::Beat(_) | FromDesk::Entry(_)) => {}
            other => panic!("{other:?}"),
        }
    }
    for _ in 0..2 {
        send(&mut line, &ToDesk::Beat);
        let said = frame::read(&mut line, BEAT_BYTES_MAX).unwrap().unwrap();
        let said: FromDesk = frame::message(&said).unwrap();
        assert!(matches!(said, FromDesk::Beat(_)), "{said:?}");
    }
}
