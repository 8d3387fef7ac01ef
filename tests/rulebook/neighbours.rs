//! 令17 Art. 8: whoever's area is or may be touched is told, and the own government is asked to tell
//! theirs. Expectations are written from the text.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use watchkeeper::domain::event::{Amendment, NewIncident};
use watchkeeper::domain::extent::Extent;
use watchkeeper::domain::grade::{Answer, Grade, Sensitive};
use watchkeeper::domain::impact::{Boundary, Impact};
use watchkeeper::domain::report::{Channel, ReportKind};
use watchkeeper::domain::rule::Duty;
use watchkeeper::domain::{Command, RecipientId, Rejection, SubjectId};
use watchkeeper::rulebook::Standing;

use crate::story::{
    BUREAU, GOVERNMENT, NEIGHBOUR, Story, approval, graded, minutes, noon, told_at,
};

const NANAN: &str = "neighbour-nanan";
const FULING: &str = "neighbour-fuling";

fn touching(named: &[(&str, Option<DateTime<Utc>>)]) -> Extent {
    let named = named.iter().map(|(id, since)| ((*id).into(), *since));
    Extent {
        neighbours: named.collect::<BTreeMap<RecipientId, _>>(),
        ..Extent::default()
    }
}

fn names(story: &mut Story, id: &SubjectId, named: &[(&str, Option<DateTime<Utc>>)]) {
    story.amends(
        id,
        Amendment {
            extent: touching(named),
            ..Amendment::default()
        },
    );
}

/// Every duty of this kind there is a clock for: to whom and how many minutes after noon.
fn asked(story: &Story, id: &SubjectId, duty: Duty) -> Vec<(String, i64)> {
    let all = story.deadlines(id);
    let asked = all.iter().filter(|d| d.rule.duty == duty);
    let asked = asked.map(|d| (d.recipient.to_string(), (d.due_at - noon()).num_minutes()));
    let mut asked: Vec<_> = asked.collect();
    asked.sort();
    asked
}

#[test]
fn any_boundary_crossed_asks_for_both_the_notice_and_the_proposal() {
    for boundary in Boundary::ALL {
        let mut story = Story::at(noon());
        let mut new = told_at(noon());
        new.impact = Impact {
            boundary: Some(boundary),
            ..Impact::default()
        };
        let id = story.logs(new);
        let crossed = boundary != Boundary::None;
        let expected = |to: &str| {
            let asked = crossed.then(|| (to.to_owned(), 60));
            Vec::from_iter(asked)
        };
        assert_eq!(asked(&story, &id, Duty::Notice), expected(NEIGHBOUR));
        assert_eq!(asked(&story, &id, Duty::Propose), expected(GOVERNMENT));
    }
}

#[test]
fn the_main_stem_asks_for_both() {
    let mut story = Story::at(noon());
    let id = story.logs(NewIncident {
        sensitive: BTreeMap::from([(Sensitive::MainStem, Answer::Yes)]),
        ..told_at(noon())
    });
    assert_eq!(
        asked(&story, &id, Duty::Notice),
        [(NEIGHBOUR.to_owned(), 60)]
    );
    assert_eq!(
        asked(&story, &id, Duty::Propose),
        [(GOVERNMENT.to_owned(), 60)]
    );
}

/// Each from when it was known: entered with the incident, named later, named with a time of its own.
#[test]
fn each_neighbour_named_has_its_own_time() {
    let mut story = Story::at(noon());
    let mut new = told_at(noon());
    new.extent = touching(&[(NANAN, None)]);
    let id = story.logs(new);
    story.now = noon() + minutes(100);
    names(&mut story, &id, &[(FULING, None)]);
    let earlier = noon() + minutes(80);
    names(&mut story, &id, &[("neighbour-changshou", Some(earlier))]);
    assert_eq!(
        asked(&story, &id, Duty::Notice),
        [
            ("neighbour-changshou".to_owned(), 80 + 60),
            (FULING.to_owned(), 100 + 60),
            (NANAN.to_owned(), 60),
        ]
    );
    // The first to be named counts from its own time as well.
    let other = story.logs(told_at(noon()));
    names(&mut story, &other, &[(FULING, Some(earlier))]);
    assert_eq!(
        asked(&story, &other, Duty::Notice),
        [(FULING.to_owned(), 80 + 60)]
    );
    // Named again, nothing moves.
    let again = story.try_does(&Command::AmendIncident {
        incident: id.clone(),
        amendment: Box::new(Amendment {
            extent: touching(&[(FULING, None)]),
            ..Amendment::default()
        }),
    });
    assert_eq!(again, Err(Rejection::NothingToDo));
}

