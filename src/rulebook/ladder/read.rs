//! Ladders as data, checked as they are read.

use serde::Deserialize;

use super::{Matter, MatterKind};
use crate::domain::period::DutyLevel;

/// Rungs a ladder may have before the due time.
const AHEAD_MAX: usize = 20;

/// Minutes between overdue rungs at the most, a week: what is overdue longer must not be forgotten.
const PACE_MAX: u32 = 7 * 24 * 60;

const BUILT_IN: &str = include_str!("ladders.toml");

/// How often an overdue matter is raised again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Pace {
    /// Every so many minutes.
    pub every: u32,
    /// Until it is overdue by so many minutes; the last pace goes on.
    pub until: Option<u32>,
}

/// When whom is reminded of a limit of a certain length.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ladder {
    /// Its name.
    pub id: String,
    /// What it serves; duties where nothing is said.
    #[serde(default)]
    pub serves: MatterKind,
    /// The longest limit it serves, in minutes; the last ladder serves every longer one.
    pub limit_up_to: Option<u32>,
    ahead: Vec<u32>,
    ahead_strengthened: Vec<u32>,
    /// With so many minutes left and nobody having answered, the leader is told too.
    pub leader_unanswered: u32,
    /// Overdue by so many minutes, the head is told too.
    pub head_overdue: u32,
    overdue: Vec<Pace>,
}

/// Every ladder, shortest limit first.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ladders {
    ladder: Vec<Ladder>,
}

/// Why a file of ladders is refused.
#[derive(Debug, thiserror::Error)]
pub enum BadLadders {
    /// It does not read as ladders.
    #[error("{0}")]
    Unreadable(#[from] toml::de::Error),
    /// It reads, and cannot be.
    #[error("ladder {id}: {reason}")]
    Impossible {
        /// The ladder.
        id: String,
        /// What is wrong.
        reason: &'static str,
    },
}

impl Ladder {
    /// Minutes before the due time at which somebody is reminded.
    pub fn ahead(&self, level: DutyLevel) -> &[u32] {
        match level {
            DutyLevel::Normal => &self.ahead,
            DutyLevel::Strengthened | DutyLevel::Highest => &self.ahead_strengthened,
        }
    }

    /// The last overdue rung of a matter overdue by `elapsed` minutes; 0 before the first.
    pub fn overdue_by(&self, elapsed: u32) -> u32 {
        let mut from = 0;
        for pace in &self.overdue {
            match pace.until {
                Some(until) if elapsed >= until => from = until,
                _ => return from + (elapsed.saturating_sub(from) / pace.every) * pace.every,
            }
        }
        from
    }

    /// The overdue rung after the one of `elapsed`.
    pub fn overdue_after(&self, elapsed: u32) -> u32 {
        let last = self.overdue_by(elapsed);
        let pace = self
            .overdue
            .iter()
            .find(|pace| pace.until.is_none_or(|until| last < until));
        let next = last.saturating_add(pace.map_or(u32::MAX, |pace| pace.every));
        pace.and_then(|pace| pace.until)
            .map_or(next, |until| next.min(until))
    }

    fn fault(&self) -> Option<&'static str> {
        let falls = |leads: &[u32]| leads.is_sorted_by(|a, b| a > b) && leads.len() <= AHEAD_MAX;
        let paces = &self.overdue;
        let ends = |pace: &Pace| pace.until.unwrap_or(u32::MAX);
        if !falls(&self.ahead) || !falls(&self.ahead_strengthened) {
            Some("lead times must fall, and there may be at most 20")
        } else if paces.last().is_none_or(|last| last.until.is_some()) {
            Some("the last overdue pace must go on without an end")
        } else if paces.iter().any(|pace| pace.every == 0) {
            Some("an overdue pace must be at least a minute")
        } else if paces.iter().any(|pace| pace.every > PACE_MAX) {
            Some("an overdue pace must be at most a week (10080 minutes)")
        } else if !paces.is_sorted_by(|a, b| ends(a) < ends(b)) {
            Some("overdue paces must follow each other")
        } else {
            None
        }
    }
}

impl Ladders {
    /// The ladders that come with the program.
    pub fn built_in() -> Self {
        // A test reads the built-in data; should it ever fail to read, reminders still come, only
        // with no lead times.
        Self::read(BUILT_IN).unwrap_or(Self { ladder: Vec::new() })
    }

