//! Grading help: expectations are the tables as published, 以上 with and 以下 without the number.

use watchkeeper::domain::grade::Grade;
use watchkeeper::domain::impact::{Boundary, Ecology, Impact, Intake};
use watchkeeper::locale::Lang;
use watchkeeper::rulebook::grading::{Criterion, Table, propose};

fn impact() -> Impact {
    Impact::default()
}

fn graded(impact: &Impact, table: Table) -> Option<Grade> {
    propose(impact, table).grade
}

/// Each figure reaches its grade by each of the tables.
fn reaches(tables: &[Table], with: impl Fn(u64) -> Impact, figures: &[(u64, Grade)]) {
    for table in tables {
        for (figure, grade) in figures {
            let found = graded(&with(*figure), *table);
            assert_eq!(found, Some(*grade), "{figure} by {}", table.name());
        }
    }
}

fn people(figure: u64) -> Option<u32> {
    u32::try_from(figure).ok()
}

#[test]
fn deaths() {
    use Grade::{I, II, III, IV};
    let with = |figure| Impact {
        deaths: people(figure),
        ..impact()
    };
    let of_2014 = [
        (0, IV),
        (1, IV),
        (2, IV),
        (3, III),
        (9, III),
        (10, II),
        (29, II),
        (30, I),
    ];
    reaches(&[Table::Y2014], with, &of_2014);
    let of_2011 = [
        (0, IV),
        (1, III),
        (2, III),
        (3, II),
        (9, II),
        (10, I),
        (30, I),
    ];
    reaches(&[Table::Y2011], with, &of_2011);
}

#[test]
fn poisoned_or_injured() {
    use Grade::{I, II, III, IV};
    let with = |figure| Impact {
        injured: people(figure),
        ..impact()
    };
    let figures = [(9, IV), (10, III), (49, III), (50, II), (99, II), (100, I)];
    reaches(&Table::ALL, with, &figures);
}

#[test]
fn evacuated() {
    use Grade::{I, II, III, IV};
    let with = |figure| Impact {
        evacuated: people(figure),
        ..impact()
    };
    let figures = [
        (4_999, IV),
        (5_000, III),
        (9_999, III),
        (10_000, II),
        (49_999, II),
        (50_000, I),
    ];
    reaches(&Table::ALL, with, &figures);
}

#[test]
fn direct_loss() {
    use Grade::{I, II, III, IV};
    let with = |figure| Impact {
        loss_yuan: Some(figure),
        ..impact()
    };
    let figures = [
        (4_999_999, IV),
        (5_000_000, III),
        (19_999_999, III),
        (20_000_000, II),
        (99_999_999, II),
        (100_000_000, I),
    ];
    reaches(&Table::ALL, with, &figures);
}

#[test]
fn kinds_reach_what_the_tables_say() {
    use Grade::{I, II, III, IV};
    for table in Table::ALL {
        for (ecology, grade) in [
            (Ecology::FunctionLost, I),
            (Ecology::FunctionPartlyLost, II),
            (Ecology::SpeciesHarmed, III),
            (Ecology::None, IV),
        ] {
            let impact = Impact {
                ecology: Some(ecology),
                ..impact()
            };
            assert_eq!(graded(&impact, table), Some(grade));
        }
        for (intake, grade) in [
            (Intake::City, I),
            (Intake::County, II),
            (Intake::Township, III),
            (Intake::None, IV),
        ] {
            let impact = Impact {
                intake: Some(intake),
                ..impact()
            };
            assert_eq!(graded(&impact, table), Some(grade));
        }
        for (boundary, grade) in [
            (Boundary::Country, I),
            (Boundary::Province, II),
            (Boundary::City, III),
            (Boundary::County, IV),
            (Boundary::None, IV),
        ] {
            let impact = Impact {
                boundary: Some(boundary),
                ..impact()
            };
            assert_eq!(graded(&impact, table), Some(grade));
        }
    }
}

#[test]
fn the_highest_wins_and_says_why() {
    let impact = Impact {
        deaths: Some(1),
        evacuated: Some(6_000),
        intake: Some(Intake::County),
        boundary: Some(Boundary::Province),
        ..impact()
    };
    let proposal = propose(&impact, Table::Y2014);
    assert_eq!(proposal.table, Table::Y2014);
    assert_eq!(proposal.grade, Some(Grade::II));
    assert_eq!(proposal.deciding, [Criterion::Intake, Criterion::Boundary]);
    assert_eq!(
        proposal.not_known,
        [Criterion::Injured, Criterion::Loss, Criterion::Ecology]
    );
}

#[test]
fn nothing_known_proposes_nothing() {
    for table in Table::ALL {
        let proposal = propose(&impact(), table);
        assert_eq!(proposal.grade, None);
        assert_eq!(proposal.deciding, []);
        assert_eq!(proposal.not_known, Criterion::ALL);
    }
}

#[test]
fn no_harm_is_the_mildest_grade_with_nothing_deciding() {
    let impact = Impact {
        deaths: Some(0),
        intake: Some(Intake::None),
        ..impact()
    };
    let proposal = propose(&impact, Table::Y2014);
    assert_eq!(proposal.grade, Some(Grade::IV));
    assert_eq!(proposal.deciding, []);
}

#[test]
fn one_death_differs_between_the_tables() {
    let impact = Impact {
        deaths: Some(1),
        ..impact()
    };
    assert_eq!(graded(&impact, Table::Y2014), Some(Grade::IV));
    assert_eq!(graded(&impact, Table::Y2011), Some(Grade::III));
    assert!(Table::Y2014.source().contains("119号"));
    assert!(Table::Y2011.source().contains("第17号"));
}

#[test]
fn every_criterion_has_a_name_in_both_languages() {
    for lang in Lang::ALL {
        for criterion in Criterion::ALL {
            assert!(lang.has(criterion.key()), "{}", criterion.key());
        }
    }
}
