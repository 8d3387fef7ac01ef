//! What the almanac has for a day: how tight the watch is, and the steps still to be done as
//! matters. Made once a day and after what may change it.

use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Utc};

use crate::almanac::{Almanac, Calendar, Step};
use crate::domain::State;
use crate::domain::period::DutyLevel;
use crate::domain::reminder::MatterId;
use crate::domain::state::STEP_DAYS;
use crate::rulebook::ladder::{Matter, MatterKind};

/// Days ahead within which a step is reminded of; more than the longest lead time of a step.
const AHEAD_DAYS: u64 = 8;

/// How long before its time a step begins to come near.
const COMES_NEAR: TimeDelta = TimeDelta::days(7);

/// What a step is called.
#[derive(Debug, Clone)]
pub(super) struct StepWords {
    pub(super) period: String,
    pub(super) zh: String,
    pub(super) en: String,
}

/// The almanac's day.
#[derive(Debug, Clone)]
pub(super) struct Scheduled {
    /// How tight the watch is.
    pub(super) level: DutyLevel,
    /// Steps that are open.
    pub(super) beside: Vec<Matter>,
    /// What they are called.
    pub(super) words: BTreeMap<MatterId, StepWords>,
    from: DateTime<Utc>,
    /// When the next day begins.
    pub(super) until: DateTime<Utc>,
}

impl Scheduled {
    /// What follows from the state on the day of `now`.
    pub(super) fn of(state: &State, now: DateTime<Utc>) -> Self {
        let calendar = Calendar::new(&state.calendars);
        let almanac = Almanac::of(state, &calendar, now);
        let zone = almanac.zone;
        let today = now.with_timezone(&zone).date_naive();
        let back = Days::new(STEP_DAYS.unsigned_abs());
        let first = today.checked_sub_days(back).unwrap_or(today);
        let last = today
            .checked_add_days(Days::new(AHEAD_DAYS))
            .unwrap_or(today);
        let steps = almanac.schedule(first, last);
        let begins = |day: NaiveDate| {
            let midnight = day.and_time(NaiveTime::MIN).and_local_timezone(zone);
            midnight.earliest().map(|at| at.with_timezone(&Utc))
        };
        let tomorrow = today.succ_opt().and_then(begins);
        let open = || steps.iter().filter(|step| step.standing.is_open());
        Self {
            level: almanac.duty(today).0,
            beside: open()
                .map(|step| matter(step, state.desk.created))
                .collect(),
            words: open().map(words).collect(),
            from: now,
            until: tomorrow.unwrap_or(now + TimeDelta::days(1)),
        }
    }

    /// Whether it is still that day. A clock that went back makes it anew.
    pub(super) fn holds(&self, now: DateTime<Utc>) -> bool {
        self.from <= now && now < self.until
    }
}

fn words(step: &Step) -> (MatterId, StepWords) {
    let words = StepWords {
        period: step.period.name.clone(),
        zh: step.zh.clone(),
        en: step.en.clone(),
    };
    (MatterId::of_step(&step.id), words)
}

fn matter(step: &Step, created: DateTime<Utc>) -> Matter {
    let kind = if step.is_daily() {
        MatterKind::DailyStep
    } else {
        MatterKind::Step
    };
    Matter {
        id: MatterId::of_step(&step.id),
        kind,
        subject: None,
        starts: (step.due - COMES_NEAR).max(created),
        due: step.due,
        known: None,
        // The daily zero report is demanded from above; the other steps are the bureau's own.
        legal: kind == MatterKind::DailyStep,
        leads: true,
        deadlines: Vec::new(),
    }
}
