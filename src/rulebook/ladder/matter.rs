//! Matters: what a reminder is about. Deadlines of one subject that ask the same by the same time
//! are one matter, so that three recipients ring once.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use serde::Deserialize;

use crate::domain::SubjectId;
use crate::domain::reminder::MatterId;
use crate::domain::rule::Confidence;
use crate::rulebook::{Deadline, lines};

/// What a matter is: ladders differ by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum MatterKind {
    /// A duty with a limit that began to run.
    #[default]
    Duty,
    /// A step of the schedule (节点): nothing begins, it only comes near.
    Step,
    /// A step asked every day (零报告).
    DailyStep,
}

/// Something to be reminded of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Matter {
    /// Its stable name.
    pub id: MatterId,
    /// What it is.
    pub kind: MatterKind,
    /// The subject, where there is one.
    pub subject: Option<SubjectId>,
    /// When its limit began.
    pub starts: DateTime<Utc>,
    /// When it is due.
    pub due: DateTime<Utc>,
    /// From when it was known: no rung that was wanted before is raised after the fact.
    pub known: Option<DateTime<Utc>>,
    /// Whether a law or the bureau's own text demands it: quiet hours do not touch it.
    pub legal: bool,
    /// Whether it is the strictest of its kind; a rule beneath a stricter one is heard only when
    /// it is due itself.
    pub leads: bool,
    /// The deadlines it stands for; empty for a matter that is no deadline.
    pub deadlines: Vec<Deadline>,
}

/// The matters of what is left to do, by due time.
pub fn matters(deadlines: Vec<Deadline>) -> Vec<Matter> {
    let open = deadlines
        .into_iter()
        .filter(|deadline| !deadline.standing.is_settled())
        .collect();
    let mut found: BTreeMap<MatterId, Matter> = BTreeMap::new();
    for line in lines(open) {
        add(&mut found, line.strictest, Place::Leads);
        for beneath in line.beneath {
            add(&mut found, beneath, Place::Beneath);
        }
    }
    let mut matters: Vec<Matter> = found.into_values().collect();
    matters.sort_by_key(|matter| matter.due);
    matters
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Leads,
    Beneath,
}

fn add(found: &mut BTreeMap<MatterId, Matter>, deadline: Deadline, place: Place) {
    let id = name(&deadline);
    let matter = found.entry(id.clone()).or_insert_with(|| Matter {
        id,
        kind: MatterKind::Duty,
        subject: Some(deadline.subject.clone()),
        starts: deadline.starts_at,
        due: deadline.due_at,
        known: deadline.known_at,
        legal: false,
        leads: false,
        deadlines: Vec::new(),
    });
    matter.starts = matter.starts.min(deadline.starts_at);
    matter.known = matter.known.min(deadline.known_at);
    matter.legal |= matches!(
        deadline.rule.confidence,
        Confidence::Law | Confidence::Local
    );
    matter.leads |= place == Place::Leads;
    matter.deadlines.push(deadline);
}

/// Who asks does not matter, nor which rule: what, by which way and by when does.
fn name(deadline: &Deadline) -> MatterId {
    let rule = &deadline.rule;
    let due = deadline.due_at.format("%Y%m%dT%H%M%SZ");
    let (duty, means) = (rule.duty.name(), rule.means.name());
    let what = format!("{duty}/{means}/{due}");
    if deadline.foreseen {
        MatterId::of_foreseen(&deadline.subject, &what)
    } else {
        MatterId::of_duty(&deadline.subject, &what)
    }
}
