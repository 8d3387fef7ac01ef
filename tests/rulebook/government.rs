//! What others must do and this desk follows: the government's own clock, its word to the public, the
//! level of response, the safety authority's chain. Expectations are written from the text.

use std::collections::{BTreeMap, BTreeSet};

use watchkeeper::domain::done::Done;
use watchkeeper::domain::event::{Amendment, NewIncident};
use watchkeeper::domain::extent::{Extent, Nature};
use watchkeeper::domain::grade::{Answer, Grade, Sensitive, Track};
use watchkeeper::domain::incident::{FactKey, Milestone, ThreeAnswers};
use watchkeeper::domain::report::{Channel, ReportKind};
use watchkeeper::domain::response::{Response, ResponseLevel, ResponseStep};
use watchkeeper::domain::rule::{Confidence, Duty};
use watchkeeper::domain::{Command, Rejection, SubjectId};
use watchkeeper::rulebook::{Standing, built_in, lines, load};

use crate::story::{
    BUREAU, CITY, COMMITTEE, GOVERNMENT, HEAD, PUBLIC, Story, graded, minutes, noon, report,
    told_at,
};

fn sensitive(condition: Sensitive) -> NewIncident {
    NewIncident {
        sensitive: BTreeMap::from([(condition, Answer::Yes)]),
        ..told_at(noon())
    }
}

fn done(story: &Story, id: &SubjectId, duty: Duty, to: &str) -> Command {
    Command::MarkDone {
        incident: id.clone(),
        done: Box::new(Done {
            duty,
            recipient: to.into(),
            at: story.now,
            who: "区政府办".into(),
            note: String::new(),
        }),
    }
}

fn response(story: &Story, id: &SubjectId, step: ResponseStep, level: ResponseLevel) -> Command {
    Command::NoteResponse {
        incident: id.clone(),
        response: Box::new(Response {
            step,
            level,
            who: "区生态环境局".into(),
            at: story.now,
            note: String::new(),
        }),
    }
}

fn named_at(text: &str, nature: Nature) -> NewIncident {
    let mut new = told_at(noon());
    new.facts.insert(FactKey::Title, text.to_owned());
    new.extent.natures = BTreeSet::from([nature]);
    new
}

/// 渝条例 Art. 28: 较大以上, the district government to the municipal one, an hour from occurrence.
#[test]
fn the_governments_hour_runs_from_when_it_happened_and_our_text_must_be_there_in_time() {
    for grade in [Grade::I, Grade::II, Grade::III] {
        let mut story = Story::at(noon());
        let happened = noon() - minutes(20);
        let mut new = graded(noon(), grade);
        new.occurred = vec![(happened, "门卫".into())];
        let id = story.logs(new);
        let clock = story.deadline(&id, "cq-relay-1h", CITY);
        assert_eq!(clock.starts_at, happened);
        assert_eq!(clock.due_at, happened + minutes(60));
        assert_eq!(clock.rule.by, Some(GOVERNMENT.into()));
        assert_eq!(clock.rule.confidence, Confidence::Local);

        // What we send past the government is not the government's report; a call is no text.
        story.now = noon() + minutes(5);
        story.sends(&id, ReportKind::Initial, Channel::Fax, &[CITY]);
        story.sends(&id, ReportKind::Initial, Channel::Phone, &[GOVERNMENT]);
        let standing = |story: &Story| story.standing(&id, "cq-relay-1h", CITY);
        assert_eq!(standing(&story), Standing::Running);
        story.now = noon() + minutes(40);
        story.sends(&id, ReportKind::Initial, Channel::Network, &[GOVERNMENT]);
        assert_eq!(standing(&story), Standing::Met);
    }
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::IV));
    assert!(!story.bound(&id).contains(&"cq-relay-1h".to_owned()));
}

#[test]
fn that_the_government_reported_may_be_noted_and_what_is_ours_may_not() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::III));
    story.now = noon() + minutes(61);
    story.does(&done(&story, &id, Duty::Relay, CITY));
    let clock = story.deadline(&id, "cq-relay-1h", CITY);
    assert_eq!(clock.late_by(), Some(minutes(1)));
    assert_eq!(clock.met_by, None);

    for (duty, to) in [(Duty::Initial, GOVERNMENT), (Duty::TellHead, HEAD)] {
        let refused = story.try_does(&done(&story, &id, duty, to));
        assert_eq!(
            refused,
            Err(Rejection::NotAnothersDuty {
                subject: id.clone()
            })
        );
    }
    let nobody = story.try_does(&Command::MarkDone {
        incident: id.clone(),
        done: Box::new(Done {
            duty: Duty::Relay,
            recipient: CITY.into(),
            at: story.now,
            who: " ".into(),
            note: String::new(),
        }),
    });
    assert!(matches!(nobody, Err(Rejection::Empty { .. })), "{nobody:?}");
}

