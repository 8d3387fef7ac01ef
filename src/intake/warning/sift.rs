//! What is to be done with each message of a file: taken in, or left because it is for elsewhere,
//! known already, or ends something nobody here holds.

use super::{District, Reach, reach, refer};
use crate::domain::SubjectId;
use crate::domain::warning::{Incoming, Warning, WarningFacts, WarningMessage};

/// Which messages a desk wants.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wanted {
    /// Those for its district, and those nobody but a person can tell of.
    Here,
    /// Those as well; and a file's only message wherever it is for: somebody chose the file.
    Any,
    /// All, and all are for the district: somebody said so.
    SaidToBeHere,
    /// All, and none is for the district: somebody said so.
    SaidToBeElsewhere,
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

/// For where a message is, as far as can be told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Place {
    /// For this district.
    Here,
    /// For elsewhere.
    Elsewhere,
    /// Somebody must say.
    Open,
}

/// A message and what becomes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sifted {
    /// What was told, with what it refers to worked out.
    pub facts: WarningFacts,
    /// What says for where it is.
    pub reach: Reach,
    /// Where it counts as for.
    pub place: Place,
    /// What becomes of it.
    pub fate: Fate,
}

impl Sifted {
    /// The message to be taken in, if it is.
    pub fn taken(&self) -> Option<Incoming> {
        (self.fate == Fate::Take).then(|| Incoming {
            facts: self.facts.clone(),
            for_district: self.place == Place::Here,
            unplaced: self.place == Place::Open,
        })
    }
}

/// Sifts the messages of one file in the order they were sent, as what an update or a cancellation
/// speaks of has to be known before it. `held` are the warnings the desk has in mind.
pub fn sift<'a>(
    mut messages: Vec<WarningFacts>,
    held: impl Iterator<Item = &'a Warning> + Clone,
    district: &District,
    wanted: Wanted,
) -> Vec<Sifted> {
    messages.sort_by_key(|facts| facts.sent);
    let mut sieve = Sieve {
        wanted,
        is_list: messages.len() > 1,
        known: held.clone().collect(),
        holding: held
            .filter(|warning| warning.ended.is_none())
            .map(|warning| (warning.facts.clone(), Place::of(warning)))
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
    /// What holds after the messages before, and for where it is.
    holding: Vec<(WarningFacts, Place)>,
    /// What the messages before were.
    taken: Vec<(String, WarningMessage)>,
}

impl Sieve<'_> {
    fn pass(&mut self, mut facts: WarningFacts, district: &District) -> Sifted {
        let reach = reach(&facts, district);
        refer(&mut facts, self.holding.iter().map(|(held, _)| held));
        let place = self.place(&reach, &facts);
        // What ends a warning that is held ends it, wherever either is for.
        let ends = facts.message == WarningMessage::Cancel && self.held(&facts).is_some();
        let fate = if place == Place::Elsewhere && self.leaves() && !ends {
            Fate::Elsewhere
        } else {
            self.fate(&facts)
        };
        if fate == Fate::Take {
            self.hold(&facts, place);
        }
        Sifted {
            facts,
            reach,
            place,
            fate,
        }
    }

    /// For where it is: what renews a warning that is held is for where that one is, if it says
    /// nothing plain itself.
    fn place(&self, reach: &Reach, facts: &WarningFacts) -> Place {
        match self.wanted {
            Wanted::SaidToBeHere => return Place::Here,
            Wanted::SaidToBeElsewhere => return Place::Elsewhere,
            Wanted::Here | Wanted::Any => {}
        }
        if !reach.is_open() {
            return if reach.is_here() {
                Place::Here
            } else {
                Place::Elsewhere
            };
        }
        self.held(facts).unwrap_or(Place::Open)
    }

    /// For where the warning is that a message speaks of, where it is held.
    fn held(&self, facts: &WarningFacts) -> Option<Place> {
        let mut held = self.holding.iter().filter(|(held, _)| names(facts, held));
        held.next().map(|(_, place)| *place)
    }

    /// Whether what is for elsewhere is left.
    fn leaves(&self) -> bool {
        match self.wanted {
            Wanted::Here => true,
            Wanted::Any => self.is_list,
            Wanted::SaidToBeHere | Wanted::SaidToBeElsewhere => false,
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
        if ends && !is_chosen && !self.holding.iter().any(|(held, _)| names(facts, held)) {
            return Fate::Unknown;
        }
        Fate::Take
    }

    /// What holds once this message is taken in.
    fn hold(&mut self, facts: &WarningFacts, place: Place) {
        self.holding.retain(|(held, _)| !names(facts, held));
        self.taken.push((facts.identifier.clone(), facts.message));
        if facts.message != WarningMessage::Cancel {
            self.holding.push((facts.clone(), place));
        }
    }
}

impl Place {
    fn of(warning: &Warning) -> Self {
        match (warning.unplaced, warning.for_district) {
            (true, _) => Self::Open,
            (false, true) => Self::Here,
            (false, false) => Self::Elsewhere,
        }
    }
}

fn names(facts: &WarningFacts, held: &WarningFacts) -> bool {
    held.status == facts.status && facts.references.contains(&held.identifier)
}
