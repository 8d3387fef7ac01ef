//! Questions to the desk, and its answers.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::{Deserialize, Serialize};

use super::{Health, Pin, refusal};
use crate::domain::rejection::Arg;
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
    /// Subjects of a family, newest first, however old.
    Subjects {
        /// The family.
        kind: SubjectKind,
        /// What their words hold, or their number; all of them where it is empty.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        query: String,
        /// Those numbered before this one; `None` begins with the newest.
        before: Option<SubjectId>,
        /// At most so many; never more than [`super::SUBJECTS_MAX`].
        limit: u32,
    },
    /// How many subjects of each family there are.
    Count {
        /// What their words hold, or their number; all of them where it is empty.
        query: String,
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
    /// Prove by a PIN to be an officer: to act as the one greeted as, or before the watch is taken.
    Prove {
        /// The officer's name.
        officer: String,
        /// The PIN.
        pin: Pin,
    },
    /// Set an officer's PIN, or take it away.
    SetPin {
        /// The officer's name.
        officer: String,
        /// The PIN; `None` takes it away.
        pin: Option<Pin>,
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
    Subjects(Page),
    /// To [`Query::Count`].
    Counted(Counts),
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
    /// To [`Query::Prove`].
    Proven,
    /// To [`Query::SetPin`].
    PinKept,
    /// To [`Query::Stop`].
    Stopping,
}

/// Some of many subjects.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Page {
    /// On the first page of a search: those whose number is what is searched for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbered: Vec<Subject>,
    /// The others, the newest first.
    pub subjects: Vec<Subject>,
    /// Where to go on: those numbered before this one follow. `None` where none do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub next: Option<SubjectId>,
}

/// How many subjects there are, by family.
pub type Counts = BTreeMap<SubjectKind, u64>;

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
    /// Figures that are locale keys themselves.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub keys: BTreeMap<String, String>,
    /// What is behind it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub because: Option<Box<Finding>>,
}

impl Finding {
    /// A sentence without figures.
    pub fn new(key: &str) -> Self {
        Self {
            key: key.to_owned(),
            args: BTreeMap::new(),
            keys: BTreeMap::new(),
            because: None,
        }
    }

    /// A sentence with the figures of a refusal.
    pub fn told<'a>(key: &str, args: impl IntoIterator<Item = (&'a str, Arg)>) -> Self {
        let mut finding = Self::new(key);
        for (name, arg) in args {
            if let Arg::Key(key) = arg {
                finding.keys.insert(name.to_owned(), key);
            } else {
                finding = finding.with(name, refusal::text(&arg));
            }
        }
        finding
    }

    /// Puts a figure into the sentence.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl std::fmt::Display) -> Self {
        self.args.insert(name.to_owned(), value.to_string());
        self
    }

    /// Names what is behind it; it is told after the sentence.
    #[must_use]
    pub fn because(mut self, cause: Self) -> Self {
        self.because = Some(Box::new(cause));
        self
    }

    /// The sentence and what is behind it, safe for a terminal.
    pub fn sentence(&self, lang: Lang) -> String {
        let sentence = self.own_sentence(lang);
        match &self.because {
            Some(cause) => format!("{sentence} ({})", cause.own_sentence(lang)),
            None => sentence,
        }
    }

    fn own_sentence(&self, lang: Lang) -> String {
        let figures = self.args.iter();
        let figures = figures.map(|(name, value)| (name.as_str(), refusal::plain(value).into()));
        let keys = self.keys.iter();
        let keys = keys.map(|(name, key)| (name.as_str(), lang.text(&refusal::plain(key)).into()));
        let args: Vec<_> = figures.chain(keys).collect();
        lang.say(&refusal::plain(&self.key), &args)
    }
}
