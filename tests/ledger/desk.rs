//! A desk's record on the disk, for tests.

use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, Utc};
use tempfile::TempDir;
use watchkeeper::domain::call::{CallFacts, Personal, Source, Triage};
use watchkeeper::domain::event::{DeskMode, NewIncident};
use watchkeeper::domain::grade::Grade;
use watchkeeper::domain::incident::FactKey;
use watchkeeper::domain::{By, CommandId, Event, SubjectId};
use watchkeeper::ledger::{Draft, Findings, Ledger, Options, unwatched};

/// When the first entry is recorded.
pub fn start() -> DateTime<Utc> {
    "2026-11-24T06:30:00Z".parse().unwrap()
}

pub fn options() -> Options {
    Options {
        ballast_bytes: 0,
        ..Options::at(start())
    }
}

/// Keeps the state often and begins a new journal file often.
pub fn small() -> Options {
    Options {
        segment_max_bytes: 20_000,
        snapshot_every: 40,
        ..options()
    }
}

pub fn draft(at: DateTime<Utc>, event: Event) -> Draft {
    Draft {
        at,
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
    draft(start(), event)
}

/// A note on the watch as a whole, with its number in it.
pub fn note(number: u64) -> Draft {
    let minutes = TimeDelta::minutes(i64::try_from(number).unwrap());
    let event = Event::NoteMade {
        subject: None,
        text: format!("第 {number} 条：江面无异常，{}", "水".repeat(40)),
    };
    draft(start() + minutes, event)
}

pub fn id(text: &str) -> SubjectId {
    SubjectId::try_from(text.to_owned()).unwrap()
}

pub fn call(number: u32, about: &str) -> Draft {
    let facts = CallFacts {
        received: start(),
        channel: Source::DutyPhone,
        from: Personal::Open("王五".into()),
        unit: String::new(),
        phone: Personal::Open("023-6622 0000".into()),
        called_back: false,
        about: about.into(),
    };
    let call = id(&format!("BN-2026-C{number:03}"));
    draft(start(), Event::CallTaken { call, facts })
}

pub fn triaged(number: u32, at: DateTime<Utc>) -> Draft {
    let event = Event::CallTriaged {
        call: id(&format!("BN-2026-C{number:03}")),
        triage: Triage::NoMatter {
            reason: "重复来电".into(),
        },
    };
    draft(at, event)
}

pub fn incident(number: u32, title: &str, place: &str) -> Draft {
    let facts = [(FactKey::Title, title), (FactKey::Place, place)];
    let new = NewIncident {
        facts: facts.map(|(key, text)| (key, text.to_owned())).into(),
        source: Source::Enterprise,
        learned: start(),
        occurred: Vec::new(),
        grade: Grade::Unclear,
        sensitive: std::collections::BTreeMap::new(),
        impact: watchkeeper::domain::impact::Impact::default(),
        track: watchkeeper::domain::grade::Track::default(),
        drill: false,
        extent: watchkeeper::domain::extent::Extent::default(),
        ground: String::new(),
        approval: None,
    };
    let event = Event::IncidentLogged {
        incident: id(&format!("BN-2026-{number:03}")),
        new: Box::new(new),
    };
    draft(start(), event)
}

pub fn named(mut drafts: Vec<Draft>, command: &str) -> Vec<Draft> {
    for draft in &mut drafts {
        draft.command = Some(CommandId::from(command));
    }
    drafts
}

/// A data folder with a record of `notes` notes after its first entry, settled and closed.
pub struct Desk {
    pub folder: TempDir,
    pub options: Options,
}

impl Desk {
    pub fn new(options: Options, notes: u64) -> Self {
        let desk = Self {
            folder: tempfile::tempdir().unwrap(),
            options,
        };
        let mut ledger = desk.create();
        add(&mut ledger, 1..=notes);
        ledger.close().unwrap();
        desk
    }

    pub fn dir(&self) -> PathBuf {
        self.folder.path().join("desk")
    }

    pub fn create(&self) -> Ledger {
        let first = vec![created()];
        Ledger::create(&self.dir(), first, self.options.clone(), &mut unwatched).unwrap()
    }

    pub fn open(&self) -> (Ledger, Findings) {
        self.try_open().unwrap()
    }

    pub fn try_open(&self) -> Result<(Ledger, Findings), watchkeeper::error::Error> {
        Ledger::open(&self.dir(), self.options.clone(), &mut unwatched)
    }

    /// The journal's files, in order.
    pub fn segments(&self) -> Vec<PathBuf> {
        files(&self.dir().join("journal"), ".wlog")
    }
}

/// Records notes, twenty to a sync.
pub fn add(ledger: &mut Ledger, numbers: std::ops::RangeInclusive<u64>) {
    for number in numbers {
        ledger.stage(vec![note(number)]).unwrap();
        if number.is_multiple_of(20) {
            ledger.commit().unwrap();
        }
    }
    ledger.commit().unwrap();
}

/// Copies a data folder, or a part of it.
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

/// Puts another folder in a folder's place.
pub fn put(from: &Path, to: &Path) {
    let _ = std::fs::remove_dir_all(to);
    copy(from, to);
}

/// Files in a folder whose names end so, in order.
pub fn files(dir: &Path, end: &str) -> Vec<PathBuf> {
    let Ok(entries) = std::fs::read_dir(dir) else {
        return Vec::new();
    };
    let mut found: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
    found.retain(|path| path.to_string_lossy().ends_with(end));
    found.sort();
    found
}

/// What was found, by its keys.
pub fn keys(findings: &Findings) -> Vec<&str> {
    let keys = findings.notices.iter().map(|notice| notice.key.as_str());
    keys.collect()
}
