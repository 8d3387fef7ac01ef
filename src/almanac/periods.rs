//! Which periods there are: what the almanac knows by itself, what the desk entered over it, and what
//! warnings opened; and how tight the watch is on a day.

use std::collections::BTreeMap;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use chrono_tz::Tz;

use super::day::Calendar;
use super::hazard::{Hazard, hazards};
use super::rule;
use crate::domain::State;
use crate::domain::period::{DutyLevel, Period, PeriodEdit, PeriodId, StepDone, StepId};
use crate::domain::setting::Settings;

/// Years a question may span; a screen asks for one or two.
const YEARS_MAX: usize = 60;

/// All that periods and their steps follow from. What it tells depends on nothing else.
#[derive(Debug, Clone)]
pub struct Almanac<'a> {
    /// The holidays.
    pub calendar: &'a Calendar,
    /// The desk's settings.
    pub settings: &'a Settings,
    /// The desk's zone.
    pub zone: Tz,
    /// When the desk was created: nothing was asked of it before.
    pub created: DateTime<Utc>,
    /// What the desk entered about periods.
    pub edits: &'a BTreeMap<PeriodId, PeriodEdit>,
    /// Steps done.
    pub done: &'a BTreeMap<StepId, StepDone>,
    /// Periods that warnings opened.
    pub hazards: Vec<Hazard>,
    /// The time now.
    pub now: DateTime<Utc>,
}

impl<'a> Almanac<'a> {
    /// What follows from a desk's state. The calendar is [`Calendar::new`] of `state.calendars`.
    pub fn of(state: &'a State, calendar: &'a Calendar, now: DateTime<Utc>) -> Self {
        let zone = state.desk.zone;
        Self {
            calendar,
            settings: &state.settings,
            zone,
            created: state.desk.created,
            edits: &state.periods,
            done: &state.steps,
            hazards: hazards(state.warnings.values(), &state.settings, zone, now),
            now,
        }
    }

    /// The periods that touch a span of days, both inside, by first day.
    pub fn periods(&self, from: NaiveDate, to: NaiveDate) -> Vec<Period> {
        let mut found: Vec<Period> = self.all(from, to);
        found.retain(|period| period.from <= to && from <= period.to);
        found.sort_by(|a, b| (a.from, a.to, &a.id).cmp(&(b.from, b.to, &b.id)));
        found
    }

    /// The period of that name as it stands; `None` where there is none or it was withdrawn.
    pub fn period(&self, id: &PeriodId) -> Option<Period> {
        match self.edits.get(id) {
            Some(PeriodEdit::Entered { period, .. }) => Some(period.clone()),
            Some(PeriodEdit::Withdrawn { .. }) => None,
            None => self.own(id),
        }
    }

    /// How tight the watch is on a day, and the periods that make it so, tightest first.
    pub fn duty(&self, day: NaiveDate) -> (DutyLevel, Vec<Period>) {
        duty_level(day, &self.periods(day, day), self.settings)
    }

    /// The period as the almanac or a warning has it, before any edit.
    pub(super) fn own(&self, id: &PeriodId) -> Option<Period> {
        let hazard = self.hazards.iter().find(|hazard| hazard.period.id == *id);
        hazard.map(|hazard| hazard.period.clone()).or_else(|| {
            rule::of_year(rule::year_of(id)?, self.calendar)
                .into_iter()
                .find(|period| period.id == *id)
        })
    }

    /// Periods of every year that can reach into the span: none lasts longer than a year.
    fn all(&self, from: NaiveDate, to: NaiveDate) -> Vec<Period> {
        let years = (from.year() - 1..=to.year() + 1).take(YEARS_MAX);
        let unedited = years
            .flat_map(|year| rule::of_year(year, self.calendar))
            .chain(self.hazards.iter().map(|hazard| hazard.period.clone()))
            .filter(|period| !self.edits.contains_key(&period.id));
        let entered = self.edits.values().filter_map(|edit| match edit {
            PeriodEdit::Entered { period, .. } => Some(period.clone()),
            PeriodEdit::Withdrawn { .. } => None,
        });
        unedited.chain(entered).collect()
    }
}

/// The level a period asks for.
pub fn level_of(period: &Period, settings: &Settings) -> DutyLevel {
    let of_kind = || settings.levels.get(&period.kind).copied();
    period.level.or_else(of_kind).unwrap_or_default()
}

/// How tight the watch is on a day: as the tightest of its periods, which are told too, tightest
/// first.
pub fn duty_level(
    day: NaiveDate,
    periods: &[Period],
    settings: &Settings,
) -> (DutyLevel, Vec<Period>) {
    let mut covering: Vec<Period> = periods
        .iter()
        .filter(|period| period.covers(day))
        .cloned()
        .collect();
    // The sort is stable: among equals the order given stays.
    covering.sort_by_key(|period| std::cmp::Reverse(level_of(period, settings)));
    let level = covering
        .first()
        .map_or(DutyLevel::Normal, |period| level_of(period, settings));
    (level, covering)
}
