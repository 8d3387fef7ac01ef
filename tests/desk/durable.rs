//! What was acknowledged is there, whatever happens next.

use watchkeeper::desk::Desk;
use watchkeeper::domain::CommandId;
use watchkeeper::link::wire::{FromDesk, Query, Receipt, Reply, ToDesk};

use crate::support::{Console, House, note, options};

#[test]
fn what_was_acknowledged_is_there_after_a_restart() {
    let mut house = House::simulated();
    let mut client = house.client();
    let last = (0..20)
        .map(|n| client.perform(note(&format!("第{n}条"))).unwrap().last_seq)
        .last();
    let before = house.health();
    assert_eq!(Some(before.seq), last);
    house.end();
    house.begin();
    let after = house.health();
    assert_eq!((after.seq, after.head), (before.seq, before.head));
    let Reply::Entries(entries) = house
        .client()
        .ask(Query::Entries {
            after: before.seq - 20,
            limit: 50,
        })
        .unwrap()
    else {
        panic!("entries were asked for")
    };
    let told: Vec<_> = entries.iter().map(|entry| entry.body.get()).collect();
    assert_eq!(told.len(), 20);
    assert!(told[19].contains("第19条"));
}

/// Sends a wish under a name and waits for its receipt.
fn done(console: &mut Console, id: &str, text: &str) -> Receipt {
    let id = CommandId::from(id);
    let command = Box::new(note(text));
    let wish = ToDesk::Do {
        id: id.clone(),
        command,
    };
    console.sender.send(&wish).unwrap();
    loop {
        if let Some(FromDesk::Done { id: of, outcome }) = console.next() {
            assert_eq!(of, id);
            return outcome.unwrap();
        }
    }
}

#[test]
fn a_wish_sent_again_after_a_lost_answer_is_not_done_again() {
    let mut house = House::simulated();
    let first = done(&mut house.console(), "the-same", "一");
    assert_eq!(done(&mut house.console(), "the-same", "一"), first);
    house.end();
    house.begin();
    let mut console = house.console();
    assert_eq!(done(&mut console, "the-same", "一"), first);
    let next = done(&mut console, "another", "二");
    assert_eq!(next.first_seq, first.last_seq + 1);
}

#[test]
fn an_entry_reaches_a_console_before_the_receipt_of_the_wish_that_made_it() {
    let house = House::simulated();
    let mut console = house.console();
    for n in 0..50 {
        let receipt = done(&mut console, &format!("n-{n}"), "一");
        assert_eq!(console.state.seq, receipt.last_seq);
    }
}

#[test]
fn a_second_desk_on_the_same_data_is_refused_and_hurts_nothing() {
    let house = House::simulated();
    let Err(refused) = Desk::open_with(house.data(), options()) else {
        panic!("there is one desk a folder")
    };
    assert_eq!(refused.key(), "error-ledger-locked");
    house.client().perform(note("照常")).unwrap();
}
