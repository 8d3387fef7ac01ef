//! An oracle that knows nothing of packs, frozen rules or folds: for every rule and recipient it
//! reads the whole diary again and works out, sentence by sentence from the text, what is asked.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use watchkeeper::domain::grade::{Answer, Grade, Sensitive, Track};
use watchkeeper::domain::report::{Channel, ReportKind};
use watchkeeper::rulebook::{Standing, WorkTime, incident_deadlines};

use crate::history::{History, Line, Sent, beginning, wishes};
use crate::story::{
    BUREAU, CITY, COMMITTEE, DUTY_OFFICE, EMERGENCY_OFFICE, GOVERNMENT, MINISTRY, NEIGHBOUR,
    OFFICER, STATE_COUNCIL, minutes,
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
        // May reach another province, or the main stem that flows on to the neighbour.
        "ling17-notice" => {
            let crosses = [Sensitive::CrossProvince, Sensitive::MainStem];
            decree && crosses.iter().any(|c| picture.yes.contains(c))
        }
        "follow-up" | "final" => decree,
        "ling32-60d" => decree && picture.serious(),
        "ling32-30d" => decree && picture.grade == Grade::III,
        "ling32-30d-iv" => decree && picture.grade == Grade::IV,
        other => panic!("no such rule: {other}"),
    }
}

/// Rule, recipients, limit and *due soon* in minutes.
const TEXT: [(&str, &[&str], i64, i64); 11] = [
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
    ("ling32-60d", &[STATE_COUNCIL], 60 * 1_440, 7 * 1_440),
    ("ling32-30d", &[CITY, MINISTRY], 30 * 1_440, 5 * 1_440),
    ("ling32-30d-iv", &[CITY, MINISTRY], 30 * 1_440, 5 * 1_440),
];

