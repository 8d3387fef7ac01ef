//! What the desk refuses and what it lets happen, wish by wish. Expectations come from the work
//! points, 令17 and the duty room's promises, never from the code.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use watchkeeper::domain::call::{CallFacts, Personal, Source, Triage};
use watchkeeper::domain::command::{OfficerEntry, TriageWish};
use watchkeeper::domain::event::{Amendment, DeskMode, NewIncident, SimClock};
use watchkeeper::domain::grade::{Answer, Grade, Sensitive, Track};
use watchkeeper::domain::impact::Impact;
use watchkeeper::domain::incident::{
    FactKey, Instruction, Milestone, Missing, Stage, ThreeAnswers,
};
use watchkeeper::domain::officer::{Approval, Proof, Role};
use watchkeeper::domain::report::{Channel, ReportKind, ReportSent};
use watchkeeper::domain::rule::{Case, Confidence, Duty, Means, Recipient, Rule, RuleSet, Start};
use watchkeeper::domain::times::TimeKind;
use watchkeeper::domain::{
    Command, Event, OfficerId, Proven, Rejection, RuleId, State, SubjectId, SubjectKind,
};

use crate::story::{LEADER, Story, at, noon};

fn rule(id: &str, duty: Duty, means: Means, start: Start, when: Vec<Case>) -> Rule {
    Rule {
        id: id.into(),
        pack: "test@1".into(),
        zh: id.into(),
        en: id.into(),
        subject: if duty == Duty::Triage {
            SubjectKind::Call
        } else {
            SubjectKind::Incident
        },
        duty,
        by: None,
        means,
        tracks: Vec::new(),
        when,
        start,
        limit_min: 30,
        limit_wd: None,
        soon_min: 10,
        recipients: vec!["gov".into(), "bureau".into()],
        basis: "test".into(),
        confidence: Confidence::Law,
        note: String::new(),
    }
}

pub fn rules() -> RuleSet {
    let serious = vec![Case {
        grades: vec![Grade::I, Grade::II],
        ..Case::default()
    }];
    let sensitive = vec![Case {
        sensitive: Sensitive::ALL.to_vec(),
        ..Case::default()
    }];
    let recipient = |id: &str| Recipient {
        id: id.into(),
        zh: id.into(),
        en: id.into(),
        zh_short: id.into(),
        en_short: id.into(),
        phone: String::new(),
    };
    let mut off_track = rule(
        "ordinary",
        Duty::Initial,
        Means::Written,
        Start::Learned,
        vec![],
    );
    off_track.tracks = vec![Track::Ordinary];
    RuleSet {
        rules: vec![
            rule("triage", Duty::Triage, Means::Desk, Start::Received, vec![]),
            rule(
                "serious",
                Duty::Initial,
                Means::Phone,
                Start::Learned,
                serious,
            ),
            rule(
                "sensitive",
                Duty::Initial,
                Means::Written,
                Start::Learned,
                sensitive,
            ),
            off_track,
        ],
        recipients: ["gov", "bureau", "ministry"].map(recipient).to_vec(),
        off: Vec::new(),
    }
}

pub fn new_incident() -> NewIncident {
    NewIncident {
        facts: BTreeMap::from([
            (FactKey::Title, "五布河死鱼".to_owned()),
            (FactKey::Place, "巴南区木洞镇".to_owned()),
        ]),
        source: Source::DutyPhone,
        learned: noon(),
        occurred: Vec::new(),
        grade: Grade::Unclear,
        sensitive: BTreeMap::new(),
        impact: Impact::default(),
        track: Track::Ordinary,
        drill: false,
        extent: watchkeeper::domain::extent::Extent::default(),
        ground: String::new(),
        approval: None,
    }
}

fn call() -> CallFacts {
    CallFacts {
        received: noon(),
        channel: Source::Hotline12345,
        from: Personal::Open("王某".into()),
        unit: String::new(),
        phone: Personal::Open("13800000000".into()),
        called_back: false,
        about: "河里有异味".into(),
    }
}

pub fn sent(kind: ReportKind, channel: Channel, at: DateTime<Utc>) -> ReportSent {
    ReportSent {
        kind,
        channel,
        to: vec!["gov".into(), "bureau".into()],
        at,
        receiver: "李某".into(),
        acknowledged: true,
        signatory: "张局".into(),
        text: "初步情况".into(),
    }
}

pub fn approval() -> Approval {
    Approval::of(LEADER, "核实后认定")
}

pub fn report(incident: &SubjectId, sent: ReportSent) -> Command {
    Command::FileReport {
        incident: incident.clone(),
        sent: Box::new(sent),
    }
}

