//! Journal, store and marker held against each other: what one lost the others give back; what
//! nobody proves is named, and then nothing is written.

use std::fs;

use watchkeeper::domain::verify::Doubt;
use watchkeeper::ledger::noticed;

use crate::desk::{Desk, add, copy, files, keys, note, options, put, small};

/// Where the folders of an earlier day are kept.
fn aside(desk: &Desk) -> std::path::PathBuf {
    desk.folder.path().join("earlier")
}

/// A record of 101 entries whose store and journal of 61 entries are kept aside.
fn grown() -> Desk {
    let desk = Desk::new(small(), 60);
    copy(&desk.dir(), &aside(&desk));
    let (mut ledger, _) = desk.open();
    add(&mut ledger, 61..=100);
    ledger.close().unwrap();
    desk
}

#[test]
fn a_store_that_is_gone_is_built_again_from_the_journal() {
    let desk = grown();
    let before = desk.open().0.state().clone();
    fs::remove_dir_all(desk.dir().join("store")).unwrap();
    let (ledger, findings) = desk.open();
    assert_eq!(keys(&findings), ["notice-ledger-rebuilt"]);
    assert_eq!((findings.replayed, findings.stored), (101, 101));
    assert_eq!(*ledger.state(), before);
    assert_eq!(ledger.reader().entries(0, 200).unwrap().len(), 101);
    let event = serde_json::to_string(&noticed(&findings.notices[0])).unwrap();
    assert!(event.contains("\"what\":\"ledger-rebuilt\""), "{event}");
}

#[test]
fn a_store_that_is_behind_catches_up() {
    let desk = grown();
    put(&aside(&desk).join("store"), &desk.dir().join("store"));
    let (ledger, findings) = desk.open();
    assert_eq!(findings.notices, []);
    assert_eq!((findings.replayed, findings.stored), (40, 40));
    assert_eq!(ledger.state().seq, 101);
    let report = ledger.reader().verify(None, &mut |_| {}).unwrap();
    assert!(report.is_sound(), "{report:?}");
}

#[test]
fn entries_the_journal_lost_come_back_from_the_store() {
    for is_marked in [true, false] {
        let desk = grown();
        let (ledger, _) = desk.open();
        let (head, state) = (ledger.head(), ledger.state().clone());
        drop(ledger);
        put(&aside(&desk).join("journal"), &desk.dir().join("journal"));
        if !is_marked {
            fs::remove_file(desk.dir().join("head.json")).unwrap();
        }
        let (mut ledger, findings) = desk.open();
        let told = ["notice-ledger-recovered", "notice-ledger-mended"];
        assert_eq!(keys(&findings), told);
        assert_eq!(findings.notices[0].args["first"], "62");
        assert_eq!(findings.notices[0].args["last"], "101");
        assert_eq!(ledger.head(), head);
        assert_eq!(*ledger.state(), state);
        ledger.append(vec![note(101)]).unwrap();
        ledger.close().unwrap();
        fs::remove_file(desk.dir().join("head.json")).unwrap();
        let (_, findings) = desk.open();
        assert_eq!(findings.notices, []);
        assert_eq!(findings.checked, 102);
    }
}

#[test]
fn a_journal_that_is_gone_comes_back_whole_from_the_store() {
    for is_marked in [true, false] {
        let desk = grown();
        let state = desk.open().0.state().clone();
        fs::remove_dir_all(desk.dir().join("journal")).unwrap();
        if !is_marked {
            fs::remove_file(desk.dir().join("head.json")).unwrap();
        }
        let (ledger, findings) = desk.open();
        let told = ["notice-ledger-recovered", "notice-ledger-mended"];
        assert_eq!(keys(&findings), told);
        assert_eq!(*ledger.state(), state);
        assert!(desk.segments().len() > 1, "in files of the usual length");
        let report = ledger.reader().verify(None, &mut |_| {}).unwrap();
        assert!(report.is_sound(), "{report:?}");
    }
}

#[test]
fn a_missing_or_shortened_journal_file_is_noticed_at_once_and_written_again() {
    for index in [0, 2] {
        for is_removed in [true, false] {
            let desk = Desk::new(small(), 300);
            let segment = desk.segments().remove(index);
            let whole = fs::read(&segment).unwrap();
            if is_removed {
                fs::remove_file(&segment).unwrap();
            } else {
                fs::write(&segment, &whole[..whole.len() / 2]).unwrap();
            }
            let (_, findings) = desk.open();
            assert!(keys(&findings).contains(&"notice-ledger-mended"));
            fs::remove_file(desk.dir().join("head.json")).unwrap();
            let (ledger, findings) = desk.open();
            assert_eq!((findings.checked, findings.notices.len()), (301, 0));
            assert_eq!(ledger.state().seq, 301);
        }
    }
}

