//! What kind of day a date is.

use std::collections::{BTreeMap, HashMap};

use chrono::{Datelike, Weekday};
use watchkeeper::almanac::Calendar;
use watchkeeper::domain::calendar::{DayKind, HolidayNotice, NoticeDay};

use crate::support::{HOLIDAYS, STATUTORY_2027, date, rows};

fn weekend(day: chrono::NaiveDate) -> bool {
    matches!(day.weekday(), Weekday::Sat | Weekday::Sun)
}

#[test]
fn all_2922_days_of_2019_to_2026_are_as_the_published_table_says() {
    let table: HashMap<&str, &str> = rows(HOLIDAYS).iter().map(|row| (row[0], row[1])).collect();
    assert_eq!(table.len(), 295, "the table is whole");
    let calendar = Calendar::built_in();
    let mut checked = 0;
    for day in date("2019-01-01")
        .iter_days()
        .take_while(|day| *day <= date("2026-12-31"))
    {
        let expected = match (table.get(day.to_string().as_str()), weekend(day)) {
            (Some(&"holiday"), _) => DayKind::Holiday,
            (Some(_), true) => DayKind::MakeupWorkday,
            (Some(_), false) => panic!("the table works a weekday: {day}"),
            (None, true) => DayKind::Weekend,
            (None, false) => DayKind::Workday,
        };
        let found = calendar.day(day);
        assert_eq!(found.kind, expected, "{day}");
        assert_eq!(found.date, day);
        assert!(found.notice_loaded, "{day}");
        checked += 1;
    }
    assert_eq!(checked, 2_922);
}

#[test]
fn the_weekday_a_table_writes_beside_a_date_is_that_date_s() {
    for row in rows(HOLIDAYS) {
        let name = ["一", "二", "三", "四", "五", "六", "日"]
            [date(row[0]).weekday().num_days_from_monday() as usize];
        assert_eq!(row[3], format!("周{name}"), "{}", row[0]);
    }
}

#[test]
fn a_day_off_or_worked_bears_the_name_of_its_holiday() {
    let calendar = Calendar::built_in();
    for row in rows(HOLIDAYS) {
        assert_eq!(calendar.day(date(row[0])).name.as_deref(), Some(row[2]));
    }
    assert_eq!(calendar.day(date("2026-03-11")).name, None);
}

#[test]
fn a_new_year_s_notice_names_days_of_the_year_before() {
    let calendar = Calendar::built_in();
    // The notice of 2019 works 2018-12-29; that of 2018 is not loaded.
    assert_eq!(
        calendar.day(date("2018-12-29")).kind,
        DayKind::MakeupWorkday
    );
    assert!(calendar.day(date("2018-12-29")).notice_loaded);
    assert!(!calendar.day(date("2018-12-28")).notice_loaded);
    assert_eq!(calendar.day(date("2022-12-31")).kind, DayKind::Holiday);
    // Nobody knows yet what the notice of 2027 makes of the last days of 2026.
    assert!(calendar.day(date("2026-12-24")).settled);
    assert!(!calendar.day(date("2026-12-25")).settled);
    assert!(calendar.day(date("2025-12-31")).settled);
}

#[test]
fn a_year_without_notice_goes_by_weekday_and_statutory_days_and_says_so() {
    let statutory: HashMap<&str, &str> = rows(STATUTORY_2027)
        .iter()
        .map(|row| (row[0], row[2].split('(').next().unwrap()))
        .collect();
    assert_eq!(statutory.len(), 13);
    let calendar = Calendar::built_in();
    assert!(calendar.notice(2027).is_none());
    for day in date("2027-01-01").iter_days().take(365) {
        let found = calendar.day(day);
        let name = statutory.get(day.to_string().as_str()).copied();
        let expected = match (name, weekend(day)) {
            (Some(_), _) => DayKind::Holiday,
            (None, true) => DayKind::Weekend,
            (None, false) => DayKind::Workday,
        };
        assert_eq!(found.kind, expected, "{day}");
        assert_eq!(found.name.as_deref(), name, "{day}");
        assert!(!found.notice_loaded && !found.settled, "{day}");
    }
}

fn notice(year: i32, days: &[(&str, bool, &str)]) -> BTreeMap<i32, HolidayNotice> {
    let days = days
        .iter()
        .map(|(day, off, name)| NoticeDay {
            date: date(day),
            off: *off,
            name: (*name).to_owned(),
        })
        .collect();
    let notice = HolidayNotice {
        year,
        source: "国办发明电".to_owned(),
        days,
    };
    BTreeMap::from([(year, notice)])
}

#[test]
fn a_notice_taken_in_settles_its_year_and_the_december_before() {
    let made_up = notice(
        2027,
        &[
            ("2026-12-31", true, "元旦"),
            ("2027-01-01", true, "元旦"),
            ("2027-01-02", true, "元旦"),
            ("2026-12-27", false, "元旦"),
        ],
    );
    let calendar = Calendar::new(&made_up);
    assert_eq!(calendar.day(date("2026-12-31")).kind, DayKind::Holiday);
    assert_eq!(
        calendar.day(date("2026-12-27")).kind,
        DayKind::MakeupWorkday
    );
    assert!(calendar.day(date("2026-12-28")).settled);
    assert!(calendar.day(date("2027-03-01")).notice_loaded);
    // What the notice does not speak of stays as the decree has it.
    assert_eq!(calendar.day(date("2027-02-08")).kind, DayKind::Holiday);
}

#[test]
fn a_notice_taken_in_replaces_the_one_built_in_whole() {
    let revised = notice(2026, &[("2026-05-04", true, "劳动节")]);
    let calendar = Calendar::new(&revised);
    assert_eq!(calendar.day(date("2026-05-09")).kind, DayKind::Weekend);
    assert_eq!(calendar.day(date("2026-05-05")).kind, DayKind::Workday);
    assert_eq!(calendar.day(date("2025-05-05")).kind, DayKind::Holiday);
}

#[test]
fn a_weekend_beside_a_holiday_is_off_with_it_though_a_table_leaves_it_out() {
    // The public tables of 2019 name Friday, 2019-04-05, only.
    let bare = notice(2019, &[("2019-04-05", true, "清明节")]);
    let calendar = Calendar::new(&bare);
    for day in ["2019-04-05", "2019-04-06", "2019-04-07"] {
        assert_eq!(calendar.day(date(day)).kind, DayKind::Holiday, "{day}");
    }
    let runs = calendar.runs(2019);
    assert_eq!(
        (runs[0].first, runs[0].last),
        (date("2019-04-05"), date("2019-04-07"))
    );
}

#[test]
fn a_month_has_all_its_days_once_and_in_order() {
    let calendar = Calendar::built_in();
    let days = calendar.month(2024, 2);
    let dates: Vec<_> = days.iter().map(|day| day.date).collect();
    let expected: Vec<_> = date("2024-02-01").iter_days().take(29).collect();
    assert_eq!(dates, expected);
    assert!(calendar.month(2024, 13).is_empty());
}
