//! Follow-ups: asked again after each report, until the stand-down.

use watchkeeper::domain::SubjectId;
use watchkeeper::domain::grade::Grade;
use watchkeeper::domain::report::{Channel, ReportKind};
use watchkeeper::rulebook::Standing;

use crate::story::{BUREAU, GOVERNMENT, Story, graded, minutes, noon};

const DAY: i64 = 24 * 60;

/// Minutes after noon at which each window began and was due, and how it stands.
fn windows(story: &Story, id: &SubjectId) -> Vec<(i64, i64, Standing)> {
    let all = story.deadlines(id);
    let mut windows: Vec<_> = all
        .iter()
        .filter(|d| d.rule.id.as_str() == "follow-up" && d.recipient.as_str() == BUREAU)
        .map(|d| {
            let start = (d.starts_at - noon()).num_minutes();
            let due = (d.due_at - noon()).num_minutes();
            (start, due, d.standing)
        })
        .collect();
    windows.sort_unstable();
    windows
}

fn check(steps: &[(i64, Step)], now: i64, expected: &[(i64, i64, Standing)]) {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::III));
    for (minute, step) in steps {
        story.now = noon() + minutes(*minute);
        match step {
            Step::Sends(kind, channel) => story.sends(&id, *kind, *channel, &[BUREAU]),
            Step::StandsDown => story.stands_down(&id),
        }
    }
    story.now = noon() + minutes(now);
    assert_eq!(windows(&story, &id), expected);
}

enum Step {
    Sends(ReportKind, Channel),
    StandsDown,
}

const INITIAL: Step = Step::Sends(ReportKind::Initial, Channel::Fax);
const PHONED: Step = Step::Sends(ReportKind::Initial, Channel::Phone);
const FOLLOW_UP: Step = Step::Sends(ReportKind::FollowUp, Channel::Fax);
const PHONED_FOLLOW_UP: Step = Step::Sends(ReportKind::FollowUp, Channel::Phone);
const FINAL: Step = Step::Sends(ReportKind::Final, Channel::Fax);

#[test]
fn none_is_asked_before_the_first_report() {
    check(&[], 3 * DAY, &[]);
}

#[test]
fn each_is_due_a_day_after_the_last_report() {
    check(&[(60, INITIAL)], 61, &[(60, 60 + DAY, Standing::Running)]);
    check(
        &[(60, INITIAL)],
        60 + DAY - 60,
        &[(60, 60 + DAY, Standing::DueSoon)],
    );
    check(
        &[(60, INITIAL), (500, FOLLOW_UP)],
        500 + DAY + 1,
        &[
            (60, 60 + DAY, Standing::Met),
            (500, 500 + DAY, Standing::Overdue),
        ],
    );
    check(
        &[(60, INITIAL), (70 + DAY, FOLLOW_UP)],
        70 + DAY,
        &[
            (60, 60 + DAY, Standing::MetLate),
            (70 + DAY, 70 + 2 * DAY, Standing::Running),
        ],
    );
}

#[test]
fn the_paper_after_the_phone_call_is_still_the_first_report() {
    check(
        &[(10, PHONED), (50, INITIAL)],
        50,
        &[(50, 50 + DAY, Standing::Running)],
    );
}

#[test]
fn an_overdue_follow_up_is_not_silenced_by_calling_the_next_report_initial() {
    check(
        &[(10, INITIAL), (20 + DAY, INITIAL)],
        20 + DAY,
        &[(10, 10 + DAY, Standing::Overdue)],
    );
}

#[test]
fn a_follow_up_is_written() {
    check(
        &[(10, INITIAL), (100, PHONED_FOLLOW_UP)],
        100,
        &[(10, 10 + DAY, Standing::Running)],
    );
}

#[test]
fn the_stand_down_ends_what_was_not_due_before_it() {
    check(
        &[(10, INITIAL), (DAY, Step::StandsDown)],
        3 * DAY,
        &[(10, 10 + DAY, Standing::Void)],
    );
    // The final report days later is no late follow-up.
    check(
        &[(10, INITIAL), (DAY, Step::StandsDown), (3 * DAY, FINAL)],
        3 * DAY,
        &[(10, 10 + DAY, Standing::Void)],
    );
    // Nothing sent after the stand-down asks for more.
    check(
        &[(10, INITIAL), (DAY, Step::StandsDown), (DAY + 5, FOLLOW_UP)],
        3 * DAY,
        &[(10, 10 + DAY, Standing::Met)],
    );
}

#[test]
fn the_stand_down_does_not_silence_an_overdue_follow_up() {
    check(
        &[(10, INITIAL), (11 + DAY, Step::StandsDown)],
        2 * DAY,
        &[(10, 10 + DAY, Standing::Overdue)],
    );
    check(
        &[
            (10, INITIAL),
            (11 + DAY, Step::StandsDown),
            (2 * DAY, FINAL),
        ],
        2 * DAY,
        &[(10, 10 + DAY, Standing::Overdue)],
    );
    check(
        &[
            (10, INITIAL),
            (11 + DAY, Step::StandsDown),
            (2 * DAY, FOLLOW_UP),
        ],
        2 * DAY,
        &[(10, 10 + DAY, Standing::MetLate)],
    );
}

#[test]
fn a_first_report_repeated_after_the_stand_down_hides_nothing() {
    check(
        &[(10, INITIAL), (20, Step::StandsDown), (30, INITIAL)],
        30,
        &[(10, 10 + DAY, Standing::Void)],
    );
}

#[test]
fn each_recipient_has_its_own() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::III));
    story.sends(&id, ReportKind::Initial, Channel::Fax, &[BUREAU]);
    story.now = noon() + minutes(30);
    story.sends(&id, ReportKind::Initial, Channel::Fax, &[GOVERNMENT]);
    story.now = noon() + minutes(60);
    story.sends(&id, ReportKind::FollowUp, Channel::Fax, &[BUREAU]);
    let next = |to| story.deadline(&id, "follow-up", to).due_at;
    assert_eq!(next(BUREAU), noon() + minutes(60 + DAY));
    assert_eq!(next(GOVERNMENT), noon() + minutes(30 + DAY));
}

#[test]
fn a_waiver_ends_them_and_keeps_what_was_met() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::III));
    story.sends(&id, ReportKind::Initial, Channel::Fax, &[BUREAU]);
    story.now = noon() + minutes(60);
    story.sends(&id, ReportKind::FollowUp, Channel::Fax, &[BUREAU]);
    story.waives(&id, "follow-up", Some(BUREAU));
    assert_eq!(
        windows(&story, &id),
        [(0, DAY, Standing::Met), (60, 60 + DAY, Standing::Void)]
    );
}
