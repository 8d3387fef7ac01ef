//! Duties (事项): what is asked of one subject by one way and by one time is one row of a list,
//! however many are to be told; and which rows matter most at a time.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::deadline::{Deadline, Standing};
use super::lines::Line;
use crate::domain::SubjectId;
use crate::domain::rule::{Duty, Means};

/// What is due within this time and can still be met stands before everything else.
const PRESSING: TimeDelta = TimeDelta::hours(1);

/// What tells one row from another.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct DutyKey {
    /// Of which subject.
    pub subject: SubjectId,
    /// What is asked.
    pub duty: Duty,
    /// By which way.
    pub means: Means,
    /// By when.
    pub due_at: DateTime<Utc>,
    /// Not asked yet: it would be, if what nobody has judged were judged serious (待判).
    pub foreseen: bool,
}

/// One row: a duty with everybody it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DutyRow {
    /// What tells it from the others.
    pub key: DutyKey,
    /// One line a recipient, in the order the rule names them; never empty.
    lines: Vec<Line>,
}

impl DutyRow {
    /// One line a recipient, in the order the rule names them.
    pub fn lines(&self) -> &[Line] {
        &self.lines
    }

    /// The deadlines, one a recipient, in the same order.
    pub fn deadlines(&self) -> impl Iterator<Item = &Deadline> {
        self.lines.iter().map(|line| &line.strictest)
    }

    /// The deadline that says how the row stands.
    pub fn head(&self) -> &Deadline {
        let worst = |deadline: &&Deadline| weight(deadline.standing);
        // The first of several as bad: `min_by_key` gives that one.
        let head = self.deadlines().min_by_key(worst);
        head.unwrap_or(&self.lines[0].strictest)
    }

    /// How the row stands: as the worst of what is open; once nothing is, as the worst of that.
    pub fn standing(&self) -> Standing {
        self.head().standing
    }

    /// The deadlines of those who still wait.
    pub fn waiting(&self) -> impl Iterator<Item = &Deadline> {
        let deadlines = self.deadlines();
        deadlines.filter(|deadline| !deadline.standing.is_settled())
    }

    /// Whether somebody still waits.
    pub fn is_open(&self) -> bool {
        !self.standing().is_settled()
    }

    /// Whether somebody still waits whom it can reach in time.
    pub fn can_be_met(&self) -> bool {
        matches!(self.standing(), Standing::Running | Standing::DueSoon)
    }

    /// Whether it is asked, open and past its time. What is only foreseen is never overdue.
    pub fn is_overdue(&self) -> bool {
        self.standing() == Standing::Overdue && !self.key.foreseen
    }

    /// Whether it can still be met, and within the hour.
    pub fn presses(&self, now: DateTime<Utc>) -> bool {
        self.can_be_met() && self.key.due_at - now <= PRESSING
    }

    /// When it begins to press, where it does not yet.
    pub fn presses_at(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let at = self.key.due_at - PRESSING;
        (self.can_be_met() && at > now).then_some(at)
    }

    fn of(line: Line) -> Self {
        let deadline = &line.strictest;
        Self {
            key: DutyKey {
                subject: deadline.subject.clone(),
                duty: deadline.rule.duty,
                means: deadline.rule.means,
                due_at: deadline.due_at,
                foreseen: deadline.foreseen,
            },
            lines: vec![line],
        }
    }
}

/// How much a standing says about a row; the least number says it.
fn weight(standing: Standing) -> u8 {
    match standing {
        Standing::Overdue => 0,
        Standing::DueSoon => 1,
        Standing::Running => 2,
        Standing::MetLate => 3,
        Standing::Met => 4,
        Standing::Void => 5,
    }
}

/// Where a recipient stands in the rule that asks.
fn rank(line: &Line) -> usize {
    let deadline = &line.strictest;
    let recipients = &deadline.rule.recipients;
    let rank = recipients.iter().position(|to| *to == deadline.recipient);
    rank.unwrap_or(usize::MAX)
}

