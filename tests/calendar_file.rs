//! The schedule as a calendar file: other programs read it, and a newer file replaces an older one.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use chrono_tz::Tz;
use icalendar::{Calendar as Parsed, Component, DatePerhapsTime, Event};
use watchkeeper::almanac::{Almanac, Calendar, Step};
use watchkeeper::domain::event::{DeskMode, SimClock};
use watchkeeper::domain::period::{
    Period, PeriodEdit, PeriodId, PeriodKind, PeriodStatus, StepDone, StepId,
};
use watchkeeper::domain::setting::Settings;
use watchkeeper::domain::state::Desk;
use watchkeeper::locale::Lang;
use watchkeeper::papers::{Agenda, schedule_ics};

fn date(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn at(text: &str) -> DateTime<Utc> {
    format!("{text}+08:00").parse().unwrap()
}

fn desk(mode: DeskMode, zone: Tz) -> Desk {
    let created = at("2025-12-01T09:00:00");
    let clock = SimClock {
        shows: created,
        set_at: created,
        rate: 0,
    };
    Desk {
        code: "BN".parse().unwrap(),
        name: "巴南".to_owned(),
        mode,
        zone,
        created,
        clock: (mode == DeskMode::Simulated).then_some(clock),
    }
}

/// Steps and periods of the first half of 2026, one step done, one period of the desk's own.
struct Half {
    steps: Vec<Step>,
    periods: Vec<Period>,
}

const OWN_NAME: &str = "区运动会; 开幕式, 第\\1场\nBEGIN:VEVENT";

fn half(own_from: &str) -> Half {
    let calendar = Calendar::built_in();
    let settings = Settings::default();
    let own = Period {
        id: PeriodId("BN-P001".to_owned()),
        kind: PeriodKind::MajorEvent,
        name: OWN_NAME.to_owned(),
        from: date(own_from),
        to: date("2026-05-24"),
        status: PeriodStatus::Entered,
        source: String::new(),
        level: None,
    };
    let entered = at("2026-01-04T09:00:00");
    let edits = BTreeMap::from([(
        own.id.clone(),
        PeriodEdit::Entered {
            period: own,
            entered,
        },
    )]);
    let due = at("2026-01-26T18:00:00");
    let plan = StepDone {
        what: "制定值守方案和值班表".to_owned(),
        due,
        at: due - TimeDelta::hours(2),
        who: String::new(),
        note: String::new(),
        counts: BTreeMap::new(),
        officer: None,
    };
    let done = BTreeMap::from([(StepId("spring-festival-2026/plan".to_owned()), plan)]);
    let almanac = Almanac {
        calendar: &calendar,
        settings: &settings,
        zone: Tz::Asia__Shanghai,
        created: at("2025-12-01T09:00:00"),
        edits: &edits,
        done: &done,
        hazards: Vec::new(),
        now: at("2026-01-05T09:00:00"),
    };
    let (from, to) = (date("2026-01-05"), date("2026-06-30"));
    Half {
        steps: almanac.schedule(from, to),
        periods: almanac.periods(from, to),
    }
}

fn written(half: &Half, desk: &Desk, lang: Lang, now: &str) -> String {
    schedule_ics(&Agenda {
        desk,
        steps: &half.steps,
        periods: &half.periods,
        lang,
        now: at(now),
    })
}

fn usual(half: &Half) -> String {
    let desk = desk(DeskMode::Real, Tz::Asia__Shanghai);
    written(half, &desk, Lang::Zh, "2026-01-05T09:00:00")
}

fn events(text: &str) -> Vec<Event> {
    let parsed: Parsed = text.parse().unwrap();
    parsed.events().cloned().collect()
}

fn event<'a>(events: &'a [Event], uid: &str) -> &'a Event {
    let found = events.iter().find(|event| event.get_uid() == Some(uid));
    found.expect(uid)
}

#[test]
fn every_step_and_every_period_is_one_event_with_a_name_of_its_own() {
    let half = half("2026-05-23");
    let events = events(&usual(&half));
    assert!(half.steps.len() > 60 && half.periods.len() > 15);
    assert_eq!(events.len(), half.steps.len() + half.periods.len());
    let uids: BTreeSet<_> = events
        .iter()
        .map(|event| event.get_uid().unwrap())
        .collect();
    assert_eq!(uids.len(), events.len());
    for step in &half.steps {
        assert!(uids.contains(format!("{}@bn.watchkeeper", step.id).as_str()));
    }
}

#[test]
fn a_step_stands_at_its_local_time_with_an_alarm_until_it_is_done() {
    let events = events(&usual(&half("2026-05-23")));
    // T-7 of the Spring Festival, 02-08, is a Sunday: moved to Friday.
    let stores = event(&events, "spring-festival-2026/stores@bn.watchkeeper");
    let start = stores.properties().get("DTSTART").unwrap();
    assert_eq!(start.value(), "20260206T180000");
    assert_eq!(start.params()["TZID"].value(), "Asia/Shanghai");
    assert_eq!(stores.components().len(), 1, "one alarm");
    assert!(stores.get_description().unwrap().contains("2026-02-08"));
    let plan = event(&events, "spring-festival-2026/plan@bn.watchkeeper");
    assert!(
        plan.components().is_empty(),
        "nobody is called for what is done"
    );
    assert!(plan.get_summary().unwrap().starts_with("已办"));
}

#[test]
fn a_period_is_a_whole_day_event_up_to_the_day_after_its_last() {
    let events = events(&usual(&half("2026-05-23")));
    let festival = event(&events, "spring-festival-2026@bn.watchkeeper");
    let day = |text: &str| Some(DatePerhapsTime::Date(date(text)));
    assert_eq!(festival.get_start(), day("2026-02-15"));
    assert_eq!(festival.get_end(), day("2026-02-24"));
    assert_eq!(festival.get_summary(), Some("春节"));
}

