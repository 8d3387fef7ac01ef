//! The house keeps its own rules: who may know whom, every sentence in both languages, small files.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use watchkeeper::locale::Lang;

/// Rooms in order; a room may know the rooms before it.
const ROOMS: [&str; 11] = [
    "domain", "almanac", "rulebook", "intake", "link", "ledger", "notify", "desk", "papers",
    "console", "cli",
];

/// What a room may not know although it stands above.
const NOT_ALLOWED: [(&str, &[&str]); 3] = [
    ("notify", &["almanac", "intake", "link", "ledger"]),
    ("papers", &["intake", "link", "ledger", "notify", "desk"]),
    ("console", &["ledger", "desk"]),
];

/// The rooms that are pure know no edge at all.
const PURE: [&str; 4] = ["domain", "almanac", "rulebook", "intake"];

/// What stands beside the rooms: the pure ones may not use it.
const EDGES: [&str; 4] = ["clock", "locale", "config", "error"];

fn sources(under: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(under).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            found.push(path);
        }
    }
    found
}

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// Every `crate::name` a text mentions outside comments.
fn mentions(text: &str) -> BTreeSet<String> {
    let code = text
        .lines()
        .filter(|line| !line.trim_start().starts_with("//"));
    let mut found = BTreeSet::new();
    for line in code {
        for rest in line.split("crate::").skip(1) {
            if let Some(group) = rest.strip_prefix('{') {
                let names = group.split(['}', ';']).next().unwrap_or("").split(',');
                found.extend(names.map(|name| first_name(name.trim())));
            } else {
                found.insert(first_name(rest));
            }
        }
    }
    found.remove("");
    found
}

fn first_name(path: &str) -> String {
    path.chars()
        .take_while(|c| c.is_alphanumeric() || *c == '_')
        .collect()
}

