//! Wishes about the desk as a whole: rules, clock, directory, watch, notes.

use super::{Decision, Desk};
use crate::domain::command::OfficerEntry;
use crate::domain::event::SimClock;
use crate::domain::ids::OfficerId;
use crate::domain::officer::Officer;
use crate::domain::rule::RuleSet;
use crate::domain::text::{self, NAME_MAX, PROSE_MAX};
use crate::domain::watch::Watch;
use crate::domain::{Event, Rejection, SubjectId};

/// Simulated seconds per real second at the most: a day a second.
const RATE_MAX: u32 = 86_400;

impl Desk<'_> {
    pub(super) fn adopt_rules(self, rules: &RuleSet) -> Decision {
        if &self.state.rules == rules {
            return Err(Rejection::NothingToDo);
        }
        Ok(vec![Event::RulesAdopted {
            rules: rules.clone(),
        }])
    }

    pub(super) fn move_clock(self, clock: &SimClock) -> Decision {
        if !self.state.is_simulated() {
            return Err(Rejection::ClockOfRealDesk);
        }
        if clock.shows < self.state.at {
            return Err(Rejection::ClockBackwards {
                last: self.state.at,
            });
        }
        if clock.rate > RATE_MAX {
            return Err(Rejection::Absurd {
                field: "rate".to_owned(),
            });
        }
        Ok(vec![Event::ClockMoved { clock: *clock }])
    }

    pub(super) fn enter_officer(self, given: &OfficerEntry) -> Decision {
        let name = text::filled_line("name", &given.name, NAME_MAX)?;
        let known = self.state.officer_named(&name);
        let next = self
            .state
            .officers
            .keys()
            .next_back()
            .map_or(1, |OfficerId(last)| last + 1);
        let officer = Officer {
            id: known.map_or(OfficerId(next), |officer| officer.id),
            post: text::line("post", &given.post, NAME_MAX)?,
            phone: text::line("phone", &given.phone, NAME_MAX)?,
            role: given.role,
            name,
        };
        if known == Some(&officer) {
            return Err(Rejection::NothingToDo);
        }
        Ok(vec![Event::OfficerEntered { officer }])
    }

    pub(super) fn take_watch(
        self,
        officer: &str,
        deputy: Option<&str>,
        leader: &str,
        note: &str,
    ) -> Decision {
        let officer = self.officer("officer", officer)?;
        let deputy = deputy.filter(|name| !name.trim().is_empty());
        let deputy = deputy
            .map(|name| self.officer("deputy", name))
            .transpose()?;
        let leader = self.officer("leader", leader)?;
        if !leader.role.approves() || leader.id == officer.id {
            return Err(Rejection::LeaderOfShift {
                name: leader.name.clone(),
            });
        }
        let watch = Watch {
            officer: officer.id,
            deputy: deputy.map(|deputy| deputy.id),
            leader: leader.id,
            since: self.now,
            note: text::prose("note", note, PROSE_MAX)?,
        };
        Ok(vec![Event::WatchTaken { watch }])
    }

    fn officer(&self, field: &str, name: &str) -> Result<&Officer, Rejection> {
        let name = text::filled_line(field, name, NAME_MAX)?;
        self.state
            .officer_named(&name)
            .ok_or(Rejection::UnknownOfficer { name })
    }

    pub(super) fn make_note(self, subject: Option<&SubjectId>, words: &str) -> Decision {
        if let Some(id) = subject.filter(|id| !self.state.holds(id)) {
            return Err(Rejection::UnknownSubject {
                subject: id.clone(),
            });
        }
        let text = text::filled_prose("note", words, PROSE_MAX)?;
        Ok(vec![Event::NoteMade {
            subject: subject.cloned(),
            text,
        }])
    }
}
