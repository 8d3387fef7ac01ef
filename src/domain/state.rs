//! Everything that is open, and what closed in the last 30 days: a fold of entries.
//! Older subjects live in the ledger and are asked for; memory follows what is open.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use chrono::{DateTime, Datelike, Utc};
use serde::{Deserialize, Serialize};

use super::calendar::HolidayNotice;
use super::call::Call;
use super::contact::Listed;
use super::entry::{By, Digest, Entry};
use super::event::{DeskMode, Event, SimClock, Vigilance};
use super::ids::{DeskCode, OfficerId, RecipientId, SubjectId, SubjectKind};
use super::incident::Incident;
use super::officer::Officer;
use super::period::{PeriodEdit, PeriodId, StepDone, StepId};
use super::reminder::Reminders;
use super::rule::RuleSet;
use super::setting::Settings;
use super::warning::Warning;
use super::watch::Watch;

/// Days a closed incident or a judged call stays in memory.
pub const HOT_DAYS: i64 = 30;

/// Days a done step stays in memory: longer than any schedule looks back.
pub const STEP_DAYS: i64 = 400;

/// Entries kept for the list of what happened last.
pub const RECENT_MAX: usize = 60;

/// Something that happened, as timelines show it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Happened {
    /// The entry that holds it.
    pub seq: u64,
    /// When it was recorded.
    pub at: DateTime<Utc>,
    /// Who did it.
    pub by: By,
    /// What happened.
    pub event: Event,
}

impl From<&Entry> for Happened {
    fn from(entry: &Entry) -> Self {
        Self {
            seq: entry.seq,
            at: entry.at,
            by: entry.by.clone(),
            event: entry.event.clone(),
        }
    }
}

/// What a desk is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Desk {
    /// Its code.
    pub code: DeskCode,
    /// Its name.
    pub name: String,
    /// Real or simulated.
    pub mode: DeskMode,
    /// The zone its times are shown in.
    pub zone: chrono_tz::Tz,
    /// When it was created.
    pub created: DateTime<Utc>,
    /// A simulated desk's clock.
    pub clock: Option<SimClock>,
}

/// The last running number given, by year.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Numbers {
    /// Of calls.
    pub calls: BTreeMap<i32, u32>,
    /// Of incidents.
    pub incidents: BTreeMap<i32, u32>,
    /// Of warnings.
    #[serde(default)]
    pub warnings: BTreeMap<i32, u32>,
    /// Of periods the desk added, over all years.
    #[serde(default)]
    pub periods: u32,
}

impl Numbers {
    /// The last running numbers of a family, by year. There is every number up to them.
    pub fn of(&self, kind: SubjectKind) -> &BTreeMap<i32, u32> {
        match kind {
            SubjectKind::Call => &self.calls,
            SubjectKind::Incident => &self.incidents,
            SubjectKind::Warning => &self.warnings,
        }
    }
}

/// The state of a desk after its last entry.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct State {
    /// What the desk is.
    pub desk: Desk,
    /// The number of the last entry.
    pub seq: u64,
    /// The hash of the last entry.
    pub head: Digest,
    /// When the last entry was recorded.
    pub at: DateTime<Utc>,
    /// The rules in force.
    pub rules: RuleSet,
    /// The directory.
    pub officers: BTreeMap<OfficerId, Officer>,
    /// How recipients are called and reached, as the desk entered it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub contacts: BTreeMap<RecipientId, Listed>,
    /// The watch, once somebody took it.
    pub watch: Option<Watch>,
    /// Calls: all that are not judged, and those judged in the last 30 days.
    pub calls: BTreeMap<SubjectId, Call>,
    /// Incidents: all open ones, and those closed in the last 30 days.
    pub incidents: BTreeMap<SubjectId, Incident>,
    /// Warnings: all that still hold, and those that ended in the last 30 days.
    #[serde(default)]
    pub warnings: BTreeMap<SubjectId, Warning>,
    /// Settings in force.
    #[serde(default)]
    pub settings: Settings,
    /// Holiday notices taken in, by the year they arrange.
    #[serde(default)]
    pub calendars: BTreeMap<i32, HolidayNotice>,
    /// What the desk entered about periods.
    #[serde(default)]
    pub periods: BTreeMap<PeriodId, PeriodEdit>,
    /// Steps done, those of the last [`STEP_DAYS`] days.
    #[serde(default)]
    pub steps: BTreeMap<StepId, StepDone>,
    /// Reminders raised and answered.
    #[serde(default)]
    pub reminders: Reminders,
    /// The last sign of life asked of the duty room, how far it went, and since when.
    #[serde(default)]
    pub vigilance: Option<(Vigilance, DateTime<Utc>)>,
    /// Officers who have a PIN.
    #[serde(default)]
    pub pins: BTreeSet<OfficerId>,
    /// The last running numbers.
    pub numbers: Numbers,
    /// What happened last, newest last.
    pub recent: VecDeque<Happened>,
}

