//! What the almanac tells at the moment: today's duty level, the steps to come, the year looked at.
//! Derived once and kept until the record or the time changes something in it, so that drawing
//! asks nothing anew.

use std::cmp::Reverse;

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

use crate::almanac::periods::level_of;
use crate::almanac::{Almanac, Calendar, Day, Step, StepStanding, duty_level};
use crate::domain::State;
use crate::domain::period::{DutyLevel, Period};
use crate::domain::setting::Settings;
use crate::domain::state::STEP_DAYS;

/// Days the list of steps reaches ahead.
const DAYS_AHEAD: u64 = 60;

/// Days for which steps done are still listed.
const DAYS_DONE: u64 = 7;

/// The finest step of time: a step is late one of these after its time.
const INSTANT: TimeDelta = TimeDelta::milliseconds(1);

/// What the almanac tells.
#[derive(Debug)]
pub struct Outlook {
    seq: u64,
    told: DateTime<Utc>,
    /// Until when it holds, if nothing is recorded meanwhile.
    pub until: DateTime<Utc>,
    /// The desk's day.
    pub today: NaiveDate,
    /// The holidays.
    pub calendar: Calendar,
    /// How tight the watch is today.
    pub level: DutyLevel,
    /// Today's periods, tightest first.
    pub periods: Vec<Period>,
    /// Steps overdue, to come, and done a short while ago, by due time.
    pub steps: Vec<Step>,
    /// Daily steps beyond the next one that are not listed.
    pub dailies: usize,
    /// What the calendar screen shows, while it is open.
    pub looked_at: Option<LookedAt>,
}

/// What is known of the year and the day somebody looks at.
#[derive(Debug)]
pub struct LookedAt {
    /// The year.
    pub year: i32,
    /// The periods of that year and the months beside it, by first day.
    pub periods: Vec<Period>,
    /// How much of each month is tightened.
    pub months: [Load; 12],
    /// The day.
    pub day: Day,
    /// Its duty level.
    pub level: DutyLevel,
    /// Its periods, tightest first.
    pub of_day: Vec<Period>,
    /// The steps due on it.
    pub steps: Vec<Step>,
}

/// How much of a month is tightened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Load {
    /// Days above the normal level.
    pub days: usize,
    /// The tightest of its days.
    pub level: DutyLevel,
}

impl Outlook {
    /// What the almanac tells at `now`.
    pub fn of(state: &State, now: DateTime<Utc>) -> Self {
        let calendar = Calendar::new(&state.calendars);
        let almanac = Almanac::of(state, &calendar, now);
        let zone = state.desk.zone;
        let today = now.with_timezone(&zone).date_naive();
        let (level, mut periods) = almanac.duty(today);
        periods.sort_by_key(|period| order(period, &state.settings));
        let all = steps(&almanac, today);
        let changes = all.iter().filter(|step| step.standing.is_open());
        let changes = changes.map(|step| step.due + INSTANT);
        let until = changes
            .chain(almanac.next_change(&all))
            .chain(next_midnight(today, zone))
            .filter(|at| *at > now)
            .min();
        let (steps, dailies) = without_later_dailies(all, now);
        Self {
            seq: state.seq,
            told: now,
            until: until.unwrap_or(now + TimeDelta::days(1)),
            today,
            level,
            periods,
            steps,
            dailies,
            looked_at: None,
            calendar,
        }
    }

    /// Whether it still holds.
    pub fn holds(&self, state: &State, now: DateTime<Utc>) -> bool {
        self.seq == state.seq && (self.told..self.until).contains(&now)
    }

    /// Looks at a day, and at its year where that is another than before.
    pub fn look_at(&mut self, date: NaiveDate, state: &State) {
        let known = self.looked_at.take();
        if known.as_ref().is_some_and(|known| known.day.date == date) {
            self.looked_at = known;
            return;
        }
        let almanac = Almanac::of(state, &self.calendar, self.told);
        let (periods, months) = match known {
            Some(known) if known.year == date.year() => (known.periods, known.months),
            _ => year(&almanac, date.year()),
        };
        let (level, mut of_day) = duty_level(date, &periods, &state.settings);
        of_day.sort_by_key(|period| order(period, &state.settings));
        self.looked_at = Some(LookedAt {
            year: date.year(),
            periods,
            months,
            day: self.calendar.day(date),
            level,
            of_day,
            steps: almanac.schedule(date, date),
        });
    }

