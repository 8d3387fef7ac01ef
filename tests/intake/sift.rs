//! What is done with the messages of one file.

use watchkeeper::domain::ids::SubjectKind;
use watchkeeper::domain::setting::Settings;
use watchkeeper::domain::warning::{Warning, WarningFacts, WarningMessage};
use watchkeeper::domain::{DeskCode, SubjectId};
use watchkeeper::intake::warning::{District, Fate, Sifted, Wanted, sift};

use crate::sample::{CMA, NMC, now, one, take};

fn banan() -> District {
    District::of(&Settings::default())
}

fn message(identifier: &str, code: &str) -> WarningFacts {
    WarningFacts {
        identifier: identifier.into(),
        area_codes: vec![code.into()],
        ..one(CMA)
    }
}

fn held(facts: WarningFacts) -> Warning {
    let desk: DeskCode = "BN".parse().unwrap();
    Warning {
        id: SubjectId {
            desk,
            year: 2026,
            kind: SubjectKind::Warning,
            number: 1,
        },
        facts,
        received: now(),
        for_district: true,
        unplaced: false,
        placed: None,
        confirmed: None,
        ended: None,
        demands: Vec::new(),
        done: Vec::new(),
        timeline: Vec::new(),
    }
}

fn sifted(messages: Vec<WarningFacts>, held: &[Warning], wanted: Wanted) -> Vec<Sifted> {
    sift(messages, held.iter(), &banan(), wanted)
}

fn fates(messages: Vec<WarningFacts>, held: &[Warning], wanted: Wanted) -> Vec<Fate> {
    let sifted = sifted(messages, held, wanted).into_iter();
    sifted.map(|one| one.fate).collect()
}

#[test]
fn a_desk_takes_what_is_for_its_district_and_leaves_the_rest() {
    let list = vec![message("a", "500113"), message("b", "140223")];
    for wanted in [Wanted::Here, Wanted::Any] {
        assert_eq!(
            fates(list.clone(), &[], wanted),
            [Fate::Take, Fate::Elsewhere]
        );
    }
    let alone = || vec![message("b", "140223")];
    assert_eq!(fates(alone(), &[], Wanted::Here), [Fate::Elsewhere]);
    let chosen = sifted(alone(), &[], Wanted::Any);
    assert_eq!(chosen[0].fate, Fate::Take);
    assert!(!chosen[0].taken().unwrap().for_district);
    let said = sifted(alone(), &[], Wanted::SaidToBeHere);
    assert!(said[0].taken().unwrap().for_district);
}

#[test]
fn a_warning_that_does_not_say_where_it_is_for_is_kept_for_somebody_to_judge() {
    let mut facts = message("X-1", "");
    facts.area_codes.clear();
    facts.area.clear();
    facts.sender.clear();
    facts.headline = "发布暴雨红色预警".into();
    facts.text = "预计我区有暴雨。".into();
    let sifted = sifted(vec![facts], &[], Wanted::Here);
    let taken = sifted[0].taken().unwrap();
    assert!(!taken.for_district);
    assert!(taken.unplaced);
}

#[test]
fn what_came_before_or_twice_is_taken_once() {
    let known = [held(message("a", "500113"))];
    let list = vec![
        message("a", "500113"),
        message("b", "500113"),
        message("b", "500113"),
    ];
    assert_eq!(
        fates(list, &known, Wanted::Here),
        [
            Fate::Known(Some(known[0].id.clone())),
            Fate::Take,
            Fate::Known(None)
        ]
    );
}

#[test]
fn messages_are_sifted_in_the_order_they_were_sent_each_on_what_those_before_leave() {
    // The list names the newer first: the lifting of what is issued below it.
    let mut list = take(NMC).unwrap();
    list.reverse();
    let sifted = sifted(list, &[], Wanted::Here);
    let told: Vec<(WarningMessage, &Fate)> = sifted
        .iter()
        .map(|one| (one.facts.message, &one.fate))
        .collect();
    assert_eq!(
        told,
        [
            (WarningMessage::Alert, &Fate::Take),
            (WarningMessage::Cancel, &Fate::Take)
        ]
    );
    assert_eq!(
        sifted[1].facts.references,
        [sifted[0].facts.identifier.clone()]
    );
}

#[test]
fn what_ends_nothing_here_is_left_unless_somebody_chose_it() {
    let cancel = || WarningFacts {
        message: WarningMessage::Cancel,
        references: vec!["gone".into()],
        ..message("c", "500113")
    };
    assert_eq!(fates(vec![cancel()], &[], Wanted::Here), [Fate::Unknown]);
    // The record refuses it then, and says so.
    assert_eq!(fates(vec![cancel()], &[], Wanted::Any), [Fate::Take]);
    let holds = [held(message("gone", "500113"))];
    assert_eq!(fates(vec![cancel()], &holds, Wanted::Here), [Fate::Take]);
}
