//! What the work points, 令17 and 令32 ask, case by case; expectations are written from the text.

use std::collections::BTreeMap;

use watchkeeper::domain::call::{CallFacts, Personal, Source};
use watchkeeper::domain::command::TriageWish;
use watchkeeper::domain::event::Amendment;
use watchkeeper::domain::grade::{Answer, Grade, Sensitive, Track};
use watchkeeper::domain::report::{Channel, ReportKind};
use watchkeeper::domain::times::TimeKind;
use watchkeeper::domain::{Command, SubjectKind};
use watchkeeper::rulebook::{Standing, WorkTime, call_deadlines};

use crate::story::{
    BUREAU, CITY, COMMITTEE, DUTY_OFFICE, EMERGENCY_OFFICE, GOVERNMENT, MINISTRY, NEIGHBOUR,
    OFFICER, STATE_COUNCIL, Story, approval, at, graded, minutes, noon, report, told_at,
};

const DISTRICT_AND_CITY: [&str; 3] = [COMMITTEE, GOVERNMENT, BUREAU];
const TO_THE_MINISTRY: [&str; 4] = [GOVERNMENT, BUREAU, DUTY_OFFICE, EMERGENCY_OFFICE];

#[test]
fn jialing_2021() {
    let mut story = Story::at(at("2021-01-20 17:40"));
    let mut told = told_at(story.now);
    told.occurred = vec![(at("2021-01-20 04:00"), "上游断面首次超标".into())];
    told.sensitive = BTreeMap::from([
        (Sensitive::HeavyMetal, Answer::Yes),
        (Sensitive::CrossProvince, Answer::Yes),
    ]);
    let id = story.logs(told);

    let due = |story: &Story, rule, to| story.deadline(&id, rule, to).due_at;
    let check = |story: &Story| {
        for to in DISTRICT_AND_CITY {
            assert_eq!(due(story, "wp2021-phone", to), at("2021-01-20 18:10"));
            assert_eq!(due(story, "wp2021-written", to), at("2021-01-20 18:40"));
        }
        assert_eq!(story.told_by(&id, "ling17-2h"), TO_THE_MINISTRY);
        for to in TO_THE_MINISTRY {
            assert_eq!(due(story, "ling17-2h", to), at("2021-01-20 19:40"));
        }
    };
    check(&story);
    let before = story.bound(&id);

    // Graded II the next morning: what was demanded stays, from when the bureau learned of it.
    story.now = at("2021-01-21 03:00");
    story.grades(&id, Grade::II);
    check(&story);
    let added: Vec<_> = story
        .bound(&id)
        .into_iter()
        .filter(|rule| !before.contains(rule))
        .collect();
    // The district government's own hour ran from when it happened; the ministry investigates.
    assert_eq!(added, ["cq-relay-1h", "ling32-60d"]);
    let relay = story.deadline(&id, "cq-relay-1h", CITY);
    assert_eq!(relay.since, None);
    assert_eq!(relay.due_at, at("2021-01-20 05:00"));
}

#[test]
fn tianji_2012_was_late_under_every_rule() {
    let mut story = Story::at(at("2012-12-31 07:40"));
    let mut told = graded(story.now, Grade::II);
    told.sensitive = BTreeMap::from([(Sensitive::CrossProvince, Answer::Yes)]);
    let id = story.logs(told);
    story.now = at("2013-01-05 17:00");
    let everybody = [
        COMMITTEE,
        GOVERNMENT,
        BUREAU,
        DUTY_OFFICE,
        EMERGENCY_OFFICE,
        NEIGHBOUR,
    ];
    story.sends(&id, ReportKind::Initial, Channel::Fax, &everybody);

    // 5 days, 9 hours and 20 minutes after it was learned of.
    let elapsed = minutes((5 * 24 + 9) * 60 + 20);
    for to in DISTRICT_AND_CITY {
        let written = story.deadline(&id, "wp2021-written", to);
        assert_eq!(written.standing, Standing::MetLate);
        assert_eq!(written.late_by(), Some(elapsed - minutes(60)));
        let phone = story.deadline(&id, "wp2021-phone", to);
        assert_eq!(phone.standing, Standing::Overdue);
        assert_eq!(phone.left(story.now), -(elapsed - minutes(30)));
    }
    for to in TO_THE_MINISTRY {
        let written = story.deadline(&id, "ling17-2h", to);
        assert_eq!(written.standing, Standing::MetLate);
        assert_eq!(written.late_by(), Some(elapsed - minutes(120)));
    }
    let notice = story.deadline(&id, "ling17-notice", NEIGHBOUR);
    assert_eq!(notice.late_by(), Some(elapsed - minutes(60)));
}

