//! The alert schedule: when each step of each period is due, and how it stands. Everything here is
//! derived, so a moved or withdrawn period takes its open steps with it; those done stay.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use serde::Serialize;

use super::anchor::shifted;
use super::moment::{at, day_of};
use super::periods::{Almanac, level_of};
use super::rule;
use super::step::{Counter, StepSpec};
use crate::domain::period::{
    Period, PeriodEdit, PeriodId, PeriodKind, PeriodStatus, StepDone, StepId,
};

/// Days beyond a span in which a period can begin or end whose steps fall into it: twenty before, and
/// as many days off in a row as no notice ever gave.
const REACH_DAYS: u64 = 45;

/// Days a step may move to find a working day.
const MOVE_DAYS_MAX: usize = 20;

/// How long before its time a step around a period is due soon.
const SOON: TimeDelta = TimeDelta::hours(24);

/// How long before its time a daily step is due soon.
const SOON_DAILY: TimeDelta = TimeDelta::hours(1);

/// A step of the schedule (节点).
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Step {
    /// Its stable name: `spring-festival-2026/plan`, `spring-festival-2026/zero-report/2026-02-16`.
    pub id: StepId,
    /// The period it belongs to.
    pub period: Period,
    /// Other periods of that day that ask the same; a daily step is asked once.
    pub also: Vec<PeriodId>,
    /// Which step it is: `plan`.
    pub key: String,
    /// Chinese name.
    pub zh: String,
    /// English name.
    pub en: String,
    /// When it is due.
    pub due: DateTime<Utc>,
    /// The day off it would have fallen on.
    pub moved_from: Option<NaiveDate>,
    /// What is counted with it.
    pub counters: Vec<Counter>,
    /// Whether every holiday notice its date depends on is loaded.
    pub notice_loaded: bool,
    /// How it stands.
    pub standing: StepStanding,
    /// How it was done.
    pub done: Option<StepDone>,
}

/// How a step stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum StepStanding {
    /// Its time is to come.
    Running,
    /// Its time is near.
    DueSoon,
    /// Its time has passed.
    Overdue,
    /// Done in time.
    Met,
    /// Done late.
    MetLate,
    /// Its time had passed when the period was entered: too late to ask.
    Void,
}

impl StepStanding {
    /// The stable name: `due_soon`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::DueSoon => "due_soon",
            Self::Overdue => "overdue",
            Self::Met => "met",
            Self::MetLate => "met_late",
            Self::Void => "void",
        }
    }

    /// Whether somebody still has to do it.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Running | Self::DueSoon | Self::Overdue)
    }
}