#[test]
fn named_later_by_hand_is_not_late_from_birth() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::IV));
    story.now = noon() + minutes(300);
    names(&mut story, &id, &[(NANAN, None)]);
    assert_eq!(
        asked(&story, &id, Duty::Notice),
        [(NANAN.to_owned(), 300 + 60)]
    );
    assert_eq!(
        asked(&story, &id, Duty::Propose),
        [(GOVERNMENT.to_owned(), 300 + 60)]
    );
}

#[test]
fn one_neighbour_told_is_not_the_other_and_a_report_is_no_proposal() {
    let mut story = Story::at(noon());
    let mut new = told_at(noon());
    new.sensitive = BTreeMap::from([(Sensitive::MainStem, Answer::Yes)]);
    new.extent = touching(&[(NANAN, None), (FULING, None)]);
    let id = story.logs(new);
    story.now = noon() + minutes(20);
    story.sends(&id, ReportKind::Notice, Channel::Phone, &[NANAN]);
    let notice = |story: &Story, to| story.standing(&id, "ling17-neighbours", to);
    assert_eq!(notice(&story, NANAN), Standing::Met);
    assert_eq!(notice(&story, FULING), Standing::Running);
    // The line nobody had named is answered by telling anybody of those who were.
    let unnamed = story.standing(&id, "ling17-notice", NEIGHBOUR);
    assert_eq!(unnamed, Standing::Met);

    let proposal = |story: &Story| story.standing(&id, "ling17-propose", GOVERNMENT);
    story.sends(
        &id,
        ReportKind::Initial,
        Channel::Fax,
        &[GOVERNMENT, BUREAU],
    );
    assert_eq!(proposal(&story), Standing::Running);
    story.sends(&id, ReportKind::Proposal, Channel::Fax, &[GOVERNMENT]);
    assert_eq!(proposal(&story), Standing::Met);
}

#[test]
fn only_a_neighbour_can_be_named_and_never_since_before_the_incident_was_known() {
    let mut story = Story::at(noon());
    let id = story.logs(told_at(noon()));
    let mut refused = |named: &[(&str, Option<DateTime<Utc>>)]| {
        story.try_does(&Command::AmendIncident {
            incident: id.clone(),
            amendment: Box::new(Amendment {
                extent: touching(named),
                ..Amendment::default()
            }),
        })
    };
    let stranger = refused(&[(BUREAU, None)]);
    assert!(
        matches!(&stranger, Err(Rejection::UnknownRecipient { known, .. }) if known.contains(NANAN)),
        "{stranger:?}"
    );
    let before = refused(&[(NANAN, Some(noon() - minutes(1)))]);
    assert!(
        matches!(before, Err(Rejection::Before { .. })),
        "{before:?}"
    );
    let later = refused(&[(NANAN, Some(noon() + minutes(1)))]);
    assert!(
        matches!(later, Err(Rejection::InFuture { .. })),
        "{later:?}"
    );
}

/// Those who were not named ask nothing: neither a line nor an incident kept open.
#[test]
fn a_neighbour_nobody_named_keeps_nothing_open() {
    let mut story = Story::at(noon());
    let mut new = graded(noon(), Grade::IV);
    new.extent = touching(&[(NANAN, None)]);
    let id = story.logs(new);
    story.sends(
        &id,
        ReportKind::Initial,
        Channel::Fax,
        &[GOVERNMENT, BUREAU],
    );
    story.now = noon() + minutes(60 * 24);
    story.stands_down(&id);
    story.sends(&id, ReportKind::Final, Channel::Fax, &[GOVERNMENT, BUREAU]);
    let close = Command::CloseIncident {
        incident: id.clone(),
        answers: watchkeeper::domain::incident::ThreeAnswers {
            investigated: "查清".into(),
            removed: "消除".into(),
            accountable: "追究".into(),
        },
    };
    let Err(Rejection::DutyOpen { duties, .. }) = story.try_does(&close) else {
        panic!("closed with a neighbour untold");
    };
    assert_eq!(duties, "ling17-neighbours → neighbour-nanan");
    let other = story.try_does(&Command::WaiveDeadline {
        subject: id.clone(),
        rule: "ling17-neighbours".into(),
        demanded: None,
        recipient: Some(FULING.into()),
        approval: approval(),
    });
    assert!(
        matches!(other, Err(Rejection::UnknownDeadline { .. })),
        "{other:?}"
    );
    story.sends(&id, ReportKind::Notice, Channel::Fax, &[NANAN]);
    story.does(&close);
}
