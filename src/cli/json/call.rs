//! A call.

use serde::Serialize;

use super::{DeadlineView, EntryView};
use crate::cli::seen::Seen;
use crate::domain::call::{Call, Personal, Triage};
use crate::rulebook;

#[derive(Debug, Serialize)]
pub(in crate::cli) struct CallView {
    number: String,
    received_at: String,
    channel: &'static str,
    /// Null where it is sealed.
    from: Option<String>,
    unit: String,
    /// Null where it is sealed.
    phone: Option<String>,
    confidential: bool,
    called_back: bool,
    about: String,
    triaged_at: Option<String>,
    outcome: Option<&'static str>,
    incident: Option<String>,
    passed_to: Option<String>,
    reason: Option<String>,
    deadlines: Vec<DeadlineView>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    timeline: Vec<EntryView>,
}

impl CallView {
    /// Without what happened to it: a line of a list.
    pub(in crate::cli) fn brief(call: &Call, seen: Seen<'_>) -> Self {
        let facts = &call.facts;
        let triage = call.triage.as_ref().map(|(_, triage)| triage);
        let deadlines = seen.of_call(call);
        let view = |deadline: &rulebook::Deadline| DeadlineView::new(deadline, &facts.about, seen);
        Self {
            number: call.id.to_string(),
            received_at: seen.stamp(facts.received),
            channel: facts.channel.name(),
            from: facts.from.text().map(str::to_owned),
            unit: facts.unit.clone(),
            phone: facts.phone.text().map(str::to_owned),
            confidential: is_sealed(&facts.from) || is_sealed(&facts.phone),
            called_back: facts.called_back,
            about: facts.about.clone(),
            triaged_at: call.triage.as_ref().map(|(at, _)| seen.stamp(*at)),
            outcome: triage.map(outcome),
            incident: match triage {
                Some(Triage::Became { incident } | Triage::Joined { incident }) => {
                    Some(incident.to_string())
                }
                _ => None,
            },
            passed_to: match triage {
                Some(Triage::PassedOn { to }) => Some(to.clone()),
                _ => None,
            },
            reason: match triage {
                Some(Triage::NoMatter { reason }) => Some(reason.clone()),
                _ => None,
            },
            deadlines: deadlines.iter().map(view).collect(),
            timeline: Vec::new(),
        }
    }

    /// With everything that happened to it.
    pub(in crate::cli) fn whole(call: &Call, seen: Seen<'_>) -> Self {
        let timeline = call.timeline.iter();
        Self {
            timeline: timeline.map(|h| EntryView::happened(h, seen)).collect(),
            ..Self::brief(call, seen)
        }
    }
}

fn is_sealed(field: &Personal) -> bool {
    matches!(field, Personal::Sealed(_))
}

/// The stable name of what became of a call.
pub(in crate::cli) fn outcome(triage: &Triage) -> &'static str {
    match triage {
        Triage::Became { .. } => "became",
        Triage::Joined { .. } => "joined",
        Triage::PassedOn { .. } => "passed-on",
        Triage::NoMatter { .. } => "no-matter",
    }
}
