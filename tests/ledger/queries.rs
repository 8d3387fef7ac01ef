//! What is asked of a record: entries, subjects however old, words, receipts.

use chrono::TimeDelta;
use watchkeeper::domain::{Event, Subject, SubjectKind};
use watchkeeper::ledger::Reader;

use crate::desk::{
    Desk, add, call, draft, files, id, incident, named, note, options, start, triaged,
};

fn found(subjects: &[Subject]) -> Vec<String> {
    let ids = subjects.iter().map(|subject| subject.id().to_string());
    ids.collect()
}

fn search(reader: &Reader, text: &str) -> Vec<String> {
    found(&reader.search(text, 10).unwrap())
}

#[test]
fn entries_are_given_in_order_from_any_place_and_no_further_than_the_view() {
    let desk = Desk::new(options(), 30);
    let (mut ledger, _) = desk.open();
    let reader = ledger.reader();
    add(&mut ledger, 31..=40);
    let entries = reader.entries(28, 100).unwrap();
    let numbers: Vec<u64> = entries.iter().map(|e| e.open().unwrap().seq).collect();
    assert_eq!(numbers, [29, 30, 31], "the view is of entry 31");
    assert_eq!(ledger.reader().entries(28, 5).unwrap().len(), 5);
    assert!(ledger.reader().entries(41, 5).unwrap().is_empty());
    assert!(ledger.reader().entries(u64::MAX, 5).unwrap().is_empty());
}

#[test]
fn subjects_of_a_kind_are_listed_newest_first_page_by_page() {
    let desk = Desk::new(options(), 0);
    let (mut ledger, _) = desk.open();
    for number in 1..=12 {
        ledger.append(vec![call(number, "河水发黑")]).unwrap();
    }
    ledger
        .append(vec![incident(1, "渗滤液泄漏", "李家沱")])
        .unwrap();
    let reader = ledger.reader();
    let page = reader.subjects(SubjectKind::Call, None, 5).unwrap();
    let newest = [
        "BN-2026-C012",
        "BN-2026-C011",
        "BN-2026-C010",
        "BN-2026-C009",
        "BN-2026-C008",
    ];
    assert_eq!(found(&page), newest);
    let last = page.last().unwrap().id();
    let page = reader.subjects(SubjectKind::Call, Some(last), 2).unwrap();
    assert_eq!(found(&page), ["BN-2026-C007", "BN-2026-C006"]);
    let page = reader.subjects(SubjectKind::Incident, None, 5).unwrap();
    assert_eq!(found(&page), ["BN-2026-001"]);
    let none = reader.subjects(SubjectKind::Incident, Some(&id("BN-2026-001")), 5);
    assert!(none.unwrap().is_empty());
}

#[test]
fn a_subject_that_left_memory_is_found_as_it_was_and_its_story_goes_on() {
    let desk = Desk::new(options(), 0);
    let (mut ledger, _) = desk.open();
    ledger.append(vec![call(1, "河水发黑")]).unwrap();
    ledger.append(vec![triaged(1, start())]).unwrap();
    let held = Subject::of(ledger.state(), &id("BN-2026-C001")).unwrap();
    let later = start() + TimeDelta::days(40);
    let mut reminder = note(1);
    reminder.at = later;
    ledger.append(vec![reminder]).unwrap();
    assert!(ledger.state().calls.is_empty(), "it left memory");
    let stored = ledger.reader().subject(&id("BN-2026-C001")).unwrap();
    assert_eq!(stored.unwrap(), held);
    let shown = Event::PersonalShown {
        call: id("BN-2026-C001"),
        reason: "回访".into(),
    };
    ledger.append(vec![draft(later, shown)]).unwrap();
    let stored = ledger
        .reader()
        .subject(&id("BN-2026-C001"))
        .unwrap()
        .unwrap();
    assert_eq!(stored.timeline().len(), held.timeline().len() + 1);
    assert!(
        ledger
            .reader()
            .subject(&id("BN-2026-C002"))
            .unwrap()
            .is_none()
    );
}

#[test]
fn words_find_what_was_told_in_chinese_and_in_letters() {
    let desk = Desk::new(options(), 0);
    let (mut ledger, _) = desk.open();
    ledger
        .append(vec![call(1, "攀钢钛业厂区排口 pH=3 的废水")])
        .unwrap();
    ledger.append(vec![call(2, "钛业园区有刺鼻气味")]).unwrap();
    let logged = incident(1, "攀钢钛业酸性废水泄漏", "巴南区李家沱");
    ledger.append(vec![logged]).unwrap();
    let reader = ledger.reader();
    assert_eq!(search(&reader, "攀钢钛业"), ["BN-2026-001", "BN-2026-C001"]);
    assert_eq!(
        search(&reader, "钛业"),
        ["BN-2026-001", "BN-2026-C002", "BN-2026-C001"]
    );
    assert_eq!(search(&reader, "李家沱"), ["BN-2026-001"]);
    assert_eq!(search(&reader, "PH"), ["BN-2026-C001"]);
    assert_eq!(
        search(&reader, "味"),
        ["BN-2026-C002"],
        "one character is enough"
    );
    assert_eq!(search(&reader, "气味 钛业"), ["BN-2026-C002"]);
    assert!(
        search(&reader, "钢业").is_empty(),
        "pairs apart are no name"
    );
    assert!(search(&reader, "，。 ").is_empty());
    assert_eq!(reader.search("钛业", 1).unwrap().len(), 1);
}

#[test]
fn a_repeated_command_is_answered_with_its_receipt() {
    let desk = Desk::new(options(), 5);
    let (mut ledger, _) = desk.open();
    let drafts = vec![
        incident(1, "渗滤液泄漏", "李家沱"),
        call(1, "同一事"),
        note(1),
    ];
    ledger.append(named(drafts, "c-17")).unwrap();
    drop(ledger);
    let (ledger, _) = desk.open();
    let receipt = ledger.reader().receipt(&"c-17".into()).unwrap().unwrap();
    assert_eq!((receipt.first_seq, receipt.last_seq), (7, 9));
    assert_eq!(
        receipt.subject,
        Some(id("BN-2026-C001")),
        "the one last numbered"
    );
    assert_eq!(ledger.reader().receipt(&"c-18".into()).unwrap(), None);
}

#[test]
fn a_subject_with_a_long_story_is_kept_whole_without_loose_files() {
    let desk = Desk::new(options(), 0);
    let (mut ledger, _) = desk.open();
    ledger
        .append(vec![incident(1, "渗滤液泄漏", "李家沱")])
        .unwrap();
    for number in 0..300 {
        let event = Event::NoteMade {
            subject: Some(id("BN-2026-001")),
            text: format!("{number}：{}", "监测数据".repeat(100)),
        };
        ledger.append(vec![draft(start(), event)]).unwrap();
    }
    let held = Subject::of(ledger.state(), &id("BN-2026-001")).unwrap();
    let stored = ledger.reader().subject(&id("BN-2026-001")).unwrap();
    assert_eq!(stored, Some(held));
    ledger.close().unwrap();
    let blobs = files(&desk.dir().join("store/blobs"), "");
    assert_eq!(blobs, Vec::<std::path::PathBuf>::new());
}
