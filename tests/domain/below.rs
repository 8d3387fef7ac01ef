//! A grade below what the figures reach, and a *no* against the boundary crossed: told, a leader's to
//! allow, and marked for as long as it is so. The figures are those of 国办函〔2014〕119号 annex 1.

use std::collections::BTreeMap;

use watchkeeper::domain::event::{Amendment, DeskMode, NewIncident};
use watchkeeper::domain::grade::{Answer, Grade, Sensitive};
use watchkeeper::domain::grading::{Below, Criterion, Figure, Reached, Table};
use watchkeeper::domain::impact::{Boundary, Impact, Intake};
use watchkeeper::domain::incident::ThreeAnswers;
use watchkeeper::domain::officer::Approval;
use watchkeeper::domain::report::{Channel, ReportKind};
use watchkeeper::domain::{Command, Rejection, SubjectId};

use crate::decide::{approval, new_incident, report, rules, sent};
use crate::story::{Story, noon};

fn grade(incident: &SubjectId, grade: Grade, ground: &str, approval: Option<Approval>) -> Command {
    Command::GradeIncident {
        known_since: None,
        incident: incident.clone(),
        grade,
        at: None,
        ground: ground.into(),
        approval,
    }
}

fn amend(incident: &SubjectId, amendment: Amendment) -> Command {
    Command::AmendIncident {
        incident: incident.clone(),
        amendment: Box::new(amendment),
    }
}

fn figures(impact: Impact) -> Amendment {
    Amendment {
        impact: Some(impact),
        ..Amendment::default()
    }
}

fn deaths(number: u32) -> Impact {
    Impact {
        deaths: Some(number),
        ..Impact::default()
    }
}

fn crossing(boundary: Boundary) -> Impact {
    Impact {
        boundary: Some(boundary),
        ..Impact::default()
    }
}

fn not_crossing(approval: Option<Approval>) -> Amendment {
    Amendment {
        sensitive: BTreeMap::from([(Sensitive::CrossProvince, Answer::No)]),
        approval,
        ..Amendment::default()
    }
}

fn with(impact: Impact) -> NewIncident {
    NewIncident {
        impact,
        ..new_incident()
    }
}

fn story() -> Story {
    Story::new(DeskMode::Real, rules())
}

/// 35 deaths, graded IV.
fn thirty_five_dead() -> Below {
    Below {
        table: Table::Y2014,
        set: Grade::IV,
        reached: Grade::I,
        against: vec![Reached {
            criterion: Criterion::Deaths,
            figure: Figure::Number(35),
            grade: Grade::I,
        }],
    }
}

#[test]
fn a_grade_below_the_figures_is_refused_with_the_figure_that_says_otherwise() {
    let mut story = story();
    let id = story.logs(with(deaths(35)));
    let no = story.refused(&grade(&id, Grade::IV, "待核实", None));
    let below = Box::new(thirty_five_dead());
    assert_eq!(no, Rejection::BelowFigures { below });
    // What the figures reach, or more, is the officer's to set.
    story.does(grade(&id, Grade::I, "", None));
    assert_eq!(story.incident(&id).graded_below(), None);
    assert!(story.incident(&id).grade_holds());
}

#[test]
fn every_figure_that_reaches_more_is_named_the_most_serious_first() {
    let mut story = story();
    let id = story.logs(with(Impact {
        deaths: Some(5),
        injured: Some(2),
        intake: Some(Intake::County),
        ..Impact::default()
    }));
    let Rejection::BelowFigures { below } = story.refused(&grade(&id, Grade::IV, "", None)) else {
        panic!("it is below the figures");
    };
    let criteria: Vec<_> = below
        .against
        .iter()
        .map(|reach| (reach.criterion, reach.grade))
        .collect();
    assert_eq!(
        criteria,
        [
            (Criterion::Intake, Grade::II),
            (Criterion::Deaths, Grade::III)
        ]
    );
    assert_eq!(below.reached, Grade::II);
}

