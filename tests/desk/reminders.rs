//! Nobody sleeps through a deadline: every rung once, at its time or as soon as somebody is there
//! to raise it, whatever is killed, stopped or set in between.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use chrono::{DateTime, TimeDelta, Utc};
use rustix::process::Signal;
use watchkeeper::clock::monotonic;
use watchkeeper::desk::RULES_DIR;
use watchkeeper::domain::event::DeskMode;
use watchkeeper::domain::reminder::Raised;
use watchkeeper::domain::{Command, Event};
use watchkeeper::link::Client;
use watchkeeper::link::wire::{ClockWish, Query, Reply};

use crate::process::Desk;
use crate::support::{House, half_past_two, health, told, wait_until};

/// A call that must be judged within a quarter of an hour.
fn call() -> Command {
    Command::TakeCall {
        facts: told(),
        confidential: false,
    }
}

/// Every rung in the record, in order, and when it was raised.
fn rungs(client: &mut Client) -> Vec<(Raised, DateTime<Utc>)> {
    let mut found = Vec::new();
    let mut after = 0;
    loop {
        let query = Query::Entries { after, limit: 500 };
        let Reply::Entries(entries) = client.ask(query).unwrap() else {
            panic!("entries were asked for")
        };
        if entries.is_empty() {
            return found;
        }
        for sealed in entries {
            let entry = sealed.open().unwrap();
            after = entry.seq;
            if let Event::RungRaised { raised } = entry.event {
                found.push((*raised, entry.at));
            }
        }
    }
}

fn names(client: &mut Client) -> Vec<String> {
    let rungs = rungs(client).into_iter();
    rungs.map(|(raised, _)| raised.rung.name()).collect()
}

fn wait_for(client: &mut Client, rung: &str) {
    wait_until(rung, || names(client).iter().any(|name| name == rung));
}

#[test]
fn a_clock_that_is_moved_raises_what_fell_due_at_once_and_nothing_twice() {
    let house = House::simulated();
    let mut client = house.client();
    client.perform(call()).unwrap();
    wait_for(&mut client, "start");
    client
        .move_clock(ClockWish::Advance { seconds: 13 * 60 })
        .unwrap();
    wait_for(&mut client, "ahead-2");
    client
        .move_clock(ClockWish::Advance { seconds: 9 * 60 })
        .unwrap();
    wait_for(&mut client, "overdue-5");
    let expected = [
        "start",
        "ahead-10",
        "ahead-5",
        "ahead-2",
        "due",
        "overdue-5",
    ];
    assert_eq!(names(&mut client), expected);
    let silent: Vec<bool> = rungs(&mut client).iter().map(|(r, _)| r.silent).collect();
    assert_eq!(silent, [false, true, true, false, true, false]);
    let (last, at) = rungs(&mut client).pop().unwrap();
    assert_eq!(at - last.wanted, TimeDelta::minutes(2), "how late it came");
    let reminder = health(&mut client).reminder;
    assert_eq!(reminder.raised, 6);
    assert_eq!(
        reminder.last_ran,
        Some(half_past_two() + TimeDelta::minutes(22))
    );
    assert_eq!(
        reminder.next,
        Some(half_past_two() + TimeDelta::minutes(25))
    );
    assert!(!reminder.stalled);
}

#[test]
fn a_moment_comes_by_itself() {
    let house = House::simulated();
    let mut client = house.client();
    client.perform(call()).unwrap();
    client.move_clock(ClockWish::Rate { rate: 1_200 }).unwrap();
    wait_for(&mut client, "due");
    let rungs = rungs(&mut client);
    assert!(rungs.iter().all(|(raised, at)| *at >= raised.wanted));
}

#[test]
fn what_fell_due_while_no_desk_ran_is_raised_at_the_start_with_how_late() {
    let mut house = House::simulated();
    let mut client = house.client();
    client.perform(call()).unwrap();
    wait_for(&mut client, "start");
    client.move_clock(ClockWish::Rate { rate: 7_200 }).unwrap();
    house.end();
    let ended = monotonic();
    wait_until("an hour on the desk's clock", || {
        ended.elapsed().as_millis() >= 500
    });
    house.begin();
    let mut client = house.client();
    wait_for(&mut client, "due");
    let late: Vec<TimeDelta> = rungs(&mut client)
        .into_iter()
        .filter(|(raised, _)| raised.rung.name() == "due")
        .map(|(raised, at)| at - raised.wanted)
        .collect();
    assert_eq!(late.len(), 1);
    assert!(late[0] >= TimeDelta::minutes(30), "{late:?}");
}

