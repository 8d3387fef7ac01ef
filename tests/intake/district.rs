//! Whose warning it is, and what a message without references is about.

use watchkeeper::domain::warning::{WarningFacts, WarningStatus};
use watchkeeper::intake::warning::{District, Reach, for_district, reach, refer};

use crate::sample::{CMA, CMA_MAP, DETAIL, NATIONAL, NMC, at, one, take};

fn coded(codes: &[&str]) -> WarningFacts {
    let mut facts = one(CMA);
    facts.identifier = "X-1".into();
    facts.area_codes = codes.iter().map(|code| (*code).to_owned()).collect();
    facts
}

#[test]
fn the_district_its_towns_and_what_covers_it_are_here() {
    for code in [
        "500113",
        "500113000000",
        "500113100000",
        "500113100001",
        "500100",
        "500100000000",
        "5001",
        "50",
        "500000",
        "500000000000",
    ] {
        assert!(for_district(&coded(&[code]), "500113"), "{code}");
        assert!(for_district(&coded(&[code]), "500113000000"), "{code}");
    }
}

#[test]
fn neighbours_and_codes_of_no_meaning_are_not_here() {
    for code in [
        "500112",
        "500112000000",
        "500112113000",
        "500200",
        "500230",
        "510113",
        "140223000000",
        "5",
        "500",
        "50011",
        "5001130",
        "50011300",
        "000000",
        "",
        "50011x",
        "１２３４５６",
    ] {
        assert!(!for_district(&coded(&[code]), "500113"), "{code}");
    }
    assert!(!for_district(&coded(&["500113"]), ""));
    assert!(!for_district(&coded(&["500113"]), "banan"));
}

#[test]
fn one_of_several_codes_is_enough() {
    assert!(for_district(&coded(&["500112", "500113101000"]), "500113"));
    assert!(!for_district(&coded(&["500112", "500114"]), "500113"));
}

#[test]
fn without_a_code_the_issuer_tells_and_then_the_name() {
    let district = District::new("500113", &["巴南区".to_owned()]);
    let list = take(NMC).unwrap();
    let reached = reach(&list[0], &district);
    assert_eq!(
        reached,
        Reach::Issuer {
            code: "500113".into()
        }
    );
    assert!(reached.is_here());
    let mut city = list[0].clone();
    city.identifier = "50000041600000_20260823170800".into();
    assert!(reach(&city, &district).is_here());
    let detail = one(DETAIL);
    assert_eq!(
        reach(&detail, &district),
        Reach::Named {
            name: "巴南区".into()
        }
    );
    let neighbour = District::new("500112", &[]);
    assert_eq!(reach(&detail, &neighbour), Reach::Elsewhere);
    let elsewhere = one(CMA_MAP);
    assert_eq!(reach(&elsewhere, &district), Reach::Elsewhere);
    assert_eq!(reach(&coded(&["500112"]), &district), Reach::Elsewhere);
}

#[test]
fn a_code_outweighs_a_name() {
    let district = District::new("500113", &["Guangling".to_owned()]);
    assert_eq!(reach(&one(CMA), &district), Reach::Elsewhere);
}

#[test]
fn a_lift_without_references_finds_the_warning_of_its_issuer_and_hazard() {
    let list = take(NMC).unwrap();
    let mut heat = list[0].clone();
    heat.hazard = "高温".into();
    heat.identifier = "50011341600000_20260823170900".into();
    let mut other = list[0].clone();
    other.identifier = "50011241600000_20260823170800".into();
    let mut drill = list[0].clone();
    drill.identifier = "50011341600000_20260823171000".into();
    drill.status = WarningStatus::Exercise;
    let mut later = list[0].clone();
    later.identifier = "50011341600000_20260823200000".into();
    later.sent = at("2026-08-23T20:00:00+08:00");
    let holding = [heat, other, drill, later, list[0].clone()];
    let mut end = list[1].clone();
    refer(&mut end, holding.iter());
    assert_eq!(end.references, ["50011341600000_20260823170800"]);
    let mut fresh = list[0].clone();
    fresh.identifier = "50011341600000_20260823180000".into();
    refer(&mut fresh, holding.iter());
    assert_eq!(
        fresh.references,
        Vec::<String>::new(),
        "a new warning replaces nothing unsaid"
    );
    let mut named = one(NATIONAL);
    refer(&mut named, holding.iter());
    assert_eq!(
        named.references,
        ["50011341600000_20260823170800"],
        "what is named stays"
    );
}