/// Both of the city's rules speak to the same body by the same way: one line.
#[test]
fn at_once_and_within_the_hour_to_the_same_government_are_one_line() {
    let mut story = Story::at(noon());
    let mut new = sensitive(Sensitive::MainStem);
    new.grade = Grade::III;
    let id = story.logs(new);
    let all = lines(story.deadlines(&id));
    let city: Vec<_> = all
        .iter()
        .filter(|line| line.strictest.recipient.as_str() == CITY)
        .collect();
    assert_eq!(city.len(), 1);
    assert_eq!(city[0].beneath.len(), 1);
    // So are starting the plan and proposing the level.
    let respond = all
        .iter()
        .filter(|l| l.strictest.rule.duty == Duty::Respond);
    assert_eq!(respond.count(), 1);
}

/// 环办应急函〔2020〕150号: the duty person tells the principal leader first, of everything.
#[test]
fn the_principal_leader_is_told_of_every_incident_on_every_track() {
    for track in Track::ALL {
        let mut story = Story::at(noon());
        let mut new = told_at(noon());
        new.track = track;
        let id = story.logs(new);
        let told = story.deadline(&id, "duty-head", HEAD);
        assert_eq!(told.due_at, noon() + minutes(15));
        assert_eq!(told.rule.confidence, Confidence::Setting);
        story.now = noon() + minutes(10);
        story.sends(&id, ReportKind::Initial, Channel::Phone, &[GOVERNMENT]);
        assert_ne!(story.standing(&id, "duty-head", HEAD), Standing::Met);
        story.sends(&id, ReportKind::Initial, Channel::Phone, &[HEAD]);
        assert_eq!(story.standing(&id, "duty-head", HEAD), Standing::Met);
    }
}

#[test]
fn the_public_is_told_in_five_hours_and_a_statement_is_no_press_conference() {
    let mut story = Story::at(noon());
    let mut new = sensitive(Sensitive::Residents);
    new.occurred = vec![(noon() - minutes(60), "群众".into())];
    let id = story.logs(new);
    let statement = story.deadline(&id, "publish-5h", PUBLIC);
    assert_eq!(statement.due_at, noon() + minutes(4 * 60));
    assert_eq!(statement.rule.confidence, Confidence::ToCheck);
    let conference = story.deadline(&id, "publish-24h", PUBLIC);
    assert_eq!(conference.due_at, noon() + minutes(23 * 60));

    story.now = noon() + minutes(3 * 60);
    story.does(&Command::ReachMilestone {
        incident: id.clone(),
        milestone: Milestone::Published,
        at: story.now,
        note: String::new(),
    });
    assert_eq!(story.standing(&id, "publish-5h", PUBLIC), Standing::Met);
    assert_eq!(
        story.standing(&id, "publish-24h", PUBLIC),
        Standing::Running
    );
    story.does(&done(&story, &id, Duty::Brief, PUBLIC));
    assert_eq!(story.standing(&id, "publish-24h", PUBLIC), Standing::Met);

    let quiet = story.logs(graded(story.now, Grade::III));
    assert!(!story.bound(&quiet).contains(&"publish-5h".to_owned()));
}

/// The city's plan: III and IV are the district's to propose; I and II the city's.
#[test]
fn a_level_of_response_is_proposed_for_what_the_district_runs() {
    for grade in [Grade::III, Grade::IV] {
        let mut story = Story::at(noon());
        let id = story.logs(graded(noon(), grade));
        assert_eq!(story.told_by(&id, "cq-response"), [GOVERNMENT]);
        story.now = noon() + minutes(30);
        story.sends(&id, ReportKind::Initial, Channel::Fax, &[GOVERNMENT]);
        let standing = |story: &Story| story.standing(&id, "cq-response", GOVERNMENT);
        assert_eq!(standing(&story), Standing::Running);
        let proposed = response(&story, &id, ResponseStep::Proposed, ResponseLevel::IV);
        story.does(&proposed);
        assert_eq!(standing(&story), Standing::Met);
        assert_eq!(story.try_does(&proposed), Err(Rejection::NothingToDo));
    }
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::II));
    assert!(!story.bound(&id).contains(&"cq-response".to_owned()));
}