impl Diary<'_> {
    fn expected(&self) -> Vec<Row> {
        let mut rows = Vec::new();
        for (rule, recipients, limit, soon) in TEXT {
            for demand in self.demanded(rule) {
                for to in recipients {
                    for (start, met) in self.answers(to, minutes(limit), &demand) {
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
                Line::Answered(condition, answer, _) => answered(*condition, *answer, &mut picture),
                Line::Moved(track) => picture.ordinary = *track == Track::Ordinary,
                _ => {}
            }
        }
        picture
    }

    /// Every time a rule came to ask: at the first judgement from its own clock, at a change from the
    /// moment of the change, at anything known only since a moment from that moment. A grade that is
    /// raised is reported anew by every first report.
    fn demanded(&self, rule: &'static str) -> Vec<Demanded> {
        let mut found: Vec<Demanded> = Vec::new();
        for count in 1..=self.lines.len() {
            if !speaks_of(rule, &self.picture(count)) {
                continue;
            }
            let newly = count == 1 || !speaks_of(rule, &self.picture(count - 1));
            let (written, line) = &self.lines[count - 1];
            let answered = self.picture(count - 1).answered;
            let (is_first, moment, known) = match line {
                Line::Logged { .. } | Line::Moved(_) => (true, *written, None),
                Line::Graded { at, known, .. } => (!self.was_graded(count - 1), *at, *known),
                Line::Answered(condition, _, known) => {
                    (!answered.contains(condition), *written, *known)
                }
                _ => continue,
            };
            let is_regrade = matches!(line, Line::Graded { .. }) && !is_first;
            let demand = |since, is_regrade| Demanded {
                rule,
                line: count,
                since,
                is_regrade,
            };
            if is_first && known.is_none() {
                let stands = found.iter().filter(|demand| demand.since.is_none());
                let stands = stands
                    .into_iter()
                    .any(|demand| !(newly && self.is_waived_for_anybody(demand, count)));
                let first = newly || speaks_of(rule, &self.first_picture(count));
                if first && !stands {
                    found.push(demand(None, false));
                }
            } else if newly || is_regrade && self.is_raised(count) && INITIAL.contains(&rule) {
                found.push(demand(Some(known.unwrap_or(moment)), is_regrade));
            }
        }
        found
    }

    /// What the first answers to each question say by themselves, as far as nobody says since when.
    fn first_picture(&self, count: usize) -> Picture {
        let mut first = Picture {
            grade: Grade::Unclear,
            yes: Vec::new(),
            answered: Vec::new(),
            ordinary: self.picture(count).ordinary,
        };
        let mut is_graded = false;
        for (_, line) in &self.lines[..count] {
            let (grade, answers, known) = match line {
                Line::Logged { grade, answers, .. } => (*grade, answers.clone(), None),
                Line::Graded { grade, known, .. } => (*grade, BTreeMap::new(), *known),
                Line::Answered(condition, answer, known) => (
                    Grade::Unclear,
                    BTreeMap::from([(*condition, *answer)]),
                    *known,
                ),
                _ => continue,
            };
            if grade != Grade::Unclear && !is_graded {
                is_graded = true;
                if known.is_none() {
                    first.grade = grade;
                }
            }
            for (condition, answer) in answers {
                if first.answered.contains(&condition) {
                    continue;
                }
                first.answered.push(condition);
                if known.is_none() && answer == Answer::Yes {
                    first.yes.push(condition);
                }
            }
        }
        first
    }

    /// Whether the grade of line `count` is more serious than the last that said anything.
    fn is_raised(&self, count: usize) -> bool {
        let worth = |grade| match grade {
            Grade::I => 4,
            Grade::II => 3,
            Grade::III => 2,
            Grade::IV => 1,
            Grade::Unclear => 0,
        };
        let before = (1..count).rev().map(|count| self.picture(count).grade);
        let last = before.into_iter().find(|grade| *grade != Grade::Unclear);
        worth(self.picture(count).grade) > last.map_or(0, worth)
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

    /// When a leader gave up what was demanded, where one did: the last that was demanded by then.
    fn waived(&self, demand: &Demanded, to: &str) -> Option<At> {
        let lines = self.lines.iter().enumerate().skip(demand.line);
        let mut waivers = lines.filter(|(_, (_, line))| match line {
            Line::Waived(rule, whom) => *rule == demand.rule && whom.is_none_or(|whom| whom == to),
            _ => false,
        });
        let later = |place: usize| {
            let by_then = Diary {
                lines: &self.lines[..place],
                now: self.now,
            };
            by_then.demanded(demand.rule).last().map(|last| last.line) == Some(demand.line)
        };
        waivers
            .find(|(place, _)| later(*place))
            .map(|(_, (written, _))| *written)
    }

    fn is_waived_for_anybody(&self, demand: &Demanded, count: usize) -> bool {
        let by_then = Diary {
            lines: &self.lines[..count - 1],
            now: self.now,
        };
        let everybody = [COMMITTEE, GOVERNMENT, BUREAU, DUTY_OFFICE, EMERGENCY_OFFICE];
        let others = [NEIGHBOUR, OFFICER];
        let mut everybody = everybody.iter().chain(&others);
        everybody.any(|to| by_then.waived(demand, to).is_some())
    }

    /// What a recipient was told, as the file says now, in the order it was sent, each with the line
    /// that first told of it.
    fn told(&self, to: &str) -> Vec<(usize, Sent)> {
        let mut told: Vec<(usize, Sent)> = Vec::new();
        for (place, (_, line)) in self.lines.iter().enumerate() {
            match line {
                Line::Sent(sent) => told.push((place + 1, sent.clone())),
                Line::Corrected(sent) => {
                    let known = told.iter_mut().find(|(_, known)| known.no == sent.no);
                    known.unwrap().1 = sent.clone();
                }
                Line::Withdrawn(no) => told.retain(|(_, known)| known.no != *no),
                _ => {}
            }
        }
        told.retain(|(_, sent)| sent.to.contains(&to));
        told.sort_by_key(|(_, sent)| (sent.at, sent.no));
        told
    }

    /// When the limit began, and what came of it. Only follow-ups are asked more than once.
    fn answers(&self, to: &str, limit: TimeDelta, demand: &Demanded) -> Vec<(At, Met)> {
        let (rule, since) = (demand.rule, demand.since);
        if rule == "follow-up" {
            return self.follow_ups(to, limit, demand);
        }
        let after_the_end = matches!(
            rule,
            "final" | "ling32-60d" | "ling32-30d" | "ling32-30d-iv"
        );
        let clock = if after_the_end {
            self.stood_down()
        } else {
            Some(self.learned())
        };
        let Some(clock) = clock else {
            return Vec::new();
        };
        // The days of 令32 and of the final report run from the end, whenever the grade was set.
        let start = match since {
            Some(since) if !after_the_end => std::cmp::max(since, clock),
            _ => clock,
        };
        let being = if after_the_end {
            clock
        } else {
            self.first_learned()
        };
        let being = since.map_or(being, |since| std::cmp::max(since, being));
        let answered = match rule {
            "ling17-judge" => self.judged(since),
            _ => self
                .told(to)
                .iter()
                .filter(|(_, sent)| is_answer(demand, sent) && sent.at >= being)
                .find(|(line, sent)| since != Some(sent.at) || *line > demand.line)
                .map(|(_, sent)| sent.at),
        };
        vec![(start, self.settled(to, answered, demand))]
    }

    fn settled(&self, to: &str, answered: Option<At>, demand: &Demanded) -> Met {
        let given_up = self.is_over() || self.waived(demand, to).is_some();
        match answered {
            Some(at) => Met::At(at),
            None if given_up || self.is_replaced(demand) => Met::NoLongerAsked,
            None => Met::Never,
        }
    }

    /// One limit of investigation runs: that of the grade that holds, as demanded last.
    fn is_replaced(&self, demand: &Demanded) -> bool {
        let investigations = ["ling32-60d", "ling32-30d", "ling32-30d-iv"];
        if !investigations.contains(&demand.rule) {
            return false;
        }
        let now = self.picture(self.lines.len());
        let holds = investigations
            .iter()
            .filter(|rule| speaks_of(rule, &now))
            .flat_map(|rule| self.demanded(rule));
        let last = holds.max_by_key(|demand| demand.line);
        last.is_some_and(|last| (last.rule, last.line) != (demand.rule, demand.line))
    }

    fn first_learned(&self) -> At {
        let said = self.lines.iter().filter_map(|(_, line)| match line {
            Line::Logged { learned, .. } | Line::Learned(learned) => Some(*learned),
            _ => None,
        });
        said.min().unwrap()
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

    /// Reports cut into stretches, each ended by a written follow-up report.
    fn follow_ups(&self, to: &str, limit: TimeDelta, demand: &Demanded) -> Vec<(At, Met)> {
        let since = demand.since;
        let told = self.told(to).into_iter().map(|(_, sent)| sent);
        let told: Vec<Sent> = told
            .filter(|sent| sent.kind != ReportKind::Investigation)
            .collect();
        let answers = |sent: &Sent| {
            sent.kind == ReportKind::FollowUp
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
            // A waiver is for the stretch that ran then.
            let waived = self.waived(demand, to).is_some_and(|at| start <= at);
            let met = if ended || waived || self.is_over() {
                Met::NoLongerAsked
            } else {
                Met::Never
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

/// One time a rule came to ask.
struct Demanded {
    rule: &'static str,
    /// The number of the line that made it ask.
    line: usize,
    /// From when it counts, where that is not the rule's own clock.
    since: Option<At>,
    /// Whether another grade than before made it ask.
    is_regrade: bool,
}

/// The first reports.
const INITIAL: [&str; 4] = ["wp2021-phone", "wp2021-written", "ling17-2h", "ling17-4h"];

enum Met {
    At(At),
    Never,
    NoLongerAsked,
}

/// Whether a report is what a rule asks for: each kind its own, what another grade demands also a
/// follow-up.
fn is_answer(demand: &Demanded, sent: &Sent) -> bool {
    let written = sent.channel != Channel::Phone;
    let first = match sent.kind {
        ReportKind::Initial => true,
        ReportKind::FollowUp => demand.is_regrade,
        _ => false,
    };
    match demand.rule {
        "wp2021-phone" => first && !written,
        "wp2021-written" | "ling17-2h" | "ling17-4h" => first && written,
        "ling17-notice" => true,
        "final" => sent.kind == ReportKind::Final && written,
        "ling32-60d" | "ling32-30d" | "ling32-30d-iv" => {
            sent.kind == ReportKind::Investigation && written
        }
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
    // The other rules are held to their text one by one, in `more`.
    .filter(|deadline| {
        TEXT.iter()
            .any(|(rule, ..)| deadline.rule.id.as_str() == *rule)
    })
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
