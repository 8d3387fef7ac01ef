//! An oracle that knows nothing of packs, frozen rules or folds: for every rule and recipient it
//! reads the whole diary again and works out, sentence by sentence from the text, what is asked.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use watchkeeper::domain::grade::{Answer, Grade, Sensitive, Track};
use watchkeeper::domain::report::{Channel, ReportKind};
use watchkeeper::rulebook::{Standing, WorkTime, incident_deadlines};

use crate::history::{History, Line, Sent, beginning, wishes};
use crate::story::{
    BUREAU, COMMITTEE, DUTY_OFFICE, EMERGENCY_OFFICE, GOVERNMENT, NEIGHBOUR, OFFICER, minutes,
};

type At = DateTime<Utc>;

/// One rule for one recipient.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Row {
    rule: String,
    to: String,
    start: At,
    due: At,
    standing: &'static str,
    met: Option<At>,
}

struct Diary<'a> {
    lines: &'a [(At, Line)],
    now: At,
}

/// The incident as the diary's first lines picture it.
struct Picture {
    grade: Grade,
    yes: Vec<Sensitive>,
    answered: Vec<Sensitive>,
    ordinary: bool,
}

impl Picture {
    fn serious(&self) -> bool {
        self.grade == Grade::I || self.grade == Grade::II
    }

    fn mild(&self) -> bool {
        self.grade == Grade::III || self.grade == Grade::IV
    }

    fn unclear(&self) -> bool {
        self.grade == Grade::Unclear
    }

    fn any_of_the_six(&self) -> bool {
        self.yes.iter().any(|c| *c != Sensitive::MainStem)
    }
}

/// Whether the text of a rule speaks of an incident as pictured.
fn speaks_of(rule: &str, picture: &Picture) -> bool {
    let decree = picture.ordinary;
    match rule {
        // 重大及以上和敏感事件; sensitive is any of the seven.
        "wp2021-phone" | "wp2021-written" => picture.serious() || !picture.yes.is_empty(),
        // Art. 3¶3, and Art. 4 where the grade cannot be told.
        "ling17-2h" => {
            decree && (picture.serious() || picture.unclear() && picture.any_of_the_six())
        }
        // Art. 3¶2; unclear without a condition has the mildest class's limit.
        "ling17-4h" => decree && (picture.mild() || picture.unclear() && !picture.any_of_the_six()),
        "ling17-judge" => decree && picture.unclear(),
        "ling17-notice" => decree && picture.yes.contains(&Sensitive::CrossProvince),
        "follow-up" | "final" => decree,
        "ling32-60d" => decree && picture.serious(),
        "ling32-30d" => decree && picture.mild(),
        other => panic!("no such rule: {other}"),
    }
}

/// Rule, recipients, limit and *due soon* in minutes.
const TEXT: [(&str, &[&str], i64, i64); 10] = [
    ("wp2021-phone", &[COMMITTEE, GOVERNMENT, BUREAU], 30, 10),
    ("wp2021-written", &[COMMITTEE, GOVERNMENT, BUREAU], 60, 20),
    (
        "ling17-2h",
        &[GOVERNMENT, BUREAU, DUTY_OFFICE, EMERGENCY_OFFICE],
        120,
        30,
    ),
    ("ling17-4h", &[GOVERNMENT, BUREAU], 240, 60),
    ("ling17-judge", &[OFFICER], 15, 5),
    ("ling17-notice", &[NEIGHBOUR], 60, 20),
    ("follow-up", &[GOVERNMENT, BUREAU], 1_440, 120),
    ("final", &[GOVERNMENT, BUREAU], 15 * 1_440, 3 * 1_440),
    ("ling32-60d", &[GOVERNMENT, BUREAU], 60 * 1_440, 7 * 1_440),
    ("ling32-30d", &[GOVERNMENT, BUREAU], 30 * 1_440, 5 * 1_440),
];

