//! A record opened again, and what is expected of it.

use std::path::Path;

use watchkeeper::domain::Digest;
use watchkeeper::ledger::{Findings, Ledger, Options, unwatched};

use crate::record::options;

pub fn open(dir: &Path) -> (Ledger, Findings) {
    open_with(dir, options())
}

pub fn open_with(dir: &Path, options: Options) -> (Ledger, Findings) {
    Ledger::open(dir, options, &mut unwatched).unwrap()
}

/// Whether an entry is in the record as it was acknowledged.
pub fn holds(ledger: &Ledger, seq: u64, hash: Digest) -> bool {
    let entries = ledger.reader().entries(seq - 1, 1).unwrap();
    entries.first().is_some_and(|entry| entry.hash == hash)
}

/// Checks a record that nothing may be amiss with.
pub fn assert_sound(ledger: &Ledger) {
    let report = ledger.reader().verify(None, &mut unwatched).unwrap();
    assert!(report.is_sound(), "{report:?}");
    assert_eq!(report.head, ledger.head());
}
