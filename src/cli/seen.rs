//! What an answer is made with: the desk as it stands, the time, the language.

use std::sync::LazyLock;

use chrono::{DateTime, SecondsFormat, Utc};
use chrono_tz::Tz;

use crate::console::glyphs::Glyphs;
use crate::console::scene::Scene;
use crate::console::theme::{Depth, Styles, Theme};
use crate::domain::call::Call;
use crate::domain::incident::Incident;
use crate::domain::warning::Warning;
use crate::domain::{RecipientId, State};
use crate::locale::Lang;
use crate::rulebook::{self, Deadline, Posture, WorkTime};

/// Text on standard output has no colours; a scene wants some.
static PLAIN: LazyLock<Styles> = LazyLock::new(|| {
    Theme::built_in("mono")
        .expect("the built-in themes are part of the program and read by its tests")
        .styles(Depth::Mono)
});

/// The desk as it is seen by whoever asked.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seen<'a> {
    pub(super) state: &'a State,
    pub(super) now: DateTime<Utc>,
    pub(super) lang: Lang,
    pub(super) posture: Posture,
}

impl<'a> Seen<'a> {
    /// The zone of the desk.
    pub(super) fn zone(&self) -> Tz {
        self.state.desk.zone
    }

    /// The console's way of saying things.
    pub(super) fn scene(&self) -> Scene<'a> {
        let look = (self.lang, Glyphs::Unicode, &*PLAIN);
        Scene::new(look, self.state, self.now).watched_as(self.posture)
    }

    /// Deadlines derived for now, as they stand under today's watch.
    pub(super) fn watched(&self, deadlines: Vec<Deadline>) -> Vec<Deadline> {
        self.posture.seen(deadlines, self.now)
    }

    /// The deadlines of an incident, and what is foreseen first.
    pub(super) fn of_incident(&self, incident: &Incident) -> Vec<Deadline> {
        self.watched(rulebook::with_foreseen(incident, self.state, self.now))
    }

    /// The deadlines of a call.
    pub(super) fn of_call(&self, call: &Call) -> Vec<Deadline> {
        self.watched(rulebook::call_deadlines(
            call,
            &WorkTime::of(self.state),
            self.now,
        ))
    }

    /// The deadlines of a warning.
    pub(super) fn of_warning(&self, warning: &Warning) -> Vec<Deadline> {
        self.watched(rulebook::warning_deadlines(
            warning,
            &WorkTime::of(self.state),
            self.now,
        ))
    }

    /// An instant as scripts read it.
    pub(super) fn stamp(&self, at: DateTime<Utc>) -> String {
        stamp(at, self.zone())
    }

    /// An instant as people read it, whole.
    pub(super) fn minute(&self, at: DateTime<Utc>) -> String {
        let local = at.with_timezone(&self.zone());
        local.format("%Y-%m-%d %H:%M").to_string()
    }

    /// What a recipient is called, whole.
    pub(super) fn recipient(&self, id: &RecipientId) -> String {
        let contact = self.state.contact(id);
        match self.lang {
            Lang::Zh => contact.zh.to_owned(),
            Lang::En => contact.en.to_owned(),
        }
    }

    /// The numbers of a recipient, the first to dial first.
    pub(super) fn phones(&self, id: &RecipientId) -> Vec<String> {
        let contact = self.state.contact(id);
        contact.phones().map(str::to_owned).collect()
    }
}

/// An instant as scripts read it: RFC 3339 with the zone's offset.
pub(super) fn stamp(at: DateTime<Utc>, zone: Tz) -> String {
    let local = at.with_timezone(&zone);
    local.to_rfc3339_opts(SecondsFormat::AutoSi, false)
}
