//! The alert schedule: when each step of each period is due, and how it stands. Everything here is
//! derived, so a moved or withdrawn period takes its open steps with it; those done stay.

mod around;
mod daily;

use std::collections::BTreeSet;

use chrono::{DateTime, Days, NaiveDate, TimeDelta, Utc};
use serde::Serialize;

use super::moment::day_of;
use super::periods::Almanac;
use super::rule;
use super::step::{Counter, StepSpec};
use crate::domain::period::{
    Period, PeriodEdit, PeriodId, PeriodKind, PeriodStatus, StepDone, StepId,
};
use crate::domain::state::STEP_DAYS;

/// Days beyond a span in which a period can begin or end whose steps fall into it: twenty before, and
/// as many days off in a row as no notice ever gave.
const REACH_DAYS: u64 = 45;

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

impl Step {
    /// Whether it is asked every day of its period.
    pub fn is_daily(&self) -> bool {
        StepSpec::of(&self.key).is_some_and(|spec| spec.daily)
    }
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
        let daily_on: Option<NaiveDate> =
            id.0.splitn(3, '/').nth(2).and_then(|day| day.parse().ok());
        let asked = match (daily_on, self.period(&id.period())) {
            (Some(day), _) => self.daily(&self.periods(day, day), day, day),
            (None, Some(period)) => self.around(&[period]),
            (None, None) => Vec::new(),
        };
        let found = asked.into_iter().find(|step| step.id == *id);
        found.or_else(|| Some(self.kept(id, self.done.get(id)?)))
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

    /// From when steps exist: the desk was asked nothing before it was created, and what was done is
    /// remembered only so long.
    fn begin(&self) -> DateTime<Utc> {
        self.created.max(self.now - TimeDelta::days(STEP_DAYS))
    }

    /// Whether the dates of a period depend on no notice that is not loaded.
    pub fn dates_settled(&self, period: &Period) -> bool {
        let entered = self.edits.contains_key(&period.id);
        entered
            || !rule::follows_notice(period)
            || (self.calendar.is_settled(period.from) && self.calendar.is_settled(period.to))
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
    if step.is_daily() { SOON_DAILY } else { SOON }
}
