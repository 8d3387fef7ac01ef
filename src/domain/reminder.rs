//! Reminders: what was raised, for whom, and who answered. Which rungs a ladder has, and when each
//! is due, follows in the rulebook; here is what the record keeps.

use std::collections::BTreeMap;
use std::fmt;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::ids::SubjectId;
use super::period::StepId;

/// What stands in the name of a matter that is only foreseen.
const FORESEEN: &str = "foreseen/";

/// What a ladder reminds of: deadlines of one subject that ask the same by the same time, a step
/// of the schedule, or the desk's own health.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct MatterId(pub String);

impl MatterId {
    /// The matter of what is asked of a subject: `BN-2026-001/initial/phone/20261124T063000Z`.
    pub fn of_duty(subject: &SubjectId, what: &str) -> Self {
        Self(format!("{subject}/{what}"))
    }

    /// The matter of what is only foreseen of a subject; another than the same once it is asked.
    pub fn of_foreseen(subject: &SubjectId, what: &str) -> Self {
        Self(format!("{subject}/{FORESEEN}{what}"))
    }

    /// Whether it is about what is only foreseen of that subject.
    pub fn is_foreseen_of(&self, subject: &SubjectId) -> bool {
        let of_subject = self.0.strip_prefix(&subject.to_string());
        let of_subject = of_subject.and_then(|rest| rest.strip_prefix('/'));
        of_subject.is_some_and(|rest| rest.starts_with(FORESEEN))
    }

    /// The matter of a step of the schedule.
    pub fn of_step(step: &StepId) -> Self {
        Self(format!("step/{step}"))
    }

    /// The step it is about; `None` where it is about something else.
    pub fn step(&self) -> Option<StepId> {
        let step = self.0.strip_prefix("step/")?;
        Some(StepId(step.to_owned()))
    }
}

impl fmt::Display for MatterId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// A rung of a ladder (提醒档).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Rung {
    /// The limit began to run.
    Start,
    /// So many minutes are left.
    Ahead {
        /// Minutes before the due time.
        minutes: u32,
    },
    /// The due time.
    Due,
    /// It is overdue by so many minutes.
    Overdue {
        /// Minutes after the due time.
        minutes: u32,
    },
}

impl Rung {
    /// The stable name: `ahead-15`.
    pub fn name(self) -> String {
        match self {
            Self::Start => "start".to_owned(),
            Self::Ahead { minutes } => format!("ahead-{minutes}"),
            Self::Due => "due".to_owned(),
            Self::Overdue { minutes } => format!("overdue-{minutes}"),
        }
    }
}

/// How pressing a rung is, mildest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    /// To be seen.
    Low,
    /// To be heard.
    Normal,
    /// To be heard until it is answered.
    Critical,
}

/// Who is told, in the order it climbs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Audience {
    /// The officer on watch (值班员).
    Officer,
    /// The leader of the shift (带班领导).
    Leader,
    /// The head of the bureau (主要负责人).
    Head,
}

impl Audience {
    /// The stable name: `leader`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Officer => "officer",
            Self::Leader => "leader",
            Self::Head => "head",
        }
    }
}

/// A rung that was raised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Raised {
    /// What it reminds of.
    pub matter: MatterId,
    /// Which rung.
    pub rung: Rung,
    /// The subject, where there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<SubjectId>,
    /// When it had to be raised.
    pub wanted: DateTime<Utc>,
    /// When the duty is due.
    pub due: DateTime<Utc>,
    /// How pressing.
    pub urgency: Urgency,
    /// Who is told.
    pub audience: Vec<Audience>,
    /// Whether it is silent: quiet hours, or a later rung of the same matter is raised with it.
    #[serde(default)]
    pub silent: bool,
}

/// By which way somebody was told, and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The way: `desktop`, `terminal`, `command:sms`.
    pub way: String,
    /// Whether it went out.
    pub delivered: bool,
    /// What the way answered; may be empty.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub detail: String,
    /// Whether it was a repeat after a restart.
    #[serde(default)]
    pub repeat: bool,
}

/// A raised rung and what came of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RungRecord {
    /// The rung.
    pub raised: Raised,
    /// When it was raised.
    pub at: DateTime<Utc>,
    /// Who was told how.
    pub told: Vec<Told>,
}

/// An answer to a matter (签收提醒): silences its rung, not the next, and runs out.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Acknowledgement {
    /// Who answers.
    pub person: String,
    /// When.
    pub at: DateTime<Utc>,
    /// Until when it holds.
    pub until: DateTime<Utc>,
}

/// Quiet hours (静音): they never touch a legal deadline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Quiet {
    /// Who asked for them.
    pub owner: String,
    /// Why.
    pub reason: String,
    /// From when.
    pub from: DateTime<Utc>,
    /// Until when.
    pub until: DateTime<Utc>,
}

/// What the state holds of reminders.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Reminders {
    /// Rungs raised, by matter, oldest first.
    pub raised: BTreeMap<MatterId, Vec<RungRecord>>,
    /// Answers that may still hold.
    pub acknowledged: BTreeMap<MatterId, Acknowledgement>,
    /// Quiet hours, where there are.
    pub quiet: Option<Quiet>,
}

impl Reminders {
    /// Whether a rung was raised.
    pub fn was_raised(&self, matter: &MatterId, rung: Rung) -> bool {
        self.raised
            .get(matter)
            .is_some_and(|records| records.iter().any(|record| record.raised.rung == rung))
    }

    /// The answer that holds at `now`.
    pub fn answer(&self, matter: &MatterId, now: DateTime<Utc>) -> Option<&Acknowledgement> {
        self.acknowledged
            .get(matter)
            .filter(|answer| now < answer.until)
    }

    /// The quiet hours that hold at `now`.
    pub fn quiet_at(&self, now: DateTime<Utc>) -> Option<&Quiet> {
        self.quiet
            .as_ref()
            .filter(|quiet| quiet.from <= now && now < quiet.until)
    }
}
