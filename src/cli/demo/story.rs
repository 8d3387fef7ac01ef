//! A night in the duty room, as a list of wishes with their times: a call that is passed on, a
//! spill into a tributary of the Yangtze, reports in time and one that comes late, and a call that
//! nobody judged.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use crate::domain::call::{CallFacts, Personal, Source};
use crate::domain::command::{OfficerEntry, TriageWish};
use crate::domain::event::{Amendment, NewIncident};
use crate::domain::extent::Extent;
use crate::domain::grade::{Answer, Grade, Sensitive, Track};
use crate::domain::impact::Impact;
use crate::domain::incident::{FactKey, Instruction, Milestone};
use crate::domain::officer::Role;
use crate::domain::report::{Channel, ReportKind, ReportSent};
use crate::domain::{Command, DeskCode, RecipientId, SubjectId, SubjectKind};
use crate::locale::Lang;

/// When the night begins: 2026-06-10 22:00 in Chongqing, in the flood season.
pub(super) const BEGINS: DateTime<Utc> = match DateTime::from_timestamp(1_781_100_000, 0) {
    Some(at) => at,
    None => DateTime::<Utc>::MIN_UTC,
};

/// One step.
#[derive(Debug, Clone)]
pub(super) struct Step {
    /// When, by the desk's clock.
    pub(super) at: DateTime<Utc>,
    /// What happens, in a sentence.
    pub(super) what: String,
    /// What is asked of the desk.
    pub(super) commands: Vec<Command>,
}

/// Tells in one language.
#[derive(Clone, Copy)]
struct Teller {
    lang: Lang,
}

/// The whole night.
pub(super) fn story(lang: Lang) -> Vec<Step> {
    let teller = Teller { lang };
    let beginning = teller.beginning();
    let spill = teller.spill();
    let reports = teller.reports();
    let ending = teller.ending();
    [beginning, spill, reports, ending].concat()
}

fn after(minutes: i64) -> DateTime<Utc> {
    BEGINS + TimeDelta::minutes(minutes)
}

fn number(kind: SubjectKind, number: u32) -> Option<SubjectId> {
    let desk: DeskCode = "DEMO".parse().ok()?;
    Some(SubjectId {
        desk,
        kind,
        year: 2026,
        number,
    })
}

impl Teller {
    fn text(self, key: &str) -> String {
        self.lang.text(&format!("demo-{key}"))
    }

    /// A step about nothing yet numbered.
    fn step(self, minutes: i64, key: &str, commands: Vec<Command>) -> Step {
        Step {
            at: after(minutes),
            what: self.text(key),
            commands,
        }
    }

    /// A step about the spill.
    fn incident(self, minutes: i64, key: &str, wish: impl Fn(SubjectId) -> Command) -> Step {
        let commands = number(SubjectKind::Incident, 1).map(wish);
        self.step(minutes, key, commands.into_iter().collect())
    }

    /// A step that judges a call.
    fn triage(self, minutes: i64, key: &str, call: u32, wish: TriageWish) -> Step {
        let call = number(SubjectKind::Call, call);
        let commands = call.map(|call| Command::TriageCall { call, wish });
        self.step(minutes, key, commands.into_iter().collect())
    }

    fn call(self, minutes: i64, key: &str, channel: Source, called_back: bool) -> Step {
        let personal = |field: &str| Personal::Open(self.text(&format!("{key}-{field}")));
        let facts = CallFacts {
            received: after(minutes),
            channel,
            from: personal("from"),
            unit: self.text(&format!("{key}-unit")),
            phone: personal("phone"),
            called_back,
            about: self.text(&format!("{key}-about")),
        };
        let command = Command::TakeCall {
            facts,
            confidential: false,
        };
        self.step(minutes, key, vec![command])
    }

    fn beginning(self) -> Vec<Step> {
        let officer = |key: &str, role| Command::EnterOfficer {
            officer: OfficerEntry {
                name: self.text(key),
                post: String::new(),
                phone: String::new(),
                role,
            },
        };
        let watch = vec![
            officer("officer", Role::Officer),
            officer("deputy", Role::Officer),
            officer("leader", Role::Leader),
            Command::TakeWatch {
                officer: self.text("officer"),
                deputy: Some(self.text("deputy")),
                leader: self.text("leader"),
                note: self.text("watch-note"),
            },
        ];
        let pass_on = TriageWish::PassOn {
            to: self.text("passed-to"),
        };
        vec![
            self.step(0, "watch", watch),
            self.call(14, "first-call", Source::Hotline12345, true),
            self.triage(21, "first-triage", 1, pass_on),
        ]
    }

