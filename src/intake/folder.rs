//! The watched folder, as far as it is decided and not done: which files are taken, when a file is
//! complete, and what a file is called once it is dealt with. The desk looks, reads and moves.
//!
//! ```text
//! inbox/          where other programs put files
//! inbox/taken/    read whole; what of them is for this district is in the record
//! inbox/aside/    refused whole; beside each lies why: a.xml, a.xml.txt
//! ```

use std::ffi::OsStr;
use std::path::Path;

use chrono::{DateTime, TimeDelta, Utc};

use super::unreadable::Reason;

/// The folder in the data folder, where the settings name no other.
pub const INBOX: &str = "inbox";
/// The folder in it of files that were taken.
pub const TAKEN: &str = "taken";
/// The folder in it of files that were refused.
pub const ASIDE: &str = "aside";
/// Endings of files that may hold a warning.
pub const ENDINGS: [&str; 3] = ["xml", "cap", "json"];
/// How long a file must have been left alone: a program that copies it is then done with it.
pub const SETTLED_AFTER: TimeDelta = TimeDelta::seconds(2);
/// How long a file that reads as if its end were missing must have been left alone before it is
/// refused: a slow line may still bring the rest.
pub const GIVEN_UP_AFTER: TimeDelta = TimeDelta::seconds(30);
/// Files dealt with in one round; the rest wait for the next.
pub const FILES_MAX: usize = 200;
/// The ending of the file that says why another was refused.
const WHY_ENDING: &str = ".txt";
/// Bytes a file name may have on the usual file systems.
const NAME_MAX_BYTES: usize = 255;
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
    settles_at(modified, SETTLED_AFTER, now).is_none()
}

/// When a file will have been left alone for `rest`; `None` where it has been.
pub fn settles_at(
    modified: DateTime<Utc>,
    rest: TimeDelta,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let age = now - modified;
    (age < rest && age > -rest).then(|| modified + rest)
}

/// Whether a file refused for that may only be half there.
pub fn may_be_half(reason: &Reason) -> bool {
    match reason {
        Reason::Empty
        | Reason::Encoding
        | Reason::UnknownFormat
        | Reason::Xml { .. }
        | Reason::Json { .. } => true,
        Reason::TooLarge { .. }
        | Reason::Doctype
        | Reason::TooIntricate
        | Reason::NotCap { .. }
        | Reason::NoWarning
        | Reason::Missing
        | Reason::Repeated
        | Reason::NotAllowed { .. }
        | Reason::NotATime { .. }
        | Reason::EndsBeforeItBegins
        | Reason::SentAhead { .. }
        | Reason::NotAWarning { .. }
        | Reason::BadIdentifier { .. }
        | Reason::BadReferences
        | Reason::TooMany { .. } => false,
    }
}

/// The names for a file in the folder it is moved to, best first: the first that is free is to be
/// used. Its ending stays, so that it can be put back as it is.
pub fn kept_names(name: &str) -> impl Iterator<Item = String> {
    let path = Path::new(name);
    let stem = path.file_stem().and_then(OsStr::to_str).unwrap_or(name);
    let ending = path.extension().and_then(OsStr::to_str).unwrap_or_default();
    (1..=NAMES_MAX).map(move |n| {
        let number = if n == 1 {
            String::new()
        } else {
            format!("-{n}")
        };
        let rest = format!("{number}.{ending}");
        let room = NAME_MAX_BYTES.saturating_sub(rest.len() + WHY_ENDING.len());
        let cut = stem.floor_char_boundary(room.min(stem.len()));
        format!("{}{rest}", &stem[..cut])
    })
}

/// The name of the file that says why the one of that name was refused.
pub fn why_name(kept: &str) -> String {
    format!("{kept}{WHY_ENDING}")
}

/// Whether a file is one that says why another was refused.
pub fn is_why(name: &OsStr) -> bool {
    name.to_str().is_some_and(|name| name.ends_with(WHY_ENDING))
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn what_may_be_half_there_is_waited_for_longer() {
        let now = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
        let modified = now - TimeDelta::seconds(10);
        assert!(is_settled(modified, now));
        let later = settles_at(modified, GIVEN_UP_AFTER, now);
        assert_eq!(later, Some(now + TimeDelta::seconds(20)));
        assert_eq!(settles_at(modified, GIVEN_UP_AFTER, later.unwrap()), None);
        assert!(may_be_half(&Reason::Empty) && !may_be_half(&Reason::Doctype));
    }

    #[test]
    fn a_file_keeps_its_ending_wherever_it_is_moved() {
        let names: Vec<String> = kept_names("a.b.xml").take(3).collect();
        assert_eq!(names, ["a.b.xml", "a.b-2.xml", "a.b-3.xml"]);
        assert!(names.iter().all(|name| is_wanted(OsStr::new(name))));
        assert_eq!(why_name(&names[1]), "a.b-2.xml.txt");
        assert!(is_why(OsStr::new("a.b-2.xml.txt")) && !is_why(OsStr::new("a.xml")));
    }

    #[test]
    fn names_are_bounded_in_number_and_length() {
        let long = format!("{}.xml", "预".repeat(100));
        let names: Vec<String> = kept_names(&long).collect();
        assert_eq!(names.len(), 1_000);
        assert!(names.iter().all(|name| why_name(name).len() <= 255));
        assert!(names.iter().all(|name| is_wanted(OsStr::new(name))));
        let distinct: std::collections::BTreeSet<&String> = names.iter().collect();
        assert_eq!(distinct.len(), 1_000);
    }
}
