//! The desk's own log: lines on standard error, for whoever keeps the machine. Nothing about
//! incidents or people goes there; that is the record's.

use std::fmt::Display;
use std::io::Write;

use crate::clock::machine_now;
use crate::ledger::Progress;

/// Writes one line. A log that cannot be written must not stop the desk.
pub(super) fn line(what: impl Display) {
    let at = machine_now().format("%Y-%m-%dT%H:%M:%SZ");
    let _unwritten = writeln!(std::io::stderr(), "{at} {what}");
}

/// Tells how far long work has come.
pub(super) fn progress(progress: Progress) {
    let (stage, done) = (progress.stage.name(), progress.done);
    line(format_args!("{stage}: {done} entries"));
}
