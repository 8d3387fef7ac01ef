//! Proofs by PIN: checked one after another, and after each wrong one later. The delay is told, not
//! waited for, so that nobody who guesses holds anything up.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};
use std::time::{Duration, Instant};

use crate::domain::OfficerId;
use crate::error::Error;
use crate::ledger::{PinHash, Pins};
use crate::link::wire::Pin;

/// Wrong tries without a delay: a slip of the finger.
const FREE: u32 = 2;

/// The first delay; each further wrong try doubles it.
const DELAY: Duration = Duration::from_secs(2);

/// Doublings at most: two minutes.
const DOUBLINGS_MAX: u32 = 6;

/// The PINs and the wrong tries.
#[derive(Debug)]
pub(super) struct Guard {
    pins: Pins,
    wrong: Mutex<BTreeMap<OfficerId, Wrong>>,
}

#[derive(Debug, Clone, Copy)]
struct Wrong {
    times: u32,
    last: Instant,
}

impl Wrong {
    /// When the next try is heard.
    fn until(self) -> Instant {
        match self.times.checked_sub(FREE) {
            None | Some(0) => self.last,
            Some(over) => self.last + DELAY * 2_u32.pow((over - 1).min(DOUBLINGS_MAX)),
        }
    }
}

impl Guard {
    pub(super) fn new(pins: Pins) -> Self {
        Self {
            pins,
            wrong: Mutex::default(),
        }
    }

    /// Checks an officer's PIN. Takes its time: it belongs on a thread that may wait. A try counts
    /// as wrong until it is right, so that many at once are no way around the delay.
    pub(super) fn check(&self, officer: OfficerId, pin: &Pin, now: Instant) -> Result<(), Error> {
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        let before = wrong.get(&officer).copied();
        if let Some(before) = before
            && now < before.until()
        {
            let left = before.until().saturating_duration_since(now);
            return Err(Error::refused("desk-pin-wait").with("seconds", left.as_secs() + 1));
        }
        match self.pins.check(officer, pin.bytes())? {
            Some(true) => {
                wrong.remove(&officer);
                Ok(())
            }
            Some(false) => {
                let times = before.map_or(0, |before| before.times).saturating_add(1);
                wrong.insert(officer, Wrong { times, last: now });
                Err(Error::refused("desk-pin-wrong"))
            }
            None => Err(Error::refused("desk-pin-lost")),
        }
    }

    /// Keeps an officer's PIN. Whoever sets it anew forgives the wrong tries.
    pub(super) fn keep(&self, officer: OfficerId, pin: Option<&Pin>) -> Result<(), Error> {
        let hash = pin.map(|pin| PinHash::of(pin.bytes())).transpose()?;
        let mut wrong = self.wrong.lock().unwrap_or_else(PoisonError::into_inner);
        self.pins.keep(officer, hash)?;
        wrong.remove(&officer);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::monotonic;

    #[test]
    fn wrong_pins_make_the_next_try_wait_longer_and_longer_up_to_two_minutes() {
        let folder = tempfile::tempdir().unwrap();
        let guard = Guard::new(Pins::of(folder.path()));
        let officer = OfficerId(1);
        let pin = |text: &str| Pin::new(text.to_owned()).unwrap();
        guard.keep(officer, Some(&pin("2468"))).unwrap();
        let mut now = monotonic();
        let mut waits = Vec::new();
        for _ in 0..10 {
            let error = guard.check(officer, &pin("0000"), now).unwrap_err();
            assert_eq!(error.key(), "error-desk-pin-wrong");
            let until = guard.wrong.lock().unwrap()[&officer].until();
            waits.push((until - now).as_secs());
            if until > now {
                let early = guard.check(officer, &pin("2468"), now).unwrap_err();
                assert_eq!(
                    early.key(),
                    "error-desk-pin-wait",
                    "even the right one waits"
                );
            }
            now = until;
        }
        assert_eq!(waits, [0, 0, 2, 4, 8, 16, 32, 64, 128, 128]);
        guard.check(officer, &pin("2468"), now).unwrap();
        guard.check(officer, &pin("0000"), now).unwrap_err();
        guard.check(officer, &pin("2468"), now).unwrap();
    }

    #[test]
    fn a_pin_the_record_speaks_of_and_nobody_kept_lets_nobody_in() {
        let folder = tempfile::tempdir().unwrap();
        let guard = Guard::new(Pins::of(folder.path()));
        let pin = Pin::new("2468".to_owned()).unwrap();
        let error = guard.check(OfficerId(1), &pin, monotonic()).unwrap_err();
        assert_eq!(error.key(), "error-desk-pin-lost");
    }
}
