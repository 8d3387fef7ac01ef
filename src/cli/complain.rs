//! What went wrong, on standard error: the sentence, then what to do next; with `--json` an object.

use std::io::Write;

use chrono_tz::Tz;
use serde::Serialize;

use super::context::Form;
use super::out;
use crate::console::text::clean;
use crate::error::{Error, Exit};
use crate::locale::Lang;

/// An error as scripts read it.
#[derive(Serialize)]
struct Told<'a> {
    error: &'a str,
    sentence: String,
    hint: String,
}

/// Something worth knowing as scripts read it.
#[derive(Serialize)]
struct Noted<'a> {
    note: &'a str,
    sentence: &'a str,
    hint: &'a str,
}

/// Tells the error and gives the exit it asks for.
pub(super) fn tell(error: &Error, form: Form, lang: Lang, zone: Tz) -> Exit {
    if out::is_reader_gone(error) {
        return error.exit;
    }
    let sentence = error.sentence(lang, zone);
    let hint = error.hint(lang, zone);
    let text = match form {
        Form::Text => format!("{}\n{}", clean(&sentence), clean(&hint)),
        Form::Json => {
            let key = error.key();
            let told = Told {
                error: key.strip_prefix("error-").unwrap_or(key),
                sentence,
                hint,
            };
            out::json_line(&told).unwrap_or_default()
        }
    };
    line(&text);
    error.exit
}

/// Something worth knowing that stops nothing.
pub(super) fn note(text: &str) {
    line(&clean(text));
}

/// As [`note`], with what to do next; scripts are told as well.
pub(super) fn remark(key: &str, sentence: &str, hint: &str, form: Form) {
    let text = match form {
        Form::Text => format!("{}\n{}", clean(sentence), clean(hint)),
        Form::Json => {
            let noted = Noted {
                note: key,
                sentence,
                hint,
            };
            out::json_line(&noted).unwrap_or_default()
        }
    };
    line(&text);
}

fn line(text: &str) {
    // Where standard error is gone too, nobody is left to tell.
    let _gone = writeln!(std::io::stderr(), "{text}");
}
