//! A desk's record for the crash tests, and chance that can be repeated.

use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};
use watchkeeper::domain::call::{CallFacts, Personal, Source, Triage};
use watchkeeper::domain::event::DeskMode;
use watchkeeper::domain::{By, Event, SubjectId};
use watchkeeper::ledger::{Draft, Ledger, Options, unwatched};

/// Numbers that look like chance and are the same in every run (`SplitMix64`).
pub struct Chance(u64);

impl Chance {
    pub fn seeded(seed: u64) -> Self {
        Self(seed)
    }

    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % limit
    }
}

pub fn start() -> DateTime<Utc> {
    "2026-11-24T06:30:00Z".parse().unwrap()
}

/// Small journal files and frequent snapshots: every kind of moment comes often.
pub fn options() -> Options {
    Options {
        segment_max_bytes: 60_000,
        snapshot_every: 60,
        ballast_bytes: 0,
        ..Options::at(start())
    }
}

pub fn draft(seq: u64, event: Event) -> Draft {
    Draft {
        at: start() + TimeDelta::minutes(i64::try_from(seq).unwrap()),
        by: By {
            login: "duty".into(),
            officer: None,
        },
        command: None,
        event,
    }
}

pub fn created() -> Draft {
    let event = Event::DeskCreated {
        code: "BN".parse().unwrap(),
        name: "巴南".into(),
        mode: DeskMode::Real,
        zone: chrono_tz::Tz::Asia__Shanghai,
        clock: None,
    };
    draft(0, event)
}

pub fn note(seq: u64) -> Draft {
    let event = Event::NoteMade {
        subject: None,
        text: format!("第 {seq} 条：{}", "江面无异常。".repeat(10)),
    };
    draft(seq, event)
}

/// A command of two entries: a call, and what became of it.
pub fn judged_call(seq: u64) -> Vec<Draft> {
    let number = u32::try_from(seq).unwrap();
    let call = SubjectId::try_from(format!("BN-2026-C{number}")).unwrap();
    let facts = CallFacts {
        received: start(),
        channel: Source::DutyPhone,
        from: Personal::default(),
        unit: String::new(),
        phone: Personal::default(),
        called_back: false,
        about: "河水发黑".into(),
    };
    let taken = Event::CallTaken {
        call: call.clone(),
        facts,
    };
    let triage = Triage::NoMatter {
        reason: "重复来电".into(),
    };
    let triaged = Event::CallTriaged { call, triage };
    vec![draft(seq, taken), draft(seq, triaged)]
}

pub fn create(dir: &Path) -> Ledger {
    Ledger::create(dir, vec![created()], options(), &mut unwatched).unwrap()
}

/// Copies a folder.
pub fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let path = entry.unwrap().path();
        let target = to.join(path.file_name().unwrap());
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).unwrap();
        }
    }
}
