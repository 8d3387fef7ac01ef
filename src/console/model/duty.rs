//! What is selected among the duties: a row, or one recipient of it. A row is open as long as one
//! of its recipients is selected; then they stand beneath it, one a line.

use chrono::{DateTime, Utc};

use super::Model;
use super::view::{WatchPanel, WatchView};
use crate::console::action::Action;
use crate::domain::RecipientId;
use crate::rulebook::{DutyKey, DutyRow};

/// A place in the list of duties.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The row.
    pub duty: DutyKey,
    /// The recipient of it; `None` for the row itself.
    pub recipient: Option<RecipientId>,
}

impl Spot {
    /// A row itself.
    pub fn row(row: &DutyRow) -> Self {
        Self {
            duty: row.key.clone(),
            recipient: None,
        }
    }
}

/// Where something stands in a list of duties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The row.
    pub row: usize,
    /// The recipient of it, by its line; `None` for the row itself.
    pub line: Option<usize>,
}

/// The places there are, in order.
fn places(rows: &[&DutyRow], open: Option<&DutyKey>) -> Vec<Place> {
    let mut places = Vec::with_capacity(rows.len());
    for (at, row) in rows.iter().enumerate() {
        places.push(Place {
            row: at,
            line: None,
        });
        if open == Some(&row.key) {
            let lines = (0..row.lines().len()).map(Some);
            places.extend(lines.map(|line| Place { row: at, line }));
        }
    }
    places
}

fn spot(place: Place, rows: &[&DutyRow]) -> Spot {
    let row = rows[place.row];
    let line = place.line.and_then(|at| row.lines().get(at));
    Spot {
        duty: row.key.clone(),
        recipient: line.map(|line| line.strictest.recipient.clone()),
    }
}

impl WatchView {
    /// The row that is open.
    fn open(&self) -> Option<&DutyKey> {
        let spot = self.duty.key()?;
        spot.recipient.as_ref().map(|_| &spot.duty)
    }

    /// Everything that can be selected among these rows, in order, and where it stands.
    fn spots(&self, rows: &[&DutyRow]) -> (Vec<Spot>, Vec<Place>) {
        let places = places(rows, self.open());
        let spots = places.iter().map(|place| spot(*place, rows)).collect();
        (spots, places)
    }

    /// Where the selection stands among these rows. A recipient who left the row, with a waiver say,
    /// leaves it on the row.
    pub fn place(&self, rows: &[&DutyRow]) -> Option<Place> {
        let (spots, places) = self.spots(rows);
        let left = self.duty.key().filter(|key| !spots.contains(key));
        let row = left.and_then(|key| spots.iter().position(|spot| spot.duty == key.duty));
        let at = row.or_else(|| self.duty.index(&spots))?;
        places.get(at).copied()
    }

    /// How many recipients stand beneath the row that is open.
    pub fn opened(&self, rows: &[&DutyRow]) -> usize {
        let place = self.place(rows).filter(|place| place.line.is_some());
        place.map_or(0, |place| rows[place.row].lines().len())
    }

    /// Goes some places down, or up where `by` is negative.
    fn go(&mut self, rows: &[&DutyRow], by: isize) {
        let (spots, _) = self.spots(rows);
        self.duty.go(&spots, by);
    }

    /// Goes to something of these rows.
    fn go_to(&mut self, rows: &[&DutyRow], spot: Spot) {
        self.duty.select(spot.clone());
        let (spots, _) = self.spots(rows);
        self.duty.go_to(&spots, spot);
    }

    /// These rows are drawn.
    fn mark_drawn(&mut self, rows: &[&DutyRow]) {
        if let Some(place) = self.place(rows) {
            // A selection nobody moved stays on the first row, whichever that becomes.
            if self.duty.key().is_some() {
                self.go_to(rows, spot(place, rows));
            }
        }
        let (spots, _) = self.spots(rows);
        self.duty.mark_drawn(&spots);
    }
}

impl Model {
    /// Changes what is selected among the duties, as they stand at that time of this machine.
    fn on_duties(
        &mut self,
        machine: DateTime<Utc>,
        change: impl FnOnce(&mut WatchView, &[&DutyRow]),
    ) {
        let mut watch = self.watch.clone();
        if let Some(scene) = self.scene(machine) {
            change(&mut watch, &self.rows(&scene));
        }
        self.watch = watch;
    }

    /// The duties are drawn: what is selected among them is what keys are about.
    pub(super) fn mark_duties(&mut self, machine: DateTime<Utc>) {
        self.on_duties(machine, WatchView::mark_drawn);
    }

    pub(super) fn go_among_duties(&mut self, by: isize) {
        self.on_duties(self.machine, |watch, rows| watch.go(rows, by));
    }

    /// Shuts the row that is open.
    pub(super) fn shut_duty(&mut self) {
        self.on_duties(self.machine, |watch, rows| {
            if let Some(place) = watch.place(rows).filter(|place| place.line.is_some()) {
                watch.go_to(rows, Spot::row(rows[place.row]));
            }
        });
    }

    /// Opens the row selected, on whoever waits first; or shuts it.
    pub(super) fn act_on_duty(&mut self, action: Action) {
        if self.watch.panel != WatchPanel::Duties {
            return;
        }
        self.on_duties(self.machine, |watch, rows| {
            let meant = watch.duty.meant();
            let row = meant.and_then(|spot| rows.iter().find(|row| row.key == spot.duty));
            let (Some(spot), Some(row)) = (meant, row) else {
                return;
            };
            let is_open = spot.recipient.is_some();
            let mut spot = Spot::row(row);
            if action == Action::OpenDuty {
                if is_open {
                    return;
                }
                let first = row.waiting().chain(row.deadlines()).next();
                spot.recipient = first.map(|deadline| deadline.recipient.clone());
            }
            watch.go_to(rows, spot);
        });
    }
}