fn grade(incident: &SubjectId, grade: Grade, approval: Option<Approval>) -> Command {
    Command::GradeIncident {
        known_since: None,
        incident: incident.clone(),
        grade,
        at: None,
        ground: String::new(),
        approval,
    }
}

fn amend(incident: &SubjectId, amendment: Amendment) -> Command {
    Command::AmendIncident {
        incident: incident.clone(),
        amendment: Box::new(amendment),
    }
}

fn answer(condition: Sensitive, answer: Answer) -> Amendment {
    Amendment {
        sensitive: BTreeMap::from([(condition, answer)]),
        ..Amendment::default()
    }
}

#[test]
fn numbers_run_per_desk_kind_and_year_in_the_desks_zone() {
    let mut story = Story::new(DeskMode::Real, rules());
    assert_eq!(story.logs(new_incident()).to_string(), "BN-2026-001");
    assert_eq!(story.logs(new_incident()).to_string(), "BN-2026-002");
    // 00:10 on New Year's Day in Chongqing is still the old year in UTC.
    story.now = at("2027-01-01T00:10:00");
    assert_eq!(story.logs(new_incident()).to_string(), "BN-2027-001");
    story.does(Command::TakeCall {
        facts: call(),
        confidential: false,
    });
    assert!(
        story
            .state
            .calls
            .contains_key(&"BN-2027-C001".to_owned().try_into().unwrap())
    );
}

#[test]
fn an_incident_needs_title_and_place_and_nothing_else() {
    let story = Story::new(DeskMode::Real, rules());
    for key in [FactKey::Title, FactKey::Place] {
        let mut new = new_incident();
        new.facts.remove(&key);
        let no = story.refused(&Command::LogIncident { new: Box::new(new) });
        assert_eq!(
            no,
            Rejection::Empty {
                field: key.name().into()
            }
        );
    }
}

#[test]
fn a_learned_time_in_the_future_is_refused() {
    let story = Story::new(DeskMode::Real, rules());
    let learned = at("2026-11-24T14:31:00");
    let new = NewIncident {
        learned,
        ..new_incident()
    };
    let no = story.refused(&Command::LogIncident { new: Box::new(new) });
    assert_eq!(
        no,
        Rejection::InFuture {
            field: "learned".into(),
            given: learned,
            now: noon()
        }
    );
}

#[test]
fn a_learned_time_before_occurrence_is_refused() {
    let story = Story::new(DeskMode::Real, rules());
    let occurred = at("2026-11-24T14:00:00");
    let learned = at("2026-11-24T13:59:00");
    let new = NewIncident {
        learned,
        occurred: vec![(occurred, String::new())],
        ..new_incident()
    };
    let no = story.refused(&Command::LogIncident { new: Box::new(new) });
    let (field, other) = ("learned".into(), "occurred".into());
    assert_eq!(
        no,
        Rejection::Before {
            field,
            given: learned,
            other,
            bound: occurred
        }
    );
}

#[test]
fn a_time_of_another_century_is_a_slip() {
    let story = Story::new(DeskMode::Real, rules());
    let learned = at("1026-11-24T14:00:00");
    let no = story.refused(&Command::LogIncident {
        new: Box::new(NewIncident {
            learned,
            ..new_incident()
        }),
    });
    assert_eq!(
        no,
        Rejection::TooOld {
            field: "learned".into(),
            given: learned
        }
    );
}

#[test]
fn texts_over_their_limit_and_control_characters_are_refused_whole() {
    let story = Story::new(DeskMode::Real, rules());
    let titled = |title: &str| {
        let mut new = new_incident();
        new.facts.insert(FactKey::Title, title.to_owned());
        Command::LogIncident { new: Box::new(new) }
    };
    let no = story.refused(&titled(&"长".repeat(201)));
    assert_eq!(
        no,
        Rejection::TooLong {
            field: "title".into(),
            limit: 200,
            given: 201
        }
    );
    let no = story.refused(&titled("\u{1b}]0;owned\u{7}"));
    assert_eq!(
        no,
        Rejection::ControlCharacter {
            field: "title".into()
        }
    );
}

#[test]
fn a_figure_beyond_belief_is_refused() {
    let story = Story::new(DeskMode::Real, rules());
    let impact = Impact {
        deaths: Some(u32::MAX),
        ..Impact::default()
    };
    let new = Box::new(NewIncident {
        impact,
        ..new_incident()
    });
    let no = story.refused(&Command::LogIncident { new });
    assert_eq!(
        no,
        Rejection::Absurd {
            field: "deaths".into()
        }
    );
}

