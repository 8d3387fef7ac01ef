//! Random histories of one incident: wishes, decided and applied like any other, and a diary of
//! those that were granted, in plain words, for the oracle.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::collection::{btree_map, vec};
use proptest::prelude::*;
use proptest::sample::select;
use watchkeeper::domain::event::{Amendment, NewIncident};
use watchkeeper::domain::grade::{Answer, Grade, Sensitive, Track};
use watchkeeper::domain::incident::ThreeAnswers;
use watchkeeper::domain::report::{Channel, ReportKind};
use watchkeeper::domain::times::TimeKind;
use watchkeeper::domain::{Command, SubjectId};

use crate::story::{
    BUREAU, CITY, COMMITTEE, DUTY_OFFICE, EMERGENCY_OFFICE, GOVERNMENT, MINISTRY, NEIGHBOUR,
    STATE_COUNCIL, Story, approval, minutes, noon, report, told_at,
};

pub const RECIPIENTS: [&str; 9] = [
    COMMITTEE,
    GOVERNMENT,
    BUREAU,
    DUTY_OFFICE,
    EMERGENCY_OFFICE,
    NEIGHBOUR,
    CITY,
    MINISTRY,
    STATE_COUNCIL,
];

const RULES: [&str; 11] = [
    "wp2021-phone",
    "wp2021-written",
    "ling17-2h",
    "ling17-4h",
    "ling17-judge",
    "ling17-notice",
    "follow-up",
    "final",
    "ling32-60d",
    "ling32-30d",
    "ling32-30d-iv",
];

/// What may be wished for. Times are minutes back from the moment of the wish.
#[derive(Debug, Clone)]
pub enum Wish {
    Wait(TimeDelta),
    /// A grade, when it was judged, and since when it was known where somebody says so.
    Grade(Grade, i64, Option<i64>),
    Answer(Sensitive, Answer, Option<i64>),
    Learned(i64),
    Move(Track),
    Send(Sending),
    Correct(u32, Sending),
    Withdraw(u32),
    Waive(&'static str, Option<&'static str>),
    StandDown(i64),
    TieUp,
    Dismiss,
}

#[derive(Debug, Clone)]
pub struct Sending {
    pub kind: ReportKind,
    pub channel: Channel,
    pub to: Vec<&'static str>,
    pub ago: i64,
}

/// A line of the diary: when it was written, and what happened.
#[derive(Debug, Clone)]
pub enum Line {
    Logged {
        learned: DateTime<Utc>,
        grade: Grade,
        answers: BTreeMap<Sensitive, Answer>,
        track: Track,
    },
    Graded {
        grade: Grade,
        at: DateTime<Utc>,
        known: Option<DateTime<Utc>>,
    },
    Answered(Sensitive, Answer, Option<DateTime<Utc>>),
    Learned(DateTime<Utc>),
    Moved(Track),
    Sent(Sent),
    Corrected(Sent),
    Withdrawn(u32),
    Waived(&'static str, Option<&'static str>),
    StoodDown(DateTime<Utc>),
    Closed,
    Dismissed,
}

#[derive(Debug, Clone)]
pub struct Sent {
    pub no: u32,
    pub kind: ReportKind,
    pub channel: Channel,
    pub to: Vec<&'static str>,
    pub at: DateTime<Utc>,
}

pub struct History {
    pub story: Story,
    pub id: SubjectId,
    pub diary: Vec<(DateTime<Utc>, Line)>,
}

impl History {
    pub fn begins(new: NewIncident) -> Self {
        let mut story = Story::at(noon());
        let logged = Line::Logged {
            learned: new.learned,
            grade: new.grade,
            answers: new.sensitive.clone(),
            track: new.track,
        };
        let id = story.logs(new);
        let diary = vec![(story.now, logged)];
        Self { story, id, diary }
    }

