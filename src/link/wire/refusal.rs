//! Why the desk did not do what was asked, as it crosses the link.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::Rejection;
use crate::domain::rejection::Arg;
use crate::domain::text::steers;
use crate::error::{Error, Exit};
use crate::locale::Lang;

/// Characters of a value from the other side that are shown.
const VALUE_CHARS_MAX: usize = 400;

/// Values of a refusal that are read.
const VALUES_MAX: usize = 16;

/// A refusal. Nothing was changed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// What was asked may not be.
    Rejected(Rejection),
    /// The desk cannot do it, or the connection is not wanted.
    Edge {
        /// The locale key of the sentence: `error-…`.
        key: String,
        /// Values of the sentence.
        #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
        args: BTreeMap<String, String>,
        /// The cause behind it, in the words of whoever reported it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        because: Option<String>,
        /// The exit code of a command that ends with it: 1 or 2.
        exit: u8,
    },
}

impl From<Rejection> for Refusal {
    fn from(rejection: Rejection) -> Self {
        Self::Rejected(rejection)
    }
}

impl From<&Error> for Refusal {
    fn from(error: &Error) -> Self {
        let args = error
            .args()
            .map(|(name, arg)| (name.to_owned(), text(arg)))
            .collect();
        Self::Edge {
            key: error.key().to_owned(),
            args,
            because: std::error::Error::source(error).map(ToString::to_string),
            exit: error.exit.code(),
        }
    }
}

impl From<Error> for Refusal {
    fn from(error: Error) -> Self {
        Self::from(&error)
    }
}

impl From<Refusal> for Error {
    /// What the other side sent is shown only as far as this program knows the sentence, and without
    /// a character that could steer a terminal.
    fn from(refusal: Refusal) -> Self {
        let (key, args, because, exit) = match refusal {
            Refusal::Rejected(rejection) => return rejection.into(),
            Refusal::Edge {
                key,
                args,
                because,
                exit,
            } => (key, args, because, exit),
        };
        let exit = match exit {
            1 => Exit::Refused,
            _ => Exit::CouldNotRun,
        };
        let known = key.starts_with("error-") && Lang::En.has(&key);
        let error = if known {
            let args = args.into_iter().take(VALUES_MAX);
            Self::retold(exit, key, args.map(|(name, value)| (name, plain(&value))))
        } else {
            let named = [("key".to_owned(), plain(&key))];
            Self::retold(exit, "error-link-unknown-refusal".to_owned(), named)
        };
        match because {
            Some(because) => error.because(plain(&because)),
            None => error,
        }
    }
}

pub(super) fn text(arg: &Arg) -> String {
    match arg {
        Arg::Text(text) | Arg::Key(text) | Arg::Say(text, _) => text.clone(),
        Arg::List(items) => items.iter().map(text).collect::<Vec<_>>().join(", "),
        Arg::Number(number) => number.to_string(),
        Arg::Time(at) => at.to_rfc3339(),
    }
}

/// Text from the other side, fit for a terminal: bounded, and without control characters or marks
/// that turn the direction of writing.
pub(super) fn plain(given: &str) -> String {
    given
        .chars()
        .filter(|c| !steers(*c))
        .take(VALUE_CHARS_MAX)
        .collect()
}

#[cfg(test)]
mod tests {
    use chrono_tz::Tz;

    use super::*;

    fn edge(key: &str, name: &str, value: &str) -> Refusal {
        Refusal::Edge {
            key: key.to_owned(),
            args: BTreeMap::from([(name.to_owned(), value.to_owned())]),
            because: None,
            exit: 2,
        }
    }

    #[test]
    fn a_known_refusal_is_told_in_the_readers_language_with_its_values() {
        let error = Error::from(edge("error-link-no-desk", "path", "/d/desk.sock"));
        assert!(error.sentence(Lang::Zh, Tz::UTC).contains("/d/desk.sock"));
        assert!(error.sentence(Lang::En, Tz::UTC).contains("/d/desk.sock"));
        assert_eq!(error.exit, Exit::CouldNotRun);
    }

    #[test]
    fn an_unknown_key_is_named_and_never_looked_up() {
        for key in [
            "error-of-the-future",
            "field-title",
            "",
            "error-link-no-desk.hint.x",
        ] {
            let error = Error::from(edge(key, "a", "b"));
            assert_eq!(error.key(), "error-link-unknown-refusal", "{key}");
            assert!(!error.hint(Lang::En, Tz::UTC).starts_with('['));
        }
    }

    #[test]
    fn values_from_the_other_side_cannot_steer_a_terminal() {
        let nasty = "a\u{1b}[2Jb\u{202e}c\r\n\u{9b}d";
        let error = Error::from(edge("error-link-no-desk", "path", nasty));
        let sentence = error.sentence(Lang::En, Tz::UTC);
        assert!(sentence.contains("a[2Jbcd"), "{sentence}");
        let long = "x".repeat(10_000);
        let error = Error::from(edge("error-link-no-desk", "path", &long));
        assert!(error.sentence(Lang::En, Tz::UTC).len() < 600);
    }

    #[test]
    fn an_error_crosses_the_link_and_reads_the_same() {
        let error = Error::new("link-no-desk")
            .with("path", "/p")
            .because("refused");
        let before = error.sentence(Lang::En, Tz::UTC);
        let text = serde_json::to_string(&Refusal::from(&error)).unwrap();
        let back: Refusal = serde_json::from_str(&text).unwrap();
        assert_eq!(Error::from(back).sentence(Lang::En, Tz::UTC), before);
    }
}
