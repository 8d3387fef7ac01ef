//! The holiday notices built in: rows as they were published, one file for all years.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use crate::domain::calendar::{HolidayNotice, NoticeDay};

static BUILT_IN: LazyLock<BTreeMap<i32, HolidayNotice>> = LazyLock::new(read);

/// The notices built in, by the year they arrange.
pub fn built_in() -> &'static BTreeMap<i32, HolidayNotice> {
    &BUILT_IN
}

/// A row with a slip is left out here; a test counts the rows.
fn read() -> BTreeMap<i32, HolidayNotice> {
    let mut notices: BTreeMap<i32, HolidayNotice> = include_str!("data/notices.tsv")
        .lines()
        .skip(1)
        .filter_map(|line| {
            let (year, source) = line.split_once('\t')?;
            let year = year.parse().ok()?;
            let notice = HolidayNotice {
                year,
                source: source.to_owned(),
                days: Vec::new(),
            };
            Some((year, notice))
        })
        .collect();
    for line in include_str!("data/holidays.tsv").lines().skip(1) {
        if let Some((year, day)) = row(line)
            && let Some(notice) = notices.get_mut(&year)
        {
            notice.days.push(day);
        }
    }
    notices
}

fn row(line: &str) -> Option<(i32, NoticeDay)> {
    let mut cells = line.split('\t');
    let date = cells.next()?.parse().ok()?;
    let off = match cells.next()? {
        "holiday" => true,
        "workday" => false,
        _ => return None,
    };
    let name = cells.next()?.to_owned();
    let year = cells.nth(1)?.parse().ok()?;
    Some((year, NoticeDay { date, off, name }))
}
