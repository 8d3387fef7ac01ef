//! What the almanac costs: a year's schedule, a month of days, a desk's start; and what the console
//! makes of it: a month drawn, another one turned to, everything derived anew after an entry.

#![expect(clippy::unwrap_used, reason = "a bench that cannot run says so")]

use std::collections::BTreeMap;
use std::hint::black_box;

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use criterion::{Criterion, criterion_group, criterion_main};
use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{Event as Input, KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::{Rect, Size};
use watchkeeper::almanac::{Almanac, Calendar, due_after_working_days, duty_level};
use watchkeeper::console::StartAt;
use watchkeeper::console::keymap::Keymap;
use watchkeeper::console::look::Environment;
use watchkeeper::console::message::Message;
use watchkeeper::console::model::{Model, Start, targets};
use watchkeeper::console::outlook::Outlook;
use watchkeeper::console::screen;
use watchkeeper::console::theme::Theme;
use watchkeeper::domain::event::DeskMode;
use watchkeeper::domain::setting::Settings;
use watchkeeper::domain::{By, CommandId, Digest, Entry, Event, State};
use watchkeeper::link::wire::FromDesk;
use watchkeeper::locale::Lang;

fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

fn almanac(c: &mut Criterion) {
    let calendar = Calendar::built_in();
    let settings = Settings::default();
    let (edits, done) = (BTreeMap::new(), BTreeMap::new());
    let now = DateTime::from_timestamp(1_772_000_000, 0).unwrap_or_default();
    let almanac = Almanac {
        calendar: &calendar,
        settings: &settings,
        zone: Tz::Asia__Shanghai,
        created: now - chrono::TimeDelta::days(200),
        edits: &edits,
        done: &done,
        hazards: Vec::new(),
        now,
    };
    c.bench_function("calendar of the notices built in", |b| {
        b.iter(|| Calendar::new(black_box(&BTreeMap::new())));
    });
    c.bench_function("days of a month", |b| {
        b.iter(|| calendar.month(black_box(2026), black_box(2)));
    });
    c.bench_function("days of a month with their duty levels", |b| {
        let (first, last) = (date(2026, 2, 1), date(2026, 2, 28));
        b.iter(|| {
            let periods = almanac.periods(black_box(first), last);
            let level = |day: &NaiveDate| duty_level(*day, &periods, &settings).0;
            calendar
                .month(2026, 2)
                .iter()
                .map(|day| level(&day.date))
                .max()
        });
    });
    c.bench_function("schedule of 60 days", |b| {
        b.iter(|| almanac.schedule(black_box(date(2026, 2, 1)), date(2026, 4, 1)));
    });
    c.bench_function("schedule of a year", |b| {
        b.iter(|| almanac.schedule(black_box(date(2026, 1, 1)), date(2026, 12, 31)));
    });
    c.bench_function("60 working days", |b| {
        b.iter(|| due_after_working_days(black_box(now), 60, Tz::Asia__Shanghai, &calendar));
    });
}

/// A desk that was created two hundred days ago, and nothing since.
fn state(now: DateTime<Utc>) -> State {
    let event = Event::DeskCreated {
        code: "BN".parse().unwrap(),
        name: "巴南".into(),
        mode: DeskMode::Real,
        zone: Tz::Asia__Shanghai,
        clock: None,
    };
    let by = By {
        login: "duty".into(),
        officer: None,
    };
    let entry = Entry {
        desk: "BN".parse().unwrap(),
        seq: 1,
        at: now - TimeDelta::days(200),
        by,
        command: None,
        prev: Digest::GENESIS,
        hash: Digest::GENESIS,
        event,
    };
    State::genesis(&entry).unwrap()
}

fn model(state: &State, now: DateTime<Utc>, size: Size) -> Model {
    let mut model = Model::new(Start {
        look: Environment {
            term: "xterm-256color".into(),
            locale: "zh_CN.UTF-8".into(),
            ..Environment::default()
        }
        .look(Some(Lang::Zh)),
        theme: Theme::built_in("dark").unwrap(),
        keymap: Keymap::built_in(),
        size,
        drafts: Vec::new(),
        stem: CommandId("bench".into()),
        machine: now,
        start_at: StartAt::Watch,
    });
    let told = FromDesk::Snapshot(Box::new(state.clone()));
    model.update(Message::Link(Box::new(told)), now);
    press(&mut model, KeyCode::F(12), now);
    model
}

fn press(model: &mut Model, code: KeyCode, now: DateTime<Utc>) {
    let key = KeyEvent::new(code, KeyModifiers::NONE);
    model.update(Message::Input(Input::Key(key)), now);
}

fn drawn(model: &Model, now: DateTime<Utc>) -> Buffer {
    let Size { width, height } = model.size;
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    screen::render(model, now, &mut buffer);
    buffer
}

fn calendar_screen(c: &mut Criterion) {
    let now = DateTime::from_timestamp(1_772_000_000, 0).unwrap_or_default();
    let state = state(now);
    for (name, size) in [
        ("the calendar drawn, one month", Size::new(80, 24)),
        ("the calendar drawn, three months", Size::new(120, 40)),
    ] {
        let model = model(&state, now, size);
        c.bench_function(name, |b| b.iter(|| drawn(&model, now)));
    }
    let mut turned = model(&state, now, Size::new(80, 24));
    let mut keys = [KeyCode::PageDown, KeyCode::PageUp].into_iter().cycle();
    c.bench_function("another month turned to and drawn", |b| {
        b.iter(|| {
            press(&mut turned, keys.next().unwrap(), now);
            drawn(&turned, now)
        });
    });
    c.bench_function("days found by name", |b| {
        b.iter(|| targets(&turned, black_box("国庆")));
    });
    c.bench_function("what a console derives after an entry", |b| {
        b.iter(|| Outlook::of(black_box(&state), now));
    });
}

criterion_group!(benches, almanac, calendar_screen);
criterion_main!(benches);