#[test]
fn a_desk_killed_again_and_again_across_due_times_misses_no_rung_and_raises_none_twice() {
    let mut desk = Desk::start(DeskMode::Simulated);
    let mut client = desk.client();
    client.move_clock(ClockWish::Rate { rate: 600 }).unwrap();
    for _ in 0..3 {
        client.perform(call()).unwrap();
    }
    for round in 0..12_u32 {
        let before = rungs(&mut desk.client()).len();
        let began = monotonic();
        // Killed at another moment each time: sometimes in the middle of raising.
        wait_until("it raised something, or has had its time", || {
            let raised = rungs(&mut desk.client()).len() > before;
            raised || began.elapsed().as_millis() > u128::from(100 + 37 * round)
        });
        desk.is_killed_and_started_again();
    }
    let mut client = desk.client();
    client.move_clock(ClockWish::Rate { rate: 0 }).unwrap();
    let now = health(&mut client).now;
    assert!(now > half_past_two() + TimeDelta::minutes(25), "{now}");
    wait_until("it has looked at that time", || {
        health(&mut client).reminder.last_ran >= Some(now)
    });
    let mut raised: BTreeMap<String, Vec<(String, DateTime<Utc>)>> = BTreeMap::new();
    for (rung, _) in rungs(&mut client) {
        let of = raised.entry(rung.matter.to_string()).or_default();
        of.push((rung.rung.name(), rung.wanted));
    }
    assert_eq!(raised.len(), 3);
    for (matter, rungs) in raised {
        let once: BTreeSet<&str> = rungs.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(once.len(), rungs.len(), "{matter} twice: {rungs:?}");
        for name in ["start", "ahead-10", "ahead-5", "ahead-2", "due"] {
            assert!(once.contains(name), "{matter} without {name}: {rungs:?}");
        }
        let last = rungs.iter().map(|(_, wanted)| *wanted).max().unwrap();
        let behind = now - last;
        // The widest step of the ladder on the first day.
        assert!(behind <= TimeDelta::minutes(30), "{matter} ended at {last}");
    }
    let report = client.ask(Query::Verify { claim: None }).unwrap();
    let Reply::Verified(report) = report else {
        panic!("a report")
    };
    assert!(report.is_sound(), "{report:?}");
}

#[test]
fn a_desk_that_was_stopped_across_a_due_time_raises_it_as_soon_as_it_goes_on() {
    let desk = Desk::start(DeskMode::Simulated);
    let mut client = desk.client();
    client.perform(call()).unwrap();
    wait_for(&mut client, "start");
    client.move_clock(ClockWish::Rate { rate: 300 }).unwrap();
    desk.signal(Signal::STOP);
    let stopped = monotonic();
    wait_until("twenty minutes on the desk's clock", || {
        stopped.elapsed().as_secs() >= 4
    });
    desk.signal(Signal::CONT);
    wait_for(&mut client, "due");
    let (due, at) = rungs(&mut client)
        .into_iter()
        .find(|(raised, _)| raised.rung.name() == "due")
        .unwrap();
    assert!(
        at - due.wanted > TimeDelta::minutes(2),
        "{at} {}",
        due.wanted
    );
}

fn write_ladders(house: &House, text: &str) {
    let folder = house.data().join(RULES_DIR);
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("ladders.toml"), text).unwrap();
}

#[test]
fn the_keepers_own_ladders_are_climbed_and_bad_ones_leave_the_last_good() {
    let mut house = House::founded(DeskMode::Simulated);
    let ladder = "[[ladder]]\nid = \"x\"\nahead = [7]\nahead_strengthened = [7]\n\
        leader_unanswered = 1\nhead_overdue = 1\noverdue = [{ every = 5 }]\n";
    write_ladders(&house, ladder);
    house.begin();
    let mut client = house.client();
    client.perform(call()).unwrap();
    client
        .move_clock(ClockWish::Advance { seconds: 9 * 60 })
        .unwrap();
    wait_for(&mut client, "ahead-7");
    assert_eq!(names(&mut client), ["start", "ahead-7"]);

    write_ladders(&house, &ladder.replace("every = 5", "every = 0"));
    house.reload();
    wait_until("the fault is told", || {
        let notices = health(&mut client).notices;
        notices
            .iter()
            .any(|found| found.key == "notice-ladders-refused")
    });
    let mut facts = told();
    facts.received = health(&mut client).now;
    let second = Command::TakeCall {
        facts,
        confidential: false,
    };
    client.perform(second).unwrap();
    client
        .move_clock(ClockWish::Advance { seconds: 9 * 60 })
        .unwrap();
    wait_until("the second call's rung", || {
        let names = names(&mut client);
        names.iter().filter(|name| *name == "ahead-7").count() == 2
    });
}
