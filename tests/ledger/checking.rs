//! Checking the whole record, and the file everything is backed up into.

use std::fs;
use std::path::{Path, PathBuf};

use watchkeeper::domain::call::Personal;
use watchkeeper::domain::verify::Difference;
use watchkeeper::domain::{Event, HeadClaim, VerifyReport};
use watchkeeper::ledger::{Keys, Ledger, Vault, restore, unwatched, verify};

use crate::desk::{
    Desk, add, call, draft, id, incident, keys, note, options, put, small, start, triaged,
};

/// A record with some of everything in it, over several journal files.
fn lived_in() -> Desk {
    let desk = Desk::new(small(), 150);
    let (mut ledger, _) = desk.open();
    for number in 1..=20 {
        ledger.append(vec![call(number, "河水发黑")]).unwrap();
        if number % 2 == 0 {
            ledger.append(vec![triaged(number, start())]).unwrap();
        }
    }
    ledger
        .append(vec![incident(1, "渗滤液泄漏", "李家沱")])
        .unwrap();
    ledger.close().unwrap();
    desk
}

fn check(path: &Path) -> VerifyReport {
    verify(path, None, &options(), &mut unwatched).unwrap()
}

/// Changes one byte of a file.
fn hurt(path: &Path, at: usize) {
    let mut bytes = fs::read(path).unwrap();
    bytes[at] ^= 1;
    fs::write(path, bytes).unwrap();
}

#[test]
fn a_sound_record_is_found_sound_open_or_not_and_checking_changes_nothing() {
    let desk = lived_in();
    let store = fs::read(desk.dir().join("store/db")).unwrap();
    let report = check(&desk.dir());
    assert!(report.is_sound(), "{report:?}");
    assert_eq!((report.entries, report.subjects), (182, 21));
    assert_eq!(report.segments, desk.segments().len() as u64);
    assert!(fs::read(desk.dir().join("store/db")).unwrap() == store);
    let (mut ledger, findings) = desk.open();
    assert_eq!(findings.notices, []);
    let reader = ledger.reader();
    add(&mut ledger, 200..=220);
    ledger.append(vec![triaged(1, start())]).unwrap();
    let report = reader.verify(None, &mut unwatched).unwrap();
    assert!(report.is_sound(), "written on meanwhile: {report:?}");
    assert_eq!(report.entries, 182, "up to the view's head");
}

#[test]
fn a_head_from_a_handover_sheet_is_looked_for() {
    let desk = lived_in();
    let head = check(&desk.dir()).head;
    let claims = [
        (head.to_string(), true),
        (format!("{}:{}", head.seq, head.hash), true),
        (format!("{}:00000000", head.seq), false),
        (format!("{}:{}", head.seq + 1, head.hash.short()), false),
    ];
    for (claim, is_met) in claims {
        let parsed: HeadClaim = claim.parse().unwrap();
        let report = verify(&desk.dir(), Some(&parsed), &options(), &mut unwatched).unwrap();
        assert_eq!(report.claim_met, Some(is_met), "{claim}");
        assert_eq!(report.is_sound(), is_met);
    }
}

#[test]
fn damage_far_back_is_found_told_apart_and_mended_at_the_next_opening() {
    let desk = lived_in();
    let segment = desk.segments().remove(1);
    hurt(&segment, 700);
    assert_eq!(desk.open().1.notices, [], "opening looks at the end only");
    let report = check(&desk.dir());
    let damaged = report
        .differences
        .iter()
        .find_map(|difference| match difference {
            Difference::JournalDamaged(doubt) => Some(doubt),
            _ => None,
        });
    let damaged = damaged.unwrap();
    assert_eq!(damaged.file, segment.file_name().unwrap().to_str().unwrap());
    assert!(damaged.offset < 700 && damaged.first == damaged.last);
    assert_eq!(report.in_doubt, [], "the store proves it");
    let (ledger, findings) = desk.open();
    let told = ["notice-ledger-recovered", "notice-ledger-mended"];
    assert_eq!(keys(&findings), told);
    ledger.close().unwrap();
    let report = check(&desk.dir());
    assert!(report.is_sound(), "{report:?}");
}

#[test]
fn a_store_that_tells_another_story_is_found_out_and_built_again() {
    let desk = lived_in();
    let other = lived_in();
    let (mut ledger, _) = other.open();
    let amended = Event::NoteMade {
        subject: Some(id("BN-2026-001")),
        text: "另一个故事".into(),
    };
    ledger.append(vec![draft(start(), amended)]).unwrap();
    ledger.close().unwrap();
    let (mut ledger, _) = desk.open();
    ledger.append(vec![note(7)]).unwrap();
    ledger.close().unwrap();
    put(&other.dir().join("store"), &desk.dir().join("store"));
    let report = check(&desk.dir());
    let differing = [
        Difference::StoreDiffers { seq: 183 },
        Difference::StateDiffers,
        Difference::SubjectDiffers {
            subject: id("BN-2026-001"),
        },
    ];
    assert_eq!(report.differences, differing);
    let (_, findings) = desk.open();
    assert_eq!(keys(&findings), ["notice-ledger-rebuilt"]);
    assert!(check(&desk.dir()).is_sound());
}

