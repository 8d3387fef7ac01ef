//! When a desk that is gone is knocked at again: after pauses that grow. Values only; whoever waits
//! waits elsewhere.

use std::time::Duration;

/// The pauses between knocks, in seconds; the last is repeated.
const PAUSES: [u64; 6] = [1, 2, 4, 8, 15, 30];

/// How much of a pause is left to chance, either way.
const SPREAD: f64 = 0.2;

/// Knocks at a desk that does not answer.
#[derive(Debug, Default)]
pub struct Knocks {
    failed: usize,
}

impl Knocks {
    /// The desk speaks, or somebody wants it tried now: the pauses begin anew.
    pub fn begin_anew(&mut self) {
        self.failed = 0;
    }

    /// Whether nothing failed since the pauses began: what is wrong now is news.
    pub fn is_first(&self) -> bool {
        self.failed == 0
    }

    /// A knock failed, or the link broke: how long to wait before the next. A little shorter or
    /// longer, by chance: consoles that lost one desk together do not all knock together when it
    /// is back.
    pub fn pause(&mut self) -> Duration {
        let mut chance = [0];
        // Without chance it is the pause itself.
        let thrown = getrandom::fill(&mut chance).map_or(0.5, |()| f64::from(chance[0]) / 255.0);
        self.scheduled()
            .mul_f64(1.0 - SPREAD + 2.0 * SPREAD * thrown)
    }

    /// The next pause as the schedule has it.
    fn scheduled(&mut self) -> Duration {
        let at = self.failed.min(PAUSES.len() - 1);
        self.failed = at + 1;
        Duration::from_secs(PAUSES[at])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pauses_grow_to_half_a_minute_and_begin_anew_once_the_desk_speaks() {
        let mut knocks = Knocks::default();
        assert!(knocks.is_first());
        let mut seconds = || knocks.scheduled().as_secs();
        let grown: Vec<u64> = std::iter::repeat_with(&mut seconds).take(9).collect();
        assert_eq!(grown, [1, 2, 4, 8, 15, 30, 30, 30, 30]);
        assert!(!knocks.is_first());
        knocks.begin_anew();
        assert!(knocks.is_first());
        assert_eq!(knocks.scheduled().as_secs(), 1);
    }

    #[test]
    fn a_pause_is_spread_by_a_fifth_at_most() {
        for _ in 0..50 {
            let mut knocks = Knocks::default();
            for pause in PAUSES {
                let (spread, pause) = (knocks.pause(), Duration::from_secs(pause));
                assert!(spread >= pause.mul_f64(0.799) && spread <= pause.mul_f64(1.201));
            }
        }
    }
}
