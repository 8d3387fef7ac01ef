//! What the almanac is asked on: a desk's record, or where there is none what is built in.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

use crate::almanac::{Almanac, Calendar};
use crate::cli::context::Context;
use crate::cli::session::Session;
use crate::clock::machine_now;
use crate::domain::State;
use crate::domain::period::{PeriodEdit, PeriodId, StepDone, StepId};
use crate::domain::setting::Settings;
use crate::error::Error;
use crate::locale::Lang;

/// Why there is nothing to ask: no desk was ever begun in the data folder.
const NO_RECORD: &str = "error-ledger-absent";

/// What the almanac is asked on.
pub(super) struct Ground {
    calendar: Calendar,
    /// The record of the desk; `None` where there is no desk.
    state: Option<State>,
    now: DateTime<Utc>,
    zone: Tz,
    settings: Settings,
    edits: BTreeMap<PeriodId, PeriodEdit>,
    done: BTreeMap<StepId, StepDone>,
}

impl Ground {
    /// The desk of the data folder; what is built in where there is none.
    pub(super) fn of(context: &Context) -> Result<Self, Error> {
        let (state, now, zone) = match Session::begin(context) {
            Ok(session) => {
                let zone = session.zone();
                (Some(session.state), session.now, zone)
            }
            Err(error) if error.key() == NO_RECORD => (None, machine_now(), Tz::Asia__Shanghai),
            Err(error) => return Err(error),
        };
        let imported = state.as_ref().map(|state| &state.calendars);
        Ok(Self {
            calendar: imported.map_or_else(Calendar::built_in, Calendar::new),
            state,
            now,
            zone,
            settings: Settings::default(),
            edits: BTreeMap::new(),
            done: BTreeMap::new(),
        })
    }

    /// The almanac as it stands.
    pub(super) fn almanac(&self) -> Almanac<'_> {
        match &self.state {
            Some(state) => Almanac::of(state, &self.calendar, self.now),
            None => Almanac {
                calendar: &self.calendar,
                settings: &self.settings,
                zone: self.zone,
                created: self.now,
                edits: &self.edits,
                done: &self.done,
                hazards: Vec::new(),
                now: self.now,
            },
        }
    }

    /// The day it is.
    pub(super) fn today(&self) -> NaiveDate {
        self.now.with_timezone(&self.zone).date_naive()
    }

    /// `desk`, or `built-in` where there is none.
    pub(super) fn name(&self) -> &'static str {
        match self.state {
            Some(_) => "desk",
            None => "built-in",
        }
    }

    /// What was told, and that no desk was asked where none was.
    pub(super) fn told(&self, text: String, lang: Lang) -> String {
        match self.state {
            Some(_) => text,
            None => format!("{text}\n{}", lang.text("cli-almanac-built-in")),
        }
    }
}