#[test]
fn tianji_2012_would_have_been_late_as_the_mildest_incident() {
    let mut story = Story::at(at("2012-12-31 07:40"));
    let id = story.logs(graded(story.now, Grade::IV));
    story.now = at("2013-01-05 17:00");
    story.sends(
        &id,
        ReportKind::Initial,
        Channel::Fax,
        &[GOVERNMENT, BUREAU],
    );
    for to in [GOVERNMENT, BUREAU] {
        let late_by = story.deadline(&id, "ling17-4h", to).late_by();
        assert_eq!(late_by, Some(minutes((5 * 24 + 9 - 4) * 60 + 20)));
    }
}

#[test]
fn each_grade_binds_what_its_text_says() {
    // Data to send may come in any incident; the leader is told of every one.
    let always = ["duty-head", "final", "follow-up", "ling34-monitoring"];
    let serious = [
        "cq-relay-1h",
        "ling17-2h",
        "ling32-60d",
        "publish-24h",
        "publish-5h",
        "wp2021-phone",
        "wp2021-written",
    ];
    let expected: [(Grade, &[&str]); 5] = [
        (Grade::I, &serious),
        (Grade::II, &serious),
        (
            Grade::III,
            &["cq-relay-1h", "cq-response", "ling17-4h", "ling32-30d"],
        ),
        (Grade::IV, &["cq-response", "ling17-4h", "ling32-30d-iv"]),
        (Grade::Unclear, &["ling17-4h", "ling17-judge"]),
    ];
    for (grade, rules) in expected {
        let mut story = Story::at(noon());
        let id = story.logs(graded(noon(), grade));
        let mut rules: Vec<&str> = always.iter().chain(rules).copied().collect();
        rules.sort_unstable();
        assert_eq!(story.bound(&id), rules, "{grade:?}");
    }
}

#[test]
fn an_unclear_grade_with_any_of_the_six_conditions_is_reported_as_serious() {
    for condition in Sensitive::ALL {
        let mut story = Story::at(noon());
        let mut told = told_at(noon());
        told.sensitive = BTreeMap::from([(condition, Answer::Yes)]);
        let id = story.logs(told);
        let bound = story.bound(&id);
        let has = |rule: &str| bound.iter().any(|bound| bound == rule);
        // The seventh, the main stem, is Chongqing's: sensitive by the work points, not by 令17.
        let of_the_six = condition != Sensitive::MainStem;
        assert_eq!(has("ling17-2h"), of_the_six, "{condition:?}");
        assert_eq!(has("ling17-4h"), !of_the_six, "{condition:?}");
        assert!(
            has("wp2021-phone") && has("wp2021-written"),
            "{condition:?}"
        );
        // The main stem flows on to the neighbour below.
        let crosses = matches!(condition, Sensitive::CrossProvince | Sensitive::MainStem);
        assert_eq!(has("ling17-notice"), crosses, "{condition:?}");
        assert_eq!(has("ling17-propose"), crosses, "{condition:?}");
    }
}

#[test]
fn a_condition_does_not_make_a_clear_lower_grade_serious_for_the_decree() {
    let mut story = Story::at(noon());
    let mut told = graded(noon(), Grade::III);
    told.sensitive = BTreeMap::from([(Sensitive::Residents, Answer::Yes)]);
    let id = story.logs(told);
    let bound = story.bound(&id);
    assert!(bound.contains(&"ling17-4h".to_owned()));
    assert!(!bound.contains(&"ling17-2h".to_owned()));
    // The work points ask it of every sensitive incident, whatever its grade.
    assert!(bound.contains(&"wp2021-phone".to_owned()));
}

#[test]
fn other_tracks_are_off_the_decrees_clocks_but_not_off_the_work_points() {
    for track in Track::ALL {
        let mut story = Story::at(noon());
        let mut told = graded(noon(), Grade::I);
        told.track = track;
        told.sensitive = BTreeMap::from([(Sensitive::CrossProvince, Answer::Yes)]);
        let id = story.logs(told);
        let bound = story.bound(&id);
        let decree = bound.iter().any(|rule| rule.starts_with("ling"));
        assert_eq!(decree, track == Track::Ordinary, "{track:?}");
        assert!(bound.contains(&"wp2021-phone".to_owned()), "{track:?}");
    }
}

