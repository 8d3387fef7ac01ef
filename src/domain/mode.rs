//! What a desk is for, and how the clock of one that practises runs.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// Whether a desk serves real duty or practice; fixed when it is created.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DeskMode {
    /// Real duty.
    Real,
    /// Practice (演练、模拟): its own clock, marked everywhere, can never become real.
    Simulated,
}

/// How a simulated desk's clock runs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SimClock {
    /// The simulated time at the moment of setting.
    pub shows: DateTime<Utc>,
    /// The machine's time at that moment.
    pub set_at: DateTime<Utc>,
    /// Simulated seconds per real second; 0 stands still, 1 is real time.
    pub rate: u32,
}

impl SimClock {
    /// What the simulated clock shows when the machine's clock shows `machine`. A machine clock set
    /// back shows the moment of setting, never an earlier one.
    pub fn at(&self, machine: DateTime<Utc>) -> DateTime<Utc> {
        let elapsed = (machine - self.set_at).max(chrono::TimeDelta::zero());
        let simulated = elapsed.checked_mul(i32::try_from(self.rate).unwrap_or(i32::MAX));
        simulated
            .and_then(|delta| self.shows.checked_add_signed(delta))
            .unwrap_or(self.shows)
    }
}
