//! `reminders`: what was raised, by which way it was told, who answered, and what comes next.

use chrono::{DateTime, Utc};
use serde::Serialize;

use super::context::Context;
use super::seen::Seen;
use super::session::Session;
use super::text::Table;
use crate::almanac::{Almanac, Calendar};
use crate::console::screen::reminder;
use crate::domain::period::DutyLevel;
use crate::domain::reminder::{MatterId, RungRecord};
use crate::error::{Error, Exit};
use crate::notify::ringing::{Ringing, ringing};
use crate::rulebook::deadlines;
use crate::rulebook::ladder::{self, Ladders};

#[derive(Debug, Serialize)]
struct View {
    waiting: usize,
    reminders: Vec<ReminderView>,
}

#[derive(Debug, Serialize)]
struct ReminderView {
    matter: String,
    subject: Option<String>,
    due: Option<String>,
    open: bool,
    rungs: Vec<RungView>,
    answered: Option<AnswerView>,
    next: Option<String>,
}

#[derive(Debug, Serialize)]
struct RungView {
    rung: String,
    wanted: String,
    raised: String,
    silent: bool,
    audience: Vec<&'static str>,
    told: Vec<ToldView>,
}

#[derive(Debug, Serialize)]
struct ToldView {
    way: String,
    delivered: bool,
    detail: String,
    repeat: bool,
}

#[derive(Debug, Serialize)]
struct AnswerView {
    person: String,
    at: String,
    until: String,
}

/// A matter as it is told: what was raised of it, and when it rings next.
struct Told<'a> {
    matter: MatterId,
    records: &'a [RungRecord],
    stands: Option<Ringing>,
    next: Option<DateTime<Utc>>,
}

pub(super) fn run(context: &Context) -> Result<Exit, Error> {
    let session = Session::begin(context)?;
    let seen = session.seen(context);
    let told = told(&session);
    let stands = told.iter().filter_map(|one| one.stands.as_ref());
    let view = View {
        waiting: stands.filter(|one| one.waits()).count(),
        reminders: told.iter().map(|one| one.view(seen)).collect(),
    };
    context.answer(&view, || text(context, seen, &told))?;
    Ok(Exit::Done)
}

/// Every matter of which something was raised or will be: the open ones first, soonest first.
fn told(session: &Session) -> Vec<Told<'_>> {
    let (state, now) = (&session.state, session.now);
    let (ladders, level) = (Ladders::built_in(), level(session));
    let mut stands = ringing(state, now);
    let mut all: Vec<Told<'_>> = ladder::matters(deadlines(state, now))
        .into_iter()
        .map(|matter| Told {
            next: Some(matter.next_rung(ladders.of(&matter), level, now)),
            records: raised(session, &matter.id),
            stands: None,
            matter: matter.id,
        })
        .collect();
    for (matter, records) in &state.reminders.raised {
        if !all.iter().any(|one| one.matter == *matter) {
            all.push(Told {
                matter: matter.clone(),
                records,
                stands: None,
                next: None,
            });
        }
    }
    for one in &mut all {
        let place = stands.iter().position(|stand| stand.matter == one.matter);
        one.stands = place.map(|place| stands.swap_remove(place));
    }
    all
}

fn raised<'a>(session: &'a Session, matter: &MatterId) -> &'a [RungRecord] {
    let raised = session.state.reminders.raised.get(matter);
    raised.map_or(&[], Vec::as_slice)
}

fn level(session: &Session) -> DutyLevel {
    let calendar = Calendar::new(&session.state.calendars);
    let almanac = Almanac::of(&session.state, &calendar, session.now);
    let today = session.now.with_timezone(&session.zone()).date_naive();
    almanac.duty(today).0
}

impl Told<'_> {
    fn view(&self, seen: Seen<'_>) -> ReminderView {
        let last = self.records.last();
        let subject = last.and_then(|record| record.raised.subject.as_ref());
        let answer = self.stands.as_ref().and_then(|one| one.answer.as_ref());
        ReminderView {
            matter: self.matter.to_string(),
            subject: subject.map(ToString::to_string),
            due: last.map(|record| seen.stamp(record.raised.due)),
            open: self.next.is_some() || self.stands.is_some(),
            rungs: self.records.iter().map(|one| rung(one, seen)).collect(),
            answered: answer.map(|answer| AnswerView {
                person: answer.person.clone(),
                at: seen.stamp(answer.at),
                until: seen.stamp(answer.until),
            }),
            next: self.next.map(|at| seen.stamp(at)),
        }
    }
}

fn rung(record: &RungRecord, seen: Seen<'_>) -> RungView {
    let raised = &record.raised;
    RungView {
        rung: raised.rung.name(),
        wanted: seen.stamp(raised.wanted),
        raised: seen.stamp(record.at),
        silent: raised.silent,
        audience: raised.audience.iter().map(|one| one.name()).collect(),
        told: record
            .told
            .iter()
            .map(|told| ToldView {
                way: told.way.clone(),
                delivered: told.delivered,
                detail: told.detail.clone(),
                repeat: told.repeat,
            })
            .collect(),
    }
}

fn text(context: &Context, seen: Seen<'_>, told: &[Told<'_>]) -> String {
    if told.is_empty() {
        return context.text("cli-reminders-none");
    }
    let scene = seen.scene();
    let heads = [
        "cli-reminder-matter",
        "cli-reminder-next",
        "cli-reminder-last",
    ];
    let mut table = Table::new(context.lang(), heads);
    for one in told {
        let next = one.next.map_or_else(String::new, |at| context.minute(at));
        let last = match (&one.stands, one.records.last()) {
            (Some(stands), _) => reminder::sentence(stands, &scene),
            (None, Some(record)) => reminder::rung(record.raised.rung, &scene),
            (None, None) => context.text("cli-reminder-not-yet"),
        };
        table.row([&one.matter.to_string(), &next, &last]);
    }
    table.text()
}