#[test]
fn phone_and_writing_never_stand_in_for_each_other() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::II));
    story.now = noon() + minutes(10);
    story.sends(&id, ReportKind::Initial, Channel::Phone, &[COMMITTEE]);
    assert_eq!(
        story.standing(&id, "wp2021-phone", COMMITTEE),
        Standing::Met
    );
    assert_eq!(
        story.standing(&id, "wp2021-written", COMMITTEE),
        Standing::Running
    );
    for channel in [
        Channel::Fax,
        Channel::Network,
        Channel::Mail,
        Channel::InPerson,
    ] {
        story.sends(&id, ReportKind::Initial, channel, &[BUREAU]);
        assert_eq!(story.standing(&id, "wp2021-written", BUREAU), Standing::Met);
        assert_eq!(
            story.standing(&id, "wp2021-phone", BUREAU),
            Standing::Running
        );
    }
}

#[test]
fn the_written_hour_does_not_wait_for_the_phone_report() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::II));
    let before = story.deadline(&id, "wp2021-written", BUREAU);
    story.now = noon() + minutes(25);
    story.sends(&id, ReportKind::Initial, Channel::Phone, &[BUREAU]);
    let after = story.deadline(&id, "wp2021-written", BUREAU);
    assert_eq!(before.due_at, noon() + minutes(60));
    assert_eq!(after.due_at, before.due_at);
}

#[test]
fn one_recipient_told_is_not_all_told() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::II));
    story.sends(
        &id,
        ReportKind::Initial,
        Channel::Fax,
        &[GOVERNMENT, BUREAU],
    );
    assert_eq!(story.standing(&id, "ling17-2h", GOVERNMENT), Standing::Met);
    assert_eq!(story.standing(&id, "ling17-2h", BUREAU), Standing::Met);
    assert_eq!(
        story.standing(&id, "ling17-2h", DUTY_OFFICE),
        Standing::Running
    );
    assert_eq!(
        story.standing(&id, "ling17-2h", EMERGENCY_OFFICE),
        Standing::Running
    );
}

#[test]
fn ninety_minutes_are_late_by_the_work_points_and_in_time_by_the_decree() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::II));
    story.now = noon() + minutes(90);
    story.sends(&id, ReportKind::Initial, Channel::Fax, &[BUREAU]);
    assert_eq!(
        story.standing(&id, "wp2021-written", BUREAU),
        Standing::MetLate
    );
    assert_eq!(story.standing(&id, "ling17-2h", BUREAU), Standing::Met);
}

#[test]
fn the_due_moment_itself_is_in_time() {
    let due = noon() + minutes(30);
    let late = due + chrono::TimeDelta::milliseconds(1);
    for (moment, open, met) in [
        (due, Standing::DueSoon, Standing::Met),
        (late, Standing::Overdue, Standing::MetLate),
    ] {
        let mut story = Story::at(noon());
        let id = story.logs(graded(noon(), Grade::II));
        story.now = moment;
        assert_eq!(story.standing(&id, "wp2021-phone", BUREAU), open);
        story.sends(&id, ReportKind::Initial, Channel::Phone, &[BUREAU]);
        assert_eq!(story.standing(&id, "wp2021-phone", BUREAU), met);
    }
}

#[test]
fn due_soon_begins_as_long_before_as_the_rule_says() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::II));
    story.now = noon() + minutes(20) - chrono::TimeDelta::milliseconds(1);
    assert_eq!(
        story.standing(&id, "wp2021-phone", BUREAU),
        Standing::Running
    );
    story.now = noon() + minutes(20);
    assert_eq!(
        story.standing(&id, "wp2021-phone", BUREAU),
        Standing::DueSoon
    );
}

#[test]
fn a_raised_grade_keeps_what_was_asked_and_adds_from_the_change() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::III));
    story.now = noon() + minutes(50);
    story.sends(
        &id,
        ReportKind::Initial,
        Channel::Fax,
        &[GOVERNMENT, BUREAU],
    );
    story.now = noon() + minutes(180);
    story.grades(&id, Grade::II);

    assert_eq!(story.standing(&id, "ling17-4h", BUREAU), Standing::Met);
    let raised = story.deadline(&id, "ling17-2h", BUREAU);
    assert_eq!(raised.since, Some(noon() + minutes(180)));
    assert_eq!(raised.due_at, noon() + minutes(300));
    // What was sent before told of grade III: it does not answer for grade II.
    assert_eq!(raised.standing, Standing::Running);
    story.now = noon() + minutes(200);
    story.sends(&id, ReportKind::FollowUp, Channel::Fax, &[BUREAU]);
    assert_eq!(story.standing(&id, "ling17-2h", BUREAU), Standing::Met);
}

