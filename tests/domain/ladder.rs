//! A thousand random nights: incidents learned, graded, reported, closed; a desk that is killed and
//! restarted, a machine that sleeps, a clock set forward and back. Against an oracle that only
//! knows the work point's words (15, 10, 5 and 2 minutes before, at due, every five minutes after):
//! nothing missed, nothing twice.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use watchkeeper::domain::event::{DeskMode, NewIncident};
use watchkeeper::domain::grade::Grade;
use watchkeeper::domain::period::DutyLevel;
use watchkeeper::domain::reminder::{Raised, Rung};
use watchkeeper::domain::report::{Channel, ReportKind};
use watchkeeper::domain::rule::RuleSet;
use watchkeeper::domain::{Command, Event, State, SubjectId};
use watchkeeper::rulebook::ladder::{Ladders, plan};

use crate::decide::{new_incident, report, rules, sent};
use crate::story::{Story, noon};

/// A small generator of its own, so that every failure names a seed that fails again.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: i64) -> i64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        i64::try_from(self.0 >> 33).unwrap() % sides
    }
}

/// One thirty-minute phone duty as the oracle sees it.
struct Watched {
    learned: DateTime<Utc>,
    logged: DateTime<Utc>,
    met: Option<DateTime<Utc>>,
}

/// When the rungs of a thirty-minute duty are wanted, by the work point's words. What had passed when
/// it was entered is told once, as it stands: that the half hour runs, or that it is over; nobody is
/// told after the fact that a quarter of an hour was left.
fn wanted(watched: &Watched) -> Vec<(Rung, DateTime<Utc>)> {
    let due = watched.learned + TimeDelta::minutes(30);
    let mut rungs = Vec::new();
    if watched.logged <= due {
        rungs.extend([(Rung::Start, watched.learned), (Rung::Due, due)]);
    } else if watched.logged < due + TimeDelta::minutes(5) {
        rungs.push((Rung::Due, due));
    }
    for minutes in [15, 10, 5, 2] {
        let ahead = due - TimeDelta::minutes(i64::from(minutes));
        if ahead >= watched.logged {
            rungs.push((Rung::Ahead { minutes }, ahead));
        }
    }
    rungs
}

struct Night {
    story: Story,
    dice: Dice,
    ladders: Ladders,
    watched: BTreeMap<SubjectId, Watched>,
    raised: Vec<(SubjectId, Raised, DateTime<Utc>)>,
    looked: Vec<DateTime<Utc>>,
    /// How many looks there had been when a duty became known, and when it was met.
    marks: BTreeMap<SubjectId, (usize, Option<usize>)>,
}

impl Night {
    fn new(seed: u64) -> Self {
        let mut only_phone = rules();
        only_phone
            .rules
            .retain(|rule| rule.id.as_str() == "serious");
        let rules = RuleSet {
            rules: only_phone.rules,
            ..only_phone
        };
        Self {
            story: Story::new(DeskMode::Real, rules),
            dice: Dice(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1),
            ladders: Ladders::built_in(),
            watched: BTreeMap::new(),
            raised: Vec::new(),
            looked: Vec::new(),
            marks: BTreeMap::new(),
        }
    }

    /// The reminder clock looks, raises what is due, and says when it will look again.
    fn look(&mut self) -> Option<DateTime<Utc>> {
        let now = self.story.now;
        let found = plan(
            &self.story.state,
            &[],
            &self.ladders,
            DutyLevel::Normal,
            now,
        );
        self.looked.push(now);
        if !found.due.is_empty() {
            for event in self.story.does(Command::RaiseRungs { rungs: found.due }) {
                if let Event::RungRaised { raised } = event {
                    let subject = raised.subject.clone().unwrap();
                    self.raised.push((subject, *raised, now));
                }
            }
        }
        found.next
    }

    fn something_happens(&mut self) {
        match self.dice.roll(10) {
            0..=3 => self.learns(),
            4..=5 => self.reports(),
            6 => self.restarts(),
            7 => self.story.now -= TimeDelta::seconds(self.dice.roll(600)),
            _ => self.story.now += TimeDelta::seconds(self.dice.roll(7_200)),
        }
    }