impl State {
    /// The state after a chain's first entry; `None` where that entry does not create a desk.
    pub fn genesis(entry: &Entry) -> Option<Self> {
        let Event::DeskCreated {
            code,
            name,
            mode,
            zone,
            clock,
        } = &entry.event
        else {
            return None;
        };
        let desk = Desk {
            code: code.clone(),
            name: name.clone(),
            mode: *mode,
            zone: *zone,
            created: entry.at,
            clock: *clock,
        };
        Some(Self {
            desk,
            seq: entry.seq,
            head: entry.hash,
            at: entry.at,
            rules: RuleSet::default(),
            officers: BTreeMap::new(),
            contacts: BTreeMap::new(),
            watch: None,
            calls: BTreeMap::new(),
            incidents: BTreeMap::new(),
            warnings: BTreeMap::new(),
            settings: Settings::default(),
            calendars: BTreeMap::new(),
            periods: BTreeMap::new(),
            steps: BTreeMap::new(),
            reminders: Reminders::default(),
            vigilance: None,
            pins: BTreeSet::new(),
            numbers: Numbers::default(),
            recent: VecDeque::from([Happened::from(entry)]),
        })
    }

    /// Whether the desk is for practice.
    pub fn is_simulated(&self) -> bool {
        self.desk.mode == DeskMode::Simulated
    }

    /// The officer of that name.
    pub fn officer_named(&self, name: &str) -> Option<&Officer> {
        self.officers
            .values()
            .find(|officer| officer.name == name.trim())
    }

    /// An officer's name; empty where the number is not in the directory.
    pub fn officer_name(&self, id: OfficerId) -> &str {
        self.officers
            .get(&id)
            .map_or("", |officer| officer.name.as_str())
    }

    /// The number the next subject of a kind gets when it is recorded at `now`.
    pub fn next_number(&self, kind: SubjectKind, now: DateTime<Utc>) -> SubjectId {
        let year = now.with_timezone(&self.desk.zone).year();
        let number = self.numbers.of(kind).get(&year).copied().unwrap_or(0) + 1;
        SubjectId {
            desk: self.desk.code.clone(),
            kind,
            year,
            number,
        }
    }

    /// Calls nobody has judged, oldest first.
    pub fn untriaged(&self) -> impl Iterator<Item = &Call> {
        self.calls.values().filter(|call| call.triage.is_none())
    }

    /// Warnings nobody said yet for where they are, by number.
    pub fn unplaced(&self, now: DateTime<Utc>) -> impl Iterator<Item = &Warning> {
        self.warnings
            .values()
            .filter(move |warning| warning.asks_where(now))
    }

    /// What a subject is about, in its own words; empty where it left memory.
    pub fn about(&self, id: &SubjectId) -> &str {
        let found = match id.kind {
            SubjectKind::Incident => self.incidents.get(id).map(Incident::title),
            SubjectKind::Call => self.calls.get(id).map(|call| call.facts.about.as_str()),
            SubjectKind::Warning => {
                let warning = self.warnings.get(id);
                warning.map(|warning| warning.facts.headline.as_str())
            }
        };
        found.unwrap_or_default()
    }

    /// Whether a subject of that number is in memory.
    pub fn holds(&self, id: &SubjectId) -> bool {
        match id.kind {
            SubjectKind::Call => self.calls.contains_key(id),
            SubjectKind::Incident => self.incidents.contains_key(id),
            SubjectKind::Warning => self.warnings.contains_key(id),
        }
    }

    /// Whether a subject of that number is in memory and somebody still has to do something about
    /// it.
    pub fn is_open(&self, id: &SubjectId) -> bool {
        match id.kind {
            SubjectKind::Call => self.calls.get(id).is_some_and(|it| it.triage.is_none()),
            SubjectKind::Incident => self.incidents.get(id).is_some_and(Incident::is_open),
            SubjectKind::Warning => self.warnings.get(id).is_some_and(|it| it.ended.is_none()),
        }
    }

    /// Incidents that are neither closed nor dismissed, by number.
    pub fn open_incidents(&self) -> impl Iterator<Item = &Incident> {
        self.incidents
            .values()
            .filter(|incident| incident.is_open())
    }
}
