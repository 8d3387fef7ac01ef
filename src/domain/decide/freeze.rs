//! Which duties are frozen with a subject, and from when they run.
//!
//! Verification and first judgement happen inside a limit, not before it (令17 Art. 3: 立即核实;
//! the limit runs from 发现或者得知). So the duties that follow from the first grade, or from the
//! first answer to a condition, run from the rule's own start. A later *change* – another grade,
//! an answer turned from no to yes – adds duties from the moment of the change, or since when it
//! was known, and never takes one away. A raised grade is reported as the new grade (令17 Art. 3¶4),
//! also where everything was reported as the old one.
//!
//! A rule adopted while an incident runs asks nothing of it for the past: it comes in only with a
//! change that makes it apply.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::Desk;
use crate::domain::incident::Incident;
use crate::domain::rule::{Change, Demand, Duty, Rule};
use crate::domain::warning::{Warning, WarningFacts};
use crate::domain::{Event, SubjectId, SubjectKind, duty};

/// Minutes of an hour.
const HOUR_MIN: u32 = 60;

impl Desk<'_> {
    /// The duties every call is born with.
    pub(super) fn freeze_call(self, subject: &SubjectId) -> Option<Event> {
        frozen(subject, self.born_with(SubjectKind::Call).collect())
    }

    /// The duties a warning for this district is born with. Only one that says no end has to be made
    /// sure of, and how long it is trusted unasked is a setting of the desk, whatever the pack says.
    /// `since` is when somebody said that it is for this district, where it did not say so itself.
    pub(super) fn freeze_warning(
        self,
        subject: &SubjectId,
        facts: &WarningFacts,
        since: Option<DateTime<Utc>>,
    ) -> Option<Event> {
        let demands = self
            .born_with(SubjectKind::Warning)
            .filter(|demand| match demand.rule.duty {
                Duty::Place => false,
                Duty::Confirm => facts.expires.is_none(),
                _ => true,
            })
            .map(|mut demand| {
                demand.since = since;
                if demand.rule.duty == Duty::Confirm {
                    self.trust_by_setting(Arc::make_mut(&mut demand.rule));
                }
                demand
            });
        frozen(subject, demands.collect())
    }

    /// The duty of a warning nobody can tell the place of: somebody must.
    pub(super) fn freeze_unplaced(self, subject: &SubjectId) -> Option<Event> {
        let demands = self.born_with(SubjectKind::Warning);
        let asks = demands.filter(|demand| demand.rule.duty == Duty::Place);
        frozen(subject, asks.collect())
    }

    /// The duties of a warning that somebody said is for this district, from now on. What it asked
    /// before, when it was last thought to be, it asks again as it did.
    pub(super) fn freeze_placed(self, warning: &Warning) -> Option<Event> {
        let asked = |demand: &Demand| demand.rule.duty != Duty::Place;
        if warning.demands.iter().any(asked) {
            return None;
        }
        self.freeze_warning(&warning.id, &warning.facts, Some(self.now))
    }

    fn trust_by_setting(self, rule: &mut Rule) {
        rule.limit_min = self.state.settings.warning_age_hours * HOUR_MIN;
        rule.limit_wd = None;
        rule.soon_min = rule.soon_min.min(rule.limit_min);
    }

    fn born_with(self, kind: SubjectKind) -> impl Iterator<Item = Demand> {
        let rules = self.state.rules.rules.iter();
        rules
            .filter(move |rule| rule.subject == kind)
            .cloned()
            .map(Demand::from_the_start)
    }

    /// The duties of a new incident.
    pub(super) fn freeze_new(self, incident: &Incident) -> Option<Event> {
        let rules = self.state.rules.rules.iter();
        let demands = rules
            .filter(|rule| rule.binds(incident))
            .cloned()
            .map(Demand::from_the_start);
        frozen(&incident.id, demands.collect())
    }

    /// The duties that `after` adds to `before`. What is known only since a moment of its own, and
    /// every change, counts from `moment`.
    pub(super) fn freeze_change(
        self,
        before: &Incident,
        after: &Incident,
        moment: Moment,
    ) -> Option<Event> {
        let change = Changed::between(before, after, moment);
        let rules = self.state.rules.rules.iter();
        let demands = rules.filter_map(|rule| change.demand(rule)).collect();
        frozen(&before.id, demands)
    }
}

/// From when what a change adds counts.
#[derive(Clone, Copy)]
pub(super) enum Moment {
    /// First answers count from the rule's own start, changes from this moment.
    Entered(DateTime<Utc>),
    /// Somebody says since when it was known: all of it counts from then.
    Known(DateTime<Utc>),
}

/// What one wish changes about an incident.
struct Changed<'a> {
    before: &'a Incident,
    after: &'a Incident,
    /// `before` with only the first answers among the changes, and what all first answers say by
    /// themselves; `None` where the moment is said.
    first: Option<(Incident, Incident)>,
    since: DateTime<Utc>,
    kind: Change,
    /// The incident is graded more serious than it ever was known to be since the last grade.
    is_raised: bool,
}

impl<'a> Changed<'a> {
    fn between(before: &'a Incident, after: &'a Incident, moment: Moment) -> Self {
        let (first, since) = match moment {
            Moment::Known(since) => (None, since),
            Moment::Entered(now) => {
                let judged = before.with_first_answers_of(after);
                (Some((judged, after.by_first_answers())), now)
            }
        };
        let last = before.last_known_grade();
        let is_regraded = last.is_some() && after.grade != before.grade;
        Self {
            before,
            after,
            first,
            since,
            kind: if is_regraded {
                Change::Regrade
            } else {
                Change::Finding
            },
            is_raised: is_regraded && last.is_some_and(|last| after.grade.lowered_by(last)),
        }
    }

    /// What the change makes this rule ask, where it makes it ask anything.
    fn demand(&self, rule: &Rule) -> Option<Demand> {
        if self.is_asked_from_the_start(rule) {
            return Some(Demand::from_the_start(rule.clone()));
        }
        self.is_asked_by_change(rule)
            .then(|| Demand::from_change(rule.clone(), self.since, self.kind))
    }

    /// A first answer asks from the rule's own start, whatever an earlier change asked of the same
    /// rule.
    fn is_asked_from_the_start(&self, rule: &Rule) -> bool {
        let Some((judged, by_first)) = &self.first else {
            return false;
        };
        let newly = rule.binds(judged) && !rule.binds(self.before);
        let stands = self.before.demands.iter().any(|demand| {
            let mut waivers = self.before.waivers.iter();
            demand.rule.id == rule.id
                && demand.since.is_none()
                && !(newly && waivers.any(|waiver| duty::gives_up(waiver, demand)))
        });
        // Not where the rule was adopted since: it asks nothing for the past.
        let is_of_old = self
            .before
            .demands
            .iter()
            .any(|demand| demand.rule.id == rule.id);
        let answers_first = judged != self.before && is_of_old;
        let by_first = answers_first && rule.binds(by_first) && rule.binds(self.after);
        (newly || by_first) && !stands
    }

    /// A change asks what did not bind before. A raised grade asks for every first report anew, also
    /// where each was sent already: it told of the grade before.
    fn is_asked_by_change(&self, rule: &Rule) -> bool {
        let before = match &self.first {
            Some((judged, _)) => judged,
            None => self.before,
        };
        rule.binds(self.after)
            && (!rule.binds(before) || self.is_raised && rule.duty == Duty::Initial)
    }
}

fn frozen(subject: &SubjectId, demands: Vec<Demand>) -> Option<Event> {
    let subject = subject.clone();
    (!demands.is_empty()).then_some(Event::DutiesFrozen { subject, demands })
}
