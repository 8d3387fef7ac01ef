//! What would be asked of an incident nobody has judged, shown before it is asked.

use watchkeeper::domain::grade::{Answer, Grade, Sensitive};
use watchkeeper::domain::report::{Channel, ReportKind};
use watchkeeper::rulebook::{Deadline, deadlines, foreseen, incident_foreseen, lines};

use crate::story::{BUREAU, COMMITTEE, GOVERNMENT, Story, graded, minutes, noon, told_at};

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
    let asked = deadlines(&story.state, story.now);
    assert!(asked.iter().all(|deadline| !deadline.foreseen));
    assert!(asked.iter().all(|it| it.rule.id.as_str() != "wp2021-phone"));
    let incident = &story.state.incidents[&id];
    assert!(
        incident
            .demands
            .iter()
            .all(|it| it.rule.id.as_str() != "wp2021-phone")
    );
}

#[test]
fn a_judgement_ends_it_whichever_it_is() {
    for grade in [Grade::I, Grade::II, Grade::III, Grade::IV] {
        let mut story = Story::at(noon());
        story.logs(graded(noon(), grade));
        assert!(foreseen(&story.state, story.now).is_empty(), "{grade:?}");
    }
    let mut answered = told_at(noon());
    answered.sensitive = Sensitive::ALL.map(|it| (it, Answer::No)).into();
    let mut sensitive = told_at(noon());
    sensitive.sensitive = [(Sensitive::HeavyMetal, Answer::Yes)].into();
    for new in [answered, sensitive] {
        let mut story = Story::at(noon());
        story.logs(new);
        assert!(foreseen(&story.state, story.now).is_empty());
    }
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
    let asked = lines(all.clone()).len();
    all.extend(incident_foreseen(incident, &story.state, story.now));
    let lines = lines(all);
    let stands = |line: &&watchkeeper::rulebook::Line| !line.strictest.foreseen;
    assert_eq!(lines.iter().filter(stands).count(), asked);
}
