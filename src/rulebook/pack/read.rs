//! One pack file's text, and its fields read as what they mean.

use toml::Spanned;
use unicode_width::UnicodeWidthStr;

use super::fault::{PackError, PackFault};
use super::shape::{CaseEntry, PackFile, Text};
use crate::domain::extent::Nature;
use crate::domain::grade::{Grade, Sensitive};
use crate::domain::impact::Boundary;
use crate::domain::rule::{Case, Recipient};
use crate::domain::{RecipientId, RuleId};
use crate::rulebook::limit::{self, BadLimit, Limit};

/// Bytes a pack file may hold.
const FILE_MAX: usize = 256 * 1024;

/// Characters an id may hold.
const ID_MAX: usize = 40;

/// Characters of a file's words that a sentence repeats.
const SHOWN_MAX: usize = 300;

/// Columns of a recipient's short names, zh and en.
pub(super) const SHORT_COLUMNS: [usize; 2] = [8, 10];

/// The text of a pack, for turning places into lines.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    file: &'a str,
    text: &'a str,
}

/// What a field says, or why it cannot.
pub(super) type Read<T> = Result<T, PackError>;

impl<'a> Source<'a> {
    /// Reads a pack's shape.
    pub fn read(file: &'a str, text: &'a str) -> Read<(Self, PackFile)> {
        let source = Self { file, text };
        if text.len() > FILE_MAX {
            let fault = PackFault::TooMuch {
                what: "bytes",
                limit: FILE_MAX,
            };
            return Err(source.fault(0, fault));
        }
        let pack = toml::from_str(text).map_err(|error| {
            let at = error.span().map_or(0, |span| span.start);
            let message = shown(error.message());
            source.fault(at, PackFault::Syntax { message })
        })?;
        Ok((source, pack))
    }

    /// The fault at a byte of the text. What is wrong behind the last line is said of the last line.
    pub fn fault(&self, at: usize, fault: PackFault) -> PackError {
        let before = self.text.bytes().take(at);
        let line = before.filter(|byte| *byte == b'\n').count() + 1;
        PackError {
            file: self.file.to_owned(),
            line: line.min(self.text.lines().count().max(1)),
            fault,
        }
    }

    /// The fault at a value.
    pub fn fault_at<T>(&self, place: &Spanned<T>, fault: PackFault) -> PackError {
        self.fault(place.span().start, fault)
    }

