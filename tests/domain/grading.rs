//! Grading help: expectations are the tables as published, 以上 with and 以下 without the number.

use watchkeeper::domain::grade::{Grade, Track};
use watchkeeper::domain::grading::{Criterion, Proposal, Table, propose};
use watchkeeper::domain::impact::{Boundary, Ecology, Impact, Intake, Radiation};
use watchkeeper::locale::Lang;

fn impact() -> Impact {
    Impact::default()
}

fn proposed(impact: &Impact, table: Table) -> Proposal {
    propose(impact, Track::Ordinary, table)
}

fn graded(impact: &Impact, table: Table) -> Option<Grade> {
    proposed(impact, table).grade
}

fn deciding(proposal: &Proposal) -> Vec<Criterion> {
    proposal.deciding().map(|reach| reach.criterion).collect()
}

/// Everything looked into, and nothing found.
fn no_harm() -> Impact {
    Impact {
        deaths: Some(0),
        injured: Some(0),
        evacuated: Some(0),
        loss_yuan: Some(0),
        ecology: Some(Ecology::None),
        radiation: None,
        intake: Some(Intake::None),
        boundary: Some(Boundary::None),
    }
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
        (1, IV),
        (2, IV),
        (3, III),
        (9, III),
        (10, II),
        (29, II),
        (30, I),
    ];
    reaches(&[Table::Y2014], with, &of_2014);
    let of_2011 = [(1, III), (2, III), (3, II), (9, II), (10, I), (30, I)];
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
            (Ecology::RegionLost, I),
            (Ecology::SpeciesExtinct, I),
            (Ecology::FunctionPartlyLost, II),
            (Ecology::RegionPartlyLost, II),
            (Ecology::SpeciesDied, II),
            (Ecology::SpeciesHarmed, III),
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
    let proposal = proposed(&impact, Table::Y2014);
    assert_eq!(proposal.table, Table::Y2014);
    assert_eq!(proposal.grade, Some(Grade::II));
    assert_eq!(
        deciding(&proposal),
        [Criterion::Intake, Criterion::Boundary]
    );
    assert_eq!(
        proposal.not_known,
        [Criterion::Injured, Criterion::Loss, Criterion::Ecology]
    );
}

#[test]
fn nothing_known_proposes_nothing() {
    for table in Table::ALL {
        let proposal = proposed(&impact(), table);
        assert_eq!(proposal.grade, None);
        assert!(!proposal.is_anything_known);
        assert_eq!(proposal.reached, []);
        let asked = Criterion::ALL.map(|one| (one != Criterion::Radiation).then_some(one));
        let asked: Vec<_> = asked.into_iter().flatten().collect();
        assert_eq!(proposal.not_known, asked);
    }
}

#[test]
fn one_known_zero_alone_proposes_nothing() {
    let zeros = [
        Impact {
            deaths: Some(0),
            ..impact()
        },
        Impact {
            loss_yuan: Some(0),
            ..impact()
        },
        Impact {
            intake: Some(Intake::None),
            ..impact()
        },
        Impact {
            boundary: Some(Boundary::None),
            ..impact()
        },
    ];
    for table in Table::ALL {
        for known in &zeros {
            let proposal = proposed(known, table);
            assert_eq!(proposal.grade, None, "{known:?} by {}", table.name());
            assert!(proposal.is_anything_known);
        }
    }
    let but_one = Impact {
        evacuated: None,
        ..no_harm()
    };
    let proposal = proposed(&but_one, Table::Y2014);
    assert_eq!(proposal.grade, None);
    assert_eq!(proposal.not_known, [Criterion::Evacuated]);
}

#[test]
fn a_zero_takes_nothing_from_harm_that_is_known() {
    let known = Impact {
        injured: Some(4),
        ..no_harm()
    };
    for table in Table::ALL {
        let proposal = proposed(&known, table);
        assert_eq!(proposal.grade, Some(Grade::IV));
        assert_eq!(deciding(&proposal), [Criterion::Injured]);
    }
}

#[test]
fn radiation_reaches_what_the_table_in_force_says() {
    use Grade::{I, II, III, IV};
    let rows = [
        (Radiation::SourceSevere, I),
        (Radiation::ManyAcuteDeaths, I),
        (Radiation::LeakLarge, I),
        (Radiation::SourceHigh, II),
        (Radiation::AcuteDeaths, II),
        (Radiation::ManySevere, II),
        (Radiation::LeakLarger, II),
        (Radiation::SourceMiddle, III),
        (Radiation::Severe, III),
        (Radiation::LeakSmall, III),
        (Radiation::SourceLow, IV),
        (Radiation::OverDose, IV),
        (Radiation::LeakInside, IV),
        (Radiation::MineDischarge, IV),
    ];
    assert_eq!(
        rows.len() + 1,
        Radiation::ALL.len(),
        "every harm but *none* is in the table"
    );
    for (radiation, grade) in rows {
        let known = Impact {
            radiation: Some(radiation),
            ..impact()
        };
        let proposal = proposed(&known, Table::Y2014);
        assert_eq!(proposal.grade, Some(grade), "{}", radiation.name());
        assert_eq!(deciding(&proposal), [Criterion::Radiation]);
        // The radiation clauses of 2011 are not kept, so that table says nothing of it.
        assert_eq!(graded(&known, Table::Y2011), None);
    }
}

#[test]
fn radiation_is_missed_only_where_it_is_a_radiation_accident() {
    let of = |impact, track| propose(&impact, track, Table::Y2014);
    assert_eq!(of(no_harm(), Track::Ordinary).grade, Some(Grade::IV));
    let open = of(no_harm(), Track::Radiation);
    assert_eq!(open.grade, None);
    assert_eq!(open.not_known, [Criterion::Radiation]);
    let none = Impact {
        radiation: Some(Radiation::None),
        ..no_harm()
    };
    assert_eq!(of(none, Track::Radiation).grade, Some(Grade::IV));
}

#[test]
fn what_was_entered_before_two_harms_were_told_apart_reads_the_same() {
    let old: Impact = serde_json::from_str(r#"{"deaths":0,"ecology":"function-lost"}"#).unwrap();
    assert_eq!(old.ecology, Some(Ecology::FunctionLost));
    assert_eq!(old.radiation, None);
    assert_eq!(
        serde_json::to_string(&old).unwrap(),
        r#"{"deaths":0,"ecology":"function-lost"}"#
    );
    assert_eq!(
        Lang::Zh.text("ecology-function-lost"),
        "区域生态功能丧失或保护物种灭绝"
    );
}

#[test]
fn no_harm_in_any_respect_is_the_mildest_grade_with_nothing_deciding() {
    for table in Table::ALL {
        let proposal = proposed(&no_harm(), table);
        assert_eq!(proposal.grade, Some(Grade::IV));
        assert_eq!(proposal.reached, []);
        assert_eq!(proposal.not_known, []);
    }
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
fn every_criterion_every_table_and_every_harm_has_a_name_in_both_languages() {
    for lang in Lang::ALL {
        for criterion in Criterion::ALL {
            assert!(lang.has(criterion.key()), "{}", criterion.key());
            assert!(lang.has(&format!("impact-{}", criterion.name())));
        }
        for table in Table::ALL {
            assert!(lang.has(table.key()), "{}", table.key());
        }
        for radiation in Radiation::ALL {
            let key = format!("radiation-{}", radiation.name());
            assert!(lang.has(&key), "{key}");
        }
        for ecology in Ecology::ALL {
            let key = format!("ecology-{}", ecology.name());
            assert!(lang.has(&key), "{key}");
        }
    }
}
