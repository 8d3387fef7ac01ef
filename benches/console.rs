//! How long a console takes from a desk's snapshot to its first frame, when the desk has a hundred
//! thousand incidents behind it.

#![expect(clippy::unwrap_used, reason = "a bench that cannot run says so")]

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use criterion::{Criterion, criterion_group, criterion_main};
use ratatui::buffer::Buffer;
use ratatui::layout::{Rect, Size};
use watchkeeper::console::StartAt;
use watchkeeper::console::keymap::Keymap;
use watchkeeper::console::look::Environment;
use watchkeeper::console::message::Message;
use watchkeeper::console::model::{Model, Start};
use watchkeeper::console::screen;
use watchkeeper::console::theme::Theme;
use watchkeeper::domain::call::Source;
use watchkeeper::domain::command::OfficerEntry;
use watchkeeper::domain::event::{DeskMode, NewIncident};
use watchkeeper::domain::grade::{Grade, Track};
use watchkeeper::domain::impact::Impact;
use watchkeeper::domain::incident::FactKey;
use watchkeeper::domain::officer::{Approval, Role};
use watchkeeper::domain::{
    By, Command, CommandId, Digest, Entry, Event, State, SubjectId, SubjectKind, apply, decide,
};
use watchkeeper::link::wire::{ClockHealth, FromDesk, Health, PROTOCOL, ReminderHealth, Welcome};
use watchkeeper::locale::{Lang, Spoken};
use watchkeeper::rulebook;

/// Incidents that were logged and dismissed.
const PAST: usize = 100_000;

/// Incidents still open.
const OPEN: usize = 20;

struct Desk {
    state: State,
    now: DateTime<Utc>,
}

fn by() -> By {
    By {
        login: "duty".into(),
        officer: None,
    }
}

fn entry(seq: u64, at: DateTime<Utc>, event: Event) -> Entry {
    Entry {
        desk: "BN".parse().unwrap(),
        seq,
        at,
        by: by(),
        command: None,
        prev: Digest::GENESIS,
        hash: Digest::GENESIS,
        event,
    }
}

impl Desk {
    fn new() -> Self {
        let now = "2020-01-01T00:00:00Z".parse().unwrap();
        let event = Event::DeskCreated {
            code: "BN".parse().unwrap(),
            name: "巴南".into(),
            mode: DeskMode::Real,
            zone: chrono_tz::Tz::Asia__Shanghai,
            clock: None,
        };
        let state = State::genesis(&entry(1, now, event)).unwrap();
        let mut desk = Self { state, now };
        desk.does(&Command::AdoptRules {
            rules: rulebook::built_in(),
        });
        for (name, role) in [("王敏", Role::Officer), ("李强", Role::Leader)] {
            desk.does(&Command::EnterOfficer {
                officer: OfficerEntry {
                    name: name.into(),
                    post: String::new(),
                    phone: String::new(),
                    role,
                },
            });
        }
        desk.does(&Command::TakeWatch {
            officer: "王敏".into(),
            deputy: None,
            leader: "李强".into(),
            note: String::new(),
        });
        desk
    }

    fn does(&mut self, command: &Command) {
        for event in decide(&self.state, self.now, &by(), command).unwrap() {
            let next = entry(self.state.seq + 1, self.now, event);
            apply(&mut self.state, &next);
        }
    }

    fn logs(&mut self) -> SubjectId {
        self.now += TimeDelta::minutes(30);
        let id = self.state.next_number(SubjectKind::Incident, self.now);
        let new = Box::new(NewIncident {
            facts: BTreeMap::from([
                (FactKey::Title, "五布河含铬废液泄漏".to_owned()),
                (FactKey::Place, "木洞镇".to_owned()),
            ]),
            source: Source::Enterprise,
            learned: self.now,
            occurred: Vec::new(),
            grade: Grade::IV,
            sensitive: BTreeMap::new(),
            impact: Impact::default(),
            track: Track::Ordinary,
            drill: false,
            extent: watchkeeper::domain::extent::Extent::default(),
            ground: String::new(),
            approval: None,
        });
        self.does(&Command::LogIncident { new });
        id
    }

    fn with_a_past() -> Self {
        let mut desk = Self::new();
        for _ in 0..PAST {
            let incident = desk.logs();
            let approval = Approval::of("李强", "核实后不构成事件");
            desk.does(&Command::DismissIncident { incident, approval });
        }
        for _ in 0..OPEN {
            desk.logs();
        }
        desk
    }

    fn welcome(&self) -> Welcome {
        Welcome {
            protocol: PROTOCOL,
            program: "watchkeeper".into(),
            login: "duty".into(),
            pid: 1,
            health: Health {
                now: self.now,
                machine: self.now,
                seq: self.state.seq,
                head: self.state.head,
                read_only: None,
                since: self.now,
                consoles: 1,
                notices: Vec::new(),
                reminder: ReminderHealth::default(),
                clock: ClockHealth::default(),
                disk_free: None,
                ways: Vec::new(),
            },
            role: watchkeeper::link::wire::Access::Keeper,
            officer: None,
            unproven: false,
            beat_seconds: watchkeeper::link::wire::BEAT_SECONDS,
        }
    }
}

fn first_frame(desk: &Desk, snapshot: &[u8]) -> Buffer {
    let environment = Environment {
        term: "xterm-256color".into(),
        colorterm: "truecolor".into(),
        no_color: false,
        locale: "zh_CN.UTF-8".into(),
        spoken: Spoken {
            lang: Lang::Zh,
            fallback: None,
        },
    };
    let size = Size::new(120, 40);
    let mut model = Model::new(Start {
        look: environment.look(Some(Lang::Zh)),
        theme: Theme::built_in("dark").unwrap(),
        keymap: Keymap::built_in(),
        size,
        drafts: Vec::new(),
        stem: CommandId("bench".into()),
        machine: desk.now,
        start_at: StartAt::Watch,
    });
    model.update(Message::LinkUp(Box::new(desk.welcome())), desk.now);
    let state: State = serde_json::from_slice(snapshot).unwrap();
    let told = FromDesk::Snapshot(Box::new(state));
    model.update(Message::Link(Box::new(told)), desk.now);
    let mut buffer = Buffer::empty(Rect::new(0, 0, size.width, size.height));
    screen::render(&model, desk.now, &mut buffer);
    buffer
}

fn snapshot_to_first_frame(criterion: &mut Criterion) {
    let desk = Desk::with_a_past();
    let snapshot = serde_json::to_vec(&desk.state).unwrap();
    println!("snapshot: {} bytes", snapshot.len());
    criterion.bench_function(
        "snapshot to first frame, 100,000 past incidents",
        |bencher| {
            bencher.iter(|| first_frame(&desk, &snapshot));
        },
    );
}

criterion_group!(benches, snapshot_to_first_frame);
criterion_main!(benches);
