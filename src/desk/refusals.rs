//! What was refused and to whom, so that each try is recorded and a loop does not fill the record.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

/// The time in which tries are counted together.
const WINDOW: Duration = Duration::from_hours(1);

/// Logins and matters remembered; beyond them nothing is recorded until some are forgotten.
const REMEMBERED_MAX: usize = 64;

/// What was tried. What it is called is under `access-<name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Tried {
    /// To come in.
    Door,
    /// To say by a bridge who one is.
    Bridge,
    /// To record something.
    Record,
    /// To ask something.
    Ask,
    /// To be somebody by a wrong PIN.
    Pin,
}

impl Tried {
    /// Its stable name.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Door => "door",
            Self::Bridge => "bridge",
            Self::Record => "record",
            Self::Ask => "ask",
            Self::Pin => "pin",
        }
    }

    /// How many tries of one login are recorded within the window. Whoever knocks in vain learns
    /// nothing; whoever guesses may.
    fn recorded_max(self) -> u32 {
        match self {
            Self::Door | Self::Bridge => 1,
            Self::Record | Self::Ask => 5,
            Self::Pin => 20,
        }
    }
}

/// What was refused lately.
#[derive(Debug, Default)]
pub(super) struct Refusals(Mutex<BTreeMap<(String, Tried), Recorded>>);

#[derive(Debug)]
struct Recorded {
    since: Instant,
    times: u32,
}

impl Refusals {
    /// Whether this try is to be recorded.
    pub(super) fn is_recorded(&self, login: &str, tried: Tried, now: Instant) -> bool {
        let mut recorded = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        recorded.retain(|_, recorded| now.saturating_duration_since(recorded.since) < WINDOW);
        let key = (login.to_owned(), tried);
        if !recorded.contains_key(&key) && recorded.len() >= REMEMBERED_MAX {
            return false;
        }
        let entry = recorded.entry(key).or_insert(Recorded {
            since: now,
            times: 0,
        });
        entry.times = entry.times.saturating_add(1);
        entry.times <= tried.recorded_max()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::monotonic;

    #[test]
    fn a_stranger_who_keeps_knocking_is_recorded_once_an_hour() {
        let refusals = Refusals::default();
        let start = monotonic();
        let knock = |login, after| {
            refusals.is_recorded(login, Tried::Door, start + Duration::from_secs(after))
        };
        assert!(knock("a", 0));
        assert!(!knock("a", 3_599));
        assert!(knock("b", 3_599));
        assert!(knock("a", 3_600));
    }

    #[test]
    fn a_crowd_of_strangers_does_not_fill_the_record() {
        let refusals = Refusals::default();
        let start = monotonic();
        let recorded = (0..1_000)
            .filter(|uid| refusals.is_recorded(&format!("uid-{uid}"), Tried::Door, start))
            .count();
        assert_eq!(recorded, REMEMBERED_MAX);
    }

    #[test]
    fn every_guess_of_a_pin_is_recorded_until_it_is_a_loop() {
        let refusals = Refusals::default();
        let start = monotonic();
        let recorded = (0..1_000)
            .filter(|_| refusals.is_recorded("zhang", Tried::Pin, start))
            .count();
        assert_eq!(recorded, 20);
    }
}
