//! What the record keeps of the calendar: notices of public holidays as they were taken in. What a
//! day *is* follows from them in the almanac.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What kind of day a date is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DayKind {
    /// An ordinary working day (工作日).
    Workday,
    /// An ordinary Saturday or Sunday (周末).
    Weekend,
    /// A day off by the notice (放假).
    Holiday,
    /// A Saturday or Sunday worked by the notice (补班).
    MakeupWorkday,
}

impl DayKind {
    /// The stable name: `makeup_workday`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Workday => "workday",
            Self::Weekend => "weekend",
            Self::Holiday => "holiday",
            Self::MakeupWorkday => "makeup_workday",
        }
    }

    /// Whether the bureau works that day.
    pub fn is_working(self) -> bool {
        matches!(self, Self::Workday | Self::MakeupWorkday)
    }
}

/// A day the notice names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeDay {
    /// The date.
    pub date: NaiveDate,
    /// Off (放假) or worked (补班).
    pub off: bool,
    /// For which holiday: 春节.
    pub name: String,
}

/// A State Council notice on a year's holidays (节假日安排的通知).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HolidayNotice {
    /// The year it arranges. Its days may reach into the neighbouring years.
    pub year: i32,
    /// Where it came from: a document number or a file's name.
    pub source: String,
    /// Its days, by date.
    pub days: Vec<NoticeDay>,
}
