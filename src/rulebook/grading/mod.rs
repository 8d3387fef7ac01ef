//! Grading help: the grade that counted effects reach by a published table. It proposes; the
//! officer sets the grade.
//!
//! Two tables are kept as data, each with its source, since they differ: one death is grade III by
//! the table of 2011 and IV by that of 2014. A proposal always names the table it came from.

mod table;

pub use table::Table;

use crate::domain::grade::Grade;
use crate::domain::impact::Impact;

/// What a table grades by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Criterion {
    /// Deaths (死亡).
    Deaths,
    /// Poisoned or seriously injured (中毒或者重伤).
    Injured,
    /// Evacuated or moved (疏散、转移).
    Evacuated,
    /// Direct economic loss (直接经济损失).
    Loss,
    /// Ecology and protected species (生态功能、保护物种).
    Ecology,
    /// Drinking-water intake stopped (取水中断).
    Intake,
    /// Boundary crossed (跨界).
    Boundary,
}

impl Criterion {
    /// Every criterion, in the tables' order.
    pub const ALL: [Self; 7] = [
        Self::Deaths,
        Self::Injured,
        Self::Evacuated,
        Self::Loss,
        Self::Ecology,
        Self::Intake,
        Self::Boundary,
    ];

    /// The locale key of its name: `criterion-deaths`.
    pub fn key(self) -> &'static str {
        match self {
            Self::Deaths => "criterion-deaths",
            Self::Injured => "criterion-injured",
            Self::Evacuated => "criterion-evacuated",
            Self::Loss => "criterion-loss",
            Self::Ecology => "criterion-ecology",
            Self::Intake => "criterion-intake",
            Self::Boundary => "criterion-boundary",
        }
    }
}

/// The grade that counted effects reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The table it comes from.
    pub table: Table,
    /// The grade; `None` while nothing is known.
    pub grade: Option<Grade>,
    /// What reaches it. Empty where all that is known is *no harm*: then it is IV because nothing
    /// reaches III.
    pub deciding: Vec<Criterion>,
    /// What is not known yet.
    pub not_known: Vec<Criterion>,
}

/// What one criterion says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Finding {
    NotKnown,
    NoHarm,
    Reaches(Grade),
}

/// The grade that `impact` reaches by `table`. Any one criterion suffices, the highest wins; what is
/// known and reaches no more is IV (一般).
pub fn propose(impact: &Impact, table: Table) -> Proposal {
    let findings = Criterion::ALL.map(|criterion| (criterion, table.finding(criterion, impact)));
    let of = |wanted: Finding| {
        let matching = findings.iter().filter(move |(_, found)| *found == wanted);
        matching.map(|(criterion, _)| *criterion).collect()
    };
    let highest = findings
        .iter()
        .filter_map(|(_, finding)| match finding {
            Finding::NotKnown => None,
            Finding::NoHarm => Some(Grade::IV),
            Finding::Reaches(grade) => Some(*grade),
        })
        .max_by_key(|grade| grade.severity());
    Proposal {
        table,
        grade: highest,
        deciding: highest.map_or_else(Vec::new, |grade| of(Finding::Reaches(grade))),
        not_known: of(Finding::NotKnown),
    }
}
