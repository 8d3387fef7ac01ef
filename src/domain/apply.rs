//! How an entry changes the state. Never fails, never decides.

use super::{Entry, State};

/// Folds one entry into the state.
pub fn apply(state: &mut State, entry: &Entry) {
    state.seq = entry.seq;
    state.head = entry.hash;
    state.at = entry.at;
}
