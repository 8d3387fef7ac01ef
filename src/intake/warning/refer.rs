//! Which warnings a message speaks of that names none. Domestic lists say 解除 or 更新 in the
//! headline and refer to nothing; the same issuer has one warning of a hazard at a time.

use super::district::issuer;
use crate::domain::warning::{WarningFacts, WarningMessage, WarningStatus};

/// Names the warnings that an update or a cancellation without references is about: those among
/// `holding` of the same issuer, hazard and status that were sent no later. A message that has
/// references, and a new warning, stay as they are.
pub fn refer<'a>(facts: &mut WarningFacts, holding: impl Iterator<Item = &'a WarningFacts>) {
    if facts.message == WarningMessage::Alert || !facts.references.is_empty() {
        return;
    }
    let meant = |older: &&WarningFacts| {
        !older.identifier.is_empty()
            && older.identifier != facts.identifier
            && older.hazard == facts.hazard
            && older.sent <= facts.sent
            && same_status(older.status, facts.status)
            && same_issuer(older, facts)
    };
    facts.references = holding
        .filter(meant)
        .map(|older| older.identifier.clone())
        .collect();
}

/// An exercise never ends what is meant, nor the other way round.
fn same_status(one: WarningStatus, other: WarningStatus) -> bool {
    one == other
}

/// By the identifiers where both follow the national rule, as one institution goes by several names.
fn same_issuer(one: &WarningFacts, other: &WarningFacts) -> bool {
    match (issuer(&one.identifier), issuer(&other.identifier)) {
        (Some(one), Some(other)) => one == other,
        _ => one.sender == other.sender,
    }
}