#[test]
fn a_flipped_bit_in_the_last_entry_is_mended_from_the_store() {
    let desk = grown();
    let segment = desk.segments().pop().unwrap();
    let mut bytes = fs::read(&segment).unwrap();
    let near_end = bytes.len() - 60;
    bytes[near_end] ^= 4;
    fs::write(&segment, &bytes).unwrap();
    let (ledger, findings) = desk.open();
    let told = ["notice-ledger-recovered", "notice-ledger-mended"];
    assert_eq!(keys(&findings), told);
    assert_eq!(ledger.state().seq, 101);
    let kept = files(&desk.dir().join("cut"), "");
    assert_eq!(
        fs::read(&kept[0]).unwrap(),
        bytes,
        "the damaged file is kept"
    );
}

#[test]
fn what_neither_copy_proves_is_named_and_nothing_more_is_recorded() {
    let desk = grown();
    fs::remove_dir_all(desk.dir().join("store")).unwrap();
    let segment = desk.segments().pop().unwrap();
    let mut bytes = fs::read(&segment).unwrap();
    let near_end = bytes.len() - 60;
    bytes[near_end] ^= 4;
    fs::write(&segment, &bytes).unwrap();
    let offset = bytes[..bytes.len() - 1]
        .iter()
        .rposition(|byte| *byte == b'\n');
    let (mut ledger, findings) = desk.open();
    let doubt = Doubt {
        first: 101,
        last: 101,
        file: segment.file_name().unwrap().to_string_lossy().into(),
        offset: offset.unwrap() as u64 + 1,
    };
    assert_eq!(findings.in_doubt, [doubt]);
    let why = findings.read_only.unwrap();
    assert_eq!(why.key, "notice-ledger-read-only-doubt");
    assert_eq!(
        ledger.state().seq,
        100,
        "the alarms go on with what is proven"
    );
    let refused = ledger.append(vec![note(1)]).unwrap_err();
    assert_eq!(refused.key(), "error-ledger-read-only-doubt");
    assert!(refused.to_string().contains("101"), "{refused}");
    assert_eq!(fs::read(&segment).unwrap(), bytes);
    assert!(!desk.dir().join("store").exists());
    assert_eq!(ledger.reader().entries(0, 200).unwrap().len(), 100);
}

#[test]
fn a_journal_older_than_the_marker_says_how_many_entries_are_in_doubt() {
    let desk = grown();
    fs::remove_dir_all(desk.dir().join("store")).unwrap();
    put(&aside(&desk).join("journal"), &desk.dir().join("journal"));
    let (ledger, findings) = desk.open();
    let doubt = &findings.in_doubt[0];
    assert_eq!((doubt.first, doubt.last), (62, 101));
    assert_eq!(ledger.state().seq, 61);
    assert!(ledger.read_only().is_some());
}

#[test]
fn a_gap_in_the_middle_is_passed_over_by_the_state_and_named() {
    let desk = Desk::new(small(), 300);
    fs::remove_dir_all(desk.dir().join("store")).unwrap();
    let segment = desk.segments().remove(1);
    let mut bytes = fs::read(&segment).unwrap();
    let third_line = bytes.split_inclusive(|byte| *byte == b'\n').take(2);
    let from = third_line.map(<[u8]>::len).sum::<usize>();
    bytes[from + 40..from + 60].fill(0);
    fs::write(&segment, &bytes).unwrap();
    fs::remove_file(desk.dir().join("head.json")).unwrap();
    let (ledger, findings) = desk.open();
    assert_eq!(findings.in_doubt.len(), 1);
    let doubt = &findings.in_doubt[0];
    assert_eq!(doubt.first, doubt.last);
    assert_eq!(doubt.offset, from as u64);
    assert_eq!(ledger.state().seq, 301);
    assert_eq!(findings.replayed, 300, "one of 301 is passed over");
}

#[test]
fn copies_that_went_different_ways_are_both_kept_and_named() {
    let desk = grown();
    let other = Desk::new(small(), 0);
    put(&aside(&desk), &other.dir());
    let (mut ledger, _) = other.open();
    add(&mut ledger, 200..=209);
    ledger.close().unwrap();
    put(&other.dir().join("journal"), &desk.dir().join("journal"));
    for is_marked in [true, false] {
        if !is_marked {
            fs::remove_file(desk.dir().join("head.json")).unwrap();
        }
        let refused = desk.try_open().unwrap_err();
        assert_eq!(refused.key(), "error-ledger-diverged");
        assert!(refused.to_string().contains("71"), "{refused}");
    }
    put(&other.dir().join("store"), &desk.dir().join("store"));
    assert_eq!(desk.open().0.state().seq, 71, "with its own store it opens");
}

