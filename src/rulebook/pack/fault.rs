//! Why a pack was refused: file, line, and a typed reason whose sentence is in the locale files
//! under `error-pack-<key>`.

use std::fmt;

use crate::domain::Arg;

/// A pack that was refused. Nothing of it is in force.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PackError {
    /// The file, as the caller named it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong there.
    pub fault: PackFault,
}

/// What is wrong with a pack.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PackFault {
    /// Not TOML, or not the shape of a pack; the parser's own words.
    Syntax {
        /// What the parser says.
        message: String,
    },
    /// The file, or a list in it, is larger than any pack needs to be.
    TooMuch {
        /// What there is too much of: `bytes`, `rules`, `recipients`, `cases`.
        what: &'static str,
        /// How much is allowed.
        limit: usize,
    },
    /// A name that is not 1 to 40 small letters, digits and hyphens, a letter first.
    BadId {
        /// What was given.
        given: String,
    },
    /// The same id twice in one file.
    Duplicate {
        /// The id.
        id: String,
    },
    /// A new rule or recipient without a field it needs.
    Missing {
        /// The rule or recipient.
        id: String,
        /// The field.
        field: &'static str,
    },
    /// A word that is not one of those known.
    UnknownWord {
        /// The field.
        field: &'static str,
        /// What was given.
        given: String,
        /// What would have been right, with commas.
        known: String,
    },
    /// A recipient no pack names.
    UnknownRecipient {
        /// What was given.
        given: String,
        /// Those there are, with commas.
        known: String,
    },
    /// A rule without recipients, or one recipient twice.
    BadRecipients {
        /// The rule.
        id: String,
    },
    /// Not a limit.
    BadLimit {
        /// The field.
        field: &'static str,
        /// What was given.
        given: String,
    },
    /// Working days where only time by the clock can be meant.
    WorkingDays {
        /// The field.
        field: &'static str,
        /// What was given.
        given: String,
    },
    /// A limit of no time at all.
    ZeroLimit {
        /// The field.
        field: &'static str,
    },
    /// A limit over ten years.
    LimitTooLong {
        /// What was given.
        given: String,
    },
    /// *Due soon* is longer than the limit itself.
    SoonTooLong {
        /// The rule.
        id: String,
    },
    /// A text that is empty where it must not be, over its length, or holds control characters.
    BadText {
        /// The field.
        field: &'static str,
        /// Characters allowed.
        limit: usize,
    },
    /// A short name wider than its column.
    TooWide {
        /// The field.
        field: &'static str,
        /// Columns allowed.
        columns: usize,
    },
    /// A rule turned off without saying why.
    OffWhy {
        /// The rule.
        id: String,
    },
    /// Fields that do not go together.
    Clash {
        /// The rule.
        id: String,
        /// Which, under `pack-clash-`.
        clash: Clash,
    },
}

/// Fields of a rule that do not go together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Clash {
    /// A call is triaged, from when it was received, and nothing else.
    Call,
    /// An incident is not triaged, was not received, and has no warning's duties.
    Incident,
    /// A warning has its own duties, from when it was taken in.
    Warning,
    /// What is done inside the desk is done by means of the desk, and nothing else is.
    Desk,
    /// Follow-ups, and only they, start from the last report.
    FollowUp,
    /// A duty met by phone cannot start from the phone report.
    Phone,
    /// Only telling a neighbour starts when the neighbour is touched.
    Touched,
    /// What is done inside the desk and what a warning asks is nobody else's.
    By,
}

impl Clash {
    /// The locale key of its sentence.
    pub fn key(self) -> &'static str {
        match self {
            Self::Call => "pack-clash-call",
            Self::Incident => "pack-clash-incident",
            Self::Warning => "pack-clash-warning",
            Self::Desk => "pack-clash-desk",
            Self::FollowUp => "pack-clash-follow-up",
            Self::Phone => "pack-clash-phone",
            Self::Touched => "pack-clash-touched",
            Self::By => "pack-clash-by",
        }
    }
}

impl PackFault {
    /// The key of its sentence: `error-pack-<key>`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Syntax { .. } => "syntax",
            Self::TooMuch { .. } => "too-much",
            Self::BadId { .. } => "bad-id",
            Self::Duplicate { .. } => "duplicate",
            Self::Missing { .. } => "missing",
            Self::UnknownWord { .. } => "unknown-word",
            Self::UnknownRecipient { .. } => "unknown-recipient",
            Self::BadRecipients { .. } => "bad-recipients",
            Self::BadLimit { .. } => "bad-limit",
            Self::WorkingDays { .. } => "working-days",
            Self::ZeroLimit { .. } => "zero-limit",
            Self::LimitTooLong { .. } => "limit-too-long",
            Self::SoonTooLong { .. } => "soon-too-long",
            Self::BadText { .. } => "bad-text",
            Self::TooWide { .. } => "too-wide",
            Self::OffWhy { .. } => "off-why",
            Self::Clash { .. } => "clash",
        }
    }

    /// The values of its sentence, by the names the locale files use.
    fn args(&self) -> Vec<(&'static str, Arg)> {
        let text = |text: &str| Arg::Text(text.to_owned());
        let number = |number: usize| Arg::Text(number.to_string());
        match self {
            Self::Syntax { message } => vec![("message", text(message))],
            Self::TooMuch { what, limit } => vec![("what", text(what)), ("limit", number(*limit))],
            Self::BadId { given } | Self::LimitTooLong { given } => {
                vec![("given", text(given))]
            }
            Self::Duplicate { id }
            | Self::BadRecipients { id }
            | Self::SoonTooLong { id }
            | Self::OffWhy { id } => vec![("id", text(id))],
            Self::Missing { id, field } => vec![("id", text(id)), ("field", text(field))],
            Self::UnknownWord {
                field,
                given,
                known,
            } => vec![
                ("field", text(field)),
                ("given", text(given)),
                ("known", text(known)),
            ],
            Self::UnknownRecipient { given, known } => {
                vec![("given", text(given)), ("known", text(known))]
            }
            Self::BadLimit { field, given } | Self::WorkingDays { field, given } => {
                vec![("field", text(field)), ("given", text(given))]
            }
            Self::ZeroLimit { field } => vec![("field", text(field))],
            Self::BadText { field, limit } => {
                vec![("field", text(field)), ("limit", number(*limit))]
            }
            Self::TooWide { field, columns } => {
                vec![("field", text(field)), ("columns", number(*columns))]
            }
            Self::Clash { id, clash } => {
                vec![
                    ("id", text(id)),
                    ("clash", Arg::Key(clash.key().to_owned())),
                ]
            }
        }
    }
}

impl PackError {
    /// The locale key of its sentence; what to do next is its attribute `.hint`.
    pub fn key(&self) -> String {
        format!("error-pack-{}", self.fault.key())
    }

    /// The values of sentence and hint.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        let file = ("file", Arg::Text(self.file.clone()));
        let line = ("line", Arg::Text(self.line.to_string()));
        [file, line].into_iter().chain(self.fault.args()).collect()
    }
}

impl fmt::Display for PackError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}: {}", self.file, self.line, self.fault.key())?;
        let args = self.fault.args();
        args.iter()
            .try_for_each(|(name, value)| write!(f, " {name}={value:?}"))
    }
}

impl std::error::Error for PackError {}
