//! Opening a record that was closed, left, or is not there.

use std::fs;
use std::path::Path;

use chrono::TimeDelta;
use watchkeeper::domain::entry::{BODY_VERSION, Body};
use watchkeeper::domain::{Event, Head, State};
use watchkeeper::ledger::{Ledger, chain, unwatched};

use crate::desk::{
    Desk, add, call, created, draft, files, keys, note, options, small, start, triaged,
};

#[test]
fn what_was_recorded_is_there_after_closing_and_after_leaving() {
    let desk = Desk::new(small(), 100);
    let (mut ledger, findings) = desk.open();
    assert_eq!(ledger.state().seq, 101);
    assert_eq!(findings.notices, []);
    assert_eq!(findings.replayed, 0, "a closed record replays nothing");
    let recorded = ledger.append(vec![note(101), note(102)]).unwrap();
    assert_eq!(recorded[1].entry.seq, 103);
    let (state, head) = (ledger.state().clone(), ledger.head());
    drop(ledger);
    let (ledger, findings) = desk.open();
    assert_eq!(findings.notices, []);
    assert_eq!((findings.checked, findings.replayed), (2, 2));
    assert_eq!(ledger.head(), head);
    assert_eq!(*ledger.state(), state);
}

#[test]
fn commands_staged_together_are_recorded_together_and_decided_one_after_the_other() {
    let desk = Desk::new(options(), 0);
    let (mut ledger, _) = desk.open();
    ledger.stage(vec![call(1, "河水发黑")]).unwrap();
    assert_eq!(ledger.staged_state().calls.len(), 1);
    assert_eq!(ledger.state().calls.len(), 0, "nobody may be told yet");
    ledger.stage(vec![call(2, "刺鼻气味")]).unwrap();
    let recorded = ledger.commit().unwrap();
    assert_eq!(recorded.len(), 2);
    assert_eq!(ledger.state(), ledger.staged_state());
    assert_eq!(ledger.state().calls.len(), 2);
    assert!(ledger.commit().unwrap().is_empty());
}

