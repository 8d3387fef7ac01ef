//! The daily step: one a day, however many periods ask it.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use super::{Step, StepStanding};
use crate::almanac::moment::at;
use crate::almanac::periods::{Almanac, level_of};
use crate::almanac::step::StepSpec;
use crate::domain::period::{Period, PeriodEdit, PeriodId, StepId};

impl Almanac<'_> {
    /// One daily step a day, however many periods ask it.
    pub(super) fn daily(&self, periods: &[Period], from: NaiveDate, to: NaiveDate) -> Vec<Step> {
        let Some(spec) = StepSpec::daily() else {
            return Vec::new();
        };
        let done = self.daily_done(spec);
        let opened: BTreeMap<&PeriodId, DateTime<Utc>> = self
            .hazards
            .iter()
            .map(|hazard| (&hazard.period.id, hazard.known))
            .collect();
        from.iter_days()
            .take_while(|day| *day <= to)
            .filter_map(|day| self.daily_step(spec, day, periods, (&done, &opened)))
            .collect()
    }

    /// Daily steps done, by day: one done in the name of any period is done for all.
    fn daily_done(&self, spec: &StepSpec) -> BTreeMap<NaiveDate, &StepId> {
        self.done
            .keys()
            .filter_map(|id| {
                let mut parts = id.0.splitn(3, '/').skip(1);
                let is_it = parts.next() == Some(spec.key.as_str());
                let day = parts.next()?.parse().ok()?;
                is_it.then_some((day, id))
            })
            .collect()
    }

    fn daily_step(
        &self,
        spec: &StepSpec,
        day: NaiveDate,
        periods: &[Period],
        (done, opened): (
            &BTreeMap<NaiveDate, &StepId>,
            &BTreeMap<&PeriodId, DateTime<Utc>>,
        ),
    ) -> Option<Step> {
        let due = at(self.zone, day, self.settings.zero_report_at);
        let mut asking: Vec<(bool, &Period)> = periods
            .iter()
            .filter(|period| period.covers(day) && self.asks_daily(period))
            .map(|period| {
                (
                    self.known(period, opened).is_some_and(|known| due < known),
                    period,
                )
            })
            .collect();
        // Those known in time first, then the tightest; the sort is stable.
        asking.sort_by_key(|(late, period)| (*late, Reverse(level_of(period, self.settings))));
        let (late, holder) = *asking.first()?;
        let own_id = StepId(format!("{}/{}/{day}", holder.id, spec.key));
        let id = done.get(&day).map_or(own_id, |id| (*id).clone());
        if due < self.begin() && !self.done.contains_key(&id) {
            return None;
        }
        let asking = asking.iter().map(|(_, period)| *period);
        let holder = asking
            .clone()
            .find(|p| p.id == id.period())
            .unwrap_or(holder);
        let mut step = self.made(id, holder, spec, due);
        step.also = asking
            .filter(|period| period.id != holder.id)
            .map(|period| period.id.clone())
            .collect();
        step.notice_loaded = self.dates_settled(holder);
        if step.done.is_none() && late {
            step.standing = StepStanding::Void;
        }
        Some(step)
    }

    fn asks_daily(&self, period: &Period) -> bool {
        let level = level_of(period, self.settings);
        let demand = self.settings.demands.get(&level);
        demand.is_some_and(|demand| demand.zero_report)
    }

    /// When the desk learned of a period; `None` of what the almanac knows by itself.
    fn known(
        &self,
        period: &Period,
        opened: &BTreeMap<&PeriodId, DateTime<Utc>>,
    ) -> Option<DateTime<Utc>> {
        if let Some(PeriodEdit::Entered { entered, .. }) = self.edits.get(&period.id) {
            let own = self.own(&period.id);
            let as_long = |own: &Period| own.from <= period.from && period.to <= own.to;
            // Of days the almanac had by itself, the desk knew before anybody changed the period.
            if !own.as_ref().is_some_and(as_long) {
                return Some(*entered);
            }
        }
        opened.get(&period.id).copied()
    }
}