#[test]
fn several_claims_of_when_it_happened_stand_side_by_side_and_the_earliest_counts() {
    let mut story = Story::new(DeskMode::Real, rules());
    let early = at("2026-11-24T13:30:00");
    let late = at("2026-11-24T13:40:00");
    let occurred = vec![(late, "企业".to_owned()), (early, "群众".to_owned())];
    let id = story.logs(NewIncident {
        occurred,
        ..new_incident()
    });
    let times = &story.incident(&id).times;
    assert_eq!(times.claims(TimeKind::Occurred).count(), 2);
    assert_eq!(times.of(TimeKind::Occurred), Some(early));
}

#[test]
fn what_the_initial_report_asks_and_is_empty_is_listed_as_missing() {
    let mut story = Story::new(DeskMode::Real, rules());
    let id = story.logs(new_incident());
    let missing = story.incident(&id).missing();
    assert_eq!(missing.len(), 11);
    assert!(missing.contains(&Missing::Occurred));
    assert!(missing.contains(&Missing::Fact(FactKey::Pollutants)));
    let facts = BTreeMap::from([(FactKey::Pollutants, "铊".to_owned())]);
    story.does(amend(
        &id,
        Amendment {
            facts,
            ..Amendment::default()
        },
    ));
    assert!(
        !story
            .incident(&id)
            .missing()
            .contains(&Missing::Fact(FactKey::Pollutants))
    );
}

#[test]
fn the_first_grade_brings_its_duties_from_the_rules_own_start() {
    let mut story = Story::new(DeskMode::Real, rules());
    let id = story.logs(new_incident());
    assert_eq!(story.demanded(&id), [("ordinary".to_owned(), None)]);
    story.now = at("2026-11-24T14:50:00");
    story.does(grade(&id, Grade::II, None));
    assert!(story.demanded(&id).contains(&("serious".to_owned(), None)));
}

#[test]
fn a_later_raise_brings_its_duties_from_the_moment_of_the_change() {
    let mut story = Story::new(DeskMode::Real, rules());
    let id = story.logs(NewIncident {
        grade: Grade::IV,
        ..new_incident()
    });
    story.now = at("2026-11-24T16:00:00");
    story.does(grade(&id, Grade::II, None));
    let moment = Some(at("2026-11-24T16:00:00"));
    assert!(
        story
            .demanded(&id)
            .contains(&("serious".to_owned(), moment))
    );
    assert!(story.demanded(&id).contains(&("ordinary".to_owned(), None)));
}

#[test]
fn a_first_answer_runs_from_the_learned_time_and_a_turned_one_from_the_turn() {
    let mut story = Story::new(DeskMode::Real, rules());
    let first = story.logs(new_incident());
    story.now = at("2026-11-24T14:40:00");
    story.does(amend(&first, answer(Sensitive::WaterSource, Answer::Yes)));
    assert!(
        story
            .demanded(&first)
            .contains(&("sensitive".to_owned(), None))
    );

    let turned = story.logs(NewIncident {
        sensitive: BTreeMap::from([(Sensitive::WaterSource, Answer::No)]),
        ..new_incident()
    });
    story.now = at("2026-11-24T17:00:00");
    story.does(amend(&turned, answer(Sensitive::WaterSource, Answer::Yes)));
    let moment = Some(at("2026-11-24T17:00:00"));
    assert!(
        story
            .demanded(&turned)
            .contains(&("sensitive".to_owned(), moment))
    );
}

#[test]
fn a_duty_is_never_taken_away_and_a_milder_grade_asks_nothing_twice() {
    let mut story = Story::new(DeskMode::Real, rules());
    let id = story.logs(NewIncident {
        grade: Grade::II,
        ..new_incident()
    });
    let before = story.demanded(&id);
    story.does(grade(&id, Grade::IV, Some(approval())));
    assert_eq!(story.demanded(&id), before);
}

#[test]
fn a_raised_grade_asks_for_every_first_report_anew_from_the_moment_of_the_change() {
    let mut story = Story::new(DeskMode::Real, rules());
    let id = story.logs(NewIncident {
        grade: Grade::II,
        ..new_incident()
    });
    let mut expected = story.demanded(&id);
    story.now = at("2026-11-24T16:00:00");
    story.does(grade(&id, Grade::I, None));
    let moment = Some(at("2026-11-24T16:00:00"));
    expected.push(("serious".to_owned(), moment));
    expected.push(("ordinary".to_owned(), moment));
    assert_eq!(story.demanded(&id), expected);
}

#[test]
fn rules_adopted_later_do_not_touch_what_was_frozen() {
    let mut story = Story::new(DeskMode::Real, rules());
    let id = story.logs(NewIncident {
        grade: Grade::II,
        ..new_incident()
    });
    let mut milder = rules();
    for rule in &mut milder.rules {
        rule.limit_min = 600;
    }
    story.does(Command::AdoptRules { rules: milder });
    assert!(
        story
            .incident(&id)
            .demands
            .iter()
            .all(|demand| demand.rule.limit_min == 30)
    );
}

