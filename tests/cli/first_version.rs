//! A desk of the first version, opened by the program as it is now: nothing it recorded is lost or
//! altered, nothing it had told is told again, and what is said of it otherwise than then is listed
//! here, each with the rule that asks for it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::Value;
use watchkeeper::domain::{Event, State};
use watchkeeper::ledger::{Ledger, Options, unwatched};
use watchkeeper::rulebook::{self, Deadline, Standing};

use crate::support::{Home, wait_until};

/// What is said otherwise of the deadlines now, and the rule that asks for it. A line is a deadline
/// (subject, rule, recipient, start) and what became of it: `field: then → now`, `new`, `gone`.
const DEADLINES_DIFFER: [(&str, &str); 36] = [
    (
        "BN-2025-001 follow-up district-government 2025-12-30T15:00:00+08:00.met_at: \"2026-01-01T10:00:00+08:00\" → null",
        "a final report answers no follow-up",
    ),
    (
        "BN-2025-001 follow-up district-government 2025-12-30T15:00:00+08:00.met_by: 4 → null",
        "a final report answers no follow-up",
    ),
    (
        "BN-2025-001 follow-up district-government 2025-12-30T15:00:00+08:00.standing: \"met_late\" → \"void\"",
        "a final report answers no follow-up",
    ),
    (
        "BN-2025-001 follow-up municipal-bureau 2025-12-30T15:00:00+08:00.met_at: \"2026-01-01T10:00:00+08:00\" → null",
        "a final report answers no follow-up",
    ),
    (
        "BN-2025-001 follow-up municipal-bureau 2025-12-30T15:00:00+08:00.met_by: 4 → null",
        "a final report answers no follow-up",
    ),
    (
        "BN-2025-001 follow-up municipal-bureau 2025-12-30T15:00:00+08:00.standing: \"met_late\" → \"void\"",
        "a final report answers no follow-up",
    ),
    (
        "BN-2025-005 wp2021-phone district-committee 2025-12-31T15:00:00+08:00: new, foreseen",
        "what is not judged stays in sight (令17 Art. 4; half an hour)",
    ),
    (
        "BN-2025-005 wp2021-phone district-government 2025-12-31T15:00:00+08:00: new, foreseen",
        "what is not judged stays in sight (令17 Art. 4; half an hour)",
    ),
    (
        "BN-2025-005 wp2021-phone municipal-bureau 2025-12-31T15:00:00+08:00: new, foreseen",
        "what is not judged stays in sight (令17 Art. 4; half an hour)",
    ),
    (
        "BN-2026-001 wp2021-phone district-committee 2026-01-07T09:30:00+08:00: new, foreseen",
        "what is not judged stays in sight (令17 Art. 4; half an hour)",
    ),
    (
        "BN-2026-001 wp2021-phone district-government 2026-01-07T09:30:00+08:00: new, foreseen",
        "what is not judged stays in sight (令17 Art. 4; half an hour)",
    ),
    (
        "BN-2026-001 wp2021-phone municipal-bureau 2026-01-07T09:30:00+08:00: new, foreseen",
        "what is not judged stays in sight (令17 Art. 4; half an hour)",
    ),
    (
        "BN-2026-002 ling17-2h district-government 2026-01-02T10:10:00+08:00.met_at: \"2026-01-02T11:14:00+08:00\" → null",
        "a follow-up answers no first report",
    ),
    (
        "BN-2026-002 ling17-2h district-government 2026-01-02T10:10:00+08:00.met_by: 1 → null",
        "a follow-up answers no first report",
    ),
    (
        "BN-2026-002 ling17-2h district-government 2026-01-02T10:10:00+08:00.seconds_left: null → -507000",
        "a follow-up answers no first report",
    ),
    (
        "BN-2026-002 ling17-2h district-government 2026-01-02T10:10:00+08:00.standing: \"met\" → \"overdue\"",
        "a follow-up answers no first report",
    ),
    (
        "BN-2026-002 ling17-2h municipal-bureau 2026-01-02T10:10:00+08:00.met_at: \"2026-01-02T11:14:00+08:00\" → null",
        "a follow-up answers no first report",
    ),
    (
        "BN-2026-002 ling17-2h municipal-bureau 2026-01-02T10:10:00+08:00.met_by: 1 → null",
        "a follow-up answers no first report",
    ),
    (
        "BN-2026-002 ling17-2h municipal-bureau 2026-01-02T10:10:00+08:00.seconds_left: null → -507000",
        "a follow-up answers no first report",
    ),
    (
        "BN-2026-002 ling17-2h municipal-bureau 2026-01-02T10:10:00+08:00.standing: \"met\" → \"overdue\"",
        "a follow-up answers no first report",
    ),
    (
        "BN-2026-002 wp2021-written district-government 2026-01-02T10:10:00+08:00.met_at: \"2026-01-02T11:14:00+08:00\" → null",
        "a follow-up answers no first report",
    ),
    (
        "BN-2026-002 wp2021-written district-government 2026-01-02T10:10:00+08:00.met_by: 1 → null",
        "a follow-up answers no first report",
    ),
    (
        "BN-2026-002 wp2021-written district-government 2026-01-02T10:10:00+08:00.seconds_left: null → -510600",
        "a follow-up answers no first report",
    ),
    (
        "BN-2026-002 wp2021-written district-government 2026-01-02T10:10:00+08:00.standing: \"met_late\" → \"overdue\"",
        "a follow-up answers no first report",
    ),
    (
        "BN-2026-002 wp2021-written municipal-bureau 2026-01-02T10:10:00+08:00.met_at: \"2026-01-02T11:14:00+08:00\" → null",
        "a follow-up answers no first report",
    ),
    (
        "BN-2026-002 wp2021-written municipal-bureau 2026-01-02T10:10:00+08:00.met_by: 1 → null",
        "a follow-up answers no first report",
    ),
    (
        "BN-2026-002 wp2021-written municipal-bureau 2026-01-02T10:10:00+08:00.seconds_left: null → -510600",
        "a follow-up answers no first report",
    ),
    (
        "BN-2026-002 wp2021-written municipal-bureau 2026-01-02T10:10:00+08:00.standing: \"met_late\" → \"overdue\"",
        "a follow-up answers no first report",
    ),
    (
        "BN-2026-003 ling32-30d district-government 2026-01-02T16:00:00+08:00.seconds_left: 2098800 → null",
        "one limit, that of the grade that holds, from the end of the emergency (令32 Arts. 4, 16)",
    ),
    (
        "BN-2026-003 ling32-30d district-government 2026-01-02T16:00:00+08:00.standing: \"running\" → \"void\"",
        "one limit, that of the grade that holds, from the end of the emergency (令32 Arts. 4, 16)",
    ),
    (
        "BN-2026-003 ling32-30d municipal-bureau 2026-01-02T16:00:00+08:00.seconds_left: 2098800 → null",
        "one limit, that of the grade that holds, from the end of the emergency (令32 Arts. 4, 16)",
    ),
    (
        "BN-2026-003 ling32-30d municipal-bureau 2026-01-02T16:00:00+08:00.standing: \"running\" → \"void\"",
        "one limit, that of the grade that holds, from the end of the emergency (令32 Arts. 4, 16)",
    ),
    (
        "BN-2026-003 ling32-60d district-government 2026-01-02T16:00:00+08:00: new, running",
        "one limit, that of the grade that holds, from the end of the emergency (令32 Arts. 4, 16)",
    ),
    (
        "BN-2026-003 ling32-60d district-government 2026-01-07T19:00:00+08:00: gone",
        "one limit, that of the grade that holds, from the end of the emergency (令32 Arts. 4, 16)",
    ),
    (
        "BN-2026-003 ling32-60d municipal-bureau 2026-01-02T16:00:00+08:00: new, running",
        "one limit, that of the grade that holds, from the end of the emergency (令32 Arts. 4, 16)",
    ),
    (
        "BN-2026-003 ling32-60d municipal-bureau 2026-01-07T19:00:00+08:00: gone",
        "one limit, that of the grade that holds, from the end of the emergency (令32 Arts. 4, 16)",
    ),
];

