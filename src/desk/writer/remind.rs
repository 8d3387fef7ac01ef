//! Raising what is due: planned after everything that may matter and whenever the reminder clock
//! asks, recorded like anything else, and only then said where the next rung is.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use chrono::{DateTime, TimeDelta, Utc};
use tokio::sync::watch;

use super::Writer;
use super::record::Record;
use super::schedule::Scheduled;
use crate::clock::{machine_now, monotonic};
use crate::desk::reminder::Look;
use crate::desk::{log, time};
use crate::domain::period::DutyLevel;
use crate::domain::reminder::{MatterId, Raised};
use crate::domain::{Command, Event};
use crate::ledger::noticed;
use crate::link::wire::{ClockStep, Finding};
use crate::locale::Lang;
use crate::rulebook::ladder::{Ladders, Matter, Plan, plan};

/// Rungs of one command; a desk that slept for weeks has more.
const RAISED_AT_ONCE: usize = 64;

/// How soon rungs that could not be recorded are tried again.
pub(super) const RETRY_AFTER: TimeDelta = TimeDelta::seconds(10);

/// After a look, so many times as long as it took is rested before a change alone is planned; in a
/// flood of changes a tenth of the time goes into planning.
const REST_SHARE: u32 = 9;

/// The longest such rest. A rung whose time comes waits for none.
const REST_MAX: Duration = Duration::from_secs(2);

/// Names of what could not be planned that are told.
const FAILED_NAMED_MAX: usize = 3;

/// What the writer holds for reminders.
pub(super) struct Reminding {
    /// `None` until the ladders are read: before that nothing is raised.
    ladders: Option<Ladders>,
    look: watch::Sender<Look>,
    /// By the desk's clock; `None` where only a change makes a look worth while.
    wakes: Option<DateTime<Utc>>,
    /// Something was recorded since the last look that may matter to it.
    is_stale: bool,
    scheduled: Option<Scheduled>,
    /// Changes alone make no look worth while before: what comes in a flood is planned together.
    rests_until: Option<Instant>,
    /// What could not be planned.
    failed: Vec<String>,
    /// The last sign of life from the post; `None` before the first look.
    pub(super) life: Option<DateTime<Utc>>,
}

/// What an event may change of what is due when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Touches {
    Nothing,
    Duties,
    Schedule,
}

fn touches(event: &Event) -> Touches {
    match event {
        Event::RungRaised { .. }
        | Event::RungTold { .. }
        | Event::MatterAcknowledged { .. }
        | Event::OfficerEntered { .. }
        | Event::RecipientsEntered { .. }
        | Event::PersonalDestroyed { .. }
        | Event::PersonalShown { .. }
        | Event::AccessRefused { .. }
        | Event::PinSet { .. }
        | Event::DeskNoticed { .. } => Touches::Nothing,
        Event::SettingsChanged { .. }
        | Event::CalendarImported { .. }
        | Event::PeriodEntered { .. }
        | Event::PeriodWithdrawn { .. }
        | Event::StepDone { .. }
        | Event::StepReopened { .. }
        | Event::WarningTaken { .. }
        | Event::WarningPlaced { .. }
        | Event::WarningEnded { .. } => Touches::Schedule,
        _ => Touches::Duties,
    }
}

impl Reminding {
    pub(super) fn new() -> (Self, watch::Receiver<Look>) {
        let (look, looked) = watch::channel(Look::default());
        let reminding = Self {
            ladders: None,
            look,
            wakes: None,
            is_stale: true,
            scheduled: None,
            rests_until: None,
            failed: Vec::new(),
            life: None,
        };
        (reminding, looked)
    }