#[test]
fn a_leader_may_allow_it_for_a_reason_and_it_stays_marked() {
    let mut story = story();
    let id = story.logs(with(deaths(35)));
    let leader = |reason: &str| Approval {
        reason: reason.into(),
        ..approval()
    };
    let no = story.refused(&grade(&id, Grade::IV, "", Some(leader(""))));
    let field = "reason".to_owned();
    assert_eq!(no, Rejection::Empty { field });
    let nobody = Approval {
        leader: " ".into(),
        ..approval()
    };
    let no = story.refused(&grade(&id, Grade::IV, "", Some(nobody)));
    assert!(matches!(no, Rejection::BelowFigures { .. }), "{no:?}");

    // The ground of the grade is reason enough.
    story.does(grade(
        &id,
        Grade::IV,
        "伤亡系交通事故所致",
        Some(leader("")),
    ));
    let incident = story.incident(&id);
    assert_eq!(incident.grade, Grade::IV);
    assert_eq!(incident.graded_below(), Some(thirty_five_dead()));
    assert!(incident.grade_holds());
    let consent = incident.grade_consent().unwrap();
    assert_eq!(consent.approval.leader, leader("").leader);
    assert_eq!(consent.approval.reason, "伤亡系交通事故所致");
}

#[test]
fn it_is_asked_when_the_incident_is_logged() {
    let mut story = story();
    let new = NewIncident {
        grade: Grade::IV,
        ..with(deaths(35))
    };
    let log = |new: &NewIncident| Command::LogIncident {
        new: Box::new(new.clone()),
    };
    let no = story.refused(&log(&new));
    let below = Box::new(thirty_five_dead());
    assert_eq!(no, Rejection::BelowFigures { below });
    let id = story.logs(NewIncident {
        approval: Some(approval()),
        ..new
    });
    assert!(story.incident(&id).graded_below().is_some());
    assert!(story.incident(&id).grade_holds());
}

#[test]
fn figures_are_added_without_asking_and_the_grade_no_longer_holds() {
    let mut story = story();
    let id = story.logs(NewIncident {
        grade: Grade::IV,
        ..with(deaths(1))
    });
    assert!(story.incident(&id).grade_holds());
    story.does(amend(&id, figures(deaths(35))));
    assert_eq!(story.incident(&id).graded_below(), Some(thirty_five_dead()));
    assert!(!story.incident(&id).grade_holds());
    assert_eq!(story.incident(&id).grade, Grade::IV, "nobody graded it");

    // Either it is graded anew, or a leader approves the grade as it stands.
    let no = story.refused(&grade(&id, Grade::IV, "", None));
    assert!(matches!(no, Rejection::BelowFigures { .. }), "{no:?}");
    story.does(grade(&id, Grade::IV, "", Some(approval())));
    assert!(story.incident(&id).grade_holds());
    assert!(story.incident(&id).graded_below().is_some());
    let again = story.refused(&grade(&id, Grade::IV, "", Some(approval())));
    assert_eq!(again, Rejection::NothingToDo);
}

#[test]
fn consent_covers_the_figures_it_was_given_for_and_none_that_are_worse() {
    let mut story = story();
    let id = story.logs(with(deaths(35)));
    story.does(grade(&id, Grade::IV, "", Some(approval())));
    let holds = |story: &mut Story, impact: Impact| {
        story.does(amend(&id, figures(impact)));
        story.incident(&id).grade_holds()
    };
    assert!(holds(&mut story, deaths(31)), "fewer are covered");
    assert!(!holds(&mut story, deaths(36)), "one more is not");
    let beside = Impact {
        evacuated: Some(20),
        ..deaths(35)
    };
    assert!(
        holds(&mut story, beside),
        "what reaches no more is no matter"
    );
    let other = Impact {
        boundary: Some(Boundary::Province),
        ..deaths(35)
    };
    assert!(!holds(&mut story, other), "another criterion is");
    assert!(holds(&mut story, deaths(2)), "nothing is above the grade");
    assert_eq!(story.incident(&id).graded_below(), None);
}

#[test]
fn another_grade_below_the_figures_needs_consent_of_its_own() {
    let mut story = story();
    let id = story.logs(with(deaths(35)));
    story.does(grade(&id, Grade::IV, "", Some(approval())));
    let no = story.refused(&grade(&id, Grade::II, "", None));
    assert!(matches!(no, Rejection::BelowFigures { .. }), "{no:?}");
    story.does(grade(&id, Grade::I, "", None));
    assert!(story.incident(&id).grade_holds());
    assert_eq!(story.incident(&id).grade_consent(), None);
}

#[test]
fn an_unclear_grade_is_below_nothing() {
    let mut story = story();
    let id = story.logs(with(deaths(35)));
    assert_eq!(story.incident(&id).graded_below(), None);
    assert!(story.incident(&id).grade_holds());
}

