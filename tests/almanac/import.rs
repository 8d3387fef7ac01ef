//! Files with a holiday notice: what is taken in, and what is refused with place and reason.

use std::collections::BTreeMap;

use watchkeeper::almanac::Calendar;
use watchkeeper::almanac::import::{Fault, ImportError, Place, read};
use watchkeeper::domain::calendar::{DayKind, HolidayNotice};
use watchkeeper::locale::Lang;

use crate::support::{HOLIDAYS, date};

fn taken(text: &str) -> Vec<HolidayNotice> {
    read(text.as_bytes(), "2027.json").unwrap()
}

/// The refusal; its sentence and hint must exist in both languages.
fn refused(text: &str) -> (Place, Fault) {
    let ImportError { place, fault } = read(text.as_bytes(), "2027.json").unwrap_err();
    let key = format!("error-almanac-{}", fault.key());
    for lang in Lang::ALL {
        assert!(lang.has(&key) && lang.has(&format!("{key}.hint")), "{key}");
    }
    assert!(!fault.about().chars().any(char::is_control));
    (place, fault)
}

#[test]
fn the_table_built_in_reads_back_as_eight_notices() {
    let notices = taken(HOLIDAYS);
    let years: Vec<i32> = notices.iter().map(|notice| notice.year).collect();
    assert_eq!(years, (2019..=2026).collect::<Vec<_>>());
    let days: usize = notices.iter().map(|notice| notice.days.len()).sum();
    assert_eq!(days, 295);
    let imported: BTreeMap<_, _> = notices.into_iter().map(|n| (n.year, n)).collect();
    let (ours, theirs) = (Calendar::built_in(), Calendar::new(&imported));
    for day in date("2018-12-01").iter_days().take(3_000) {
        assert_eq!(ours.day(day), theirs.day(day), "{day}");
    }
}

#[test]
fn a_list_of_days_as_the_public_tables_have_them() {
    let notices = taken(
        r#"[
            {"name": "元旦", "date": "2027-01-01", "isOffDay": true},
            {"name": "元旦", "date": "2027-01-03", "isOffDay": false},
            {"name": "春节", "date": "2027-02-05", "isOffDay": true, "extra": 1}
        ]"#,
    );
    assert_eq!(notices.len(), 1);
    assert_eq!((notices[0].year, notices[0].days.len()), (2027, 3));
    assert_eq!(notices[0].source, "2027.json");
    let calendar = Calendar::new(&BTreeMap::from([(2027, notices[0].clone())]));
    assert_eq!(
        calendar.day(date("2027-01-03")).kind,
        DayKind::MakeupWorkday
    );
    assert!(calendar.day(date("2027-01-04")).notice_loaded);
}

#[test]
fn a_whole_file_of_the_public_tables_keeps_its_year() {
    let notices = taken(
        r#"{"$schema": "x", "year": 2027, "papers": ["http://www.gov.cn/x"], "days": [
            {"name": "元旦", "date": "2026-12-31", "isOffDay": true},
            {"name": "元旦", "date": "2026-12-26", "isOffDay": false}
        ]}"#,
    );
    assert_eq!(notices[0].year, 2027, "though every day lies in 2026");
    assert_eq!(
        notices[0].days[0].date,
        date("2026-12-26"),
        "days are in order"
    );
}

#[test]
fn rows_need_only_three_columns_in_any_order() {
    let notices = taken("\u{feff}kind\tname\tdate\r\nholiday\t元旦\t2027-01-01\r\n\r\n");
    assert_eq!((notices[0].year, notices[0].days.len()), (2027, 1));
}

#[test]
fn a_day_off_for_two_holidays_is_one_day_with_both_names() {
    let notices = taken(
        r#"[{"name": "国庆节", "date": "2028-10-03", "isOffDay": true},
            {"name": "中秋节", "date": "2028-10-03", "isOffDay": true}]"#,
    );
    assert_eq!(notices[0].days.len(), 1);
    assert_eq!(notices[0].days[0].name, "国庆节、中秋节");
}

#[test]
fn the_same_day_off_and_worked_is_refused_with_both_places() {
    let text = "date\tkind\tname\n2027-01-03\tholiday\t元旦\n2027-01-03\tworkday\t元旦\n";
    let expected = Fault::Twice(date("2027-01-03"), Place::Line(2));
    assert_eq!(refused(text), (Place::Line(3), expected));
}