#[test]
fn the_level_in_force_is_the_last_decided_or_changed() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::IV));
    let change = |story: &Story, level| response(story, &id, ResponseStep::Changed, level);
    assert_eq!(
        story.try_does(&change(&story, ResponseLevel::III)),
        Err(Rejection::NoResponse {
            subject: id.clone()
        })
    );
    story.does(&response(
        &story,
        &id,
        ResponseStep::Proposed,
        ResponseLevel::IV,
    ));
    assert_eq!(story.incident(&id).response_level(), None);
    story.does(&response(
        &story,
        &id,
        ResponseStep::Decided,
        ResponseLevel::IV,
    ));
    assert_eq!(
        story.incident(&id).response_level(),
        Some(ResponseLevel::IV)
    );
    assert_eq!(
        story.try_does(&change(&story, ResponseLevel::IV)),
        Err(Rejection::NothingToDo)
    );
    story.does(&change(&story, ResponseLevel::III));
    assert_eq!(
        story.incident(&id).response_level(),
        Some(ResponseLevel::III)
    );
}

/// 令34 Art. 27: the results, not that there is an incident.
#[test]
fn monitoring_results_are_asked_for_from_the_first_data_on() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::III));
    let asked = |story: &Story| {
        let all = story.deadlines(&id);
        all.iter().any(|d| d.rule.duty == Duty::Monitor)
    };
    story.now = noon() + minutes(30);
    story.sends(&id, ReportKind::Initial, Channel::Fax, &[GOVERNMENT]);
    assert!(!asked(&story));
    story.now = noon() + minutes(90);
    story.amends(
        &id,
        Amendment {
            facts: BTreeMap::from([(FactKey::Monitoring, "COD 80 mg/L".to_owned())]),
            ..Amendment::default()
        },
    );
    for to in [GOVERNMENT, BUREAU] {
        let results = story.deadline(&id, "ling34-monitoring", to);
        assert_eq!(results.due_at, noon() + minutes(90 + 120));
        assert_eq!(results.standing, Standing::Running);
    }
    // New figures do not move the time of the first.
    story.now = noon() + minutes(100);
    story.amends(
        &id,
        Amendment {
            facts: BTreeMap::from([(FactKey::Monitoring, "COD 60 mg/L".to_owned())]),
            ..Amendment::default()
        },
    );
    let results = story.deadline(&id, "ling34-monitoring", BUREAU);
    assert_eq!(results.due_at, noon() + minutes(90 + 120));
    story.sends(&id, ReportKind::FollowUp, Channel::Network, &[BUREAU]);
    assert_eq!(
        story.standing(&id, "ling34-monitoring", BUREAU),
        Standing::Met
    );
    assert_eq!(
        story.standing(&id, "ling34-monitoring", GOVERNMENT),
        Standing::Running
    );
}

#[test]
fn hazardous_waste_is_reported_at_once_and_water_to_government_and_departments() {
    let mut story = Story::at(noon());
    let waste = story.logs(named_at("废酸倾倒", Nature::HazardousWaste));
    for to in [GOVERNMENT, BUREAU] {
        let call = story.deadline(&waste, "waste-report", to);
        assert_eq!(call.due_at, noon() + minutes(30));
        assert_eq!(call.rule.confidence, Confidence::Setting);
    }
    let water = story.logs(named_at("五布河死鱼", Nature::Water));
    assert_eq!(story.told_by(&water, "water-report"), [GOVERNMENT]);
    assert_eq!(story.told_by(&water, "water-notice"), ["water-bureau"]);
    let all = lines(story.deadlines(&water));
    let papers: Vec<_> = all
        .iter()
        .filter(|l| l.strictest.rule.duty == Duty::Initial)
        .filter(|l| l.strictest.recipient.as_str() == GOVERNMENT)
        .collect();
    // The same paper the decree asks for, one line.
    assert_eq!(papers.len(), 1);

    // Said later for the first time, it still counts from when the bureau learned of it.
    let plain = story.logs(told_at(noon()));
    story.now = noon() + minutes(20);
    story.amends(
        &plain,
        Amendment {
            extent: Extent {
                natures: BTreeSet::from([Nature::HazardousWaste]),
                ..Extent::default()
            },
            ..Amendment::default()
        },
    );
    let call = story.deadline(&plain, "waste-report", GOVERNMENT);
    assert_eq!(call.due_at, noon() + minutes(30));
}

#[test]
fn every_track_says_who_tells_whom_at_once() {
    let expected: [(Track, &str, Option<&str>, &[&str]); 5] = [
        (
            Track::Radiation,
            "radiation-report",
            None,
            &[GOVERNMENT, BUREAU],
        ),
        (
            Track::Radiation,
            "radiation-unit",
            Some("incident-unit"),
            &["public-security", "health-commission"],
        ),
        (Track::Ship, "ship-transfer", None, &["maritime-agency"]),
        (
            Track::Fishery,
            "fishery-transfer",
            None,
            &["fishery-authority"],
        ),
        (
            Track::WorkSafety,
            "safety-transfer",
            None,
            &["emergency-bureau"],
        ),
    ];
    for (track, rule, by, to) in expected {
        let mut story = Story::at(noon());
        let mut new = told_at(noon());
        new.track = track;
        let id = story.logs(new);
        assert_eq!(story.told_by(&id, rule), to, "{rule}");
        let deadline = story.deadline(&id, rule, to[0]);
        assert_eq!(deadline.due_at, noon() + minutes(30), "{rule}");
        assert_eq!(deadline.rule.by, by.map(Into::into), "{rule}");
        assert_eq!(deadline.rule.confidence, Confidence::Setting, "{rule}");
    }
}