#[test]
fn incidents_of_another_track_keep_off_the_ordinary_rules() {
    let mut story = Story::new(DeskMode::Real, rules());
    let id = story.logs(NewIncident {
        track: Track::Ship,
        ..new_incident()
    });
    assert_eq!(story.demanded(&id), []);
    story.does(amend(
        &id,
        Amendment {
            track: Some(Track::Ordinary),
            ..Amendment::default()
        },
    ));
    assert_eq!(story.demanded(&id), [("ordinary".to_owned(), None)]);
    let off = Amendment {
        track: Some(Track::Ship),
        ..Amendment::default()
    };
    let no = story.refused(&amend(&id, off));
    assert_eq!(
        no,
        Rejection::NeedsLeader {
            what: "taken-back".into()
        }
    );
}

#[test]
fn lowering_a_grade_needs_a_reason_and_a_leader() {
    let mut story = Story::new(DeskMode::Real, rules());
    let id = story.logs(NewIncident {
        grade: Grade::II,
        ..new_incident()
    });
    for lower in [Grade::III, Grade::Unclear] {
        let no = story.refused(&grade(&id, lower, None));
        assert_eq!(
            no,
            Rejection::NeedsLeader {
                what: "lower-grade".into()
            }
        );
    }
    let nameless = Approval {
        leader: " ".into(),
        ..approval()
    };
    let no = story.refused(&grade(&id, Grade::III, Some(nameless)));
    assert_eq!(
        no,
        Rejection::Empty {
            field: "approver".into()
        }
    );
    let without_reason = Approval {
        reason: String::new(),
        ..approval()
    };
    let no = story.refused(&grade(&id, Grade::III, Some(without_reason)));
    assert_eq!(
        no,
        Rejection::Empty {
            field: "reason".into()
        }
    );
    story.does(grade(&id, Grade::III, Some(approval())));
    story.does(grade(&id, Grade::I, None));
}

#[test]
fn an_officer_who_is_no_leader_cannot_approve() {
    let mut story = Story::new(DeskMode::Real, rules());
    story.does(officer("小周", Role::Officer));
    let id = story.logs(new_incident());
    let approval = Approval {
        leader: "小周".into(),
        ..approval()
    };
    let no = story.refused(&Command::DismissIncident {
        incident: id,
        approval,
    });
    assert_eq!(
        no,
        Rejection::NotALeader {
            name: "小周".into()
        }
    );
}

#[test]
fn taking_back_a_condition_or_making_the_learned_time_later_needs_a_leader() {
    let mut story = Story::new(DeskMode::Real, rules());
    let sensitive = BTreeMap::from([(Sensitive::HeavyMetal, Answer::Yes)]);
    let id = story.logs(NewIncident {
        sensitive,
        learned: at("2026-11-24T14:00:00"),
        ..new_incident()
    });
    let needs = Rejection::NeedsLeader {
        what: "taken-back".into(),
    };
    assert_eq!(
        story.refused(&amend(&id, answer(Sensitive::HeavyMetal, Answer::No))),
        needs
    );
    let claim = |text: &str| Amendment {
        times: vec![(TimeKind::Learned, at(text), "通话记录".into())],
        ..Amendment::default()
    };
    assert_eq!(
        story.refused(&amend(&id, claim("2026-11-24T14:10:00"))),
        needs
    );
    story.does(amend(&id, claim("2026-11-24T13:50:00")));
    let learned: Vec<_> = story
        .incident(&id)
        .times
        .claims(TimeKind::Learned)
        .collect();
    assert_eq!(learned.len(), 2, "both stay visible");
}

#[test]
fn making_the_stand_down_later_needs_a_leader_and_making_it_earlier_does_not() {
    let mut story = Story::new(DeskMode::Real, rules());
    let id = story.logs(NewIncident {
        learned: at("2026-11-24T13:00:00"),
        ..new_incident()
    });
    story.does(Command::StandDown {
        approval: Some(approval()),
        incident: id.clone(),
        at: at("2026-11-24T14:00:00"),
        ground: String::new(),
    });
    let claim = |text: &str, approval| Amendment {
        times: vec![(TimeKind::StoodDown, at(text), "指挥部通知".into())],
        approval,
        ..Amendment::default()
    };
    let later = "2026-11-24T14:10:00";
    assert_eq!(
        story.refused(&amend(&id, claim(later, None))),
        Rejection::NeedsLeader {
            what: "taken-back".into()
        }
    );
    story.does(amend(&id, claim("2026-11-24T13:50:00", None)));
    story.does(amend(&id, claim(later, Some(approval()))));
    let stood_down = story.incident(&id).times.of(TimeKind::StoodDown);
    assert_eq!(stood_down, Some(at(later)));
}

