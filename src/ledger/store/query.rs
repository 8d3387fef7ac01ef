//! Asking the store.

use super::{Fault, Store, guarded, keys, wide};
use crate::domain::{Sealed, Subject, SubjectId};
use crate::link::wire::Receipt;

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
}
