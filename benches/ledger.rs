//! How long an acknowledgement takes, and how long a desk takes to open its record.

#![expect(clippy::unwrap_used, reason = "a bench that cannot run says so")]

use std::path::Path;

use chrono::{DateTime, Utc};
use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use tempfile::TempDir;
use watchkeeper::domain::event::DeskMode;
use watchkeeper::domain::{By, Event};
use watchkeeper::ledger::{Draft, Ledger, Options, unwatched};

/// Commands that share one sync.
const TOGETHER: u64 = 64;

/// Entries in the record that is opened.
const ENTRIES: u64 = 100_000;

/// Entries that were recorded after the last settling.
const UNSETTLED: u64 = 500;

fn at() -> DateTime<Utc> {
    DateTime::UNIX_EPOCH
}

fn draft(event: Event) -> Draft {
    Draft {
        at: at(),
        by: By {
            login: "duty".into(),
            officer: None,
        },
        command: None,
        event,
    }
}

fn note() -> Draft {
    draft(Event::NoteMade {
        subject: None,
        text: "江面无异常，水质自动站数据正常，李家沱断面 pH 7.8，氨氮 0.21 mg/L。".into(),
    })
}

fn create(dir: &Path) -> Ledger {
    let event = Event::DeskCreated {
        code: "BN".parse().unwrap(),
        name: "巴南".into(),
        mode: DeskMode::Real,
        zone: chrono_tz::Tz::Asia__Shanghai,
        clock: None,
    };
    Ledger::create(dir, vec![draft(event)], Options::at(at()), &mut unwatched).unwrap()
}

fn record(ledger: &mut Ledger, entries: u64) {
    for _ in 0..entries {
        ledger.stage(vec![note()]).unwrap();
        if !ledger.has_room() {
            ledger.commit().unwrap();
        }
    }
    ledger.commit().unwrap();
}

fn append(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().unwrap();
    let mut ledger = create(&folder.path().join("desk"));
    let mut group = criterion.benchmark_group("ledger");
    group.throughput(Throughput::Elements(1));
    group.bench_function("append one, durable", |bencher| {
        bencher.iter(|| ledger.append(vec![note()]).unwrap());
    });
    group.throughput(Throughput::Elements(TOGETHER));
    group.bench_function("append 64 with one sync, durable", |bencher| {
        bencher.iter(|| {
            for _ in 0..TOGETHER {
                ledger.stage(vec![note()]).unwrap();
            }
            ledger.commit().unwrap()
        });
    });
    group.finish();
}

fn opening(criterion: &mut Criterion) {
    let folder = TempDir::new().unwrap();
    let dir = folder.path().join("desk");
    let mut ledger = create(&dir);
    record(&mut ledger, ENTRIES);
    ledger.close().unwrap();
    let open = || {
        Ledger::open(&dir, Options::at(at()), &mut unwatched)
            .unwrap()
            .0
    };
    let mut group = criterion.benchmark_group("ledger");
    group.sample_size(10);
    group.bench_function("open 100,000 entries, settled", |bencher| {
        // One after another is let go of: a record is open once.
        bencher.iter_batched(|| (), |()| open(), BatchSize::PerIteration);
    });
    group.bench_function("open 100,000 entries, 500 unsettled", |bencher| {
        bencher.iter_batched(
            || {
                let mut ledger = open();
                record(&mut ledger, UNSETTLED);
                drop(ledger);
            },
            |()| open(),
            BatchSize::PerIteration,
        );
    });
    group.finish();
}

criterion_group!(benches, append, opening);
criterion_main!(benches);
