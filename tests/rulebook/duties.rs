//! What is asked by one way and one time is one row, whoever is asked for; and the order in which
//! rows press.

use chrono::{DateTime, Utc};
use watchkeeper::domain::SubjectId;
use watchkeeper::domain::event::NewIncident;
use watchkeeper::domain::grade::{Answer, Grade, Sensitive};
use watchkeeper::domain::report::{Channel, ReportKind};
use watchkeeper::domain::rule::{Duty, Means};
use watchkeeper::rulebook::{DutyRow, Standing, Unlisted, deadlines, duty_rows, foremost, lines};

use crate::story::{BUREAU, COMMITTEE, GOVERNMENT, Story, graded, minutes, noon, told_at};

/// A mild incident of which nothing is left to be judged.
fn mild(learned: DateTime<Utc>) -> NewIncident {
    NewIncident {
        sensitive: Sensitive::ALL.map(|it| (it, Answer::No)).into(),
        ..graded(learned, Grade::IV)
    }
}

/// The rows of the first reports, as they press now.
fn rows(story: &Story) -> Vec<DutyRow> {
    let mut all = deadlines(&story.state, story.now);
    all.retain(|deadline| deadline.rule.duty == Duty::Initial);
    duty_rows(lines(all), story.now)
}

/// A row as it is told in a test: whose, by which way, minutes left, how it stands.
fn told(row: &DutyRow, story: &Story) -> (u32, Means, i64, Standing) {
    let left = row.key.due_at - story.now;
    let number = row.key.subject.number;
    (number, row.key.means, left.num_minutes(), row.standing())
}

fn marks(row: &DutyRow) -> Vec<(&str, Standing)> {
    let deadlines = row.deadlines();
    deadlines
        .map(|it| (it.recipient.as_str(), it.standing))
        .collect()
}

#[test]
fn eight_lines_of_a_serious_incident_are_three_rows_and_of_three_such_nine() {
    let mut story = Story::at(noon());
    for expected in [3, 6, 9] {
        story.logs(graded(noon(), Grade::II));
        let all = deadlines(&story.state, story.now);
        let first = all.into_iter().filter(|it| it.rule.duty == Duty::Initial);
        let first = lines(first.collect());
        assert_eq!(first.len(), expected / 3 * 8);
        assert_eq!(rows(&story).len(), expected);
    }
}

#[test]
fn recipients_stand_in_the_order_of_the_rule_whoever_was_told_first() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::II));
    story.now = noon() + minutes(10);
    story.sends(&id, ReportKind::Initial, Channel::Phone, &[GOVERNMENT]);
    let rows = rows(&story);
    let phone = &rows[0];
    let expected = [
        (COMMITTEE, Standing::Running),
        (GOVERNMENT, Standing::Met),
        (BUREAU, Standing::Running),
    ];
    assert_eq!(marks(phone), expected);
    let waiting: Vec<_> = phone.waiting().map(|it| it.recipient.as_str()).collect();
    assert_eq!(waiting, [COMMITTEE, BUREAU]);
    assert_eq!(phone.standing(), Standing::Running);
}

#[test]
fn a_row_stands_as_the_worst_of_what_is_open_and_then_of_what_is_not() {
    let mut story = Story::at(noon());
    let id = story.logs(graded(noon(), Grade::II));
    story.sends(&id, ReportKind::Initial, Channel::Phone, &[GOVERNMENT]);
    let phone = |story: &Story| {
        let rows = rows(story).into_iter();
        let mut phone = rows.filter(|row| row.key.means == Means::Phone);
        (phone.next().unwrap(), phone.count())
    };
    story.now = noon() + minutes(31);
    assert_eq!(phone(&story).0.standing(), Standing::Overdue);
    story.sends(
        &id,
        ReportKind::Initial,
        Channel::Phone,
        &[COMMITTEE, BUREAU],
    );
    let (row, others) = phone(&story);
    assert_eq!(
        row.standing(),
        Standing::MetLate,
        "one of three was in time"
    );
    assert_eq!(others, 0, "in time or late, it is one row");
}

#[test]
fn what_can_be_met_within_the_hour_stands_before_what_is_overdue() {
    use Means::{Phone, Written};
    use Standing::{DueSoon, Overdue, Running};

    let mut story = Story::at(noon());
    let old = story.logs(graded(noon(), Grade::II));
    let second = story.logs(graded(noon(), Grade::II));
    story.now = noon() + minutes(300);
    let third = story.logs(told_at(story.now - minutes(26)));
    story.logs(mild(story.now));
    let numbers = [&old, &second, &third].map(|id: &SubjectId| id.number);
    assert_eq!(numbers, [1, 2, 3]);
    let rows = rows(&story);
    let told: Vec<_> = rows.iter().map(|row| told(row, &story)).collect();
    // Two incidents with everything overdue, a third with half an hour about to end, a fourth with
    // four hours to go.
    let expected = [
        (3, Phone, 4, DueSoon),
        (1, Written, -180, Overdue),
        (2, Written, -180, Overdue),
        (3, Written, 214, Running),
        (4, Written, 240, Running),
        (1, Written, -240, Overdue),
        (2, Written, -240, Overdue),
        (1, Phone, -270, Overdue),
        (2, Phone, -270, Overdue),
    ];
    assert_eq!(told, expected);
    let first = foremost(&rows, story.now).unwrap();
    assert_eq!(first.key.subject, third);
    assert!(first.key.foreseen);
}

#[test]
fn nothing_is_foremost_while_nothing_presses() {
    let mut story = Story::at(noon());
    story.logs(mild(noon()));
    assert_eq!(foremost(&rows(&story), story.now), None);
    story.now = noon() + minutes(180);
    assert!(foremost(&rows(&story), story.now).is_some());
    story.now = noon() + minutes(241);
    assert!(foremost(&rows(&story), story.now).unwrap().is_overdue());
}

#[test]
fn what_is_not_listed_is_counted_by_kind_with_the_soonest_time_and_the_late() {
    let mut story = Story::at(noon());
    let old = story.logs(graded(noon(), Grade::II));
    story.now = noon() + minutes(61);
    story.logs(mild(story.now));
    let rows = rows(&story);
    let unlisted = Unlisted::of(rows.iter());
    assert_eq!((unlisted.rows, unlisted.overdue), (4, 2));
    assert_eq!(unlisted.kinds[&Duty::Initial], 4);
    assert_eq!(unlisted.soonest, Some(noon() + minutes(120)));
    assert_eq!(unlisted.late, [old]);
    assert_eq!(Unlisted::of([].into_iter()), Unlisted::default());
}