/// What `incident show`, `call show` and the lists say otherwise now, and the rule that asks for it.
const SHOWN_DIFFERS: [(&str, &str); 4] = [
    (
        r#"incidents.json[2].next_due_at: "2026-01-07T13:30:00+08:00" → "2026-01-07T10:00:00+08:00""#,
        "what is not judged stays in sight (令17 Art. 4; half an hour)",
    ),
    (
        r#"incidents.json[4].next_due_at: null → "2025-12-31T15:30:00+08:00""#,
        "what is not judged stays in sight (令17 Art. 4; half an hour)",
    ),
    (
        "incidents.json[1].overdue: 7 → 11",
        "a follow-up answers no first report",
    ),
    (
        r#"incident-2025-005.json.proposed_grade.not_known: ["deaths","injured","evacuated","loss","ecology","intake","boundary"] → ["deaths","injured","evacuated","loss","ecology","intake","radiation","boundary"]"#,
        "国办函〔2014〕119号 annex 1: the radiation row is asked of a radiation accident",
    ),
];

/// Rungs raised as soon as the desk is opened, and the rule that brings their duty.
const RAISED_ANEW: [(&str, &str); 17] = [
    (
        "BN-2025-005/foreseen/initial/phone/20251231T073000Z {\"kind\":\"ahead\",\"minutes\":10}",
        "what is not judged is reminded of",
    ),
    (
        "BN-2025-005/foreseen/initial/phone/20251231T073000Z {\"kind\":\"ahead\",\"minutes\":15}",
        "what is not judged is reminded of",
    ),
    (
        "BN-2025-005/foreseen/initial/phone/20251231T073000Z {\"kind\":\"ahead\",\"minutes\":20}",
        "what is not judged is reminded of",
    ),
    (
        "BN-2025-005/foreseen/initial/phone/20251231T073000Z {\"kind\":\"ahead\",\"minutes\":2}",
        "what is not judged is reminded of",
    ),
    (
        "BN-2025-005/foreseen/initial/phone/20251231T073000Z {\"kind\":\"ahead\",\"minutes\":5}",
        "what is not judged is reminded of",
    ),
    (
        "BN-2025-005/foreseen/initial/phone/20251231T073000Z {\"kind\":\"due\"}",
        "what is not judged is reminded of",
    ),
    (
        "BN-2025-005/foreseen/initial/phone/20251231T073000Z {\"kind\":\"overdue\",\"minutes\":11040}",
        "what is not judged is reminded of",
    ),
    (
        "BN-2025-005/foreseen/initial/phone/20251231T073000Z {\"kind\":\"start\"}",
        "what is not judged is reminded of",
    ),
    (
        "BN-2026-001/foreseen/initial/phone/20260107T020000Z {\"kind\":\"ahead\",\"minutes\":10}",
        "what is not judged is reminded of",
    ),
    (
        "BN-2026-001/foreseen/initial/phone/20260107T020000Z {\"kind\":\"ahead\",\"minutes\":15}",
        "what is not judged is reminded of",
    ),
    (
        "BN-2026-001/foreseen/initial/phone/20260107T020000Z {\"kind\":\"ahead\",\"minutes\":20}",
        "what is not judged is reminded of",
    ),
    (
        "BN-2026-001/foreseen/initial/phone/20260107T020000Z {\"kind\":\"ahead\",\"minutes\":2}",
        "what is not judged is reminded of",
    ),
    (
        "BN-2026-001/foreseen/initial/phone/20260107T020000Z {\"kind\":\"ahead\",\"minutes\":5}",
        "what is not judged is reminded of",
    ),
    (
        "BN-2026-001/foreseen/initial/phone/20260107T020000Z {\"kind\":\"due\"}",
        "what is not judged is reminded of",
    ),
    (
        "BN-2026-001/foreseen/initial/phone/20260107T020000Z {\"kind\":\"overdue\",\"minutes\":1380}",
        "what is not judged is reminded of",
    ),
    (
        "BN-2026-001/foreseen/initial/phone/20260107T020000Z {\"kind\":\"start\"}",
        "what is not judged is reminded of",
    ),
    (
        "BN-2026-003/investigation/written/20260303T080000Z {\"kind\":\"start\"}",
        "the days run from the end of the emergency (令32 Art. 16)",
    ),
];

