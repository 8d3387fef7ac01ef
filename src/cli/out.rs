//! What reaches standard output: text without anything that could steer a terminal, or JSON with
//! such characters escaped. A reader that went away ends the program quietly.

use std::io::{self, ErrorKind, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter};

use crate::console::text::clean;
use crate::domain::text::steers;
use crate::error::{Error, Exit};

/// The key under which a reader that went away is reported; nobody is told.
const READER_GONE: &str = "reader-gone";

/// Prints lines of text.
pub(super) fn text(text: &str) -> Result<(), Error> {
    let mut out = String::with_capacity(text.len() + 1);
    for line in text.trim_end_matches('\n').split('\n') {
        out.push_str(clean(line).trim_end());
        out.push('\n');
    }
    bytes(out.as_bytes())
}

/// Prints bytes as they are: what another program reads.
pub(super) fn bytes(bytes: &[u8]) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    out.write_all(bytes)
        .and_then(|()| out.flush())
        .map_err(failed)
}

/// Prints a value as JSON, over several lines.
pub(super) fn json(value: &impl Serialize) -> Result<(), Error> {
    let mut text = written(value, Safe(PrettyFormatter::new()))?;
    text.push(b'\n');
    bytes(&text)
}

/// A value as JSON on one line.
pub(super) fn json_line(value: &impl Serialize) -> Result<String, Error> {
    let text = written(value, Safe(CompactFormatter))?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// Whether an error only says that nobody reads any more.
pub(super) fn is_reader_gone(error: &Error) -> bool {
    error.key() == format!("error-{READER_GONE}")
}

fn failed(cause: io::Error) -> Error {
    if cause.kind() == ErrorKind::BrokenPipe {
        let mut gone = Error::new(READER_GONE);
        gone.exit = Exit::Done;
        return gone;
    }
    Error::new("cli-output").because(cause)
}

fn written(value: &impl Serialize, formatter: impl Formatter) -> Result<Vec<u8>, Error> {
    let mut text = Vec::new();
    let mut serializer = serde_json::Serializer::with_formatter(&mut text, formatter);
    value
        .serialize(&mut serializer)
        .map_err(|cause| Error::new("cli-output").because(cause))?;
    Ok(text)
}

/// Escapes, besides what JSON asks for, what steers a terminal.
struct Safe<F>(F);

macro_rules! pass_on {
    ($($name:ident($($arg:ident: $kind:ty),*);)*) => {
        $(fn $name<W: ?Sized + Write>(&mut self, writer: &mut W $(, $arg: $kind)*) -> io::Result<()> {
            self.0.$name(writer $(, $arg)*)
        })*
    };
}

impl<F: Formatter> Formatter for Safe<F> {
    pass_on! {
        begin_array();
        end_array();
        begin_array_value(first: bool);
        end_array_value();
        begin_object();
        end_object();
        begin_object_key(first: bool);
        begin_object_value();
        end_object_value();
    }

    fn write_string_fragment<W: ?Sized + Write>(
        &mut self,
        writer: &mut W,
        fragment: &str,
    ) -> io::Result<()> {
        let mut plain = 0;
        for (at, c) in fragment.char_indices().filter(|(_, c)| steers(*c)) {
            writer.write_all(&fragment.as_bytes()[plain..at])?;
            write!(writer, "\\u{:04x}", u32::from(c))?;
            plain = at + c.len_utf8();
        }
        writer.write_all(&fragment.as_bytes()[plain..])
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_holds_nothing_that_steers_a_terminal_and_reads_the_same() {
        let nasty = "a\u{9b}31m\u{1b}[2J\u{202e}\u{7f}汛\u{feff}";
        let line = json_line(&nasty).unwrap();
        assert!(!line.chars().any(steers), "{line}");
        assert_eq!(serde_json::from_str::<String>(&line).unwrap(), nasty);
    }
}
