//! How long a desk with a thousand open incidents takes to know every deadline, and to decide and
//! apply one more wish.

use std::collections::BTreeMap;
use std::hint::black_box;

use chrono::{DateTime, TimeDelta, Utc};
use criterion::{Criterion, criterion_group, criterion_main};
use watchkeeper::domain::call::Source;
use watchkeeper::domain::event::{DeskMode, NewIncident};
use watchkeeper::domain::grade::{Answer, Grade, Sensitive, Track};
use watchkeeper::domain::impact::Impact;
use watchkeeper::domain::incident::FactKey;
use watchkeeper::domain::report::{Channel, ReportKind, ReportSent};
use watchkeeper::domain::{
    By, Command, Digest, Entry, Event, State, SubjectId, SubjectKind, apply, decide,
};
use watchkeeper::rulebook::{built_in, deadlines, lines, next_change};

const OPEN: usize = 1_000;

/// A desk in memory.
struct Desk {
    state: State,
    now: DateTime<Utc>,
    by: By,
}

impl Desk {
    fn new() -> Self {
        let now = "2026-11-24T12:00:00+08:00".parse().expect("a time");
        let by = By {
            login: "duty".into(),
            officer: None,
        };
        let event = Event::DeskCreated {
            code: "BN".parse().expect("a code"),
            name: "巴南".into(),
            mode: DeskMode::Real,
            zone: chrono_tz::Tz::Asia__Shanghai,
            clock: None,
        };
        let state = State::genesis(&entry(1, now, &by, event)).expect("a first entry");
        let mut desk = Self { state, now, by };
        desk.does(&Command::AdoptRules { rules: built_in() });
        desk
    }

    fn does(&mut self, command: &Command) {
        let events = decide(&self.state, self.now, &self.by, command).expect("granted");
        for event in events {
            let next = entry(self.state.seq + 1, self.now, &self.by, event);
            apply(&mut self.state, &next);
        }
    }

    fn logs(&mut self, place: usize) -> SubjectId {
        let id = self.state.next_number(SubjectKind::Incident, self.now);
        let grade = Grade::ALL[place % Grade::ALL.len()];
        let condition = Sensitive::ALL[place % Sensitive::ALL.len()];
        let new = NewIncident {
            facts: BTreeMap::from([
                (FactKey::Title, format!("泄漏 {place}")),
                (FactKey::Place, "木洞镇".to_owned()),
            ]),
            source: Source::DutyPhone,
            learned: self.now,
            occurred: Vec::new(),
            grade,
            sensitive: BTreeMap::from([(condition, Answer::Yes)]),
            impact: Impact::default(),
            track: Track::Ordinary,
            drill: false,
            extent: watchkeeper::domain::extent::Extent::default(),
            ground: String::new(),
            approval: None,
        };
        self.does(&Command::LogIncident { new: Box::new(new) });
        id
    }
}

fn entry(seq: u64, at: DateTime<Utc>, by: &By, event: Event) -> Entry {
    Entry {
        desk: "BN".parse().expect("a code"),
        seq,
        at,
        by: by.clone(),
        command: None,
        prev: Digest::GENESIS,
        hash: Digest::GENESIS,
        event,
    }
}

fn follow_up(incident: &SubjectId, at: DateTime<Utc>) -> Command {
    Command::FileReport {
        incident: incident.clone(),
        sent: Box::new(ReportSent {
            kind: ReportKind::FollowUp,
            channel: Channel::Network,
            to: vec!["district-government".into(), "municipal-bureau".into()],
            at,
            receiver: "接报员".into(),
            acknowledged: true,
            signatory: "李队".into(),
            text: "处置进展如下。".repeat(50),
        }),
    }
}

/// A thousand open incidents, each with three reports sent.
fn busy() -> (Desk, Vec<SubjectId>) {
    let mut desk = Desk::new();
    let ids: Vec<SubjectId> = (0..OPEN).map(|place| desk.logs(place)).collect();
    for _ in 0..3 {
        desk.now += TimeDelta::minutes(50);
        for id in &ids {
            let command = follow_up(id, desk.now);
            desk.does(&command);
        }
    }
    (desk, ids)
}

fn deadlines_of_a_thousand(bench: &mut Criterion) {
    let (desk, _) = busy();
    let count = deadlines(&desk.state, desk.now).len();
    let mut group = bench.benchmark_group(format!("{OPEN} open incidents, {count} deadlines"));
    group.bench_function("deadlines", |b| {
        b.iter(|| deadlines(black_box(&desk.state), black_box(desk.now)));
    });
    let all = deadlines(&desk.state, desk.now);
    group.bench_function("lines", |b| {
        b.iter_batched(|| all.clone(), lines, criterion::BatchSize::LargeInput);
    });
    group.bench_function("next_change", |b| {
        b.iter(|| next_change(black_box(&all), desk.now));
    });
    group.finish();
}

fn decide_and_apply(bench: &mut Criterion) {
    let (mut desk, ids) = busy();
    let mut group = bench.benchmark_group("decide and apply among a thousand");
    let mut place = 0;
    group.bench_function("a report", |b| {
        b.iter(|| {
            place = (place + 1) % ids.len();
            let command = follow_up(&ids[place], desk.now);
            desk.does(&command);
        });
    });
    let (mut desk, _) = busy();
    let mut place = 0;
    group.bench_function("a new incident", |b| {
        b.iter(|| {
            place += 1;
            desk.logs(place)
        });
    });
    group.finish();
}

criterion_group!(benches, deadlines_of_a_thousand, decide_and_apply);
criterion_main!(benches);