/// Every kind of event the first version knew.
const EVENTS: [&str; 41] = [
    "access-refused",
    "calendar-imported",
    "call-amended",
    "call-taken",
    "call-triaged",
    "clock-moved",
    "deadline-waived",
    "desk-created",
    "desk-noticed",
    "duties-frozen",
    "incident-amended",
    "incident-closed",
    "incident-dismissed",
    "incident-graded",
    "incident-logged",
    "instruction-noted",
    "matter-acknowledged",
    "milestone-reached",
    "note-made",
    "officer-entered",
    "period-entered",
    "period-withdrawn",
    "personal-destroyed",
    "personal-shown",
    "pin-set",
    "quiet-set",
    "report-corrected",
    "report-filed",
    "rules-adopted",
    "rung-raised",
    "rung-told",
    "settings-changed",
    "step-done",
    "step-reopened",
    "stood-down",
    "vigilance-noted",
    "warning-acted",
    "warning-confirmed",
    "warning-ended",
    "warning-taken",
    "watch-taken",
];

/// Words made for people, and what another table or file compares.
const NOT_COMPARED: [&str; 3] = ["what", "timeline", "deadlines"];

fn kept(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data/v1")
        .join(name)
}

fn said(name: &str) -> Value {
    let text = fs::read_to_string(kept("said").join(name)).unwrap();
    serde_json::from_str(&text).unwrap()
}