#[test]
fn a_report_before_the_learned_time_or_in_the_future_is_refused() {
    let mut story = Story::new(DeskMode::Real, rules());
    let id = story.logs(new_incident());
    let early = sent(
        ReportKind::Initial,
        Channel::Phone,
        at("2026-11-24T14:29:00"),
    );
    assert!(matches!(
        story.refused(&report(&id, early)),
        Rejection::Before { .. }
    ));
    let late = sent(
        ReportKind::Initial,
        Channel::Phone,
        at("2026-11-24T14:31:00"),
    );
    assert!(matches!(
        story.refused(&report(&id, late)),
        Rejection::InFuture { .. }
    ));
}

#[test]
fn a_written_report_needs_a_signatory_and_a_phone_report_does_not() {
    let mut story = Story::new(DeskMode::Real, rules());
    let id = story.logs(new_incident());
    for channel in Channel::ALL {
        let unsigned = ReportSent {
            signatory: " ".into(),
            ..sent(ReportKind::Initial, channel, noon())
        };
        if channel == Channel::Phone {
            story.does(report(&id, unsigned));
        } else {
            assert_eq!(
                story.refused(&report(&id, unsigned)),
                Rejection::NoSignatory
            );
        }
    }
}

#[test]
fn a_report_to_nobody_or_to_a_stranger_is_refused() {
    let mut story = Story::new(DeskMode::Real, rules());
    let id = story.logs(new_incident());
    let to = |to: &[&str]| ReportSent {
        to: to.iter().map(|id| (*id).into()).collect(),
        ..sent(ReportKind::Initial, Channel::Phone, noon())
    };
    assert_eq!(story.refused(&report(&id, to(&[]))), Rejection::NoRecipient);
    assert_eq!(
        story.refused(&report(&id, to(&["gov", "pope"]))),
        Rejection::UnknownRecipient {
            recipient: "pope".into(),
            known: "gov, bureau, ministry".into()
        }
    );
}

#[test]
fn a_report_keeps_its_words_and_what_was_known_then() {
    let mut story = Story::new(DeskMode::Real, rules());
    let id = story.logs(new_incident());
    story.does(report(
        &id,
        sent(ReportKind::Initial, Channel::Phone, noon()),
    ));
    let facts = BTreeMap::from([(FactKey::Cause, "企业偷排".to_owned())]);
    story.does(amend(
        &id,
        Amendment {
            facts,
            ..Amendment::default()
        },
    ));
    story.does(grade(&id, Grade::III, None));
    let kept = &story.incident(&id).reports[0];
    assert_eq!(kept.sent.text, "初步情况");
    assert_eq!(kept.known.grade, Grade::Unclear);
    assert!(!kept.known.facts.contains_key(&FactKey::Cause));
    assert_eq!(story.incident(&id).milestones[&Milestone::Reported], noon());
}

#[test]
fn a_correction_is_a_new_entry_and_making_a_report_earlier_needs_a_leader() {
    let mut story = Story::new(DeskMode::Real, rules());
    let id = story.logs(NewIncident {
        learned: at("2026-11-24T14:00:00"),
        ..new_incident()
    });
    story.does(report(
        &id,
        sent(ReportKind::Initial, Channel::Phone, noon()),
    ));
    let correct = |sent: Option<ReportSent>, approval: Option<Approval>| Command::CorrectReport {
        incident: id.clone(),
        no: 1,
        sent: sent.map(Box::new),
        reason: "录入有误".into(),
        approval,
    };
    let earlier = sent(
        ReportKind::Initial,
        Channel::Phone,
        at("2026-11-24T14:10:00"),
    );
    let no = story.refused(&correct(Some(earlier.clone()), None));
    assert_eq!(
        no,
        Rejection::NeedsLeader {
            what: "report-earlier".into()
        }
    );
    let no = story.refused(&correct(None, None));
    assert_eq!(
        no,
        Rejection::NeedsLeader {
            what: "withdraw-report".into()
        }
    );
    story.does(correct(Some(earlier), Some(approval())));
    let timeline = &story.incident(&id).timeline;
    assert!(timeline.iter().any(|happened| matches!(
        &happened.event,
        Event::ReportFiled { sent, .. } if sent.at == noon()
    )));
    let unknown = Command::CorrectReport {
        incident: id.clone(),
        no: 7,
        sent: None,
        reason: "x".into(),
        approval: Some(approval()),
    };
    assert_eq!(
        story.refused(&unknown),
        Rejection::UnknownReport {
            subject: id.clone(),
            no: 7
        }
    );
}

fn officer(name: &str, role: Role) -> Command {
    Command::EnterOfficer {
        officer: OfficerEntry {
            name: name.into(),
            post: String::new(),
            phone: String::new(),
            role,
        },
    }
}

