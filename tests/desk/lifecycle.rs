//! A desk as a process of its own: started in the background, killed, started again.

use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;

use rustix::process::{Pid, Signal, getsid, kill_process};
use watchkeeper::desk::{LOG_NAME, start_program};
use watchkeeper::domain::event::DeskMode;
use watchkeeper::link::wire::{FromDesk, Hello, Query, Reply, Wants, Welcome};
use watchkeeper::link::{Client, socket_path};

use crate::support::{Console, client, found, health, note, wait_until};

const PROGRAM: &str = env!("CARGO_BIN_EXE_watchkeeper");

/// A data folder whose desk is a process; whatever a test leaves behind is ended.
struct Folder(tempfile::TempDir);

impl Folder {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        found(folder.path(), DeskMode::Simulated);
        Self(folder)
    }

    fn data(&self) -> &Path {
        self.0.path()
    }

    fn start(&self) {
        start_program(Path::new(PROGRAM), self.data()).unwrap();
    }

    fn client(&self) -> Client {
        client(&socket_path(self.data()))
    }

    fn console(&self) -> Console {
        Console::connect(&socket_path(self.data()))
    }

    fn welcome(&self) -> Welcome {
        let hello = Hello::new(Wants::Answers);
        Client::connect(&socket_path(self.data()), hello).unwrap().1
    }

    fn pid(&self) -> Pid {
        let pid = i32::try_from(self.welcome().pid).unwrap();
        Pid::from_raw(pid).unwrap()
    }

    /// Whether the desk's process let go of the record.
    fn is_free(&self) -> bool {
        let options = crate::support::options();
        let opened = watchkeeper::ledger::Ledger::open(
            self.data(),
            options,
            &mut watchkeeper::ledger::unwatched,
        );
        opened.is_ok()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let hello = Hello::new(Wants::Answers);
        if let Ok((_, welcome)) = Client::connect(&socket_path(self.data()), hello) {
            let pid = i32::try_from(welcome.pid).ok().and_then(Pid::from_raw);
            let _ended = pid.map(|pid| kill_process(pid, Signal::KILL));
        }
    }
}

#[test]
fn a_desk_started_in_the_background_serves_when_the_start_returns_and_leaves_the_terminal() {
    let folder = Folder::new();
    folder.start();
    let mut client = folder.client();
    client.perform(note("照常")).unwrap();
    let desk = folder.pid();
    assert_eq!(
        getsid(Some(desk)).unwrap(),
        desk,
        "it leads a session of its own"
    );
    assert!(folder.data().join(LOG_NAME).exists());

    let Reply::Stopping = client.ask(Query::Stop).unwrap() else {
        panic!("it stops")
    };
    wait_until("the record is let go of", || folder.is_free());
    assert!(!socket_path(folder.data()).exists());
}

#[test]
fn two_who_start_it_at_once_end_up_at_one_desk() {
    let folder = Folder::new();
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| folder.start());
        }
    });
    let desk = folder.pid();
    folder.start();
    assert_eq!(folder.pid(), desk, "one that serves is found");
}

#[test]
fn a_start_waits_for_a_dying_desk_to_let_go_of_the_record() {
    let folder = Folder::new();
    let mut unwatched = watchkeeper::ledger::unwatched;
    let options = crate::support::options();
    let (dying, _) =
        watchkeeper::ledger::Ledger::open(folder.data(), options, &mut unwatched).unwrap();
    thread::scope(|scope| {
        let started = scope.spawn(|| folder.start());
        wait_until("the record was found taken", || {
            std::fs::metadata(folder.data().join(LOG_NAME)).is_ok_and(|log| log.len() > 0)
        });
        drop(dying);
        started.join().unwrap();
    });
    folder.client().perform(note("照常")).unwrap();
}

#[test]
fn a_desk_that_cannot_start_says_why_to_whoever_started_it() {
    let empty = tempfile::tempdir().unwrap();
    let refused = start_program(Path::new(PROGRAM), empty.path()).unwrap_err();
    let in_person = watchkeeper::desk::Desk::open(empty.path());
    let Err(in_person) = in_person else {
        panic!("there is no record")
    };
    assert_eq!(refused.key(), in_person.key());
    let nowhere = start_program(Path::new(PROGRAM), &empty.path().join("none")).unwrap_err();
    assert_eq!(nowhere.key(), "error-desk-start");
}

#[test]
fn a_killed_desk_left_nothing_undone_that_it_acknowledged_and_starts_again() {
    let folder = Folder::new();
    let mut last = health_of(&folder);
    for round in 0..5 {
        let mut client = folder.client();
        for n in 0..10 {
            last = client
                .perform(note(&format!("{round}-{n}")))
                .unwrap()
                .last_seq;
        }
        kill_process(folder.pid(), Signal::KILL).unwrap();
        // The killed one is noticed by those who talk to it, and its door is in nobody's way.
        assert!(client.perform(note("无人应答")).is_err());
        assert!(socket_path(folder.data()).exists());
        folder.start();
        assert!(folder.console().state.seq >= last);
    }
    let Reply::Verified(report) = folder.client().ask(Query::Verify { claim: None }).unwrap()
    else {
        panic!("it was verified")
    };
    assert!(report.is_sound(), "{report:?}");
    assert!(report.head.seq >= last);
}

fn health_of(folder: &Folder) -> u64 {
    folder.start();
    health(&mut folder.client()).seq
}

#[test]
fn a_desk_told_to_terminate_says_farewell_and_ends_well() {
    let folder = Folder::new();
    let mut desk = Command::new(PROGRAM)
        .args(["serve", "--data"])
        .arg(folder.data())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    wait_until("it serves", || {
        Client::connect(&socket_path(folder.data()), Hello::new(Wants::Answers)).is_ok()
    });
    let mut console = folder.console();
    let pid = i32::try_from(desk.id()).unwrap();
    kill_process(Pid::from_raw(pid).unwrap(), Signal::TERM).unwrap();
    let last = std::iter::from_fn(|| console.next()).last();
    assert!(matches!(last, Some(FromDesk::Farewell(_))), "{last:?}");
    assert!(desk.wait().unwrap().success());
}

#[test]
fn a_hangup_makes_a_desk_read_its_rules_again_and_not_end() {
    let folder = Folder::new();
    folder.start();
    let rules = folder.data().join(watchkeeper::desk::RULES_DIR);
    std::fs::create_dir(&rules).unwrap();
    std::fs::write(rules.join("own.toml"), "pack = 7\n").unwrap();
    kill_process(folder.pid(), Signal::HUP).unwrap();
    wait_until("the bad pack is told", || {
        !health(&mut folder.client()).notices.is_empty()
    });
}