fn list(value: &Value) -> &[Value] {
    value.as_array().unwrap()
}

fn text<'a>(value: &'a Value, field: &str) -> &'a str {
    value[field].as_str().unwrap_or_default()
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            fs::copy(&path, &target).unwrap();
        }
    }
}

/// A home whose data folder is the kept one.
fn folder() -> Home {
    let home = Home::empty();
    copy(&kept("desk"), &home.data());
    home
}

/// A home restored from the kept backup.
fn restored() -> Home {
    let home = Home::empty();
    home.does(&["restore", kept("desk.wk").to_str().unwrap()]);
    home
}

/// The kept folder with half an entry at the end of its journal.
fn killed() -> Home {
    let home = folder();
    let segments = fs::read_dir(home.data().join("journal")).unwrap();
    let last = segments.map(|entry| entry.unwrap().path()).max().unwrap();
    let mut bytes = fs::read(&last).unwrap();
    bytes.extend(fs::read(kept("half-an-entry")).unwrap());
    fs::write(&last, bytes).unwrap();
    home
}

/// What is missing or otherwise in `now`; what was added is no difference.
fn differs(path: &str, then: &Value, now: &Value, found: &mut Vec<String>) {
    match (then, now) {
        (Value::Object(then), Value::Object(now)) => {
            for (key, value) in then {
                if NOT_COMPARED.contains(&key.as_str()) {
                    continue;
                }
                let path = format!("{path}.{key}");
                match now.get(key) {
                    Some(now) => differs(&path, value, now, found),
                    None => found.push(format!("{path}: gone")),
                }
            }
        }
        (Value::Array(then), Value::Array(now)) if then.len() == now.len() => {
            for (at, (then, now)) in then.iter().zip(now).enumerate() {
                differs(&format!("{path}[{at}]"), then, now, found);
            }
        }
        (then, now) if then == now => {}
        (then, now) => found.push(format!("{path}: {then} → {now}")),
    }
}

/// The differences found are those listed, no more and no fewer.
fn are_listed(found: Vec<String>, listed: &[(&str, &str)]) {
    for (_, rule) in listed {
        assert!(!rule.is_empty(), "each difference names the rule");
    }
    let found: BTreeSet<String> = found.into_iter().collect();
    let listed: BTreeSet<String> = listed.iter().map(|(line, _)| (*line).to_owned()).collect();
    let unlisted: Vec<_> = found.difference(&listed).collect();
    let missing: Vec<_> = listed.difference(&found).collect();
    assert!(
        unlisted.is_empty() && missing.is_empty(),
        "not listed: {unlisted:#?}\nlisted and not found: {missing:#?}"
    );
}

/// The log begins as it was, entry for entry; whatever came after.
fn log_is_kept(home: &Home) -> Vec<Value> {
    let then = said("log.json");
    let now = home.tells(&["log"]);
    let mut found = Vec::new();
    for (then, now) in list(&then).iter().zip(list(&now)) {
        differs(&format!("{}", then["seq"]), then, now, &mut found);
        assert!(!text(now, "what").is_empty(), "{now}");
    }
    are_listed(found, &[]);
    list(&now)[list(&then).len()..].to_vec()
}

