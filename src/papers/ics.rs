//! The alert schedule as an iCalendar file (RFC 5545): each step an event with an alarm, each period
//! a whole-day event. Names of events stay the same from file to file, so that a newer file replaces
//! what an older one brought.

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use icalendar::{
    Alarm, Calendar, CalendarDateTime, Component, DatePerhapsTime, Event, EventLike, EventStatus,
    Property, Trigger,
};

use crate::almanac::rule::english;
use crate::almanac::{Step, StepStanding};
use crate::domain::event::DeskMode;
use crate::domain::period::Period;
use crate::domain::state::Desk;
use crate::domain::text::steers;
use crate::locale::Lang;

/// What goes into the file.
#[derive(Debug, Clone, Copy)]
pub struct Agenda<'a> {
    /// The desk whose schedule it is.
    pub desk: &'a Desk,
    /// Its steps.
    pub steps: &'a [Step],
    /// Its periods.
    pub periods: &'a [Period],
    /// The language of the texts.
    pub lang: Lang,
    /// When it is written.
    pub now: DateTime<Utc>,
}

/// How long a step takes up a line of the calendar.
const STEP_LONG: TimeDelta = TimeDelta::minutes(15);

/// How long before a step around a period its alarm rings, and before a daily one.
const ALARM: TimeDelta = TimeDelta::hours(24);
const ALARM_DAILY: TimeDelta = TimeDelta::minutes(30);

/// The zone of local times, which the library does not write. China's has been the same since 1991
/// and no event is older.
const ZONE: &str = "BEGIN:VTIMEZONE\r\n\
    TZID:Asia/Shanghai\r\n\
    BEGIN:STANDARD\r\n\
    DTSTART:19910915T020000\r\n\
    TZOFFSETFROM:+0900\r\n\
    TZOFFSETTO:+0800\r\n\
    TZNAME:CST\r\n\
    END:STANDARD\r\n\
    END:VTIMEZONE\r\n";

/// What comes after the head of the file: an event, or the end where there is none. A line of text
/// that goes on begins with a blank, so neither can be part of a name.
const AFTER_HEAD: [&str; 2] = ["\r\nBEGIN:VEVENT\r\n", "\r\nEND:VCALENDAR\r\n"];

const LINE_END: &str = "\r\n";

/// Writes the file.
pub fn schedule_ics(agenda: &Agenda<'_>) -> String {
    let mut calendar = Calendar::empty();
    for (name, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//watchkeeper//schedule//ZH"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
    ] {
        calendar.append_property((name, value));
    }
    let name = agenda.named("ics-name", &[("desk", &agenda.desk.name)]);
    calendar.name(&name).timezone(agenda.desk.zone.name());
    for period in agenda.periods {
        calendar.push(agenda.period(period));
    }
    for step in agenda.steps {
        calendar.push(agenda.step(step));
    }
    let mut text = calendar.to_string();
    if agenda.is_local()
        && let Some(place) = AFTER_HEAD.iter().find_map(|line| text.find(line))
    {
        text.insert_str(place + LINE_END.len(), ZONE);
    }
    text
}

