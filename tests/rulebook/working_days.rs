//! Limits in working days: counted by the notices of holidays, ended by the close of the office.

use chrono::{DateTime, NaiveDate, Utc};
use watchkeeper::domain::Command;
use watchkeeper::domain::calendar::{HolidayNotice, NoticeDay};
use watchkeeper::domain::grade::Grade;
use watchkeeper::domain::setting::Settings;
use watchkeeper::rulebook::{Deadline, Standing, built_in, load};

use crate::story::{GOVERNMENT, Story, graded};

fn at(text: &str) -> DateTime<Utc> {
    format!("{text}+08:00").parse().unwrap()
}

/// A desk whose first report within four hours is due within so many working days instead.
fn desk(limit: &str, now: &str) -> Story {
    let text =
        format!("pack = \"own\"\nversion = 1\n[[rule]]\nid = \"ling17-4h\"\nlimit = \"{limit}\"\n");
    let rules = load(&[("own.toml".to_owned(), text)]).unwrap();
    Story::with(rules, at(now))
}

fn learned(story: &mut Story) -> Deadline {
    let id = story.logs(graded(story.now, Grade::IV));
    story.deadline(&id, "ling17-4h", GOVERNMENT)
}

#[test]
fn a_limit_in_working_days_skips_days_off_and_counts_make_up_days() {
    // From Friday 2026-02-13: the 14th is worked for the Spring Festival, the 15th to the 23rd are off.
    let mut story = desk("5wd", "2026-02-13T10:00:00");
    let report = learned(&mut story);
    assert_eq!(report.due_at, at("2026-02-27T18:00:00"));
    assert!(report.due_certain);
    let mut story = desk("1wd", "2026-02-13T23:30:00");
    assert_eq!(learned(&mut story).due_at, at("2026-02-14T18:00:00"));
}

#[test]
fn it_ends_with_the_office_hours_the_desk_has_set() {
    let mut story = desk("2wd", "2026-03-02T09:00:00");
    let hour = |hour| chrono::NaiveTime::from_hms_opt(hour, 30, 0).unwrap();
    story.does(&Command::ChangeSettings {
        settings: Box::new(Settings {
            office_hours: vec![(hour(8), hour(11)), (hour(13), hour(17))],
            ..Settings::default()
        }),
    });
    let report = learned(&mut story);
    assert_eq!(report.due_at, at("2026-03-04T17:30:00"));
    story.now = report.due_at;
    let standing = |story: &Story| story.standing(&report.subject, "ling17-4h", GOVERNMENT);
    assert_eq!(standing(&story), Standing::DueSoon);
    story.now += chrono::TimeDelta::milliseconds(1);
    assert_eq!(standing(&story), Standing::Overdue);
}

#[test]
fn a_due_time_in_a_year_without_notice_says_so_until_the_notice_is_taken_in() {
    let mut story = desk("5wd", "2027-01-28T09:00:00");
    let before = learned(&mut story);
    // By weekdays and the statutory days only: the eve of the Spring Festival is off.
    assert_eq!(before.due_at, at("2027-02-04T18:00:00"));
    assert!(!before.due_certain);
    let day = |date: &str, off| NoticeDay {
        date: date.parse::<NaiveDate>().unwrap(),
        off,
        name: "春节".into(),
    };
    story.does(&Command::ImportCalendar {
        notice: HolidayNotice {
            year: 2027,
            source: "国办".into(),
            days: vec![day("2027-01-31", false), day("2027-02-05", true)],
        },
    });
    let after = story.deadline(&before.subject, "ling17-4h", GOVERNMENT);
    assert_eq!(after.due_at, at("2027-02-03T18:00:00"), "Sunday is worked");
    assert!(after.due_certain);
}

#[test]
fn the_limit_that_applied_stays_with_the_subject() {
    let mut story = desk("5wd", "2026-03-02T09:00:00");
    let before = learned(&mut story);
    assert_eq!(before.rule.limit_wd, Some(5));
    story.does(&Command::AdoptRules { rules: built_in() });
    let after = story.deadline(&before.subject, "ling17-4h", GOVERNMENT);
    assert_eq!(after.due_at, before.due_at);
    let by_the_clock = learned(&mut story);
    assert_eq!(by_the_clock.due_at, at("2026-03-02T13:00:00"));
}