    fn learns(&mut self) {
        let learned = self.story.now - TimeDelta::minutes(self.dice.roll(40));
        let new = NewIncident {
            learned,
            grade: Grade::II,
            ..new_incident()
        };
        let id = self.story.logs(new);
        let logged = self.story.now;
        self.marks.insert(id.clone(), (self.looked.len(), None));
        self.watched.insert(
            id,
            Watched {
                learned,
                logged,
                met: None,
            },
        );
    }

    fn reports(&mut self) {
        let now = self.story.now;
        let open = self.watched.iter_mut().find(|(_, watched)| {
            watched.met.is_none() && watched.learned <= now && watched.logged <= now
        });
        if let Some((id, watched)) = open {
            watched.met = Some(now);
            let id = id.clone();
            self.marks.get_mut(&id).unwrap().1 = Some(self.looked.len());
            self.story
                .does(report(&id, sent(ReportKind::Initial, Channel::Phone, now)));
        }
    }

    /// What a desk knows after a crash is what was written.
    fn restarts(&mut self) {
        let written = serde_json::to_vec(&self.story.state).unwrap();
        self.story.state = serde_json::from_slice::<State>(&written).unwrap();
    }

    fn passes(&mut self) {
        for _ in 0..12 {
            self.something_happens();
            // The desk looks after every entry and after every jump, and then sleeps until the
            // next rung – or is woken before, or oversleeps.
            if let Some(next) = self.look() {
                match self.dice.roll(3) {
                    0 => self.story.now = next,
                    1 => self.story.now += TimeDelta::seconds(self.dice.roll(300)),
                    _ => {}
                }
                self.look();
            }
        }
    }

    fn check(&self, seed: u64) {
        let mut once = BTreeSet::new();
        for (subject, raised, at) in &self.raised {
            let watched = &self.watched[subject];
            let rung = (raised.matter.clone(), raised.rung);
            assert!(
                once.insert(rung),
                "seed {seed}: {subject} {:?} twice",
                raised.rung
            );
            assert!(
                raised.wanted <= *at,
                "seed {seed}: {subject} {:?} early",
                raised.rung
            );
            assert!(
                *at >= watched.logged,
                "seed {seed}: {subject} before it was known"
            );
        }
        for (subject, watched) in &self.watched {
            for (rung, wanted) in wanted(watched) {
                self.check_rung(seed, subject, watched, rung, wanted);
            }
        }
    }

    /// The first look at or after the wanted time, while the duty was known and open, must have
    /// raised it; a look after it was met must not.
    fn check_rung(
        &self,
        seed: u64,
        subject: &SubjectId,
        watched: &Watched,
        rung: Rung,
        wanted: DateTime<Utc>,
    ) {
        let found = self
            .raised
            .iter()
            .find(|(id, raised, _)| id == subject && raised.rung == rung);
        let known = self.looked_since_known(subject);
        let expected = known.iter().find(|at| **at >= wanted);
        let name = rung.name();
        match (found, expected) {
            (Some((_, _, at)), Some(expected)) => {
                assert_eq!(
                    at, expected,
                    "seed {seed}: {subject} {name} not at the first look"
                );
            }
            (Some(_), None) => panic!("seed {seed}: {subject} {name} raised for nothing"),
            (None, Some(_)) => panic!(
                "seed {seed}: {subject} {name} missed ({watched_at})",
                watched_at = watched.learned
            ),
            (None, None) => {}
        }
    }

    /// The looks between the entry that made the duty known and the one that met it.
    fn looked_since_known(&self, subject: &SubjectId) -> Vec<DateTime<Utc>> {
        let from = self.marks[subject].0;
        let to = self.marks[subject].1.unwrap_or(self.looked.len());
        self.looked[from..to].to_vec()
    }
}

#[test]
fn a_thousand_random_nights_miss_no_rung_and_raise_none_twice() {
    for seed in 1..=1_000 {
        let mut night = Night::new(seed);
        night.story.now = noon();
        night.passes();
        night.check(seed);
    }
}
