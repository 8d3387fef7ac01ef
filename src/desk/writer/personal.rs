//! Personal fields (个人信息) of a call whose caller asks for secrecy: sealed after the desk decided
//! and before anything is staged, shown only after that was recorded, and lost for good on demand.

use super::Writer;
use super::record::Record;
use crate::clock::machine_now;
use crate::desk::job::{Opened, Who};
use crate::domain::call::{Call, CallFacts, Personal};
use crate::domain::{Command, Event, Rejection, Subject, SubjectId};
use crate::error::Error;
use crate::link::wire::Refusal;

/// What is sealed where nothing was given: it says that the call is secret, so that a name that
/// comes later is sealed too. No text of a field is a blank, since texts are trimmed.
const BLANK: &str = " ";

impl<R: Record> Writer<R> {
    /// Seals the personal fields in what was decided, where the caller asked for secrecy, now or
    /// when the call was taken. Texts were checked and trimmed by the decision.
    pub(super) fn seal(&mut self, command: &Command, events: &mut [Event]) -> Result<(), Refusal> {
        for event in events {
            match event {
                Event::CallTaken { call, facts } => {
                    let secret = matches!(
                        command,
                        Command::TakeCall {
                            confidential: true,
                            ..
                        }
                    );
                    self.seal_facts(call, facts, None, secret)?;
                }
                Event::CallAmended { call, facts, .. } => {
                    let state = self.record.staged_state();
                    let before = state.calls.get(call).map(|call| call.facts.clone());
                    let secret = before.as_ref().is_some_and(is_sealed);
                    self.seal_facts(call, facts, before.as_ref(), secret)?;
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn seal_facts(
        &self,
        call: &SubjectId,
        facts: &mut CallFacts,
        before: Option<&CallFacts>,
        secret: bool,
    ) -> Result<(), Refusal> {
        let from = before.map(|before| &before.from);
        let phone = before.map(|before| &before.phone);
        for (field, before) in [(&mut facts.from, from), (&mut facts.phone, phone)] {
            match field {
                Personal::Open(_) if secret && before.is_some() && !self.vault.holds(call) => {
                    return Err(forgotten(call));
                }
                Personal::Open(text) if secret => {
                    let text = if text.is_empty() { BLANK } else { text };
                    *field = self.vault.seal(call, text)?;
                }
                Personal::Open(_) => {}
                // What a console sends back unchanged stays; nobody seals but the desk.
                Personal::Sealed(_) if before == Some(&*field) => {}
                Personal::Sealed(_) => return Err(Error::refused("desk-sealed").into()),
            }
        }
        Ok(())
    }

    /// Opens the personal fields of a call and stages that they are shown.
    pub(super) fn reveal(
        &mut self,
        who: &Who,
        call: &SubjectId,
        reason: String,
    ) -> Result<Opened, Refusal> {
        self.writable()?;
        let facts = self.sealed_facts(call)?;
        let (by, now) = (self.by(who), self.now(machine_now()));
        let shown = Command::ShowPersonal {
            call: call.clone(),
            reason,
        };
        let events = self.decided(now, &by, &shown)?;
        let opened = Opened {
            from: self.open(call, &facts.from)?,
            phone: self.open(call, &facts.phone)?,
        };
        self.stage(now, &by, None, events)?;
        Ok(opened)
    }

    /// Destroys the key of a call's personal fields and stages that it is gone. In this order: a
    /// record that says so while the key is still there would be a lie.
    pub(super) fn forget(
        &mut self,
        who: &Who,
        call: &SubjectId,
        reason: String,
    ) -> Result<(), Refusal> {
        self.writable()?;
        self.sealed_facts(call)?;
        let (by, now) = (self.by(who), self.now(machine_now()));
        let destroyed = Command::DestroyPersonal {
            call: call.clone(),
            reason,
        };
        let events = self.decided(now, &by, &destroyed)?;
        self.vault.destroy(call)?;
        self.stage(now, &by, None, events)
    }

    fn open(&self, call: &SubjectId, field: &Personal) -> Result<String, Refusal> {
        if !self.vault.holds(call) {
            return Err(forgotten(call));
        }
        let opened = self.vault.open(call, field)?;
        Ok(opened.trim().to_owned())
    }

    /// What was told in a call, in memory or long past, that holds something sealed.
    fn sealed_facts(&self, id: &SubjectId) -> Result<CallFacts, Refusal> {
        let call: Option<Call> = match self.record.staged_state().calls.get(id) {
            Some(call) => Some(call.clone()),
            None => match self.record.subject(id)? {
                Some(Subject::Call(call)) => Some(*call),
                Some(_) | None => None,
            },
        };
        let subject = id.clone();
        match call {
            Some(call) if is_sealed(&call.facts) => Ok(call.facts),
            Some(_) => Err(Rejection::NotSealed { subject }.into()),
            None => Err(Rejection::UnknownSubject { subject }.into()),
        }
    }
}

fn is_sealed(facts: &CallFacts) -> bool {
    let sealed = |field: &Personal| matches!(field, Personal::Sealed(_));
    sealed(&facts.from) || sealed(&facts.phone)
}

fn forgotten(call: &SubjectId) -> Refusal {
    Error::refused("desk-forgotten").with("call", call).into()
}
