//! `init`: begins the record of a new desk.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use clap::Args;
use serde::Serialize;

use super::context::Context;
use super::seen::stamp;
use super::session;
use crate::clock::machine_now;
use crate::console::text::fold_key;
use crate::domain::event::{DeskMode, SimClock};
use crate::domain::text::{self, LINE_MAX};
use crate::domain::{By, DeskCode, Event};
use crate::error::{Error, Exit};
use crate::ledger::{self, Draft, Ledger};
use crate::{desk, rulebook};

/// What the desk is.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[arg(long, value_name = "BN")]
    code: String,
    #[arg(long, value_name = "TEXT")]
    name: String,
    #[arg(long)]
    simulated: bool,
    #[arg(
        long,
        value_name = "TIME",
        requires = "simulated",
        allow_hyphen_values = true
    )]
    at: Option<String>,
    #[arg(long, value_name = "N", requires = "simulated")]
    rate: Option<u32>,
    #[arg(long, value_name = "ZONE", default_value = "Asia/Shanghai")]
    zone: String,
}

/// A desk to be begun.
#[derive(Debug, Clone)]
pub(super) struct NewDesk {
    pub(super) code: DeskCode,
    pub(super) name: String,
    pub(super) zone: Tz,
    /// A simulated desk's clock: what it shows, and its pace.
    pub(super) simulated: Option<(DateTime<Utc>, u32)>,
}

#[derive(Debug, Serialize)]
struct Begun<'a> {
    code: &'a DeskCode,
    name: &'a str,
    mode: &'static str,
    zone: &'static str,
    now: String,
    data: String,
}

impl Options {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        context.must_be_here()?;
        let zone: Tz = self
            .zone
            .parse()
            .map_err(|_| Error::refused("cli-zone").with("given", &self.zone))?;
        context.stand_in(zone);
        let desk = NewDesk {
            code: code(&self.code)?,
            name: self.name.clone(),
            zone,
            simulated: self.clock(zone)?,
        };
        desk.begin(context)?;
        tell(context, &desk)?;
        Ok(Exit::Done)
    }

    /// A clock set to a moment stands there until it is moved, so that a script finds it where it
    /// put it; one that was not set runs on from now.
    fn clock(&self, zone: Tz) -> Result<Option<(DateTime<Utc>, u32)>, Error> {
        if !self.simulated {
            return Ok(None);
        }
        let now = machine_now();
        let (shows, rate) = match &self.at {
            Some(given) => (session::time("--at", given, now, zone)?, 0),
            None => (now, 1),
        };
        Ok(Some((shows, self.rate.unwrap_or(rate))))
    }
}

/// A desk's code as it was typed, perhaps with an input method on.
pub(super) fn code(given: &str) -> Result<DeskCode, Error> {
    let plain: String = given.trim().chars().map(fold_key).collect();
    let code = plain.to_ascii_uppercase().parse();
    code.map_err(|_| Error::refused("cli-desk-code").with("given", given))
}

impl NewDesk {
    /// Begins its record. The built-in rules are part of the beginning, so that the very first
    /// incident has its deadlines.
    pub(super) fn begin(&self, context: &Context) -> Result<(), Error> {
        let name = text::filled_line("name", &self.name, LINE_MAX)?;
        let machine = machine_now();
        let at = self.simulated.map_or(machine, |(shows, _)| shows);
        let created = Event::DeskCreated {
            code: self.code.clone(),
            name,
            mode: match self.simulated {
                Some(_) => DeskMode::Simulated,
                None => DeskMode::Real,
            },
            zone: self.zone,
            clock: self.simulated.map(|(shows, rate)| SimClock {
                shows,
                set_at: machine,
                rate,
            }),
        };
        let rules = rulebook::built_in();
        let adopted = Event::RulesAdopted { rules };
        let by = By {
            login: desk::own_login(),
            officer: None,
        };
        let draft = |event| Draft {
            at,
            by: by.clone(),
            command: None,
            event,
        };
        let first = vec![draft(created), draft(adopted)];
        let options = ledger::Options::at(machine);
        let made = Ledger::create(context.data(), first, options, &mut ledger::unwatched);
        made?.close()
    }
}

fn tell(context: &Context, desk: &NewDesk) -> Result<(), Error> {
    let now = desk.simulated.map_or_else(machine_now, |(shows, _)| shows);
    let view = Begun {
        code: &desk.code,
        name: &desk.name,
        mode: if desk.simulated.is_some() {
            "simulated"
        } else {
            "real"
        },
        zone: desk.zone.name(),
        now: stamp(now, desk.zone),
        data: context.data().display().to_string(),
    };
    context.answer(&view, || {
        let values = [
            ("code", desk.code.to_string().into()),
            ("name", desk.name.as_str().into()),
            ("path", view.data.as_str().into()),
            ("now", context.minute(now).into()),
        ];
        let key = match desk.simulated {
            None => "cli-begun",
            Some((_, 0)) => "cli-begun-still",
            Some(_) => "cli-begun-simulated",
        };
        context.say(key, &values)
    })
}
