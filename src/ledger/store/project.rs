//! What entries change in the store: gathered while they are folded into the state, written as one
//! transaction.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use sled::transaction::{ConflictableTransactionError, TransactionError, Transactional};
use sled::{Batch, Tree};

use super::{Applied, FORMAT, Fault, Store, guarded, keys, texts, wide};
use crate::domain::call::Call;
use crate::domain::incident::Incident;
use crate::domain::state::Happened;
use crate::domain::warning::Warning;
use crate::domain::{Entry, Head, Sealed, State, Subject, SubjectId, SubjectKind, apply};
use crate::ledger::journal;
use crate::ledger::receipt;
use crate::link::wire::Receipt;

/// Changes that belong together.
#[derive(Debug, Default)]
pub(crate) struct Projection {
    entries: Vec<(u64, Vec<u8>)>,
    /// Subjects as they are to be stored. What the state may let go of is noted at once.
    subjects: BTreeMap<SubjectId, Vec<u8>>,
    /// Changed subjects that are bound to stay: noted at the end, once, from the state.
    open: BTreeSet<SubjectId>,
    /// Texts of subjects.
    texts: BTreeMap<SubjectId, String>,
    receipts: BTreeMap<String, Receipt>,
    head: Option<Head>,
}

impl Projection {
    /// Folds an entry into the state and notes what it changes. `stored` gives a subject the state
    /// no longer holds.
    pub(crate) fn fold(
        &mut self,
        state: &mut State,
        entry: &Entry,
        stored: &dyn Fn(&SubjectId) -> Option<Subject>,
    ) {
        if entry.seq > state.seq {
            apply(state, entry);
        }
        self.note(state, entry, stored);
    }

    /// Notes the entry itself, as it is kept.
    pub(crate) fn keep(&mut self, seq: u64, sealed: &Sealed) {
        self.entries.push((seq, journal::json(sealed)));
    }

    fn note(
        &mut self,
        state: &State,
        entry: &Entry,
        stored: &dyn Fn(&SubjectId) -> Option<Subject>,
    ) {
        self.note_subjects(state, entry, stored);
        if let Some(id) = texts::changed_by(&entry.event)
            && let Some(text) = texts::of(state, id)
        {
            self.texts.insert(id.clone(), text);
        }
        if let Some(command) = &entry.command {
            let mut told = self.receipts.remove(command.as_str());
            receipt::extend(&mut told, entry);
            self.receipts
                .extend(told.map(|told| (command.as_str().to_owned(), told)));
        }
        self.head = Some(Head {
            seq: entry.seq,
            hash: entry.hash,
        });
    }

    /// Notes the subjects of an entry that is in the state already.
    pub(crate) fn note_subjects(
        &mut self,
        state: &State,
        entry: &Entry,
        stored: &dyn Fn(&SubjectId) -> Option<Subject>,
    ) {
        for id in entry.event.subjects() {
            match Held::of(state, id) {
                Some(subject) if subject.is_bound_to_stay() => {
                    self.subjects.remove(id);
                    self.open.insert(id.clone());
                }
                Some(subject) => self.close(id, json(&subject)),
                None => {
                    if let Some(mut subject) = self.pending(id).or_else(|| stored(id)) {
                        subject.timeline_mut().push(Happened::from(entry));
                        self.close(id, json(&subject));
                    }
                }
            }
        }
    }

    fn close(&mut self, id: &SubjectId, json: Vec<u8>) {
        self.open.remove(id);
        self.subjects.insert(id.clone(), json);
    }

    fn pending(&self, id: &SubjectId) -> Option<Subject> {
        let value = self.subjects.get(id)?;
        serde_json::from_slice(value).ok()
    }

    /// Notes the open subjects as the state holds them now.
    pub(crate) fn finish(&mut self, state: &State) {
        for id in std::mem::take(&mut self.open) {
            if let Some(subject) = Held::of(state, &id) {
                let json = json(&subject);
                self.subjects.insert(id, json);
            }
        }
    }