#[test]
fn a_journal_put_in_the_place_of_another_is_noticed_by_the_marker() {
    let desk = Desk::new(options(), 10);
    let other = Desk::new(options(), 0);
    let (mut ledger, _) = other.open();
    add(&mut ledger, 101..=130);
    ledger.close().unwrap();
    put(&other.dir().join("journal"), &desk.dir().join("journal"));
    fs::remove_dir_all(desk.dir().join("store")).unwrap();
    assert_eq!(desk.try_open().unwrap_err().key(), "error-ledger-diverged");
    put(&other.dir().join("store"), &desk.dir().join("store"));
    let (_, findings) = desk.open();
    assert_eq!(keys(&findings), ["notice-ledger-marker"]);
    assert_eq!(desk.open().1.notices, [], "told once");
}

#[test]
fn a_store_of_another_record_is_set_aside() {
    let desk = grown();
    let other = Desk::new(small(), 20);
    let (mut ledger, _) = other.open();
    ledger.append(vec![note(999)]).unwrap();
    ledger.close().unwrap();
    put(&other.dir().join("store"), &desk.dir().join("store"));
    let (ledger, findings) = desk.open();
    assert_eq!(keys(&findings), ["notice-ledger-rebuilt"]);
    assert_eq!(ledger.state().seq, 101);
    let kept = &findings.notices[0].args["kept"];
    assert!(desk.dir().join(kept).join("db").exists(), "{kept}");
}

#[test]
fn bad_stores_are_kept_but_not_for_ever() {
    let desk = grown();
    for _ in 0..4 {
        fs::write(desk.dir().join("store.suspect"), "a page could not be read").unwrap();
        let (_, findings) = desk.open();
        assert_eq!(keys(&findings), ["notice-ledger-rebuilt"]);
    }
    let bad = fs::read_dir(desk.dir()).unwrap().filter(|entry| {
        let name = entry.as_ref().unwrap().file_name();
        name.to_string_lossy().starts_with("store.bad-")
    });
    assert_eq!(bad.count(), 2);
}

#[test]
fn a_half_written_snapshot_of_the_store_does_not_keep_it_from_opening() {
    let desk = grown();
    let stray = desk.dir().join("store/snap.0000000000000FFF.generating");
    fs::write(&stray, "half of one").unwrap();
    let (ledger, findings) = desk.open();
    assert_eq!(keys(&findings), ["notice-ledger-stray"]);
    assert_eq!((ledger.state().seq, findings.stored), (101, 0));
}

#[test]
fn a_store_that_panics_on_opening_is_built_again() {
    let desk = Desk::new(options(), 0);
    let (mut ledger, _) = desk.open();
    add(&mut ledger, 1..=3_000);
    // As a desk leaves it that ran for weeks and was ended: sled keeps no snapshot of its own then.
    let left = desk.folder.path().join("left");
    copy(&desk.dir().join("store"), &left);
    ledger.close().unwrap();
    let mut panics = 0;
    for part in 1..=6 {
        put(&left, &desk.dir().join("store"));
        let db = desk.dir().join("store/db");
        let mut bytes = fs::read(&db).unwrap();
        let at = bytes.len() * part / 10;
        bytes[at] ^= 0x10;
        fs::write(&db, bytes).unwrap();
        let (ledger, findings) = desk.open();
        assert_eq!(ledger.state().seq, 3_001);
        assert_eq!(findings.in_doubt, []);
        let told = findings
            .notices
            .iter()
            .flat_map(|notice| notice.args.values());
        panics += told.filter(|value| value.contains("panic")).count();
        let report = ledger.reader().verify(None, &mut |_| {}).unwrap();
        assert!(report.is_sound(), "{report:?}");
    }
    assert!(panics > 0, "none of these stores panics any more");
}

#[test]
fn a_store_that_silently_lost_its_tail_catches_up() {
    let desk = grown();
    let whole = desk.folder.path().join("whole");
    copy(&desk.dir().join("store"), &whole);
    let mut caught_up = 0;
    for part in 1..=8 {
        let store = desk.dir().join("store");
        put(&whole, &store);
        for file in files(&store, "") {
            let name = file.file_name().unwrap().to_string_lossy().into_owned();
            if name.starts_with("snap.") {
                fs::remove_file(&file).unwrap();
            }
        }
        let mut bytes = fs::read(store.join("db")).unwrap();
        let at = bytes.len() * part / 40;
        bytes[at] ^= 0x10;
        fs::write(store.join("db"), bytes).unwrap();
        let (ledger, findings) = desk.open();
        assert_eq!(ledger.state().seq, 101);
        caught_up += findings.stored;
        let report = ledger.reader().verify(None, &mut |_| {}).unwrap();
        assert!(report.is_sound(), "{report:?}");
    }
    assert!(caught_up > 0, "none of these stores lost anything");
}