impl Diary<'_> {
    fn expected(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for (rule, recipients, limit, soon) in TEXT {
            let since = match self.asked(rule) {
                Some(From::Change(at)) => Some(at),
                Some(From::OwnClock) => None,
                None => continue,
            };
            for to in recipients {
                for (start, met) in self.answers(rule, to, minutes(limit), since) {
                    let due = start + minutes(limit);
                    let standing = self.standing(due, minutes(soon), &met);
                    let met = match met {
                        Met::At(at) => Some(at),
                        Met::Never | Met::NoLongerAsked => None,
                    };
                    rows.push(Row {
                        rule: rule.to_owned(),
                        to: (*to).to_owned(),
                        start,
                        due,
                        standing,
                        met,
                    });
                }
            }
        }
        rows.sort_unstable();
        rows
    }

    /// The picture after the first `count` lines.
    fn picture(&self, count: usize) -> Picture {
        let mut picture = Picture {
            grade: Grade::Unclear,
            yes: Vec::new(),
            answered: Vec::new(),
            ordinary: false,
        };
        let answered = |condition: Sensitive, answer: Answer, picture: &mut Picture| {
            picture.yes.retain(|known| *known != condition);
            picture.answered.retain(|known| *known != condition);
            picture.answered.push(condition);
            if answer == Answer::Yes {
                picture.yes.push(condition);
            }
        };
        for (_, line) in &self.lines[..count] {
            match line {
                Line::Logged {
                    grade,
                    answers,
                    track,
                    ..
                } => {
                    picture.grade = *grade;
                    picture.ordinary = *track == Track::Ordinary;
                    for (condition, answer) in answers {
                        answered(*condition, *answer, &mut picture);
                    }
                }
                Line::Graded { grade, .. } => picture.grade = *grade,
                Line::Answered(condition, answer) => answered(*condition, *answer, &mut picture),
                Line::Moved(track) => picture.ordinary = *track == Track::Ordinary,
                _ => {}
            }
        }
        picture
    }

    /// Whether a rule ever came to ask, and the change that made it, if it was one: another grade
    /// than was judged before, or another answer than was given before.
    fn asked(&self, rule: &str) -> Option<From> {
        for count in 1..=self.lines.len() {
            if !speaks_of(rule, &self.picture(count)) {
                continue;
            }
            let before = self.picture(count - 1);
            let (written, line) = &self.lines[count - 1];
            return Some(match line {
                Line::Graded { at, .. } if self.was_graded(count - 1) => From::Change(*at),
                Line::Answered(condition, _) if before.answered.contains(condition) => {
                    From::Change(*written)
                }
                _ => From::OwnClock,
            });
        }
        None
    }

    /// Whether a grade was ever set in the first `count` lines; taking it back to unclear does not
    /// make the next one the first.
    fn was_graded(&self, count: usize) -> bool {
        (1..=count).any(|count| !self.picture(count).unclear())
    }

    fn learned(&self) -> At {
        let said = self.lines.iter().rev().find_map(|(_, line)| match line {
            Line::Logged { learned, .. } | Line::Learned(learned) => Some(*learned),
            _ => None,
        });
        said.unwrap()
    }

    fn stood_down(&self) -> Option<At> {
        self.lines.iter().find_map(|(_, line)| match line {
            Line::StoodDown(at) => Some(*at),
            _ => None,
        })
    }

    fn is_over(&self) -> bool {
        let over = |line: &Line| matches!(line, Line::Closed | Line::Dismissed);
        self.lines.iter().any(|(_, line)| over(line))
    }

    fn is_waived(&self, rule: &str, to: &str) -> bool {
        self.lines.iter().any(|(_, line)| {
            matches!(line, Line::Waived(r, whom) if *r == rule && whom.is_none_or(|w| w == to))
        })
    }

    /// What a recipient was told, as the file says now, in the order it was sent.
    fn told(&self, to: &str) -> Vec<Sent> {
        let mut told: Vec<Sent> = Vec::new();
        for (_, line) in self.lines {
            match line {
                Line::Sent(sent) => told.push(sent.clone()),
                Line::Corrected(sent) => {
                    let place = told.iter().position(|known| known.no == sent.no);
                    told[place.unwrap()] = sent.clone();
                }
                Line::Withdrawn(no) => told.retain(|known| known.no != *no),
                _ => {}
            }
        }
        told.retain(|sent| sent.to.contains(&to));
        told.sort_by_key(|sent| (sent.at, sent.no));
        told
    }

    /// When the limit began, and what came of it. Only follow-ups are asked more than once.
    fn answers(&self, rule: &str, to: &str, limit: TimeDelta, since: Option<At>) -> Vec<(At, Met)> {
        if rule == "follow-up" {
            return self.follow_ups(to, limit, since);
        }
        let clock = match rule {
            "final" | "ling32-60d" | "ling32-30d" => self.stood_down(),
            _ => Some(self.learned()),
        };
        let Some(clock) = clock else {
            return Vec::new();
        };
        let start = since.map_or(clock, |since| std::cmp::max(since, clock));
        let answered = match rule {
            "ling17-judge" => self.judged(since),
            _ => self
                .told(to)
                .iter()
                .filter(|sent| is_answer(rule, sent))
                .map(|sent| sent.at)
                .find(|at| since.is_none_or(|since| *at >= since)),
        };
        vec![(start, self.settled(rule, to, answered))]
    }

    fn settled(&self, rule: &str, to: &str, answered: Option<At>) -> Met {
        match answered {
            Some(at) => Met::At(at),
            None if self.is_over() || self.is_waived(rule, to) => Met::NoLongerAsked,
            None => Met::Never,
        }
    }

    /// When somebody first had judged it: a grade, a yes, or all seven answered.
    fn judged(&self, since: Option<At>) -> Option<At> {
        (1..=self.lines.len()).find_map(|count| {
            let (written, line) = &self.lines[count - 1];
            let at = match line {
                Line::Graded { at, .. } => *at,
                Line::Logged { .. } | Line::Answered(..) | Line::Learned(_) | Line::Moved(_) => {
                    *written
                }
                _ => return None,
            };
            let picture = self.picture(count);
            let judged =
                !picture.unclear() || !picture.yes.is_empty() || picture.answered.len() == 7;
            (judged && since.is_none_or(|since| at >= since)).then_some(at)
        })
    }

    /// Reports cut into stretches, each ended by a written follow-up or final report.
    fn follow_ups(&self, to: &str, limit: TimeDelta, since: Option<At>) -> Vec<(At, Met)> {
        let mut told = self.told(to);
        told.retain(|sent| sent.kind != ReportKind::Investigation);
        let answers = |sent: &Sent| {
            matches!(sent.kind, ReportKind::FollowUp | ReportKind::Final)
                && sent.channel != Channel::Phone
                && since.is_none_or(|since| sent.at >= since)
        };
        // Where the clock stands after these reports, none of which answers but perhaps the first.
        let clock = |stretch: &[Sent]| {
            let mut clock: Option<At> = None;
            for sent in stretch {
                let by_the_end = self.stood_down().is_none_or(|end| sent.at <= end);
                if sent.kind == ReportKind::Final || !by_the_end {
                    continue;
                }
                let from = since.map_or(sent.at, |since| std::cmp::max(since, sent.at));
                let completes = |c: At| sent.kind == ReportKind::Initial && sent.at <= c + limit;
                if clock.is_none_or(completes) {
                    clock = Some(from);
                }
            }
            clock
        };
        let mut found = Vec::new();
        let mut from = 0;
        for (place, sent) in told.iter().enumerate() {
            if !answers(sent) {
                continue;
            }
            if let Some(start) = clock(&told[from..place]) {
                let end_came_first = self
                    .stood_down()
                    .is_some_and(|end| end <= start + limit && sent.at > start + limit);
                let met = if end_came_first {
                    Met::NoLongerAsked
                } else {
                    Met::At(sent.at)
                };
                found.push((start, met));
            }
            from = place;
        }
        if let Some(start) = clock(&told[from..]) {
            let ended = self.stood_down().is_some_and(|end| end <= start + limit);
            let met = if ended {
                Met::NoLongerAsked
            } else {
                self.settled("follow-up", to, None)
            };
            found.push((start, met));
        }
        found
    }

    fn standing(&self, due: At, soon: TimeDelta, met: &Met) -> &'static str {
        match met {
            Met::At(at) if *at <= due => "met",
            Met::At(_) => "met_late",
            Met::NoLongerAsked => "void",
            Met::Never if self.now > due => "overdue",
            Met::Never if self.now >= due - soon => "due_soon",
            Met::Never => "running",
        }
    }
}

