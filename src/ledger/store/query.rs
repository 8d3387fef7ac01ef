//! Asking the store.

use std::collections::{BTreeMap, BTreeSet};

use super::{Fault, Store, guarded, keys, wide, words};
use crate::domain::{Sealed, Subject, SubjectId, SubjectKind};
use crate::link::wire::Receipt;

/// Subjects a single word may bring into a search; a word more common than that finds the rest only
/// together with another.
const CANDIDATES_MAX: usize = 50_000;

impl Store {
    /// The entry of that number.
    pub(crate) fn entry(&self, seq: u64) -> Result<Option<Sealed>, Fault> {
        guarded(|| {
            let Some(json) = wide::get(&self.entries, &keys::number(seq))? else {
                return Ok(None);
            };
            Ok(Some(serde_json::from_slice(&json)?))
        })
    }

    /// The bytes of the entry of that number.
    pub(crate) fn entry_json(&self, seq: u64) -> Result<Option<Vec<u8>>, Fault> {
        guarded(|| wide::get(&self.entries, &keys::number(seq)))
    }

    /// Entries after a number, in order.
    pub(crate) fn entries(&self, after: u64, limit: usize) -> Result<Vec<Sealed>, Fault> {
        guarded(|| {
            let mut found = Vec::new();
            let from = keys::number(after.saturating_add(1));
            for item in self.entries.range(from..) {
                if found.len() == limit {
                    break;
                }
                let (stored, _) = item?;
                let Some(key) = wide::key_of_first(&stored) else {
                    continue;
                };
                let json = wide::get(&self.entries, key)?.unwrap_or_default();
                found.push(serde_json::from_slice(&json)?);
            }
            Ok(found)
        })
    }

    /// The number of the last entry that is kept, whatever was said to be applied.
    pub(crate) fn last_number(&self) -> Result<u64, Fault> {
        guarded(|| {
            let last = self.entries.last()?;
            Ok(last.and_then(|(key, _)| keys::number_of(&key)).unwrap_or(0))
        })
    }

    /// The subject of that number.
    pub(crate) fn subject(&self, id: &SubjectId) -> Result<Option<Subject>, Fault> {
        guarded(|| self.subject_at(&keys::subject(id)))
    }

    fn subject_at(&self, key: &[u8]) -> Result<Option<Subject>, Fault> {
        match wide::get(&self.subjects, key)? {
            Some(json) => Ok(Some(serde_json::from_slice(&json)?)),
            None => Ok(None),
        }
    }

    /// Subjects of a kind, newest first, before a number.
    pub(crate) fn subjects_before(
        &self,
        kind: SubjectKind,
        before: Option<&SubjectId>,
        limit: usize,
    ) -> Result<Vec<Subject>, Fault> {
        guarded(|| {
            let first = keys::kind(kind).to_vec();
            let end = match before {
                Some(id) => keys::subject(id),
                None => vec![first[0] + 1],
            };
            let mut found = Vec::new();
            if end < first {
                return Ok(found);
            }
            for item in self.subjects.range(first..end).rev() {
                if found.len() == limit {
                    break;
                }
                let (stored, _) = item?;
                if let Some(key) = wide::key_of_first(&stored) {
                    found.extend(self.subject_at(key)?);
                }
            }
            Ok(found)
        })
    }

    /// Every stored subject, with its bytes, as long as `visit` wants more.
    pub(crate) fn each_subject(
        &self,
        visit: &mut dyn FnMut(SubjectId, Vec<u8>),
    ) -> Result<(), Fault> {
        guarded(|| {
            for item in &self.subjects {
                let (stored, _) = item?;
                let Some(key) = wide::key_of_first(&stored) else {
                    continue;
                };
                let id = keys::subject_of(key).ok_or_else(|| Fault::new("a subject's key"))?;
                visit(id, wide::get(&self.subjects, key)?.unwrap_or_default());
            }
            Ok(())
        })
    }

    /// What a command was answered with.
    pub(crate) fn receipt(&self, command: &str) -> Result<Option<Receipt>, Fault> {
        guarded(|| match self.commands.get(command)? {
            Some(json) => Ok(Some(serde_json::from_slice(&json)?)),
            None => Ok(None),
        })
    }

    /// Subjects whose words hold everything a query names, newest first: the one told of last.
    pub(crate) fn search(&self, query: &str, limit: usize) -> Result<Vec<Subject>, Fault> {
        guarded(|| {
            let needles = words::needles(query);
            let mut found = Vec::new();
            for (_, key) in self.candidates(query)?.into_iter().rev() {
                if found.len() == limit {
                    break;
                }
                let json = wide::get(&self.subjects, &key)?.unwrap_or_default();
                let text = String::from_utf8_lossy(&json).to_lowercase();
                if needles.iter().all(|needle| text.contains(needle)) {
                    found.push(serde_json::from_slice(&json)?);
                }
            }
            Ok(found)
        })
    }

    /// The keys of subjects with every word of a query, in the order they were told of.
    fn candidates(&self, query: &str) -> Result<BTreeSet<(u64, Vec<u8>)>, Fault> {
        let mut candidates: Option<BTreeMap<Vec<u8>, u64>> = None;
        for term in words::terms(query) {
            let with_term = self.with_word(&term)?;
            let Some(known) = &mut candidates else {
                candidates = Some(with_term);
                continue;
            };
            known.retain(|key, seq| match with_term.get(key) {
                Some(other) => {
                    *seq = (*seq).max(*other);
                    true
                }
                None => false,
            });
        }
        let all = candidates.into_iter().flatten();
        Ok(all.map(|(key, seq)| (seq, key)).collect())
    }

    /// The keys of the subjects with a word that begins so, and when they were told of.
    fn with_word(&self, term: &str) -> Result<BTreeMap<Vec<u8>, u64>, Fault> {
        let mut found = BTreeMap::new();
        for item in self.words.scan_prefix(term).take(CANDIDATES_MAX) {
            let (key, seq) = item?;
            if let Some((subject, seq)) = keys::subject_of_word(&key).zip(keys::number_of(&seq)) {
                let known = found.entry(subject.to_vec()).or_insert(seq);
                *known = seq.max(*known);
            }
        }
        Ok(found)
    }
}