    /// An id: small letters, digits and hyphens, a letter first.
    pub fn id<'t>(&self, given: &'t Text) -> Read<&'t str> {
        let id = given.get_ref().as_str();
        let well_formed = (1..=ID_MAX).contains(&id.len())
            && id.starts_with(|c: char| c.is_ascii_lowercase())
            && id
                .chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-');
        if well_formed {
            return Ok(id);
        }
        let fault = PackFault::BadId { given: shown(id) };
        Err(self.fault_at(given, fault))
    }

    /// One of a closed list of words.
    pub fn word<T: Copy>(
        &self,
        field: &'static str,
        given: &Text,
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Read<T> {
        let found = all.iter().find(|word| name(**word) == given.get_ref());
        found.copied().ok_or_else(|| {
            let names: Vec<&str> = all.iter().map(|word| name(*word)).collect();
            let fault = PackFault::UnknownWord {
                field,
                given: shown(given.get_ref()),
                known: names.join(", "),
            };
            self.fault_at(given, fault)
        })
    }

    /// A list of words.
    pub fn words<T: Copy>(
        &self,
        field: &'static str,
        given: &[Text],
        all: &[T],
        name: fn(T) -> &'static str,
    ) -> Read<Vec<T>> {
        given
            .iter()
            .map(|word| self.word(field, word, all, name))
            .collect()
    }

    /// One way for a rule to apply.
    pub fn case(&self, given: &CaseEntry) -> Read<Case> {
        let sensitive = |field, given| self.words(field, given, &Sensitive::ALL, Sensitive::name);
        Ok(Case {
            grades: self.words("grades", &given.grades, &Grade::ALL, Grade::name)?,
            sensitive: sensitive("sensitive", &given.sensitive)?,
            not_sensitive: sensitive("not_sensitive", &given.not_sensitive)?,
            boundaries: self.words(
                "boundaries",
                &given.boundaries,
                &Boundary::ALL,
                Boundary::name,
            )?,
            natures: self.words("natures", &given.natures, &Nature::ALL, Nature::name)?,
            touched: given.touched,
        })
    }

    /// A line of words, which may be empty only where `at_least` is 0.
    pub fn line(
        &self,
        field: &'static str,
        given: &Text,
        at_least: usize,
        limit: usize,
    ) -> Read<String> {
        let text = given.get_ref().trim();
        let length = text.chars().count();
        if (at_least..=limit).contains(&length) && !text.chars().any(char::is_control) {
            return Ok(text.to_owned());
        }
        Err(self.fault_at(given, PackFault::BadText { field, limit }))
    }

    /// A short name that fits its column.
    pub fn short(&self, field: &'static str, given: &Text, columns: usize) -> Read<String> {
        let text = self.line(field, given, 1, columns)?;
        if text.width() > columns {
            return Err(self.fault_at(given, PackFault::TooWide { field, columns }));
        }
        Ok(text)
    }

    /// A time by the clock, in minutes.
    pub fn limit(&self, field: &'static str, text: &Text) -> Read<u32> {
        let read = limit::parse(text.get_ref());
        self.limit_read(field, text, read)
    }

    /// A rule's limit, which may count working days.
    pub fn rule_limit(&self, field: &'static str, text: &Text) -> Read<Limit> {
        let read = limit::parse_limit(text.get_ref());
        self.limit_read(field, text, read)
    }

    fn limit_read<T>(
        &self,
        field: &'static str,
        text: &Text,
        read: Result<T, BadLimit>,
    ) -> Read<T> {
        let given = shown(text.get_ref());
        read.map_err(|bad| {
            let fault = match bad {
                BadLimit::NotALimit => PackFault::BadLimit { field, given },
                BadLimit::WorkingDays => PackFault::WorkingDays { field, given },
                BadLimit::Zero => PackFault::ZeroLimit { field },
                BadLimit::TooLong => PackFault::LimitTooLong { given },
            };
            self.fault_at(text, fault)
        })
    }

    /// Who acts where it is not this bureau: a recipient; empty for this bureau.
    pub fn by(&self, given: &Text, known: &[Recipient]) -> Read<Option<RecipientId>> {
        if given.get_ref().is_empty() {
            return Ok(None);
        }
        self.recipient(given, known).map(Some)
    }

    /// A recipient that is known.
    fn recipient(&self, given: &Text, known: &[Recipient]) -> Read<RecipientId> {
        let id = RecipientId(given.get_ref().clone());
        if known.iter().any(|recipient| recipient.id == id) {
            return Ok(id);
        }
        let names: Vec<&str> = known.iter().map(|known| known.id.as_str()).collect();
        let fault = PackFault::UnknownRecipient {
            given: shown(&id.0),
            known: names.join(", "),
        };
        Err(self.fault_at(given, fault))
    }

    /// A rule's recipients: at least one, each known, none twice.
    pub fn recipients(
        &self,
        rule: &RuleId,
        given: &Spanned<Vec<Text>>,
        known: &[Recipient],
    ) -> Read<Vec<RecipientId>> {
        let bad = || PackFault::BadRecipients {
            id: rule.to_string(),
        };
        let mut ids: Vec<RecipientId> = Vec::new();
        for text in given.get_ref() {
            let id = self.recipient(text, known)?;
            if ids.contains(&id) {
                return Err(self.fault_at(text, bad()));
            }
            ids.push(id);
        }
        if ids.is_empty() {
            return Err(self.fault_at(given, bad()));
        }
        Ok(ids)
    }
}

/// Words from a file as a sentence may repeat them: no control characters, and not endless.
fn shown(words: &str) -> String {
    let plain = words.chars().map(|c| if c.is_control() { ' ' } else { c });
    plain.take(SHOWN_MAX).collect()
}
