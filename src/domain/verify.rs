//! What checking the whole record found, in words a desk can send and a person can read. It does
//! not know how the record is kept or checked; that is the ledger's.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::entry::Digest;
use super::ids::{BadName, DeskCode, SubjectId};

/// Differences listed in a report; more are counted, not listed.
pub const DIFFERENCES_MAX: usize = 100;

/// The end of a chain: the last entry's number and hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Head {
    /// The number of the last entry; 0 before the first.
    pub seq: u64,
    /// Its hash.
    pub hash: Digest,
}

impl Head {
    /// The end of a chain without entries.
    pub const GENESIS: Self = Self {
        seq: 0,
        hash: Digest::GENESIS,
    };
}

impl fmt::Display for Head {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.seq, self.hash.short())
    }
}

/// A head as papers carry it, `1042:9f86d081`: the number and the first eight or more digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HeadClaim {
    /// The number.
    pub seq: u64,
    /// The first hexadecimal digits of the hash, lower case, 8 to 64.
    pub hash: String,
}

impl HeadClaim {
    /// Whether the entry of that number, with that hash, is the one claimed.
    pub fn is_met_by(&self, hash: &Digest) -> bool {
        hash.to_string().starts_with(&self.hash)
    }
}

impl FromStr for HeadClaim {
    type Err = BadName;

    fn from_str(given: &str) -> Result<Self, BadName> {
        let bad = || BadName {
            given: given.to_owned(),
            wanted: "a head like 1042:9f86d081, the number and 8 to 64 hexadecimal digits",
        };
        let (seq, hash) = given.trim().split_once(':').ok_or_else(bad)?;
        let hash = hash.to_ascii_lowercase();
        let hexadecimal = hash.chars().all(|c| c.is_ascii_hexdigit());
        if !hexadecimal || !(8..=64).contains(&hash.len()) {
            return Err(bad());
        }
        let seq = seq.parse().map_err(|_| bad())?;
        Ok(Self { seq, hash })
    }
}

/// Entries that neither copy of the record can prove.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    /// The first entry in doubt.
    pub first: u64,
    /// The last entry in doubt.
    pub last: u64,
    /// The file in which they should be; empty where it is gone.
    pub file: String,
    /// Where in it the damage begins, in bytes.
    pub offset: u64,
}

impl fmt::Display for Doubt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.first == self.last {
            write!(f, "{}", self.first)?;
        } else {
            write!(f, "{}-{}", self.first, self.last)?;
        }
        if self.file.is_empty() {
            return Ok(());
        }
        write!(f, " ({} @ {})", self.file, self.offset)
    }
}

/// Where the copies of the record do not agree. The journal is the proof; what differs from it
/// can be rebuilt from it, and what it lost can be mended from the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Difference {
    /// The journal is damaged there; the store still proves these entries.
    JournalDamaged(Doubt),
    /// The store lacks entries the journal has.
    StoreLacks {
        /// The first.
        first: u64,
        /// The last.
        last: u64,
    },
    /// The store holds another text for an entry.
    StoreDiffers {
        /// The entry.
        seq: u64,
    },
    /// The store holds entries beyond the journal's end.
    StoreAhead {
        /// The first.
        first: u64,
        /// The last.
        last: u64,
    },
    /// The store cannot be read.
    StoreUnreadable {
        /// What it said.
        reason: String,
    },
    /// A stored subject is not what its entries say.
    SubjectDiffers {
        /// Its number.
        subject: SubjectId,
    },
    /// The state in memory or in the last snapshot is not what the entries say.
    StateDiffers,
    /// A finished journal file no longer matches its digest.
    SegmentDiffers {
        /// The file.
        file: String,
    },
    /// An entry cannot be understood although its place in the chain is proven.
    EntryUnreadable {
        /// The entry.
        seq: u64,
    },
}

impl Difference {
    /// The locale key of the sentence, under `verify-`.
    pub fn key(&self) -> &'static str {
        match self {
            Self::JournalDamaged(_) => "journal-damaged",
            Self::StoreLacks { .. } => "store-lacks",
            Self::StoreDiffers { .. } => "store-differs",
            Self::StoreAhead { .. } => "store-ahead",
            Self::StoreUnreadable { .. } => "store-unreadable",
            Self::SubjectDiffers { .. } => "subject-differs",
            Self::StateDiffers => "state-differs",
            Self::SegmentDiffers { .. } => "segment-differs",
            Self::EntryUnreadable { .. } => "entry-unreadable",
        }
    }

    /// The values of the sentence, by the names the locale files use.
    pub fn args(&self) -> Vec<(&'static str, String)> {
        match self {
            Self::JournalDamaged(doubt) => vec![("entries", doubt.to_string())],
            Self::StoreLacks { first, last } | Self::StoreAhead { first, last } => {
                vec![("first", first.to_string()), ("last", last.to_string())]
            }
            Self::StoreDiffers { seq } | Self::EntryUnreadable { seq } => {
                vec![("seq", seq.to_string())]
            }
            Self::StoreUnreadable { reason } => vec![("reason", reason.clone())],
            Self::SubjectDiffers { subject } => vec![("subject", subject.to_string())],
            Self::SegmentDiffers { file } => vec![("file", file.clone())],
            Self::StateDiffers => Vec::new(),
        }
    }
}

/// What a check of the whole record found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VerifyReport {
    /// The desk that wrote it.
    pub desk: DeskCode,
    /// The end of the chain.
    pub head: Head,
    /// Entries proven, each against the one before it.
    pub entries: u64,
    /// Journal files read; 0 for a backup.
    pub segments: u64,
    /// Subjects compared with what their entries say; 0 for a backup.
    pub subjects: u64,
    /// Entries neither copy can prove.
    pub in_doubt: Vec<Doubt>,
    /// Where the copies differ, at most [`DIFFERENCES_MAX`].
    pub differences: Vec<Difference>,
    /// Differences found beyond those listed.
    pub unlisted: u64,
    /// Whether the head that was claimed is in the chain, where one was.
    pub claim_met: Option<bool>,
}

impl VerifyReport {
    /// Whether nothing at all is amiss.
    pub fn is_sound(&self) -> bool {
        self.in_doubt.is_empty() && self.differences.is_empty() && self.claim_met != Some(false)
    }

    /// Notes a difference, within the limit.
    pub fn differs(&mut self, difference: Difference) {
        if self.differences.len() < DIFFERENCES_MAX {
            self.differences.push(difference);
        } else {
            self.unlisted += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_on_paper_is_a_number_and_at_least_eight_digits() {
        let hash = Digest([0xab; 32]);
        let claim: HeadClaim = "7:ABABABAB".parse().unwrap();
        assert_eq!(claim.seq, 7);
        assert!(claim.is_met_by(&hash));
        assert!(!claim.is_met_by(&Digest::GENESIS));
        for bad in ["7", "7:abab", "x:abababab", "7:abababag", ":abababab"] {
            assert!(bad.parse::<HeadClaim>().is_err(), "{bad}");
        }
    }
}