#[test]
fn names_of_events_stay_when_the_file_is_written_again_and_a_period_is_moved() {
    let uids = |half: &Half, now: &str| -> BTreeSet<String> {
        let desk = desk(DeskMode::Real, Tz::Asia__Shanghai);
        events(&written(half, &desk, Lang::Zh, now))
            .iter()
            .filter_map(|event| event.get_uid().map(str::to_owned))
            .filter(|uid| !uid.contains("zero-report"))
            .collect()
    };
    let before = uids(&half("2026-05-23"), "2026-01-05T09:00:00");
    assert_eq!(before, uids(&half("2026-05-23"), "2026-03-05T09:00:00"));
    assert_eq!(before, uids(&half("2026-05-22"), "2026-01-05T09:00:00"));
}

#[test]
fn the_same_schedule_is_the_same_file() {
    assert_eq!(usual(&half("2026-05-23")), usual(&half("2026-05-23")));
}

#[test]
fn a_hostile_name_is_a_name_and_no_event() {
    let text = usual(&half("2026-05-23"));
    let events = events(&text);
    let own = event(&events, "BN-P001@bn.watchkeeper");
    // A title has one line: calcurse refuses others.
    let one_line = OWN_NAME.replace('\n', " ");
    assert_eq!(own.get_summary(), Some(one_line.as_str()));
    assert_eq!(text.matches("\r\nBEGIN:VEVENT\r\n").count(), events.len());
}

#[test]
fn lines_end_as_the_standard_says_and_none_is_longer() {
    let text = usual(&half("2026-05-23"));
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
    for line in text.split("\r\n") {
        assert!(line.len() <= 75, "{line}");
    }
    let zone = text.find("BEGIN:VTIMEZONE").unwrap();
    assert!(zone < text.find("BEGIN:VEVENT").unwrap());
    assert_eq!(text.matches("BEGIN:VTIMEZONE").count(), 1);
}

#[test]
fn a_simulated_desk_says_so_on_every_event_and_english_names_are_ascii() {
    let half = half("2026-05-23");
    let simulated = desk(DeskMode::Simulated, Tz::Asia__Shanghai);
    let text = written(&half, &simulated, Lang::En, "2026-01-05T09:00:00");
    for event in events(&text) {
        let title = event.get_summary().unwrap();
        assert!(title.starts_with("[SIMULATED] "), "{title}");
        let own = event.get_uid().unwrap().starts_with("BN-P001");
        assert!(own || title.is_ascii(), "{title}");
    }
}

#[test]
fn a_desk_elsewhere_gets_plain_instants() {
    let elsewhere = desk(DeskMode::Real, Tz::Europe__Berlin);
    let text = written(
        &half("2026-05-23"),
        &elsewhere,
        Lang::Zh,
        "2026-01-05T09:00:00",
    );
    assert!(text.contains("\r\nDTSTART:20260206T100000Z\r\n"));
    assert!(!text.contains("DTSTART;TZID"));
}

fn read_by(program: &str, args: &[&str]) -> Option<Output> {
    let output = Command::new(program).args(args).output();
    output.ok()
}

const PYTHON: &str = r"
import sys, icalendar
from datetime import datetime, timezone
text = open(sys.argv[1], 'rb').read()
calendar = icalendar.Calendar.from_ical(text)
events = list(calendar.walk('VEVENT'))
assert all(not event.errors for event in events), 'complaints'
assert len(list(calendar.walk('VTIMEZONE'))) == 1
stores = [e for e in events if e['UID'].startswith('spring-festival-2026/stores@')][0]
due = stores['DTSTART'].dt.astimezone(timezone.utc)
assert due == datetime(2026, 2, 6, 10, 0, tzinfo=timezone.utc), due
assert len(list(stores.walk('VALARM'))) == 1
print(len(events), len({event['UID'] for event in events}))
";

#[test]
fn a_python_reader_reads_it_without_complaint() {
    let half = half("2026-05-23");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("schedule.ics");
    fs::write(&file, usual(&half)).unwrap();
    let python = std::env::var("WATCHKEEPER_PYTHON").unwrap_or_else(|_| "python3".to_owned());
    let has_reader = read_by(&python, &["-c", "import icalendar"]);
    if !has_reader.is_some_and(|output| output.status.success()) {
        println!("skipped: no python3 with the package icalendar here");
        return;
    }
    let output = read_by(&python, &["-c", PYTHON, file.to_str().unwrap()]).unwrap();
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    let complaint = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{complaint}");
    let count = half.steps.len() + half.periods.len();
    assert_eq!(said.trim(), format!("{count} {count}"));
}

#[test]
fn calcurse_takes_every_event_in() {
    let half = half("2026-05-23");
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("schedule.ics");
    fs::write(&file, usual(&half)).unwrap();
    let calcurse = |args: &[&str]| -> Option<Output> {
        let home: &Path = folder.path();
        let mut command = Command::new("calcurse");
        command.env("TZ", "Asia/Shanghai").env("LC_ALL", "C.UTF-8");
        command.arg("-D").arg(home).args(args).output().ok()
    };
    let Some(imported) = calcurse(&["-i", file.to_str().unwrap()]) else {
        println!("skipped: no calcurse here");
        return;
    };
    assert!(imported.status.success());
    let report = String::from_utf8_lossy(&imported.stdout).into_owned();
    assert!(report.contains("0 skipped"), "{report}");
    let day = calcurse(&["-Q", "--from", "02/06/2026", "--days", "1"]).unwrap();
    let day = String::from_utf8_lossy(&day.stdout).into_owned();
    assert!(day.contains("18:00"), "{day}");
    assert!(day.contains("车辆钥匙"), "{day}");
}