#[test]
fn a_weekday_cannot_be_a_make_up_day_nor_a_statutory_day_be_worked() {
    let worked = |day: &str| {
        refused(&format!(
            r#"[{{"name": "元旦", "date": "2027-01-01", "isOffDay": true}},
                {{"name": "春节", "date": "{day}", "isOffDay": false}}]"#
        ))
    };
    let monday = date("2027-02-01");
    assert_eq!(
        worked("2027-02-01"),
        (Place::Entry(2), Fault::WorkedWeekday(monday))
    );
    let first = date("2027-02-06");
    assert_eq!(
        worked("2027-02-06"),
        (Place::Entry(2), Fault::WorkedHoliday(first))
    );
}

#[test]
fn a_weekday_written_wrong_shows_a_date_written_wrong() {
    let text = "date\tkind\tname\tweekday\n2027-01-01\tholiday\t元旦\t周六\n";
    let expected = Fault::WrongWeekday(date("2027-01-01"));
    assert_eq!(refused(text), (Place::Line(2), expected));
}

#[test]
fn a_date_far_outside_its_year_is_refused() {
    let text =
        r#"{"year": 2027, "days": [{"name": "元旦", "date": "2028-05-01", "isOffDay": true}]}"#;
    let expected = Fault::FarOff(date("2028-05-01"), 2027);
    assert_eq!(refused(text), (Place::Entry(1), expected));
    let text = "date\tkind\tname\tnotice_year\n2027-01-01\tholiday\t元旦\t20270\n";
    assert_eq!(
        refused(text),
        (Place::Line(2), Fault::NotAYear("20270".to_owned()))
    );
}

#[test]
fn a_file_that_says_nothing_is_refused() {
    // The public table of 2027 before the notice came out.
    assert_eq!(
        refused(r#"{"year": 2027, "papers": [], "days": []}"#),
        (Place::File, Fault::Empty)
    );
    for text in ["", " \n", "[]", "date\tkind\tname\n"] {
        assert_eq!(refused(text).1, Fault::Empty, "{text:?}");
    }
    let only_work = "date\tkind\tname\n2027-01-09\tworkday\t元旦\n";
    assert_eq!(refused(only_work).1, Fault::NoDayOff(2027));
}

#[test]
fn a_file_of_another_form_is_refused_with_what_is_wrong() {
    assert!(matches!(refused("{\"year\": 2027}").1, Fault::NotAForm(_)));
    assert!(matches!(refused("[1, 2]").1, Fault::NotAForm(_)));
    assert!(matches!(
        refused("[{\"name\": \"元旦\"").1,
        Fault::NotAForm(_)
    ));
    assert_eq!(refused("name,date\n").1, Fault::NoColumn("date"));
    let kind = "date\tkind\tname\n2027-01-01\t调休\t元旦\n";
    assert_eq!(
        refused(kind),
        (Place::Line(2), Fault::NotAKind("调休".to_owned()))
    );
    let day = r#"[{"name": "元旦", "date": "2027-02-30", "isOffDay": true}]"#;
    assert_eq!(
        refused(day),
        (Place::Entry(1), Fault::NotADate("2027-02-30".to_owned()))
    );
}

#[test]
fn hostile_text_and_oversized_files_are_refused() {
    let name = |name: &str| refused(&format!("date\tkind\tname\n2027-01-01\tholiday\t{name}\n")).1;
    assert_eq!(name("\u{1b}[2J"), Fault::BadName);
    assert_eq!(name("元\u{202e}旦"), Fault::BadName);
    assert_eq!(name(&"元".repeat(31)), Fault::BadName);
    assert_eq!(name(""), Fault::BadName);
    let (_, fault) = refused("date\tkind\tname\n2027-01-01\t\u{1b}]0;x\u{7}\t元旦\n");
    assert_eq!(fault.about(), "]0;x", "what is shown of it steers nothing");
    assert_eq!(refused(&"元".repeat(100_000)).1, Fault::TooLarge);
    let row = "2027-01-01\tholiday\t元旦\n";
    let many = format!("date\tkind\tname\n{}", row.repeat(2_001));
    assert_eq!(refused(&many).1, Fault::TooLarge);
    assert_eq!(
        read(&[0xff, 0xfe, b'['], "x").unwrap_err().fault,
        Fault::NotText
    );
    let deep = "[".repeat(100_000);
    assert!(matches!(refused(&deep).1, Fault::NotAForm(_)));
}
