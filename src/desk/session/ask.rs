//! Questions to the desk: what the writer holds is asked of the writer, everything else of the
//! record, on a thread that may wait.

use std::sync::Arc;

use crate::desk::job::{Job, Who};
use crate::desk::office::{Office, answered};
use crate::domain::{Command, OfficerId, Rejection, Sealed, State};
use crate::error::Error;
use crate::ledger::{Keys, Reader, unwatched};
use crate::link::wire::{ENTRIES_MAX, Pin, Query, Refusal, Reply, SEARCH_CHARS_MAX, SUBJECTS_MAX};

/// Bytes of entries in one answer.
const ENTRIES_BYTES_MAX: usize = 4 << 20;

/// Entries read at a time: what does not fit the answer is not held in memory either.
const PIECE_ENTRIES: usize = 64;

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
        Query::SetPin { officer, pin } => {
            set_pin(&office, who, officer, pin).await?;
            Ok(Reply::PinKept)
        }
        query => office.read(move |reader| read(reader, query)).await,
    }
}

/// Keeps a PIN before the record says that there is one, and takes it away after the record says that
/// there is none: whatever is cut short, nobody without the PIN passes for the officer.
async fn set_pin(
    office: &Arc<Office>,
    who: Who,
    officer: String,
    pin: Option<Pin>,
) -> Result<(), Refusal> {
    let unknown = || Rejection::UnknownOfficer {
        name: officer.clone(),
    };
    let person = office.person(&officer).await?.ok_or_else(unknown)?;
    let set = pin.is_some();
    if set {
        keep(office, person.id, pin).await?;
    }
    let command = Box::new(Command::NotePin { officer, set });
    let job = |answer| Job::Own {
        who,
        command,
        answer,
    };
    answered(office.submit(job).await).await??;
    if !set {
        keep(office, person.id, None).await?;
    }
    Ok(())
}

async fn keep(office: &Arc<Office>, officer: OfficerId, pin: Option<Pin>) -> Result<(), Refusal> {
    let kept_by = Arc::clone(office);
    let kept = tokio::task::spawn_blocking(move || kept_by.gate.pins.keep(officer, pin.as_ref()));
    let kept = kept
        .await
        .unwrap_or_else(|_| Err(Error::new("desk-internal")));
    kept.map_err(Refusal::from)
}

async fn state(office: &Office) -> Result<Box<State>, Refusal> {
    answered(office.submit(Job::State).await).await
}

/// Asks the record. Waits for the disk.
fn read(reader: &Reader, query: Query) -> Result<Reply, Error> {
    match query {
        Query::Entries { after, limit } => {
            let limit = at_most(limit, ENTRIES_MAX);
            Ok(Reply::Entries(entries(reader, after, limit)?))
        }
        Query::Subject(id) => Ok(Reply::Subject(reader.subject(&id)?)),
        Query::Subjects {
            kind,
            query,
            before,
            limit,
        } => {
            let (query, limit) = (searched(&query)?, at_most(limit, SUBJECTS_MAX));
            let page = reader.page(kind, query, before.as_ref(), limit)?;
            Ok(Reply::Subjects(page))
        }
        Query::Count { query } => Ok(Reply::Counted(reader.count(searched(&query)?)?)),
        Query::Verify { claim } => {
            let report = reader.verify(claim.as_ref(), &mut unwatched)?;
            Ok(Reply::Verified(report))
        }
        // A desk in the background stands in another folder than whoever asks.
        Query::Backup { to } if !to.is_absolute() => {
            Err(Error::refused("desk-backup-path").with("path", to.display()))
        }
        Query::Backup { to } => {
            let report = reader.backup(&to, Keys::Included, &mut unwatched)?;
            Ok(Reply::BackedUp(report))
        }
        // Answered above, without the record.
        Query::State
        | Query::Health
        | Query::Reveal { .. }
        | Query::Forget { .. }
        | Query::Prove { .. }
        | Query::SetPin { .. }
        | Query::Stop => Err(Error::new("desk-internal")),
    }
}

/// A search as it may be asked; one too long is refused, not cut to something else.
fn searched(query: &str) -> Result<&str, Error> {
    if query.chars().count() <= SEARCH_CHARS_MAX {
        return Ok(query);
    }
    Err(Error::refused("desk-search-long").with("limit", SEARCH_CHARS_MAX))
}

fn at_most(wanted: u32, limit: u32) -> usize {
    usize::try_from(wanted.min(limit)).unwrap_or(usize::MAX)
}

/// Entries after a number, as many as fit one answer, and always one where there is one.
fn entries(reader: &Reader, after: u64, limit: usize) -> Result<Vec<Sealed>, Error> {
    let mut found = Vec::new();
    let mut bytes = 0;
    while found.len() < limit {
        let from = after.saturating_add(u64::try_from(found.len()).unwrap_or(u64::MAX));
        let piece = reader.entries(from, PIECE_ENTRIES.min(limit - found.len()))?;
        if piece.is_empty() {
            break;
        }
        for entry in piece {
            bytes += entry.body.get().len();
            if bytes > ENTRIES_BYTES_MAX && !found.is_empty() {
                return Ok(found);
            }
            found.push(entry);
        }
    }
    Ok(found)
}
