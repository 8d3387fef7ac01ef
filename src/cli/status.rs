//! `status`: whether a desk runs, and how it is. It starts none.

use serde::Serialize;

use super::context::Context;
use super::seen::stamp;
use super::session::{self, Session};
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
    officer: Option<&'a str>,
    notices: Vec<String>,
}

pub(super) fn run(context: &Context) -> Result<Exit, Error> {
    Ledger::is_there(context.data())?;
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
        officer: state
            .watch
            .as_ref()
            .map(|watch| state.officer_name(watch.officer)),
        notices: health.notices.iter().map(sentence).collect(),
    };
    context.answer(&view, || text(context, &view, (*now, health)))
}

fn text(
    context: &Context,
    view: &Serving<'_>,
    (now, health): (chrono::DateTime<chrono::Utc>, &Health),
) -> String {
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
    lines.push(match view.officer {
        Some(officer) => context.say("cli-status-watch", &[("officer", officer.into())]),
        None => context.text("cli-no-watch"),
    });
    lines.extend(view.read_only.clone());
    lines.extend(view.notices.clone());
    lines.join("\n")
}
