//! This login, its session and its terminal.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::Path;

use super::{Check, Found};
use crate::cli::context::Context;
use crate::cli::{notify, place};
use crate::link::socket_path;
use crate::locale::{self, Fallback};
use crate::notify::CommandWay;
use crate::notify::outcome::Reason;
use crate::notify::terminal::{Profile, Sends, Wrap};

/// What others may do with what is the desk's own.
const OTHERS: u32 = 0o077;

pub(super) fn checks(context: &Context) -> Vec<Check> {
    let mut checks = Vec::new();
    if context.is_here() {
        checks.push(closed(context, "folder", context.data()));
        let socket = socket_path(context.data());
        if socket.exists() {
            checks.push(closed(context, "socket", &socket));
        }
    }
    checks.push(bus(context));
    checks.push(terminal(context));
    checks.push(locale(context));
    checks.push(standing(context));
    checks.push(ssh(context));
    checks.extend(commands(context));
    checks
}

/// Whether a path is this login's own and closed to others.
fn closed(context: &Context, name: &'static str, path: &Path) -> Check {
    let shown = path.display().to_string();
    let say = |key: &str, mode: u32| {
        let mode = format!("{:o}", mode & 0o777);
        context.say(
            key,
            &[("path", shown.clone().into()), ("mode", mode.into())],
        )
    };
    match fs::metadata(path) {
        Err(_) => Check::new(name, Found::Bad, say("doctor-path-missing", 0)),
        Ok(meta) if meta.uid() != rustix::process::geteuid().as_raw() => {
            Check::new(name, Found::Bad, say("doctor-path-foreign", meta.mode()))
        }
        Ok(meta) if meta.mode() & OTHERS != 0 => {
            Check::new(name, Found::Bad, say("doctor-path-open", meta.mode()))
        }
        Ok(meta) => Check::new(name, Found::Well, say("doctor-path-well", meta.mode())),
    }
}

fn bus(context: &Context) -> Check {
    let lang = context.lang();
    let lacking = |reason: &Reason| Check::new("bus", Found::Lacking, reason.sentence(lang));
    if place::bus(place::variable).is_none() {
        return lacking(&Reason::NoBus);
    }
    match notify::look(context) {
        Err(reason) => lacking(&reason),
        Ok(server) => {
            let values = [
                ("name", server.name.as_str().into()),
                ("version", server.version.as_str().into()),
            ];
            let (found, key) = if server.actions {
                (Found::Well, "doctor-bus-well")
            } else {
                (Found::Lacking, "doctor-bus-mute")
            };
            Check::new("bus", found, context.say(key, &values))
        }
    }
}

fn terminal(context: &Context) -> Check {
    let profile = Profile::of(place::variable);
    let sends = context.text(match profile.sends {
        Sends::Nothing => "doctor-sends-nothing",
        Sends::Bell => "doctor-sends-bell",
        Sends::Osc9 => "doctor-sends-osc9",
        Sends::Osc777 => "doctor-sends-osc777",
        Sends::Osc99 => "doctor-sends-osc99",
    });
    let wrap = match profile.wrap {
        Wrap::None => String::new(),
        Wrap::Tmux => context.text("doctor-wrap-tmux"),
        Wrap::Screen => context.text("doctor-wrap-screen"),
        Wrap::Unknown => context.text("doctor-wrap-unknown"),
    };
    let found = match profile.sends {
        Sends::Nothing => Found::Lacking,
        _ => Found::Well,
    };
    let term = place::variable("TERM").unwrap_or_default();
    Check::new(
        "terminal",
        found,
        format!("{term} {sends}{wrap}").trim().to_owned(),
    )
}

fn locale(context: &Context) -> Check {
    match locale::spoken(place::variable).fallback {
        None => Check::new("locale", Found::Well, context.lang().name().to_owned()),
        Some(Fallback::LinuxConsole) => {
            Check::new("locale", Found::Lacking, context.text("console-why-linux"))
        }
        Some(Fallback::NotUtf8) => {
            Check::new("locale", Found::Lacking, context.text("console-why-locale"))
        }
    }
}

fn standing(context: &Context) -> Check {
    let key = if place::is_post(context) {
        "doctor-place-post"
    } else {
        "doctor-place-away"
    };
    Check::new("place", Found::Well, context.text(key))
}

fn ssh(context: &Context) -> Check {
    if which::which("ssh").is_ok() {
        Check::new("ssh", Found::Well, context.text("doctor-ssh-well"))
    } else {
        Check::new("ssh", Found::Lacking, context.text("doctor-ssh-missing"))
    }
}

fn commands(context: &Context) -> Vec<Check> {
    let commands = match notify::commands(context) {
        Ok(commands) => commands,
        Err(error) => {
            let words = error.sentence(context.lang(), context.zone());
            return vec![Check::new("command", Found::Bad, words)];
        }
    };
    let check = |command: &crate::notify::NotifyCommand| {
        let program = command.argv.first().map_or("", String::as_str);
        let words = format!("{}: {program}", command.name);
        match CommandWay::new(command.clone(), std::env::vars_os()).look() {
            Ok(()) => Check::new("command", Found::Well, words),
            Err(reason) => {
                let reason = reason.sentence(context.lang());
                Check::new("command", Found::Bad, format!("{words} {reason}"))
            }
        }
    };
    commands.iter().map(check).collect()
}