/// From when a rule counts.
enum From {
    OwnClock,
    Change(At),
}

enum Met {
    At(At),
    Never,
    NoLongerAsked,
}

/// Whether a report is what a rule asks for.
fn is_answer(rule: &str, sent: &Sent) -> bool {
    let written = sent.channel != Channel::Phone;
    let of_the_incident = sent.kind != ReportKind::Investigation;
    match rule {
        "wp2021-phone" => of_the_incident && !written,
        "wp2021-written" | "ling17-2h" | "ling17-4h" => of_the_incident && written,
        "ling17-notice" => true,
        "final" => sent.kind == ReportKind::Final && written,
        "ling32-60d" | "ling32-30d" => sent.kind == ReportKind::Investigation && written,
        other => panic!("nothing is sent for {other}"),
    }
}

fn derived(history: &History) -> Vec<Row> {
    let incident = history.story.incident(&history.id);
    let mut rows: Vec<Row> = incident_deadlines(
        incident,
        &WorkTime::of(&history.story.state),
        history.story.now,
    )
    .into_iter()
    .map(|deadline| Row {
        rule: deadline.rule.id.to_string(),
        to: deadline.recipient.to_string(),
        start: deadline.starts_at,
        due: deadline.due_at,
        standing: deadline.standing.name(),
        met: deadline.met_at,
    })
    .collect();
    rows.sort_unstable();
    rows
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 10_000,
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn the_oracle_agrees_on_every_history(new in beginning(), wishes in wishes()) {
        let mut history = History::begins(new);
        for wish in &wishes {
            history.wish(wish);
        }
        let diary = Diary { lines: &history.diary, now: history.story.now };
        prop_assert_eq!(derived(&history), diary.expected());
    }
}

/// An oracle that only ever sees quiet incidents proves nothing.
#[test]
fn the_histories_reach_every_standing_of_every_rule() {
    let mut runner = TestRunner::deterministic();
    let strategy = (beginning(), wishes());
    let mut seen = BTreeSet::new();
    for _ in 0..3_000 {
        let (new, wishes) = strategy.new_tree(&mut runner).unwrap().current();
        let mut history = History::begins(new);
        for wish in &wishes {
            history.wish(wish);
        }
        let rows = derived(&history).into_iter();
        seen.extend(rows.map(|row| (row.rule, row.standing)));
    }
    for (rule, ..) in TEXT {
        for standing in Standing::ALL {
            let wanted = (rule.to_owned(), standing.name());
            assert!(seen.contains(&wanted), "never seen: {wanted:?}");
        }
    }
}