#[test]
fn an_entry_rewritten_with_a_right_checksum_is_still_found_out() {
    let desk = lived_in();
    let segment = desk.segments().remove(1);
    let text = fs::read_to_string(&segment).unwrap();
    let line = text.lines().nth(3).unwrap();
    let json = line[18..].replace("江面无异常", "江面有油膜");
    assert_ne!(json, line[18..]);
    let crc = crc32fast::hash(json.as_bytes());
    let forged = format!("{:08x} {crc:08x} {json}", json.len());
    fs::write(&segment, text.replace(line, &forged)).unwrap();
    let report = check(&desk.dir());
    let is_damage = |difference: &Difference| matches!(difference, Difference::JournalDamaged(_));
    assert!(report.differences.iter().any(is_damage), "{report:?}");
}

/// A backup of a record, and the folder it lies in.
fn backed_up(desk: &Desk) -> PathBuf {
    let (ledger, _) = desk.open();
    let to = desk.folder.path().join("today.wkb");
    let report = ledger.reader().backup(&to, Keys::Included, &mut unwatched);
    assert_eq!(report.unwrap().bytes, fs::metadata(&to).unwrap().len());
    to
}

#[test]
fn a_backup_is_restored_into_an_empty_folder_with_everything_in_it() {
    let desk = lived_in();
    let vault = Vault::of(&desk.dir());
    let sealed = vault.seal(&id("BN-2026-C003"), "王五").unwrap();
    vault.seal(&id("BN-2026-C004"), "赵六").unwrap();
    let file = backed_up(&desk);
    let report = check(&file);
    assert!(report.is_sound(), "{report:?}");
    assert_eq!(report.entries, 182);
    let there = desk.folder.path().join("restored");
    let head = restore(&file, &there, &small(), &mut unwatched).unwrap();
    assert_eq!(head, report.head);
    let (restored, findings) = Ledger::open(&there, small(), &mut unwatched).unwrap();
    assert_eq!(findings.notices, []);
    assert_eq!(restored.state(), desk.open().0.state());
    drop(restored);
    assert!(check(&there).is_sound());
    let opened = Vault::of(&there).open(&id("BN-2026-C003"), &sealed);
    assert_eq!(opened.unwrap(), "王五");
    let again = restore(&file, &there, &small(), &mut unwatched).unwrap_err();
    assert_eq!(again.key(), "error-restore-not-empty");
}

#[test]
fn a_backup_never_replaces_a_file_and_leaves_keys_out_when_asked() {
    let desk = lived_in();
    let vault = Vault::of(&desk.dir());
    let sealed = vault.seal(&id("BN-2026-C003"), "王五").unwrap();
    let file = backed_up(&desk);
    let (ledger, _) = desk.open();
    let reader = ledger.reader();
    let refused = reader.backup(&file, Keys::Included, &mut unwatched);
    assert_eq!(refused.unwrap_err().key(), "error-backup-exists");
    let without = desk.folder.path().join("without.wkb");
    reader
        .backup(&without, Keys::LeftOut, &mut unwatched)
        .unwrap();
    let there = desk.folder.path().join("restored");
    restore(&without, &there, &small(), &mut unwatched).unwrap();
    let refused = Vault::of(&there).open(&id("BN-2026-C003"), &sealed);
    assert_eq!(refused.unwrap_err().key(), "error-vault-gone");
}

#[test]
fn a_destroyed_key_does_not_come_back_with_the_record_that_says_so() {
    let desk = lived_in();
    let vault = Vault::of(&desk.dir());
    let call = id("BN-2026-C003");
    let sealed = vault.seal(&call, "王五").unwrap();
    assert!(matches!(sealed, Personal::Sealed(_)));
    let (mut ledger, _) = desk.open();
    let event = Event::PersonalDestroyed {
        call: call.clone(),
        reason: "本人要求".into(),
    };
    ledger.append(vec![draft(start(), event)]).unwrap();
    drop(ledger);
    let file = backed_up(&desk);
    let there = desk.folder.path().join("restored");
    restore(&file, &there, &small(), &mut unwatched).unwrap();
    assert!(!Vault::of(&there).holds(&call));
}

#[test]
fn a_damaged_backup_is_never_restored_and_says_what_it_still_proves() {
    let desk = lived_in();
    Vault::of(&desk.dir())
        .seal(&id("BN-2026-C003"), "王五")
        .unwrap();
    let file = backed_up(&desk);
    let whole = fs::read(&file).unwrap();
    let there = desk.folder.path().join("restored");
    for part in 0..40 {
        let at = whole.len() * part / 40 + 1;
        for is_cut in [true, false] {
            let mut bytes = whole.clone();
            if is_cut {
                bytes.truncate(at);
            } else {
                bytes[at] ^= 1;
            }
            fs::write(&file, bytes).unwrap();
            let refused = restore(&file, &there, &small(), &mut unwatched).unwrap_err();
            let known = ["error-backup-damaged", "error-backup-not-one"];
            assert!(known.contains(&refused.key()), "{refused}");
            assert!(!there.exists());
            if let Ok(report) = verify(&file, None, &options(), &mut unwatched) {
                assert!(!report.is_sound(), "byte {at}");
                let proven = report.in_doubt.first().map_or(183, |doubt| doubt.first);
                assert_eq!(report.entries + 1, proven);
            }
        }
    }
}

#[test]
fn something_else_is_not_a_backup() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("notes.txt");
    let forms = [
        ("", "error-backup-not-one"),
        ("买菜\n", "error-backup-not-one"),
        ("{\"watchkeeper-backup\":9}\n", "error-backup-newer"),
    ];
    for (text, key) in forms {
        fs::write(&file, text).unwrap();
        let refused = verify(&file, None, &options(), &mut unwatched).unwrap_err();
        assert_eq!(refused.key(), key, "{text}");
    }
}
