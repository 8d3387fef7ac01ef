//! A record of a million entries: how long recording takes, what lies on the disk, and that opening
//! replays no history and memory follows what is open.
//!
//! `cargo run --release --example million -- FOLDER [ENTRIES]`

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use watchkeeper::clock::monotonic;
use watchkeeper::domain::call::{CallFacts, Personal, Source, Triage};
use watchkeeper::domain::event::DeskMode;
use watchkeeper::domain::{By, DeskCode, Event, SubjectId, SubjectKind};
use watchkeeper::error::Error;
use watchkeeper::ledger::{Draft, Ledger, Options, unwatched, verify};

/// Entries where none are named.
const ENTRIES: u64 = 1_000_000;

/// Minutes between two calls: twenty-four a day.
const MINUTES_APART: u32 = 60;

/// Calls recorded after the last settling.
const UNSETTLED: u32 = 250;

fn main() -> Result<(), Error> {
    let mut args = std::env::args().skip(1);
    let folder = args.next().map(PathBuf::from);
    let folder = folder.unwrap_or_else(|| std::env::temp_dir().join("million"));
    let entries = args.next().and_then(|arg| arg.parse().ok());
    let entries = entries.unwrap_or(ENTRIES);

    let calls = fill(&folder, entries)?;
    open(&folder, "after closing")?;
    let mut ledger = open(&folder, "again")?;
    for number in calls + 1..=calls + UNSETTLED {
        ledger.append(judged_call(number))?;
    }
    // Let go of without settling, as a killed desk leaves it.
    drop(ledger);
    open(&folder, "after a crash")?;
    check(&folder)?;
    let Ok(()) = fs::remove_dir_all(folder.join("store")) else {
        return Ok(());
    };
    open(&folder, "without its store")?;
    Ok(())
}

/// Records so many entries, and closes. The number of the last call is returned.
fn fill(folder: &Path, entries: u64) -> Result<u32, Error> {
    let began = monotonic();
    let first = vec![draft(0, created())];
    let mut ledger = Ledger::create(folder, first, options(), &mut unwatched)?;
    let mut number = 0;
    while ledger.staged_state().seq < entries {
        number += 1;
        ledger.stage(judged_call(number))?;
        if !ledger.has_room() {
            ledger.commit()?;
            ledger.settle()?;
        }
    }
    ledger.commit()?;
    ledger.close()?;
    let took = began.elapsed();
    let megabytes = |part: &str| size(&folder.join(part)) >> 20;
    println!(
        "recorded {entries} entries in {took:.1?}: journal {} MB, store {} MB",
        megabytes("journal"),
        megabytes("store")
    );
    Ok(number)
}

fn open(folder: &Path, when: &str) -> Result<Ledger, Error> {
    let began = monotonic();
    let (ledger, findings) = Ledger::open(folder, options(), &mut unwatched)?;
    let took: Duration = began.elapsed();
    println!(
        "opened {when} in {took:.2?}: checked {}, replayed {}, stored {}; {} calls in memory, {} resident",
        findings.checked,
        findings.replayed,
        findings.stored,
        ledger.state().calls.len(),
        resident(),
    );
    Ok(ledger)
}

fn check(folder: &Path) -> Result<(), Error> {
    let began = monotonic();
    let report = verify(folder, None, &options(), &mut unwatched)?;
    let took = began.elapsed();
    let (entries, subjects) = (report.entries, report.subjects);
    let sound = report.is_sound();
    println!("verified {entries} entries and {subjects} subjects in {took:.1?}: sound {sound}");
    Ok(())
}

fn options() -> Options {
    Options::at(DateTime::UNIX_EPOCH)
}

fn draft(number: u32, event: Event) -> Draft {
    let minutes = i64::from(number) * i64::from(MINUTES_APART);
    Draft {
        at: DateTime::UNIX_EPOCH + TimeDelta::minutes(minutes),
        by: By {
            login: "duty".into(),
            officer: None,
        },
        command: Some(format!("c-{number}").as_str().into()),
        event,
    }
}

fn desk() -> DeskCode {
    "BN".parse().unwrap_or_else(|_| unreachable!("a good code"))
}

fn created() -> Event {
    Event::DeskCreated {
        code: desk(),
        name: "巴南".into(),
        mode: DeskMode::Real,
        zone: chrono_tz::Tz::Asia__Shanghai,
        clock: None,
    }
}

/// A call and what became of it.
fn judged_call(number: u32) -> Vec<Draft> {
    let call = SubjectId {
        desk: desk(),
        kind: SubjectKind::Call,
        year: 2026,
        number,
    };
    let received: DateTime<Utc> = DateTime::UNIX_EPOCH;
    let facts = CallFacts {
        received,
        channel: Source::Hotline12345,
        from: Personal::Open("王五".into()),
        unit: "李家沱街道".into(),
        phone: Personal::Open(format!("023-{number:08}")),
        called_back: true,
        about: format!("第{number}号来电：花溪河下游水体发黑有异味，疑似上游企业排污"),
    };
    let taken = Event::CallTaken {
        call: call.clone(),
        facts,
    };
    let triage = Triage::PassedOn {
        to: "区生态环境保护综合行政执法支队".into(),
    };
    vec![
        draft(number, taken),
        draft(number, Event::CallTriaged { call, triage }),
    ]
}

fn size(path: &Path) -> u64 {
    let Ok(entries) = fs::read_dir(path) else {
        return fs::metadata(path).map_or(0, |data| data.len());
    };
    entries.flatten().map(|entry| size(&entry.path())).sum()
}

/// Memory this process holds, as the system says.
fn resident() -> String {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    line.map_or("?", str::trim).to_owned()
}
