//! Wishes about the response and about what others did.

use super::{Decision, Desk};
use crate::domain::done::{Done, may_be_noted};
use crate::domain::incident::Incident;
use crate::domain::response::{Response, ResponseStep};
use crate::domain::text::{self, LINE_MAX, NAME_MAX};
use crate::domain::{Event, Rejection, SubjectId};

impl Desk<'_> {
    pub(super) fn note_response(self, id: &SubjectId, given: &Response) -> Decision {
        let incident = self.open_incident(id)?;
        let response = Response {
            who: text::filled_line("acted-by", &given.who, NAME_MAX)?,
            at: self.since_learned("at", given.at, incident)?,
            note: text::line("note", &given.note, LINE_MAX)?,
            ..given.clone()
        };
        if response.step == ResponseStep::Changed && incident.response_level().is_none() {
            return Err(Rejection::NoResponse {
                subject: id.clone(),
            });
        }
        let unchanged = response.step == ResponseStep::Changed
            && incident.response_level() == Some(response.level);
        if unchanged || incident.responses.contains(&response) {
            return Err(Rejection::NothingToDo);
        }
        Ok(vec![Event::ResponseNoted {
            incident: id.clone(),
            response: Box::new(response),
        }])
    }

    pub(super) fn mark_done(self, id: &SubjectId, given: &Done) -> Decision {
        let incident = self.open_incident(id)?;
        let done = Done {
            at: self.since_learned("at", given.at, incident)?,
            who: text::filled_line("acted-by", &given.who, NAME_MAX)?,
            note: text::line("note", &given.note, LINE_MAX)?,
            ..given.clone()
        };
        if !is_anothers(incident, &done) {
            return Err(Rejection::NotAnothersDuty {
                subject: id.clone(),
            });
        }
        if incident.done.contains(&done) {
            return Err(Rejection::NothingToDo);
        }
        Ok(vec![Event::DutyDone {
            incident: id.clone(),
            done: Box::new(done),
        }])
    }
}

/// Whether somebody else must do that, by the rules frozen with the incident.
fn is_anothers(incident: &Incident, done: &Done) -> bool {
    incident.demands.iter().any(|demand| {
        demand.rule.duty == done.duty
            && may_be_noted(&demand.rule)
            && demand.rule.recipients.contains(&done.recipient)
    })
}
