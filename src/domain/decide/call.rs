//! Wishes about calls.

use chrono::{DateTime, Utc};

use super::{Decision, Desk};
use crate::domain::call::{Call, CallFacts, Personal, Triage};
use crate::domain::command::TriageWish;
use crate::domain::ids::SubjectKind;
use crate::domain::officer::Approval;
use crate::domain::text::{self, LINE_MAX, NAME_MAX, PROSE_MAX};
use crate::domain::{Event, Rejection, SubjectId};

impl<'a> Desk<'a> {
    pub(super) fn take_call(self, facts: &CallFacts) -> Decision {
        let call = self.state.next_number(SubjectKind::Call, self.now);
        let frozen = self.freeze_call(&call);
        let taken = Event::CallTaken {
            call,
            facts: self.told(facts)?,
        };
        Ok(std::iter::once(taken).chain(frozen).collect())
    }

    fn told(self, given: &CallFacts) -> Result<CallFacts, Rejection> {
        Ok(CallFacts {
            received: self.past("received", given.received)?,
            channel: given.channel,
            from: personal("from", &given.from)?,
            unit: text::line("unit", &given.unit, LINE_MAX)?,
            phone: personal("phone", &given.phone)?,
            called_back: given.called_back,
            about: text::filled_prose("about", &given.about, PROSE_MAX)?,
        })
    }

    pub(super) fn amend_call(
        self,
        id: &SubjectId,
        facts: &CallFacts,
        approval: Option<&Approval>,
    ) -> Decision {
        let call = self.call(id)?;
        let facts = self.told(facts)?;
        if facts == call.facts {
            return Err(Rejection::NothingToDo);
        }
        let approval = if facts.received > call.facts.received {
            Some(self.needs_leader("received-later", approval)?)
        } else {
            self.maybe_approved(approval)?
        };
        Ok(vec![Event::CallAmended {
            call: id.clone(),
            facts,
            approval,
        }])
    }

    pub(super) fn triage_call(self, id: &SubjectId, wish: &TriageWish) -> Decision {
        let call = self.call(id)?;
        if call.triage.is_some() {
            return Err(Rejection::AlreadyTriaged {
                subject: id.clone(),
            });
        }
        let judged = |triage| Event::CallTriaged {
            call: id.clone(),
            triage,
        };
        match wish {
            TriageWish::NewIncident { new } => {
                learned_by(new.learned, call.facts.received)?;
                let mut events = self.log_incident(new)?;
                let incident = self.state.next_number(SubjectKind::Incident, self.now);
                events.push(judged(Triage::Became { incident }));
                Ok(events)
            }
            TriageWish::Join { incident } => {
                self.open_incident(incident)?;
                Ok(vec![judged(Triage::Joined {
                    incident: incident.clone(),
                })])
            }
            TriageWish::PassOn { to } => {
                let to = text::filled_line("passed-to", to, LINE_MAX)?;
                Ok(vec![judged(Triage::PassedOn { to })])
            }
            TriageWish::NoMatter { reason } => {
                let reason = text::filled_prose("reason", reason, PROSE_MAX)?;
                Ok(vec![judged(Triage::NoMatter { reason })])
            }
        }
    }

    pub(super) fn destroy_personal(self, id: &SubjectId, reason: &str) -> Decision {
        self.sealed(id)?;
        let reason = text::filled_prose("reason", reason, PROSE_MAX)?;
        Ok(vec![Event::PersonalDestroyed {
            call: id.clone(),
            reason,
        }])
    }

    pub(super) fn show_personal(self, id: &SubjectId, reason: &str) -> Decision {
        self.sealed(id)?;
        let reason = text::filled_prose("reason", reason, PROSE_MAX)?;
        Ok(vec![Event::PersonalShown {
            call: id.clone(),
            reason,
        }])
    }

    /// Refuses a call that is in memory and holds nothing sealed. One that left memory is the
    /// desk's to look up before it asks.
    fn sealed(self, id: &SubjectId) -> Result<(), Rejection> {
        let is_sealed = |field: &Personal| matches!(field, Personal::Sealed(_));
        match self.state.calls.get(id) {
            Some(call) if !is_sealed(&call.facts.from) && !is_sealed(&call.facts.phone) => {
                Err(Rejection::NotSealed {
                    subject: id.clone(),
                })
            }
            _ if id.kind != SubjectKind::Call => Err(Rejection::UnknownSubject {
                subject: id.clone(),
            }),
            _ => Ok(()),
        }
    }

    fn call(self, id: &SubjectId) -> Result<&'a Call, Rejection> {
        let call = self.state.calls.get(id);
        call.ok_or_else(|| Rejection::UnknownSubject {
            subject: id.clone(),
        })
    }
}

/// What was learned through a call was learned when it was received, at the latest.
fn learned_by(learned: DateTime<Utc>, received: DateTime<Utc>) -> Result<(), Rejection> {
    if learned > received {
        return Err(Rejection::LearnedAfterCall { learned, received });
    }
    Ok(())
}

fn personal(field: &str, given: &Personal) -> Result<Personal, Rejection> {
    match given {
        Personal::Open(open) => Ok(Personal::Open(text::line(field, open, NAME_MAX)?)),
        Personal::Sealed(_) => Ok(given.clone()),
    }
}
