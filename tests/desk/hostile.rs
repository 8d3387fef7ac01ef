//! Whatever a peer says, the desk goes on for everybody else.

use std::io::Write;
use std::net::Shutdown;

use watchkeeper::domain::CommandId;
use watchkeeper::error::Error;
use watchkeeper::link::frame::TO_DESK_BYTES_MAX;
use watchkeeper::link::wire::{FromDesk, Hello, ToDesk, Wants};

use crate::support::{House, hear, note, send};

/// A frame with that text.
fn framed(text: &[u8]) -> Vec<u8> {
    let length = u32::try_from(text.len()).unwrap();
    [&length.to_be_bytes(), text].concat()
}

/// Says some bytes, before or after a greeting, and returns why the desk closed the connection.
fn refused(house: &House, greets: bool, bytes: &[u8]) -> Option<String> {
    let mut peer = house.raw();
    if greets {
        send(&mut peer, &ToDesk::Hello(Hello::new(Wants::Answers)));
        assert!(matches!(hear(&mut peer), Some(FromDesk::Welcome(_))));
    }
    // The desk may close before it has read all of it.
    let _closed = peer.write_all(bytes);
    let _closed = peer.shutdown(Shutdown::Write);
    match hear(&mut peer)? {
        FromDesk::Refused(refusal) => Some(Error::from(refusal).key().to_owned()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn garbage_is_answered_with_a_sentence_and_the_door() {
    let house = House::simulated();
    let deep = "[".repeat(100_000);
    let wide = format!(
        r#"{{"do":{{"id":"{}","command":{{"do":"no-such"}}}}}}"#,
        "x".repeat(9_000)
    );
    let garbage: [&[u8]; 8] = [
        b"",
        b"GET / HTTP/1.1",
        b"\xff\xfe\x00\x01",
        b"null",
        br#"{"do":{}}"#,
        br#"{"hello":{"protocol":"one"}}"#,
        deep.as_bytes(),
        wide.as_bytes(),
    ];
    for text in garbage {
        let shown = String::from_utf8_lossy(&text[..text.len().min(40)]).into_owned();
        let first = refused(&house, false, &framed(text));
        assert_eq!(first.as_deref(), Some("error-desk-hello"), "{shown}");
        let later = refused(&house, true, &framed(text));
        assert_eq!(later.as_deref(), Some("error-link-frame"), "{shown}");
    }
    house.client().perform(note("照常")).unwrap();
}

#[test]
fn a_frame_over_the_limit_is_refused_unread() {
    let house = House::simulated();
    let huge = u32::try_from(TO_DESK_BYTES_MAX + 1).unwrap().to_be_bytes();
    assert_eq!(
        refused(&house, true, &huge).as_deref(),
        Some("error-link-over-limit")
    );
    // Nobody knows yet who that is: it may say even less.
    let large = (1_u32 << 20).to_be_bytes();
    assert_eq!(
        refused(&house, false, &large).as_deref(),
        Some("error-desk-hello")
    );
    assert_eq!(
        refused(&house, false, &[0xff; 64]).as_deref(),
        Some("error-desk-hello")
    );
    house.client().perform(note("照常")).unwrap();
}

#[test]
fn whoever_goes_in_the_middle_of_a_frame_is_not_missed() {
    let house = House::simulated();
    for half in [&b"\x00"[..], b"\x00\x00\x00\x10", b"\x00\x00\x00\x10{\"hel"] {
        assert_eq!(refused(&house, true, half), None);
        let mut peer = house.raw();
        peer.write_all(half).unwrap();
    }
    house.client().perform(note("照常")).unwrap();
}

#[test]
fn a_wish_whose_sender_went_is_done_all_the_same() {
    let house = House::simulated();
    let before = house.health().seq;
    let mut peer = house.raw();
    send(&mut peer, &ToDesk::Hello(Hello::new(Wants::Answers)));
    let command = Box::new(note("最后一句"));
    let id = CommandId::from("gone");
    send(&mut peer, &ToDesk::Do { id, command });
    drop(peer);
    let mut console = house.console();
    console.until(before + 1);
}

#[test]
fn a_second_greeting_and_a_nameless_wish_are_refused() {
    let house = House::simulated();
    let mut peer = house.raw();
    let hello = ToDesk::Hello(Hello::new(Wants::Answers));
    send(&mut peer, &hello);
    assert!(matches!(hear(&mut peer), Some(FromDesk::Welcome(_))));
    for bad in ["", "with space", "\u{1b}[2J", &"x".repeat(65)] {
        let id = CommandId::from(bad);
        let command = Box::new(note("一"));
        send(&mut peer, &ToDesk::Do { id, command });
        let Some(FromDesk::Done { outcome, .. }) = hear(&mut peer) else {
            panic!("every wish is answered")
        };
        let key = Error::from(outcome.unwrap_err()).key().to_owned();
        assert_eq!(key, "error-desk-command-id", "{bad:?}");
    }
    send(&mut peer, &hello);
    assert!(matches!(hear(&mut peer), Some(FromDesk::Refused(_))));
    assert!(hear(&mut peer).is_none());
}

#[test]
fn more_connections_than_the_desk_takes_are_told_so_and_room_comes_back() {
    let house = House::simulated();
    let crowd: Vec<_> = (0..64).map(|_| house.client()).collect();
    let mut turned_away = house.raw();
    let Some(FromDesk::Refused(refusal)) = hear(&mut turned_away) else {
        panic!("it is told why")
    };
    assert_eq!(Error::from(refusal).key(), "error-desk-full");
    drop(crowd);
    crate::support::wait_until("room comes back", || {
        let hello = Hello::new(Wants::Answers);
        watchkeeper::link::Client::connect(&house.socket(), hello).is_ok()
    });
}