/// The record as it was, with what a start may add to it.
fn record_is_kept(home: &Home) {
    let then = said("verify.json");
    home.does(&["officer", "list"]);
    let now = home.tells(&["verify"]);
    assert_eq!(now["sound"], true, "{now}");
    assert_eq!(now["in_doubt"], Value::Array(Vec::new()));
    assert_eq!(now["differences"], Value::Array(Vec::new()));
    let head = format!("{}:{}", then["head_seq"], text(&then, "head"));
    let found = home.tells(&["verify", "--head", &head]);
    assert_eq!(found["head_found"], true, "{found}");
    log_is_kept(home);
}

fn personal_is_kept(home: &Home) {
    let shown = home.tells(&["call", "reveal", "2026-C001", "--reason", "回访"]);
    assert_eq!(
        (text(&shown, "from"), text(&shown, "phone")),
        ("刘某", "139 1234 5679")
    );
    let forgotten = ["call", "reveal", "2026-C002", "--reason", "回访"];
    assert_eq!(home.is_refused(1, &forgotten), "desk-forgotten");
}

#[test]
fn the_witness_holds_every_kind_of_event_the_first_version_knew() {
    let log = said("log.json");
    let present: BTreeSet<&str> = list(&log)
        .iter()
        .map(|entry| text(&entry["event"], "type"))
        .collect();
    assert_eq!(present, BTreeSet::from(EVENTS));
}

