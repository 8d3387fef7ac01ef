//! Bits flipped, blocks zeroed, files cut short and taken away: in the journal, in the store, in the
//! marker, and in two of them at once. No acknowledged entry is lost, or the program says precisely
//! which are in doubt; it never panics and never takes an empty store for good.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that panics has failed"
)]

#[path = "../ledger_crash/record.rs"]
mod record;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use watchkeeper::domain::{Digest, Sealed};
use watchkeeper::error::Error;
use watchkeeper::ledger::{Findings, Ledger, unwatched, verify};

use record::{Chance, copy, create, judged_call, note, options};

/// Damages to one file, in each of the two ways a record is left.
const SINGLE: u64 = 45;

/// Damages to journal and store at once.
const DOUBLE: u64 = 50;

/// A record that is going to be damaged, and what was acknowledged in it.
struct Whole {
    dir: PathBuf,
    entries: Vec<Sealed>,
}

/// A record of some four hundred entries, copied as a running desk leaves it or after closing.
fn whole(folder: &Path, is_closed: bool) -> Whole {
    let made = folder.join("made");
    let mut ledger = create(&made);
    while ledger.head().seq < 400 {
        let seq = ledger.head().seq + 1;
        ledger.append(vec![note(seq)]).unwrap();
        if seq.is_multiple_of(10) {
            ledger.append(judged_call(seq + 1)).unwrap();
        }
        if seq == 300 {
            ledger.settle().unwrap();
        }
    }
    let entries = ledger.reader().entries(0, 1_000).unwrap();
    let dir = folder.join("whole");
    if is_closed {
        ledger.close().unwrap();
        copy(&made, &dir);
    } else {
        copy(&made, &dir);
        drop(ledger);
    }
    fs::remove_dir_all(&made).unwrap();
    Whole { dir, entries }
}

/// Files of a record, as far as they carry anything.
fn targets(dir: &Path, is_of: fn(&str) -> bool) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for part in ["journal", "store", "."] {
        for entry in fs::read_dir(dir.join(part)).unwrap() {
            let path = entry.unwrap().path();
            let name = format!("{part}/{}", path.file_name().unwrap().to_string_lossy());
            if path.is_file() && is_of(&name) && fs::metadata(&path).unwrap().len() > 0 {
                found.push(path);
            }
        }
    }
    found.sort();
    found
}

fn is_journal(name: &str) -> bool {
    name.starts_with("journal/")
}

fn is_store(name: &str) -> bool {
    name.starts_with("store/")
}

fn is_any(name: &str) -> bool {
    is_journal(name) || is_store(name) || name == "./head.json"
}

/// Damages a file by chance; what was done is told.
fn damage(path: &Path, chance: &mut Chance) -> String {
    let mut bytes = fs::read(path).unwrap();
    let length = bytes.len() as u64;
    let at = usize::try_from(chance.below(length)).unwrap();
    let name = path.file_name().unwrap().to_string_lossy().into_owned();
    let told = match chance.below(8) {
        0 => {
            fs::remove_file(path).unwrap();
            return format!("{name} removed");
        }
        1 | 2 => {
            bytes.truncate(at);
            format!("{name} cut at {at} of {length}")
        }
        3 | 4 => {
            let block = at - at % 4096;
            let end = bytes.len().min(block + 4096);
            bytes[block..end].fill(0);
            format!("{name} zeroed from {block} of {length}")
        }
        _ => {
            bytes[at] ^= 1 << chance.below(8);
            format!("{name} flipped at {at} of {length}")
        }
    };
    fs::write(path, bytes).unwrap();
    told
}

/// Everything the program still has, by number: from the store or the journal.
fn had(ledger: &Ledger) -> BTreeSet<(u64, Digest)> {
    let entries = ledger.reader().entries(0, 1_000).unwrap();
    let numbered = entries.iter().map(|entry| {
        let seq = entry.open().unwrap().seq;
        (seq, entry.hash)
    });
    numbered.collect()
}

fn is_in_doubt(findings: &Findings, seq: u64) -> bool {
    let doubts = findings.in_doubt.iter();
    doubts
        .clone()
        .any(|doubt| (doubt.first..=doubt.last).contains(&seq))
}