    /// The next step that somebody has to do.
    pub fn next_step(&self) -> Option<&Step> {
        self.to_do().next()
    }

    /// Steps whose time is to come, by due time.
    pub fn to_do(&self) -> impl Iterator<Item = &Step> {
        let open = self.steps.iter().filter(|step| step.standing.is_open());
        open.filter(|step| step.standing != StepStanding::Overdue)
    }

    /// How many steps are overdue.
    pub fn overdue(&self) -> usize {
        let overdue = |step: &&Step| step.standing == StepStanding::Overdue;
        self.steps.iter().filter(overdue).count()
    }
}

impl LookedAt {
    /// The periods that cover a day of the year or the months beside it, tightest first.
    pub fn covering(&self, date: NaiveDate, settings: &Settings) -> Vec<&Period> {
        let mut covering: Vec<&Period> = self.periods.iter().filter(|p| p.covers(date)).collect();
        covering.sort_by_key(|period| order(period, settings));
        covering
    }
}

/// Where a period stands among those of a day: the tightest first, and of those as tight the
/// shortest, since that is what the day is about.
fn order(period: &Period, settings: &Settings) -> (Reverse<DutyLevel>, TimeDelta) {
    (Reverse(level_of(period, settings)), period.to - period.from)
}

/// What is overdue, what is to come, and what was done a short while ago.
fn steps(almanac: &Almanac<'_>, today: NaiveDate) -> Vec<Step> {
    let before = |days| today.checked_sub_days(Days::new(days)).unwrap_or(today);
    let last = today.checked_add_days(Days::new(DAYS_AHEAD));
    let (first, done_from) = (before(STEP_DAYS.unsigned_abs()), before(DAYS_DONE));
    let mut steps = almanac.schedule(first, last.unwrap_or(today));
    steps.retain(|step| match step.standing {
        StepStanding::Void => false,
        standing if standing.is_open() => true,
        _ => step.due.with_timezone(&almanac.zone).date_naive() >= done_from,
    });
    steps
}

/// A daily step is listed once while it is to come: forty of them would hide the others.
fn without_later_dailies(steps: Vec<Step>, now: DateTime<Utc>) -> (Vec<Step>, usize) {
    let all = steps.len();
    let mut is_next = true;
    let mut kept = steps;
    kept.retain(|step| {
        let is_later = step.is_daily() && step.standing.is_open() && step.due > now;
        !is_later || std::mem::take(&mut is_next)
    });
    let left_out = all - kept.len();
    (kept, left_out)
}

/// The periods of a year and the months beside it, and how much of each month is tightened.
fn year(almanac: &Almanac<'_>, year: i32) -> (Vec<Period>, [Load; 12]) {
    let first = NaiveDate::from_ymd_opt(year - 1, 12, 1).unwrap_or_default();
    let last = NaiveDate::from_ymd_opt(year + 1, 6, 30).unwrap_or_default();
    let periods = almanac.periods(first, last);
    let mut months = [Load::default(); 12];
    let days = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default();
    for day in days.iter_days().take_while(|day| day.year() == year) {
        let covering = periods.iter().filter(|period| period.covers(day));
        let level = covering.map(|period| level_of(period, almanac.settings));
        let level = level.max().unwrap_or_default();
        if let Some(load) = months.get_mut(day.month0() as usize) {
            load.days += usize::from(level > DutyLevel::Normal);
            load.level = load.level.max(level);
        }
    }
    (periods, months)
}

fn next_midnight(today: NaiveDate, zone: Tz) -> Option<DateTime<Utc>> {
    let next = today.succ_opt()?.and_time(NaiveTime::MIN);
    let at = zone.from_local_datetime(&next).earliest()?;
    Some(at.with_timezone(&Utc))
}
