//! What every command is given: where the data is, in which language and form to answer, and who
//! asks.

use std::cell::Cell;
use std::io::{IsTerminal, stdin, stdout};
use std::path::{Path, PathBuf};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use fluent_bundle::FluentValue;
use serde::Serialize;

use super::json::Done;
use super::secret::PinFrom;
use super::{complain, out};
use crate::config::{Config, Far, Reach};
use crate::error::{Error, Exit};
use crate::link::wire::Receipt;
use crate::link::{Remote, RemoteWish, Road, socket_path};
use crate::locale::Lang;

/// The zone in which times are told before a desk says its own.
pub(super) const DEFAULT_ZONE: Tz = Tz::Asia__Shanghai;

/// How answers are given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// For people.
    Text,
    /// For scripts.
    Json,
}

/// What every command is given.
#[derive(Debug)]
pub(super) struct Context {
    /// Where data lives and what the user set.
    pub(super) config: Config,
    /// How answers are given.
    pub(super) form: Form,
    /// The officer acted as.
    pub(super) officer: Option<String>,
    /// Where that officer's PIN comes from, where there is one.
    pub(super) pin_from: PinFrom,
    zone: Cell<Tz>,
}

impl Context {
    pub(super) fn new(
        config: Config,
        form: Form,
        officer: Option<String>,
        pin_from: PinFrom,
    ) -> Self {
        Self {
            config,
            form,
            officer,
            pin_from,
            zone: Cell::new(DEFAULT_ZONE),
        }
    }

    /// The same, on the data of another folder and as nobody.
    pub(super) fn elsewhere(&self, data: PathBuf) -> Self {
        let config = Config {
            data,
            reach: Reach::Data,
            ..self.config.clone()
        };
        Self::new(config, self.form, None, PinFrom::Terminal)
    }

    /// The road to the desk.
    pub(super) fn road(&self) -> Result<Road, Error> {
        match &self.config.reach {
            Reach::Data => Ok(Road::Socket(socket_path(self.data()))),
            Reach::Socket(socket) => Ok(Road::Socket(socket.clone())),
            Reach::Host(Far {
                host,
                ssh,
                program,
                data,
            }) => {
                let wish = RemoteWish {
                    host: host.clone(),
                    ssh: ssh.clone(),
                    program: program.clone(),
                    data: data.clone(),
                };
                Remote::new(&wish).map(Road::Ssh)
            }
        }
    }

    /// Whether the desk is that of the data folder here.
    pub(super) fn is_here(&self) -> bool {
        self.config.reach == Reach::Data
    }

    /// What is done to the data folder is done where it is.
    pub(super) fn must_be_here(&self) -> Result<(), Error> {
        if self.is_here() {
            Ok(())
        } else {
            Err(Error::new("cli-not-here"))
        }
    }

    /// The data folder.
    pub(super) fn data(&self) -> &Path {
        &self.config.data
    }

    /// The language.
    pub(super) fn lang(&self) -> Lang {
        self.config.lang
    }

    /// The zone times are told in.
    pub(super) fn zone(&self) -> Tz {
        self.zone.get()
    }

    /// Tells times in a desk's zone from here on.
    pub(super) fn stand_in(&self, zone: Tz) {
        self.zone.set(zone);
    }

    /// Whether a person sits before the program.
    pub(super) fn is_interactive(&self) -> bool {
        self.form == Form::Text && stdin().is_terminal() && stdout().is_terminal()
    }

    /// Answers: the value for scripts, the text for people.
    pub(super) fn answer(
        &self,
        value: &impl Serialize,
        text: impl FnOnce() -> String,
    ) -> Result<(), Error> {
        match self.form {
            Form::Json => out::json(value),
            Form::Text => self.print(&text()),
        }
    }

    /// Prints text; an empty one prints nothing.
    #[expect(clippy::unused_self, reason = "every answer goes through the context")]
    pub(super) fn print(&self, text: &str) -> Result<(), Error> {
        if text.is_empty() {
            return Ok(());
        }
        out::text(text)
    }

    /// Tells something on standard error that stops nothing. Scripts are not told.
    pub(super) fn note(&self, text: &str) {
        if self.form == Form::Text {
            complain::note(text);
        }
    }

    /// Tells on standard error what an answer leaves out, and how to have it: the sentence is
    /// `note-<key>`, the hint `note-<key>.hint`.
    pub(super) fn remark(&self, key: &str, values: &[(&str, FluentValue<'_>)]) {
        let sentence = self.say(&format!("note-{key}"), values);
        let hint = self.say(&format!("note-{key}.hint"), values);
        complain::remark(key, &sentence, &hint, self.form);
    }

    /// The text of a key.
    pub(super) fn text(&self, key: &str) -> String {
        self.lang().text(key)
    }

    /// The text of a key with values put in.
    pub(super) fn say(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        self.lang().say(key, values)
    }

    /// Tells that something was done, by its sentence with the subject's `number` in it.
    pub(super) fn done(&self, key: &str, receipt: &Receipt) -> Result<Exit, Error> {
        self.done_with(key, &[], receipt)
    }

    /// Tells that something was done, with more values than the subject's `number`.
    pub(super) fn done_with(
        &self,
        key: &str,
        values: &[(&str, FluentValue<'_>)],
        receipt: &Receipt,
    ) -> Result<Exit, Error> {
        let done = Done::from(receipt);
        self.answer(&done, || {
            let number = done.number.clone().unwrap_or_default();
            let mut values = values.to_vec();
            values.push(("number", number.into()));
            self.say(key, &values)
        })?;
        Ok(Exit::Done)
    }

    /// An instant as people read it.
    pub(super) fn minute(&self, at: DateTime<Utc>) -> String {
        let local = at.with_timezone(&self.zone());
        local.format("%Y-%m-%d %H:%M").to_string()
    }

    /// An instant to the second, as people read it.
    pub(super) fn second(&self, at: DateTime<Utc>) -> String {
        let local = at.with_timezone(&self.zone());
        local.format("%Y-%m-%d %H:%M:%S").to_string()
    }
}
