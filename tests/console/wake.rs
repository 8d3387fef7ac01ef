//! When the console wakes by itself: when the picture looks different, and not before.

use chrono::{DateTime, TimeDelta, Utc};
use watchkeeper::console::message::Message;
use watchkeeper::domain::event::{DeskMode, Event, SimClock};
use watchkeeper::domain::grade::{Answer, Grade, Sensitive};
use watchkeeper::domain::{Command, State};
use watchkeeper::link::wire::FromDesk;
use watchkeeper::locale::Lang;

use crate::fixture::{Console, Desk, at};

fn next(console: &Console) -> Option<DateTime<Utc>> {
    console.buffer().1.changes_at
}

/// The moments at which it wakes in a span, and whether each showed something new.
fn wakes(console: &mut Console, span: TimeDelta) -> Vec<DateTime<Utc>> {
    let end = console.machine + span;
    let mut wakes = Vec::new();
    while let Some(wake) = next(console).filter(|wake| *wake <= end) {
        let before = console.picture();
        assert!(wake > console.machine);
        let just_before = wake - TimeDelta::milliseconds(1);
        console.machine = just_before;
        assert_eq!(
            console.picture(),
            before,
            "nothing looks different before {wake}"
        );
        console.machine = wake;
        console.tell(Message::Tick);
        assert_ne!(console.picture(), before, "nothing new at {wake}");
        wakes.push(wake);
    }
    wakes
}

#[test]
fn a_quiet_desk_wakes_once_a_minute_for_the_clock_on_the_wall() {
    let mut console = Console::new(Desk::quiet(), (80, 24), Lang::Zh);
    // Until 15:00, since the zero report of the flood season is due at 16:00.
    let wakes = wakes(&mut console, TimeDelta::minutes(27));
    assert_eq!(wakes.len(), 27);
    assert_eq!(wakes[0], at("2026-09-01T14:33:00"));
}

#[test]
fn the_last_hour_of_a_step_ticks_in_seconds() {
    let mut desk = Desk::quiet();
    desk.now = at("2026-09-01T15:10:00");
    for keys in ["", "f12"] {
        let mut console = Console::new(desk.clone(), (80, 24), Lang::Zh);
        console.press(keys);
        let wakes = wakes(&mut console, TimeDelta::seconds(30));
        assert_eq!(wakes.len(), 30, "{keys}");
    }
}

#[test]
fn the_calendar_far_from_any_step_wakes_once_a_minute() {
    let mut desk = Desk::quiet();
    desk.now = at("2026-09-01T19:10:00");
    let mut console = Console::new(desk, (120, 40), Lang::Zh);
    console.press("f12");
    let wakes = wakes(&mut console, TimeDelta::minutes(10));
    assert_eq!(wakes.len(), 10);
}

#[test]
fn midnight_makes_another_day_of_it() {
    let mut desk = Desk::quiet();
    desk.now = at("2026-09-30T23:59:00");
    let mut console = Console::new(desk, (80, 24), Lang::Zh);
    console.press("f12");
    assert!(
        console.says("2026-09-30 周三 今天"),
        "{}",
        console.picture()
    );
    let wakes = wakes(&mut console, TimeDelta::minutes(1));
    assert_eq!(wakes.last(), Some(&at("2026-10-01T00:00:00")));
    console.press("f5");
    assert!(
        console.says("2026-10-01 周四 今天"),
        "{}",
        console.picture()
    );
}

#[test]
fn under_an_hour_it_wakes_once_a_second() {
    let mut console = Console::new(Desk::busy(DeskMode::Real), (80, 24), Lang::Zh);
    let wakes = wakes(&mut console, TimeDelta::seconds(60));
    assert!((60..=62).contains(&wakes.len()), "{}", wakes.len());
}

