//! Names of things: desks, subjects, officers, recipients, rules. Values only; it knows no state.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::number::Written;

/// The short code of a desk (台号), 2–8 capital ASCII letters and digits, a letter first: `BN`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct DeskCode(String);

/// A name that is not of the form it should have; the edges turn it into a sentence.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{given:?} is not {wanted}")]
pub struct BadName {
    /// What was given.
    pub given: String,
    /// What would have been right, in plain words.
    pub wanted: &'static str,
}

impl DeskCode {
    /// The code as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for DeskCode {
    type Err = BadName;

    fn from_str(given: &str) -> Result<Self, BadName> {
        let well_formed = (2..=8).contains(&given.len())
            && given.starts_with(|c: char| c.is_ascii_uppercase())
            && given
                .chars()
                .all(|c| c.is_ascii_uppercase() || c.is_ascii_digit());
        if well_formed {
            return Ok(Self(given.to_owned()));
        }
        let wanted = "a desk code: 2 to 8 capital letters or digits, a letter first (BN)";
        Err(BadName {
            given: given.to_owned(),
            wanted,
        })
    }
}

impl TryFrom<String> for DeskCode {
    type Error = BadName;

    fn try_from(given: String) -> Result<Self, BadName> {
        given.parse()
    }
}

impl From<DeskCode> for String {
    fn from(code: DeskCode) -> Self {
        code.0
    }
}

impl fmt::Display for DeskCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The families of subjects a desk keeps.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum SubjectKind {
    /// A call (接报): something told to the desk, not yet or never an incident.
    Call,
    /// An incident (突发环境事件).
    Incident,
    /// A warning (预警) taken in from outside.
    Warning,
}

impl SubjectKind {
    /// Every family.
    pub const ALL: [Self; 3] = [Self::Call, Self::Incident, Self::Warning];

    /// The stable name: `incident`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Call => "call",
            Self::Incident => "incident",
            Self::Warning => "warning",
        }
    }

    /// The letter before the running number; incidents, the desk's reason to be, have none.
    pub(super) fn letter(self) -> &'static str {
        match self {
            Self::Call => "C",
            Self::Incident => "",
            Self::Warning => "W",
        }
    }
}

/// The number of a subject: desk, year and running number. `BN-2026-001` is an incident,
/// `BN-2026-C001` a call, `BN-2026-W001` a warning. Serialised as that text.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SubjectId {
    /// The desk that numbered it.
    pub desk: DeskCode,
    /// The family it belongs to.
    pub kind: SubjectKind,
    /// The calendar year, in the desk's zone, in which it was recorded.
    pub year: i32,
    /// Running from 1 within desk, kind and year.
    pub number: u32,
}

impl fmt::Display for SubjectId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mark = self.kind.letter();
        write!(f, "{}-{}-{mark}{:03}", self.desk, self.year, self.number)
    }
}

impl TryFrom<String> for SubjectId {
    type Error = BadName;

    fn try_from(given: String) -> Result<Self, BadName> {
        match Written::read(&given).ok().and_then(Written::whole) {
            Some(id) => Ok(id),
            None => Err(BadName {
                given,
                wanted: "a whole number like BN-2026-001",
            }),
        }
    }
}

impl From<SubjectId> for String {
    fn from(id: SubjectId) -> Self {
        id.to_string()
    }
}

/// An officer's running number in the desk's directory.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct OfficerId(pub u32);

macro_rules! text_id {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub String);

        impl $name {
            /// The name as text.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl From<&str> for $name {
            fn from(text: &str) -> Self {
                Self(text.to_owned())
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

text_id!(
    /// A recipient (报送对象) named in a rule pack: `district-government`.
    RecipientId
);
text_id!(
    /// A rule's stable name: `wp2021-phone`.
    RuleId
);
text_id!(
    /// A name the sender of a command makes for it, so that a repeat is answered, not done twice.
    CommandId
);

impl RecipientId {
    /// Whether it names a neighbour's bureau (毗邻区县生态环境局): every such id begins so.
    pub fn is_neighbour(&self) -> bool {
        self.as_str().starts_with("neighbour-")
    }

    /// Whether it stands for a neighbour's bureau that nobody has named yet.
    pub fn is_any_neighbour(&self) -> bool {
        self.as_str() == "neighbour-bureau"
    }
}
