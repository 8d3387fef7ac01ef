//! One deadline, and how it stands. Derived, never stored.

use std::sync::Arc;

use chrono::{DateTime, TimeDelta, Utc};

use super::work_time::WorkTime;
use crate::domain::incident::Waiver;
use crate::domain::rule::{Change, Entered, Rule};
use crate::domain::{RecipientId, SubjectId};

/// How a deadline stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Standing {
    /// Time is left (正常).
    Running,
    /// Little time is left (临期).
    DueSoon,
    /// The due time has passed and the duty is not met (超时).
    Overdue,
    /// Met in time (按时).
    Met,
    /// Met, but after the due time (迟报).
    MetLate,
    /// No longer asked: waived, dismissed, or ended with the subject (不再要求).
    Void,
}

impl Standing {
    /// Every standing.
    pub const ALL: [Self; 6] = [
        Self::Running,
        Self::DueSoon,
        Self::Overdue,
        Self::Met,
        Self::MetLate,
        Self::Void,
    ];

    /// The stable name: `due_soon`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Running => "running",
            Self::DueSoon => "due_soon",
            Self::Overdue => "overdue",
            Self::Met => "met",
            Self::MetLate => "met_late",
            Self::Void => "void",
        }
    }

    /// The locale key of its word: `standing-due-soon`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Running => "standing-running",
            Self::DueSoon => "standing-due-soon",
            Self::Overdue => "standing-overdue",
            Self::Met => "standing-met",
            Self::MetLate => "standing-met-late",
            Self::Void => "standing-void",
        }
    }

    /// Whether nothing is left to do.
    pub fn is_settled(self) -> bool {
        matches!(self, Self::Met | Self::MetLate | Self::Void)
    }
}

/// What one rule asks for one recipient, of one subject. A duty whose clock has not started (a
/// final report before the stand-down) has no deadline yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Deadline {
    /// The subject.
    pub subject: SubjectId,
    /// Whether that subject is a drill.
    pub drill: bool,
    /// The rule, as frozen with the subject.
    pub rule: Arc<Rule>,
    /// To whom.
    pub recipient: RecipientId,
    /// When the limit began to run.
    pub starts_at: DateTime<Utc>,
    /// When it is due; met at this very instant is met in time.
    pub due_at: DateTime<Utc>,
    /// Whether the due time is certain. It is not where the limit counts working days and reaches
    /// into a year whose holiday notice is not loaded.
    pub due_certain: bool,
    /// How long before that it is *due soon*, in minutes: as the rule says, or longer where the watch
    /// is tightened.
    pub soon_min: u32,
    /// How it stands.
    pub standing: Standing,
    /// When it was met.
    pub met_at: Option<DateTime<Utc>>,
    /// The number of the report that met it; `None` for duties inside the desk.
    pub met_by: Option<u32>,
    /// The later change that brought the rule in, where one did.
    pub since: Option<DateTime<Utc>>,
    /// The waiver, where a leader gave it up. A duty that was met all the same stays met.
    pub waived: Option<Waiver>,
    /// Not asked yet: it would be, if an incident nobody has judged were judged serious (待判).
    pub foreseen: bool,
    /// What kind of change that was.
    pub change: Option<Change>,
    /// The entry that brought the demand in.
    pub demanded: Option<Entered>,
    /// From when the desk knew when it is due: what had passed by then nobody could be reminded of.
    pub known_at: Option<DateTime<Utc>>,
    /// It was overdue for a while, and is so no more because it was given up, or because a time was
    /// corrected. Also kept where it is overdue again.
    pub was_overdue: Option<WasOverdue>,
}

/// A while in which a deadline was overdue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct WasOverdue {
    /// When it became overdue.
    pub since: DateTime<Utc>,
    /// When it was given up, met, or given another due time.
    pub until: DateTime<Utc>,
}

impl WasOverdue {
    /// From `due` to `until`, where that is any time at all.
    pub(super) fn between(due: DateTime<Utc>, until: DateTime<Utc>) -> Option<Self> {
        (until > due).then_some(Self { since: due, until })
    }