#[test]
fn above_an_hour_it_does_not_wake_every_second() {
    let mut desk = Desk::quiet();
    desk.logs(
        "木洞园区仓库冒烟",
        "木洞镇工业园",
        "14:30",
        |new| {
            new.grade = Grade::IV;
            new.sensitive = Sensitive::ALL.map(|it| (it, Answer::No)).into();
        },
    );
    let mut console = Console::new(desk, (80, 24), Lang::Zh);
    let wakes = wakes(&mut console, TimeDelta::minutes(10));
    assert!(wakes.len() <= 20, "{}", wakes.len());
}

#[test]
fn what_is_scrolled_out_of_sight_does_not_wake_it() {
    let mut desk = Desk::quiet();
    desk.logs(
        "木洞园区仓库冒烟",
        "木洞镇工业园",
        "14:30",
        |new| {
            new.grade = Grade::IV;
            new.sensitive = Sensitive::ALL.map(|it| (it, Answer::No)).into();
        },
    );
    let mut console = Console::new(desk, (80, 24), Lang::Zh);
    console.press("f3");
    let wakes = wakes(&mut console, TimeDelta::seconds(50));
    assert!(wakes.len() <= 1, "the list shows no countdown: {wakes:?}");
}

#[test]
fn a_clock_that_stands_still_never_wakes_it() {
    let mut desk = Desk::busy(DeskMode::Simulated);
    let clock = SimClock {
        shows: desk.now,
        set_at: desk.now,
        rate: 0,
    };
    desk.does(Command::MoveClock { clock });
    let console = Console::new(desk, (80, 24), Lang::Zh);
    assert_eq!(next(&console), None);
}

#[test]
fn a_clock_that_races_brings_its_moments_sooner() {
    let mut desk = Desk::new(DeskMode::Simulated, at("2026-09-01T14:32:00"));
    let clock = SimClock {
        shows: desk.now,
        set_at: desk.now,
        rate: 60,
    };
    desk.does(Command::MoveClock { clock });
    let console = Console::new(desk, (80, 24), Lang::Zh);
    assert_eq!(
        next(&console),
        Some(console.machine + TimeDelta::seconds(1)),
        "a minute of the desk's time in a second of ours"
    );
}

#[test]
fn a_word_that_goes_away_wakes_it_once_to_take_it_away() {
    let mut desk = Desk::new(DeskMode::Simulated, at("2026-09-01T14:32:00"));
    let clock = SimClock {
        shows: desk.now,
        set_at: desk.now,
        rate: 0,
    };
    desk.does(Command::MoveClock { clock });
    let mut console = Console::new(desk, (80, 24), Lang::Zh);
    console.press("u");
    let wakes = wakes(&mut console, TimeDelta::hours(1));
    assert_eq!(wakes.len(), 1);
    assert_eq!(next(&console), None);
}

#[test]
fn before_the_desk_answers_nothing_ticks() {
    let mut console = Console::new(Desk::quiet(), (80, 24), Lang::Zh);
    console.model.desk.state = None;
    assert_eq!(next(&console), None);
}

#[test]
fn the_age_of_a_picture_without_a_link_ticks() {
    let mut console = Console::new(Desk::quiet(), (80, 24), Lang::Zh);
    console.link_down();
    let wakes = wakes(&mut console, TimeDelta::seconds(10));
    assert_eq!(wakes.len(), 10);
}

#[test]
fn a_moved_clock_is_followed_at_once() {
    let mut desk = Desk::new(DeskMode::Simulated, at("2026-09-01T14:32:00"));
    desk.takes_watch();
    let mut console = Console::new(desk, (80, 24), Lang::Zh);
    let clock = SimClock {
        shows: at("2026-09-01T20:15:00"),
        set_at: console.machine,
        rate: 1,
    };
    for entry in console.desk.does(Command::MoveClock { clock }) {
        assert!(matches!(
            entry.open().unwrap().event,
            Event::ClockMoved { .. }
        ));
        console.tell(Message::Link(Box::new(FromDesk::Entry(entry))));
    }
    assert!(
        console.lines()[0].contains("20:15"),
        "{}",
        console.picture()
    );
    let state: &State = console.model.state().unwrap();
    assert_eq!(state.seq, console.desk.state.seq);
}
