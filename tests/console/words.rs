//! Every sentence the console can say is there in both languages.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use watchkeeper::locale::Lang;

const STEMS: [&str; 21] = [
    "action", "layer", "console", "drafts", "event", "find", "form", "help", "incident", "link",
    "panel", "question", "section", "short", "span", "weekday", "grading", "calendar", "warning",
    "schedule", "holiday",
];

fn sources(under: &Path, found: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(under).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|ext| ext == "rs") {
            found.push(path);
        }
    }
}

/// The string literals of the room that look like keys: a stem, a dash, small letters.
fn keys() -> BTreeSet<String> {
    let mut files = Vec::new();
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/console");
    sources(&root, &mut files);
    let mut keys = BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(file).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        for literal in code.split('"').skip(1).step_by(2) {
            let is_key = literal
                .split_once('-')
                .is_some_and(|(stem, rest)| STEMS.contains(&stem) && !rest.is_empty())
                && literal.chars().all(|c| {
                    c.is_ascii_lowercase() || c.is_ascii_digit() || matches!(c, '-' | '.')
                });
            // A name of a thread, not of a sentence.
            if is_key && !matches!(literal, "link-listens" | "link-speaks" | "link-lost") {
                keys.insert(literal.to_owned());
            }
        }
    }
    keys
}

#[test]
fn every_key_written_in_the_code_has_its_words() {
    let keys = keys();
    assert!(keys.len() > 100, "{}", keys.len());
    let own = |key: &String| !key.starts_with("drafts-") && !key.starts_with("help-");
    for lang in Lang::ALL {
        let is_stem = |key: &str| {
            let longer = format!("\n{key}-");
            lang.sources().iter().any(|source| source.contains(&longer))
        };
        for key in keys.iter().filter(|key| own(key)) {
            assert!(
                lang.has(key) || is_stem(key),
                "{} has no {key}",
                lang.name()
            );
        }
    }
}

#[test]
fn no_picture_shows_a_key_instead_of_words() {
    use crate::fixture::{Console, Desk};
    use watchkeeper::domain::event::DeskMode;
    for lang in Lang::ALL {
        for keys in [
            "",
            "enter",
            "down down right",
            "f3",
            "f3 tab enter",
            "f1",
            "ctrl-p",
            "f2",
            "f4",
            "f5",
            "f6",
            "f7",
            "s",
            "i",
            "t",
            "m",
            "b",
            "f8",
            "f9",
            "ctrl-w",
            "ctrl-d",
            "ctrl-k",
            "ctrl-x",
            "ctrl-r",
            "ctrl-x f10",
            "down f6",
            "down f7",
            "v end",
            "f11",
            "f12",
            "f12 tab",
            "f12 shift-tab",
            "f12 f6",
            "f12 f7",
            "f12 tab ctrl-e",
            "f12 tab ctrl-x",
            "f12 shift-tab enter",
            "ins",
            "u",
        ] {
            let mut console = Console::new(Desk::busy(DeskMode::Simulated), (160, 60), lang);
            console.press(keys);
            let picture = console.picture();
            for stem in STEMS {
                let shown = format!("[{stem}-");
                assert!(!picture.contains(&shown), "{lang:?} {keys:?}\n{picture}");
            }
            for stem in [
                "field", "grade", "source", "standing", "duty", "means", "reject", "error",
            ] {
                let shown = format!("[{stem}-");
                assert!(!picture.contains(&shown), "{lang:?} {keys:?}\n{picture}");
            }
        }
    }
}
