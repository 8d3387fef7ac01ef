//! Wishes about warnings.

use chrono::{DateTime, Utc};

use super::{Decision, Desk, not_before};
use crate::domain::ids::SubjectKind;
use crate::domain::rule::Duty;
use crate::domain::text::{self, LINE_MAX, PROSE_MAX};
use crate::domain::warning::{Incoming, Warning, WarningFacts, WarningMessage, WarningStatus};
use crate::domain::{By, Entry, Event, Rejection, State, SubjectId, apply};

/// Messages that may be taken in together; no file has as many for one district.
pub(super) const TOGETHER_MAX: usize = 200;

/// For where a warning is, as far as is known when it is taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    /// For the desk's district.
    Here,
    /// For elsewhere.
    Elsewhere,
    /// Nobody can tell yet.
    Unknown,
}

impl Place {
    pub(super) fn of(for_district: bool) -> Self {
        if for_district {
            Self::Here
        } else {
            Self::Elsewhere
        }
    }

    fn told(message: &Incoming) -> Self {
        if message.unplaced {
            return Self::Unknown;
        }
        Self::of(message.for_district)
    }
}

impl<'a> Desk<'a> {
    /// A message is taken in whole: an update ends what it replaces, a cancellation ends what it
    /// names. What is not meant (exercise, test, draft) is kept and marked, ends nothing that is
    /// meant and asks nothing of anybody.
    pub(super) fn take_warning(self, given: &WarningFacts, place: Place) -> Decision {
        let facts = cleaned(given)?;
        if let Some(known) = self.known(&facts) {
            return Err(Rejection::WarningKnown {
                subject: known.id.clone(),
            });
        }
        let named = self.named(&facts);
        if facts.message == WarningMessage::Cancel {
            if named.is_empty() {
                let references = facts.references.join(", ");
                return Err(Rejection::WarningUnknown { references });
            }
            return Ok(self.ended(&named, &facts.headline));
        }
        let mut events = self.ended(&named, &facts.headline);
        let warning = self.state.next_number(SubjectKind::Warning, self.now);
        let frozen = match (facts.status, place) {
            (WarningStatus::Actual, Place::Here) => self.freeze_warning(&warning, &facts, None),
            (WarningStatus::Actual, Place::Unknown) => self.freeze_unplaced(&warning),
            _ => None,
        };
        events.push(Event::WarningTaken {
            warning,
            facts: Box::new(facts),
            for_district: place == Place::Here,
            unplaced: place == Place::Unknown,
        });
        events.extend(frozen);
        Ok(events)
    }

    /// Each message is decided on what those before it leave.
    pub(super) fn take_warnings(self, messages: &[Incoming]) -> Decision {
        if let [one] = messages {
            return self.take_warning(&one.facts, Place::told(one));
        }
        if messages.is_empty() {
            return Err(Rejection::NothingToDo);
        }
        if messages.len() > TOGETHER_MAX {
            return Err(Rejection::Absurd {
                field: "messages".to_owned(),
            });
        }
        let mut ahead = self.state.clone();
        let mut events = Vec::new();
        for message in messages {
            let desk = Desk {
                state: &ahead,
                ..self
            };
            for event in desk.take_warning(&message.facts, Place::told(message))? {
                let entry = imagined(&ahead, self.now, event.clone());
                apply(&mut ahead, &entry);
                events.push(event);
            }
        }
        Ok(events)
    }