fn take_watch(officer: &str, leader: &str) -> Command {
    Command::TakeWatch {
        officer: officer.into(),
        deputy: None,
        leader: leader.into(),
        note: String::new(),
    }
}

#[test]
fn the_watch_needs_an_officer_and_another_person_as_leader() {
    let mut story = Story::new(DeskMode::Real, rules());
    story.does(officer("小周", Role::Officer));
    story.does(officer("张局", Role::Head));
    let no = story.refused(&take_watch("小吴", "张局"));
    assert_eq!(
        no,
        Rejection::UnknownOfficer {
            name: "小吴".into()
        }
    );
    for leader in ["小周", "张局"] {
        let no = story.refused(&take_watch("张局", leader));
        assert_eq!(
            no,
            Rejection::LeaderOfShift {
                name: leader.into()
            }
        );
    }
    story.does(take_watch("小周", "张局"));
    let watch = story.state.watch.clone().unwrap();
    assert_eq!(story.state.officer_name(watch.officer), "小周");
    assert_eq!(story.state.officer_name(watch.leader), "张局");
}

#[test]
fn the_same_name_again_changes_that_officer() {
    let mut story = Story::new(DeskMode::Real, rules());
    let before = story.state.officers.len();
    story.does(officer("小周", Role::Officer));
    assert_eq!(
        story.refused(&officer("小周", Role::Officer)),
        Rejection::NothingToDo
    );
    story.does(officer(" 小周 ", Role::Leader));
    assert_eq!(story.state.officers.len(), before + 1);
}

#[test]
fn a_call_is_judged_once_and_a_judgement_says_where_it_went() {
    let mut story = Story::new(DeskMode::Real, rules());
    story.does(Command::TakeCall {
        facts: call(),
        confidential: false,
    });
    let id: SubjectId = "BN-2026-C001".to_owned().try_into().unwrap();
    assert_eq!(
        story.state.calls[&id].demands.len(),
        1,
        "an untriaged call is a deadline"
    );
    let triage = |wish| Command::TriageCall {
        call: id.clone(),
        wish,
    };
    let silent = triage(TriageWish::NoMatter { reason: " ".into() });
    assert_eq!(
        story.refused(&silent),
        Rejection::Empty {
            field: "reason".into()
        }
    );
    story.does(triage(TriageWish::NewIncident {
        new: Box::new(new_incident()),
    }));
    let incident: SubjectId = "BN-2026-001".to_owned().try_into().unwrap();
    assert_eq!(story.incident(&incident).calls, std::slice::from_ref(&id));
    let became = Triage::Became { incident };
    assert_eq!(story.state.calls[&id].triage, Some((noon(), became)));
    let again = triage(TriageWish::PassOn {
        to: "海事".into()
    });
    assert_eq!(
        story.refused(&again),
        Rejection::AlreadyTriaged {
            subject: id.clone()
        }
    );
}

#[test]
fn what_a_call_told_was_learned_with_the_call() {
    let mut story = Story::new(DeskMode::Real, rules());
    let received = at("2026-11-24T14:00:00");
    story.does(Command::TakeCall {
        facts: CallFacts { received, ..call() },
        confidential: false,
    });
    let call: SubjectId = "BN-2026-C001".to_owned().try_into().unwrap();
    let new = Box::new(new_incident());
    let no = story.refused(&Command::TriageCall {
        call,
        wish: TriageWish::NewIncident { new },
    });
    assert_eq!(
        no,
        Rejection::LearnedAfterCall {
            learned: noon(),
            received
        }
    );
}

#[test]
fn closing_needs_stand_down_grade_reports_and_three_answers() {
    let mut story = Story::new(DeskMode::Real, rules());
    let id = story.logs(new_incident());
    let close = |removed: &str| Command::CloseIncident {
        incident: id.clone(),
        answers: ThreeAnswers {
            investigated: "管道破裂".into(),
            removed: removed.into(),
            accountable: "移送".into(),
        },
    };
    let subject = || id.clone();
    assert_eq!(
        story.refused(&close("已换管")),
        Rejection::NotStoodDown { subject: subject() }
    );
    let down = Command::StandDown {
        approval: Some(approval()),
        incident: id.clone(),
        at: noon(),
        ground: String::new(),
    };
    story.does(down.clone());
    assert_eq!(
        story.refused(&down),
        Rejection::AlreadyStoodDown { subject: subject() }
    );
    assert_eq!(
        story.refused(&close("已换管")),
        Rejection::GradeUnclear { subject: subject() }
    );
    story.does(grade(&id, Grade::IV, None));
    let no = story.refused(&close("已换管"));
    let duties = "ordinary → gov; ordinary → bureau".to_owned();
    assert_eq!(
        no,
        Rejection::DutyOpen {
            subject: subject(),
            duties
        }
    );
    story.does(report(&id, sent(ReportKind::Initial, Channel::Fax, noon())));
    assert_eq!(
        story.refused(&close("已换管")),
        Rejection::NoFinalReport { subject: subject() }
    );
    story.does(report(&id, sent(ReportKind::Final, Channel::Fax, noon())));
    assert_eq!(
        story.refused(&close(" ")),
        Rejection::Empty {
            field: "removed".into()
        }
    );
    story.does(close("已换管"));
    assert!(matches!(story.incident(&id).stage, Stage::Closed { .. }));
    assert_eq!(
        story.refused(&close("已换管")),
        Rejection::NotOpen { subject: subject() }
    );
}

