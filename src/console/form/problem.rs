//! What is wrong with a form or a field of it, told in whichever language the screen has.

use chrono_tz::Tz;

use crate::domain::Rejection;
use crate::domain::when::WhenError;
use crate::error::Error;
use crate::link::wire::Refusal;
use crate::locale::Lang;

/// What the keys of everything that can be wrong with a PIN begin with.
const PIN_KEYS: &str = "error-desk-pin-";

/// Something wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Problem {
    /// The desk, or a look at the form, says no.
    Refused(Refusal),
    /// A text is no time.
    NotATime(WhenError),
    /// A figure is none.
    NotANumber,
    /// No subject that may be named is.
    NoSuchSubject,
    /// Several subjects could be meant.
    Several(Vec<String>),
    /// The link is down; what was typed is kept.
    NoLink,
}

impl From<Rejection> for Problem {
    fn from(rejection: Rejection) -> Self {
        Self::Refused(Refusal::Rejected(rejection))
    }
}

impl Problem {
    /// An empty field that must be filled.
    pub fn empty(field: &str) -> Self {
        let field = field.to_owned();
        Rejection::Empty { field }.into()
    }

    /// The sentence.
    pub fn sentence(&self, lang: Lang, zone: Tz) -> String {
        match self {
            Self::Refused(refusal) => Error::from(refusal.clone()).sentence(lang, zone),
            Self::NotATime(error) => {
                let key = format!("when-{}", error.key());
                lang.say(&key, &[("given", error.given().into())])
            }
            Self::NotANumber => lang.text("console-not-a-number"),
            Self::NoSuchSubject => lang.text("form-no-such-subject"),
            Self::Several(these) => {
                let these = these.join(" / ");
                lang.say("form-several-subjects", &[("these", these.into())])
            }
            Self::NoLink => lang.text("console-no-link"),
        }
    }

    /// What to do about it; may be empty.
    pub fn hint(&self, lang: Lang, zone: Tz) -> String {
        match self {
            Self::Refused(refusal) => Error::from(refusal.clone()).hint(lang, zone),
            Self::NotATime(_) | Self::NotANumber | Self::NoSuchSubject | Self::Several(_) => {
                String::new()
            }
            Self::NoLink => lang.text("console-no-link.hint"),
        }
    }
}

/// Something wrong with one field, or with the form as a whole.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The field; `None` for the form.
    pub field: Option<String>,
    /// What is wrong.
    pub problem: Problem,
}

impl Fault {
    /// Something wrong with that field.
    pub fn at(field: &str, problem: Problem) -> Self {
        Self {
            field: Some(field.to_owned()),
            problem,
        }
    }

    /// A refusal, at the field it is about. `named` finds the field that holds a name.
    pub fn of(refusal: Refusal, named: impl Fn(&str) -> Option<String>) -> Self {
        let field = match &refusal {
            Refusal::Rejected(rejection) => field_of(rejection, named),
            Refusal::Edge { key, .. } => key.starts_with(PIN_KEYS).then(|| "pin".to_owned()),
        };
        Self {
            field,
            problem: Problem::Refused(refusal),
        }
    }
}

/// The field a rejection is about.
fn field_of(rejection: &Rejection, named: impl Fn(&str) -> Option<String>) -> Option<String> {
    match rejection {
        Rejection::Empty { field }
        | Rejection::TooLong { field, .. }
        | Rejection::ControlCharacter { field }
        | Rejection::InFuture { field, .. }
        | Rejection::Before { field, .. }
        | Rejection::TooOld { field, .. }
        | Rejection::Absurd { field } => Some(field.clone()),
        Rejection::UnknownRecipient { .. } | Rejection::NoRecipient => Some("to".to_owned()),
        Rejection::NoSignatory => Some("signatory".to_owned()),
        Rejection::NeedsLeader { .. } | Rejection::BelowFigures { .. } => {
            Some("approver".to_owned())
        }
        Rejection::QuietTooLong { .. } => Some("until".to_owned()),
        Rejection::PeriodBackwards { .. } => Some("last-day".to_owned()),
        Rejection::LearnedAfterCall { .. } => Some("learned".to_owned()),
        Rejection::UnknownOfficer { name }
        | Rejection::NotALeader { name }
        | Rejection::ConsentUnproven { name }
        | Rejection::LeaderOfShift { name } => named(name),
        _ => None,
    }
}
