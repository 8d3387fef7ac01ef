//! Killed with SIGKILL at any moment: while opening, while writing, while settling.

use std::path::Path;
use std::time::Duration;

use watchkeeper::link::wire::Finding;

use crate::child::{Ack, Writer};
use crate::opened::{assert_sound, holds, open};
use crate::record::{Chance, copy, create, note};

/// Kills in one life of a record; two lives run side by side.
const KILLS: u64 = 105;

/// Kills while a store is being opened.
const OPENING_KILLS: u64 = 40;

/// What a killed writer may leave behind, and nothing else.
fn is_expected(notice: &Finding) -> bool {
    let left = [
        "notice-ledger-torn",
        "notice-ledger-unfinished",
        "notice-ledger-stray",
    ];
    left.contains(&notice.key.as_str())
}

/// Opens the record after a kill, and finds everything that was acknowledged in it.
fn assert_kept(dir: &Path, last: Option<Ack>) -> u64 {
    let (ledger, findings) = open(dir);
    assert!(findings.notices.iter().all(is_expected), "{findings:?}");
    assert_eq!(findings.in_doubt, []);
    assert_eq!(findings.read_only, None);
    if let Some(ack) = last {
        assert!(ledger.head().seq >= ack.seq, "{ack:?} is lost");
        assert!(holds(&ledger, ack.seq, ack.hash), "{ack:?} is another one");
    }
    ledger.head().seq
}

/// Lets writers work on a record and kills one after the other.
fn life(seed: u64) {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("desk");
    create(&dir).close().unwrap();
    let mut chance = Chance::seeded(seed);
    let mut last = None;
    let mut acknowledged = 0;
    for kill in 0..KILLS {
        let mut writer = Writer::start(&dir);
        // Some are killed before they are open, most between two entries or in one.
        if chance.below(4) > 0 {
            assert!(writer.hear(1 + chance.below(40)));
        }
        writer.hear_for(Duration::from_micros(chance.below(4_000)));
        last = writer.kill().or(last);
        acknowledged = last.map_or(0, |ack: Ack| ack.seq);
        // Two kills in a row leave the second writer to heal what the first left.
        if kill % 3 > 0 {
            assert_kept(&dir, last);
        }
    }
    let head = assert_kept(&dir, last);
    let (ledger, _) = open(&dir);
    assert_sound(&ledger);
    println!("{KILLS} kills, {acknowledged} entries acknowledged, {head} kept");
    assert!(acknowledged > KILLS, "the writers came to write");
}

#[test]
fn no_acknowledged_entry_is_lost_however_often_the_writer_is_killed() {
    life(17);
}

#[test]
fn no_acknowledged_entry_is_lost_in_another_life_either() {
    life(32);
}

#[test]
fn a_desk_killed_while_it_opens_opens_the_next_time() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("desk");
    let mut ledger = create(&dir);
    for seq in 2..2_000 {
        ledger.stage(vec![note(seq)]).unwrap();
        if seq % 50 == 0 {
            ledger.commit().unwrap();
        }
    }
    ledger.commit().unwrap();
    // As it was left by a desk that ran for long: opening writes sled's snapshot, and much else.
    let left = folder.path().join("left");
    copy(&dir, &left);
    let head = ledger.head();
    drop(ledger);
    let mut chance = Chance::seeded(5);
    for _ in 0..OPENING_KILLS {
        std::fs::remove_dir_all(&dir).unwrap();
        copy(&left, &dir);
        let mut writer = Writer::start(&dir);
        writer.hear_for(Duration::from_micros(chance.below(90_000)));
        let last = writer.kill();
        let ack = last.unwrap_or(Ack {
            seq: head.seq,
            hash: head.hash,
        });
        assert!(assert_kept(&dir, Some(ack)) >= head.seq);
    }
    assert_sound(&open(&dir).0);
}
