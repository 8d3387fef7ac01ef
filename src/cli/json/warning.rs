//! A warning, and what became of it.

use serde::Serialize;

use crate::cli::seen::Seen;
use crate::domain::warning::{Warning, WarningLevel, WarningStatus};

#[derive(Debug, Serialize)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a key of the JSON that scripts read"
)]
pub(in crate::cli) struct WarningView {
    number: String,
    identifier: String,
    sender: String,
    sent_at: String,
    /// actual, exercise, test, draft, system.
    status: &'static str,
    /// Whether it means what it says.
    is_real: bool,
    for_district: bool,
    /// Nothing says for where it is, and nobody said it yet.
    unplaced: bool,
    /// When somebody said last for where it is, and why.
    placed_at: Option<String>,
    placed_reason: Option<String>,
    /// Whether it holds now, as far as anybody knows.
    active: bool,
    /// holds, asks (it says no end and has grown old: confirm or lift it), expired, ended.
    standing: &'static str,
    /// Until when it is trusted unasked, where it says no end.
    trusted_until: Option<String>,
    hazard: String,
    level: Option<&'static str>,
    headline: String,
    text: String,
    area: String,
    area_codes: Vec<String>,
    effective_at: String,
    expires_at: Option<String>,
    received_at: String,
    confirmed_at: Option<String>,
    ended_at: Option<String>,
    ended_reason: Option<String>,
    done: Vec<ActView>,
}

/// A duty of a warning that was done.
#[derive(Debug, Serialize)]
struct ActView {
    duty: &'static str,
    at: String,
    to: String,
}

impl WarningView {
    pub(in crate::cli) fn new(warning: &Warning, seen: Seen<'_>) -> Self {
        let facts = &warning.facts;
        let ended = warning.ended.as_ref();
        let placed = warning.placed.as_ref();
        let acts = warning.done.iter().map(|(duty, at, to)| ActView {
            duty: duty.name(),
            at: seen.stamp(*at),
            to: to.clone(),
        });
        Self {
            number: warning.id.to_string(),
            identifier: facts.identifier.clone(),
            sender: facts.sender.clone(),
            sent_at: seen.stamp(facts.sent),
            status: status_name(facts.status),
            is_real: facts.status == WarningStatus::Actual,
            for_district: warning.for_district,
            unplaced: warning.unplaced,
            placed_at: placed.map(|placed| seen.stamp(placed.at)),
            placed_reason: placed.map(|placed| placed.reason.clone()),
            active: warning.is_active(seen.now),
            standing: warning.standing(seen.now).name(),
            trusted_until: warning.trusted_until().map(|at| seen.stamp(at)),
            hazard: facts.hazard.clone(),
            level: facts.level.map(WarningLevel::name),
            headline: facts.headline.clone(),
            text: facts.text.clone(),
            area: facts.area.clone(),
            area_codes: facts.area_codes.clone(),
            effective_at: seen.stamp(facts.effective),
            expires_at: facts.expires.map(|at| seen.stamp(at)),
            received_at: seen.stamp(warning.received),
            confirmed_at: warning.confirmed.map(|at| seen.stamp(at)),
            ended_at: ended.map(|end| seen.stamp(end.at)),
            ended_reason: ended.map(|end| end.reason.clone()),
            done: acts.collect(),
        }
    }
}

/// The stable name of a status.
pub(in crate::cli) fn status_name(status: WarningStatus) -> &'static str {
    match status {
        WarningStatus::Actual => "actual",
        WarningStatus::Exercise => "exercise",
        WarningStatus::Test => "test",
        WarningStatus::Draft => "draft",
        WarningStatus::System => "system",
    }
}
