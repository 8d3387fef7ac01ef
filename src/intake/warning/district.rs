//! Whether a warning is for a district: by the codes of its area, else by the code of who issued
//! it, else by names.
//!
//! A code of the administrative divisions (GB/T 2260) has parts: province, prefecture, county, town,
//! village; a part of zeros means all of it. `500113` is Banan, `500113000000` says the same,
//! `500113100000` one of its towns, `500100` the districts of Chongqing, `500000` the city. Two areas
//! meet where the parts one names begin with the parts the other names. Codes are never padded:
//! `5001` read as `500100` would be right, but `50011` as `500110` would be another district.
//!
//! Names are read where there is no code: the area first, then the headline, who sent it, and the
//! words. What names the district in its words alone while its headline is for elsewhere is not
//! decided here: somebody must.

use super::named::{Style, Verdict, verdict};
use super::places::District;
use crate::domain::warning::WarningFacts;

/// The lengths at which a code ends a part.
const PARTS: [usize; 5] = [2, 4, 6, 9, 12];

/// How a warning was found to be for a district, or not. The words are under `reach-<key>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// One of its area codes covers the district or lies in it.
    Area {
        /// The code.
        code: String,
    },
    /// It names no code; who issued it answers for an area that covers the district or lies in it.
    Issuer {
        /// The code of the issuer's division.
        code: String,
    },
    /// It names no code; the district, a place in it or what covers it is named.
    Named {
        /// The name.
        name: String,
    },
    /// It is for elsewhere.
    Elsewhere,
    /// A name may mean the district, and may not.
    Doubtful {
        /// The name.
        name: String,
    },
    /// Nothing says where it is for.
    Nowhere,
}

impl Reach {
    /// Whether the warning is for the district.
    pub fn is_here(&self) -> bool {
        matches!(
            self,
            Self::Area { .. } | Self::Issuer { .. } | Self::Named { .. }
        )
    }

    /// Whether nobody but a person can tell.
    pub fn is_open(&self) -> bool {
        matches!(self, Self::Doubtful { .. } | Self::Nowhere)
    }

    /// The locale key of the words: `reach-area`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::Area { .. } => "reach-area",
            Self::Issuer { .. } => "reach-issuer",
            Self::Named { .. } => "reach-named",
            Self::Elsewhere => "reach-elsewhere",
            Self::Doubtful { .. } => "reach-doubtful",
            Self::Nowhere => "reach-nowhere",
        }
    }

    /// The code or name that decided; empty where none did.
    pub fn by(&self) -> &str {
        match self {
            Self::Area { code } | Self::Issuer { code } => code,
            Self::Named { name } | Self::Doubtful { name } => name,
            Self::Elsewhere | Self::Nowhere => "",
        }
    }
}

/// Whether a warning is for the district of a code, told by codes alone.
pub fn for_district(facts: &WarningFacts, district_code: &str) -> bool {
    by_code(facts, district_code).is_some_and(|reach| reach.is_here())
}

/// Whether a warning is for a district, and what says so.
pub fn reach(facts: &WarningFacts, district: &District) -> Reach {
    by_code(facts, &district.code).unwrap_or_else(|| by_name(facts, district))
}

/// What codes say; `None` where only names can.
fn by_code(facts: &WarningFacts, district_code: &str) -> Option<Reach> {
    let meets = |code: &&str| meet(code, district_code);
    let mut codes = facts
        .area_codes
        .iter()
        .map(String::as_str)
        .filter(|code| parts(code).is_some());
    if let Some(first) = codes.next() {
        return Some(match std::iter::once(first).chain(codes).find(meets) {
            Some(code) => Reach::Area {
                code: code.to_owned(),
            },
            None => Reach::Elsewhere,
        });
    }
    let issuer = issuer(&facts.identifier).map(|issuer| &issuer[..6]);
    issuer.filter(meets).map(|code| Reach::Issuer {
        code: code.to_owned(),
    })
}

/// What names say: what is told first decides, and what is told later settles a doubt. Where the
/// headline, or who issued it, is for elsewhere and the words speak of the district, nobody but a
/// person can tell.
fn by_name(facts: &WarningFacts, district: &District) -> Reach {
    let short = |text: &str| verdict(text, district, Style::Short);
    let issued = match issuer(&facts.identifier) {
        // It is not this division's, or its code would have said so.
        Some(_) => Verdict::Elsewhere,
        None => Verdict::Silent,
    };
    let told = [
        short(&facts.area),
        short(&facts.headline),
        short(&facts.sender),
    ];
    let words = verdict(&facts.text, district, Style::Prose);
    let later = told.iter().chain([&words]);
    let own = later.clone().find_map(|verdict| match verdict {
        Verdict::Here(name) => Some(name.clone()),
        _ => None,
    });
    let plain = told.iter().chain([&issued, &words]);
    let mut plain = plain.filter(|verdict| **verdict != Verdict::Silent);
    match (plain.next(), own) {
        (Some(Verdict::Here(name) | Verdict::Covered(name)), _) => {
            Reach::Named { name: name.clone() }
        }
        (Some(Verdict::Doubtful(_)), Some(name)) => Reach::Named { name },
        // Whoever issued it answers for another division: a word that may mean much is no doubt.
        (Some(Verdict::Doubtful(_)), None) if issued == Verdict::Elsewhere => Reach::Elsewhere,
        (Some(Verdict::Doubtful(name)), None) => Reach::Doubtful { name: name.clone() },
        (Some(Verdict::Elsewhere), Some(name)) => Reach::Doubtful { name },
        (Some(Verdict::Elsewhere), None) => Reach::Elsewhere,
        (Some(Verdict::Silent) | None, _) => Reach::Nowhere,
    }
}

/// Who issued a message, by the national rule for identifiers: six digits of the division, three of
/// the institution, three of its unit, two spare, then the time: `50011341600000_20260601080000`.
pub(super) fn issuer(identifier: &str) -> Option<&str> {
    let (issuer, rest) = identifier.split_once('_')?;
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_digit());
    let time = rest.split('_').next()?;
    (issuer.len() == 14 && time.len() == 14 && digits(issuer) && digits(time)).then_some(issuer)
}

/// The codes in a value: one, or several parted by commas or blanks; what is no code is left out.
pub(super) fn codes(value: &str) -> Vec<String> {
    value
        .split([',', '，', ';', '；', '、', '|', ' ', '\n', '\t'])
        .map(str::trim)
        .filter(|code| parts(code).is_some())
        .map(str::to_owned)
        .collect()
}

/// Whether one area lies in the other.
fn meet(one: &str, other: &str) -> bool {
    match (parts(one), parts(other)) {
        (Some(one), Some(other)) => one.starts_with(other) || other.starts_with(one),
        _ => false,
    }
}

/// The digits of a code up to its last part that is not all zeros.
fn parts(code: &str) -> Option<&str> {
    let code = code.trim();
    let whole = PARTS.contains(&code.len()) && code.bytes().all(|b| b.is_ascii_digit());
    if !whole || code.starts_with("00") {
        return None;
    }
    let ends = |end: &&usize| **end <= code.len() && code[**end..].bytes().all(|b| b == b'0');
    PARTS.iter().find(ends).map(|end| &code[..*end])
}
