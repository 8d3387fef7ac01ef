//! The watched folder, as far as it is decided and not done: which files are taken, when a file is
//! complete, and what a file is called once it is dealt with. The desk looks, reads and renames.
//!
//! A file that was dealt with gets a word behind its ending, so that the folder itself shows what
//! happened and the file is not taken again: `a.xml.taken`, `a.xml.doctype`.

use std::ffi::OsStr;
use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};

use super::unreadable::Unreadable;

/// Endings of files that may hold a warning.
pub const ENDINGS: [&str; 3] = ["xml", "cap", "json"];
/// How long a file must have been left alone: a program that copies it is then done with it.
pub const SETTLED_AFTER: TimeDelta = TimeDelta::seconds(2);
/// Files looked at in one round; the rest wait for the next.
pub const FILES_MAX: usize = 200;
/// Bytes a file name may have on the usual file systems.
const NAME_MAX_BYTES: usize = 255;
/// The ending of a file that was taken.
const TAKEN: &str = "taken";
/// Names tried for a file before it is left where it is.
const NAMES_MAX: u32 = 1_000;

/// Whether a file of that name is one to take. Hidden and half-written files are not: programs
/// write `.name`, `~name`, `name~`, `name.part`, `name.tmp` and rename when they are done.
pub fn is_wanted(name: &OsStr) -> bool {
    let Some(name) = name.to_str() else {
        return false;
    };
    let ending = Path::new(name).extension().and_then(OsStr::to_str);
    let wanted = ending.is_some_and(|ending| {
        ENDINGS
            .iter()
            .any(|known| ending.eq_ignore_ascii_case(known))
    });
    wanted && !name.starts_with(['.', '~', '#'])
}

/// Whether a file has been left alone long enough. A file dated ahead of the clock by more than
/// that again has a wrong date and is not waited for.
pub fn is_settled(modified: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    let age = now - modified;
    age >= SETTLED_AFTER || age <= -SETTLED_AFTER
}

/// The names for a file that was taken, best first: the first that is free is to be used.
pub fn taken_names(name: &str) -> impl Iterator<Item = String> {
    names(name, TAKEN)
}

/// The names for a file that is set aside, best first: `a.xml.doctype`, `a.xml.doctype-2` …
pub fn aside_names(name: &str, why: &Unreadable) -> impl Iterator<Item = String> {
    let key = why.key();
    names(name, key.strip_prefix("intake-").unwrap_or(key))
}

fn names(name: &str, word: &str) -> impl Iterator<Item = String> {
    (1..=NAMES_MAX).map(move |n| {
        let ending = if n == 1 {
            format!(".{word}")
        } else {
            format!(".{word}-{n}")
        };
        let room = NAME_MAX_BYTES.saturating_sub(ending.len());
        let cut = name.floor_char_boundary(room.min(name.len()));
        format!("{}{ending}", &name[..cut])
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::intake::unreadable::Reason;

    #[test]
    fn only_finished_files_that_may_hold_a_warning_are_taken() {
        for name in ["a.xml", "预警.XML", "b.cap", "list.json", "a.b.xml"] {
            assert!(is_wanted(OsStr::new(name)), "{name}");
        }
        for name in [
            "a.txt",
            "xml",
            ".xml",
            ".a.xml",
            "~a.xml",
            "#a.xml",
            "a.xml~",
            "a.xml.part",
            "a.xml.tmp",
            "a.xml.taken",
            "a.xml.doctype",
            "a.xml.doctype-2",
            "",
        ] {
            assert!(!is_wanted(OsStr::new(name)), "{name}");
        }
    }

    #[test]
    fn a_name_that_is_no_text_is_left() {
        use std::os::unix::ffi::OsStrExt;
        assert!(!is_wanted(OsStr::from_bytes(b"a\xff.xml")));
    }

    #[test]
    fn a_file_is_taken_when_it_has_been_left_alone() {
        let now = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        let ago = |seconds| now - TimeDelta::seconds(seconds);
        assert!(!is_settled(ago(0), now));
        assert!(!is_settled(ago(1), now));
        assert!(is_settled(ago(2), now));
        assert!(!is_settled(ago(-1), now));
        assert!(is_settled(ago(-3600), now));
    }

    #[test]
    fn a_file_set_aside_carries_its_reason_and_is_not_taken_again() {
        let why = Unreadable::whole(Reason::Doctype);
        let names: Vec<String> = aside_names("a.xml", &why).take(2).collect();
        assert_eq!(names, ["a.xml.doctype", "a.xml.doctype-2"]);
        assert_eq!(taken_names("a.xml").next().unwrap(), "a.xml.taken");
        for name in aside_names("a.xml", &why)
            .chain(taken_names("a.xml"))
            .take(20)
        {
            assert!(!is_wanted(OsStr::new(&name)), "{name}");
        }
    }

    #[test]
    fn names_are_bounded_in_number_and_length() {
        let long = format!("{}.xml", "预".repeat(100));
        let why = Unreadable::whole(Reason::Missing);
        let names: Vec<String> = aside_names(&long, &why).collect();
        assert_eq!(names.len(), 1_000);
        assert!(names.iter().all(|name| name.len() <= 255));
        let distinct: std::collections::BTreeSet<&String> = names.iter().collect();
        assert_eq!(distinct.len(), 1_000);
    }
}