#[test]
fn a_waived_duty_does_not_keep_an_incident_open_and_needs_a_known_deadline() {
    let mut story = Story::new(DeskMode::Real, rules());
    let id = story.logs(NewIncident {
        grade: Grade::IV,
        ..new_incident()
    });
    let waive = |rule: &str, recipient: Option<&str>| Command::WaiveDeadline {
        demanded: None,
        subject: id.clone(),
        rule: RuleId(rule.into()),
        recipient: recipient.map(Into::into),
        approval: approval(),
    };
    assert!(matches!(
        story.refused(&waive("serious", None)),
        Rejection::UnknownDeadline { .. }
    ));
    let stranger = waive("ordinary", Some("ministry"));
    assert!(matches!(
        story.refused(&stranger),
        Rejection::UnknownDeadline { .. }
    ));
    story.does(waive("ordinary", Some("gov")));
    assert_eq!(
        story.refused(&waive("ordinary", Some("gov"))),
        Rejection::NothingToDo
    );
    story.does(waive("ordinary", None));
    story.does(report(&id, sent(ReportKind::Final, Channel::Phone, noon())));
    story.does(Command::StandDown {
        approval: Some(approval()),
        incident: id.clone(),
        at: noon(),
        ground: String::new(),
    });
    story.does(Command::CloseIncident {
        incident: id.clone(),
        answers: ThreeAnswers {
            investigated: "查清".into(),
            removed: "消除".into(),
            accountable: "追究".into(),
        },
    });
}

#[test]
fn first_times_and_instructions_are_kept_and_the_first_of_each_counts() {
    let mut story = Story::new(DeskMode::Real, rules());
    let id = story.logs(NewIncident {
        learned: at("2026-11-24T14:00:00"),
        ..new_incident()
    });
    let reach = |text: &str| Command::ReachMilestone {
        incident: id.clone(),
        milestone: Milestone::OnScene,
        at: at(text),
        note: String::new(),
    };
    story.does(reach("2026-11-24T14:25:00"));
    story.does(reach("2026-11-24T14:20:00"));
    assert_eq!(
        story.incident(&id).milestones[&Milestone::OnScene],
        at("2026-11-24T14:20:00")
    );
    assert!(matches!(
        story.refused(&reach("2026-11-24T13:59:00")),
        Rejection::Before { .. }
    ));
    let instruction = Instruction {
        leader: "张局".into(),
        at: noon(),
        text: "速赴现场".into(),
    };
    story.does(Command::NoteInstruction {
        incident: id.clone(),
        instruction,
    });
    assert_eq!(story.incident(&id).instructions.len(), 1);
}

#[test]
fn only_a_simulated_clock_moves_and_never_behind_the_record() {
    let clock = |text: &str| Command::MoveClock {
        clock: SimClock {
            shows: at(text),
            set_at: noon(),
            rate: 1,
        },
    };
    let real = Story::new(DeskMode::Real, rules());
    assert_eq!(
        real.refused(&clock("2026-11-25T00:00:00")),
        Rejection::ClockOfRealDesk
    );
    let mut simulated = Story::new(DeskMode::Simulated, rules());
    let no = simulated.refused(&clock("2026-11-24T14:00:00"));
    assert_eq!(no, Rejection::ClockBackwards { last: noon() });
    simulated.does(clock("2026-11-25T00:00:00"));
}

#[test]
fn a_simulated_clock_runs_at_its_pace_and_never_back() {
    let clock = SimClock {
        shows: at("2021-01-20T17:40:00"),
        set_at: noon(),
        rate: 60,
    };
    assert_eq!(
        clock.at(at("2026-11-24T14:31:00")),
        at("2021-01-20T18:40:00")
    );
    assert_eq!(
        clock.at(at("2026-11-24T14:00:00")),
        at("2021-01-20T17:40:00")
    );
}

