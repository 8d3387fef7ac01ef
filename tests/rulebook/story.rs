//! A desk in memory, with the built-in rules, at a time the test says.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use watchkeeper::domain::call::Source;
use watchkeeper::domain::command::OfficerEntry;
use watchkeeper::domain::event::{Amendment, DeskMode, NewIncident};
use watchkeeper::domain::grade::{Answer, Grade, Sensitive, Track};
use watchkeeper::domain::impact::Impact;
use watchkeeper::domain::incident::{FactKey, Incident};
use watchkeeper::domain::officer::{Approval, Role};
use watchkeeper::domain::report::{Channel, ReportKind, ReportSent};
use watchkeeper::domain::rule::RuleSet;
use watchkeeper::domain::{
    Asker, By, Command, Digest, Entry, Event, Proven, Rejection, State, SubjectId, SubjectKind,
    apply, decide,
};
use watchkeeper::rulebook::{Deadline, Standing, WorkTime, built_in, incident_deadlines};

pub const GOVERNMENT: &str = "district-government";
pub const COMMITTEE: &str = "district-committee";
pub const BUREAU: &str = "municipal-bureau";
pub const DUTY_OFFICE: &str = "ministry-duty-office";
pub const EMERGENCY_OFFICE: &str = "ministry-emergency-office";
pub const NEIGHBOUR: &str = "neighbour-bureau";
pub const OFFICER: &str = "watch-officer";
pub const HEAD: &str = "bureau-head";
pub const CITY: &str = "municipal-government";
pub const MINISTRY: &str = "ministry";
pub const STATE_COUNCIL: &str = "state-council";
pub const PUBLIC: &str = "public";

/// Who approves, at a console of their own.
const LEADER: &str = "周局";

/// A time of the desk's zone: `2021-01-20 17:40`, seconds if need be.
pub fn at(text: &str) -> DateTime<Utc> {
    let seconds = if text.len() == 16 { ":00" } else { "" };
    let text = text.replace(' ', "T");
    format!("{text}{seconds}+08:00").parse().unwrap()
}

pub fn minutes(minutes: i64) -> TimeDelta {
    TimeDelta::minutes(minutes)
}

/// A day without anything special, at noon.
pub fn noon() -> DateTime<Utc> {
    at("2026-11-24 12:00")
}

pub fn approval() -> Approval {
    Approval::of(LEADER, "已核实")
}

/// An incident learned of at `learned`, with nothing else known.
pub fn told_at(learned: DateTime<Utc>) -> NewIncident {
    NewIncident {
        facts: BTreeMap::from([
            (FactKey::Title, "管道泄漏".to_owned()),
            (FactKey::Place, "木洞镇".to_owned()),
        ]),
        source: Source::DutyPhone,
        learned,
        occurred: Vec::new(),
        grade: Grade::Unclear,
        sensitive: BTreeMap::new(),
        impact: Impact::default(),
        track: Track::Ordinary,
        drill: false,
        extent: watchkeeper::domain::extent::Extent::default(),
        ground: String::new(),
        approval: None,
    }
}

/// The same, graded at once.
pub fn graded(learned: DateTime<Utc>, grade: Grade) -> NewIncident {
    NewIncident {
        grade,
        ..told_at(learned)
    }
}

/// A report of the words nobody needs here.
pub fn report(
    kind: ReportKind,
    channel: Channel,
    to: &[&str],
    sent_at: DateTime<Utc>,
) -> ReportSent {
    ReportSent {
        kind,
        channel,
        to: to.iter().map(|id| (*id).into()).collect(),
        at: sent_at,
        receiver: "接报员".into(),
        acknowledged: true,
        signatory: "李队".into(),
        text: "情况如下。".into(),
    }
}

pub struct Story {
    pub state: State,
    pub now: DateTime<Utc>,
    pub entries: Vec<Entry>,
}

impl Story {
    pub fn at(now: DateTime<Utc>) -> Self {
        Self::with(built_in(), now)
    }

    pub fn with(rules: RuleSet, now: DateTime<Utc>) -> Self {
        let event = Event::DeskCreated {
            code: "BN".parse().unwrap(),
            name: "巴南".into(),
            mode: DeskMode::Real,
            zone: chrono_tz::Tz::Asia__Shanghai,
            clock: None,
        };
        let first = entry(1, now, event);
        let mut story = Self {
            state: State::genesis(&first).unwrap(),
            now,
            entries: vec![first],
        };
        story.does(&Command::AdoptRules { rules });
        story.does(&Command::EnterOfficer {
            officer: OfficerEntry {
                name: LEADER.into(),
                post: String::new(),
                phone: String::new(),
                role: Role::Head,
            },
        });
        story
    }

