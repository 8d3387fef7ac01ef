//! `status`: whether a desk runs, and how it is. It starts none.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use serde::Serialize;

use super::context::Context;
use super::seen::stamp;
use super::session::{self, Session};
use crate::console::text::clean;
use crate::error::{Error, Exit};
use crate::ledger::Ledger;
use crate::link::wire::{Finding, Health, Welcome};

#[derive(Debug, Serialize)]
struct Stopped<'a> {
    running: bool,
    data: &'a str,
}

#[derive(Debug, Serialize)]
struct Serving<'a> {
    running: bool,
    data: &'a str,
    pid: u32,
    program: &'a str,
    login: &'a str,
    code: String,
    name: &'a str,
    mode: &'static str,
    zone: &'static str,
    now: String,
    since: String,
    entries: u64,
    head: String,
    read_only: Option<String>,
    consoles: u32,
    open_incidents: usize,
    untriaged_calls: usize,
    /// Warnings nobody said yet for where they are.
    unplaced_warnings: usize,
    officer: Option<&'a str>,
    notices: Vec<String>,
    reminder: Reminder,
    clock: Clock,
    disk_free_bytes: Option<u64>,
    ways: Vec<Way<'a>>,
}

/// The reminder clock.
#[derive(Debug, Serialize)]
struct Reminder {
    last_ran: Option<String>,
    next: Option<String>,
    raised: u64,
    stalled: bool,
}

/// The machine's clock.
#[derive(Debug, Serialize)]
struct Clock {
    sane: bool,
    stepped_at: Option<String>,
    stepped_seconds: Option<i64>,
}

/// What came last of a command that tells people.
#[derive(Debug, Serialize)]
struct Way<'a> {
    name: &'a str,
    delivered: bool,
    detail: &'a str,
    at: String,
}

pub(super) fn run(context: &Context) -> Result<Exit, Error> {
    if context.is_here() {
        Ledger::is_there(context.data())?;
    }
    let Some((client, welcome)) = session::reach_running(context)? else {
        return stopped(context);
    };
    let session = Session::with(client, &welcome)?;
    context.stand_in(session.zone());
    running(context, &session, &welcome)?;
    Ok(Exit::Done)
}

fn stopped(context: &Context) -> Result<Exit, Error> {
    let data = context.data().display().to_string();
    let view = Stopped {
        running: false,
        data: &data,
    };
    context.answer(&view, || {
        context.say("cli-status-stopped", &[("path", data.as_str().into())])
    })?;
    Ok(Exit::Refused)
}

fn running(context: &Context, session: &Session, welcome: &Welcome) -> Result<(), Error> {
    let Session { state, now, .. } = session;
    let health = &welcome.health;
    let sentence = |finding: &Finding| finding.sentence(context.lang());
    let data = context.data().display().to_string();
    let view = Serving {
        running: true,
        data: &data,
        pid: welcome.pid,
        program: &welcome.program,
        login: &welcome.login,
        code: state.desk.code.to_string(),
        name: &state.desk.name,
        mode: if state.is_simulated() {
            "simulated"
        } else {
            "real"
        },
        zone: state.desk.zone.name(),
        now: stamp(*now, session.zone()),
        since: stamp(health.since, session.zone()),
        entries: health.seq,
        head: health.head.to_string(),
        read_only: health.read_only.as_ref().map(sentence),
        consoles: health.consoles,
        open_incidents: state.open_incidents().count(),
        untriaged_calls: state.untriaged().count(),
        unplaced_warnings: state.unplaced(*now).count(),
        officer: state
            .watch
            .as_ref()
            .map(|watch| state.officer_name(watch.officer)),
        notices: health.notices.iter().map(sentence).collect(),
        reminder: reminder(health, session.zone()),
        clock: clock(health, session.zone()),
        disk_free_bytes: health.disk_free,
        ways: ways(health, session.zone()),
    };
    context.answer(&view, || text(context, &view, (*now, health)))
}

fn reminder(health: &Health, zone: Tz) -> Reminder {
    let reminder = &health.reminder;
    Reminder {
        last_ran: reminder.last_ran.map(|at| stamp(at, zone)),
        next: reminder.next.map(|at| stamp(at, zone)),
        raised: reminder.raised,
        stalled: reminder.stalled,
    }
}

fn clock(health: &Health, zone: Tz) -> Clock {
    let stepped = health.clock.stepped;
    Clock {
        sane: health.clock.sane,
        stepped_at: stepped.map(|step| stamp(step.at, zone)),
        stepped_seconds: stepped.map(|step| step.seconds),
    }
}

fn ways(health: &Health, zone: Tz) -> Vec<Way<'_>> {
    health
        .ways
        .iter()
        .map(|way| Way {
            name: &way.way,
            delivered: way.delivered,
            detail: &way.detail,
            at: stamp(way.at, zone),
        })
        .collect()
}

/// The lines about what keeps watch over the watch.
fn health_lines(context: &Context, health: &Health) -> Vec<String> {
    let at = |at: Option<DateTime<Utc>>| match at {
        Some(at) => context.second(at),
        None => context.text("cli-status-never"),
    };
    let reminder = [
        ("ran", at(health.reminder.last_ran).into()),
        ("next", at(health.reminder.next).into()),
        ("raised", health.reminder.raised.to_string().into()),
    ];
    let mut lines = vec![context.say("cli-status-reminder", &reminder)];
    lines.push(context.text(if health.clock.sane {
        "cli-status-clock"
    } else {
        "cli-status-clock-off"
    }));
    if let Some(free) = health.disk_free {
        let megabytes = (free >> 20).to_string();
        lines.push(context.say("cli-status-disk", &[("megabytes", megabytes.into())]));
    }
    for way in &health.ways {
        let key = if way.delivered {
            "cli-status-way"
        } else {
            "cli-status-way-failed"
        };
        let values = [
            ("way", clean(&way.way).into()),
            ("at", context.second(way.at).into()),
            ("detail", clean(&way.detail).into()),
        ];
        lines.push(context.say(key, &values));
    }
    lines
}

fn text(context: &Context, view: &Serving<'_>, (now, health): (DateTime<Utc>, &Health)) -> String {
    let mode = context.text(&format!("mode-{}", view.mode));
    let desk = [
        ("code", view.code.as_str().into()),
        ("name", view.name.into()),
        ("mode", mode.into()),
        ("now", context.second(now).into()),
    ];
    let process = [
        ("pid", view.pid.to_string().into()),
        ("since", context.minute(health.since).into()),
        ("consoles", view.consoles.to_string().into()),
        ("path", view.data.into()),
    ];
    let record = [
        ("seq", health.seq.to_string().into()),
        ("head", health.head.short().into()),
    ];
    let open = [
        ("incidents", view.open_incidents.to_string().into()),
        ("calls", view.untriaged_calls.to_string().into()),
    ];
    let mut lines = vec![
        context.say("cli-status-desk", &desk),
        context.say("cli-status-process", &process),
        context.say("cli-status-record", &record),
        context.say("cli-status-open", &open),
    ];
    if view.unplaced_warnings > 0 {
        let number = view.unplaced_warnings.to_string();
        lines.push(context.say("cli-status-unplaced", &[("number", number.into())]));
    }
    lines.push(match view.officer {
        Some(officer) => context.say("cli-status-watch", &[("officer", officer.into())]),
        None => context.text("cli-no-watch"),
    });
    lines.extend(health_lines(context, health));
    lines.extend(view.read_only.clone());
    lines.extend(view.notices.clone());
    lines.join("\n")
}
