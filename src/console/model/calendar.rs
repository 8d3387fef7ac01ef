//! The calendar: the day looked at, days found by name, and the forms of periods and steps.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::Model;
use super::view::{CalendarPanel, CalendarView, ListView, Overlay, Screen};
use crate::almanac::{Almanac, SolarTerm, Step};
use crate::console::action::Action;
use crate::console::form::kind::FormKind;
use crate::console::outlook::Outlook;
use crate::console::theme::Role;
use crate::console::widget::Pick;
use crate::console::wording::period_name;
use crate::domain::period::{PeriodId, StepId};
use crate::domain::when;
use crate::locale::Lang;

/// The years that can be looked at: those the almanac knows lunar dates of, and a little sense.
const YEARS: std::ops::RangeInclusive<i32> = 1990..=2098;

/// Days found that are offered.
const TARGETS_MAX: usize = 40;

/// Days a search for the next period goes on in one direction.
const PERIOD_REACH: i32 = 2;

/// A day that can be jumped to, and what falls on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Target {
    /// The day.
    pub day: NaiveDate,
    /// What falls on it.
    pub name: String,
}

/// The days that are meant by what was typed: a date, or what falls on a day; the nearest to come
/// first. Nothing typed means whatever begins next.
pub fn targets(model: &Model, query: &str) -> Vec<Target> {
    let (Some(state), Some(outlook)) = (model.state(), model.outlook()) else {
        return Vec::new();
    };
    let (today, lang) = (outlook.today, model.look.lang);
    let query = query.trim().to_lowercase();
    let dated = when::day(&query, today).ok();
    if let Some(day) = dated.filter(|day| YEARS.contains(&day.year())) {
        let name = day.format("%Y-%m-%d").to_string();
        return vec![Target { day, name }];
    }
    let almanac = Almanac::of(state, &outlook.calendar, model.now());
    let years = (today.year() - 1, today.year() + PERIOD_REACH);
    let (first, last) = (day_of(years.0, 1, 1), day_of(years.1, 12, 31));
    let mut found: Vec<Target> = Vec::new();
    for period in almanac.periods(first, last) {
        let english = period_name(&period, Lang::En).to_lowercase();
        let holds = period.name.contains(&query) || english.contains(&query);
        if holds || period.id.0.to_lowercase().contains(&query) {
            let (day, name) = (period.from, period_name(&period, lang));
            found.push(Target { day, name });
        }
    }
    if !query.is_empty() {
        found.extend((years.0..=years.1).flat_map(|year| terms(year, &query, lang)));
    }
    // What is to come stands before what has been, each the nearest first.
    found.sort_by_key(|target| {
        let away = (target.day - today).num_days();
        (away < 0, away.abs())
    });
    found.truncate(TARGETS_MAX);
    found
}

/// The solar terms of a year whose name holds what was typed.
fn terms(year: i32, query: &str, lang: Lang) -> Vec<Target> {
    let named = |term: SolarTerm| {
        let key = format!("solar-term-{}", term.name());
        let holds = Lang::ALL
            .iter()
            .any(|lang| lang.text(&key).to_lowercase().contains(query));
        let day = term.date(year).filter(|_| holds)?;
        let name = lang.text(&key);
        Some(Target { day, name })
    };
    SolarTerm::all().filter_map(named).collect()
}

