//! The state after some entry, kept so that opening folds what came later and never history.

use serde::{Deserialize, Serialize};
use sled::Batch;

use super::{Fault, Store, guarded, keys, wide};
use crate::domain::{Head, State};

/// States that are kept: the last, and the one before in case the last cannot be read.
const KEPT: usize = 2;

/// Which state was kept, and what its bytes must be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
struct Snapshot {
    head: Head,
    bytes: usize,
    crc32: u32,
}

impl Store {
    /// Keeps a state, and lets go of the older ones.
    pub(crate) fn keep_state(&self, state: &State) -> Result<(), Fault> {
        guarded(|| {
            let json = serde_json::to_vec(state)?;
            let head = Head {
                seq: state.seq,
                hash: state.head,
            };
            let snapshot = Snapshot {
                head,
                bytes: json.len(),
                crc32: crc32fast::hash(&json),
            };
            let key = keys::number(state.seq);
            let mut batch = Batch::default();
            let before = wide::parts(&self.states, &key)?;
            wide::put(&mut batch, &key, &json, before)?;
            self.states.apply_batch(batch)?;
            let mut known = self.snapshots()?;
            known.retain(|other| other.head.seq != state.seq);
            known.insert(0, snapshot);
            let old = known.split_off(known.len().min(KEPT));
            self.meta
                .insert(keys::SNAPSHOT, serde_json::to_vec(&known)?)?;
            let mut batch = Batch::default();
            for snapshot in old {
                let key = keys::number(snapshot.head.seq);
                wide::take(&mut batch, &key, wide::parts(&self.states, &key)?);
            }
            self.states.apply_batch(batch)?;
            Ok(())
        })
    }

    fn snapshots(&self) -> Result<Vec<Snapshot>, Fault> {
        match self.meta.get(keys::SNAPSHOT)? {
            Some(json) => Ok(serde_json::from_slice(&json)?),
            None => Ok(Vec::new()),
        }
    }

    /// The newest state that is whole and not after `limit`.
    pub(crate) fn state(&self, limit: u64) -> Result<Option<State>, Fault> {
        guarded(|| {
            for snapshot in self.snapshots()? {
                if snapshot.head.seq > limit {
                    continue;
                }
                let json = wide::get(&self.states, &keys::number(snapshot.head.seq))?;
                if let Some(state) = json.and_then(|json| snapshot.read(&json)) {
                    return Ok(Some(state));
                }
            }
            Ok(None)
        })
    }
}

impl Snapshot {
    fn read(&self, json: &[u8]) -> Option<State> {
        let is_whole = json.len() == self.bytes && crc32fast::hash(json) == self.crc32;
        let state: State = is_whole.then(|| serde_json::from_slice(json).ok())??;
        (state.seq == self.head.seq && state.head == self.head.hash).then_some(state)
    }
}
