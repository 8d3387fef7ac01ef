//! What would be asked of an incident nobody has judged, shown before it is asked.

use chrono::{DateTime, Utc};
use watchkeeper::domain::State;
use watchkeeper::domain::grade::{Answer, Grade, Sensitive};
use watchkeeper::domain::report::{Channel, ReportKind};
use watchkeeper::rulebook::{Deadline, deadlines, incident_foreseen, lines};

use crate::story::{BUREAU, COMMITTEE, GOVERNMENT, Story, graded, minutes, noon, told_at};

/// What every list, board and reminder sees of what is foreseen.
fn foreseen(state: &State, now: DateTime<Utc>) -> Vec<Deadline> {
    let mut all = deadlines(state, now);
    all.retain(|deadline| deadline.foreseen);
    all
}

fn shown(all: &[Deadline]) -> Vec<(&str, &str, i64)> {
    let mut rows = Vec::new();
    for deadline in all {
        let (rule, to) = (deadline.rule.id.as_str(), deadline.recipient.as_str());
        rows.push((rule, to, (deadline.due_at - noon()).num_minutes()));
    }
    rows
}

#[test]
fn half_an_hour_runs_for_the_three_of_the_work_points_as_long_as_nobody_has_judged() {
    let mut story = Story::at(noon());
    story.logs(told_at(noon()));
    let first = foreseen(&story.state, story.now);
    let phone = |to| ("wp2021-phone", to, 30);
    assert_eq!(
        shown(&first),
        [phone(COMMITTEE), phone(GOVERNMENT), phone(BUREAU)]
    );
    assert!(first.iter().all(|deadline| deadline.foreseen));
}

#[test]
fn nothing_foreseen_is_asked() {
    let mut story = Story::at(noon());
    let id = story.logs(told_at(noon()));
    let incident = &story.state.incidents[&id];
    assert!(
        incident
            .demands
            .iter()
            .all(|it| it.rule.id.as_str() != "wp2021-phone")
    );
}

#[test]
fn a_serious_grade_or_a_yes_makes_it_asked_and_leaves_nothing_foreseen() {
    let mut sensitive = told_at(noon());
    sensitive.sensitive = [(Sensitive::HeavyMetal, Answer::Yes)].into();
    for new in [
        graded(noon(), Grade::I),
        graded(noon(), Grade::II),
        sensitive,
    ] {
        let mut story = Story::at(noon());
        story.logs(new);
        assert!(foreseen(&story.state, story.now).is_empty());
        let phone = |it: &&Deadline| it.rule.id.as_str() == "wp2021-phone";
        assert_eq!(
            deadlines(&story.state, noon()).iter().filter(phone).count(),
            3
        );
    }
}

#[test]
fn a_mild_grade_keeps_the_half_hour_until_every_condition_is_answered_no() {
    for grade in [Grade::III, Grade::IV] {
        let mut story = Story::at(noon());
        let id = story.logs(graded(noon(), grade));
        for condition in Sensitive::ALL {
            assert_eq!(
                foreseen(&story.state, story.now).len(),
                3,
                "{grade:?} {condition:?}"
            );
            story.answers(&id, condition, Answer::No);
        }
        assert!(foreseen(&story.state, story.now).is_empty());
    }
}

#[test]
fn every_no_without_a_grade_keeps_the_half_hour() {
    let mut answered = told_at(noon());
    answered.sensitive = Sensitive::ALL.map(|it| (it, Answer::No)).into();
    let mut story = Story::at(noon());
    let id = story.logs(answered);
    assert_eq!(foreseen(&story.state, story.now).len(), 3);
    story.grades(&id, Grade::IV);
    assert!(foreseen(&story.state, story.now).is_empty());
}

#[test]
fn a_known_mild_grade_foresees_no_two_hours_for_the_ministry() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::III));
    let all = incident_foreseen(story.incident(&id), &story.state, story.now);
    let of = |rule| all.iter().filter(|it| it.rule.id.as_str() == rule).count();
    let counts = ["wp2021-phone", "wp2021-written", "ling17-2h"].map(of);
    assert_eq!(counts, [3, 3, 0]);
}

#[test]
fn one_no_is_no_judgement_yet() {
    let mut new = told_at(noon());
    new.sensitive = [(Sensitive::HeavyMetal, Answer::No)].into();
    let mut story = Story::at(noon());
    story.logs(new);
    assert_eq!(foreseen(&story.state, story.now).len(), 3);
}

#[test]
fn the_whole_of_it_is_two_rounds_of_the_work_points_and_the_ministrys_two_hours() {
    let mut story = Story::at(noon());
    let id = story.logs(told_at(noon()));
    let incident = &story.state.incidents[&id];
    let all = incident_foreseen(incident, &story.state, story.now);
    let of = |rule| all.iter().filter(|it| it.rule.id.as_str() == rule).count();
    let counts = ["wp2021-phone", "wp2021-written", "ling17-2h"].map(of);
    assert_eq!((counts, all.len()), ([3, 3, 4], 10));
}

#[test]
fn who_was_told_already_is_foreseen_no_more() {
    let mut story = Story::at(noon());
    let id = story.logs(told_at(noon()));
    story.now = noon() + minutes(5);
    story.sends(&id, ReportKind::Initial, Channel::Phone, &[COMMITTEE]);
    let left = foreseen(&story.state, story.now);
    assert_eq!(left.len(), 2);
    assert!(left.iter().all(|it| it.recipient.as_str() != COMMITTEE));
}

#[test]
fn what_is_asked_is_never_hidden_beneath_what_is_foreseen() {
    let mut story = Story::at(noon());
    let id = story.logs(told_at(noon()));
    let incident = &story.state.incidents[&id];
    let mut all = deadlines(&story.state, story.now);
    all.retain(|deadline| !deadline.foreseen);
    let asked = lines(all.clone()).len();
    all.extend(incident_foreseen(incident, &story.state, story.now));
    let lines = lines(all);
    let stands = |line: &&watchkeeper::rulebook::Line| !line.strictest.foreseen;
    assert_eq!(lines.iter().filter(stands).count(), asked);
}
