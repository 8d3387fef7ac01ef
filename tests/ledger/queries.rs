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

fn search(reader: &Reader, kind: SubjectKind, text: &str) -> Vec<String> {
    let page = reader.page(kind, text, None, 10).unwrap();
    assert_eq!(page.next, None);
    [found(&page.numbered), found(&page.subjects)].concat()
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
    let page = reader.page(SubjectKind::Call, "", None, 5).unwrap();
    let newest = [
        "BN-2026-C012",
        "BN-2026-C011",
        "BN-2026-C010",
        "BN-2026-C009",
        "BN-2026-C008",
    ];
    assert_eq!(found(&page.subjects), newest);
    assert_eq!(page.next, Some(id("BN-2026-C008")));
    let before = page.next.as_ref();
    let page = reader.page(SubjectKind::Call, "", before, 2).unwrap();
    assert_eq!(found(&page.subjects), ["BN-2026-C007", "BN-2026-C006"]);
    let before = page.next.as_ref();
    let page = reader.page(SubjectKind::Call, "", before, 5).unwrap();
    assert_eq!(page.subjects.len(), 5);
    assert_eq!(
        page.next, None,
        "a page that ends with the last one is the last"
    );
    let page = reader.page(SubjectKind::Incident, "", None, 5).unwrap();
    assert_eq!(found(&page.subjects), ["BN-2026-001"]);
    let before = Some(id("BN-2026-001"));
    let none = reader.page(SubjectKind::Incident, "", before.as_ref(), 5);
    assert!(none.unwrap().subjects.is_empty());
    let counts = reader.count("").unwrap();
    let counted = SubjectKind::ALL.map(|kind| counts[&kind]);
    assert_eq!(counted, [12, 1, 0]);
}

#[test]
fn an_incident_is_found_however_many_calls_tell_of_the_same() {
    let desk = Desk::new(options(), 0);
    let (mut ledger, _) = desk.open();
    ledger
        .append(vec![incident(1, "攀钢钛业酸性废水泄漏", "李家沱")])
        .unwrap();
    for number in 1..=205 {
        ledger
            .append(vec![call(number, "钛业 有刺鼻气味")])
            .unwrap();
    }
    let reader = ledger.reader();
    assert_eq!(
        search(&reader, SubjectKind::Incident, "钛业"),
        ["BN-2026-001"]
    );
    let counts = reader.count("钛业").unwrap();
    let counted = SubjectKind::ALL.map(|kind| counts[&kind]);
    assert_eq!(counted, [205, 1, 0]);
    let (mut all, mut before) = (Vec::new(), None);
    loop {
        let page = reader.page(SubjectKind::Call, "钛业", before.as_ref(), 20);
        let page = page.unwrap();
        assert!(page.subjects.len() <= 20);
        all.extend(found(&page.subjects));
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    let expected = (1..=205)
        .rev()
        .map(|number| format!("BN-2026-C{number:03}"));
    assert_eq!(
        all,
        expected.collect::<Vec<_>>(),
        "every call once, in order"
    );
}

#[test]
fn a_number_finds_its_subject_before_whoever_only_tells_of_it() {
    let desk = Desk::new(options(), 0);
    let (mut ledger, _) = desk.open();
    for number in 1..=30 {
        let told = call(number, "13800000005 来电，反映 26-005 号事件");
        ledger.append(vec![told]).unwrap();
    }
    let reader = ledger.reader();
    for written in [
        "C005",
        "c5",
        "26-C005",
        "bn-2026-c005",
        "２６－Ｃ００５",
        "005",
    ] {
        let page = reader.page(SubjectKind::Call, written, None, 3).unwrap();
        assert_eq!(found(&page.numbered), ["BN-2026-C005"], "{written}");
        let others = page.subjects.iter().map(Subject::id);
        assert!(others.clone().all(|other| *other != id("BN-2026-C005")));
    }
    let (mut all, mut before) = (Vec::new(), None);
    loop {
        let page = reader.page(SubjectKind::Call, "005", before.as_ref(), 4);
        let page = page.unwrap();
        all.extend(found(&page.numbered));
        all.extend(found(&page.subjects));
        before = page.next;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(all.len(), 30, "each is found once");
    assert_eq!(reader.count("005").unwrap()[&SubjectKind::Call], 30);
}

#[test]
fn what_is_told_at_the_end_of_a_long_call_is_found_as_well() {
    let desk = Desk::new(options(), 0);
    let (mut ledger, _) = desk.open();
    let told = format!("{}最后说到苯酚", "情况不明，".repeat(900));
    ledger.append(vec![call(1, &told)]).unwrap();
    ledger.append(vec![call(2, "苯酚")]).unwrap();
    let reader = ledger.reader();
    assert_eq!(
        search(&reader, SubjectKind::Call, "苯酚"),
        ["BN-2026-C002", "BN-2026-C001"]
    );
    assert_eq!(reader.count("").unwrap()[&SubjectKind::Call], 2);
}

#[test]
fn a_page_ends_where_it_would_be_too_long_to_be_sent_and_goes_on_after() {
    let desk = Desk::new(options(), 0);
    let (mut ledger, _) = desk.open();
    for number in 1..=4 {
        ledger.append(vec![call(number, "河水发黑")]).unwrap();
        for _ in 0..60 {
            let note = Event::NoteMade {
                subject: Some(id(&format!("BN-2026-C{number:03}"))),
                text: "很长的记录".repeat(2_000),
            };
            ledger.append(vec![draft(start(), note)]).unwrap();
        }
    }
    let reader = ledger.reader();
    let (mut all, mut before, mut pages) = (Vec::new(), None, 0);
    loop {
        let page = reader.page(SubjectKind::Call, "", before.as_ref(), 200);
        let page = page.unwrap();
        assert!(!page.subjects.is_empty());
        all.extend(found(&page.subjects));
        (before, pages) = (page.next, pages + 1);
        if before.is_none() {
            break;
        }
    }
    let expected = [
        "BN-2026-C004",
        "BN-2026-C003",
        "BN-2026-C002",
        "BN-2026-C001",
    ];
    assert_eq!(all, expected);
    assert_eq!(pages, 2, "1.8 MB a call, and a page ends after 4 MB");
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
    let calls = |text: &str| search(&reader, SubjectKind::Call, text);
    let incidents = |text: &str| search(&reader, SubjectKind::Incident, text);
    assert_eq!(incidents("攀钢钛业"), ["BN-2026-001"]);
    assert_eq!(calls("攀钢钛业"), ["BN-2026-C001"]);
    assert_eq!(calls("钛业"), ["BN-2026-C002", "BN-2026-C001"]);
    assert_eq!(incidents("李家沱"), ["BN-2026-001"]);
    assert_eq!(calls("PH"), ["BN-2026-C001"]);
    assert_eq!(calls("味"), ["BN-2026-C002"], "one character is enough");
    assert_eq!(calls("气味 钛业"), ["BN-2026-C002"]);
    assert!(calls("钢业").is_empty(), "pairs apart are no name");
    assert!(calls("，。 ").is_empty(), "nothing is looked for");
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