#[test]
fn a_first_judgement_counts_from_when_it_was_learned() {
    // 令17 Art. 3: verification happens inside the limit, not before it.
    let mut story = Story::at(noon());
    let id = story.logs(told_at(noon()));
    story.now = noon() + minutes(100);
    story.grades(&id, Grade::I);
    let written = story.deadline(&id, "ling17-2h", BUREAU);
    assert_eq!(written.since, None);
    assert_eq!(written.due_at, noon() + minutes(120));
    assert_eq!(
        story.standing(&id, "wp2021-phone", BUREAU),
        Standing::Overdue
    );

    let mut story = Story::at(noon());
    let id = story.logs(told_at(noon()));
    story.now = noon() + minutes(15);
    story.answers(&id, Sensitive::WaterSource, Answer::Yes);
    let phone = story.deadline(&id, "wp2021-phone", BUREAU);
    assert_eq!((phone.since, phone.due_at), (None, noon() + minutes(30)));
}

#[test]
fn an_answer_changed_to_yes_counts_from_the_change() {
    let mut story = Story::at(noon());
    let mut told = graded(noon(), Grade::IV);
    told.sensitive = BTreeMap::from([(Sensitive::MassEvent, Answer::No)]);
    let id = story.logs(told);
    story.now = noon() + minutes(600);
    story.answers(&id, Sensitive::MassEvent, Answer::Yes);
    let phone = story.deadline(&id, "wp2021-phone", COMMITTEE);
    assert_eq!(phone.since, Some(story.now));
    assert_eq!(phone.due_at, story.now + minutes(30));
}

#[test]
fn a_lowered_grade_takes_nothing_away() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::II));
    let before = story.deadlines(&id);
    story.now = noon() + minutes(5);
    story.grades(&id, Grade::IV);
    let bound = story.bound(&id);
    for deadline in before {
        assert!(bound.contains(&deadline.rule.id.to_string()));
        let now = story.deadline(&id, deadline.rule.id.as_str(), deadline.recipient.as_str());
        assert_eq!(now.due_at, deadline.due_at);
    }
}

/// 令17 Art. 3¶4: 突发环境事件处置过程中事件级别发生变化的，应当按照变化后的级别报告信息. Set once and
/// taken back, a grade was judged: what is set next is a change and counts from it.
#[test]
fn a_grade_after_one_that_was_taken_back_is_a_change_and_not_the_first_judgement() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::III));
    story.now = noon() + minutes(10);
    story.grades(&id, Grade::Unclear);
    story.now = noon() + minutes(90);
    story.grades(&id, Grade::II);
    let phone = story.deadline(&id, "wp2021-phone", COMMITTEE);
    assert_eq!(phone.since, Some(story.now));
    assert_eq!(phone.due_at, noon() + minutes(90 + 30));
    assert_eq!(phone.standing, Standing::Running);
    // What the first grade asked runs on as it did.
    let first = story.deadline(&id, "ling17-4h", BUREAU);
    assert_eq!((first.since, first.due_at), (None, noon() + minutes(240)));
}

#[test]
fn a_first_grade_after_unclear_counts_from_the_learned_time() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::Unclear));
    story.now = noon() + minutes(20);
    story.grades(&id, Grade::II);
    let phone = story.deadline(&id, "wp2021-phone", COMMITTEE);
    assert_eq!((phone.since, phone.due_at), (None, noon() + minutes(30)));
}

#[test]
fn a_later_verification_moves_nothing() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::III));
    story.now = noon() + minutes(9);
    let before = story.deadlines(&id);
    let verified = (TimeKind::Verified, story.now, "现场".to_owned());
    story.amends(
        &id,
        Amendment {
            times: vec![verified],
            ..Amendment::default()
        },
    );
    assert_eq!(story.deadlines(&id), before);
}

