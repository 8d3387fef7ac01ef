//! What a change brings, sentence by sentence: 令17 Art. 3¶4 (a changed grade is reported as the changed
//! grade), 令32 Art. 16 (days from the end of the emergency), and the bureau's word that nothing is
//! reported late, concealed, false or not at all.

use watchkeeper::domain::event::Amendment;
use watchkeeper::domain::grade::{Answer, Grade, Sensitive};
use watchkeeper::domain::report::{Channel, ReportKind};
use watchkeeper::domain::times::TimeKind;
use watchkeeper::domain::{Command, Rejection, SubjectId};
use watchkeeper::rulebook::{Deadline, Standing};

use crate::story::{
    BUREAU, COMMITTEE, GOVERNMENT, Story, approval, graded, minutes, noon, told_at,
};

const DAY: i64 = 24 * 60;

/// The deadlines of a rule for a recipient: start and due in minutes after noon, and standing.
fn of(story: &Story, id: &SubjectId, rule: &str, to: &str) -> Vec<(i64, i64, Standing)> {
    let all = story.deadlines(id).into_iter();
    let mut found: Vec<_> = all
        .filter(|it| it.rule.id.as_str() == rule && it.recipient.as_str() == to)
        .map(|it| {
            let after = |at| minutes_after(at);
            (after(it.starts_at), after(it.due_at), it.standing)
        })
        .collect();
    found.sort_unstable();
    found
}

/// The same for every recipient of a rule, whom it asks alike.
fn whoever(story: &Story, id: &SubjectId, rule: &str) -> Vec<(i64, i64, Standing)> {
    let mut found: Vec<_> = story
        .told_by(id, rule)
        .iter()
        .flat_map(|to| of(story, id, rule, to))
        .collect();
    found.dedup();
    found
}

fn minutes_after(at: chrono::DateTime<chrono::Utc>) -> i64 {
    (at - noon()).num_minutes()
}

fn later(story: &mut Story, minute: i64) {
    story.now = noon() + minutes(minute);
}

/// Grade IV reported in time to both; then graded III an hour later.
fn reported_then_raised() -> (Story, SubjectId) {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::IV));
    later(&mut story, 30);
    story.sends(
        &id,
        ReportKind::Initial,
        Channel::Fax,
        &[GOVERNMENT, BUREAU],
    );
    later(&mut story, 60);
    story.grades(&id, Grade::III);
    (story, id)
}

#[test]
fn a_raised_grade_is_reported_though_everything_was_reported_as_the_old_one() {
    let (story, id) = reported_then_raised();
    for to in [GOVERNMENT, BUREAU] {
        let expected = [(0, 240, Standing::Met), (60, 300, Standing::Running)];
        assert_eq!(of(&story, &id, "ling17-4h", to), expected);
    }
}

#[test]
fn from_grave_to_gravest_everybody_is_told_again() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::II));
    for channel in [Channel::Phone, Channel::Fax] {
        story.sends(
            &id,
            ReportKind::Initial,
            channel,
            &[COMMITTEE, GOVERNMENT, BUREAU],
        );
    }
    later(&mut story, 60);
    story.grades(&id, Grade::I);
    for to in [COMMITTEE, GOVERNMENT, BUREAU] {
        let phone = [(0, 30, Standing::Met), (60, 90, Standing::Running)];
        let written = [(0, 60, Standing::Met), (60, 120, Standing::Running)];
        assert_eq!(of(&story, &id, "wp2021-phone", to), phone);
        assert_eq!(of(&story, &id, "wp2021-written", to), written);
    }
}

#[test]
fn it_is_met_by_a_follow_up_sent_after_the_change_and_by_none_before() {
    for (kind, standing) in [
        (ReportKind::Initial, Standing::Met),
        (ReportKind::FollowUp, Standing::Met),
        (ReportKind::Final, Standing::Running),
    ] {
        let (mut story, id) = reported_then_raised();
        later(&mut story, 90);
        story.sends(&id, kind, Channel::Fax, &[BUREAU]);
        let raised = of(&story, &id, "ling17-4h", BUREAU)[1];
        assert_eq!(raised, (60, 300, standing), "{kind:?}");
    }
}

#[test]
fn a_waiver_given_before_the_change_does_not_swallow_what_the_change_brings() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::IV));
    story.waives(&id, "ling17-4h", None);
    // The clock of a simulated desk may stand: what counts is the order of the entries.
    story.grades(&id, Grade::III);
    let expected = [(0, 240, Standing::Running), (0, 240, Standing::Void)];
    assert_eq!(of(&story, &id, "ling17-4h", BUREAU), expected);
}

#[test]
fn which_of_two_demands_is_given_up_must_be_said() {
    let (mut story, id) = reported_then_raised();
    let waive = |demanded| Command::WaiveDeadline {
        subject: id.clone(),
        rule: "ling17-4h".into(),
        recipient: None,
        demanded,
        approval: approval(),
    };
    let refused = story.try_does(&waive(None));
    assert!(
        matches!(refused, Err(Rejection::SeveralDemands { .. })),
        "{refused:?}"
    );
    let last = story.incident(&id).demands.iter();
    let last = last
        .rev()
        .find(|it| it.rule.id.as_str() == "ling17-4h")
        .unwrap();
    let last = last.entered.unwrap().seq;
    story.does(&waive(Some(last)));
    let expected = [(0, 240, Standing::Met), (60, 300, Standing::Void)];
    assert_eq!(of(&story, &id, "ling17-4h", BUREAU), expected);
}

