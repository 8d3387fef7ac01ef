//! The ladder of a matter: when whom is reminded, from data.
//!
//! Pure: which rungs are due at a time follows from the matter, the ladder and what was raised.
//! Raising one is the desk's; telling somebody is the notify room's.

mod matter;
mod plan;
mod read;

use chrono::{DateTime, TimeDelta, Utc};

pub use matter::{Matter, MatterKind, matters};
pub use plan::{Plan, plan};
pub use read::{BadLadders, Ladder, Ladders, Pace};

use super::Deadline;
use crate::domain::period::DutyLevel;
use crate::domain::reminder::{Audience, Raised, Reminders, Rung, Urgency};
use crate::domain::rule::Duty;

/// Minutes as a span of time.
fn minutes(count: u32) -> TimeDelta {
    TimeDelta::minutes(i64::from(count))
}

impl Matter {
    /// The rungs whose time has come and that were not raised, in the order they were wanted.
    ///
    /// Of several that come at once (a late entry, a desk that was down) only the last is heard;
    /// the others are raised silently, so that each is in the record exactly once. Of the overdue
    /// rungs a desk slept through only the last is raised: the others would say the same. What had
    /// passed before anybody could know is told once, as it stands: nobody is told after the fact
    /// that a quarter of an hour was left.
    pub fn due_rungs(
        &self,
        ladder: &Ladder,
        level: DutyLevel,
        reminders: &Reminders,
        now: DateTime<Utc>,
    ) -> Vec<Raised> {
        let known = self.known.unwrap_or(DateTime::<Utc>::MIN_UTC);
        let answered = reminders.answer(&self.id, now).is_some();
        let quiet = !self.legal && reminders.quiet_at(now).is_some();
        let mut due: Vec<Raised> = self
            .rungs(ladder, level, now)
            .into_iter()
            .filter(|(rung, wanted)| *wanted <= now && !reminders.was_raised(&self.id, *rung))
            .filter(|(rung, wanted)| {
                *wanted >= known || self.is_news(*rung, known, (ladder, reminders))
            })
            .map(|(rung, wanted)| Raised {
                matter: self.id.clone(),
                rung,
                subject: self.subject.clone(),
                wanted: wanted.max(known),
                due: self.due,
                urgency: urgency(rung, self.left_at(wanted), ladder),
                audience: audience(rung, ladder, answered),
                silent: quiet,
            })
            .collect();
        if let Some((_, earlier)) = due.split_last_mut() {
            for raised in earlier {
                raised.silent = true;
            }
        }
        due
    }

    /// Whether a rung that was wanted before the matter was known tells how it stood then: that its
    /// limit runs, or by how much it was overdue.
    fn is_news(
        &self,
        rung: Rung,
        known: DateTime<Utc>,
        (ladder, reminders): (&Ladder, &Reminders),
    ) -> bool {
        if reminders.raised.contains_key(&self.id) {
            return false;
        }
        let by_then = ladder.overdue_by(elapsed_min(self.due, known));
        match rung {
            Rung::Start => self.due >= known,
            Rung::Ahead { .. } => false,
            Rung::Due => self.due < known && by_then == 0,
            Rung::Overdue { minutes } => self.due < known && minutes == by_then,
        }
    }

    /// When the next rung after `now` is wanted.
    pub fn next_rung(
        &self,
        ladder: &Ladder,
        level: DutyLevel,
        now: DateTime<Utc>,
    ) -> DateTime<Utc> {
        let coming = self
            .rungs(ladder, level, now)
            .into_iter()
            .map(|(_, wanted)| wanted);
        coming
            .filter(|wanted| *wanted > now)
            .min()
            .unwrap_or_else(|| {
                let overdue = elapsed_min(self.due, now);
                self.due + minutes(ladder.overdue_after(overdue))
            })
    }

    /// The rungs there are up to now, and those still ahead of the due time, as wanted in order.
    fn rungs(
        &self,
        ladder: &Ladder,
        level: DutyLevel,
        now: DateTime<Utc>,
    ) -> Vec<(Rung, DateTime<Utc>)> {
        let mut rungs = Vec::new();
        if self.leads {
            if self.is_told_at_its_start() {
                rungs.push((Rung::Start, self.starts));
            }
            let leads = ladder.ahead(level).iter().copied();
            let ahead = leads.map(|left| (Rung::Ahead { minutes: left }, self.due - minutes(left)));
            rungs.extend(ahead.filter(|(_, wanted)| *wanted > self.starts));
        }
        rungs.push((Rung::Due, self.due));
        let overdue = ladder.overdue_by(elapsed_min(self.due, now));
        if overdue > 0 {
            rungs.push((
                Rung::Overdue { minutes: overdue },
                self.due + minutes(overdue),
            ));
        }
        rungs.sort_by_key(|(_, wanted)| *wanted);
        rungs
    }

