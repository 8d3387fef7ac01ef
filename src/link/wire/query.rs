//! Questions to the desk, and its answers.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Health, refusal};
use crate::domain::subject::Subject;
use crate::domain::verify::{Head, HeadClaim, VerifyReport};
use crate::domain::{Sealed, State, SubjectId, SubjectKind};
use crate::locale::Lang;

/// A question.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Query {
    /// Everything that is open or closed lately.
    State,
    /// Entries of the record, in order.
    Entries {
        /// Those after this number.
        after: u64,
        /// At most so many; never more than [`super::ENTRIES_MAX`].
        limit: u32,
    },
    /// One subject, however old.
    Subject(SubjectId),
    /// Subjects of a kind, newest first, however old.
    Subjects {
        /// The kind.
        kind: SubjectKind,
        /// Those numbered before this one; `None` begins with the newest.
        before: Option<SubjectId>,
        /// At most so many; never more than [`super::SUBJECTS_MAX`].
        limit: u32,
    },
    /// Subjects whose words hold a text, newest first.
    Search {
        /// The text.
        text: String,
        /// At most so many; never more than [`super::SUBJECTS_MAX`].
        limit: u32,
    },
    /// How the desk is.
    Health,
    /// Walk the chain and compare everything that is kept.
    Verify {
        /// A head from a paper, to be looked for in the chain.
        claim: Option<HeadClaim>,
    },
    /// Write everything into one file.
    Backup {
        /// Which file, whole path; it must not exist.
        to: PathBuf,
    },
    /// Show a call's sealed personal fields. Being shown is recorded first.
    Reveal {
        /// The call.
        call: SubjectId,
        /// Why.
        reason: String,
    },
    /// Destroy the key of a call's sealed personal fields.
    Forget {
        /// The call.
        call: SubjectId,
        /// Why.
        reason: String,
    },
    /// End the desk.
    Stop,
}

/// An answer.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reply {
    /// To [`Query::State`].
    State(Box<State>),
    /// To [`Query::Entries`]. Fewer than asked for may mean that a frame was full: ask again.
    Entries(Vec<Sealed>),
    /// To [`Query::Subject`]; nothing where there is none.
    Subject(Option<Subject>),
    /// To [`Query::Subjects`].
    Subjects(Vec<Subject>),
    /// To [`Query::Search`].
    Found(Vec<Subject>),
    /// To [`Query::Health`].
    Health(Health),
    /// To [`Query::Verify`].
    Verified(VerifyReport),
    /// To [`Query::Backup`].
    BackedUp(BackupReport),
    /// To [`Query::Reveal`].
    Revealed {
        /// The caller's name.
        from: String,
        /// The caller's number.
        phone: String,
    },
    /// To [`Query::Forget`].
    Forgotten,
    /// To [`Query::Stop`].
    Stopping,
}

/// A file everything was written into.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BackupReport {
    /// The file.
    pub path: PathBuf,
    /// Its length.
    pub bytes: u64,
    /// The end of the chain in it.
    pub head: Head,
}

/// Something to be told: a locale key and the figures of its sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Finding {
    /// The locale key of the sentence.
    pub key: String,
    /// Figures for the sentence.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub args: BTreeMap<String, String>,
}

impl Finding {
    /// A sentence without figures.
    pub fn new(key: &str) -> Self {
        Self {
            key: key.to_owned(),
            args: BTreeMap::new(),
        }
    }

    /// Puts a figure into the sentence.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }

    /// The sentence, safe for a terminal.
    pub fn sentence(&self, lang: Lang) -> String {
        let args: Vec<_> = self
            .args
            .iter()
            .map(|(name, value)| (name.as_str(), refusal::plain(value).into()))
            .collect();
        lang.say(&refusal::plain(&self.key), &args)
    }
}