    /// Takes in what was recorded.
    pub(super) fn saw<'a>(&mut self, events: impl Iterator<Item = &'a Event>) {
        match events.map(touches).max() {
            Some(Touches::Schedule) => self.forget(),
            Some(Touches::Duties) => self.is_stale = true,
            Some(Touches::Nothing) | None => {}
        }
    }

    /// Everything may be otherwise.
    pub(super) fn forget(&mut self) {
        self.is_stale = true;
        self.scheduled = None;
    }

    /// A step that is still to be done, as a matter.
    pub(super) fn step_matter(&self, id: &MatterId) -> Option<&Matter> {
        let mut beside = self.scheduled.iter().flat_map(|day| &day.beside);
        beside.find(|matter| matter.id == *id)
    }

    /// The period and the name of a step.
    pub(super) fn step_words(&self, id: &MatterId, lang: Lang) -> Option<(String, String)> {
        let words = self.scheduled.as_ref()?.words.get(id)?;
        let step = match lang {
            Lang::Zh => &words.zh,
            Lang::En => &words.en,
        };
        Some((words.period.clone(), step.clone()))
    }

    /// How tight the watch is today, as far as is known.
    pub(super) fn level(&self) -> DutyLevel {
        let scheduled = self.scheduled.as_ref();
        scheduled.map_or_else(DutyLevel::default, |scheduled| scheduled.level)
    }

    /// Whether a rung's time has come.
    fn is_due(&self, now: DateTime<Utc>) -> bool {
        self.wakes.is_some_and(|wakes| wakes <= now)
    }

    /// How long a change waits for others to be planned together with.
    fn rests(&self) -> Option<Duration> {
        let left = self.rests_until?.checked_duration_since(monotonic())?;
        (left > Duration::ZERO).then_some(left)
    }

    /// Sleeps a while before what changed is planned.
    fn puts_off(&self, machine: DateTime<Utc>, rest: Duration) {
        // Rounded up, so that the rest is over when it wakes.
        let rest_ms = i64::try_from(rest.as_millis()).unwrap_or(i64::MAX);
        let wake = machine + TimeDelta::milliseconds(rest_ms.saturating_add(1));
        self.look.send_if_modified(|look| {
            let sooner = look.wake.is_none_or(|planned| wake < planned);
            if sooner {
                look.wake = Some(wake);
            }
            sooner
        });
    }
}

impl<R: Record> Writer<R> {
    /// Puts ladders in force. Where they are bad, what is in force stays.
    pub(super) fn ladders(&mut self, read: Result<Ladders, Finding>) {
        let (ladders, fault) = match (read, self.reminding.ladders.take()) {
            (Ok(ladders), _) => (ladders, None),
            (Err(fault), Some(in_force)) => (in_force, Some(fault)),
            (Err(fault), None) => (Ladders::built_in(), Some(fault)),
        };
        if let Some(fault) = &fault {
            log::line(fault.sentence(Lang::En));
        }
        self.notices.ladders = fault;
        self.reminding.ladders = Some(ladders);
        self.reminding.is_stale = true;
    }

    /// Notes that the machine's clock was set, for everybody to see.
    pub(super) fn clock_stepped(&mut self, step: ClockStep) {
        let key = if step.seconds < 0 {
            "notice-clock-stepped-back"
        } else {
            "notice-clock-stepped"
        };
        let finding = Finding::new(key).with("seconds", step.seconds.unsigned_abs());
        log::line(finding.sentence(Lang::En));
        self.note(noticed(&finding));
        self.notices.step = Some(step);
        self.reminding.forget();
    }

    /// Notes that the reminder clock had to be started again; once, however often it happens.
    pub(super) fn reminder_failed(&mut self, finding: Finding) {
        if self.notices.reminder.is_none() {
            self.note(noticed(&finding));
        }
        self.notices.reminder = Some(finding);
    }

    /// Looks what is due, where something may be.
    pub(super) fn remind(&mut self) {
        if self.reminding.ladders.is_none() {
            return;
        }
        let machine = machine_now();
        let now = time::now(self.record.state(), machine);
        match self.reminding.rests() {
            _ if self.reminding.is_due(now) => self.look(),
            Some(rest) if self.reminding.is_stale => self.reminding.puts_off(machine, rest),
            None if self.reminding.is_stale => self.look(),
            Some(_) | None => {}
        }
    }