    /// Whether there is something to do from the start. A step only comes near; a warning just taken in or made sure of asks
    /// nothing until it has grown old.
    fn is_told_at_its_start(&self) -> bool {
        let asks = |deadline: &Deadline| deadline.rule.duty != Duty::Confirm;
        self.kind == MatterKind::Duty
            && (self.deadlines.is_empty() || self.deadlines.iter().any(asks))
    }

    fn left_at(&self, when: DateTime<Utc>) -> TimeDelta {
        self.due - when
    }
}

fn elapsed_min(from: DateTime<Utc>, to: DateTime<Utc>) -> u32 {
    u32::try_from((to - from).num_minutes().max(0)).unwrap_or(u32::MAX)
}

fn urgency(rung: Rung, left: TimeDelta, ladder: &Ladder) -> Urgency {
    let pressing = match rung {
        Rung::Start => false,
        Rung::Ahead { .. } => left <= minutes(ladder.leader_unanswered),
        Rung::Due | Rung::Overdue { .. } => true,
    };
    if pressing {
        Urgency::Critical
    } else {
        Urgency::Normal
    }
}

fn audience(rung: Rung, ladder: &Ladder, answered: bool) -> Vec<Audience> {
    let leader = match rung {
        Rung::Start => false,
        Rung::Ahead { minutes } => !answered && minutes <= ladder.leader_unanswered,
        Rung::Due | Rung::Overdue { .. } => true,
    };
    let head = matches!(rung, Rung::Overdue { minutes } if minutes >= ladder.head_overdue);
    let told = [
        (true, Audience::Officer),
        (leader, Audience::Leader),
        (head, Audience::Head),
    ];
    told.into_iter()
        .filter(|(is_told, _)| *is_told)
        .map(|(_, audience)| audience)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::reminder::{Acknowledgement, MatterId, Quiet, RungRecord};

    fn at(text: &str) -> DateTime<Utc> {
        format!("2026-11-24T{text}+08:00").parse().unwrap()
    }

    /// A thirty-minute duty from 14:00.
    fn phone() -> Matter {
        Matter {
            id: MatterId("BN-2026-001/initial/phone".into()),
            kind: MatterKind::Duty,
            subject: None,
            starts: at("14:00:00"),
            due: at("14:30:00"),
            known: None,
            legal: true,
            leads: true,
            deadlines: Vec::new(),
        }
    }

    fn due(matter: &Matter, reminders: &Reminders, now: &str) -> Vec<(String, bool)> {
        let ladders = Ladders::built_in();
        let ladder = ladders.of(matter);
        let rungs = matter.due_rungs(ladder, DutyLevel::Normal, reminders, at(now));
        rungs
            .iter()
            .map(|raised| (raised.rung.name(), raised.silent))
            .collect()
    }

    fn raised(matter: &Matter, reminders: &mut Reminders, now: &str) -> Vec<Raised> {
        let ladders = Ladders::built_in();
        let ladder = ladders.of(matter);
        let rungs = matter.due_rungs(ladder, DutyLevel::Normal, reminders, at(now));
        for raised in &rungs {
            let record = RungRecord {
                raised: raised.clone(),
                at: at(now),
                told: Vec::new(),
            };
            reminders
                .raised
                .entry(matter.id.clone())
                .or_default()
                .push(record);
        }
        rungs
    }

    #[test]
    fn a_half_hour_duty_is_reminded_at_its_start_and_15_10_5_and_2_minutes_before() {
        let matter = phone();
        let mut reminders = Reminders::default();
        let mut heard = Vec::new();
        for second in 0..=3_900 {
            let now = at("14:00:00") + TimeDelta::seconds(second);
            let text = now
                .with_timezone(&chrono_tz::Tz::Asia__Shanghai)
                .format("%T")
                .to_string();
            for raised in raised(&matter, &mut reminders, &text) {
                heard.push(format!("{text} {}", raised.rung.name()));
            }
        }
        let first = [
            "14:00:00 start",
            "14:15:00 ahead-15",
            "14:20:00 ahead-10",
            "14:25:00 ahead-5",
            "14:28:00 ahead-2",
            "14:30:00 due",
            "14:35:00 overdue-5",
            "14:40:00 overdue-10",
        ];
        assert_eq!(heard[..first.len()], first);
        assert_eq!(
            heard.last().map(String::as_str),
            Some("15:05:00 overdue-35")
        );
    }

    #[test]
    fn what_comes_at_once_is_raised_whole_and_only_the_last_is_heard() {
        let matter = phone();
        let late = due(&matter, &Reminders::default(), "14:21:00");
        let expected = [("start", true), ("ahead-15", true), ("ahead-10", false)];
        assert_eq!(
            late,
            expected.map(|(name, silent)| (name.to_owned(), silent))
        );
    }

    #[test]
    fn a_night_slept_through_raises_one_overdue_rung_not_a_hundred() {
        let matter = phone();
        let names: Vec<_> = due(&matter, &Reminders::default(), "22:00:00")
            .into_iter()
            .map(|(n, _)| n)
            .collect();
        assert_eq!(names.last().map(String::as_str), Some("overdue-450"));
        assert_eq!(
            names
                .iter()
                .filter(|name| name.starts_with("overdue"))
                .count(),
            1
        );
    }

    #[test]
    fn the_leader_is_told_when_nobody_answers_and_always_from_the_due_time_the_head_later() {
        let matter = phone();
        let mut reminders = Reminders::default();
        let officer = vec![Audience::Officer];
        let leader = vec![Audience::Officer, Audience::Leader];
        let everyone = vec![Audience::Officer, Audience::Leader, Audience::Head];
        let mut told = |now: &str, answered: bool| {
            reminders.acknowledged.clear();
            if answered {
                let answer = Acknowledgement {
                    person: "小周".into(),
                    at: at(now),
                    until: at(now) + minutes(10),
                };
                reminders.acknowledged.insert(matter.id.clone(), answer);
            }
            raised(&matter, &mut reminders, now).pop().unwrap().audience
        };
        assert_eq!(told("14:20:00", false), officer);
        assert_eq!(told("14:25:00", false), leader);
        assert_eq!(told("14:28:00", true), officer);
        assert_eq!(told("14:30:00", true), leader);
        assert_eq!(told("14:45:00", true), everyone);
    }

    #[test]
    fn quiet_hours_silence_a_setting_and_never_a_legal_deadline() {
        let quiet = Quiet {
            owner: "小周".into(),
            reason: "检修".into(),
            from: at("13:00:00"),
            until: at("16:00:00"),
        };
        let reminders = Reminders {
            quiet: Some(quiet),
            ..Reminders::default()
        };
        let legal = phone();
        assert_eq!(
            due(&legal, &reminders, "14:00:00"),
            [("start".to_owned(), false)]
        );
        let setting = Matter {
            legal: false,
            ..phone()
        };
        assert_eq!(
            due(&setting, &reminders, "14:00:00"),
            [("start".to_owned(), true)]
        );
    }

    #[test]
    fn a_rule_beneath_a_stricter_one_is_heard_only_when_it_is_due_itself() {
        let beneath = Matter {
            leads: false,
            ..phone()
        };
        assert_eq!(due(&beneath, &Reminders::default(), "14:29:00"), []);
        assert_eq!(
            due(&beneath, &Reminders::default(), "14:30:00"),
            [("due".to_owned(), false)]
        );
    }

    #[test]
    fn the_next_rung_is_always_later_than_now_and_none_is_passed_over() {
        let matter = phone();
        let ladders = Ladders::built_in();
        let ladder = ladders.of(&matter);
        let mut now = at("13:59:00");
        for _ in 0..200 {
            let next = matter.next_rung(ladder, DutyLevel::Normal, now);
            assert!(next > now);
            let before = next - TimeDelta::milliseconds(1);
            let names = |when| {
                let rungs = matter.rungs(ladder, DutyLevel::Normal, when).into_iter();
                rungs
                    .filter(|(_, wanted)| *wanted <= when)
                    .map(|(rung, _)| rung)
                    .next_back()
            };
            assert_eq!(
                names(before),
                names(now),
                "nothing between {now} and {next}"
            );
            now = next;
        }
    }
}
