//! Wishes about reminders, quiet hours, signs of life and PINs.

use chrono::{DateTime, TimeDelta, Utc};

use super::{Decision, Desk};
use crate::domain::event::Vigilance;
use crate::domain::reminder::{Acknowledgement, MatterId, Quiet, Raised, Rung, Told};
use crate::domain::text::{self, LINE_MAX, NAME_MAX, PROSE_MAX};
use crate::domain::{Event, Rejection};

/// Minutes an answer holds for a running duty.
const ANSWER_MIN: i64 = 10;

/// Hours quiet hours may last: a night.
const QUIET_HOURS_MAX: i64 = 12;

impl Desk<'_> {
    /// Each rung once: what was raised already is passed over, so that a restart that asks again
    /// changes nothing.
    pub(super) fn raise_rungs(self, rungs: &[Raised]) -> Decision {
        let reminders = &self.state.reminders;
        let fresh = |raised: &&Raised| {
            !reminders.was_raised(&raised.matter, raised.rung) && raised.wanted <= self.now
        };
        let mut events: Vec<Event> = Vec::new();
        for raised in rungs.iter().filter(fresh) {
            let event = Event::RungRaised {
                raised: Box::new(raised.clone()),
            };
            if !events.contains(&event) {
                events.push(event);
            }
        }
        if events.is_empty() {
            return Err(Rejection::NothingToDo);
        }
        Ok(events)
    }

    pub(super) fn note_told(self, matter: &MatterId, rung: Rung, told: &Told) -> Decision {
        if !self.state.reminders.was_raised(matter, rung) {
            return Err(Rejection::UnknownMatter {
                matter: matter.to_string(),
            });
        }
        let told = Told {
            way: text::filled_line("way", &told.way, NAME_MAX)?,
            detail: text::line("detail", &told.detail, LINE_MAX)?,
            ..told.clone()
        };
        Ok(vec![Event::RungTold {
            matter: matter.clone(),
            rung,
            told,
        }])
    }

    pub(super) fn acknowledge(self, matter: &MatterId, person: &str) -> Decision {
        if !self.state.reminders.raised.contains_key(matter) {
            return Err(Rejection::UnknownMatter {
                matter: matter.to_string(),
            });
        }
        let answer = Acknowledgement {
            person: text::filled_line("person", person, NAME_MAX)?,
            at: self.now,
            until: self.now + TimeDelta::minutes(ANSWER_MIN),
        };
        Ok(vec![Event::MatterAcknowledged {
            matter: matter.clone(),
            answer,
        }])
    }

    pub(super) fn set_quiet(
        self,
        owner: &str,
        reason: &str,
        until: Option<DateTime<Utc>>,
    ) -> Decision {
        let Some(until) = until else {
            if self.state.reminders.quiet_at(self.now).is_none() {
                return Err(Rejection::NothingToDo);
            }
            return Ok(vec![Event::QuietSet { quiet: None }]);
        };
        let longest = self.now + TimeDelta::hours(QUIET_HOURS_MAX);
        if until <= self.now || until > longest {
            return Err(Rejection::QuietTooLong { until, longest });
        }
        let quiet = Quiet {
            owner: text::filled_line("owner", owner, NAME_MAX)?,
            reason: text::filled_prose("reason", reason, PROSE_MAX)?,
            from: self.now,
            until,
        };
        Ok(vec![Event::QuietSet { quiet: Some(quiet) }])
    }

    pub(super) fn note_vigilance(self, stage: Vigilance, person: &str) -> Decision {
        let stands = self.state.vigilance.map(|(stage, _)| stage);
        let moves_on = match stage {
            Vigilance::Asked => stands.is_none(),
            Vigilance::Answered => stands.is_some(),
            later => stands.is_some_and(|stands| stands < later),
        };
        if !moves_on {
            return Err(Rejection::NothingToDo);
        }
        let person = text::line("person", person, NAME_MAX)?;
        Ok(vec![Event::VigilanceNoted { stage, person }])
    }

    pub(super) fn note_refusal(login: &str, what: &str) -> Vec<Event> {
        // The login comes from the operating system and may be anything; it is kept, not trusted.
        let login = login
            .chars()
            .filter(|c| !text::steers(*c))
            .take(NAME_MAX)
            .collect();
        let what = what.to_owned();
        vec![Event::AccessRefused { login, what }]
    }

    pub(super) fn note_pin(self, officer: &str, set: bool) -> Decision {
        let name = text::filled_line("officer", officer, NAME_MAX)?;
        let known = self.state.officer_named(&name).map(|officer| officer.id);
        let officer = known.ok_or(Rejection::UnknownOfficer { name })?;
        if !set && !self.state.pins.contains(&officer) {
            return Err(Rejection::NothingToDo);
        }
        Ok(vec![Event::PinSet { officer, set }])
    }
}