impl Agenda<'_> {
    fn step(&self, step: &Step) -> Event {
        let what = match self.lang {
            Lang::Zh => &step.zh,
            Lang::En => &step.en,
        };
        let period = self.name_of(&step.period);
        let (key, status) = match step.standing {
            StepStanding::Void => ("ics-step", EventStatus::Cancelled),
            StepStanding::Met | StepStanding::MetLate => ("ics-step-done", EventStatus::Confirmed),
            _ => ("ics-step", EventStatus::Confirmed),
        };
        let title = self.named(key, &[("what", what), ("period", &period)]);
        let mut event = self.event(&step.id.to_string());
        event
            .summary(&title)
            .description(&self.about_step(step))
            .starts(self.moment(step.due))
            .ends(self.moment(step.due + STEP_LONG))
            .status(status);
        if step.standing.is_open() {
            let before = if step.is_daily() { ALARM_DAILY } else { ALARM };
            let mut alarm = Alarm::display(&title, Trigger::before_start(before));
            // Left out, the library would make up a name and ask its own clock.
            alarm.add_property("UID", format!("alarm-{}", self.uid(&step.id.0)));
            alarm.add_property("DTSTAMP", self.now.format("%Y%m%dT%H%M%SZ").to_string());
            event.alarm(alarm);
        }
        event.done()
    }

    /// What should be known of a step beside its time, a line each.
    fn about_step(&self, step: &Step) -> String {
        let lang = self.lang;
        let mut lines = vec![lang.text(&format!("step-{}", step.standing.name()))];
        if let Some(day) = step.moved_from {
            lines.push(lang.say("step-moved", &[("date", day.to_string().into())]));
        }
        if !step.notice_loaded {
            lines.push(lang.text("ics-not-loaded"));
        }
        if let Some(done) = &step.done {
            let at = done.at.with_timezone(&self.desk.zone);
            let at = at.format("%Y-%m-%d %H:%M").to_string();
            lines.push(lang.say("ics-done-at", &[("at", at.into())]));
        }
        lines.push(step.id.to_string());
        clean(&lines.join("\n"))
    }

    fn period(&self, period: &Period) -> Event {
        let lang = self.lang;
        let about = [
            lang.text(&format!("period-{}", period.kind.name())),
            lang.text(&format!("status-{}", period.status.name())),
            period.source.clone(),
        ];
        let about: Vec<String> = about.into_iter().filter(|line| !line.is_empty()).collect();
        let title = self.named("ics-period", &[("period", &self.name_of(period))]);
        self.event(&period.id.to_string())
            .summary(&title)
            .description(&clean(&about.join("\n")))
            .starts(period.from)
            // A whole-day event ends before the day it names.
            .ends(day_after(period.to))
            // It takes nobody's time.
            .append_property(Property::new("TRANSP", "TRANSPARENT"))
            .done()
    }

    fn event(&self, id: &str) -> Event {
        let mut event = Event::with_uid(&self.uid(id));
        event.timestamp(self.now);
        event
    }

    fn uid(&self, id: &str) -> String {
        let desk = self.desk.code.as_str().to_ascii_lowercase();
        format!("{}@{desk}.watchkeeper", line(id))
    }

    /// A sentence, marked where the desk is only simulated.
    fn named(&self, key: &str, values: &[(&str, &String)]) -> String {
        let values: Vec<_> = values
            .iter()
            .map(|(name, value)| (*name, line(value).into()))
            .collect();
        let text = self.lang.say(key, &values);
        match self.desk.mode {
            DeskMode::Simulated => self.lang.say("ics-simulated", &[("text", text.into())]),
            DeskMode::Real => text,
        }
    }

    fn name_of(&self, period: &Period) -> String {
        match (self.lang, english(&period.id)) {
            (Lang::En, Some(name)) => name.to_owned(),
            _ => period.name.clone(),
        }
    }

    fn is_local(&self) -> bool {
        self.desk.zone == Tz::Asia__Shanghai
    }

    /// Local time where the file holds the zone, else the instant itself.
    fn moment(&self, at: DateTime<Utc>) -> DatePerhapsTime {
        let zone = self.desk.zone;
        if !self.is_local() {
            return at.into();
        }
        let local = CalendarDateTime::WithTimezone {
            date_time: at.with_timezone(&zone).naive_local(),
            tzid: zone.name().to_owned(),
        };
        local.into()
    }
}

fn day_after(day: NaiveDate) -> NaiveDate {
    day.succ_opt().unwrap_or(day)
}

/// A text of several lines, which the library writes as one; nothing in it steers a terminal.
fn clean(text: &str) -> String {
    text.chars().filter(|c| *c == '\n' || !steers(*c)).collect()
}

/// A text of one line: some readers refuse a title with a line end in it.
fn line(text: &str) -> String {
    clean(text).replace('\n', " ")
}
