//! The messages. Entries and State cross as they are stored; every other message has a type of its
//! own. Values only: it knows no socket and no file.
//!
//! What must never change, so that any two versions can tell each other that they do not match: the
//! first message of a console is `{"hello":{"protocol":…,"program":…}}`, the first of a desk
//! `{"welcome":{"protocol":…,"program":…}}` or `{"refused":…}`.

mod access;
mod health;
mod hello;
mod pin;
mod query;
mod refusal;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use crate::domain::reminder::Raised;
use crate::domain::{Command, CommandId, Sealed, State, SubjectId};

pub use access::Access;
pub use health::{ClockHealth, ClockStep, Health, ReminderHealth, WayHealth};
pub use hello::{BEAT_SECONDS, FAR_BEAT_SECONDS, Greeting, Hello, Wants, Welcome, program};
pub use pin::{PIN_CHARS, Pin};
pub use query::{BackupReport, Counts, Finding, Page, Query, Reply};
pub use refusal::Refusal;

/// The version of this protocol. Both sides must speak the same.
pub const PROTOCOL: u32 = 2;

/// Entries one [`Query::Entries`] may ask for; more are given in several answers.
pub const ENTRIES_MAX: u32 = 1_000;

/// Characters a search may have.
pub const SEARCH_CHARS_MAX: usize = 200;

/// Subjects one query may ask for; more are given page by page.
pub const SUBJECTS_MAX: u32 = 200;

/// What a console or the command line says to the desk.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ToDesk {
    /// The first message, once.
    Hello(Hello),
    /// A wish.
    Do {
        /// The sender's name for it: a repeat is answered, not done twice.
        id: CommandId,
        /// The wish.
        command: Box<Command>,
    },
    /// A wish about a simulated desk's clock.
    Clock {
        /// The sender's name for it.
        id: CommandId,
        /// The wish.
        wish: ClockWish,
    },
    /// A question.
    Ask {
        /// The sender's number for it; the reply names it.
        id: u64,
        /// The question.
        query: Query,
    },
    /// The sender is there; the answer to a desk's [`FromDesk::Beat`].
    Beat,
    /// Somebody is awake at the post: keys were pressed. Said at most once a minute; not answered.
    Life,
}

/// What the desk says.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FromDesk {
    /// The answer to [`ToDesk::Hello`].
    Welcome(Box<Welcome>),
    /// The connection is refused or the message was none; nothing follows.
    Refused(Refusal),
    /// Everything as it stands; entries follow without gap. Sent again to a console that was too
    /// slow to follow: what it had is to be thrown away.
    Snapshot(Box<State>),
    /// The entry after the last one sent.
    Entry(Sealed),
    /// A rung whose time came and that no record could take: a disk that is full silences nothing.
    /// Said once; when the record takes it after all, its entry follows.
    Unrecorded(Box<Raised>),
    /// The answer to a wish.
    Done {
        /// The sender's name for it.
        id: CommandId,
        /// What was recorded, durably; or why nothing was.
        outcome: Result<Receipt, Refusal>,
    },
    /// The answer to a question.
    Reply {
        /// The sender's number for it.
        id: u64,
        /// The answer.
        reply: Result<Reply, Refusal>,
    },
    /// The desk is there, and how it is.
    Beat(Health),
    /// The desk ends; nothing follows.
    Farewell(Refusal),
}

/// A wish about a simulated desk's clock. The desk makes the value, so that two machines need not
/// agree on the time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ClockWish {
    /// Move it forward.
    Advance {
        /// By how much.
        seconds: u64,
    },
    /// Set it.
    To {
        /// What it shall show.
        at: DateTime<Utc>,
    },
    /// Change its pace.
    Rate {
        /// Simulated seconds per real second; 0 stands still.
        rate: u32,
    },
}

/// What was recorded for a wish.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    /// Its first entry.
    pub first_seq: u64,
    /// Its last entry.
    pub last_seq: u64,
    /// The subject it made or changed: of several, the one last numbered.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub subject: Option<SubjectId>,
    /// The report it made or corrected, by its number within the incident.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<u32>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_greetings_keep_the_shape_every_version_relies_on() {
        let hello = Hello::new(Wants::Answers);
        let text = serde_json::to_string(&ToDesk::Hello(hello)).unwrap();
        assert!(text.starts_with(r#"{"hello":{"protocol":2,"program":""#));
        let greeting: Greeting =
            serde_json::from_str(r#"{"hello":{"protocol":7,"program":"w 9","news":[1]}}"#).unwrap();
        assert_eq!(greeting.speaks(), (7, "w 9"));
        let greeting: Greeting =
            serde_json::from_str(r#"{"welcome":{"program":"w 9","x":{},"protocol":8}}"#).unwrap();
        assert_eq!(greeting.speaks(), (8, "w 9"));
    }

    #[test]
    fn a_stored_entry_crosses_with_its_bytes_untouched() {
        let stored = format!(
            r#"{{"prev":"{zeros}","hash":"{zeros}","body":{{"v":1, "later":"field","seq":1}}}}"#,
            zeros = "0".repeat(64)
        );
        let sealed: Sealed = serde_json::from_str(&stored).unwrap();
        let sent = serde_json::to_vec(&FromDesk::Entry(sealed)).unwrap();
        let FromDesk::Entry(got) = serde_json::from_slice(&sent).unwrap() else {
            panic!("an entry was sent")
        };
        assert_eq!(got.body.get(), r#"{"v":1, "later":"field","seq":1}"#);
    }
}
