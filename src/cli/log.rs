//! `log`: the record, entry by entry; with `--follow` as it grows.

use chrono::{DateTime, Utc};
use clap::Args;

use super::context::{Context, Form};
use super::json::EntryView;
use super::seen::Seen;
use super::session::{Session, unexpected};
use super::{out, text};
use crate::domain::{Sealed, State, SubjectKind, apply};
use crate::error::{Error, Exit};
use crate::link::wire::{ENTRIES_MAX, FromDesk, Query, Reply, Wants};
use crate::rulebook::Posture;

/// Which entries.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[arg(long, conflicts_with = "subject")]
    follow: bool,
    #[arg(long, value_name = "SEQ")]
    after: Option<u64>,
    #[arg(long, value_name = "N")]
    limit: Option<u64>,
    #[arg(long, value_name = "NUMBER")]
    subject: Option<String>,
}

impl Options {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut printer = Printer {
            context,
            is_array: context.form == Form::Json && !self.follow,
            printed: 0,
            cut: None,
        };
        if self.follow {
            let mut session = Session::begin_for(context, Wants::Everything)?;
            let last = self.past(&mut session, &mut printer)?;
            return follow(session, last, &mut printer);
        }
        let mut session = Session::begin(context)?;
        match &self.subject {
            Some(given) => self.of_subject(&mut session, given, &mut printer)?,
            None => drop(self.past(&mut session, &mut printer)?),
        }
        printer.end()?;
        if let Some(cut) = printer.cut {
            cut.tell(context);
        }
        Ok(Exit::Done)
    }

    /// What was recorded until now; the number of the last entry printed, or skipped. Without a
    /// place to begin, a limit counts from the end.
    fn past(&self, session: &mut Session, printer: &mut Printer<'_>) -> Result<u64, Error> {
        let head = session.state.seq;
        let limit = self.limit.unwrap_or(head);
        let after = self.after.unwrap_or_else(|| head.saturating_sub(limit));
        let to = if self.follow {
            head
        } else {
            head.min(after.saturating_add(limit))
        };
        printer.cut = match self.after {
            None if after > 0 => Some(Cut::Earlier(after)),
            Some(_) if to < head => Some(Cut::Later(to)),
            _ => None,
        };
        between(session, after, to, printer)?;
        Ok(after.max(to))
    }

    /// What happened to one subject, cut as the whole record is.
    fn of_subject(
        &self,
        session: &mut Session,
        given: &str,
        printer: &mut Printer<'_>,
    ) -> Result<(), Error> {
        let id = session.number(SubjectKind::Incident, given)?;
        let subject = session.subject(&id)?;
        let after = self.after.unwrap_or(0);
        let seqs = subject.timeline().iter().map(|happened| happened.seq);
        let mut seqs: Vec<u64> = seqs.filter(|seq| *seq > after).collect();
        let limit = usize::try_from(self.limit.unwrap_or(u64::MAX)).unwrap_or(usize::MAX);
        if let Some(over) = seqs.len().checked_sub(limit).filter(|over| *over > 0) {
            if self.after.is_some() {
                seqs.truncate(limit);
                printer.cut = Some(Cut::Later(seqs.last().copied().unwrap_or(after)));
            } else {
                seqs.drain(..over);
                printer.cut = u64::try_from(over).ok().map(Cut::Earlier);
            }
        }
        for seq in seqs {
            between(session, seq.saturating_sub(1), seq, printer)?;
        }
        Ok(())
    }
}

/// Where the entries were cut.
#[derive(Debug, Clone, Copy)]
enum Cut {
    /// So many before those printed are left out.
    Earlier(u64),
    /// Those after this one are left out.
    Later(u64),
}

impl Cut {
    fn tell(self, context: &Context) {
        let (key, number) = match self {
            Self::Earlier(number) => ("log-cut-earlier", number),
            Self::Later(seq) => ("log-cut-later", seq),
        };
        context.remark(key, &[("number", number.to_string().into())]);
    }
}

