//! What the almanac costs: a year's schedule, a month of days, a desk's start.

use std::collections::BTreeMap;
use std::hint::black_box;

use chrono::{DateTime, NaiveDate};
use chrono_tz::Tz;
use criterion::{Criterion, criterion_group, criterion_main};
use watchkeeper::almanac::{Almanac, Calendar, due_after_working_days, duty_level};
use watchkeeper::domain::setting::Settings;

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

criterion_group!(benches, almanac);
criterion_main!(benches);
