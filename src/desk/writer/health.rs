//! How the desk is: what it tells everybody, what it keeps an eye on, and how it gets well again.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use super::Writer;
use super::record::Record;
use crate::clock::{machine_now, monotonic};
use crate::desk::job::Vital;
use crate::desk::log;
use crate::domain::Head;
use crate::error::Exit;
use crate::ledger::noticed;
use crate::link::wire::{ClockStep, Finding, Refusal, WayHealth};
use crate::locale::Lang;

/// How often a record that takes nothing is tried again: trying may read much of it.
const RECOVER_EVERY: Duration = Duration::from_secs(10);

/// What opening found that is shown; the record has all of it.
const SHOWN_MAX: usize = 20;

/// What can pass by itself: space comes back, a disk is joined again.
const PASSING: [&str; 2] = [
    "notice-ledger-read-only-full",
    "notice-ledger-read-only-disk",
];

/// What a keeper should know.
pub(super) struct Notices {
    /// What was found when the record was opened.
    opening: Vec<Finding>,
    /// Why the rules in force are not those of the packs.
    pub(super) rules: Option<Finding>,
    /// That the clock stands behind the record.
    pub(super) clock: Option<Finding>,
    /// Why the ladders in force are not those of the file.
    pub(super) ladders: Option<Finding>,
    /// That the reminder clock had to be started again.
    pub(super) reminder: Option<Finding>,
    /// What could not be planned.
    pub(super) unplanned: Option<Finding>,
    /// That the machine's clock was set.
    pub(super) step: Option<ClockStep>,
    /// Why the commands are those of before.
    pub(super) commands: Option<Finding>,
    /// What came last of each command.
    pub(super) ways: BTreeMap<String, WayHealth>,
    /// What ails the watched folder.
    pub(super) inbox: Vec<Finding>,
    /// When the record was last tried again.
    tried: Option<Instant>,
}

impl Notices {
    pub(super) fn new(found: Vec<Finding>) -> Self {
        Self {
            opening: found,
            rules: None,
            clock: None,
            ladders: None,
            reminder: None,
            unplanned: None,
            commands: None,
            ways: BTreeMap::new(),
            step: None,
            inbox: Vec::new(),
            tried: None,
        }
    }
}

/// How a desk with that record is.
pub(super) fn vital<R: Record>(record: &R, notices: &Notices) -> Vital {
    let state = record.state();
    let opening = notices.opening.iter().take(SHOWN_MAX).cloned();
    let now = [
        record.store_fault(),
        notices.rules.clone(),
        notices.clock.clone(),
        notices.ladders.clone(),
        notices.reminder.clone(),
        notices.unplanned.clone(),
        notices.commands.clone(),
    ];
    Vital {
        head: Head {
            seq: state.seq,
            hash: state.head,
        },
        clock: state.desk.clock,
        is_behind: notices.clock.is_some(),
        step: notices.step,
        ways: notices.ways.values().cloned().collect(),
        read_only: record.read_only(),
        ails: record.store_fault().is_some() || passes(record),
        notices: now
            .into_iter()
            .flatten()
            .chain(notices.inbox.iter().cloned())
            .chain(opening)
            .collect(),
    }
}

/// Whether what keeps the record from being written may pass by itself.
fn passes<R: Record>(record: &R) -> bool {
    let read_only = record.read_only();
    read_only.is_some_and(|finding| PASSING.contains(&finding.key.as_str()))
}

impl<R: Record> Writer<R> {
    /// Tells everybody how the desk is, where that changed.
    pub(super) fn tell_vital(&mut self) {
        let now = vital(&self.record, &self.notices);
        self.vital.send_if_modified(|before| {
            let changed = *before != now;
            *before = now;
            changed
        });
    }

    /// Refuses where nothing can be recorded, after trying once more.
    pub(super) fn writable(&mut self) -> Result<(), Refusal> {
        if passes(&self.record) {
            self.recover();
        }
        match self.record.read_only() {
            Some(finding) => Err(refusal(finding)),
            None => Ok(()),
        }
    }

    /// Settles the record, and looks after it where something ails it.
    pub(super) fn settle(&mut self) {
        self.commit();
        if self.vital.borrow().ails {
            self.recover();
        }
        if let Err(error) = self.record.settle() {
            log::line(format_args!("not settled: {error}"));
        }
        self.tell_vital();
    }

    fn recover(&mut self) {
        let lately = |tried: Instant| monotonic().saturating_duration_since(tried) < RECOVER_EVERY;
        if self.notices.tried.is_some_and(lately) {
            return;
        }
        self.notices.tried = Some(monotonic());
        // What is staged was decided on a state that recovering may leave behind.
        self.commit();
        let before = self.record.state().seq;
        let found = match self.record.try_recover(machine_now()) {
            Ok(found) => found,
            Err(error) => return log::line(format_args!("not recovered: {error}")),
        };
        if self.record.state().seq != before {
            // Entries came back that nobody was told of: every console starts afresh.
            self.entries = super::ring();
            self.reminding.forget();
        }
        self.note_all(&found);
        self.notices.opening.splice(0..0, found);
        self.tell_vital();
    }

    /// Stages what opening the record found, so that an auditor reads it too.
    pub(super) fn note_all(&mut self, found: &[Finding]) {
        for finding in found {
            log::line(finding.sentence(Lang::En));
            self.note(noticed(finding));
        }
    }
}

/// What keeps the record from being written, as the answer to a wish.
fn refusal(read_only: Finding) -> Refusal {
    let name = read_only.key.strip_prefix("notice-");
    Refusal::Edge {
        key: format!("error-{}", name.unwrap_or(&read_only.key)),
        args: read_only.args,
        because: None,
        exit: Exit::CouldNotRun.code(),
    }
}
