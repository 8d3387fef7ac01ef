//! Working days and office hours across holidays and make-up working days.

use chrono::{DateTime, NaiveTime, Utc};
use chrono_tz::Tz;
use watchkeeper::almanac::{Calendar, due_after_working_days};
use watchkeeper::domain::setting::Settings;

use crate::support::{at, date};

const SHANGHAI: Tz = Tz::Asia__Shanghai;

fn after(from: &str, days: u16) -> (String, bool) {
    let found = Calendar::built_in().add_working_days(date(from), days);
    (found.at.to_string(), found.relied_on_unloaded)
}

#[test]
fn a_make_up_saturday_counts_and_a_holiday_does_not() {
    // 2026-02-14 is a Saturday worked for the Spring Festival, 02-15 to 02-23 are off.
    assert_eq!(after("2026-02-13", 1), ("2026-02-14".to_owned(), false));
    assert_eq!(after("2026-02-13", 2), ("2026-02-24".to_owned(), false));
    // Labour Day 05-01 to 05-05; 05-09 is a Saturday worked.
    assert_eq!(after("2026-04-30", 4), ("2026-05-09".to_owned(), false));
    assert_eq!(after("2026-04-30", 5), ("2026-05-11".to_owned(), false));
    assert_eq!(after("2026-03-02", 0), ("2026-03-02".to_owned(), false));
}

#[test]
fn counting_back_is_the_way_there_turned_round() {
    let calendar = Calendar::built_in();
    let back = |from: &str, days| calendar.sub_working_days(date(from), days).at;
    assert_eq!(back("2026-02-24", 1), date("2026-02-14"));
    assert_eq!(back("2026-05-11", 5), date("2026-04-30"));
    // From a day off, the first step back is the working day before it.
    assert_eq!(back("2026-05-03", 1), date("2026-04-30"));
}

#[test]
fn days_between_leave_the_first_out_and_take_the_last_in() {
    let calendar = Calendar::built_in();
    let between = |from: &str, to: &str| calendar.working_days_between(date(from), date(to)).at;
    assert_eq!(between("2026-04-30", "2026-05-11"), 5);
    assert_eq!(between("2026-02-14", "2026-02-23"), 0);
    assert_eq!(between("2026-02-13", "2026-02-13"), 0);
    assert_eq!(between("2026-02-13", "2026-02-01"), 0);
}

#[test]
fn it_says_when_a_day_without_notice_mattered() {
    assert_eq!(after("2026-12-18", 4), ("2026-12-24".to_owned(), false));
    // 12-25 may still become a day off or 12-26 be worked by the notice of 2027.
    assert_eq!(after("2026-12-18", 5), ("2026-12-25".to_owned(), true));
    assert_eq!(after("2027-02-04", 1), ("2027-02-09".to_owned(), true));
}

#[test]
fn a_limit_of_working_days_ends_with_the_last_second_of_the_last() {
    let calendar = Calendar::built_in();
    let due = |start: &str, n| due_after_working_days(at(start), n, SHANGHAI, &calendar);
    let expected = (at("2026-05-11 23:59:59"), true);
    assert_eq!(due("2026-04-30 00:00:00", 5), expected);
    assert_eq!(due("2026-04-30 23:59:00", 5), expected);
    // A start on a day off counts from the working day after it.
    assert_eq!(
        due("2026-05-02 10:00:00", 1),
        (at("2026-05-06 23:59:59"), true)
    );
    assert_eq!(
        due("2026-12-31 09:00:00", 1),
        (at("2027-01-04 23:59:59"), false)
    );
    assert_eq!(
        due("2026-05-02 10:00:00", 0),
        (at("2026-05-02 10:00:00"), true)
    );
}

fn worked(start: &str, minutes: u32) -> DateTime<Utc> {
    let hours = Settings::default().office_hours;
    Calendar::built_in()
        .add_working_minutes(at(start), minutes, SHANGHAI, &hours)
        .unwrap()
        .at
}

#[test]
fn office_hours_stand_still_at_noon_at_night_and_on_days_off() {
    // Office hours 9:00–12:00 and 14:00–18:00.
    assert_eq!(worked("2026-03-11 09:00:00", 60), at("2026-03-11 10:00:00"));
    assert_eq!(worked("2026-03-11 11:30:00", 60), at("2026-03-11 14:30:00"));
    assert_eq!(worked("2026-03-11 12:40:00", 30), at("2026-03-11 14:30:00"));
    assert_eq!(worked("2026-03-11 17:30:00", 60), at("2026-03-12 09:30:00"));
    assert_eq!(
        worked("2026-03-11 07:00:00", 180),
        at("2026-03-11 12:00:00")
    );
    assert_eq!(worked("2026-03-11 22:00:00", 0), at("2026-03-12 09:00:00"));
    // Friday evening before the Saturday worked for the Spring Festival.
    assert_eq!(
        worked("2026-02-13 17:00:00", 120),
        at("2026-02-14 10:00:00")
    );
    // A day has seven hours; 8 hours from the eve reach over nine days off.
    assert_eq!(
        worked("2026-02-14 09:00:00", 480),
        at("2026-02-24 10:00:00")
    );
    assert_eq!(worked("2026-02-18 03:00:00", 1), at("2026-02-24 09:01:00"));
}

#[test]
fn a_desk_without_office_hours_has_no_working_minutes() {
    let calendar = Calendar::built_in();
    let start = at("2026-03-11 09:00:00");
    let backwards = [(NaiveTime::from_hms_opt(18, 0, 0).unwrap(), NaiveTime::MIN)];
    assert_eq!(calendar.add_working_minutes(start, 5, SHANGHAI, &[]), None);
    assert_eq!(
        calendar.add_working_minutes(start, 5, SHANGHAI, &backwards),
        None
    );
    // One second a day never makes so many minutes.
    let open = NaiveTime::from_hms_opt(9, 0, 0).unwrap();
    let blink = [(open, NaiveTime::from_hms_opt(9, 0, 1).unwrap())];
    assert_eq!(
        calendar.add_working_minutes(start, u32::MAX, SHANGHAI, &blink),
        None
    );
}
