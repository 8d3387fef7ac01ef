//! Lunar dates and solar terms, against the holidays that follow them and leap months well known.

use chrono::NaiveDate;
use watchkeeper::almanac::{Lunar, SolarTerm};

use crate::support::{HOLIDAYS, STATUTORY_2027, date, rows};

fn lunar(text: &str) -> String {
    Lunar::of(date(text)).unwrap().zh()
}

/// The days off of holidays whose name holds a word, by year of the notice.
fn off(word: &str) -> Vec<(i32, NaiveDate)> {
    rows(HOLIDAYS)
        .iter()
        .filter(|row| row[1] == "holiday" && row[2].contains(word))
        .map(|row| (row[4].parse().unwrap(), date(row[0])))
        .collect()
}

#[test]
fn spring_festivals_dragon_boats_and_mid_autumns_lie_in_the_holidays_of_their_names() {
    for (word, month, day) in [("春节", 1, 1), ("端午", 5, 5), ("中秋", 8, 15)] {
        let off = off(word);
        for year in 2019..=2026 {
            let lunar = Lunar {
                year,
                month,
                leap: false,
                day,
            };
            let found = lunar.date().unwrap();
            assert!(off.contains(&(year, found)), "{word} {year}: {found}");
            assert_eq!(Lunar::of(found), Some(lunar));
        }
    }
}

#[test]
fn spring_festivals_are_the_days_everybody_knows() {
    let known = [
        "1990-01-27",
        "1995-01-31",
        "2000-02-05",
        "2005-02-09",
        "2010-02-14",
        "2015-02-19",
        "2019-02-05",
        "2020-01-25",
        "2021-02-12",
        "2022-02-01",
        "2023-01-22",
        "2024-02-10",
        "2025-01-29",
        "2026-02-17",
        "2027-02-06",
        "2028-01-26",
        "2029-02-13",
        "2030-02-03",
        "2033-01-31",
        "2034-02-19",
        "2050-01-23",
    ];
    for day in known {
        assert_eq!(lunar(day), "正月初一", "{day}");
        let eve = date(day).pred_opt().unwrap();
        let eve = Lunar::of(eve).unwrap().zh();
        assert!(eve == "腊月廿九" || eve == "腊月三十", "{day}: {eve}");
    }
}

#[test]
fn qingming_lies_in_its_holiday_and_the_statutory_days_of_2027_agree() {
    let qingming = SolarTerm::from_name("qingming").unwrap();
    let off = off("清明");
    for year in 2019..=2026 {
        let found = qingming.date(year).unwrap();
        assert!(off.contains(&(year, found)), "{year}: {found}");
        assert_eq!(SolarTerm::on(found), Some(qingming));
    }
    assert_eq!(qingming.date(2027), Some(date("2027-04-05")));
    let row = |word: &str| {
        let rows = rows(STATUTORY_2027);
        date(rows.iter().find(|row| row[2].contains(word)).unwrap()[0])
    };
    assert_eq!(lunar(&row("端午").to_string()), "五月初五");
    assert_eq!(lunar(&row("中秋").to_string()), "八月十五");
    assert_eq!(lunar(&row("除夕").to_string()), "腊月廿九");
}

#[test]
fn leap_months_of_1990_to_2050_are_where_they_belong() {
    // Year and month of every leap month, as the observatories publish them; 2033 is the year in
    // which many tables go wrong.
    let known = [
        (1990, 5),
        (1993, 3),
        (1995, 8),
        (1998, 5),
        (2001, 4),
        (2004, 2),
        (2006, 7),
        (2009, 5),
        (2012, 4),
        (2014, 9),
        (2017, 6),
        (2020, 4),
        (2023, 2),
        (2025, 6),
        (2028, 5),
        (2031, 3),
        (2033, 11),
        (2036, 6),
        (2039, 5),
        (2042, 2),
        (2044, 7),
        (2047, 5),
        (2050, 3),
    ];
    let mut found = Vec::new();
    for year in 1990..=2050 {
        for month in 1..=12 {
            let first = Lunar {
                year,
                month,
                leap: true,
                day: 1,
            };
            if first.date().is_some() {
                found.push((year, month));
            }
        }
    }
    assert_eq!(found, known);
    assert_eq!(lunar("2025-07-25"), "闰六月初一");
    assert_eq!(lunar("2033-12-22"), "闰冬月初一");
}

#[test]
fn no_day_from_1990_to_2050_is_missing_or_double() {
    let mut before = Lunar::of(date("1989-12-31")).unwrap();
    let mut checked = 0;
    for day in date("1990-01-01")
        .iter_days()
        .take_while(|day| *day <= date("2050-12-31"))
    {
        let now = Lunar::of(day).unwrap();
        let follows = now.day == before.day + 1
            && (now.year, now.month, now.leap) == (before.year, before.month, before.leap);
        let begins = now.day == 1 && (29..=30).contains(&before.day);
        assert!(follows || begins, "{day}: {before:?} then {now:?}");
        assert_eq!(now.date(), Some(day));
        before = now;
        checked += 1;
    }
    assert_eq!(checked, 22_280);
}

#[test]
fn every_year_has_24_terms_about_a_fortnight_apart() {
    for year in 1990..=2050 {
        let days: Vec<_> = SolarTerm::all()
            .map(|term| term.date(year).unwrap())
            .collect();
        for pair in days.windows(2) {
            let apart = (pair[1] - pair[0]).num_days();
            assert!((14..=16).contains(&apart), "{year}: {pair:?}");
        }
    }
    let term = |text: &str| SolarTerm::on(date(text)).map(SolarTerm::zh);
    assert_eq!(term("2026-02-04"), Some("立春"));
    assert_eq!(term("2026-06-21"), Some("夏至"));
    assert_eq!(term("2026-12-22"), Some("冬至"));
    assert_eq!(term("2026-12-23"), None);
}

#[test]
fn a_cell_shows_the_month_on_its_first_day_and_the_day_on_others() {
    let short = |text: &str| Lunar::of(date(text)).unwrap().short();
    assert_eq!(short("2026-02-17"), "正月");
    assert_eq!(short("2026-02-18"), "初二");
    assert_eq!(short("2025-07-25"), "闰六月");
    assert_eq!(short("2026-02-16"), "廿九");
}

#[test]
fn a_lunar_date_that_is_not_has_no_day() {
    let not = |month, leap, day| {
        let lunar = Lunar {
            year: 2026,
            month,
            leap,
            day,
        };
        lunar.date()
    };
    assert_eq!(
        not(12, false, 30),
        None,
        "the last month of 2026 has 29 days"
    );
    assert_eq!(not(1, true, 1), None);
    assert_eq!(not(0, false, 1), None);
    assert_eq!(not(1, false, 0), None);
    assert_eq!(Lunar::of(date("1850-01-01")), None);
    assert_eq!(Lunar::of(NaiveDate::MAX), None);
}