    /// Reads ladders; refuses what cannot be.
    pub fn read(text: &str) -> Result<Self, BadLadders> {
        let ladders: Self = toml::from_str(text)?;
        let impossible = |ladder: &Ladder, reason| BadLadders::Impossible {
            id: ladder.id.clone(),
            reason,
        };
        for ladder in &ladders.ladder {
            if let Some(reason) = ladder.fault() {
                return Err(impossible(ladder, reason));
            }
        }
        if ladders.serving(MatterKind::Duty).next().is_none() {
            let reason = "there must be at least one for duties";
            return Err(BadLadders::Impossible {
                id: String::new(),
                reason,
            });
        }
        for kind in [MatterKind::Duty, MatterKind::Step, MatterKind::DailyStep] {
            match ladders.serving(kind).last() {
                Some(last) if last.limit_up_to.is_some() => {
                    return Err(impossible(last, "the last ladder must serve every limit"));
                }
                Some(_) | None => {}
            }
        }
        Ok(ladders)
    }

    fn serving(&self, kind: MatterKind) -> impl Iterator<Item = &Ladder> {
        self.ladder
            .iter()
            .filter(move |ladder| ladder.serves == kind)
    }

    /// The ladder of a matter; one of duties where none is made for its kind.
    pub fn of(&self, matter: &Matter) -> &Ladder {
        static BARE: Ladder = Ladder {
            id: String::new(),
            serves: MatterKind::Duty,
            limit_up_to: None,
            ahead: Vec::new(),
            ahead_strengthened: Vec::new(),
            leader_unanswered: 0,
            head_overdue: 0,
            overdue: Vec::new(),
        };
        let limit = (matter.due - matter.starts).num_minutes();
        let serves = |ladder: &&Ladder| {
            ladder
                .limit_up_to
                .is_none_or(|longest| limit <= i64::from(longest))
        };
        let own = self.serving(matter.kind).find(serves);
        own.or_else(|| self.serving(MatterKind::Duty).find(serves))
            .unwrap_or(&BARE)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_built_in_ladders_can_be_read() {
        assert_eq!(Ladders::read(BUILT_IN).unwrap().ladder.len(), 5);
    }

    #[test]
    fn overdue_is_every_five_minutes_at_first_and_thins_out() {
        let ladders = Ladders::built_in();
        let ladder = &ladders.ladder[0];
        let cases = [
            (0, 0),
            (4, 0),
            (5, 5),
            (119, 115),
            (120, 120),
            (149, 120),
            (150, 150),
        ];
        for (elapsed, last) in cases {
            assert_eq!(ladder.overdue_by(elapsed), last, "{elapsed}");
        }
        assert_eq!(ladder.overdue_by(1440 + 250), 1440 + 240);
        assert_eq!(ladder.overdue_after(0), 5);
        assert_eq!(ladder.overdue_after(119), 120);
        assert_eq!(ladder.overdue_after(130), 150);
        assert_eq!(ladder.overdue_after(1440), 1680);
    }

    #[test]
    fn ladders_that_cannot_be_are_refused_with_the_reason() {
        let ladder = |ahead: &str, overdue: &str| {
            format!(
                "[[ladder]]\nid = \"x\"\nahead = {ahead}\nahead_strengthened = []\n\
                 leader_unanswered = 1\nhead_overdue = 1\noverdue = {overdue}\n"
            )
        };
        let cases = [
            (ladder("[5, 10]", "[{ every = 5 }]"), "lead times must fall"),
            (ladder("[]", "[]"), "must go on"),
            (ladder("[]", "[{ every = 5, until = 9 }]"), "must go on"),
            (ladder("[]", "[{ every = 0 }]"), "at least a minute"),
            (ladder("[]", "[{ every = 10081 }]"), "at most a week"),
            (String::from("ladder = []"), "at least one"),
            (
                ladder("[]", "[{ every = 5 }]") + "serves = \"step\"\n",
                "at least one for duties",
            ),
            (
                ladder("[]", "[{ every = 5 }]") + "limit_up_to = 9\n",
                "every limit",
            ),
            (
                ladder("[]", "[{ every = 5 }]") + "volume = 11\n",
                "unknown field",
            ),
        ];
        for (text, reason) in cases {
            let refused = Ladders::read(&text).unwrap_err().to_string();
            assert!(refused.contains(reason), "{refused}");
        }
    }
}