    /// Both whiles as one.
    #[must_use]
    pub(super) fn and(self, other: Self) -> Self {
        Self {
            since: self.since.min(other.since),
            until: self.until.max(other.until),
        }
    }

    /// For how long.
    pub fn span(&self) -> TimeDelta {
        self.until - self.since
    }
}

impl Deadline {
    /// The time left at `now`; negative once overdue.
    pub fn left(&self, now: DateTime<Utc>) -> TimeDelta {
        self.due_at - now
    }

    /// The stable name of how it stands: `due_soon`, or `foreseen` where it is not asked yet.
    pub fn standing_name(&self) -> &'static str {
        if self.foreseen {
            "foreseen"
        } else {
            self.standing.name()
        }
    }

    /// The locale key of that word.
    pub fn standing_key(&self) -> &'static str {
        if self.foreseen {
            "standing-foreseen"
        } else {
            self.standing.key()
        }
    }

    /// How late it was met; `None` where it was not met, or in time.
    pub fn late_by(&self) -> Option<TimeDelta> {
        self.met_at
            .map(|met_at| met_at - self.due_at)
            .filter(|late| *late > TimeDelta::zero())
    }

    /// When it becomes *due soon*.
    pub fn soon_at(&self) -> DateTime<Utc> {
        let soon = TimeDelta::minutes(i64::from(self.soon_min));
        self.due_at
            .checked_sub_signed(soon)
            .map_or(self.starts_at, |at| at.max(self.starts_at))
    }
}

/// What became of a duty, before the time is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Outcome {
    /// Met at this time, by the report of this number where it was one.
    Met(DateTime<Utc>, Option<u32>),
    /// Not met, and nobody asks any more since this time.
    Void(DateTime<Utc>),
    /// Not met.
    Open,
}

/// What a rule asks for one recipient, before it is known when it began and what became of it.
pub(super) struct Asked<'a> {
    /// The subject.
    pub subject: &'a SubjectId,
    /// Whether that subject is a drill.
    pub drill: bool,
    /// The rule, shared by the deadlines of one demand.
    pub rule: Arc<Rule>,
    /// The later change that brought the rule in, where one did.
    pub since: Option<DateTime<Utc>>,
    /// What kind of change that was.
    pub change: Option<Change>,
    /// The entry that brought the demand in.
    pub demanded: Option<Entered>,
    /// To whom.
    pub recipient: &'a RecipientId,
    /// The waiver, where there is one.
    pub waived: Option<&'a Waiver>,
    /// By what working days are counted.
    pub work: &'a WorkTime<'a>,
}

impl Asked<'_> {
    /// The deadline, as it stands at `now`.
    pub fn deadline(
        &self,
        starts_at: DateTime<Utc>,
        outcome: Outcome,
        now: DateTime<Utc>,
    ) -> Deadline {
        let (due_at, due_certain) = self.work.due(starts_at, &self.rule);
        let (met_at, met_by) = match outcome {
            Outcome::Met(at, by) => (Some(at), by),
            Outcome::Void(_) | Outcome::Open => (None, None),
        };
        let mut deadline = Deadline {
            subject: self.subject.clone(),
            drill: self.drill,
            rule: Arc::clone(&self.rule),
            recipient: self.recipient.clone(),
            starts_at,
            due_at,
            due_certain,
            soon_min: self.rule.soon_min,
            standing: Standing::Running,
            met_at,
            met_by,
            since: self.since,
            waived: self.waived.cloned(),
            foreseen: false,
            change: self.change,
            demanded: self.demanded,
            known_at: self.demanded.map(|entered| entered.at),
            was_overdue: match outcome {
                Outcome::Void(at) => WasOverdue::between(due_at, at),
                Outcome::Met(..) | Outcome::Open => None,
            },
        };
        deadline.standing = match outcome {
            Outcome::Met(at, _) if at <= due_at => Standing::Met,
            Outcome::Met(..) => Standing::MetLate,
            Outcome::Void(_) => Standing::Void,
            Outcome::Open if now > due_at => Standing::Overdue,
            Outcome::Open if now >= deadline.soon_at() => Standing::DueSoon,
            Outcome::Open => Standing::Running,
        };
        deadline
    }
}
