//! A desk in memory for tests of the pure rooms.

use chrono::{DateTime, Utc};
use watchkeeper::domain::command::OfficerEntry;
use watchkeeper::domain::event::{DeskMode, NewIncident, SimClock};
use watchkeeper::domain::incident::Incident;
use watchkeeper::domain::officer::Role;
use watchkeeper::domain::rule::RuleSet;
use watchkeeper::domain::{
    Asker, By, Command, Digest, Entry, Event, Proven, Rejection, State, SubjectId, SubjectKind,
    apply, decide,
};
use watchkeeper::locale::Lang;

pub fn at(text: &str) -> DateTime<Utc> {
    format!("{text}+08:00").parse().unwrap()
}

/// Who approves, at a console of their own.
pub const LEADER: &str = "周局";

/// 14:30 on the day the tests play.
pub fn noon() -> DateTime<Utc> {
    at("2026-11-24T14:30:00")
}

/// A desk in memory: wishes are decided and their events applied, without any file.
pub struct Story {
    pub state: State,
    pub now: DateTime<Utc>,
}

impl Story {
    pub fn new(mode: DeskMode, rules: RuleSet) -> Self {
        let now = noon();
        let clock = (mode == DeskMode::Simulated).then_some(SimClock {
            shows: now,
            set_at: now,
            rate: 0,
        });
        let event = Event::DeskCreated {
            code: "BN".parse().unwrap(),
            name: "巴南".into(),
            mode,
            zone: chrono_tz::Tz::Asia__Shanghai,
            clock,
        };
        let mut story = Self {
            state: State::genesis(&entry(1, now, event)).unwrap(),
            now,
        };
        story.does(Command::AdoptRules { rules });
        story.does(Command::EnterOfficer {
            officer: OfficerEntry {
                name: LEADER.into(),
                post: String::new(),
                phone: String::new(),
                role: Role::Head,
            },
        });
        story
    }

    /// Asks at the console of the leader.
    pub fn asks(&self, command: &Command) -> Result<Vec<Event>, Rejection> {
        let leader = self.state.officer_named(LEADER);
        let proven = Proven {
            console: leader.map(|leader| leader.id),
            pin: None,
        };
        self.asks_with(proven, command)
    }

    /// Asks where that much is proved of who asks.
    pub fn asks_with(&self, proven: Proven, command: &Command) -> Result<Vec<Event>, Rejection> {
        let by = By {
            login: "duty".into(),
            officer: None,
        };
        let asker = Asker { by: &by, proven };
        decide(&self.state, self.now, asker, command)
    }

    #[expect(
        clippy::needless_pass_by_value,
        reason = "wishes are written where they are made"
    )]
    pub fn does(&mut self, command: Command) -> Vec<Event> {
        let events = self
            .asks(&command)
            .unwrap_or_else(|no| panic!("{command:?}: {no:?}"));
        for event in &events {
            let next = entry(self.state.seq + 1, self.now, event.clone());
            apply(&mut self.state, &next);
        }
        events
    }

    /// The refusal; its sentence and hint must exist in both languages.
    pub fn refused(&self, command: &Command) -> Rejection {
        let before = self.state.clone();
        let no = self.asks(command).expect_err("this should be refused");
        assert_eq!(before, self.state);
        let key = format!("reject-{}", no.key());
        for lang in Lang::ALL {
            for key in [key.clone(), format!("{key}.hint")] {
                let sentence = lang.tell(&key, &no.args(), self.state.desk.zone);
                assert!(!sentence.contains(['[', '{']), "{sentence}");
            }
        }
        no
    }

    pub fn logs(&mut self, new: NewIncident) -> SubjectId {
        let id = self.state.next_number(SubjectKind::Incident, self.now);
        self.does(Command::LogIncident { new: Box::new(new) });
        id
    }

    pub fn incident(&self, id: &SubjectId) -> &Incident {
        &self.state.incidents[id]
    }

    pub fn demanded(&self, id: &SubjectId) -> Vec<(String, Option<DateTime<Utc>>)> {
        let demands = self.incident(id).demands.iter();
        demands
            .map(|demand| (demand.rule.id.to_string(), demand.since))
            .collect()
    }
}

pub fn entry(seq: u64, at: DateTime<Utc>, event: Event) -> Entry {
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
