//! Why a table was refused, and where: every row that is wrong. The sentence of a row is under
//! `table-<key>`; a value that is refused has the sentence of its refusal.

use crate::domain::rejection::{Arg, Rejection};
use crate::domain::text::steers;
use crate::intake::Unreadable;

/// Rows that are named; of more, the number.
pub const NAMED_MAX: usize = 20;

/// Characters of a cell that are shown.
const SHOWN_MAX: usize = 40;

/// A table that was refused. Nothing of it was taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Refused {
    /// The file cannot be read at all.
    File(Unreadable),
    /// Rows are wrong, in their order.
    Rows(Vec<RowFault>),
}

/// What is wrong with a row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RowFault {
    /// The row's number, the heading being 1.
    pub row: usize,
    /// The column's heading; empty where it is the row as a whole.
    pub column: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What can be wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// A quote that is never closed.
    OpenQuote,
    /// A quote in the middle of a cell.
    StrayQuote,
    /// More rows than are read.
    TooManyRows {
        /// How many are allowed.
        limit: usize,
    },
    /// More cells than are read.
    TooManyCells {
        /// How many are allowed.
        limit: usize,
    },
    /// More or fewer cells than the heading has.
    CellCount {
        /// Cells of the heading.
        wanted: usize,
        /// Cells of the row.
        given: usize,
    },
    /// A heading nothing is known of.
    UnknownColumn {
        /// The headings there may be.
        known: String,
    },
    /// A heading that stands twice.
    ColumnTwice,
    /// A heading that is needed and missing.
    NoColumn {
        /// Which.
        name: &'static str,
    },
    /// No rows beneath the heading.
    NoRows,
    /// A name nobody has.
    Unknown {
        /// The name.
        given: String,
    },
    /// A name that an earlier row has.
    Twice {
        /// That row.
        other: usize,
    },
    /// A number that lost the 0 it began with.
    LostZero {
        /// The number as it is known.
        known: String,
    },
    /// A value that is refused.
    Value(Rejection),
}

impl Refused {
    /// One row that stops the reading.
    pub fn row(fault: RowFault) -> Self {
        Self::Rows(vec![fault])
    }
}

impl RowFault {
    /// A fault of a row as a whole.
    pub fn whole(row: usize, fault: Fault) -> Self {
        Self {
            row,
            column: String::new(),
            fault,
        }
    }

    /// A fault in a column.
    pub fn at(row: usize, column: &str, fault: Fault) -> Self {
        let column = shown(column);
        Self { row, column, fault }
    }
}

impl Fault {
    /// The locale key of the sentence.
    pub fn key(&self) -> String {
        let key = match self {
            Self::OpenQuote => "open-quote",
            Self::StrayQuote => "stray-quote",
            Self::TooManyRows { .. } => "too-many-rows",
            Self::TooManyCells { .. } => "too-many-cells",
            Self::CellCount { .. } => "cell-count",
            Self::UnknownColumn { .. } => "unknown-column",
            Self::ColumnTwice => "column-twice",
            Self::NoColumn { .. } => "no-column",
            Self::NoRows => "no-rows",
            Self::Unknown { .. } => "unknown",
            Self::Twice { .. } => "twice",
            Self::LostZero { .. } => "lost-zero",
            Self::Value(rejection) => return format!("reject-{}", rejection.key()),
        };
        format!("table-{key}")
    }

    /// The values of the sentence, by the names the locale files use.
    pub fn args(&self) -> Vec<(&'static str, Arg)> {
        let number = |n: usize| Arg::Number(i64::try_from(n).unwrap_or(i64::MAX));
        match self {
            Self::OpenQuote | Self::StrayQuote | Self::ColumnTwice | Self::NoRows => Vec::new(),
            Self::TooManyRows { limit } | Self::TooManyCells { limit } => {
                vec![("limit", number(*limit))]
            }
            Self::CellCount { wanted, given } => {
                vec![("wanted", number(*wanted)), ("given", number(*given))]
            }
            Self::UnknownColumn { known } | Self::LostZero { known } => {
                vec![("known", Arg::Text(known.clone()))]
            }
            Self::NoColumn { name } => vec![("name", Arg::Text((*name).to_owned()))],
            Self::Unknown { given } => vec![("given", Arg::Text(shown(given)))],
            Self::Twice { other } => vec![("other", number(*other))],
            Self::Value(rejection) => rejection.args(),
        }
    }
}

/// A foreign text, short and free of what could steer a terminal.
fn shown(text: &str) -> String {
    let safe = text.chars().filter(|c| !steers(*c));
    safe.take(SHOWN_MAX).collect()
}