    fn known(self, facts: &WarningFacts) -> Option<&'a Warning> {
        let same = |warning: &&Warning| {
            !facts.identifier.is_empty()
                && warning.facts.identifier == facts.identifier
                && warning.facts.message == facts.message
        };
        self.state.warnings.values().find(same)
    }

    /// The warnings a message refers to, as far as they hold and are as meant as it is.
    fn named(self, facts: &WarningFacts) -> Vec<&'a Warning> {
        let refers = |warning: &&Warning| {
            warning.ended.is_none()
                && warning.facts.status == facts.status
                && facts.references.contains(&warning.facts.identifier)
        };
        self.state.warnings.values().filter(refers).collect()
    }

    fn ended(self, named: &[&Warning], reason: &str) -> Vec<Event> {
        let end = |warning: &&Warning| Event::WarningEnded {
            warning: warning.id.clone(),
            at: self.now,
            reason: reason.to_owned(),
        };
        named.iter().map(end).collect()
    }

    fn holding(self, id: &SubjectId) -> Result<&'a Warning, Rejection> {
        let warning = self.state.warnings.get(id);
        let warning = warning.ok_or_else(|| Rejection::UnknownSubject {
            subject: id.clone(),
        })?;
        if warning.is_active(self.now) {
            return Ok(warning);
        }
        Err(Rejection::WarningOver {
            subject: id.clone(),
        })
    }

    /// Somebody says for where a warning is. What it asks of this desk runs from that moment. That it is
    /// for elsewhere ends what it asked, and then needs a reason.
    pub(super) fn place_warning(
        self,
        id: &SubjectId,
        for_district: bool,
        reason: &str,
    ) -> Decision {
        let warning = self.holding(id)?;
        if !warning.unplaced && warning.for_district == for_district {
            return Err(Rejection::NothingToDo);
        }
        let reason = if warning.for_district {
            text::filled_prose("reason", reason, PROSE_MAX)?
        } else {
            text::prose("reason", reason, PROSE_MAX)?
        };
        let mut events = vec![Event::WarningPlaced {
            warning: id.clone(),
            for_district,
            reason,
        }];
        if for_district && warning.facts.status == WarningStatus::Actual {
            events.extend(self.freeze_placed(warning));
        }
        Ok(events)
    }

    pub(super) fn confirm_warning(self, id: &SubjectId) -> Decision {
        self.holding(id)?;
        Ok(vec![Event::WarningConfirmed {
            warning: id.clone(),
        }])
    }

    pub(super) fn act_on_warning(
        self,
        id: &SubjectId,
        duty: Duty,
        at: DateTime<Utc>,
        to: &str,
    ) -> Decision {
        let warning = self.state.warnings.get(id);
        let warning = warning.ok_or_else(|| Rejection::UnknownSubject {
            subject: id.clone(),
        })?;
        if !Duty::OF_WARNINGS.contains(&duty) {
            return Err(Rejection::NotAWarningDuty);
        }
        let at = self.past("at", at)?;
        not_before("at", at, "sent", warning.facts.sent)?;
        let to = text::filled_line("told", to, LINE_MAX)?;
        Ok(vec![Event::WarningActed {
            warning: id.clone(),
            duty,
            at,
            to,
        }])
    }

    pub(super) fn lift_warning(self, id: &SubjectId, at: DateTime<Utc>, reason: &str) -> Decision {
        let warning = self.holding(id)?;
        let at = self.past("at", at)?;
        not_before("at", at, "sent", warning.facts.sent)?;
        let reason = text::filled_prose("reason", reason, PROSE_MAX)?;
        Ok(vec![Event::WarningEnded {
            warning: id.clone(),
            at,
            reason,
        }])
    }
}

/// An event as if it were recorded already; its place in the chain is nobody's concern here.
fn imagined(state: &State, at: DateTime<Utc>, event: Event) -> Entry {
    Entry {
        desk: state.desk.code.clone(),
        seq: state.seq,
        at,
        by: By {
            login: String::new(),
            officer: None,
        },
        command: None,
        prev: state.head,
        hash: state.head,
        event,
    }
}

fn cleaned(given: &WarningFacts) -> Result<WarningFacts, Rejection> {
    Ok(WarningFacts {
        identifier: text::line("identifier", &given.identifier, LINE_MAX)?,
        sender: text::line("sender", &given.sender, LINE_MAX)?,
        hazard: text::filled_line("hazard", &given.hazard, LINE_MAX)?,
        headline: text::filled_line("headline", &given.headline, LINE_MAX * 2)?,
        text: text::prose("words", &given.text, PROSE_MAX)?,
        area: text::line("area", &given.area, LINE_MAX)?,
        ..given.clone()
    })
}