impl Almanac<'_> {
    /// The steps due on the days of a span, both inside, by due time.
    pub fn schedule(&self, from: NaiveDate, to: NaiveDate) -> Vec<Step> {
        let wider_from = from.checked_sub_days(Days::new(REACH_DAYS)).unwrap_or(from);
        let wider_to = to.checked_add_days(Days::new(REACH_DAYS)).unwrap_or(to);
        let periods = self.periods(wider_from, wider_to);
        let mut steps = self.around(&periods);
        steps.extend(self.daily(&periods, from, to));
        let known: BTreeSet<StepId> = steps.iter().map(|step| step.id.clone()).collect();
        let kept = self.done.iter().filter(|(id, _)| !known.contains(*id));
        steps.extend(kept.map(|(id, done)| self.kept(id, done)));
        steps.retain(|step| (from..=to).contains(&day_of(step.due, self.zone)));
        steps.sort_by(|a, b| (a.due, &a.id).cmp(&(b.due, &b.id)));
        steps
    }

    /// The step of that name, done or not; `None` where no period asks it.
    pub fn step(&self, id: &StepId) -> Option<Step> {
        if let Some(done) = self.done.get(id) {
            return Some(self.kept(id, done));
        }
        let period = self.period(&id.period())?;
        let daily_on = id.0.splitn(3, '/').nth(2).and_then(|day| day.parse().ok());
        let (from, to) = match daily_on {
            Some(day) => (day, day),
            None => (
                period.from.checked_sub_days(Days::new(REACH_DAYS))?,
                period.to.checked_add_days(Days::new(REACH_DAYS))?,
            ),
        };
        let mut steps = self.schedule(from, to).into_iter();
        steps.find(|step| step.id == *id)
    }

    /// When the standing of one of these steps next changes by itself.
    pub fn next_change(&self, steps: &[Step]) -> Option<DateTime<Utc>> {
        steps
            .iter()
            .filter(|step| step.standing.is_open())
            .flat_map(|step| [step.due - soon(step), step.due])
            .filter(|at| *at > self.now)
            .min()
    }

    /// Steps before and after each period.
    fn around(&self, periods: &[Period]) -> Vec<Step> {
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
        if due < self.created && !self.done.contains_key(&id) {
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

    /// Whether the dates of a period depend on no notice that is not loaded.
    fn dates_settled(&self, period: &Period) -> bool {
        let entered = self.edits.contains_key(&period.id);
        entered
            || !rule::follows_notice(period)
            || (self.calendar.is_settled(period.from) && self.calendar.is_settled(period.to))
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

    /// One daily step a day, however many periods ask it.
    fn daily(&self, periods: &[Period], from: NaiveDate, to: NaiveDate) -> Vec<Step> {
        let Some(spec) = StepSpec::daily() else {
            return Vec::new();
        };
        let done = self.daily_done(spec);
        from.iter_days()
            .take_while(|day| *day <= to)
            .filter_map(|day| self.daily_step(spec, day, periods, &done))
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
        done: &BTreeMap<NaiveDate, &StepId>,
    ) -> Option<Step> {
        let due = at(self.zone, day, self.settings.zero_report_at);
        let mut asking: Vec<(bool, &Period)> = periods
            .iter()
            .filter(|period| period.covers(day) && self.asks_daily(period))
            .map(|period| (self.known(period).is_some_and(|known| due < known), period))
            .collect();
        // Those known in time first, then the tightest; the sort is stable.
        asking.sort_by_key(|(late, period)| {
            (*late, std::cmp::Reverse(level_of(period, self.settings)))
        });
        let (late, holder) = *asking.first()?;
        let own_id = StepId(format!("{}/{}/{day}", holder.id, spec.key));
        let id = done.get(&day).map_or(own_id, |id| (*id).clone());
        if due < self.created && !self.done.contains_key(&id) {
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
    fn known(&self, period: &Period) -> Option<DateTime<Utc>> {
        if let Some(PeriodEdit::Entered { entered, .. }) = self.edits.get(&period.id) {
            return Some(*entered);
        }
        let mut hazards = self.hazards.iter();
        let hazard = hazards.find(|hazard| hazard.period.id == period.id)?;
        Some(hazard.known)
    }

    /// A step that was done, though its period asks it no more, or at another time.
    fn kept(&self, id: &StepId, done: &StepDone) -> Step {
        let key = id.0.split('/').nth(1).unwrap_or_default();
        let day = day_of(done.due, self.zone);
        let period = self.period_or_past(&id.period(), day);
        let spec = StepSpec::of(key);
        Step {
            id: id.clone(),
            notice_loaded: true,
            also: Vec::new(),
            key: key.to_owned(),
            zh: spec.map_or_else(|| done.what.clone(), |spec| spec.zh.clone()),
            en: spec.map_or_else(|| done.what.clone(), |spec| spec.en.clone()),
            due: done.due,
            moved_from: None,
            counters: spec.map(StepSpec::counters).unwrap_or_default(),
            standing: met(done),
            period,
            done: Some(done.clone()),
        }
    }

    /// The period as it stands, as it stood when it was withdrawn, or a day that bears its name.
    fn period_or_past(&self, id: &PeriodId, day: NaiveDate) -> Period {
        if let Some(PeriodEdit::Withdrawn { period, .. }) = self.edits.get(id) {
            return period.clone();
        }
        self.period(id).unwrap_or_else(|| Period {
            id: id.clone(),
            kind: PeriodKind::NaturalHazard,
            name: id.to_string(),
            from: day,
            to: day,
            status: PeriodStatus::Entered,
            source: String::new(),
            level: None,
        })
    }

    fn made(&self, id: StepId, period: &Period, spec: &StepSpec, due: DateTime<Utc>) -> Step {
        let done = self.done.get(&id).cloned();
        let mut step = Step {
            id,
            period: period.clone(),
            also: Vec::new(),
            key: spec.key.clone(),
            zh: spec.zh.clone(),
            en: spec.en.clone(),
            // What was due then stays due then, though its period has moved since.
            due: done.as_ref().map_or(due, |done| done.due),
            moved_from: None,
            counters: spec.counters(),
            notice_loaded: true,
            standing: StepStanding::Running,
            done,
        };
        step.standing = match &step.done {
            Some(done) => met(done),
            None => self.open(&step),
        };
        step
    }

    fn open(&self, step: &Step) -> StepStanding {
        if self.now > step.due {
            StepStanding::Overdue
        } else if self.now >= step.due - soon(step) {
            StepStanding::DueSoon
        } else {
            StepStanding::Running
        }
    }
}

fn met(done: &StepDone) -> StepStanding {
    if done.at <= done.due {
        StepStanding::Met
    } else {
        StepStanding::MetLate
    }
}

fn soon(step: &Step) -> TimeDelta {
    if StepSpec::of(&step.key).is_some_and(|spec| spec.daily) {
        SOON_DAILY
    } else {
        SOON
    }
}
