//! Steps before and after a period, and the working day they are moved to.

use std::collections::BTreeSet;

use chrono::{DateTime, NaiveDate, Utc};

use super::{Step, StepStanding};
use crate::almanac::anchor::shifted;
use crate::almanac::moment::at;
use crate::almanac::periods::Almanac;
use crate::almanac::step::StepSpec;
use crate::domain::period::{Period, PeriodEdit, PeriodId, StepId};

/// Days a step may move to find a working day.
const MOVE_DAYS_MAX: usize = 20;

impl Almanac<'_> {
    /// Steps before and after each period.
    pub(super) fn around(&self, periods: &[Period]) -> Vec<Step> {
        let opened_by_warning: BTreeSet<&PeriodId> = self
            .hazards
            .iter()
            .map(|hazard| &hazard.period.id)
            .collect();
        periods
            .iter()
            .filter(|period| !opened_by_warning.contains(&period.id))
            .flat_map(|period| {
                StepSpec::around(period).filter_map(|spec| self.around_step(period, spec))
            })
            .collect()
    }

    fn around_step(&self, period: &Period, spec: &StepSpec) -> Option<Step> {
        let id = StepId(format!("{}/{}", period.id, spec.key));
        let (wanted, day) = self.step_day(period, spec)?;
        let due = at(self.zone, day, self.settings.step_due_at);
        if due < self.begin() && !self.done.contains_key(&id) {
            return None;
        }
        let (first, last) = (day.min(wanted), day.max(wanted));
        let days_settled = first
            .iter_days()
            .take_while(|day| *day <= last)
            .all(|day| self.calendar.is_settled(day));
        let mut step = self.made(id, period, spec, due);
        step.moved_from = (day != wanted).then_some(wanted);
        step.notice_loaded = days_settled && self.dates_settled(period);
        if step.done.is_none() && self.was_too_late(period, spec, due) {
            step.standing = StepStanding::Void;
        }
        Some(step)
    }

    /// The day a step is due: as counted, and as moved to a working day. It moves to the one before;
    /// only what comes after a period never moves back into it.
    fn step_day(&self, period: &Period, spec: &StepSpec) -> Option<(NaiveDate, NaiveDate)> {
        let after = spec.days > 0;
        let counted_from = if after { period.to } else { period.from };
        let wanted = shifted(counted_from, spec.days)?;
        let works = |day: &NaiveDate| self.calendar.is_working(*day);
        let before = std::iter::successors(Some(wanted), NaiveDate::pred_opt)
            .take(MOVE_DAYS_MAX)
            .take_while(|day| !after || *day > period.to)
            .find(works);
        let later = || wanted.iter_days().take(MOVE_DAYS_MAX).find(works);
        let moved = if after { before.or_else(later) } else { before };
        Some((wanted, moved.unwrap_or(wanted)))
    }

    /// Whether the time of a step had passed when the dates of its period were entered. A step whose
    /// time had passed by the almanac's own dates too was asked in time, and stays.
    fn was_too_late(&self, period: &Period, spec: &StepSpec, due: DateTime<Utc>) -> bool {
        let Some(PeriodEdit::Entered { entered, .. }) = self.edits.get(&period.id) else {
            return false;
        };
        let was_due_before = || {
            let own = self.own(&period.id)?;
            let (_, day) = self.step_day(&own, spec)?;
            Some(at(self.zone, day, self.settings.step_due_at) < *entered)
        };
        due < *entered && !was_due_before().unwrap_or(false)
    }
}