    /// Carries a wish out, if it is granted.
    pub fn wish(&mut self, wish: &Wish) {
        let now = self.story.now;
        let incident = self.id.clone();
        let approval = Some(approval());
        match wish {
            Wish::Wait(time) => self.story.now += *time,
            Wish::Grade(grade, ago, known) => {
                let at = now - minutes(*ago);
                let known = known.map(|ago| now - minutes(ago));
                let command = Command::GradeIncident {
                    known_since: known,
                    incident,
                    grade: *grade,
                    at: Some(at),
                    ground: "现场核查".into(),
                    approval,
                };
                let grade = *grade;
                self.tries(&command, Line::Graded { grade, at, known });
            }
            Wish::Answer(condition, answer, known) => {
                let known = known.map(|ago| now - minutes(ago));
                let amendment = Amendment {
                    known_since: known,
                    ground: "现场核查".into(),
                    sensitive: BTreeMap::from([(*condition, *answer)]),
                    ..Amendment::default()
                };
                self.amends(amendment, Line::Answered(*condition, *answer, known));
            }
            Wish::Learned(ago) => {
                let at = noon() - minutes(*ago);
                let amendment = Amendment {
                    times: vec![(TimeKind::Learned, at, "更正".into())],
                    ..Amendment::default()
                };
                self.amends(amendment, Line::Learned(at));
            }
            Wish::Move(track) => {
                let amendment = Amendment {
                    track: Some(*track),
                    ..Amendment::default()
                };
                self.amends(amendment, Line::Moved(*track));
            }
            Wish::Send(sending) => self.sends(sending),
            Wish::Correct(no, sending) => {
                let at = now - minutes(sending.ago);
                let sent = report(sending.kind, sending.channel, &sending.to, at);
                let command = Command::CorrectReport {
                    incident,
                    no: *no,
                    sent: Some(Box::new(sent)),
                    reason: "更正".into(),
                    approval,
                };
                self.tries(&command, Line::Corrected(sending.sent(*no, now)));
            }
            Wish::Withdraw(no) => {
                let command = Command::CorrectReport {
                    incident,
                    no: *no,
                    sent: None,
                    reason: "误登".into(),
                    approval,
                };
                self.tries(&command, Line::Withdrawn(*no));
            }
            Wish::Waive(..) | Wish::StandDown(_) | Wish::TieUp | Wish::Dismiss => self.ends(wish),
        }
    }

    fn ends(&mut self, wish: &Wish) {
        let incident = self.id.clone();
        match wish {
            Wish::Waive(rule, recipient) => {
                let demands = &self.story.incident(&self.id).demands;
                let last = demands
                    .iter()
                    .rfind(|demand| demand.rule.id.as_str() == *rule);
                let command = Command::WaiveDeadline {
                    demanded: last
                        .and_then(|last| last.entered)
                        .map(|entered| entered.seq),
                    subject: incident,
                    rule: (*rule).into(),
                    recipient: recipient.map(Into::into),
                    approval: approval(),
                };
                self.tries(&command, Line::Waived(rule, *recipient));
            }
            Wish::StandDown(ago) => {
                let at = self.story.now - minutes(*ago);
                let command = Command::StandDown {
                    approval: Some(approval()),
                    incident,
                    at,
                    ground: String::new(),
                };
                self.tries(&command, Line::StoodDown(at));
            }
            Wish::TieUp => self.ties_up(),
            Wish::Dismiss => {
                let command = Command::DismissIncident {
                    incident,
                    approval: approval(),
                };
                self.tries(&command, Line::Dismissed);
            }
            _ => {}
        }
    }

    /// All that a closing needs.
    fn ties_up(&mut self) {
        for channel in [Channel::Phone, Channel::Network] {
            self.sends(&Sending {
                kind: ReportKind::Initial,
                channel,
                to: RECIPIENTS.to_vec(),
                ago: 0,
            });
        }
        self.ends(&Wish::StandDown(0));
        self.sends(&Sending {
            kind: ReportKind::Final,
            channel: Channel::Network,
            to: RECIPIENTS.to_vec(),
            ago: 0,
        });
        let command = Command::CloseIncident {
            incident: self.id.clone(),
            answers: ThreeAnswers {
                investigated: "阀门老化".into(),
                removed: "已更换".into(),
                accountable: "已约谈".into(),
            },
        };
        self.tries(&command, Line::Closed);
    }

    fn sends(&mut self, sending: &Sending) {
        let at = self.story.now - minutes(sending.ago);
        let sent = report(sending.kind, sending.channel, &sending.to, at);
        let command = Command::FileReport {
            incident: self.id.clone(),
            sent: Box::new(sent),
        };
        let reports = &self.story.incident(&self.id).reports;
        let no = u32::try_from(reports.len()).unwrap() + 1;
        self.tries(&command, Line::Sent(sending.sent(no, self.story.now)));
    }

    fn amends(&mut self, amendment: Amendment, line: Line) {
        let command = Command::AmendIncident {
            incident: self.id.clone(),
            amendment: Box::new(Amendment {
                approval: Some(approval()),
                ..amendment
            }),
        };
        self.tries(&command, line);
    }