#[test]
fn an_earlier_change_never_keeps_a_first_yes_from_counting_from_the_learned_time() {
    let mut new = told_at(noon());
    new.sensitive = [(Sensitive::Residents, Answer::No)].into();
    let mut story = Story::at(noon());
    let id = story.logs(new);
    later(&mut story, 180);
    story.answers(&id, Sensitive::Residents, Answer::Yes);
    assert_eq!(
        of(&story, &id, "wp2021-phone", COMMITTEE),
        [(180, 210, Standing::Running)]
    );
    later(&mut story, 185);
    story.answers(&id, Sensitive::HeavyMetal, Answer::Yes);
    let expected = [(0, 30, Standing::Overdue), (180, 210, Standing::Running)];
    assert_eq!(of(&story, &id, "wp2021-phone", COMMITTEE), expected);
}

#[test]
fn a_later_development_counts_from_when_it_was_known_and_says_on_what_ground() {
    let mut story = Story::at(noon());
    let id = story.logs(told_at(noon()));
    later(&mut story, 200);
    let known = |minute: i64, ground: &str| Command::AmendIncident {
        incident: id.clone(),
        amendment: Box::new(Amendment {
            sensitive: [(Sensitive::MassEvent, Answer::Yes)].into(),
            known_since: Some(noon() + minutes(minute)),
            ground: ground.into(),
            ..Amendment::default()
        }),
    };
    let refused = |no: Result<(), Rejection>| no.expect_err("this should be refused");
    let early = refused(story.try_does(&known(-1, "村民聚集")));
    assert!(matches!(early, Rejection::Before { .. }), "{early:?}");
    let ahead = refused(story.try_does(&known(201, "村民聚集")));
    assert!(matches!(ahead, Rejection::InFuture { .. }), "{ahead:?}");
    let bare = refused(story.try_does(&known(190, " ")));
    assert!(matches!(bare, Rejection::Empty { .. }), "{bare:?}");
    story.does(&known(190, "村民聚集"));
    assert_eq!(
        of(&story, &id, "wp2021-phone", COMMITTEE),
        [(190, 220, Standing::Running)]
    );
}

#[test]
fn a_known_since_without_an_answer_is_refused() {
    let mut story = Story::at(noon());
    let id = story.logs(told_at(noon()));
    let refused = story.try_does(&Command::AmendIncident {
        incident: id,
        amendment: Box::new(Amendment {
            times: vec![(TimeKind::Occurred, noon(), String::new())],
            known_since: Some(noon()),
            ground: "现场".into(),
            ..Amendment::default()
        }),
    });
    assert_eq!(refused, Err(Rejection::NothingKnown));
}

#[test]
fn the_investigation_runs_from_the_end_of_the_emergency_by_the_grade_that_holds() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::IV));
    later(&mut story, 60);
    story.stands_down(&id);
    assert_eq!(
        whoever(&story, &id, "ling32-30d-iv"),
        [(60, 60 + 30 * DAY, Standing::Running)]
    );
    later(&mut story, 21 * DAY);
    story.grades(&id, Grade::II);
    assert_eq!(
        whoever(&story, &id, "ling32-60d"),
        [(60, 60 + 60 * DAY, Standing::Running)]
    );
    assert_eq!(
        whoever(&story, &id, "ling32-30d-iv"),
        [(60, 60 + 30 * DAY, Standing::Void)]
    );
}

#[test]
fn an_unclear_emergency_is_stood_down_only_with_a_leader() {
    let mut story = Story::at(noon());
    let id = story.logs(told_at(noon()));
    let down = |approval| Command::StandDown {
        incident: id.clone(),
        at: noon(),
        ground: String::new(),
        approval,
    };
    let refused = story.try_does(&down(None));
    assert!(
        matches!(refused, Err(Rejection::NeedsLeader { .. })),
        "{refused:?}"
    );
    story.does(&down(Some(approval())));
}

/// Since when it was overdue, and for how long, in minutes.
fn was_overdue(deadline: &Deadline) -> Option<(i64, i64)> {
    let was = deadline.was_overdue?;
    Some((minutes_after(was.since), was.span().num_minutes()))
}

#[test]
fn what_is_given_up_or_moved_keeps_that_it_was_overdue() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::II));
    later(&mut story, 45);
    story.waives(&id, "wp2021-phone", Some(COMMITTEE));
    let waived = story.deadline(&id, "wp2021-phone", COMMITTEE);
    assert_eq!(
        (waived.standing, was_overdue(&waived)),
        (Standing::Void, Some((30, 15)))
    );

    later(&mut story, 50);
    let learned = noon() + minutes(40);
    story.amends(
        &id,
        Amendment {
            times: vec![(TimeKind::Learned, learned, "更正".into())],
            ..Amendment::default()
        },
    );
    let moved = story.deadline(&id, "wp2021-phone", BUREAU);
    assert_eq!(
        (moved.standing, was_overdue(&moved)),
        (Standing::Running, Some((30, 20)))
    );
    let written = story.deadline(&id, "wp2021-written", BUREAU);
    assert_eq!(was_overdue(&written), None);

    story.does(&Command::DismissIncident {
        incident: id.clone(),
        approval: approval(),
    });
    let dismissed = story.deadline(&id, "wp2021-phone", BUREAU);
    assert_eq!(
        (dismissed.standing, was_overdue(&dismissed)),
        (Standing::Void, Some((30, 20)))
    );
}
