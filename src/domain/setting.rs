//! What a desk may set for itself: hours, levels, lead times. Kept in the record like everything
//! else, so that an auditor sees what applied when.

use std::collections::BTreeMap;

use chrono::NaiveTime;
use serde::{Deserialize, Serialize};

use super::period::{DutyLevel, PeriodKind};

/// The settings in force.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Settings {
    /// Office hours of a working day: spans of local time, in order.
    pub office_hours: Vec<(NaiveTime, NaiveTime)>,
    /// The hour of the daily zero report (零报告), local time.
    pub zero_report_at: NaiveTime,
    /// By when a schedule step is due on its day, local time.
    pub step_due_at: NaiveTime,
    /// The duty level of each kind of period.
    pub levels: BTreeMap<PeriodKind, DutyLevel>,
    /// What each level asks.
    pub demands: BTreeMap<DutyLevel, LevelDemand>,
    /// Hours after which a warning without an expiry is asked about.
    pub warning_age_hours: u32,
    /// The district's code: warnings whose area codes begin with it, or that it begins with, are
    /// for this desk.
    pub district_code: String,
    /// The names of the district, its streets and towns, by which a warning without a code is told to
    /// be for this desk; empty for those built in for the code.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub area_names: Vec<String>,
    /// When the post is asked for a sign of life.
    pub vigil: VigilSettings,
}

/// When the post is asked for a sign of life (值守应答).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct VigilSettings {
    /// After so many quiet minutes; 0 never asks.
    pub minutes: u32,
    /// From this duty level on.
    pub level: DutyLevel,
    /// From this hour, local time; as `to` for the whole day.
    pub from: NaiveTime,
    /// To this hour.
    pub to: NaiveTime,
}

/// What a duty level asks of the watch.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LevelDemand {
    /// Leaders on duty.
    pub leaders: u32,
    /// Staff on duty.
    pub staff: u32,
    /// Minutes between check-ins; 0 asks for none.
    pub check_in_min: u32,
    /// Whether the daily zero report is asked.
    pub zero_report: bool,
    /// How many per cent of a limit are left when it becomes *due soon*; 0 leaves the rule's own.
    pub soon_percent: u32,
}

impl Default for Settings {
    fn default() -> Self {
        let time = |hour, minute| NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or_default();
        let levels = PeriodKind::ALL.map(|kind| {
            let level = match kind {
                PeriodKind::PublicHoliday
                | PeriodKind::MajorEvent
                | PeriodKind::SensitiveTime
                | PeriodKind::NaturalHazard => DutyLevel::Strengthened,
                PeriodKind::Inspection => DutyLevel::Highest,
                PeriodKind::Publicity | PeriodKind::Hydrology => DutyLevel::Normal,
            };
            (kind, level)
        });
        let demand = |leaders, staff, check_in_min, zero_report, soon_percent| LevelDemand {
            leaders,
            staff,
            check_in_min,
            zero_report,
            soon_percent,
        };
        Self {
            office_hours: vec![(time(9, 0), time(12, 0)), (time(14, 0), time(18, 0))],
            zero_report_at: time(16, 0),
            step_due_at: time(18, 0),
            levels: BTreeMap::from(levels),
            demands: BTreeMap::from([
                (DutyLevel::Normal, demand(1, 1, 0, false, 0)),
                (DutyLevel::Strengthened, demand(1, 2, 240, true, 50)),
                (DutyLevel::Highest, demand(1, 2, 120, true, 60)),
            ]),
            warning_age_hours: 24,
            district_code: "500113".to_owned(),
            area_names: Vec::new(),
            vigil: VigilSettings {
                minutes: 30,
                level: DutyLevel::Strengthened,
                from: time(22, 0),
                to: time(6, 0),
            },
        }
    }
}
