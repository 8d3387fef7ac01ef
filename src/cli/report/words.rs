//! The words of a report: given, from a file, or from standard input.

use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::domain::text::WORDS_MAX;
use crate::error::Error;

/// Bytes that are read: what the longest report takes in UTF-8, and one more to see that it is too
/// long.
const BYTES_MAX: u64 = 4 * WORDS_MAX as u64 + 1;

/// Where the words come from.
#[derive(Debug, Args)]
#[group(multiple = false)]
pub(super) struct Words {
    #[arg(long, value_name = "TEXT")]
    text: Option<String>,
    #[arg(long, value_name = "FILE")]
    text_file: Option<PathBuf>,
}

impl Words {
    /// The words; nothing where none were named.
    pub(super) fn read(self) -> Result<Option<String>, Error> {
        match (self.text, self.text_file) {
            (Some(text), _) => Ok(Some(text)),
            (None, Some(path)) => from_file(&path).map(Some),
            (None, None) => Ok(None),
        }
    }
}

fn from_file(path: &Path) -> Result<String, Error> {
    let fails = |cause: io::Error| {
        Error::new("cli-text-file")
            .with("path", path.display())
            .because(cause)
    };
    let mut bytes = Vec::new();
    let read = if path == Path::new("-") {
        io::stdin().lock().take(BYTES_MAX).read_to_end(&mut bytes)
    } else {
        File::open(path).and_then(|file| file.take(BYTES_MAX).read_to_end(&mut bytes))
    };
    read.map_err(fails)?;
    let text = String::from_utf8(bytes)
        .map_err(|_| Error::refused("cli-text-not-utf8").with("path", path.display()))?;
    // A mark that says "this is UTF-8" is no word of the report.
    Ok(text.strip_prefix('\u{feff}').unwrap_or(&text).to_owned())
}
