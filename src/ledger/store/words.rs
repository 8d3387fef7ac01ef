//! Which words a subject is found by. Chinese has no blanks, so every two neighbouring characters
//! are a word, and the last one alone; everything else is split where it is no letter or digit.
//! Pure.

use std::collections::BTreeSet;

use crate::domain::call::{CallFacts, Personal};
use crate::domain::incident::FactKey;
use crate::domain::warning::WarningFacts;
use crate::domain::{Event, SubjectId};

/// Bytes of a word that are kept; longer ones are found by their beginning.
const WORD_MAX_BYTES: usize = 48;

/// Words one entry may add.
const WORDS_MAX: usize = 2_000;

/// Words of a query that are looked for.
const TERMS_MAX: usize = 32;

/// Facts whose words are kept; the longer tales are read, not searched.
const FACTS: [FactKey; 6] = [
    FactKey::Title,
    FactKey::Place,
    FactKey::Cause,
    FactKey::Pollutants,
    FactKey::SensitivePoints,
    FactKey::Casualties,
];

/// The words an event adds to a subject.
pub(super) fn of_event(event: &Event) -> Option<(&SubjectId, BTreeSet<String>)> {
    let (subject, texts) = match event {
        Event::CallTaken { call, facts, .. } | Event::CallAmended { call, facts, .. } => {
            (call, call_texts(facts))
        }
        Event::IncidentLogged { incident, new, .. } => (incident, fact_texts(&new.facts)),
        Event::IncidentAmended {
            incident,
            amendment,
            ..
        } => (incident, fact_texts(&amendment.facts)),
        Event::WarningTaken { warning, facts, .. } => (warning, warning_texts(facts)),
        _ => return None,
    };
    let mut words: BTreeSet<String> = texts.iter().flat_map(|text| split(text)).collect();
    while words.len() > WORDS_MAX {
        words.pop_last();
    }
    Some((subject, words))
}

fn call_texts(facts: &CallFacts) -> Vec<&str> {
    let personal = [&facts.from, &facts.phone];
    let open = personal.into_iter().filter_map(Personal::text);
    [facts.about.as_str(), &facts.unit]
        .into_iter()
        .chain(open)
        .collect()
}

fn warning_texts(facts: &WarningFacts) -> Vec<&str> {
    let texts = [&facts.headline, &facts.hazard, &facts.area, &facts.sender];
    texts.map(String::as_str).to_vec()
}

fn fact_texts(facts: &std::collections::BTreeMap<FactKey, String>) -> Vec<&str> {
    let searched = facts.iter().filter(|(key, _)| FACTS.contains(key));
    searched.map(|(_, text)| text.as_str()).collect()
}

/// The words of a text, lower-case.
fn split(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    for run in runs(text) {
        match run {
            Run::Han(han) => {
                words.extend(han.windows(2).map(|pair| pair.iter().collect()));
                words.extend(han.last().map(ToString::to_string));
            }
            Run::Other(word) => words.push(word),
        }
    }
    words
}

/// What is looked for: words as they are kept, each to be taken as the beginning of one.
pub(super) fn terms(query: &str) -> Vec<String> {
    let mut terms = Vec::new();
    for run in runs(query) {
        match run {
            Run::Han(han) if han.len() == 1 => terms.push(han.iter().collect()),
            Run::Han(han) => terms.extend(han.windows(2).map(|pair| pair.iter().collect())),
            Run::Other(word) => terms.push(word),
        }
    }
    terms.truncate(TERMS_MAX);
    terms
}

/// The stretches of a query that a text must hold whole, lower-case: pairs that lie apart from each
/// other do not make a name.
pub(super) fn needles(query: &str) -> Vec<String> {
    runs(query)
        .into_iter()
        .take(TERMS_MAX)
        .map(|run| match run {
            Run::Han(han) => han.into_iter().collect(),
            Run::Other(word) => word,
        })
        .collect()
}

enum Run {
    Han(Vec<char>),
    Other(String),
}

fn runs(text: &str) -> Vec<Run> {
    let mut runs: Vec<Run> = Vec::new();
    let mut continues = false;
    for c in text.chars().flat_map(char::to_lowercase) {
        if !c.is_alphanumeric() && !is_han(c) {
            continues = false;
            continue;
        }
        match runs.last_mut() {
            Some(Run::Han(han)) if continues && is_han(c) => han.push(c),
            Some(Run::Other(word)) if continues && !is_han(c) => {
                if word.len() + c.len_utf8() <= WORD_MAX_BYTES {
                    word.push(c);
                }
            }
            _ if is_han(c) => runs.push(Run::Han(vec![c])),
            _ => runs.push(Run::Other(c.to_string())),
        }
        continues = true;
    }
    runs
}

/// Characters written without blanks between words: Han, and the marks that repeat or abridge them.
fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{323af}' | '々' | '〇')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chinese_is_kept_by_pairs_and_everything_else_by_words() {
        let expected = [
            "攀钢", "钢钛", "钛业", "业", "ph", "3", "1", "fe2o3", "江", "水色", "色",
        ];
        assert_eq!(split("攀钢钛业pH=3.1 Fe2O3，江(水色)"), expected);
        assert!(split("……  ，").is_empty());
    }

    #[test]
    fn a_single_character_is_looked_for_as_a_beginning() {
        assert_eq!(terms("江"), ["江"]);
        assert_eq!(terms("嘉陵江 PH"), ["嘉陵", "陵江", "ph"]);
        assert_eq!(terms(&"江水".repeat(100)).len(), TERMS_MAX);
    }

    #[test]
    fn an_endless_word_is_cut() {
        let words = split(&"x".repeat(500));
        assert_eq!(words, ["x".repeat(WORD_MAX_BYTES)]);
    }
}
