//! Which duties are frozen with a subject, and from when they run.
//!
//! Verification and first judgement happen inside a limit, not before it (令17 Art. 3: 立即核实;
//! the limit runs from 发现或者得知). So the duties that follow from the first grade, or from the
//! first answer to a condition, run from the rule's own start. A later *change* – another grade,
//! an answer turned from no to yes – adds duties from the moment of the change (令17 Art. 3¶4),
//! and never takes one away.
//!
//! A rule adopted while an incident runs asks nothing of it for the past: it comes in only with a
//! change that makes it apply.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::Desk;
use crate::domain::grade::{Answer, Sensitive};
use crate::domain::incident::Incident;
use crate::domain::rule::{Demand, Duty, Rule};
use crate::domain::times::TimeKind;
use crate::domain::warning::WarningFacts;
use crate::domain::{Event, SubjectId, SubjectKind};

/// Minutes of an hour.
const HOUR_MIN: u32 = 60;

impl Desk<'_> {
    /// The duties every call is born with.
    pub(super) fn freeze_call(self, subject: &SubjectId) -> Option<Event> {
        frozen(subject, self.born_with(SubjectKind::Call).collect())
    }

    /// The duties a warning is born with. Only one that says no end has to be made sure of, and how
    /// long it is trusted unasked is a setting of the desk, whatever the pack says.
    pub(super) fn freeze_warning(self, subject: &SubjectId, facts: &WarningFacts) -> Option<Event> {
        let demands = self
            .born_with(SubjectKind::Warning)
            .filter(|demand| demand.rule.duty != Duty::Confirm || facts.expires.is_none())
            .map(|mut demand| {
                if demand.rule.duty == Duty::Confirm {
                    self.trust_by_setting(Arc::make_mut(&mut demand.rule));
                }
                demand
            });
        frozen(subject, demands.collect())
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
            .map(|rule| Demand {
                rule: Arc::new(rule.clone()),
                since: None,
            })
    }

    /// The duties of a new incident.
    pub(super) fn freeze_new(self, incident: &Incident) -> Option<Event> {
        frozen(&incident.id, self.newly_bound(incident, &[], None))
    }

    /// The duties that `after` adds to `before`; a change counts from `moment`.
    pub(super) fn freeze_change(
        self,
        before: &Incident,
        after: &Incident,
        moment: DateTime<Utc>,
    ) -> Option<Event> {
        let judged = first_judged(before, after);
        let brought = |demand: &Demand| !demand.rule.binds(before);
        let mut demands = self.newly_bound(&judged, &before.demands, None);
        demands.retain(brought);
        let known: Vec<Demand> = before.demands.iter().chain(&demands).cloned().collect();
        let mut changed = self.newly_bound(after, &known, Some(moment));
        changed.retain(brought);
        demands.extend(changed);
        frozen(&before.id, demands)
    }

    fn newly_bound(
        self,
        incident: &Incident,
        known: &[Demand],
        since: Option<DateTime<Utc>>,
    ) -> Vec<Demand> {
        let is_new = |id| known.iter().all(|demand| &demand.rule.id != id);
        let rules = self.state.rules.rules.iter();
        rules
            .filter(|rule| is_new(&rule.id) && rule.binds(incident))
            .map(|rule| Demand {
                rule: Arc::new(rule.clone()),
                since,
            })
            .collect()
    }
}

/// `before` with only those of `after`'s answers that are first answers.
fn first_judged(before: &Incident, after: &Incident) -> Incident {
    let mut judged = before.clone();
    judged.track = after.track;
    if before.extent.natures.is_empty() {
        judged.extent.natures.clone_from(&after.extent.natures);
    }
    if !was_graded(before) {
        judged.grade = after.grade;
    }
    let first = |condition: &Sensitive, _: &Answer| !before.sensitive.contains_key(condition);
    let answers = after
        .sensitive
        .iter()
        .filter(|(condition, answer)| first(condition, answer));
    judged
        .sensitive
        .extend(answers.map(|(condition, answer)| (*condition, *answer)));
    judged
}

/// Whether anybody ever graded it: one that was taken back to unclear was judged before, and what
/// is set next is a change.
fn was_graded(incident: &Incident) -> bool {
    incident.times.claims(TimeKind::Graded).next().is_some()
}

fn frozen(subject: &SubjectId, demands: Vec<Demand>) -> Option<Event> {
    let subject = subject.clone();
    (!demands.is_empty()).then_some(Event::DutiesFrozen { subject, demands })
}