/// 条例493 Art. 11: two hours a level, spoken by the safety authority.
#[test]
fn the_safety_authority_has_its_own_chain_and_is_told_in_time_for_it() {
    let mut story = Story::at(noon());
    let mut new = told_at(noon());
    new.track = Track::WorkSafety;
    let id = story.logs(new);
    let chain = |story: &Story, to| story.deadline(&id, "safety-chain-2h", to);
    for to in [GOVERNMENT, "municipal-emergency-bureau"] {
        let deadline = chain(&story, to);
        assert_eq!(deadline.due_at, noon() + minutes(120));
        assert_eq!(deadline.rule.by, Some("emergency-bureau".into()));
    }
    story.now = noon() + minutes(10);
    story.sends(
        &id,
        ReportKind::Notice,
        Channel::Phone,
        &["emergency-bureau"],
    );
    let transfer = story.standing(&id, "safety-transfer", "emergency-bureau");
    assert_eq!(transfer, Standing::Met);
    assert_eq!(chain(&story, GOVERNMENT).standing, Standing::Met);
}

/// What others must do, and what no law demands of this bureau, keeps no incident open.
#[test]
fn what_others_must_do_does_not_keep_an_incident_open() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::III));
    story.sends(
        &id,
        ReportKind::Initial,
        Channel::Fax,
        &[GOVERNMENT, BUREAU],
    );
    story.now = noon() + minutes(24 * 60);
    story.stands_down(&id);
    story.sends(&id, ReportKind::Final, Channel::Fax, &[GOVERNMENT, BUREAU]);
    let answers = ThreeAnswers {
        investigated: "阀门老化".into(),
        removed: "已更换".into(),
        accountable: "已处罚".into(),
    };
    story.does(&Command::CloseIncident {
        incident: id.clone(),
        answers,
    });
}

/// New rules ask nothing of a running incident for what is past; a change that makes one apply does.
#[test]
fn rules_adopted_while_an_incident_runs_come_in_only_with_what_makes_them_apply() {
    let off = ["duty-head", "cq-relay-1h", "publish-5h", "cq-response"]
        .map(|id| format!("[[rule]]\nid = \"{id}\"\noff = \"旧版\"\n"))
        .concat();
    let old = format!("pack = \"own\"\nversion = 1\n{off}");
    let old = load(&[("own.toml".into(), old)]).unwrap();
    let mut story = Story::with(old, noon());
    let id = story.logs(graded(noon(), Grade::IV));
    let before = story.bound(&id);
    story.now = noon() + minutes(24 * 60);
    story.does(&Command::AdoptRules { rules: built_in() });
    assert_eq!(story.bound(&id), before);
    // A word added says nothing of the grade: nothing of yesterday is demanded today.
    story.amends(
        &id,
        Amendment {
            facts: BTreeMap::from([(FactKey::Cause, "阀门老化".to_owned())]),
            ..Amendment::default()
        },
    );
    assert_eq!(story.bound(&id), before);
    story.grades(&id, Grade::III);
    let added: Vec<_> = story
        .bound(&id)
        .into_iter()
        .filter(|rule| !before.contains(rule))
        .collect();
    assert_eq!(added, ["cq-relay-1h", "ling32-30d"]);
    let relay = story.deadline(&id, "cq-relay-1h", CITY);
    assert_eq!(relay.due_at, story.now + minutes(60));
}

#[test]
fn a_notice_or_a_proposal_is_no_report_of_the_incident() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::II));
    for kind in [ReportKind::Notice, ReportKind::Proposal] {
        let sent = report(kind, Channel::Fax, &[COMMITTEE, GOVERNMENT, BUREAU], noon());
        story.does(&Command::FileReport {
            incident: id.clone(),
            sent: Box::new(sent),
        });
    }
    let open = |rule: &str| story.standing(&id, rule, GOVERNMENT) == Standing::Running;
    assert!(open("wp2021-written") && open("ling17-2h"));
    let all = story.deadlines(&id);
    assert!(all.iter().all(|d| d.rule.id.as_str() != "follow-up"));
    assert!(story.incident(&id).milestones.is_empty());
}