/// Folds lines into rows, in the order they press at `now`: first what is due within the hour and
/// can still be met, the soonest first; then the newest overdue of each subject; then the rest:
/// what can be met later, what else is overdue, and last what is settled, the newest first.
pub fn duty_rows(lines: Vec<Line>, now: DateTime<Utc>) -> Vec<DutyRow> {
    let mut places: BTreeMap<DutyKey, usize> = BTreeMap::new();
    let mut rows: Vec<DutyRow> = Vec::new();
    for line in lines {
        let row = DutyRow::of(line);
        if let Some(at) = places.get(&row.key) {
            rows[*at].lines.extend(row.lines);
        } else {
            places.insert(row.key.clone(), rows.len());
            rows.push(row);
        }
    }
    for row in &mut rows {
        row.lines.sort_by_key(rank);
    }
    let newest = newest_overdue(&rows);
    // Stable: equal times stay in the order of the lines.
    rows.sort_by_key(|row| tier(row, &newest, now));
    rows
}

/// The newest overdue row of each subject, and of what is foreseen of it.
type Newest = BTreeMap<(SubjectId, bool), DateTime<Utc>>;

fn newest_overdue(rows: &[DutyRow]) -> Newest {
    let mut newest = Newest::new();
    let overdue = |row: &&DutyRow| row.standing() == Standing::Overdue;
    for key in rows.iter().filter(overdue).map(|row| &row.key) {
        let known = newest.entry((key.subject.clone(), key.foreseen));
        let known = known.or_insert(key.due_at);
        *known = (*known).max(key.due_at);
    }
    newest
}

/// Where a row stands: how much it presses, then by its time.
fn tier(row: &DutyRow, newest: &Newest, now: DateTime<Utc>) -> (u8, i64) {
    let due_ms = row.key.due_at.timestamp_millis();
    let is_newest = |key: &DutyKey| {
        let of = (key.subject.clone(), key.foreseen);
        newest.get(&of) == Some(&key.due_at)
    };
    match row.standing() {
        Standing::Running | Standing::DueSoon if row.presses(now) => (0, due_ms),
        Standing::Overdue if is_newest(&row.key) => (1, -due_ms),
        Standing::Running | Standing::DueSoon => (2, due_ms),
        Standing::Overdue => (3, -due_ms),
        Standing::Met | Standing::MetLate | Standing::Void => (4, -due_ms),
    }
}

/// The row that matters most: what is due soonest of what can still be met within the hour, else
/// the newest overdue. `rows` are in the order of [`duty_rows`]; `None` where nothing presses.
pub fn foremost(rows: &[DutyRow], now: DateTime<Utc>) -> Option<&DutyRow> {
    let first = rows.first()?;
    (first.presses(now) || first.standing() == Standing::Overdue).then_some(first)
}

/// Rows that are not listed, told in a few words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Unlisted {
    /// How many there are.
    pub rows: usize,
    /// How many of them are overdue.
    pub overdue: usize,
    /// How many ask what.
    pub kinds: BTreeMap<Duty, usize>,
    /// When the first of them is due that can still be met.
    pub soonest: Option<DateTime<Utc>>,
    /// The subjects with something overdue among them, the newest overdue first.
    pub late: Vec<SubjectId>,
}

impl Unlisted {
    /// Counts rows.
    pub fn of<'a>(rows: impl Iterator<Item = &'a DutyRow>) -> Self {
        let mut counted = Self::default();
        let mut late: BTreeMap<&SubjectId, DateTime<Utc>> = BTreeMap::new();
        for row in rows {
            let key = &row.key;
            counted.rows += 1;
            *counted.kinds.entry(key.duty).or_default() += 1;
            if row.is_overdue() {
                counted.overdue += 1;
                let newest = late.entry(&key.subject).or_insert(key.due_at);
                *newest = (*newest).max(key.due_at);
            }
            if row.can_be_met() {
                let soonest = counted.soonest.map_or(key.due_at, |at| at.min(key.due_at));
                counted.soonest = Some(soonest);
            }
        }
        let mut late: Vec<_> = late.into_iter().collect();
        late.sort_by_key(|(_, newest)| Reverse(*newest));
        counted.late = late
            .into_iter()
            .map(|(subject, _)| subject.clone())
            .collect();
        counted
    }
}
