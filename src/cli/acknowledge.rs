//! `acknowledge`: answers reminders, in somebody's name.

use std::collections::BTreeSet;

use clap::Args;
use serde::Serialize;

use super::context::Context;
use super::session::Session;
use crate::domain::reminder::MatterId;
use crate::domain::{Command as Wish, SubjectId, Written};
use crate::error::{Error, Exit};
use crate::notify::ringing::{Ringing, ringing};

/// What is answered, and by whom.
#[derive(Debug, Args)]
pub(super) struct Options {
    /// A matter, a subject's number, or nothing for everything that waits.
    #[arg(value_name = "MATTER|NUMBER")]
    reminder: Option<String>,
    #[arg(long, value_name = "NAME")]
    person: Option<String>,
}

#[derive(Debug, Serialize)]
struct Answered {
    matter: String,
    person: String,
    until: Option<String>,
}

impl Options {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        let mut session = Session::begin(context)?;
        let matters = self.matters(&mut session)?;
        let person = person(self.person, context, &session)?;
        for matter in &matters {
            session.perform(Wish::Acknowledge {
                matter: matter.clone(),
                person: person.clone(),
            })?;
        }
        session.refresh()?;
        let reminders = &session.state.reminders;
        let answered: Vec<Answered> = matters
            .iter()
            .map(|matter| Answered {
                matter: matter.to_string(),
                person: person.clone(),
                until: reminders
                    .answer(matter, session.now)
                    .map(|answer| session.seen(context).stamp(answer.until)),
            })
            .collect();
        context.answer(&answered, || {
            let number = matters.len().to_string();
            let values = [
                ("number", number.into()),
                ("person", person.as_str().into()),
            ];
            context.say("cli-acknowledge-done", &values)
        })?;
        Ok(Exit::Done)
    }

    /// The reminders meant: one by its name, those of a subject, or all that wait.
    fn matters(&self, session: &mut Session) -> Result<Vec<MatterId>, Error> {
        let (state, now) = (&session.state, session.now);
        let Some(given) = self.reminder.as_deref().map(str::trim) else {
            let waiting = ringing(state, now).into_iter().filter(Ringing::waits);
            return some(waiting.map(|one| one.matter).collect(), "");
        };
        let named = MatterId(given.to_owned());
        if state.reminders.raised.contains_key(&named) {
            return Ok(vec![named]);
        }
        of_subject(session, given)
    }
}

/// The reminders of the subject of that number that wait; where those of several do, whoever
/// answers has to say which.
fn of_subject(session: &mut Session, given: &str) -> Result<Vec<MatterId>, Error> {
    let unknown = || Error::refused("cli-acknowledge-unknown").with("given", given);
    let written = Written::read(given).map_err(|_| unknown())?;
    let (mut subjects, mut matters) = (BTreeSet::new(), Vec::new());
    for one in ringing(&session.state, session.now) {
        let subject = one.last.raised.subject.as_ref();
        let subject = subject.filter(|id| one.is_unanswered() && written.names(id));
        if let Some(subject) = subject {
            subjects.insert(subject.clone());
            matters.push(one.matter);
        }
    }
    if subjects.len() > 1 {
        let subjects: Vec<SubjectId> = subjects.into_iter().rev().collect();
        return Err(session.which(given, &subjects)?);
    }
    some(matters, given)
}

fn some(matters: Vec<MatterId>, given: &str) -> Result<Vec<MatterId>, Error> {
    if !matters.is_empty() {
        return Ok(matters);
    }
    match given {
        "" => Err(Error::refused("cli-acknowledge-none")),
        given => Err(Error::refused("cli-acknowledge-unknown").with("given", given)),
    }
}

/// Who answers: who is named, who is acted as, or the officer on watch.
pub(super) fn person(
    named: Option<String>,
    context: &Context,
    session: &Session,
) -> Result<String, Error> {
    let state = &session.state;
    let on_watch = state.watch.as_ref().map(|watch| watch.officer);
    let on_watch = on_watch.map(|officer| state.officer_name(officer).to_owned());
    named
        .or_else(|| context.officer.clone())
        .or(on_watch)
        .filter(|name| !name.trim().is_empty())
        .ok_or_else(|| Error::refused("cli-acknowledge-person"))
}
