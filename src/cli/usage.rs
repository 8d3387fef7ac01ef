//! What clap says of a command line it cannot read, as a sentence and a hint in the reader's
//! language.

use clap::error::{ContextKind, ContextValue, ErrorKind};

use crate::error::Error;

/// The sentence for a command line that cannot be read.
pub(super) fn told(slip: &clap::Error) -> Error {
    let argument = value(slip, ContextKind::InvalidArg);
    let given = value(slip, ContextKind::InvalidValue);
    let known = value(slip, ContextKind::ValidValue);
    let error = match slip.kind() {
        ErrorKind::UnknownArgument => match suggestion(slip) {
            Some(meant) => Error::new("usage-option-meant").with("meant", meant),
            None => Error::new("usage-option"),
        },
        ErrorKind::InvalidSubcommand => {
            let given = value(slip, ContextKind::InvalidSubcommand);
            return Error::new("usage-command").with("given", given);
        }
        ErrorKind::MissingSubcommand | ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand => {
            Error::new("usage-no-command")
        }
        ErrorKind::InvalidValue if given.is_empty() => Error::new("usage-no-value"),
        ErrorKind::InvalidValue if known.is_empty() => {
            Error::new("usage-value").with("given", given)
        }
        ErrorKind::InvalidValue => Error::new("usage-word")
            .with("given", given)
            .with("known", known),
        ErrorKind::ValueValidation => Error::new("usage-value").with("given", given),
        ErrorKind::MissingRequiredArgument => Error::new("usage-missing"),
        ErrorKind::ArgumentConflict => {
            let other = value(slip, ContextKind::PriorArg);
            Error::new("usage-conflict").with("other", other)
        }
        ErrorKind::TooManyValues | ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => {
            Error::new("usage-number")
        }
        _ => Error::new("usage-other").with("message", first_line(slip)),
    };
    error.with("option", argument)
}

fn value(slip: &clap::Error, kind: ContextKind) -> String {
    match slip.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        Some(ContextValue::StyledStr(text)) => text.to_string(),
        Some(other) => other.to_string(),
        None => String::new(),
    }
}

fn suggestion(slip: &clap::Error) -> Option<String> {
    let meant = value(slip, ContextKind::SuggestedArg);
    (!meant.is_empty()).then_some(meant)
}

fn first_line(slip: &clap::Error) -> String {
    let message = slip.to_string();
    let line = message.lines().next().unwrap_or_default();
    line.trim_start_matches("error: ").to_owned()
}
