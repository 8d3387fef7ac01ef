//! Grading: the grade that counted effects reach by a published table. It proposes; the officer sets
//! the grade, and one below what the figures reach is a leader's to allow.
//!
//! Two tables are kept as data, each with its source, since they differ: one death is grade III by
//! the table of 2011 and IV by that of 2014. A proposal always names the table it came from.
//!
//! ```text
//! table.rs    the tables, as data.            reached.rs   a figure, and the grade it reaches.
//! below.rs    a grade below the figures, an answer against them, and the consent to either.
//! ```

mod below;
mod reached;
mod table;

pub use below::{AnswerConsent, Below, Consents, GradeConsent, below};
pub use reached::{Criterion, Figure, Reached};
pub use table::Table;

use self::table::Finding;
use super::grade::{Grade, Track};
use super::impact::Impact;

/// The grade that counted effects reach.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// The table it comes from.
    pub table: Table,
    /// The grade; `None` while what is known does not tell one.
    pub grade: Option<Grade>,
    /// Everything that reaches a grade, the most serious first.
    pub reached: Vec<Reached>,
    /// What is not known yet.
    pub not_known: Vec<Criterion>,
    /// Whether anything is known at all, be it that there was no harm.
    pub is_anything_known: bool,
}

impl Proposal {
    /// What reaches the grade proposed. Empty where everything is known to be *no harm*: then it is
    /// IV because there was an incident and nothing reaches III.
    pub fn deciding(&self) -> impl Iterator<Item = &Reached> {
        let grade = self.grade;
        self.reached
            .iter()
            .filter(move |reach| Some(reach.grade) == grade)
    }
}

/// The grade that `impact` reaches by `table`. Any one criterion suffices, the highest wins. Known
/// harm that reaches no more is IV (一般). That there was none in one respect tells nothing of the
/// others: only where all of them are known to be *no harm* is it IV, for there was an incident.
pub fn propose(impact: &Impact, track: Track, table: Table) -> Proposal {
    let findings: Vec<(Criterion, Finding)> = Criterion::ALL
        .into_iter()
        .map(|criterion| (criterion, table.finding(criterion, impact)))
        .collect();
    let reach = |(criterion, finding): &(Criterion, Finding)| match finding {
        Finding::Reaches(grade, figure) => Some(Reached {
            criterion: *criterion,
            figure: *figure,
            grade: *grade,
        }),
        Finding::NotKnown | Finding::NoHarm | Finding::Silent => None,
    };
    let mut reached: Vec<Reached> = findings.iter().filter_map(reach).collect();
    reached.sort_by_key(|reach| std::cmp::Reverse(reach.grade.severity()));
    // Radiation is asked only of a radiation accident; what is known of it counts anywhere.
    let is_asked = |criterion| criterion != Criterion::Radiation || track == Track::Radiation;
    let not_known: Vec<Criterion> = findings
        .iter()
        .filter(|(criterion, finding)| *finding == Finding::NotKnown && is_asked(*criterion))
        .map(|(criterion, _)| *criterion)
        .collect();
    let highest = reached.first().map(|reach| reach.grade);
    let no_harm = findings
        .iter()
        .any(|(_, finding)| *finding == Finding::NoHarm);
    Proposal {
        table,
        grade: highest.or((no_harm && not_known.is_empty()).then_some(Grade::IV)),
        is_anything_known: no_harm || highest.is_some(),
        reached,
        not_known,
    }
}