    fn tries(&mut self, command: &Command, line: Line) {
        if self.story.try_does(command).is_ok() {
            self.diary.push((self.story.now, line));
        }
    }
}

impl Sending {
    fn sent(&self, no: u32, now: DateTime<Utc>) -> Sent {
        Sent {
            no,
            kind: self.kind,
            channel: self.channel,
            to: self.to.clone(),
            at: now - minutes(self.ago),
        }
    }
}

fn answer() -> impl Strategy<Value = Answer> {
    select(&[Answer::Yes, Answer::No][..])
}

fn condition() -> impl Strategy<Value = Sensitive> {
    select(&Sensitive::ALL[..])
}

fn grade() -> impl Strategy<Value = Grade> {
    select(&Grade::ALL[..])
}

/// Mostly ordinary, since the other tracks are nearly empty.
fn track() -> impl Strategy<Value = Track> {
    prop_oneof![9 => Just(Track::Ordinary), 1 => select(&Track::ALL[..])]
}

/// The limits themselves, so that boundaries are hit, and anything else.
fn wait() -> impl Strategy<Value = TimeDelta> {
    prop_oneof![
        4 => select(&[5, 10, 15, 20, 30, 40, 60, 120, 180, 240, 1_320, 1_440][..]).prop_map(minutes),
        2 => (1_i64..300).prop_map(minutes),
        2 => (1_i64..70).prop_map(|days| minutes(days * 1_440)),
        1 => Just(TimeDelta::milliseconds(1)),
    ]
}

fn ago() -> impl Strategy<Value = i64> {
    prop_oneof![4 => Just(0_i64), 1 => 1_i64..200]
}

/// Mostly nobody says since when.
fn known() -> impl Strategy<Value = Option<i64>> {
    prop_oneof![3 => Just(None), 1 => (0_i64..200).prop_map(Some)]
}

fn sending() -> impl Strategy<Value = Sending> {
    let to = proptest::sample::subsequence(&RECIPIENTS[..], 1..=RECIPIENTS.len());
    let kind = prop_oneof![
        3 => Just(ReportKind::Initial),
        3 => Just(ReportKind::FollowUp),
        1 => Just(ReportKind::Final),
        1 => Just(ReportKind::Investigation),
    ];
    (kind, select(&Channel::ALL[..3]), to, ago()).prop_map(|(kind, channel, to, ago)| Sending {
        kind,
        channel,
        to,
        ago,
    })
}

fn wish() -> impl Strategy<Value = Wish> {
    let recipient = prop_oneof![Just(None), select(&RECIPIENTS[..]).prop_map(Some)];
    prop_oneof![
        8 => wait().prop_map(Wish::Wait),
        3 => (grade(), ago(), known()).prop_map(|(grade, ago, known)| Wish::Grade(grade, ago, known)),
        3 => (condition(), answer(), known()).prop_map(|(c, a, known)| Wish::Answer(c, a, known)),
        1 => (-200_i64..200).prop_map(Wish::Learned),
        1 => track().prop_map(Wish::Move),
        7 => sending().prop_map(Wish::Send),
        1 => (1_u32..6, sending()).prop_map(|(no, sending)| Wish::Correct(no, sending)),
        1 => (1_u32..6).prop_map(Wish::Withdraw),
        1 => (select(&RULES[..]), recipient).prop_map(|(rule, to)| Wish::Waive(rule, to)),
        1 => ago().prop_map(Wish::StandDown),
        1 => Just(Wish::TieUp),
        1 => prop_oneof![9 => Just(Wish::Wait(minutes(1))), 1 => Just(Wish::Dismiss)],
    ]
}

/// How an incident begins.
pub fn beginning() -> impl Strategy<Value = NewIncident> {
    // Now and then nearly all conditions are answered at once, all no.
    let answers = prop_oneof![
        5 => btree_map(condition(), answer(), 0..3),
        1 => btree_map(condition(), Just(Answer::No), 6..=7),
    ];
    let unclear_or_any = prop_oneof![Just(Grade::Unclear), grade()];
    (0_i64..120, unclear_or_any, answers, track()).prop_map(|(ago, grade, sensitive, track)| {
        NewIncident {
            grade,
            sensitive,
            track,
            ..told_at(noon() - minutes(ago))
        }
    })
}

/// What is wished for after that.
pub fn wishes() -> impl Strategy<Value = Vec<Wish>> {
    vec(wish(), 0..28)
}
