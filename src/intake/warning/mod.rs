//! Warnings (预警) as other systems write them, made [`WarningFacts`]: CAP 1.2 (and 1.1) in XML, and
//! the JSON of the domestic services.
//!
//! What every reading has in common: the level is the colour the public was told, so it comes from
//! the headline's words and from fields or codes only where the headline names none; a time is an
//! instant or the file is refused; identifiers are exact or refused; prose is cleaned and cut.

mod cap;
mod district;
mod headline;
mod json;
mod level;
mod named;
mod places;
mod refer;
mod sift;
mod xml;

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use chrono_tz::Tz;

pub use district::{Reach, for_district, reach};
pub use places::{District, area_names};
pub use refer::refer;
pub use sift::{Fate, Place, Sifted, Wanted, sift};

use super::unreadable::{Reason, Unreadable};
use super::{encoding, text};
use crate::domain::text::{LINE_MAX, PROSE_MAX, steers};
use crate::domain::warning::{WarningFacts, WarningMessage};

/// Characters a headline may have; longer ones are cut.
pub const HEADLINE_MAX: usize = 2 * LINE_MAX;
/// Warnings one file may hold.
pub const WARNINGS_MAX: usize = 2_000;
/// Area codes one warning may have.
pub const AREA_CODES_MAX: usize = 500;
/// Messages one warning may refer to.
pub const REFERENCES_MAX: usize = 100;
/// How far a sender's clock may be ahead of the desk's. Below it clocks differ; above it a zone is
/// wrong (Beijing time called UTC is eight hours ahead) and no countdown from it could be trusted.
pub const AHEAD_MAX: TimeDelta = TimeDelta::hours(1);

/// Reads a file: every warning in it, in its order, or the reason why none is taken. An answer that
/// says there are no warnings is an empty list. `now` is the desk's time, `zone` the zone of times
/// that name none (only in JSON; CAP requires one).
pub fn read(bytes: &[u8], now: DateTime<Utc>, zone: Tz) -> Result<Vec<WarningFacts>, Unreadable> {
    let text = encoding::decode(bytes)?;
    let text = text.trim();
    if is_web_page(text) {
        return Err(Unreadable::whole(Reason::UnknownFormat));
    }
    let warnings = if text.starts_with('<') {
        vec![cap::read(text)?]
    } else {
        json::read(text, zone)?
    };
    for (place, facts) in &warnings {
        believable(facts, now).map_err(|reason| Unreadable {
            reason,
            place: place.clone(),
        })?;
    }
    Ok(warnings.into_iter().map(|(_, facts)| facts).collect())
}

/// Whether a text is HTML: what a portal or a proxy answers in place of the file asked for. Its
/// document type is no attack.
fn is_web_page(text: &str) -> bool {
    let begins = |tag: &str| {
        text.get(..tag.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(tag))
    };
    begins("<!doctype html") || begins("<html")
}

/// Refuses times that contradict each other or the clock.
fn believable(facts: &WarningFacts, now: DateTime<Utc>) -> Result<(), Reason> {
    if facts.sent > now + AHEAD_MAX {
        return Err(Reason::SentAhead {
            sent: facts.sent,
            now,
        });
    }
    // A cancellation often carries the times of what it cancels, cut short.
    let counts = facts.message != WarningMessage::Cancel;
    if counts && facts.expires.is_some_and(|end| end <= facts.effective) {
        return Err(Reason::EndsBeforeItBegins);
    }
    Ok(())
}

/// The name of a message, exact: references and a second delivery are matched by it.
fn identifier(given: &str) -> Result<String, Reason> {
    let name = given.trim();
    let bad = |c: char| steers(c) || c.is_whitespace() || matches!(c, ',' | '<' | '&');
    if name.is_empty() || name.chars().count() > LINE_MAX || name.contains(bad) {
        return Err(Reason::BadIdentifier {
            found: name.to_owned(),
        });
    }
    Ok(name.to_owned())
}

/// The words of a warning and what to do, as one text.
fn words(parts: &[String]) -> String {
    let said = parts.iter().map(|part| part.trim());
    let said: Vec<&str> = said.filter(|part| !part.is_empty()).collect();
    text::prose(&said.join("\n\n"), PROSE_MAX)
}

/// The texts, each once, in the order they first came.
fn distinct<'a>(given: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut seen = BTreeSet::new();
    given.filter(|text| seen.insert(*text)).cloned().collect()
}
