//! Everybody who follows sees the same, however many there are and however slow.

use std::thread;

use watchkeeper::domain::{CommandId, Event};
use watchkeeper::link::wire::{FromDesk, Hello, Query, Reply, ToDesk, Wants};

use crate::support::{Console, House, hear, note, send, state};

const EACH: usize = 40;

#[test]
fn consoles_and_command_lines_at_once_stay_in_step() {
    let house = House::simulated();
    let mut consoles: Vec<Console> = (0..3).map(|_| house.console()).collect();
    let before = house.health().seq;
    thread::scope(|scope| {
        for writer in 0..3 {
            let mut client = house.client();
            scope.spawn(move || {
                for n in 0..EACH {
                    client.perform(note(&format!("{writer}-{n}"))).unwrap();
                }
            });
        }
        for console in &mut consoles {
            let last = before + 3 * EACH as u64;
            scope.spawn(move || console.until(last));
        }
    });
    let health = house.health();
    assert_eq!(health.seq, before + 3 * EACH as u64);
    assert_eq!(health.consoles, 3);
    let whole = state(&mut house.client());
    for console in consoles {
        assert_eq!(console.state, whole);
        assert_eq!(console.state.head, health.head);
    }
}

#[test]
fn a_console_that_joins_in_the_middle_misses_nothing() {
    let house = House::simulated();
    let before = house.health().seq;
    let last = before + EACH as u64;
    thread::scope(|scope| {
        let mut client = house.client();
        scope.spawn(move || {
            for n in 0..EACH {
                client.perform(note(&format!("{n}"))).unwrap();
            }
        });
        for _ in 0..8 {
            let house = &house;
            scope.spawn(move || house.console().until(last));
        }
    });
}

#[test]
fn a_console_too_slow_to_follow_gets_a_fresh_snapshot_while_the_others_go_on() {
    let house = House::simulated();
    // It greets, and then reads nothing for a long while.
    let mut slow = house.raw();
    send(&mut slow, &ToDesk::Hello(Hello::new(Wants::Everything)));

    let mut client = house.client();
    let mut quick = house.console();
    // More than a socket holds and more than the ring holds.
    let words = "慢".repeat(4_000);
    let mut last = 0;
    for _ in 0..400 {
        last = client.perform(note(&words)).unwrap().last_seq;
        quick.until(last);
    }
    assert_eq!(quick.fresh_starts, 0, "whoever reads is not disturbed");

    let Some(FromDesk::Welcome(_)) = hear(&mut slow) else {
        panic!("a welcome comes first")
    };
    let Some(FromDesk::Snapshot(mut state)) = hear(&mut slow) else {
        panic!("then a snapshot")
    };
    let mut fresh_starts = 0;
    while state.seq < last {
        match hear(&mut slow) {
            Some(FromDesk::Entry(sealed)) => {
                let entry = sealed.open().unwrap();
                assert_eq!(entry.seq, state.seq + 1);
                watchkeeper::domain::apply(&mut state, &entry);
            }
            Some(FromDesk::Snapshot(fresh)) => {
                state = fresh;
                fresh_starts += 1;
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(fresh_starts >= 1, "it was too slow for every entry");
    assert_eq!(*state, quick.state);
}

#[test]
fn wishes_of_one_sender_are_done_in_the_order_sent() {
    let house = House::simulated();
    let mut console = house.console();
    let before = console.state.seq;
    // More than are under way at once.
    let wishes = 100;
    for n in 0..wishes {
        let id = CommandId(format!("n-{n}"));
        let command = Box::new(note(&format!("第{n}条")));
        console.sender.send(&ToDesk::Do { id, command }).unwrap();
    }
    let mut told = Vec::new();
    while told.len() < wishes {
        if let Some(FromDesk::Entry(sealed)) = console.next()
            && let Event::NoteMade { text, .. } = sealed.open().unwrap().event
        {
            told.push(text);
        }
    }
    let wanted: Vec<_> = (0..wishes).map(|n| format!("第{n}条")).collect();
    assert_eq!(told, wanted);
    assert_eq!(console.state.seq, before + wishes as u64);
}

#[test]
fn when_the_desk_ends_everybody_is_told() {
    let mut house = House::simulated();
    let mut console = house.console();
    let Reply::Stopping = house.client().ask(Query::Stop).unwrap() else {
        panic!("it stops")
    };
    let last = std::iter::from_fn(|| console.next()).last();
    let Some(FromDesk::Farewell(why)) = last else {
        panic!("a farewell is the last word: {last:?}")
    };
    assert_eq!(
        watchkeeper::error::Error::from(why).key(),
        "error-desk-ended"
    );
    house.ended();
    assert!(!house.socket().exists(), "nobody knocks at a dead door");
}
