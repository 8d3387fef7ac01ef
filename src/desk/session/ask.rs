//! Questions to the desk: what the writer holds is asked of the writer, everything else of the
//! record, on a thread that may wait.

use std::sync::Arc;

use crate::desk::job::{Job, Who};
use crate::desk::office::{Office, answered};
use crate::domain::{Sealed, State};
use crate::error::Error;
use crate::ledger::{Keys, Reader, unwatched};
use crate::link::wire::{ENTRIES_MAX, Query, Refusal, Reply, SUBJECTS_MAX};

/// Bytes of entries in one answer.
const ENTRIES_BYTES_MAX: usize = 4 << 20;

/// Answers a question.
pub(super) async fn answer(office: Arc<Office>, who: Who, query: Query) -> Result<Reply, Refusal> {
    match query {
        Query::State => Ok(Reply::State(state(&office).await?)),
        Query::Health => Ok(Reply::Health(office.health())),
        Query::Stop => Ok(Reply::Stopping),
        Query::Reveal { call, reason } => {
            let job = |answer| Job::Reveal {
                who,
                call,
                reason,
                answer,
            };
            let opened = answered(office.submit(job).await).await??;
            Ok(Reply::Revealed {
                from: opened.from,
                phone: opened.phone,
            })
        }
        Query::Forget { call, reason } => {
            let job = |answer| Job::Forget {
                who,
                call,
                reason,
                answer,
            };
            answered(office.submit(job).await).await??;
            Ok(Reply::Forgotten)
        }
        query => office.read(move |reader| read(reader, query)).await,
    }
}

async fn state(office: &Office) -> Result<Box<State>, Refusal> {
    answered(office.submit(Job::State).await).await
}

/// Asks the record. Waits for the disk.
fn read(reader: &Reader, query: Query) -> Result<Reply, Error> {
    match query {
        Query::Entries { after, limit } => {
            let found = reader.entries(after, at_most(limit, ENTRIES_MAX))?;
            Ok(Reply::Entries(fitting(found)))
        }
        Query::Subject(id) => Ok(Reply::Subject(reader.subject(&id)?)),
        Query::Subjects {
            kind,
            before,
            limit,
        } => {
            let limit = at_most(limit, SUBJECTS_MAX);
            let found = reader.subjects(kind, before.as_ref(), limit)?;
            Ok(Reply::Subjects(found))
        }
        Query::Search { text, limit } => {
            let found = reader.search(&text, at_most(limit, SUBJECTS_MAX))?;
            Ok(Reply::Found(found))
        }
        Query::Verify { claim } => {
            let report = reader.verify(claim.as_ref(), &mut unwatched)?;
            Ok(Reply::Verified(report))
        }
        Query::Backup { to } => {
            let report = reader.backup(&to, Keys::Included, &mut unwatched)?;
            Ok(Reply::BackedUp(report))
        }
        _ => Err(Error::new("desk-internal")),
    }
}

fn at_most(wanted: u32, limit: u32) -> usize {
    usize::try_from(wanted.min(limit)).unwrap_or(usize::MAX)
}

/// As many of the entries as fit one answer, and always one.
fn fitting(mut entries: Vec<Sealed>) -> Vec<Sealed> {
    let mut bytes = 0;
    let fits = entries.iter().position(|entry| {
        bytes += entry.body.get().len();
        bytes > ENTRIES_BYTES_MAX
    });
    if let Some(fits) = fits {
        entries.truncate(fits.max(1));
    }
    entries
}
