//! By what a subject is found: the text of its facts in small letters, whole. A search reads those of
//! a family; even half a million are read within a second, and a text costs the record little. Pure.

use crate::domain::call::{CallFacts, Personal};
use crate::domain::incident::{FactKey, Incident};
use crate::domain::warning::WarningFacts;
use crate::domain::{Event, State, SubjectId};

/// Stretches of a query that are looked for.
const NEEDLES_MAX: usize = 32;

/// Facts that are searched; the longer tales are read.
const FACTS: [FactKey; 6] = [
    FactKey::Title,
    FactKey::Place,
    FactKey::Cause,
    FactKey::Pollutants,
    FactKey::SensitivePoints,
    FactKey::Casualties,
];

/// The subject whose text an event may change.
pub(super) fn changed_by(event: &Event) -> Option<&SubjectId> {
    match event {
        Event::CallTaken { call, .. } | Event::CallAmended { call, .. } => Some(call),
        Event::IncidentLogged { incident, .. } | Event::IncidentAmended { incident, .. } => {
            Some(incident)
        }
        Event::WarningTaken { warning, .. } => Some(warning),
        _ => None,
    }
}

/// The text of a subject the state holds.
pub(super) fn of(state: &State, id: &SubjectId) -> Option<String> {
    let call = state.calls.get(id).map(|call| call_texts(&call.facts));
    let incident = || state.incidents.get(id).map(incident_texts);
    let warning = || state.warnings.get(id).map(|it| warning_texts(&it.facts));
    let texts = call.or_else(incident).or_else(warning)?;
    Some(texts.join("\n").to_lowercase())
}

fn call_texts(facts: &CallFacts) -> Vec<&str> {
    let personal = [&facts.from, &facts.phone];
    let open = personal.into_iter().filter_map(Personal::text);
    [facts.about.as_str(), &facts.unit]
        .into_iter()
        .chain(open)
        .collect()
}

fn incident_texts(incident: &Incident) -> Vec<&str> {
    FACTS.map(|key| incident.fact(key)).to_vec()
}

fn warning_texts(facts: &WarningFacts) -> Vec<&str> {
    let texts = [&facts.headline, &facts.hazard, &facts.area, &facts.sender];
    texts.map(String::as_str).to_vec()
}

/// The stretches of letters and digits of a query, in small letters; a text must hold every one.
pub(super) fn needles(query: &str) -> Vec<String> {
    let query = query.to_lowercase();
    let stretches = query.split(|c: char| !c.is_alphanumeric());
    let filled = stretches.filter(|stretch| !stretch.is_empty());
    filled.take(NEEDLES_MAX).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_query_is_split_where_it_is_no_letter_or_digit() {
        let expected = ["攀钢钛业ph", "3", "1", "fe2o3", "江", "水色"];
        assert_eq!(needles("攀钢钛业pH=3.1 Fe2O3，江(水色)"), expected);
        assert!(needles("……  ，").is_empty());
        assert_eq!(needles(&"江 ".repeat(100)).len(), NEEDLES_MAX);
    }
}
