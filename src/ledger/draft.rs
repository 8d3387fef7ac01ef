//! What is to be recorded, and what was.

use chrono::{DateTime, Utc};

use crate::domain::entry::{BODY_VERSION, Body};
use crate::domain::{By, CommandId, DeskCode, Entry, Event, Head, Sealed};
use crate::error::Error;
use crate::ledger::chain;

/// Something to be recorded. Its number and its place in the chain come with recording.
#[derive(Debug, Clone, PartialEq)]
pub struct Draft {
    /// When, by the desk's clock.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub by: By,
    /// The sender's name for the command, where it came from one.
    pub command: Option<CommandId>,
    /// What happened.
    pub event: Event,
}

/// An entry of the record, opened, and as it is stored and sent.
#[derive(Debug, Clone)]
pub struct Recorded {
    /// Opened for use.
    pub entry: Entry,
    /// As it is stored and sent.
    pub sealed: Sealed,
}

/// Chains the drafts of one command after `head`. They are whole together: the record never keeps
/// the first without the last.
pub(crate) fn chain_up(
    desk: &DeskCode,
    mut head: Head,
    drafts: Vec<Draft>,
) -> Result<Vec<Recorded>, Error> {
    let mut more = u32::try_from(drafts.len()).unwrap_or(u32::MAX);
    let mut recorded = Vec::with_capacity(drafts.len());
    for draft in drafts {
        more -= 1;
        let body = Body {
            v: BODY_VERSION,
            desk: desk.clone(),
            seq: head.seq + 1,
            at: draft.at,
            by: draft.by,
            command: draft.command,
            more,
            event: draft.event,
        };
        let sealed = chain::seal(&head.hash, &body)
            .map_err(|error| Error::new("ledger-not-understood").because(error))?;
        head = Head {
            seq: body.seq,
            hash: sealed.hash,
        };
        let entry = Entry {
            desk: body.desk,
            seq: body.seq,
            at: body.at,
            by: body.by,
            command: body.command,
            prev: sealed.prev,
            hash: sealed.hash,
            event: body.event,
        };
        recorded.push(Recorded { entry, sealed });
    }
    Ok(recorded)
}
