//! An entry of the record: who, when, what; the event as it is recorded beside a sentence for it.

use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::value::RawValue;

use crate::cli::seen::Seen;
use crate::cli::text;
use crate::domain::state::Happened;
use crate::domain::{By, Event, Sealed};

#[derive(Debug, Serialize)]
pub(in crate::cli) struct EntryView {
    seq: u64,
    at: String,
    login: String,
    officer: Option<String>,
    subjects: Vec<String>,
    what: String,
    event: Event,
    #[serde(skip_serializing_if = "Option::is_none")]
    hash: Option<String>,
}

/// An entry this program cannot read: its bytes are shown as they are.
#[derive(Debug, Serialize)]
pub(in crate::cli) struct UnreadView<'a> {
    unreadable: String,
    hash: String,
    body: &'a RawValue,
}

impl EntryView {
    /// Of a timeline.
    pub(in crate::cli) fn happened(happened: &Happened, seen: Seen<'_>) -> Self {
        let Happened { seq, at, by, event } = happened;
        Self::new((*seq, *at), by, event, seen)
    }

    /// Of the record.
    pub(in crate::cli) fn sealed<'a>(
        sealed: &'a Sealed,
        seen: Seen<'_>,
    ) -> Result<Self, UnreadView<'a>> {
        let unread = |reason| UnreadView {
            unreadable: reason,
            hash: sealed.hash.to_string(),
            body: &sealed.body,
        };
        let entry = sealed.open().map_err(|error| unread(error.to_string()))?;
        Ok(Self {
            hash: Some(sealed.hash.to_string()),
            ..Self::new((entry.seq, entry.at), &entry.by, &entry.event, seen)
        })
    }

    fn new((seq, at): (u64, DateTime<Utc>), by: &By, event: &Event, seen: Seen<'_>) -> Self {
        let officer = by.officer.map(|id| seen.state.officer_name(id).to_owned());
        let subjects = event.subjects().into_iter();
        Self {
            seq,
            at: seen.stamp(at),
            login: by.login.clone(),
            officer,
            subjects: subjects.map(ToString::to_string).collect(),
            what: text::sentence(event, seen),
            event: event.clone(),
            hash: None,
        }
    }
}