#[test]
fn no_room_knows_a_room_below_it() {
    let mut wrong = Vec::new();
    for (place, room) in ROOMS.iter().enumerate() {
        let folder = src().join(room);
        if !folder.exists() {
            continue;
        }
        let barred: &[&str] = NOT_ALLOWED
            .iter()
            .find(|(name, _)| name == room)
            .map_or(&[], |(_, barred)| *barred);
        for path in sources(&folder) {
            for name in mentions(&fs::read_to_string(&path).unwrap()) {
                let below = ROOMS
                    .iter()
                    .position(|other| *other == name)
                    .is_some_and(|p| p > place);
                let edge = PURE.contains(room) && EDGES.contains(&name.as_str());
                if below || edge || barred.contains(&name.as_str()) {
                    wrong.push(format!("{} knows {name}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn only_the_clock_asks_the_time() {
    let asks = [
        "Utc::now(",
        "Local::now(",
        "SystemTime::now(",
        "Instant::now(",
    ];
    for path in sources(&src()) {
        if path.ends_with("clock.rs") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for ask in asks {
            assert!(
                !text.contains(ask),
                "{} asks the time with {ask}",
                path.display()
            );
        }
    }
}

#[test]
fn every_module_says_what_it_is() {
    for path in sources(&src()) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(
            text.starts_with("//!"),
            "{} does not open with //!",
            path.display()
        );
    }
}

#[test]
fn a_file_holds_one_noun() {
    const LINES_MAX: usize = 500;
    for path in sources(&src()) {
        let text = fs::read_to_string(&path).unwrap();
        let lines = text
            .lines()
            .take_while(|line| *line != "#[cfg(test)]")
            .count();
        assert!(
            lines <= LINES_MAX,
            "{} has {lines} lines without tests",
            path.display()
        );
    }
}

/// The keys of a language with the values each uses; attributes as `key.attribute`.
fn keys(lang: Lang) -> BTreeMap<String, BTreeSet<String>> {
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut message = String::new();
    let mut current = String::new();
    for line in lang.sources().iter().flat_map(|source| source.lines()) {
        let attribute = line
            .strip_prefix("    .")
            .and_then(|rest| rest.split_once(" ="));
        let head = line
            .split_once(" =")
            .filter(|_| !line.starts_with([' ', '#']));
        if let Some((name, _)) = head {
            name.clone_into(&mut message);
            current.clone_from(&message);
            let fresh = found.insert(current.clone(), BTreeSet::new()).is_none();
            assert!(fresh, "{} has {current} twice", lang.name());
        } else if let Some((name, _)) = attribute {
            current = format!("{message}.{name}");
            found.insert(current.clone(), BTreeSet::new());
        }
        let values = line.split("{ $").skip(1).map(first_name);
        if let Some(known) = found.get_mut(&current) {
            known.extend(values);
        }
    }
    found
}

#[test]
fn both_languages_have_the_same_keys_with_the_same_values() {
    let (zh, en) = (keys(Lang::Zh), keys(Lang::En));
    let only = |a: &BTreeMap<String, _>, b: &BTreeMap<String, _>| {
        a.keys()
            .filter(|key| !b.contains_key(*key))
            .cloned()
            .collect::<Vec<_>>()
    };
    assert_eq!(only(&zh, &en), Vec::<String>::new(), "only in zh-CN");
    assert_eq!(only(&en, &zh), Vec::<String>::new(), "only in en");
    for (key, values) in &zh {
        assert_eq!(values, &en[key], "{key} uses other values");
    }
}

#[test]
fn every_key_written_in_a_file_can_be_said() {
    for lang in Lang::ALL {
        for key in keys(lang).keys() {
            assert!(lang.has(key), "{} cannot say {key}", lang.name());
        }
    }
}

#[test]
fn every_error_says_what_to_do_next() {
    for lang in Lang::ALL {
        let all = keys(lang);
        let tells = |key: &str| key.starts_with("reject-") || key.starts_with("error-");
        for key in all.keys().filter(|key| tells(key) && !key.contains('.')) {
            assert!(
                all.contains_key(&format!("{key}.hint")),
                "{} {key}",
                lang.name()
            );
        }
    }
}

/// What a text between quotes right after `call` says, and where it ends.
fn quoted<'a>(code: &'a str, call: &str) -> Vec<(&'a str, usize)> {
    let starts = code.match_indices(call);
    let told = starts.filter_map(|(at, _)| {
        let from = at + call.len();
        let rest = &code[from..];
        let rest = rest.trim_start().strip_prefix('"')?;
        let begins = code.len() - rest.len();
        rest.find('"').map(|end| (&rest[..end], begins + end))
    });
    told.collect()
}

/// The values a chain of calls puts in: `.with("name", …)`, to the end of the function.
fn values(rest: &str) -> BTreeSet<String> {
    let ends = ["\n}\n", "\n    }\n", "\n        }\n    }\n"];
    let end = ends.iter().filter_map(|end| rest.find(end)).min();
    let body = &rest[..end.unwrap_or(rest.len())];
    let given = quoted(body, ".with(").into_iter();
    given.map(|(name, _)| name.to_owned()).collect()
}

#[test]
fn every_sentence_is_given_the_values_it_names() {
    let (zh, mut wrong) = (keys(Lang::Zh), Vec::new());
    let calls = [
        ("Error::new(", "error-"),
        ("Error::refused(", "error-"),
        ("Finding::new(", ""),
    ];
    for path in sources(&src()) {
        let code = fs::read_to_string(&path).unwrap();
        for (call, prefix) in calls {
            for (name, end) in quoted(&code, call) {
                let key = format!("{prefix}{name}");
                let given = values(&code[end..]);
                let hint = format!("{key}.hint");
                for said in [&key, &hint].into_iter().filter_map(|key| zh.get(key)) {
                    let missing: Vec<_> = said.difference(&given).collect();
                    if !missing.is_empty() {
                        wrong.push(format!("{}: {key} lacks {missing:?}", path.display()));
                    }
                }
                if !zh.contains_key(&key) && !name.contains('{') {
                    wrong.push(format!("{}: nobody can say {key}", path.display()));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}