    pub fn try_does(&mut self, command: &Command) -> Result<(), Rejection> {
        let by = By {
            login: "duty".into(),
            officer: None,
        };
        let leader = self.state.officer_named(LEADER);
        let proven = Proven {
            console: leader.map(|leader| leader.id),
            pin: None,
        };
        let asker = Asker { by: &by, proven };
        for event in decide(&self.state, self.now, asker, command)? {
            let next = entry(self.state.seq + 1, self.now, event);
            apply(&mut self.state, &next);
            self.entries.push(next);
        }
        Ok(())
    }

    pub fn does(&mut self, command: &Command) {
        self.try_does(command)
            .unwrap_or_else(|no| panic!("{command:?}: {no:?}"));
    }

    pub fn logs(&mut self, new: NewIncident) -> SubjectId {
        let id = self.state.next_number(SubjectKind::Incident, self.now);
        self.does(&Command::LogIncident { new: Box::new(new) });
        id
    }

    pub fn grades(&mut self, id: &SubjectId, grade: Grade) {
        self.does(&Command::GradeIncident {
            known_since: None,
            incident: id.clone(),
            grade,
            at: None,
            ground: String::new(),
            approval: Some(approval()),
        });
    }

    pub fn answers(&mut self, id: &SubjectId, condition: Sensitive, answer: Answer) {
        self.amends(
            id,
            Amendment {
                sensitive: BTreeMap::from([(condition, answer)]),
                ..Amendment::default()
            },
        );
    }

    pub fn amends(&mut self, id: &SubjectId, amendment: Amendment) {
        let amendment = Amendment {
            approval: Some(approval()),
            ..amendment
        };
        self.does(&Command::AmendIncident {
            incident: id.clone(),
            amendment: Box::new(amendment),
        });
    }

    /// Sends a report now.
    pub fn sends(&mut self, id: &SubjectId, kind: ReportKind, channel: Channel, to: &[&str]) {
        let sent = report(kind, channel, to, self.now);
        self.does(&Command::FileReport {
            incident: id.clone(),
            sent: Box::new(sent),
        });
    }

    pub fn stands_down(&mut self, id: &SubjectId) {
        self.does(&Command::StandDown {
            approval: Some(approval()),
            incident: id.clone(),
            at: self.now,
            ground: "污染已消除".into(),
        });
    }

    pub fn waives(&mut self, id: &SubjectId, rule: &str, recipient: Option<&str>) {
        self.does(&Command::WaiveDeadline {
            demanded: None,
            subject: id.clone(),
            rule: rule.into(),
            recipient: recipient.map(Into::into),
            approval: approval(),
        });
    }

    pub fn incident(&self, id: &SubjectId) -> &Incident {
        &self.state.incidents[id]
    }

    /// Every deadline of an incident, now.
    pub fn deadlines(&self, id: &SubjectId) -> Vec<Deadline> {
        incident_deadlines(self.incident(id), &WorkTime::of(&self.state), self.now)
    }

    /// The one deadline of a rule for a recipient; the latest where there are several.
    pub fn deadline(&self, id: &SubjectId, rule: &str, recipient: &str) -> Deadline {
        let all = self.deadlines(id);
        let found = all
            .into_iter()
            .filter(|deadline| deadline.rule.id.as_str() == rule)
            .filter(|deadline| deadline.recipient.as_str() == recipient)
            .max_by_key(|deadline| deadline.starts_at);
        found.unwrap_or_else(|| panic!("no deadline {rule} for {recipient}"))
    }

    pub fn standing(&self, id: &SubjectId, rule: &str, recipient: &str) -> Standing {
        self.deadline(id, rule, recipient).standing
    }

    /// Whom a rule asks to be told, in its order.
    pub fn told_by(&self, id: &SubjectId, rule: &str) -> Vec<String> {
        let demand = self
            .incident(id)
            .demands
            .iter()
            .find(|demand| demand.rule.id.as_str() == rule);
        let recipients = demand.map(|demand| demand.rule.recipients.clone());
        let recipients = recipients.unwrap_or_default();
        recipients.iter().map(ToString::to_string).collect()
    }

    /// The rules that bind an incident.
    pub fn bound(&self, id: &SubjectId) -> Vec<String> {
        let demands = self.incident(id).demands.iter();
        let mut rules: Vec<_> = demands.map(|demand| demand.rule.id.to_string()).collect();
        rules.sort();
        rules
    }
}

fn entry(seq: u64, at: DateTime<Utc>, event: Event) -> Entry {
    Entry {
        desk: "BN".parse().unwrap(),
        seq,
        at,
        by: By {
            login: "duty".into(),
            officer: None,
        },
        command: None,
        prev: Digest::GENESIS,
        hash: Digest::GENESIS,
        event,
    }
}
