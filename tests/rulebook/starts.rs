//! The starts a desk's own pack may choose, beside those of the built-in rules.

use watchkeeper::domain::SubjectId;
use watchkeeper::domain::event::Amendment;
use watchkeeper::domain::grade::Grade;
use watchkeeper::domain::report::{Channel, ReportKind};
use watchkeeper::domain::times::TimeKind;
use watchkeeper::rulebook::{Standing, load};

use crate::story::{BUREAU, GOVERNMENT, Story, graded, minutes, noon, told_at};

/// A desk whose own rule asks for a paper within the hour from `start`.
fn story(start: &str) -> Story {
    let pack = format!(
        r#"
pack = "own"
version = 1
[[rule]]
id = "own"
zh = "本区规定"
en = "Own rule"
subject = "incident"
duty = "initial"
means = "written"
start = "{start}"
limit = "1h"
recipients = ["municipal-bureau", "district-government"]
basis = "区应急预案"
confidence = "local"
"#
    );
    Story::with(load(&[("own.toml".into(), pack)]).unwrap(), noon())
}

/// Minutes from noon at which the bureau's paper is due, if its limit runs at all.
fn due(story: &Story, id: &SubjectId) -> Option<i64> {
    let all = story.deadlines(id);
    let own = all
        .iter()
        .find(|d| d.rule.id.as_str() == "own" && d.recipient.as_str() == BUREAU);
    own.map(|deadline| (deadline.due_at - noon()).num_minutes())
}

fn claims(story: &mut Story, id: &SubjectId, kind: TimeKind, minute: i64) {
    let claim = (kind, noon() + minutes(minute), "现场".to_owned());
    story.amends(
        id,
        Amendment {
            times: vec![claim],
            ..Amendment::default()
        },
    );
}

#[test]
fn an_unknown_occurrence_counts_as_the_learned_time_and_only_moves_earlier() {
    let mut story = story("occurred");
    let id = story.logs(told_at(noon()));
    assert_eq!(due(&story, &id), Some(60));
    story.now = noon() + minutes(5);
    claims(&mut story, &id, TimeKind::Occurred, -90);
    assert_eq!(due(&story, &id), Some(-30));
    assert_eq!(story.standing(&id, "own", BUREAU), Standing::Overdue);
    // Two claims stand side by side; the earlier one is the safe reading.
    claims(&mut story, &id, TimeKind::Occurred, -80);
    assert_eq!(due(&story, &id), Some(-30));
}

#[test]
fn a_limit_from_verification_waits_for_the_first_one() {
    let mut story = story("verified");
    let id = story.logs(told_at(noon()));
    story.now = noon() + minutes(30);
    assert_eq!(due(&story, &id), None);
    claims(&mut story, &id, TimeKind::Verified, 20);
    assert_eq!(due(&story, &id), Some(80));
    claims(&mut story, &id, TimeKind::Verified, 30);
    assert_eq!(due(&story, &id), Some(80));
}

#[test]
fn a_limit_from_grading_is_not_moved_by_grading_again() {
    let mut story = story("graded");
    let id = story.logs(told_at(noon()));
    assert_eq!(due(&story, &id), None);
    story.now = noon() + minutes(10);
    story.grades(&id, Grade::III);
    assert_eq!(due(&story, &id), Some(70));
    story.now = noon() + minutes(40);
    story.grades(&id, Grade::I);
    assert_eq!(due(&story, &id), Some(70));
}

#[test]
fn a_limit_from_the_phone_report_starts_with_the_first_call_to_the_same_recipient() {
    let mut story = story("phone-report");
    let id = story.logs(graded(noon(), Grade::II));
    story.now = noon() + minutes(10);
    story.sends(&id, ReportKind::Initial, Channel::Phone, &[GOVERNMENT]);
    assert_eq!(due(&story, &id), None);
    story.now = noon() + minutes(25);
    story.sends(&id, ReportKind::Initial, Channel::Phone, &[BUREAU]);
    story.now = noon() + minutes(40);
    story.sends(&id, ReportKind::FollowUp, Channel::Phone, &[BUREAU]);
    assert_eq!(due(&story, &id), Some(85));
}

#[test]
fn what_was_done_before_the_limit_began_is_done() {
    let mut story = story("phone-report");
    let id = story.logs(graded(noon(), Grade::II));
    story.now = noon() + minutes(10);
    story.sends(&id, ReportKind::Initial, Channel::Fax, &[BUREAU]);
    story.now = noon() + minutes(25);
    story.sends(&id, ReportKind::Initial, Channel::Phone, &[BUREAU]);
    let paper = story.deadline(&id, "own", BUREAU);
    assert_eq!(paper.standing, Standing::Met);
    assert_eq!(paper.met_at, Some(noon() + minutes(10)));
}
