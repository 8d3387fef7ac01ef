//! Which rows of the duties are drawn where there is not room for all. Wherever the selection is:
//! the soonest that can still be met stay, and no subject with something overdue is without a mark.

use crate::console::model::view::Place;
use crate::console::widget::scroll;
use crate::domain::SubjectId;
use crate::rulebook::{DutyRow, Unlisted};

/// So many of the soonest duties that can still be met are always drawn.
pub const PINNED: usize = 8;

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window {
    /// The rows, and beneath the one that is open its recipients.
    pub places: Vec<Place>,
    /// What is not drawn.
    pub unlisted: Unlisted,
    /// Subjects with something overdue of which no overdue row is drawn: told in a row of its own.
    pub late: Vec<SubjectId>,
}

impl Window {
    /// What is drawn of these rows in so many, with that place selected.
    pub fn of(rows: &[&DutyRow], selected: Option<Place>, room: usize) -> Self {
        let window = Self::without_late(rows, selected, room);
        if window.late.is_empty() || room < 2 {
            return window;
        }
        Self::without_late(rows, selected, room - 1)
    }

    fn without_late(rows: &[&DutyRow], selected: Option<Place>, room: usize) -> Self {
        let places = places(rows, selected, room);
        let mut is_drawn = vec![false; rows.len()];
        for place in &places {
            is_drawn[place.row] = true;
        }
        let those = |drawn: bool| {
            let all = rows.iter().zip(&is_drawn);
            all.filter(move |(_, is)| **is == drawn)
                .map(|(row, _)| *row)
        };
        let marked = |subject: &SubjectId| {
            let of_it = |row: &DutyRow| row.is_overdue() && row.key.subject == *subject;
            those(true).any(of_it)
        };
        let unlisted = Unlisted::of(those(false));
        let late = unlisted.late.iter();
        let late = late.filter(|subject| !marked(subject)).cloned().collect();
        Self {
            places,
            unlisted,
            late,
        }
    }
}

/// The soonest rows that can still be met, the soonest first.
fn pinned(rows: &[&DutyRow]) -> Vec<usize> {
    let can_be_met = |at: &usize| rows[*at].can_be_met();
    let mut pinned: Vec<usize> = (0..rows.len()).filter(can_be_met).collect();
    pinned.sort_by_key(|at| rows[*at].key.due_at);
    pinned.truncate(PINNED);
    pinned
}

fn places(rows: &[&DutyRow], selected: Option<Place>, room: usize) -> Vec<Place> {
    let chosen = selected.map(|place| place.row);
    let opened = selected.and_then(|place| Some((place.row, place.line?)));
    let lines = opened.map_or(0, |(row, _)| rows[row].lines().len());
    let mut pinned = pinned(rows);
    let is_beside = |pinned: &[usize]| chosen.is_some_and(|row| !pinned.contains(&row));
    let must = pinned.len() + usize::from(is_beside(&pinned));
    let beneath = if rows.len() + lines <= room {
        lines
    } else {
        // Whoever is selected is seen in the smallest window too.
        let least = lines.min(1).min(room.saturating_sub(1));
        lines.min(room.saturating_sub(must)).max(least)
    };
    let room = room - beneath;
    while pinned.len() + usize::from(is_beside(&pinned)) > room && !pinned.is_empty() {
        // A window too low even for these: the latest of them give way.
        pinned.pop();
    }
    let mut kept = scrolled(rows.len(), &pinned, chosen, room);
    kept.extend(pinned);
    kept.sort_unstable();
    let mut places = Vec::with_capacity(kept.len() + beneath);
    for row in kept {
        places.push(Place { row, line: None });
        if let Some((_, line)) = opened.filter(|(open, _)| *open == row) {
            let first = scroll::offset(line, lines, beneath);
            let shown = (first..lines).take(beneath).map(Some);
            places.extend(shown.map(|line| Place { row, line }));
        }
    }
    places
}

/// Of the rows that are not pinned, those around the selection that there is room for.
fn scrolled(len: usize, pinned: &[usize], chosen: Option<usize>, room: usize) -> Vec<usize> {
    let others: Vec<usize> = (0..len).filter(|at| !pinned.contains(at)).collect();
    let room = room.saturating_sub(pinned.len());
    // On a pinned row what stands just before it stays as it was.
    let at = chosen.map_or(0, |row| others.partition_point(|other| *other <= row));
    let first = scroll::offset(at.saturating_sub(1), others.len(), room);
    others.into_iter().skip(first).take(room).collect()
}
