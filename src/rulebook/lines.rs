//! Deadlines that ask the same of the same recipient, folded into one line.

use std::collections::BTreeMap;

use super::deadline::Deadline;
use super::deadlines::place;

/// One line of a list: the strictest deadline, and those that ask the same less strictly. What is
/// met late under the strictest may be in time under one beneath; each says which rule it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What is left to do first; of the settled, what was due first.
    pub strictest: Deadline,
    /// The others, by due time.
    pub beneath: Vec<Deadline>,
}

/// Folds deadlines of one subject that have duty, means and recipient in common into lines, in the
/// order of [`super::deadlines()`].
pub fn lines(deadlines: Vec<Deadline>) -> Vec<Line> {
    let mut known = BTreeMap::new();
    let mut places = Vec::with_capacity(deadlines.len());
    for deadline in &deadlines {
        let rule = &deadline.rule;
        let same = (
            &deadline.subject,
            rule.duty,
            rule.means,
            &deadline.recipient,
            deadline.foreseen,
        );
        let next = known.len();
        places.push(*known.entry(same).or_insert(next));
    }
    let mut groups: Vec<Vec<Deadline>> = vec![Vec::new(); known.len()];
    for (place, deadline) in places.into_iter().zip(deadlines) {
        groups[place].push(deadline);
    }
    let mut lines: Vec<Line> = groups.into_iter().filter_map(line).collect();
    lines.sort_by_key(|line| place(&line.strictest));
    lines
}

fn line(mut group: Vec<Deadline>) -> Option<Line> {
    group.sort_by_key(|deadline| (deadline.standing.is_settled(), deadline.due_at));
    let mut group = group.into_iter();
    let strictest = group.next()?;
    Some(Line {
        strictest,
        beneath: group.collect(),
    })
}
