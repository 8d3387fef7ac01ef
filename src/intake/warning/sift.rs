//! What is to be done with each message of a file: taken in, or left because it is for elsewhere,
//! known already, or ends something nobody here holds.

use super::{District, Reach, reach, refer};
use crate::domain::SubjectId;
use crate::domain::warning::{Incoming, Warning, WarningFacts, WarningMessage};

/// Which messages a desk wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Those for its district. A file's only message that does not say where it is for is kept too.
    Here,
    /// All, wherever they are for: somebody chose the file.
    Any,
    /// All, and all are for the district: somebody said so.
    SaidToBeHere,
}

/// What becomes of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fate {
    /// It is to be taken in.
    Take,
    /// It is left: the desk has it as this number, or it came twice in one file.
    Known(Option<SubjectId>),
    /// It is left: it is for elsewhere.
    Elsewhere,
    /// It is left: it ends what is not held here.
    Unknown,
}

/// A message and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sifted {
    /// What was told, with what it refers to worked out.
    pub facts: WarningFacts,
    /// What says for where it is.
    pub reach: Reach,
    /// Whether it counts as for this district.
    pub is_here: bool,
    /// What becomes of it.
    pub fate: Fate,
}

impl Sifted {
    /// The message to be taken in, if it is.
    pub fn taken(&self) -> Option<Incoming> {
        (self.fate == Fate::Take).then(|| Incoming {
            facts: self.facts.clone(),
            for_district: self.is_here,
        })
    }
}

/// Sifts the messages of one file in the order they were sent, as what an update or a cancellation
/// speaks of has to be known before it. `held` are the warnings the desk has in mind.
pub fn sift<'a>(
    mut messages: Vec<WarningFacts>,
    held: impl Iterator<Item = &'a Warning> + Clone,
    district: &District<'_>,
    wanted: Wanted,
) -> Vec<Sifted> {
    messages.sort_by_key(|facts| facts.sent);
    let mut sieve = Sieve {
        wanted,
        is_list: messages.len() > 1,
        known: held.clone().collect(),
        holding: held
            .filter(|warning| warning.ended.is_none())
            .map(|warning| warning.facts.clone())
            .collect(),
        taken: Vec::new(),
    };
    messages
        .into_iter()
        .map(|facts| sieve.pass(facts, district))
        .collect()
}

struct Sieve<'a> {
    wanted: Wanted,
    is_list: bool,
    known: Vec<&'a Warning>,
    /// What holds after the messages before.
    holding: Vec<WarningFacts>,
    /// What the messages before were.
    taken: Vec<(String, WarningMessage)>,
}

impl Sieve<'_> {
    fn pass(&mut self, mut facts: WarningFacts, district: &District<'_>) -> Sifted {
        let reach = reach(&facts, district);
        let is_here = self.wanted == Wanted::SaidToBeHere || reach.is_here();
        if !is_here && self.leaves(&reach) {
            return Sifted {
                fate: Fate::Elsewhere,
                facts,
                reach,
                is_here,
            };
        }
        refer(&mut facts, self.holding.iter());
        let fate = self.fate(&facts);
        if fate == Fate::Take {
            self.hold(&facts);
        }
        Sifted {
            facts,
            reach,
            is_here,
            fate,
        }
    }

    fn leaves(&self, reach: &Reach) -> bool {
        match self.wanted {
            Wanted::Here => self.is_list || *reach != Reach::Nowhere,
            Wanted::Any => self.is_list,
            Wanted::SaidToBeHere => false,
        }
    }

    fn fate(&self, facts: &WarningFacts) -> Fate {
        if !facts.identifier.is_empty() {
            let same = |warning: &&&Warning| {
                warning.facts.identifier == facts.identifier
                    && warning.facts.message == facts.message
            };
            if let Some(known) = self.known.iter().find(same) {
                return Fate::Known(Some(known.id.clone()));
            }
            let twice = |(identifier, message): &(String, WarningMessage)| {
                *identifier == facts.identifier && *message == facts.message
            };
            if self.taken.iter().any(twice) {
                return Fate::Known(None);
            }
        }
        let is_chosen = self.wanted != Wanted::Here && !self.is_list;
        let ends = facts.message == WarningMessage::Cancel;
        if ends && !is_chosen && !self.holding.iter().any(|held| names(facts, held)) {
            return Fate::Unknown;
        }
        Fate::Take
    }

    /// What holds once this message is taken in.
    fn hold(&mut self, facts: &WarningFacts) {
        self.holding.retain(|held| !names(facts, held));
        self.taken.push((facts.identifier.clone(), facts.message));
        if facts.message != WarningMessage::Cancel {
            self.holding.push(facts.clone());
        }
    }
}

fn names(facts: &WarningFacts, held: &WarningFacts) -> bool {
    held.status == facts.status && facts.references.contains(&held.identifier)
}
