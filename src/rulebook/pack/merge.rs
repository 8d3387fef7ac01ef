//! Packs laid over each other: by id, the later changes the earlier.

use std::collections::BTreeSet;

use toml::{Spanned, Value};

use super::fault::{PackError, PackFault};
use super::overlay;
use super::read::Source;
use super::shape::{RecipientEntry, RuleEntry, Text};
use crate::domain::rule::{RuleSet, TurnedOff};

/// Rules a desk may have.
const RULES_MAX: usize = 500;

/// Recipients a desk may have.
const RECIPIENTS_MAX: usize = 300;

/// Characters of the reason for which a rule is turned off.
const REASON_MAX: usize = 500;

/// The packs read so far.
#[derive(Default)]
pub(super) struct Draft {
    set: RuleSet,
}

impl From<RuleSet> for Draft {
    fn from(set: RuleSet) -> Self {
        Self { set }
    }
}

impl Draft {
    /// Lays one more pack over those before. Its recipients come first, so its rules may name them.
    pub fn with(mut self, file: &str, text: &str) -> Result<Self, PackError> {
        let (source, pack) = Source::read(file, text)?;
        let name = format!("{}@{}", source.id(&pack.pack)?, pack.version.get_ref());
        let mut seen = BTreeSet::new();
        for entry in &pack.recipient {
            once(source, &mut seen, &entry.id)?;
            self.recipient(source, entry)?;
        }
        seen.clear();
        for entry in &pack.rule {
            once(source, &mut seen, &entry.id)?;
            self.rule(source, &name, entry)?;
        }
        Ok(self)
    }

    /// The rules in force.
    pub fn finish(self) -> RuleSet {
        self.set
    }

    fn recipient(&mut self, source: Source<'_>, entry: &RecipientEntry) -> Result<(), PackError> {
        let recipients = &mut self.set.recipients;
        let place = recipients
            .iter()
            .position(|known| known.id.as_str() == entry.id.get_ref());
        let base = place.map(|place| &recipients[place]);
        let recipient = overlay::recipient(source, entry, base)?;
        match place {
            Some(place) => recipients[place] = recipient,
            None => recipients.push(recipient),
        }
        let count = recipients.len();
        room(source, &entry.id, "recipients", count, RECIPIENTS_MAX)
    }

    fn rule(&mut self, source: Source<'_>, pack: &str, entry: &RuleEntry) -> Result<(), PackError> {
        let RuleSet {
            rules,
            recipients,
            off,
        } = &mut self.set;
        let id = entry.id.get_ref();
        let place = rules.iter().position(|known| known.id.as_str() == id);
        let was_off = off.iter().position(|known| known.rule.id.as_str() == id);
        let base = match (place, was_off) {
            (Some(place), _) => Some(&rules[place]),
            (None, Some(place)) => Some(&off[place].rule),
            (None, None) => None,
        };
        let rule = overlay::rule(source, pack, entry, base, recipients)?;
        off.retain(|known| known.rule.id != rule.id);
        match (&entry.off, place) {
            (Some(given), _) => {
                let reason = reason(source, &entry.id, given)?;
                rules.retain(|known| known.id != rule.id);
                off.push(TurnedOff { rule, reason });
            }
            (None, Some(place)) => rules[place] = rule,
            (None, None) => rules.push(rule),
        }
        let count = rules.len() + off.len();
        room(source, &entry.id, "rules", count, RULES_MAX)
    }
}

/// Why a rule is turned off.
fn reason(source: Source<'_>, id: &Text, given: &Spanned<Value>) -> Result<String, PackError> {
    let Value::String(words) = given.get_ref() else {
        let id = id.get_ref().clone();
        return Err(source.fault_at(given, PackFault::OffWhy { id }));
    };
    source.line(
        "off",
        &Spanned::new(given.span(), words.clone()),
        1,
        REASON_MAX,
    )
}

/// Refuses an id that stands twice in one file.
fn once<'a>(
    source: Source<'_>,
    seen: &mut BTreeSet<&'a str>,
    id: &'a Text,
) -> Result<(), PackError> {
    if seen.insert(source.id(id)?) {
        return Ok(());
    }
    let fault = PackFault::Duplicate {
        id: id.get_ref().clone(),
    };
    Err(source.fault_at(id, fault))
}

fn room(
    source: Source<'_>,
    place: &Text,
    what: &'static str,
    count: usize,
    limit: usize,
) -> Result<(), PackError> {
    if count <= limit {
        return Ok(());
    }
    Err(source.fault_at(place, PackFault::TooMuch { what, limit }))
}