/// Prints the entries after one number, up to another.
fn between(
    session: &mut Session,
    mut after: u64,
    to: u64,
    printer: &mut Printer<'_>,
) -> Result<(), Error> {
    while after < to {
        let limit = u32::try_from(to - after).map_or(ENTRIES_MAX, |left| left.min(ENTRIES_MAX));
        let entries = entries(session, after, limit)?;
        if entries.is_empty() {
            return Err(unexpected());
        }
        for sealed in &entries {
            after += 1;
            printer.print(sealed, session.seen(printer.context))?;
        }
    }
    Ok(())
}

fn entries(session: &mut Session, after: u64, limit: u32) -> Result<Vec<Sealed>, Error> {
    match session.client.ask(Query::Entries { after, limit })? {
        Reply::Entries(entries) => Ok(entries),
        _ => Err(unexpected()),
    }
}

/// Prints what is recorded from now on, until somebody ends it.
fn follow(session: Session, last: u64, printer: &mut Printer<'_>) -> Result<Exit, Error> {
    let context = printer.context;
    let mut last = last.max(session.state.seq);
    let Session {
        client,
        mut state,
        mut now,
        ..
    } = session;
    let (_sender, mut receiver) = client.split();
    while let Some(message) = receiver.next()? {
        match message {
            // The desk sends everything anew to whoever was too slow to follow.
            FromDesk::Snapshot(anew) if anew.seq > last => {
                let mut asking = Session::begin(context)?;
                between(&mut asking, last, anew.seq, printer)?;
                last = anew.seq;
                state = *anew;
            }
            FromDesk::Entry(sealed) => {
                let Some(at) = advance(&mut state, &sealed, &mut last) else {
                    continue;
                };
                now = now.max(at);
                let seen = Seen {
                    state: &state,
                    now,
                    lang: context.lang(),
                    // An entry tells what happened; no deadline is looked at.
                    posture: Posture::default(),
                };
                printer.print(&sealed, seen)?;
            }
            FromDesk::Farewell(why) => return Err(why.into()),
            _ => {}
        }
    }
    Err(Error::new("link-lost"))
}

/// Folds an entry in; `None` where it was printed before.
fn advance(state: &mut State, sealed: &Sealed, last: &mut u64) -> Option<DateTime<Utc>> {
    let Ok(entry) = sealed.open() else {
        // It stands where the last one ended, whatever it says.
        *last += 1;
        return Some(state.at);
    };
    if entry.seq <= *last {
        return None;
    }
    *last = entry.seq;
    apply(state, &entry);
    Some(entry.at)
}

/// Prints entries one by one: lines for people; for scripts an array, or where it never ends, an
/// object a line.
struct Printer<'a> {
    context: &'a Context,
    is_array: bool,
    printed: u64,
    /// Where what was asked for was cut.
    cut: Option<Cut>,
}

impl Printer<'_> {
    fn print(&mut self, sealed: &Sealed, seen: Seen<'_>) -> Result<(), Error> {
        match self.context.form {
            Form::Text => self.context.print(&text::entry(sealed, seen))?,
            Form::Json => {
                let line = match EntryView::sealed(sealed, seen) {
                    Ok(view) => out::json_line(&view)?,
                    Err(unread) => out::json_line(&unread)?,
                };
                let (before, after) = match (self.is_array, self.printed) {
                    (true, 0) => ("[\n", ""),
                    (true, _) => (",\n", ""),
                    (false, _) => ("", "\n"),
                };
                out::bytes(format!("{before}{line}{after}").as_bytes())?;
            }
        }
        self.printed += 1;
        Ok(())
    }

    fn end(&self) -> Result<(), Error> {
        match (self.is_array, self.printed) {
            (true, 0) => out::bytes(b"[]\n"),
            (true, _) => out::bytes(b"\n]\n"),
            (false, _) => Ok(()),
        }
    }
}