#[test]
fn an_incident_is_not_closed_on_a_grade_nobody_may_rely_on() {
    let mut story = story();
    let id = story.logs(NewIncident {
        grade: Grade::IV,
        ..new_incident()
    });
    for kind in [ReportKind::Initial, ReportKind::Final] {
        story.does(report(&id, sent(kind, Channel::Fax, noon())));
    }
    story.does(Command::StandDown {
        approval: None,
        incident: id.clone(),
        at: story.now,
        ground: String::new(),
    });
    story.does(amend(&id, figures(deaths(3))));
    let words = || "已查清".to_owned();
    let close = Command::CloseIncident {
        incident: id.clone(),
        answers: ThreeAnswers {
            investigated: words(),
            removed: words(),
            accountable: words(),
        },
    };
    let subject = id.clone();
    assert_eq!(story.refused(&close), Rejection::GradeOpen { subject });
    story.does(grade(&id, Grade::IV, "", Some(approval())));
    story.does(close);
    assert!(story.incident(&id).graded_below().is_some());
}

#[test]
fn a_boundary_of_province_or_country_speaks_for_the_cross_province_condition() {
    let condition = Sensitive::CrossProvince;
    for boundary in [Boundary::Province, Boundary::Country] {
        let mut story = story();
        let id = story.logs(with(crossing(boundary)));
        let incident = story.incident(&id);
        assert_eq!(incident.answered_against(condition), Some(boundary));
        assert!(incident.is_open_condition(condition));
        let yes = Amendment {
            sensitive: BTreeMap::from([(condition, Answer::Yes)]),
            ..Amendment::default()
        };
        story.does(amend(&id, yes));
        assert_eq!(story.incident(&id).answered_against(condition), None);
        assert!(!story.incident(&id).is_open_condition(condition));
    }
    for boundary in [Boundary::City, Boundary::County, Boundary::None] {
        let mut story = story();
        let id = story.logs(with(crossing(boundary)));
        assert_eq!(story.incident(&id).answered_against(condition), None);
        story.does(amend(&id, not_crossing(None)));
        assert!(!story.incident(&id).is_open_condition(condition));
    }
}

#[test]
fn a_no_against_the_boundary_needs_a_leader_however_it_comes_about() {
    let condition = Sensitive::CrossProvince;
    let needs = Rejection::NeedsLeader {
        what: "not-crossing".into(),
    };
    // Answered after the boundary was entered, with it, and when the incident was logged.
    let mut story = story();
    let id = story.logs(with(crossing(Boundary::Province)));
    assert_eq!(story.refused(&amend(&id, not_crossing(None))), needs);
    story.does(amend(&id, not_crossing(Some(approval()))));
    assert!(!story.incident(&id).is_open_condition(condition));
    assert_eq!(
        story.incident(&id).answered_against(condition),
        Some(Boundary::Province),
        "it stays marked"
    );

    let id = story.logs(new_incident());
    let both = |approval| Amendment {
        impact: Some(crossing(Boundary::Country)),
        ..not_crossing(approval)
    };
    assert_eq!(story.refused(&amend(&id, both(None))), needs);
    story.does(amend(&id, both(Some(approval()))));
    assert!(!story.incident(&id).is_open_condition(condition));

    let new = NewIncident {
        sensitive: BTreeMap::from([(condition, Answer::No)]),
        ..with(crossing(Boundary::Province))
    };
    let log = Command::LogIncident {
        new: Box::new(new.clone()),
    };
    assert_eq!(story.refused(&log), needs);
    let id = story.logs(NewIncident {
        approval: Some(approval()),
        ..new
    });
    assert!(!story.incident(&id).is_open_condition(condition));
}

#[test]
fn a_boundary_entered_after_the_no_opens_the_condition_again() {
    let condition = Sensitive::CrossProvince;
    let mut story = story();
    let id = story.logs(new_incident());
    story.does(amend(&id, not_crossing(None)));
    assert!(!story.incident(&id).is_open_condition(condition));
    story.does(amend(&id, figures(crossing(Boundary::Province))));
    assert!(story.incident(&id).is_open_condition(condition));
    // The same answer again, with a leader's consent, is an answer.
    story.does(amend(&id, not_crossing(Some(approval()))));
    assert!(!story.incident(&id).is_open_condition(condition));
    let again = story.refused(&amend(&id, not_crossing(Some(approval()))));
    assert_eq!(again, Rejection::NothingToDo);
    // Consent given for the province does not cover the country.
    story.does(amend(&id, figures(crossing(Boundary::Country))));
    assert!(story.incident(&id).is_open_condition(condition));
}