    /// Looks what is due, raises it, and says when to look again.
    pub(super) fn look(&mut self) {
        let (machine, began) = (machine_now(), monotonic());
        let now = time::now(self.record.state(), machine);
        let (plan, midnight) = self.plan(now);
        let is_first = self.reminding.look.borrow().looks == 0;
        if is_first {
            self.tell_again(now, &plan.due);
        }
        let raised = self.raise(&plan.due);
        self.tell_of(&plan.due, now);
        self.reminding.is_stale = false;
        let asks = self.keep_vigil(now);
        let soonest = [plan.next, midnight, asks].into_iter().flatten().min();
        self.reminding.wakes = soonest;
        let clock = self.record.state().desk.clock;
        let mut wake = soonest.and_then(|at| time::comes(clock, at));
        if raised < plan.due.len() {
            self.reminding.is_stale = true;
            let retry = machine + RETRY_AFTER;
            wake = Some(wake.map_or(retry, |wake| wake.min(retry)));
        }
        self.reminding.look.send_modify(|look| {
            look.looks += 1;
            look.wake = wake;
            look.last_ran = Some(now);
            look.next = plan.next;
            look.raised += u64::try_from(raised).unwrap_or(u64::MAX);
        });
        self.tell_vital();
        let ended = monotonic();
        let rest = REST_SHARE * ended.saturating_duration_since(began);
        self.reminding.rests_until = ended.checked_add(rest.min(REST_MAX));
    }

    /// What is due, and when the next day begins.
    fn plan(&mut self, now: DateTime<Utc>) -> (Plan, Option<DateTime<Utc>>) {
        let state = self.record.state();
        let reminding = &mut self.reminding;
        let Some(ladders) = &reminding.ladders else {
            return (Plan::default(), None);
        };
        if !reminding
            .scheduled
            .as_ref()
            .is_some_and(|scheduled| scheduled.holds(now))
        {
            let made = catch_unwind(AssertUnwindSafe(|| Scheduled::of(state, now)));
            // Where the almanac fails, what it said last is better than no duty at all.
            reminding.scheduled = made.ok().or(reminding.scheduled.take());
        }
        let scheduled = reminding.scheduled.as_ref();
        let level = scheduled
            .map(|scheduled| scheduled.level)
            .unwrap_or_default();
        let beside = scheduled.map_or(&[][..], |scheduled| &scheduled.beside);
        let mut plan = plan(state, beside, ladders, level, now);
        if scheduled.is_none() {
            plan.failed.push("schedule".to_owned());
        }
        if plan.failed != reminding.failed {
            reminding.failed.clone_from(&plan.failed);
            self.notices.unplanned = unplanned(&plan.failed);
            if let Some(finding) = &self.notices.unplanned {
                log::line(finding.sentence(Lang::En));
            }
        }
        let until = scheduled.map(|scheduled| scheduled.until);
        (plan, until)
    }

    /// Records rungs; how many of them are in the record afterwards.
    fn raise(&mut self, due: &[Raised]) -> usize {
        for rungs in due.chunks(RAISED_AT_ONCE) {
            let rungs = rungs.to_vec();
            if let Err(refusal) = self.own(&Command::RaiseRungs { rungs }) {
                log::line(format_args!("rungs not raised: {refusal:?}"));
            }
            self.commit();
        }
        let reminders = &self.record.state().reminders;
        let is_kept = |raised: &&Raised| reminders.was_raised(&raised.matter, raised.rung);
        due.iter().filter(is_kept).count()
    }
}

fn unplanned(failed: &[String]) -> Option<Finding> {
    if failed.is_empty() {
        return None;
    }
    let named: Vec<&str> = failed
        .iter()
        .take(FAILED_NAMED_MAX)
        .map(String::as_str)
        .collect();
    let finding = Finding::new("notice-reminder-unplanned");
    Some(
        finding
            .with("number", failed.len())
            .with("names", named.join(", ")),
    )
}
