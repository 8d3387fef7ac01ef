//! A console costs what changes on it: nothing where nothing does, a few bytes a second where a
//! countdown runs. Over a bad line that is the difference.

use std::time::{Duration, Instant};

use watchkeeper::clock::monotonic;

use crate::screen::Screen;
use crate::support::{Home, opens};

/// How long a console is watched.
const WATCHED: Duration = Duration::from_secs(3);

/// So many such whiles.
const WHILES_MAX: usize = 6;

/// Bytes of one second of a countdown: the digits that change in three rows and in the top row, and
/// the way to each.
const TICK_BYTES_MAX: usize = 200;

/// How often the threads of a process went to sleep.
fn sleeps(pid: u32) -> u64 {
    let tasks = std::fs::read_dir(format!("/proc/{pid}/task")).unwrap();
    let of = |task: std::fs::DirEntry| {
        let status = std::fs::read_to_string(task.path().join("status")).unwrap_or_default();
        let mut lines = status.lines();
        let line = lines.find(|line| line.starts_with("voluntary_ctxt_switches"));
        line.and_then(|line| line.split_whitespace().nth(1)?.parse::<u64>().ok())
    };
    tasks.filter_map(|task| of(task.unwrap())).sum()
}

/// What a console does in a while: bytes to its terminal, and how often it woke.
fn watched(screen: &mut Screen) -> (usize, u64) {
    let (began, slept) = (monotonic(), sleeps(screen.pid()));
    let mut bytes = 0;
    let left = |began: Instant| WATCHED.checked_sub(monotonic().duration_since(began));
    while let Some(left) = left(began) {
        bytes += screen.takes_in(left).unwrap_or(0);
    }
    (bytes, sleeps(screen.pid()) - slept)
}

/// Watches until a while is as it should be. What a start leaves to do, a bell and its flash, comes
/// when it comes; polling would be seen in every while.
fn comes_to(screen: &mut Screen, wanted: impl Fn(usize, u64) -> bool) {
    let seen: Vec<_> = (0..WHILES_MAX)
        .map_while(|_| {
            let (bytes, wakes) = watched(screen);
            (!wanted(bytes, wakes)).then_some((bytes, wakes))
        })
        .collect();
    assert!(
        seen.len() < WHILES_MAX,
        "bytes and wake-ups {seen:?}:\n{}",
        screen.picture()
    );
}

#[test]
fn a_console_on_which_nothing_changes_sleeps_and_says_nothing() {
    let home = Home::on_watch("2026-09-01 14:00");
    let mut screen = opens(&home, &[]);
    screen.shows("时限");
    // A heartbeat of the desk may fall into it; polling, however slow, would not fit.
    comes_to(&mut screen, |bytes, wakes| bytes == 0 && wakes <= 3);
}

#[test]
fn a_running_countdown_costs_a_few_bytes_a_second() {
    let home = Home::on_watch("2026-09-01 14:00");
    let facts = ["--title", "木洞园区仓库冒烟", "--place", "木洞镇工业园"];
    let judged = ["--learned", "14:00", "--grade", "II"];
    home.does(&[&["incident", "add"][..], &facts, &judged].concat());
    home.does(&["clock", "--rate", "1"]);
    let mut screen = opens(&home, &[]);
    screen.shows("木洞园区仓库冒烟");
    let seconds = usize::try_from(WATCHED.as_secs()).unwrap() + 1;
    // Once a second, and perhaps for a heartbeat.
    comes_to(&mut screen, |bytes, wakes| {
        bytes > 0 && bytes <= seconds * TICK_BYTES_MAX && wakes <= 8
    });
}