#[test]
fn what_closed_more_than_thirty_days_ago_leaves_memory_and_what_is_open_stays() {
    let mut story = Story::new(DeskMode::Real, rules());
    let open = story.logs(new_incident());
    let gone = story.logs(new_incident());
    story.does(Command::DismissIncident {
        incident: gone.clone(),
        approval: approval(),
    });
    story.now = at("2026-12-24T14:29:00");
    story.does(Command::MakeNote {
        subject: None,
        text: "平安".into(),
    });
    assert!(
        story.state.incidents.contains_key(&gone),
        "thirty days are not over"
    );
    story.now = at("2026-12-25T14:31:00");
    story.does(Command::MakeNote {
        subject: None,
        text: "平安".into(),
    });
    assert!(!story.state.incidents.contains_key(&gone));
    assert!(story.state.incidents.contains_key(&open));
    let no = story.refused(&Command::MakeNote {
        subject: Some(gone.clone()),
        text: "x".into(),
    });
    assert_eq!(no, Rejection::UnknownSubject { subject: gone });
}

#[test]
fn a_state_survives_being_written_and_read() {
    let mut story = Story::new(DeskMode::Simulated, rules());
    story.does(officer("小周", Role::Officer));
    story.does(Command::TakeCall {
        facts: call(),
        confidential: false,
    });
    let id = story.logs(NewIncident {
        grade: Grade::II,
        ..new_incident()
    });
    story.does(report(
        &id,
        sent(ReportKind::Initial, Channel::Phone, noon()),
    ));
    story.does(amend(&id, answer(Sensitive::MainStem, Answer::No)));
    let written = serde_json::to_string(&story.state).unwrap();
    assert_eq!(
        serde_json::from_str::<State>(&written).unwrap(),
        story.state
    );
}

/// What is proved of who asks: a console of that officer's own, a PIN typed by that officer.
fn proven(console: Option<u32>, pin: Option<u32>) -> Proven {
    Proven {
        console: console.map(OfficerId),
        pin: pin.map(OfficerId),
    }
}

#[test]
fn an_approver_is_a_leader_of_the_directory_proved_or_leading_the_shift() {
    let mut story = Story::new(DeskMode::Real, rules());
    for (name, role) in [
        ("小周", Role::Officer),
        ("张局", Role::Head),
        ("李队", Role::Leader),
    ] {
        story.does(officer(name, role));
    }
    let id_of = |story: &Story, name: &str| story.state.officer_named(name).unwrap().id.0;
    story.does(take_watch("小周", "李队"));
    let incident = story.logs(new_incident());
    let dismiss = |leader: &str| Command::DismissIncident {
        incident: incident.clone(),
        approval: Approval {
            // Whatever a console claims, the desk says how it was proved.
            proof: Some(Proof::Console),
            ..Approval::of(leader, "误报")
        },
    };
    let nobody = proven(None, None);
    let named = |name: &str| name.to_owned();
    let refused = [
        (
            "王五",
            Rejection::UnknownOfficer {
                name: named("王五"),
            },
        ),
        (
            "小周",
            Rejection::NotALeader {
                name: named("小周"),
            },
        ),
        (
            "张局",
            Rejection::ConsentUnproven {
                name: named("张局"),
            },
        ),
    ];
    for (name, why) in refused {
        assert_eq!(story.asks_with(nobody, &dismiss(name)), Err(why), "{name}");
    }
    // Another's console, or another's PIN, proves nothing of the one who is named.
    let (head, leader) = (id_of(&story, "张局"), id_of(&story, "李队"));
    let others = proven(Some(leader), Some(leader));
    assert!(matches!(
        story.asks_with(others, &dismiss("张局")),
        Err(Rejection::ConsentUnproven { .. })
    ));
    let kept = |proven, name: &str| {
        let events = story.asks_with(proven, &dismiss(name)).unwrap();
        match &events[..] {
            [Event::IncidentDismissed { approval, .. }] => approval.proof,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(kept(nobody, "李队"), Some(Proof::OnWatch));
    assert_eq!(kept(proven(None, Some(head)), "张局"), Some(Proof::Pin));
    assert_eq!(kept(proven(None, Some(leader)), "李队"), Some(Proof::Pin));
    let own = proven(Some(head), None);
    assert_eq!(kept(own, "张局"), Some(Proof::Console));
    let both = proven(Some(head), Some(head));
    assert_eq!(kept(both, "张局"), Some(Proof::Console));
}

#[test]
fn a_consent_of_before_it_was_asked_how_reads_as_it_was_written() {
    let old = r#"{"leader":"刘主任","reason":"复核"}"#;
    let read: Approval = serde_json::from_str(old).unwrap();
    assert_eq!(read.proof, None);
    assert_eq!(serde_json::to_string(&read).unwrap(), old);
}
