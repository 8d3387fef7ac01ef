//! A number as people write it, and what it can mean: `BN-2026-001`, `2026-001`, `26-C001`, `1`.
//! What stands on a screen without its year may be of this year or the last; where two could be
//! meant nobody guesses.

use super::ids::{BadName, DeskCode, SubjectId, SubjectKind};
use super::state::State;

/// What a number like this should look like, in plain words.
const WANTED: &str = "a number like BN-2026-001, 26-001 or 1 (calls: BN-2026-C001, 26-C001 or C1)";

/// A number as it was written, as far as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    desk: Option<DeskCode>,
    year: Option<i32>,
    kind: Option<SubjectKind>,
    number: u32,
}

/// What a written number means.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Meant {
    /// This one; whether there is such a subject is not said.
    One(SubjectId),
    /// One of these, at least two; those that are open first, the newest first.
    Several(Vec<SubjectId>),
}

impl Written {
    /// Reads a number: whole (`BN-2026-001`), without the desk (`2026-001`, `26-001`) or alone
    /// (`1`, `C1`); in small letters and in an input method's full-width ones too.
    pub fn read(given: &str) -> Result<Self, BadName> {
        let bad = || BadName {
            given: given.to_owned(),
            wanted: WANTED,
        };
        let folded: String = given.trim().chars().map(plain).collect();
        let parts: Vec<&str> = folded.split('-').collect();
        let (desk, year, tail) = match parts.as_slice() {
            [tail] => (None, None, *tail),
            [year, tail] => (None, Some(*year), *tail),
            [desk, year, tail] => (Some(*desk), Some(*year), *tail),
            _ => return Err(bad()),
        };
        let desk = desk.map(str::parse).transpose().map_err(|_| bad())?;
        let year = match year {
            Some(year) => Some(read_year(year).ok_or_else(bad)?),
            None => None,
        };
        let (letter, number) = read_tail(tail).ok_or_else(bad)?;
        // A whole number without a letter is an incident's; a part of one is what it is asked for.
        let kind = letter.or(desk.is_some().then_some(SubjectKind::Incident));
        Ok(Self {
            desk,
            year,
            kind,
            number,
        })
    }

    /// The subject it names by itself; `None` where something was left out.
    pub fn whole(self) -> Option<SubjectId> {
        Some(SubjectId {
            desk: self.desk?,
            kind: self.kind?,
            year: self.year?,
            number: self.number,
        })
    }

    /// The family whose letter it bears.
    pub fn kind(&self) -> Option<SubjectKind> {
        self.kind
    }

    /// Whether a subject of that number can be meant.
    pub fn names(&self, id: &SubjectId) -> bool {
        self.number == id.number
            && self.year.is_none_or(|year| year == id.year)
            && self.kind.is_none_or(|kind| kind == id.kind)
            && self.desk.as_ref().is_none_or(|desk| *desk == id.desk)
    }

    /// What it means at a desk, asked for one of these families; the first of them that has such a
    /// number counts. `year` is the desk's year, meant where there is no such subject at all.
    ///
    /// A number without a year means the open subject of that number. Where more than one of those
    /// the desk still holds (open, or closed in the last 30 days) has it, or several and all of
    /// them long past, somebody has to say which.
    pub fn meant(&self, state: &State, kinds: &[SubjectKind], year: i32) -> Meant {
        let mut found = kinds.iter().map(|kind| self.of_kind(state, *kind));
        let mut found = found.find(|found| !found.is_empty()).unwrap_or_default();
        if found.iter().any(|id| state.holds(id)) {
            found.retain(|id| state.holds(id));
        }
        if found.len() > 1 {
            return Meant::Several(found);
        }
        let kind = kinds.first().copied().unwrap_or(SubjectKind::Incident);
        Meant::One(found.pop().unwrap_or_else(|| self.id(state, kind, year)))
    }

    /// The subjects of a family that have it, the open ones first, the newest first.
    fn of_kind(&self, state: &State, kind: SubjectKind) -> Vec<SubjectId> {
        let given = state.numbers.of(self.kind.unwrap_or(kind)).iter().rev();
        let years = given.filter(|(_, last)| **last >= self.number);
        let years = years.filter(|(year, _)| self.year.is_none_or(|this| this == **year));
        let ids = years.map(|(year, _)| self.id(state, kind, *year));
        let mut ids: Vec<SubjectId> = ids.filter(|id| self.names(id)).collect();
        ids.sort_by_key(|id| !state.is_open(id));
        ids
    }

    fn id(&self, state: &State, kind: SubjectKind, year: i32) -> SubjectId {
        SubjectId {
            desk: self.desk.clone().unwrap_or_else(|| state.desk.code.clone()),
            kind: self.kind.unwrap_or(kind),
            year: self.year.unwrap_or(year),
            number: self.number,
        }
    }
}

/// A letter or digit without its width and its size; every dash is one.
fn plain(c: char) -> char {
    let narrow = match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
        '\u{2010}'..='\u{2015}' | '\u{2212}' => '-',
        _ => c,
    };
    narrow.to_ascii_uppercase()
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit())
}

/// `2026`, or `26`.
fn read_year(text: &str) -> Option<i32> {
    let year: i32 = text.parse().ok().filter(|_| is_digits(text))?;
    match text.len() {
        2 => Some(2000 + year),
        4 => Some(year).filter(|year| *year >= 1970),
        _ => None,
    }
}

/// `001`, or `C001`.
fn read_tail(text: &str) -> Option<(Option<SubjectKind>, u32)> {
    let lettered = SubjectKind::ALL.into_iter().find_map(|kind| {
        let letter = Some(kind.letter()).filter(|letter| !letter.is_empty())?;
        text.strip_prefix(letter).map(|digits| (Some(kind), digits))
    });
    let (kind, digits) = lettered.unwrap_or((None, text));
    let number: u32 = digits.parse().ok().filter(|_| is_digits(digits))?;
    (number > 0).then_some((kind, number))
}