#[test]
fn judging_is_met_by_a_grade_by_a_yes_or_by_all_seven_answers() {
    let start = || {
        let mut story = Story::at(noon());
        let id = story.logs(told_at(noon()));
        story.now = noon() + minutes(14);
        (story, id)
    };
    let (mut story, id) = start();
    assert_eq!(
        story.standing(&id, "ling17-judge", OFFICER),
        Standing::DueSoon
    );
    story.grades(&id, Grade::IV);
    let judged = story.deadline(&id, "ling17-judge", OFFICER);
    assert_eq!(judged.standing, Standing::Met);
    assert_eq!(judged.met_at, Some(noon() + minutes(14)));

    let (mut story, id) = start();
    story.answers(&id, Sensitive::MainStem, Answer::Yes);
    assert_eq!(story.standing(&id, "ling17-judge", OFFICER), Standing::Met);

    let (mut story, id) = start();
    for condition in Sensitive::ALL {
        assert_eq!(
            story.standing(&id, "ling17-judge", OFFICER),
            Standing::DueSoon
        );
        story.answers(&id, condition, Answer::No);
    }
    assert_eq!(story.standing(&id, "ling17-judge", OFFICER), Standing::Met);

    let (mut story, id) = start();
    story.now = noon() + minutes(16);
    story.grades(&id, Grade::III);
    let judged = story.deadline(&id, "ling17-judge", OFFICER);
    assert_eq!(judged.late_by(), Some(minutes(1)));
}

#[test]
fn the_neighbour_is_told_within_the_desks_hour() {
    let mut story = Story::at(noon());
    let mut told = told_at(noon());
    told.sensitive = BTreeMap::from([(Sensitive::CrossProvince, Answer::Yes)]);
    let id = story.logs(told);
    let notice = story.deadline(&id, "ling17-notice", NEIGHBOUR);
    assert_eq!(notice.due_at, noon() + minutes(60));
    story.now = noon() + minutes(59);
    story.sends(&id, ReportKind::Initial, Channel::Phone, &[NEIGHBOUR]);
    assert_eq!(
        story.standing(&id, "ling17-notice", NEIGHBOUR),
        Standing::Met
    );
}

#[test]
fn final_and_investigation_run_from_the_stand_down() {
    let (the_ministrys, the_citys) = ([STATE_COUNCIL].as_slice(), [CITY, MINISTRY].as_slice());
    for (grade, rule, days, to_whom) in [
        (Grade::I, "ling32-60d", 60, the_ministrys),
        (Grade::II, "ling32-60d", 60, the_ministrys),
        (Grade::III, "ling32-30d", 30, the_citys),
        (Grade::IV, "ling32-30d-iv", 30, the_citys),
    ] {
        let mut story = Story::at(noon());
        let id = story.logs(graded(noon(), grade));
        story.now = noon() + minutes(3 * 24 * 60);
        let waiting = story.deadlines(&id);
        assert!(waiting.iter().all(|d| d.rule.id.as_str() != rule));
        assert!(waiting.iter().all(|d| d.rule.id.as_str() != "final"));
        story.stands_down(&id);
        assert_eq!(story.told_by(&id, rule), to_whom);
        for to in to_whom {
            let investigation = story.deadline(&id, rule, to);
            assert_eq!(investigation.starts_at, story.now);
            assert_eq!(investigation.due_at, story.now + minutes(days * 24 * 60));
        }
        for to in [GOVERNMENT, BUREAU] {
            let last = story.deadline(&id, "final", to);
            assert_eq!(last.due_at, story.now + minutes(15 * 24 * 60));
        }
        story.now += minutes(24 * 60);
        story.sends(&id, ReportKind::Final, Channel::Network, &[GOVERNMENT]);
        assert_eq!(story.standing(&id, "final", GOVERNMENT), Standing::Met);
        assert_eq!(story.standing(&id, "final", BUREAU), Standing::Running);
        assert_eq!(story.standing(&id, rule, to_whom[0]), Standing::Running);
        story.sends(&id, ReportKind::Investigation, Channel::Mail, &to_whom[..1]);
        assert_eq!(story.standing(&id, rule, to_whom[0]), Standing::Met);
    }
}

#[test]
fn sixty_days_run_from_the_stand_down_also_when_the_grade_was_raised_before() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::III));
    story.now = noon() + minutes(60);
    story.grades(&id, Grade::II);
    let waiting = story.deadlines(&id);
    assert!(waiting.iter().all(|d| d.rule.id.as_str() != "ling32-60d"));
    story.now = noon() + minutes(48 * 60);
    story.stands_down(&id);
    let investigation = story.deadline(&id, "ling32-60d", STATE_COUNCIL);
    assert_eq!(investigation.starts_at, story.now);
}

