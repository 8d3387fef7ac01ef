//! A disk that is full, and a folder that takes no writing.

use std::fs;
use std::io::Write;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;

use watchkeeper::domain::{Subject, SubjectId};
use watchkeeper::ledger::{Ledger, Options, unwatched};

use crate::child::Writer;
use crate::mounts::Mount;
use crate::opened::{assert_sound, holds, open};
use crate::record::{create, created, judged_call, note, options, start};

/// Writes a file until there is no space left but `leave` bytes.
fn fill(path: &Path, leave: u64) {
    let mut file = fs::File::create(path).unwrap();
    let block = vec![0; 4096];
    while file.write_all(&block).is_ok() {}
    let length = file.metadata().unwrap().len();
    file.set_len(length.saturating_sub(leave)).unwrap();
}

/// Records notes until that is refused; the refusal's key is returned.
fn record_until_refused(ledger: &mut Ledger) -> String {
    for _ in 0..100_000 {
        let before = ledger.state().clone();
        let seq = before.seq + 1;
        if let Err(error) = ledger.append(vec![note(seq)]) {
            assert_eq!(*ledger.state(), before, "nothing was recorded");
            assert_eq!(ledger.staged_state(), ledger.state());
            return error.key().to_owned();
        }
    }
    panic!("the disk is never full");
}

#[test]
fn on_a_full_disk_nothing_is_acknowledged_and_afterwards_nothing_is_missing() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("disk");
    let Some(_disk) = Mount::memory(&at, 24) else {
        return;
    };
    let dir = at.join("desk");
    let mut ledger = create(&dir);
    let filler = at.join("filler");
    fill(&filler, 200_000);
    let refused = record_until_refused(&mut ledger);
    assert_eq!(refused, "error-ledger-read-only-full");
    let why = ledger.read_only().unwrap();
    assert_eq!(why.key, "notice-ledger-read-only-full");
    let again = ledger.append(vec![note(1)]).unwrap_err();
    assert_eq!(
        again.key(),
        "error-ledger-read-only-full",
        "and stays refused"
    );
    assert!(ledger.try_recover(start(), &mut unwatched).is_err());
    let head = ledger.head();
    fs::remove_file(&filler).unwrap();
    ledger.try_recover(start(), &mut unwatched).unwrap();
    assert_eq!((ledger.read_only(), ledger.head()), (None, head));
    assert_eq!(ledger.store_fault(), None);
    ledger.append(vec![note(head.seq + 1)]).unwrap();
    assert_sound(&ledger);
    drop(ledger);
    let (ledger, findings) = open(&dir);
    assert_eq!(
        (findings.notices.len(), ledger.head().seq),
        (0, head.seq + 1)
    );
}

#[test]
fn a_record_left_on_a_full_disk_can_be_read_and_goes_on_when_there_is_space() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("disk");
    let Some(_disk) = Mount::memory(&at, 24) else {
        return;
    };
    let dir = at.join("desk");
    let mut ledger = create(&dir);
    for seq in 2..200 {
        ledger.append(vec![note(seq)]).unwrap();
    }
    let state = ledger.state().clone();
    drop(ledger);
    let filler = at.join("filler");
    fill(&filler, 0);
    let (mut ledger, findings) = open(&dir);
    assert_eq!(findings.in_doubt, []);
    assert_eq!(*ledger.state(), state);
    fs::remove_file(&filler).unwrap();
    ledger.try_recover(start(), &mut unwatched).unwrap();
    ledger.append(vec![note(200)]).unwrap();
    assert_sound(&ledger);
}

#[test]
fn the_ballast_lets_the_record_go_on_for_a_while() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("disk");
    let Some(_disk) = Mount::memory(&at, 48) else {
        return;
    };
    let dir = at.join("desk");
    let options = Options {
        ballast_bytes: 4 << 20,
        ..options()
    };
    let mut ledger = Ledger::create(&dir, vec![created()], options, &mut unwatched).unwrap();
    let ballast = dir.join("ballast");
    assert_eq!(fs::metadata(&ballast).unwrap().len(), 4 << 20);
    fill(&at.join("filler"), 0);
    for seq in 2..200 {
        ledger.append(vec![note(seq)]).unwrap();
    }
    assert!(!ballast.exists(), "it was given back");
    assert_eq!(ledger.read_only(), None);
}

/// Works without mounting anything: no file may grow beyond a limit.
#[test]
fn at_a_limit_of_file_size_everything_acknowledged_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("desk");
    create(&dir).close().unwrap();
    let mut writer = Writer::start_with(&dir, Some(1_500_000));
    while writer.hear(1) && writer.refused.is_none() {}
    assert_eq!(
        writer.refused.as_deref(),
        Some("error-ledger-read-only-full")
    );
    let ack = writer.kill().unwrap();
    let (mut ledger, findings) = open(&dir);
    assert_eq!((findings.in_doubt.len(), findings.read_only), (0, None));
    assert!(holds(&ledger, ack.seq, ack.hash));
    assert_eq!(ledger.head().seq, ack.seq, "and nothing that was refused");
    ledger.append(vec![note(ack.seq + 1)]).unwrap();
    assert_sound(&ledger);
}

/// Opens a record in a folder that takes no writing, and finds everything in it.
fn assert_readable(dir: &Path, expected: &watchkeeper::domain::State) -> Ledger {
    let (mut ledger, findings) = open(dir);
    let why = findings.read_only.unwrap();
    assert_eq!(why.key, "notice-ledger-read-only-folder");
    assert_eq!(ledger.state(), expected);
    let refused = ledger.append(vec![note(1)]).unwrap_err();
    assert_eq!(refused.key(), "error-ledger-read-only-folder");
    let call = SubjectId::try_from("BN-2026-C2".to_owned()).unwrap();
    let found = ledger.reader().subject(&call).unwrap();
    assert_eq!(found, Subject::of(expected, &call));
    assert!(found.is_some());
    ledger
}

#[test]
fn a_folder_that_takes_no_writing_is_opened_for_reading() {
    let folder = tempfile::tempdir().unwrap();
    let at = folder.path().join("disk");
    let Some(disk) = Mount::memory(&at, 24) else {
        return;
    };
    let dir = at.join("desk");
    let mut ledger = create(&dir);
    ledger.append(judged_call(2)).unwrap();
    ledger.append(vec![note(4)]).unwrap();
    let state = ledger.state().clone();
    drop(ledger);
    disk.remount("ro");
    let mut ledger = assert_readable(&dir, &state);
    disk.remount("rw");
    ledger.try_recover(start(), &mut unwatched).unwrap();
    assert_eq!(ledger.read_only(), None);
    ledger.append(vec![note(5)]).unwrap();
    assert_sound(&ledger);
}

#[test]
fn folders_another_login_owns_are_opened_for_reading() {
    if rustix::process::geteuid().is_root() {
        println!("skipped: permissions do not bind root; the mounted folder is tried instead");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path().join("desk");
    let mut ledger = create(&dir);
    ledger.append(judged_call(2)).unwrap();
    let state = ledger.state().clone();
    ledger.close().unwrap();
    let lock = dir.join("lock");
    fs::set_permissions(&lock, fs::Permissions::from_mode(0o400)).unwrap();
    fs::set_permissions(&dir, fs::Permissions::from_mode(0o500)).unwrap();
    let ledger = assert_readable(&dir, &state);
    fs::set_permissions(&dir, fs::Permissions::from_mode(0o700)).unwrap();
    drop(ledger);
}