/// What was acknowledged is there, or it is named as being in doubt and nothing is recorded.
fn assert_kept_or_named(ledger: &Ledger, findings: &Findings, whole: &Whole, told: &str) {
    let had = had(ledger);
    for (seq, entry) in (1..).zip(&whole.entries) {
        let is_there = had.contains(&(seq, entry.hash));
        let is_named = is_in_doubt(findings, seq);
        assert!(
            is_there || is_named,
            "{told}: entry {seq} is lost\n{findings:?}"
        );
    }
    assert_eq!(findings.in_doubt.is_empty(), findings.read_only.is_none());
    if findings.in_doubt.is_empty() {
        let last = whole.entries.last().unwrap();
        assert_eq!(ledger.head().hash, last.hash, "{told}\n{findings:?}");
        assert_eq!(had.len(), whole.entries.len(), "{told}");
    }
}

/// After one opening healed what it saw, and a check found the rest, the next opening leaves nothing
/// amiss.
fn assert_heals(dir: &Path, told: &str) {
    verify(dir, None, &options(), &mut unwatched).unwrap();
    drop(try_open(dir).unwrap());
    let report = verify(dir, None, &options(), &mut unwatched).unwrap();
    assert!(report.is_sound(), "{told}\n{report:?}");
}

fn try_open(dir: &Path) -> Result<(Ledger, Findings), Error> {
    Ledger::open(dir, options(), &mut unwatched)
}

fn damage_one(is_closed: bool, seed: u64) {
    let folder = tempfile::tempdir().unwrap();
    let whole = whole(folder.path(), is_closed);
    let mut chance = Chance::seeded(seed);
    for case in 0..SINGLE {
        let dir = folder.path().join(format!("case-{case}"));
        copy(&whole.dir, &dir);
        let targets = targets(&dir, is_any);
        let chosen = usize::try_from(chance.below(targets.len() as u64)).unwrap();
        let told = damage(&targets[chosen], &mut chance);
        let (ledger, findings) = try_open(&dir).unwrap_or_else(|error| panic!("{told}: {error}"));
        assert_kept_or_named(&ledger, &findings, &whole, &told);
        drop(ledger);
        if is_closed {
            assert_eq!(findings.in_doubt, [], "{told}: one copy is enough");
        }
        if findings.in_doubt.is_empty() {
            assert_heals(&dir, &told);
        }
        fs::remove_dir_all(&dir).unwrap();
    }
}

#[test]
fn one_damaged_file_after_closing_costs_no_entry() {
    damage_one(true, 1);
}

/// A crash leaves the store some entries behind, so damage to the journal's very end may hit the only
/// copy there is; that is said then.
#[test]
fn one_damaged_file_after_a_crash_costs_no_entry_that_is_not_named() {
    damage_one(false, 2);
}

#[test]
fn with_both_copies_damaged_what_is_lost_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let whole = whole(folder.path(), true);
    let mut chance = Chance::seeded(3);
    let (mut healed, mut named) = (0, 0);
    for case in 0..DOUBLE {
        let dir = folder.path().join(format!("case-{case}"));
        copy(&whole.dir, &dir);
        // Everything has to be looked at, not only the end.
        fs::write(dir.join("journal.recheck"), "").unwrap();
        let mut told = String::new();
        for is_of in [is_journal as fn(&str) -> bool, is_store] {
            let targets = targets(&dir, is_of);
            let chosen = usize::try_from(chance.below(targets.len() as u64)).unwrap();
            told.push_str(&damage(&targets[chosen], &mut chance));
            told.push_str("; ");
        }
        match try_open(&dir) {
            Ok((ledger, findings)) => {
                assert_kept_or_named(&ledger, &findings, &whole, &told);
                healed += u32::from(findings.in_doubt.is_empty());
                named += u32::from(!findings.in_doubt.is_empty());
            }
            Err(error) => {
                let known = ["error-ledger-emptied", "error-ledger-no-beginning"];
                assert!(known.contains(&error.key()), "{told}: {error}");
                named += 1;
            }
        }
        fs::remove_dir_all(&dir).unwrap();
    }
    println!("{DOUBLE} double damages: {healed} healed, {named} named");
    assert!(healed > 0 && named > 0, "both happen");
}
