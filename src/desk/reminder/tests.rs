//! A reminder clock whose alarm does as a test says.

use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::sync::mpsc::{Receiver as Queue, channel};
use tokio::sync::watch;
use tokio::time::timeout;

use super::*;
use crate::desk::alarm::{Reading, Woke};

/// Longer than anything here takes.
const PATIENCE: Duration = Duration::from_secs(20);

fn at(time: &str) -> DateTime<Utc> {
    format!("2026-11-24T{time}Z").parse().unwrap()
}

/// What ends one wait after another.
type Script = Vec<(Ends, &'static str, u64)>;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Ends {
    Due,
    Set,
    Fails,
    Panics,
}

/// An alarm with a script: how each wait ends, and what the clocks show then. After the last it
/// waits for ever.
struct Scripted {
    left: std::vec::IntoIter<(Ends, &'static str, u64)>,
    shows: Reading,
    asked: std::sync::Arc<Mutex<Vec<Option<DateTime<Utc>>>>>,
}

impl Waits for Scripted {
    async fn wait(&mut self, moment: Option<DateTime<Utc>>) -> io::Result<Woke> {
        self.asked.lock().unwrap().push(moment);
        let Some((ends, wall, running_s)) = self.left.next() else {
            return std::future::pending().await;
        };
        self.shows = Reading {
            wall: at(wall),
            running: Duration::from_secs(running_s),
        };
        match ends {
            Ends::Due => Ok(Woke::Due),
            Ends::Set => Ok(Woke::ClockSet),
            Ends::Fails => Err(io::Error::other("no more")),
            Ends::Panics => panic!("a scripted panic"),
        }
    }

    fn reading(&self) -> Reading {
        self.shows
    }
}

struct Scene {
    queue: Queue<Job>,
    look: watch::Sender<Look>,
    asked: std::sync::Arc<Mutex<Vec<Option<DateTime<Utc>>>>>,
}

/// A clock that is given these alarms, one after another as each fails.
fn scene(scripts: Vec<Script>) -> Scene {
    let (jobs, queue) = channel(8);
    let (look, looked) = watch::channel(Look::default());
    let asked = std::sync::Arc::new(Mutex::new(Vec::new()));
    let given = AtomicUsize::new(0);
    let heard = std::sync::Arc::clone(&asked);
    let alarm = move || {
        let script = scripts.get(given.fetch_add(1, Ordering::Relaxed));
        Ok(Scripted {
            left: script.cloned().unwrap_or_default().into_iter(),
            shows: Reading {
                wall: at("10:00:00"),
                running: Duration::ZERO,
            },
            asked: std::sync::Arc::clone(&heard),
        })
    };
    tokio::spawn(keep_with(alarm, looked, jobs));
    Scene { queue, look, asked }
}

impl Scene {
    async fn hears(&mut self) -> Job {
        timeout(PATIENCE, self.queue.recv()).await.unwrap().unwrap()
    }

    async fn is_asked_to_look(&mut self) {
        assert!(matches!(self.hears().await, Job::Remind));
    }

    fn looks(&self, wake: &str) {
        self.look.send_modify(|look| {
            look.looks += 1;
            look.wake = Some(at(wake));
        });
    }
}

#[tokio::test(start_paused = true)]
async fn it_has_the_writer_look_once_each_time_the_moment_comes() {
    let mut scene = scene(vec![vec![
        (Ends::Due, "10:00:05", 5),
        (Ends::Due, "10:05:00", 300),
    ]]);
    scene.is_asked_to_look().await;
    let silent = timeout(Duration::from_secs(5), scene.queue.recv()).await;
    assert!(silent.is_err(), "until the writer looked it asks no more");
    scene.looks("10:05:00");
    scene.is_asked_to_look().await;
    scene.looks("10:10:00");
    tokio::task::yield_now().await;
    tokio::time::sleep(Duration::from_millis(1)).await;
    let asked = scene.asked.lock().unwrap().clone();
    assert_eq!(asked, [None, Some(at("10:05:00")), Some(at("10:10:00"))]);
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_is_set_is_told_with_the_seconds_and_looked_after() {
    let mut scene = scene(vec![vec![
        (Ends::Set, "11:00:10", 10),
        (Ends::Set, "10:30:20", 20),
        (Ends::Set, "10:30:31", 30),
    ]]);
    for seconds in [3_600, -1_800] {
        let Job::ClockStepped(step) = scene.hears().await else {
            panic!("a step")
        };
        assert_eq!(step.seconds, seconds);
        scene.is_asked_to_look().await;
        scene.looks("12:00:00");
    }
    scene.is_asked_to_look().await;
    assert!(scene.queue.try_recv().is_err(), "a second is no step");
}

#[tokio::test(start_paused = true)]
async fn a_clock_that_fails_or_panics_is_told_and_started_again() {
    let mut scene = scene(vec![
        vec![(Ends::Panics, "10:00:01", 1)],
        vec![(Ends::Fails, "10:00:02", 2)],
        vec![(Ends::Due, "10:00:09", 9)],
    ]);
    for reason in ["panic", "no more"] {
        let Job::ReminderFailed(finding) = scene.hears().await else {
            panic!("a failure")
        };
        assert!(finding.args["reason"].contains(reason), "{finding:?}");
        scene.is_asked_to_look().await;
        scene.looks("10:00:09");
    }
    scene.is_asked_to_look().await;
}

#[tokio::test(start_paused = true)]
async fn an_earlier_moment_wakes_it_from_a_longer_sleep() {
    let scene = scene(vec![Vec::new()]);
    for wake in ["12:00:00", "11:00:00"] {
        tokio::time::sleep(Duration::from_millis(1)).await;
        scene.looks(wake);
    }
    tokio::time::sleep(Duration::from_millis(1)).await;
    let last = *scene.asked.lock().unwrap().last().unwrap();
    assert_eq!(last, Some(at("11:00:00")));
}
