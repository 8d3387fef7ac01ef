//! What a data folder holds, before anything is opened. A folder where a record must have been is
//! never taken for a new one.

use std::fs;

use crate::domain::{DeskCode, Head};
use crate::error::Error;
use crate::ledger::chain::Label;
use crate::ledger::files::At;
use crate::ledger::journal::{self, Segment};
use crate::ledger::layout::Layout;
use crate::ledger::marker::{Marked, Marker};
use crate::ledger::store::{self, Store};
use crate::ledger::tip::Tip;

/// What lies in a data folder.
#[derive(Debug)]
pub(crate) struct Presence {
    /// Whose record it is; `None` where only the store can say.
    pub(crate) desk: Option<DeskCode>,
    pub(crate) segments: Vec<Segment>,
    pub(crate) last_word: Marked,
    /// The last entry that was acknowledged, as far as that is known.
    pub(crate) tip: Option<Head>,
    pub(crate) has_store: bool,
}

impl Presence {
    /// Looks, without making or changing anything.
    pub(crate) fn of(layout: &Layout) -> Result<Self, Error> {
        let mut segments = journal::list(&layout.journal()).at(&layout.journal())?;
        let last_word = Marked::read(&layout.head());
        let has_store = store::is_there(&layout.store());
        let desk = match (last_word.marker(), segments.first()) {
            (Some(marker), _) => Some(marker.desk.clone()),
            (None, Some(segment)) => Some(segment.desk.clone()),
            (None, None) => None,
        };
        if let Some(desk) = &desk {
            let all = segments.len();
            segments.retain(|segment| segment.desk == *desk);
            if last_word.marker().is_none() && segments.len() < all {
                return Err(Error::new("ledger-two-desks").with("path", layout.journal().display()));
            }
        }
        if segments.is_empty() && !has_store {
            return Err(nothing_there(layout, &last_word));
        }
        Ok(Self {
            desk,
            segments,
            last_word,
            tip: Tip::read(&layout.tip()),
            has_store,
        })
    }

    pub(crate) fn marker(&self) -> Option<&Marker> {
        self.last_word.marker()
    }
}

/// Whose record a store holds, by its first entry.
pub(crate) fn desk_of(store: &Store) -> Option<DeskCode> {
    let first = store.entry(1).ok()??;
    Some(Label::of(&first)?.desk)
}

/// There is no record: because there never was one, or because it is gone.
pub(crate) fn nothing_there(layout: &Layout, last_word: &Marked) -> Error {
    let path = layout.dir().display();
    let tip = Tip::read(&layout.tip()).map(|head| head.seq);
    let reached = last_word.marker().map(|marker| marker.seq).max(tip);
    let is_trace = matches!(last_word, Marked::Unreadable) || has_traces(layout);
    match reached {
        Some(seq) => Error::new("ledger-emptied")
            .with("path", path)
            .with("seq", seq),
        None if is_trace => Error::new("ledger-emptied")
            .with("path", path)
            .with("seq", "?"),
        None => Error::new("ledger-absent").with("path", path),
    }
}

/// Whether something lies here that only a desk in use leaves behind.
fn has_traces(layout: &Layout) -> bool {
    let left = [
        layout.journal(),
        layout.cut(),
        layout.keys(),
        layout.store(),
    ];
    if left.iter().any(|path| path.exists()) || layout.ballast().exists() {
        return true;
    }
    let Ok(entries) = fs::read_dir(layout.dir()) else {
        return false;
    };
    entries
        .filter_map(Result::ok)
        .any(|entry| entry.file_name().to_string_lossy().starts_with("store."))
}
