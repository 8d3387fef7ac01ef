//! The desk's own health, as its heartbeat tells it.

use super::{Check, Found};
use crate::cli::context::Context;
use crate::cli::session::{self, Session};
use crate::link::wire::Health;

pub(super) fn checks(context: &Context) -> Vec<Check> {
    let (client, welcome) = match session::reach_running(context) {
        Ok(Some(answered)) => answered,
        Ok(None) => {
            let words = context.text("doctor-desk-stopped");
            return vec![Check::new("desk", Found::Bad, words)];
        }
        Err(error) => {
            let words = error.sentence(context.lang(), context.zone());
            return vec![Check::new("desk", Found::Bad, words)];
        }
    };
    let health = welcome.health.clone();
    if let Ok(session) = Session::with(client, &welcome) {
        context.stand_in(session.zone());
    }
    let mut checks = vec![desk(context, &health, &welcome.program)];
    checks.push(reminder(context, &health));
    checks.push(clock(context, &health));
    checks.extend(disk(context, &health));
    for way in health.ways.iter().filter(|way| !way.delivered) {
        let words = format!("{} {}", way.way, way.detail);
        checks.push(Check::new("ways", Found::Bad, words));
    }
    checks
}

fn desk(context: &Context, health: &Health, program: &str) -> Check {
    if let Some(why) = &health.read_only {
        return Check::new("desk", Found::Bad, why.sentence(context.lang()));
    }
    let number = ("number", health.seq.to_string().into());
    let words = context.say(
        "doctor-desk-well",
        &[("program", program.to_owned().into()), number],
    );
    match health.other_notices().next() {
        Some(notice) => Check::new("desk", Found::Lacking, notice.sentence(context.lang())),
        None => Check::new("desk", Found::Well, words),
    }
}

fn reminder(context: &Context, health: &Health) -> Check {
    let reminder = &health.reminder;
    let time = |at| context.second(at);
    match (reminder.stalled, reminder.last_ran) {
        (false, Some(last)) => {
            let next = reminder.next.map(time);
            let next = next.unwrap_or_else(|| context.text("doctor-reminder-nothing"));
            let values = [("last", time(last).into()), ("next", next.into())];
            let words = context.say("doctor-reminder-well", &values);
            Check::new("reminder", Found::Well, words)
        }
        (_, last) => {
            let never = || context.text("reminder-never");
            let last = last.map_or_else(never, time);
            let words = context.say("health-reminder-stalled", &[("last", last.into())]);
            Check::new("reminder", Found::Bad, words)
        }
    }
}

fn clock(context: &Context, health: &Health) -> Check {
    let words = match (&health.clock.stepped, health.clock.sane) {
        (None, true) => return Check::new("clock", Found::Well, context.second(health.machine)),
        (None, false) => context.text("health-clock-behind"),
        (Some(step), _) => {
            let seconds = ("seconds", step.seconds.to_string().into());
            let at = ("at", context.second(step.at).into());
            context.say("health-clock-stepped", &[seconds, at])
        }
    };
    let found = if health.clock.sane {
        Found::Lacking
    } else {
        Found::Bad
    };
    Check::new("clock", found, words)
}

fn disk(context: &Context, health: &Health) -> Option<Check> {
    let free = health.disk_free?;
    let megabytes = ("megabytes", (free >> 20).to_string().into());
    Some(if free < Health::DISK_LOW_BYTES {
        let words = context.say("health-disk-low", &[megabytes]);
        Check::new("disk", Found::Bad, words)
    } else {
        let words = context.say("doctor-disk-well", &[megabytes]);
        Check::new("disk", Found::Well, words)
    })
}
