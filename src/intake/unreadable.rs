//! Why something from outside was not taken, and where in it. The sentence is under
//! `error-intake-<key>` in the locale files, what to do next under `error-intake-<key>.hint`.

use std::fmt;

use chrono::{DateTime, Utc};

use super::text;
use crate::domain::rejection::Arg;

/// Characters of a foreign value that are shown in a sentence.
const SHOWN_MAX: usize = 120;

/// A refusal: nothing of the file was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Why.
    pub reason: Reason,
    /// Where.
    pub place: Place,
}

/// Where in a file: a line and a column, an element or field, or all of it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// Line and column from 1, where known.
    pub position: Option<(u32, u32)>,
    /// The element or field: `alert/info/urgency`, `[3].issuetime`; empty for the whole file.
    pub path: String,
}

/// Why a file was not taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reason {
    /// Nothing but blanks.
    Empty,
    /// More bytes than are ever read.
    TooLarge {
        /// Bytes allowed.
        limit: usize,
        /// Bytes given.
        given: usize,
    },
    /// Neither UTF-8, nor UTF-16 with its mark, nor Chinese GB 18030 (GBK, GB 2312).
    Encoding,
    /// Neither XML nor JSON.
    UnknownFormat,
    /// XML that is not well-formed.
    Xml {
        /// What the parser says, in English.
        detail: String,
    },
    /// A document type is declared: the way to make a small file large or to reach into other files.
    Doctype,
    /// Elements, attributes, declarations or depth beyond any warning.
    TooIntricate,
    /// The root is no CAP alert.
    NotCap {
        /// The root and its namespace.
        found: String,
    },
    /// JSON that does not read.
    Json {
        /// What the parser says, in English.
        detail: String,
    },
    /// JSON of no known shape.
    NoWarning,
    /// Something required is not there.
    Missing,
    /// Something that may be said once is said twice.
    Repeated,
    /// A value that is none of those allowed.
    NotAllowed {
        /// The value.
        found: String,
    },
    /// A value that is no time, or a time without its zone.
    NotATime {
        /// The value.
        found: String,
    },
    /// It ends before it begins.
    EndsBeforeItBegins,
    /// It was sent later than now: a wrong clock or zone on one side.
    SentAhead {
        /// When it says it was sent.
        sent: DateTime<Utc>,
        /// The desk's time.
        now: DateTime<Utc>,
    },
    /// An acknowledgement or an error message, not a warning.
    NotAWarning {
        /// Which.
        found: String,
    },
    /// A name of a message that is too long or holds what a name may not.
    BadIdentifier {
        /// The name.
        found: String,
    },
    /// References that name no message.
    BadReferences,
    /// More of them than are ever taken.
    TooMany {
        /// How many are allowed.
        limit: usize,
    },
}

impl Unreadable {
    /// A refusal of the whole file.
    pub fn whole(reason: Reason) -> Self {
        Self {
            reason,
            place: Place::default(),
        }
    }

    /// A refusal at an element or field.
    pub fn at(reason: Reason, path: impl Into<String>) -> Self {
        Self {
            reason,
            place: Place {
                position: None,
                path: path.into(),
            },
        }
    }

    /// The locale key of the sentence, without `error-`.
    pub fn key(&self) -> &'static str {
        self.reason.key()
    }

    /// The values of the sentence, by the names the locale files use.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        let number = |n: usize| Arg::Number(i64::try_from(n).unwrap_or(i64::MAX));
        let shown = |found: &str| Arg::Text(text::line(found, SHOWN_MAX));
        let mut args = match &self.reason {
            Reason::TooLarge { limit, given } => {
                return vec![("limit", number(*limit)), ("given", number(*given))];
            }
            Reason::Empty | Reason::Encoding | Reason::UnknownFormat | Reason::NoWarning => {
                return Vec::new();
            }
            Reason::Xml { detail } | Reason::Json { detail } => vec![("detail", shown(detail))],
            Reason::NotCap { found }
            | Reason::NotAllowed { found }
            | Reason::NotATime { found }
            | Reason::NotAWarning { found }
            | Reason::BadIdentifier { found } => vec![("found", shown(found))],
            Reason::SentAhead { sent, now } => {
                vec![("sent", Arg::Time(*sent)), ("now", Arg::Time(*now))]
            }
            Reason::TooMany { limit } => vec![("limit", number(*limit))],
            Reason::Doctype
            | Reason::TooIntricate
            | Reason::Missing
            | Reason::Repeated
            | Reason::EndsBeforeItBegins
            | Reason::BadReferences => Vec::new(),
        };
        args.push(("place", Arg::Text(self.place.to_string())));
        args
    }
}

impl Reason {
    /// The locale key of the sentence, without `error-`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Empty => "intake-empty",
            Self::TooLarge { .. } => "intake-too-large",
            Self::Encoding => "intake-encoding",
            Self::UnknownFormat => "intake-unknown-format",
            Self::Xml { .. } => "intake-xml",
            Self::Doctype => "intake-doctype",
            Self::TooIntricate => "intake-too-intricate",
            Self::NotCap { .. } => "intake-not-cap",
            Self::Json { .. } => "intake-json",
            Self::NoWarning => "intake-no-warning",
            Self::Missing => "intake-missing",
            Self::Repeated => "intake-repeated",
            Self::NotAllowed { .. } => "intake-not-allowed",
            Self::NotATime { .. } => "intake-not-a-time",
            Self::EndsBeforeItBegins => "intake-ends-before-it-begins",
            Self::SentAhead { .. } => "intake-sent-ahead",
            Self::NotAWarning { .. } => "intake-not-a-warning",
            Self::BadIdentifier { .. } => "intake-bad-identifier",
            Self::BadReferences => "intake-bad-references",
            Self::TooMany { .. } => "intake-too-many",
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.position, self.path.as_str()) {
            (Some((line, column)), "") => write!(f, "{line}:{column}"),
            (Some((line, column)), path) => write!(f, "{line}:{column} {path}"),
            (None, "") => f.write_str("-"),
            (None, path) => f.write_str(path),
        }
    }
}