    /// Takes out the subjects noted so far, as they are to be stored.
    pub(crate) fn take_subjects(&mut self) -> BTreeMap<SubjectId, Vec<u8>> {
        std::mem::take(&mut self.subjects)
    }
}

/// A subject the state holds, lent: serialised as [`Subject`] is.
#[derive(Serialize)]
#[serde(rename_all = "kebab-case")]
enum Held<'a> {
    Call(&'a Call),
    Incident(&'a Incident),
    Warning(&'a Warning),
}

impl<'a> Held<'a> {
    fn of(state: &'a State, id: &SubjectId) -> Option<Self> {
        match id.kind {
            SubjectKind::Call => state.calls.get(id).map(Self::Call),
            SubjectKind::Incident => state.incidents.get(id).map(Self::Incident),
            SubjectKind::Warning => state.warnings.get(id).map(Self::Warning),
        }
    }

    /// Whether the state cannot let go of it before another entry is about it.
    fn is_bound_to_stay(&self) -> bool {
        match self {
            Self::Call(call) => call.triage.is_none(),
            Self::Incident(incident) => incident.is_open(),
            Self::Warning(warning) => warning.ended.is_none() && warning.facts.expires.is_none(),
        }
    }
}

/// A subject as it is stored. Its types have no value that JSON cannot carry.
fn json(subject: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(subject).unwrap_or_default()
}

impl Store {
    /// Writes a finished projection, whole or not at all.
    pub(crate) fn write(&self, projection: &Projection) -> Result<(), Fault> {
        let Some(head) = projection.head else {
            return Ok(());
        };
        guarded(|| {
            let entries = entries(projection)?;
            let subjects = values(&self.subjects, &projection.subjects)?;
            let texts = values(&self.texts, &projection.texts)?;
            let commands = self.commands(projection)?;
            let format = FORMAT;
            let applied = serde_json::to_vec(&Applied { format, head })?;
            let trees = (
                &self.entries,
                &self.subjects,
                &self.texts,
                &self.commands,
                &self.meta,
            );
            let done =
                trees.transaction(|(in_entries, in_subjects, in_texts, in_commands, meta)| {
                    in_entries.apply_batch(&entries)?;
                    in_subjects.apply_batch(&subjects)?;
                    in_texts.apply_batch(&texts)?;
                    in_commands.apply_batch(&commands)?;
                    meta.insert(keys::APPLIED, applied.as_slice())?;
                    Ok::<(), ConflictableTransactionError<()>>(())
                });
            match done {
                Ok(()) => Ok(()),
                Err(TransactionError::Abort(())) => Err(Fault::new("a transaction was given up")),
                Err(TransactionError::Storage(error)) => Err(error.into()),
            }
        })
    }

    /// Receipts; one whose command was half in the store already is completed.
    fn commands(&self, projection: &Projection) -> Result<Batch, Fault> {
        let mut batch = Batch::default();
        for (command, told) in &projection.receipts {
            let earlier = self.receipt(command)?;
            let continued = earlier.filter(|earlier| earlier.last_seq + 1 == told.first_seq);
            let whole = match continued {
                Some(earlier) => receipt::join(earlier, told),
                None => told.clone(),
            };
            batch.insert(command.as_bytes(), serde_json::to_vec(&whole)?);
        }
        Ok(batch)
    }
}

/// Values of subjects, in place of those a tree has.
fn values<V: AsRef<[u8]>>(tree: &Tree, values: &BTreeMap<SubjectId, V>) -> Result<Batch, Fault> {
    let mut batch = Batch::default();
    for (id, value) in values {
        let key = keys::subject(id);
        let before = wide::parts(tree, &key)?;
        wide::put(&mut batch, &key, value.as_ref(), before)?;
    }
    Ok(batch)
}

fn entries(projection: &Projection) -> Result<Batch, Fault> {
    let mut batch = Batch::default();
    for (seq, json) in &projection.entries {
        wide::put(&mut batch, &keys::number(*seq), json, 0)?;
    }
    Ok(batch)
}