#[test]
fn no_kind_of_event_the_first_version_knew_was_renamed_or_removed() {
    let unknown = serde_json::from_str::<Event>(r#"{"type":"none-such"}"#).unwrap_err();
    let expected = unknown.to_string();
    let known: BTreeSet<&str> = expected.split('`').skip(3).step_by(2).collect();
    for event in EVENTS {
        assert!(known.contains(event), "{event} is not among {known:?}");
    }
}

#[test]
fn the_folder_opens_sound_with_every_entry_as_it_was() {
    let home = folder();
    record_is_kept(&home);
    personal_is_kept(&home);
}

#[test]
fn the_backup_is_checked_and_restores_every_entry_as_it_was() {
    let home = restored();
    let then = said("verify-backup.json");
    let now = home.tells(&["verify", kept("desk.wk").to_str().unwrap()]);
    let mut found = Vec::new();
    differs("", &then, &now, &mut found);
    are_listed(found, &[]);
    record_is_kept(&home);
    personal_is_kept(&home);
}

#[test]
fn the_killed_tail_is_cut_and_noted_and_everything_before_it_stays() {
    let home = killed();
    record_is_kept(&home);
    let added = log_is_kept(&home);
    let is_torn = |entry: &Value| {
        let event = &entry["event"];
        (text(event, "type"), text(event, "what")) == ("desk-noticed", "ledger-torn")
    };
    assert_eq!(added.iter().filter(|entry| is_torn(entry)).count(), 1);
}

#[test]
fn a_pin_of_the_first_version_still_opens() {
    let home = folder();
    let note = ["incident", "note", "2025-002", "已阅", "--as", "陈国华"];
    let with_pin = |pin: &[u8]| {
        home.says_given(&[&note[..], &["--pin-stdin"]].concat(), pin)
            .code
    };
    assert_eq!(with_pin(b"0816\n"), 1);
    assert_eq!(with_pin(b"0815\n"), 0);
}

#[test]
fn what_is_said_of_the_deadlines_differs_only_as_listed() {
    let by_key = |rows: &Value| -> BTreeMap<String, Value> {
        let mut keyed = BTreeMap::new();
        for row in list(rows) {
            let fields = ["subject", "rule", "recipient", "starts_at"];
            let name = fields.map(|field| text(row, field)).join(" ");
            // What was made sure of at the very moment it was taken in stands twice.
            let second = format!("{name} again");
            let name = if keyed.contains_key(&name) {
                second
            } else {
                name
            };
            assert!(keyed.insert(name, row.clone()).is_none(), "{row}");
        }
        keyed
    };
    let then = by_key(&said("deadlines.json"));
    let home = folder();
    let now = by_key(&home.tells(&["deadlines", "--all"]));
    let mut found = Vec::new();
    for (name, was) in &then {
        match now.get(name) {
            Some(is) => differs(name, was, is, &mut found),
            None => found.push(format!("{name}: gone")),
        }
    }
    for (name, is) in now.iter().filter(|(name, _)| !then.contains_key(*name)) {
        found.push(format!("{name}: new, {}", text(is, "standing")));
    }
    are_listed(found, &DEADLINES_DIFFER);
}

#[test]
fn what_is_shown_of_incidents_calls_and_the_rest_differs_only_as_listed() {
    let home = folder();
    let mut found = Vec::new();
    let mut compare = |file: &str, args: &[&str]| {
        differs(file, &said(file), &home.tells(args), &mut found);
    };
    for name in fs::read_dir(kept("said")).unwrap() {
        let name = name.unwrap().file_name().into_string().unwrap();
        let Some(stem) = name.strip_suffix(".json") else {
            continue;
        };
        if let Some(number) = stem.strip_prefix("incident-") {
            compare(&name, &["incident", "show", number]);
        } else if let Some(number) = stem.strip_prefix("call-") {
            compare(&name, &["call", "show", number]);
        }
    }
    compare("incidents.json", &["incident", "list", "--all"]);
    compare("calls.json", &["call", "list", "--all"]);
    compare("warnings.json", &["warning", "list", "--all"]);
    compare("periods.json", &["period", "list"]);
    compare("settings.json", &["settings", "show"]);
    compare("officers.json", &["officer", "list"]);
    are_listed(found, &SHOWN_DIFFERS);
}

/// What was raised before is known by its name, and the first version had raised everything whose
/// time had come: whatever rings at the opening rings for a duty that it did not know.
#[test]
fn no_rung_that_was_raised_is_raised_again() {
    let home = folder();
    home.does(&["officer", "list"]);
    wait_until("the desk looks for what is due", || {
        !home.tells(&["status"])["reminder"]["last_ran"].is_null()
    });
    let rung = |entry: &Value| {
        let raised = &entry["event"]["raised"];
        format!("{} {}", text(raised, "matter"), raised["rung"])
    };
    let is_raised = |entry: &&Value| text(&entry["event"], "type") == "rung-raised";
    let then = said("log.json");
    let before: BTreeSet<String> = list(&then).iter().filter(is_raised).map(rung).collect();
    let added = log_is_kept(&home);
    let anew: Vec<String> = added.iter().filter(is_raised).map(rung).collect();
    for rung in &anew {
        assert!(!before.contains(rung), "{rung} was raised before");
    }
    are_listed(anew, &RAISED_ANEW);
}

/// The state and the time of the kept record's end.
fn end_of_the_record() -> (State, DateTime<Utc>) {
    let home = tempfile::tempdir().unwrap();
    let dir = home.path().join("desk");
    copy(&kept("desk"), &dir);
    let now = "2026-01-08T01:00:00Z".parse().unwrap();
    let options = Options {
        ballast_bytes: 0,
        ..Options::at(now)
    };
    let (ledger, _) = Ledger::open(&dir, options, &mut unwatched).unwrap();
    (ledger.state().clone(), now)
}

#[test]
fn nothing_of_a_closed_or_dismissed_subject_ever_becomes_overdue() {
    let (state, end) = end_of_the_record();
    let settled = ["BN-2025-001", "BN-2025-004", "BN-2026-C002", "BN-2026-W001"];
    for days in [0, 1, 8, 29, 61, 400] {
        let now = end + TimeDelta::days(days);
        let dues = rulebook::deadlines(&state, now);
        let of = |due: &Deadline, number: &str| due.subject.to_string() == number;
        for number in settled {
            let mut own = dues.iter().filter(|due| of(due, number)).peekable();
            assert!(own.peek().is_some(), "{number} has no duties");
            assert!(
                own.all(|due| due.standing.is_settled()),
                "{number} after {days} days"
            );
        }
        let open = dues.iter().filter(|due| of(due, "BN-2025-002"));
        assert!(
            days < 61
                || open
                    .into_iter()
                    .any(|due| due.standing == Standing::Overdue),
            "an open one does become overdue"
        );
    }
}