    fn spill(self) -> Vec<Step> {
        let fact = |key: FactKey, words: &str| (key, self.text(words));
        let yes = |condition| (condition, Answer::Yes);
        let new = NewIncident {
            facts: BTreeMap::from([
                fact(FactKey::Title, "title"),
                fact(FactKey::Place, "place"),
                fact(FactKey::Pollutants, "pollutants"),
            ]),
            source: Source::Enterprise,
            learned: after(40),
            occurred: vec![(after(25), self.text("occurred-by"))],
            grade: Grade::Unclear,
            sensitive: BTreeMap::from([yes(Sensitive::HeavyMetal), yes(Sensitive::MainStem)]),
            impact: Impact::default(),
            track: Track::Ordinary,
            drill: false,
            extent: Extent::default(),
            ground: String::new(),
            approval: None,
        };
        let new = TriageWish::NewIncident { new: Box::new(new) };
        vec![
            self.call(40, "second-call", Source::Enterprise, true),
            self.triage(46, "logged", 2, new),
            self.report(
                58,
                "phone",
                ReportKind::Initial,
                Channel::Phone,
                &COMMITTEE_GOVERNMENT_AND_HEAD,
            ),
            self.milestone(65, "on-scene", Milestone::OnScene),
        ]
    }

    fn reports(self) -> Vec<Step> {
        vec![
            self.report(
                74,
                "late-phone",
                ReportKind::Initial,
                Channel::Phone,
                &BUREAU,
            ),
            self.milestone(80, "monitoring", Milestone::Monitoring),
            self.report(93, "written", ReportKind::Initial, Channel::Network, &LOCAL),
            self.incident(105, "facts", |incident| Command::AmendIncident {
                incident,
                amendment: Box::new(Amendment {
                    facts: BTreeMap::from([
                        (FactKey::Cause, self.text("cause")),
                        (FactKey::Monitoring, self.text("readings")),
                        (FactKey::Measures, self.text("measures")),
                    ]),
                    impact: Some(Impact {
                        deaths: Some(0),
                        injured: Some(0),
                        evacuated: Some(120),
                        ..Impact::default()
                    }),
                    ..Amendment::default()
                }),
            }),
            self.report(
                140,
                "ministry",
                ReportKind::Initial,
                Channel::Fax,
                &MINISTRY,
            ),
        ]
    }

    fn ending(self) -> Vec<Step> {
        vec![
            self.incident(150, "graded", |incident| Command::GradeIncident {
                known_since: None,
                incident,
                grade: Grade::III,
                at: None,
                ground: self.text("ground"),
                approval: None,
            }),
            self.incident(165, "instruction", |incident| Command::NoteInstruction {
                incident,
                instruction: Instruction {
                    leader: self.text("leader"),
                    at: after(165),
                    text: self.text("instruction-words"),
                },
            }),
            self.report(
                230,
                "follow-up",
                ReportKind::FollowUp,
                Channel::Network,
                &GOVERNMENT_AND_BUREAU,
            ),
            self.call(250, "third-call", Source::DutyPhone, false),
            self.step(268, "morning", Vec::new()),
        ]
    }

    fn report(
        self,
        minutes: i64,
        key: &str,
        kind: ReportKind,
        channel: Channel,
        to: &[&str],
    ) -> Step {
        let sent = ReportSent {
            kind,
            channel,
            to: to.iter().map(|to| RecipientId::from(*to)).collect(),
            at: after(minutes),
            receiver: self.text("receiver"),
            acknowledged: true,
            signatory: self.text("leader"),
            text: self.text(&format!("{key}-words")),
        };
        self.incident(minutes, key, |incident| Command::FileReport {
            incident,
            sent: Box::new(sent.clone()),
        })
    }

    fn milestone(self, minutes: i64, key: &str, milestone: Milestone) -> Step {
        self.incident(minutes, key, |incident| Command::ReachMilestone {
            incident,
            milestone,
            at: after(minutes),
            note: String::new(),
        })
    }
}

const COMMITTEE_GOVERNMENT_AND_HEAD: [&str; 3] =
    ["district-committee", "district-government", "bureau-head"];
const BUREAU: [&str; 1] = ["municipal-bureau"];
const LOCAL: [&str; 3] = [
    "district-committee",
    "district-government",
    "municipal-bureau",
];
const MINISTRY: [&str; 2] = ["ministry-duty-office", "ministry-emergency-office"];
const GOVERNMENT_AND_BUREAU: [&str; 2] = ["district-government", "municipal-bureau"];