fn day_of(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

impl Model {
    /// Asks the almanac anew where what it told holds no longer, or another day is looked at.
    pub(super) fn look_ahead(&mut self) {
        let now = self.desk.now(self.machine);
        let Some(state) = self.desk.state.as_deref() else {
            self.outlook = None;
            return;
        };
        let held = self.outlook.take().filter(|held| held.holds(state, now));
        let mut outlook = held.unwrap_or_else(|| Outlook::of(state, now));
        let calendar = self.screens.iter().rev().find_map(|screen| match screen {
            Screen::Calendar(view) => Some(view),
            _ => None,
        });
        if let Some(view) = calendar {
            outlook.look_at(view.day, state);
        }
        self.outlook = Some(outlook);
    }

    pub(super) fn open_calendar(&mut self) {
        if matches!(self.screens.last(), Some(Screen::Calendar(_))) {
            return;
        }
        let Some(outlook) = &self.outlook else {
            return;
        };
        self.screens.push(Screen::Calendar(CalendarView {
            day: outlook.today,
            panel: CalendarPanel::default(),
            period: Pick::default(),
            step: Pick::default(),
        }));
    }

    fn calendar_view(&mut self) -> Option<&mut CalendarView> {
        match self.screens.last_mut() {
            Some(Screen::Calendar(view)) => Some(view),
            _ => None,
        }
    }

    pub(super) fn act_on_calendar(&mut self, action: Action) {
        match action {
            Action::Today => {
                if let Some(today) = self.outlook.as_ref().map(|outlook| outlook.today) {
                    self.look_at_day(today);
                }
            }
            Action::JumpToDay => self.overlays.push(Overlay::Jump(ListView::default())),
            Action::PrevPeriod => self.go_to_period(Towards::Past),
            Action::NextPeriod => self.go_to_period(Towards::Future),
            Action::DayBefore => self.go_days(-1),
            Action::DayAfter => self.go_days(1),
            Action::AddPeriod => self.open_form(FormKind::AddPeriod),
            Action::ChangePeriod | Action::WithdrawPeriod => self.open_period_form(action),
            Action::StepDone => self.open_step_form(|step| step.done.is_none()),
            _ => self.open_step_form(|step| step.done.is_some()),
        }
    }

    /// Looks at a day, as far as the calendar reaches.
    pub(super) fn look_at_day(&mut self, day: NaiveDate) {
        if let Some(view) = self.calendar_view() {
            view.day = day.clamp(day_of(*YEARS.start(), 1, 1), day_of(*YEARS.end(), 12, 31));
            view.period = Pick::default();
        }
    }

    fn go_days(&mut self, by: i64) {
        let Some(view) = self.calendar_view() else {
            return;
        };
        let days = Days::new(by.unsigned_abs());
        let day = if by < 0 {
            view.day.checked_sub_days(days)
        } else {
            view.day.checked_add_days(days)
        };
        if let Some(day) = day {
            self.look_at_day(day);
        }
    }

    /// Moves as the panel moves that has the keys: by weeks, months, or rows.
    pub(super) fn go_on_calendar(&mut self, by: isize) {
        let page = self.page();
        let periods = self.day_periods();
        let steps = self.step_ids();
        let Some(view) = self.calendar_view() else {
            return;
        };
        match view.panel {
            CalendarPanel::Periods => view.period.go(&periods, by),
            CalendarPanel::Steps => view.step.go(&steps, by),
            CalendarPanel::Months => {
                let day = view.day;
                let to = match by {
                    isize::MIN => day.with_day(1),
                    isize::MAX => last_of_month(day),
                    by if by == page => day.checked_add_months(Months::new(1)),
                    by if by == -page => day.checked_sub_months(Months::new(1)),
                    by => return self.go_days(i64::try_from(by).unwrap_or(0).saturating_mul(7)),
                };
                self.look_at_day(to.unwrap_or(day));
            }
        }
    }

    /// The steps in the list, in its order.
    pub(super) fn listed_steps(&self) -> impl Iterator<Item = &Step> {
        self.outlook.iter().flat_map(|outlook| &outlook.steps)
    }

    /// Their names.
    pub(super) fn step_ids(&self) -> Vec<StepId> {
        self.listed_steps().map(|step| step.id.clone()).collect()
    }

    /// The periods of the day looked at, in the order of the list.
    pub(super) fn day_periods(&self) -> Vec<PeriodId> {
        let looked_at = self.outlook.as_ref().and_then(|o| o.looked_at.as_ref());
        let periods = looked_at.map(|looked_at| &looked_at.of_day);
        periods
            .into_iter()
            .flatten()
            .map(|p| p.id.clone())
            .collect()
    }

    /// What Enter opens: a day's periods, a period's form, a step's form.
    pub(super) fn open_on_calendar(&mut self) {
        let Some(view) = self.calendar_view() else {
            return;
        };
        match view.panel {
            CalendarPanel::Months => view.panel = CalendarPanel::Periods,
            CalendarPanel::Periods => self.open_period_form(Action::ChangePeriod),
            CalendarPanel::Steps => self.open_step_form(|_| true),
        }
    }

    fn open_period_form(&mut self, action: Action) {
        let picked = self
            .calendar_view()
            .and_then(|view| view.period.meant().cloned());
        match (picked, action) {
            (Some(id), Action::ChangePeriod) => self.open_form(FormKind::ChangePeriod(id)),
            (Some(id), _) => self.open_form(FormKind::WithdrawPeriod(id)),
            (None, _) => self.say_nothing_selected("calendar-no-period"),
        }
    }

    /// The form of the selected step: how it was done, or why that is taken back.
    fn open_step_form(&mut self, fits: impl Fn(&Step) -> bool) {
        let picked = self
            .calendar_view()
            .and_then(|view| view.step.meant().cloned());
        let step = self
            .listed_steps()
            .find(|step| picked.as_ref() == Some(&step.id));
        let step = step.filter(|step| fits(step));
        match step.map(|step| (step.id.clone(), step.done.is_some())) {
            Some((id, false)) => self.open_form(FormKind::StepDone(id)),
            Some((id, true)) => self.open_form(FormKind::ReopenStep(id)),
            None => self.say_nothing_selected("calendar-no-step"),
        }
    }

    fn say_nothing_selected(&mut self, key: &str) {
        let text = self.look.lang.text(key);
        self.toast(text, Role::Info, super::TOAST_SHORT);
    }

    /// Goes to the first day of the period that begins next, or began last before the day looked at.
    fn go_to_period(&mut self, towards: Towards) {
        let Some(day) = self.calendar_view().map(|view| view.day) else {
            return;
        };
        let (Some(state), Some(outlook)) = (self.state(), &self.outlook) else {
            return;
        };
        let almanac = Almanac::of(state, &outlook.calendar, self.now());
        let (from, to) = match towards {
            Towards::Past => (day_of(day.year() - PERIOD_REACH, 1, 1), day),
            Towards::Future => (day, day_of(day.year() + PERIOD_REACH, 12, 31)),
        };
        let firsts = almanac
            .periods(from, to)
            .into_iter()
            .map(|period| period.from);
        let found = match towards {
            Towards::Past => firsts.filter(|first| *first < day).max(),
            Towards::Future => firsts.filter(|first| *first > day).min(),
        };
        if let Some(first) = found {
            self.look_at_day(first);
        }
    }
}

/// A direction in time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Towards {
    Past,
    Future,
}

fn last_of_month(day: NaiveDate) -> Option<NaiveDate> {
    day.with_day(1)?
        .checked_add_months(Months::new(1))?
        .pred_opt()
}