#[test]
fn waived_dismissed_and_withdrawn() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::II));
    story.waives(&id, "wp2021-phone", Some(BUREAU));
    let given_up = story.deadline(&id, "wp2021-phone", BUREAU);
    assert_eq!(given_up.standing, Standing::Void);
    let consent = given_up.waived.map(|waiver| waiver.approval).unwrap();
    let given = approval();
    assert_eq!(
        (consent.leader, consent.reason),
        (given.leader, given.reason)
    );
    assert_eq!(
        story.standing(&id, "wp2021-phone", COMMITTEE),
        Standing::Running
    );
    story.waives(&id, "ling17-2h", None);
    for to in TO_THE_MINISTRY {
        assert_eq!(story.standing(&id, "ling17-2h", to), Standing::Void);
    }

    story.sends(&id, ReportKind::Initial, Channel::Phone, &[COMMITTEE]);
    assert_eq!(
        story.standing(&id, "wp2021-phone", COMMITTEE),
        Standing::Met
    );
    story.does(&Command::CorrectReport {
        incident: id.clone(),
        no: 1,
        sent: None,
        reason: "打错了电话".into(),
        approval: Some(approval()),
    });
    assert_eq!(
        story.standing(&id, "wp2021-phone", COMMITTEE),
        Standing::Running
    );

    story.sends(&id, ReportKind::Initial, Channel::Phone, &[GOVERNMENT]);
    story.does(&Command::DismissIncident {
        incident: id.clone(),
        approval: approval(),
    });
    assert_eq!(
        story.standing(&id, "wp2021-phone", GOVERNMENT),
        Standing::Met
    );
    assert_eq!(
        story.standing(&id, "wp2021-phone", COMMITTEE),
        Standing::Void
    );
    assert_eq!(
        story.standing(&id, "wp2021-written", BUREAU),
        Standing::Void
    );
}

#[test]
fn a_corrected_sending_time_counts() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::II));
    story.now = noon() + minutes(20);
    story.sends(&id, ReportKind::Initial, Channel::Phone, &[BUREAU]);
    story.now = noon() + minutes(60);
    let corrected = report(
        ReportKind::Initial,
        Channel::Phone,
        &[BUREAU],
        noon() + minutes(45),
    );
    story.does(&Command::CorrectReport {
        incident: id.clone(),
        no: 1,
        sent: Some(Box::new(corrected)),
        reason: "记错了时间".into(),
        approval: None,
    });
    let phone = story.deadline(&id, "wp2021-phone", BUREAU);
    assert_eq!(phone.late_by(), Some(minutes(15)));
    assert_eq!(phone.met_by, Some(1));
}

#[test]
fn an_untriaged_call_is_a_deadline() {
    let mut story = Story::at(noon());
    let call = story.state.next_number(SubjectKind::Call, noon());
    story.does(&Command::TakeCall {
        facts: CallFacts {
            received: noon() - minutes(4),
            channel: Source::Hotline12345,
            from: Personal::default(),
            unit: String::new(),
            phone: Personal::default(),
            called_back: false,
            about: "河水发红".into(),
        },
        confidential: false,
    });
    let deadline = |story: &Story| {
        let all = call_deadlines(
            &story.state.calls[&call],
            &WorkTime::of(&story.state),
            story.now,
        );
        assert_eq!(all.len(), 1);
        all[0].clone()
    };
    assert_eq!(deadline(&story).due_at, noon() + minutes(11));
    assert_eq!(deadline(&story).recipient.as_str(), OFFICER);
    story.now = noon() + minutes(12);
    assert_eq!(deadline(&story).standing, Standing::Overdue);
    story.does(&Command::TriageCall {
        call: call.clone(),
        wish: TriageWish::NoMatter {
            reason: "施工泥浆".into(),
        },
    });
    let triaged = deadline(&story);
    assert_eq!(triaged.standing, Standing::MetLate);
    assert_eq!(triaged.late_by(), Some(minutes(1)));
}

#[test]
fn a_changed_pack_never_rewrites_the_past() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::II));
    let before = story.deadlines(&id);
    let pack = "pack = \"own\"\nversion = 1\n[[rule]]\nid = \"wp2021-phone\"\nlimit = \"20m\"\n";
    let rules = watchkeeper::rulebook::load(&[("own.toml".into(), pack.into())]).unwrap();
    story.does(&Command::AdoptRules { rules });
    assert_eq!(story.deadlines(&id), before);
    let later = story.logs(graded(noon(), Grade::II));
    assert_eq!(
        story.deadline(&later, "wp2021-phone", BUREAU).due_at,
        noon() + minutes(20)
    );
}