#[test]
fn a_folder_without_a_desk_is_refused_and_left_as_it_is() {
    let folder = tempfile::tempdir().unwrap();
    let refused = Ledger::open(folder.path(), options(), &mut unwatched).unwrap_err();
    assert_eq!(refused.key(), "error-ledger-absent");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_desk_is_created_once_and_begins_with_its_creation() {
    let desk = Desk::new(options(), 3);
    let refused = Ledger::create(&desk.dir(), vec![created()], options(), &mut unwatched);
    assert_eq!(refused.unwrap_err().key(), "error-ledger-exists");
    let folder = tempfile::tempdir().unwrap();
    let refused = Ledger::create(folder.path(), vec![note(1)], options(), &mut unwatched);
    assert_eq!(refused.unwrap_err().key(), "error-ledger-no-beginning");
    assert!(!folder.path().join("journal").exists());
}

#[test]
fn an_emptied_record_is_never_taken_for_a_new_one() {
    let desk = Desk::new(options(), 20);
    fs::remove_dir_all(desk.dir().join("store")).unwrap();
    let journal = desk.dir().join("journal");
    for segment in desk.segments() {
        fs::write(segment, "").unwrap();
    }
    let refused = desk.try_open().unwrap_err();
    assert_eq!(refused.key(), "error-ledger-emptied");
    assert!(refused.to_string().contains("21"), "{refused}");
    fs::remove_dir_all(&journal).unwrap();
    assert_eq!(desk.try_open().unwrap_err().key(), "error-ledger-emptied");
    fs::remove_file(desk.dir().join("head.json")).unwrap();
    fs::create_dir(desk.dir().join("keys")).unwrap();
    assert_eq!(desk.try_open().unwrap_err().key(), "error-ledger-emptied");
    let again = Ledger::create(&desk.dir(), vec![created()], options(), &mut unwatched);
    assert!(
        again.is_ok(),
        "but whoever wants a new desk there may have one"
    );
}

#[test]
fn a_second_desk_on_the_same_data_is_told_which_process_holds_it() {
    let desk = Desk::new(options(), 3);
    let (held, _) = desk.open();
    let refused = desk.try_open().unwrap_err();
    assert_eq!(refused.key(), "error-ledger-locked");
    let pid = std::process::id().to_string();
    assert!(refused.to_string().contains(&pid), "{refused}");
    drop(held);
    assert!(desk.try_open().is_ok());
}

/// The line of an entry whose body is given as text.
fn line(head: Head, body: &str) -> String {
    let hash = chain::hash(&head.hash, body);
    let prev = head.hash;
    let json = format!(r#"{{"prev":"{prev}","hash":"{hash}","body":{body}}}"#);
    let crc = crc32fast::hash(json.as_bytes());
    format!("{:08x} {crc:08x} {json}\n", json.len())
}

fn append(desk: &Desk, text: &[u8]) {
    let segment = desk.segments().pop().unwrap();
    let mut bytes = fs::read(&segment).unwrap();
    bytes.extend_from_slice(text);
    fs::write(segment, bytes).unwrap();
}

/// Every file of a record that carries meaning, with its bytes.
fn contents(dir: &Path) -> Vec<(std::path::PathBuf, Vec<u8>)> {
    let mut all = files(&dir.join("journal"), "");
    all.extend(files(&dir.join("store"), ""));
    all.push(dir.join("head.json"));
    all.retain(|path| path.is_file());
    all.into_iter()
        .map(|path| (path.clone(), fs::read(path).unwrap()))
        .collect()
}

#[test]
fn an_entry_of_a_newer_program_is_refused_before_anything_is_written() {
    let bodies = [
        (
            r#"{"v":2,"desk":"BN","seq":12,"new":"form"}"#,
            "error-ledger-newer",
        ),
        (
            r#"{"v":1,"desk":"BN","seq":12,"at":"2026-11-24T06:30:00Z","by":{"login":"x"},"event":{"type":"not-known-yet"}}"#,
            "error-ledger-unreadable",
        ),
    ];
    for (body, key) in bodies {
        let desk = Desk::new(options(), 10);
        let (ledger, _) = desk.open();
        let head = ledger.head();
        ledger.close().unwrap();
        append(&desk, line(head, body).as_bytes());
        append(&desk, b"0000");
        let before = contents(&desk.dir());
        let refused = desk.try_open().unwrap_err();
        assert_eq!(refused.key(), key);
        assert!(refused.to_string().contains("12"), "{refused}");
        assert!(
            contents(&desk.dir()) == before,
            "{key}: something was written"
        );
    }
}

#[test]
fn a_write_that_was_never_finished_is_cut_and_its_bytes_are_kept() {
    let desk = Desk::new(options(), 10);
    append(&desk, b"000001f4 0badcafe {\"prev\":\"00");
    let (mut ledger, findings) = desk.open();
    assert_eq!(keys(&findings), ["notice-ledger-torn"]);
    assert_eq!(findings.notices[0].args["seq"], "12");
    let kept = files(&desk.dir().join("cut"), "");
    assert_eq!(
        fs::read(&kept[0]).unwrap(),
        b"000001f4 0badcafe {\"prev\":\"00"
    );
    ledger.append(vec![note(11)]).unwrap();
    ledger.close().unwrap();
    assert_eq!(desk.open().1.notices, []);
}

#[test]
fn a_command_whose_last_entry_is_missing_is_taken_off_whole() {
    let desk = Desk::new(options(), 10);
    let (ledger, _) = desk.open();
    let (mut head, state) = (ledger.head(), ledger.state().clone());
    drop(ledger);
    for more in [2, 1] {
        let draft = call(more, "河水发黑");
        let body = Body {
            v: BODY_VERSION,
            desk: "BN".parse().unwrap(),
            seq: head.seq + 1,
            at: draft.at,
            by: draft.by,
            command: None,
            more,
            event: draft.event,
        };
        let body = serde_json::to_string(&body).unwrap();
        append(&desk, line(head, &body).as_bytes());
        head = Head {
            seq: head.seq + 1,
            hash: chain::hash(&head.hash, &body),
        };
    }
    let (ledger, findings) = desk.open();
    assert_eq!(keys(&findings), ["notice-ledger-unfinished"]);
    assert_eq!(*ledger.state(), state);
    assert_eq!(files(&desk.dir().join("cut"), "").len(), 1);
}

#[test]
fn finished_journal_files_get_their_digests_and_the_chain_runs_through_all_of_them() {
    let desk = Desk::new(small(), 300);
    assert!(desk.segments().len() > 4, "{:?}", desk.segments());
    let digests = files(&desk.dir().join("journal"), ".sm3");
    assert_eq!(digests.len(), desk.segments().len() - 1);
    fs::remove_file(desk.dir().join("head.json")).unwrap();
    let (_, findings) = desk.open();
    assert_eq!(findings.checked, 301, "without the marker all is checked");
    assert_eq!(findings.notices, []);
}

/// A year and more of calls, each judged the same day.
fn year_of_calls(ledger: &mut Ledger, calls: u32) {
    for number in 1..=calls {
        let at = start() + TimeDelta::hours(i64::from(number));
        let mut taken = call(number, "河水发黑");
        taken.at = at;
        ledger.stage(vec![taken, triaged(number, at)]).unwrap();
        if !ledger.has_room() {
            ledger.commit().unwrap();
            ledger.settle().unwrap();
        }
    }
    ledger.commit().unwrap();
}

fn weight(state: &State) -> usize {
    serde_json::to_vec(state).unwrap().len()
}

#[test]
fn opening_replays_what_was_not_settled_and_memory_follows_what_is_open() {
    let desk = Desk::new(options(), 0);
    let (mut ledger, _) = desk.open();
    year_of_calls(&mut ledger, 1_000);
    let light = weight(ledger.state());
    ledger.close().unwrap();
    let desk = Desk::new(options(), 0);
    let (mut ledger, _) = desk.open();
    year_of_calls(&mut ledger, 10_000);
    assert_eq!(ledger.state().seq, 20_001);
    let held = ledger.state().calls.len();
    assert!(held <= 32 * 24, "{held} calls of 30 days");
    let heavy = weight(ledger.state());
    assert!(heavy < light + light / 10, "{light} grew to {heavy}");
    ledger.close().unwrap();
    let (mut ledger, findings) = desk.open();
    assert_eq!(
        (findings.checked, findings.replayed, findings.stored),
        (0, 0, 0)
    );
    add(&mut ledger, 1..=700);
    drop(ledger);
    let (ledger, findings) = desk.open();
    assert_eq!((findings.checked, findings.replayed), (700, 700));
    assert_eq!(ledger.state().seq, 20_701);
    assert_eq!(findings.notices, []);
}

#[test]
fn events_need_not_fit_a_page_of_the_store() {
    let desk = Desk::new(options(), 3);
    let (mut ledger, _) = desk.open();
    let text = "渗滤液".repeat(60_000);
    let event = Event::NoteMade {
        subject: None,
        text: text.clone(),
    };
    ledger.append(vec![draft(start(), event)]).unwrap();
    let too_long = Event::NoteMade {
        subject: None,
        text: "x".repeat(5 << 20),
    };
    let refused = ledger.append(vec![note(5), draft(start(), too_long)]);
    assert_eq!(refused.unwrap_err().key(), "error-ledger-too-long");
    assert_eq!(ledger.state().seq, 5);
    assert_eq!(ledger.staged_state(), ledger.state());
    ledger.append(vec![note(6)]).unwrap();
    ledger.close().unwrap();
    let (ledger, findings) = desk.open();
    assert_eq!(findings.notices, []);
    let entries = ledger.reader().entries(4, 1).unwrap();
    assert!(entries[0].body.get().contains(&text));
    let blobs = files(&desk.dir().join("store/blobs"), "");
    assert_eq!(blobs, Vec::<std::path::PathBuf>::new());
}
