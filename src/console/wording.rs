//! What periods, steps and warnings are called, and how loud each is. Words first: a role only
//! adds to them.

use chrono::{DateTime, Datelike, NaiveDate, Utc};

use super::glyphs::Glyphs;
use super::scene::Scene;
use super::theme::Role;
use crate::almanac::holiday::Holiday;
use crate::almanac::rule::english;
use crate::almanac::{Day, Step, StepStanding};
use crate::domain::State;
use crate::domain::period::{DutyLevel, Period};
use crate::domain::warning::{Warning, WarningLevel, WarningStatus};
use crate::locale::Lang;

/// What a period is called; those of the almanac have an English name too.
pub fn period_name(period: &Period, lang: Lang) -> String {
    let english = (lang == Lang::En).then(|| english(&period.id)).flatten();
    english.unwrap_or(&period.name).to_owned()
}

/// The holiday a day is off or worked for; empty where there is none.
pub fn holiday(day: &Day, lang: Lang) -> String {
    let name = day.name.as_deref().unwrap_or_default();
    let english = Holiday::named(name).filter(|_| lang == Lang::En);
    english.map_or_else(|| name.to_owned(), |holiday| holiday.en.clone())
}

/// Its first and last day, the year only where it is not `year`.
pub fn period_span(period: &Period, year: i32, scene: &Scene<'_>) -> String {
    let (from, to) = (short_date(period.from, year), short_date(period.to, year));
    if period.from == period.to {
        return from;
    }
    scene.say("calendar-span", &[("from", &from), ("to", &to)])
}

/// A date, its year only where it is not `year`.
pub fn short_date(date: NaiveDate, year: i32) -> String {
    let format = if date.year() == year {
        "%m-%d"
    } else {
        "%Y-%m-%d"
    };
    date.format(format).to_string()
}

/// A duty level.
pub fn level(level: DutyLevel, scene: &Scene<'_>) -> String {
    scene.text(&format!("duty-level-{}", level.name()))
}

/// How loud a duty level is.
pub fn level_role(level: DutyLevel) -> Role {
    match level {
        DutyLevel::Normal => Role::Text,
        DutyLevel::Strengthened => Role::Warn,
        DutyLevel::Highest => Role::Error,
    }
}

/// What a duty level asks of the watch, in one line.
pub fn demand(level: DutyLevel, scene: &Scene<'_>) -> String {
    let Some(demand) = scene.state.settings.demands.get(&level) else {
        return String::new();
    };
    let staff = [
        ("leaders", demand.leaders.to_string()),
        ("staff", demand.staff.to_string()),
    ];
    let staff: Vec<(&str, &str)> = staff.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let mut words = vec![scene.say("calendar-staff", &staff)];
    if demand.check_in_min > 0 {
        let minutes = demand.check_in_min.to_string();
        words.push(match demand.check_in_min % 60 {
            0 => {
                let hours = (demand.check_in_min / 60).to_string();
                scene.say("calendar-check-in-hours", &[("number", &hours)])
            }
            _ => scene.say("calendar-check-in", &[("number", &minutes)]),
        });
    }
    if demand.zero_report {
        let at = scene.state.settings.zero_report_at.format("%H:%M");
        words.push(scene.say("calendar-zero-report", &[("time", &at.to_string())]));
    }
    words.join(&scene.text("console-and"))
}

/// What a step asks.
pub fn step(step: &Step, lang: Lang) -> &str {
    match lang {
        Lang::Zh => &step.zh,
        Lang::En => &step.en,
    }
}

/// How a step stands, with its mark: never by colour alone.
pub fn standing(standing: StepStanding, scene: &Scene<'_>) -> String {
    let mark = match (standing, scene.glyphs) {
        (StepStanding::Overdue, _) => "!!",
        (StepStanding::DueSoon, _) => "! ",
        (StepStanding::Running, _) => "  ",
        (StepStanding::Met, Glyphs::Unicode) => "✓ ",
        (StepStanding::Met, Glyphs::Ascii) => "v ",
        (StepStanding::MetLate, Glyphs::Unicode) => "✓!",
        (StepStanding::MetLate, Glyphs::Ascii) => "v!",
        (StepStanding::Void, _) => "- ",
    };
    let word = scene.text(&format!("step-{}", standing.name()));
    format!("{mark}{word}")
}

/// How loud a step is.
pub fn standing_role(standing: StepStanding) -> Role {
    match standing {
        StepStanding::Overdue => Role::Overdue,
        StepStanding::DueSoon => Role::Warn,
        StepStanding::Running => Role::Text,
        StepStanding::Met => Role::Ok,
        StepStanding::MetLate => Role::Error,
        StepStanding::Void => Role::Dim,
    }
}

/// What is shown of a step's time: the countdown, or when it was done.
pub fn step_time(step: &Step, scene: &Scene<'_>) -> String {
    match &step.done {
        Some(done) => scene.due_time(done.at),
        None => scene.countdown(step.due),
    }
}

/// By whom and when a step was done; empty while it is not.
pub fn done_by(step: &Step, scene: &Scene<'_>) -> String {
    let Some(done) = &step.done else {
        return String::new();
    };
    let who = if done.who.is_empty() {
        scene.officer(done.officer)
    } else {
        done.who.clone()
    };
    let values = [("who", who), ("time", scene.time(done.at))];
    let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
    scene.say("calendar-done-by", &values)
}

/// The level of a warning as a word; a word too where it could not be told.
pub fn warning_level(warning: &Warning, scene: &Scene<'_>) -> String {
    match warning.facts.level {
        Some(level) => scene.text(&format!("warning-level-{}", level.name())),
        None => scene.text("warning-level-none"),
    }
}

/// How loud a warning is.
pub fn warning_role(warning: &Warning) -> Role {
    if !warning.counts() {
        return match (warning.facts.status, warning.unplaced) {
            (WarningStatus::Actual, true) => Role::Warn,
            (WarningStatus::Actual, false) => Role::Dim,
            (
                WarningStatus::Exercise
                | WarningStatus::Test
                | WarningStatus::Draft
                | WarningStatus::System,
                _,
            ) => Role::Drill,
        };
    }
    match warning.facts.level {
        Some(WarningLevel::Red) => Role::Overdue,
        Some(WarningLevel::Orange) => Role::Error,
        Some(WarningLevel::Yellow) | None => Role::Warn,
        Some(WarningLevel::Blue) => Role::Info,
    }
}

/// The mark of a warning that is not meant; empty where it is.
pub fn not_real(warning: &Warning, scene: &Scene<'_>) -> String {
    let status = match warning.facts.status {
        WarningStatus::Actual => return String::new(),
        WarningStatus::Exercise => "exercise",
        WarningStatus::Test => "test",
        WarningStatus::Draft => "draft",
        WarningStatus::System => "system",
    };
    let status = scene.text(&format!("warning-status-{status}"));
    scene.say("warning-not-real", &[("status", &status)])
}

/// How a warning stands, in a word.
pub fn warning_standing(warning: &Warning, scene: &Scene<'_>) -> String {
    scene.text(&format!("warning-{}", warning.standing(scene.now).name()))
}

/// Notes when a warning begins to stand otherwise by the passing of time alone.
pub fn warning_changes(warning: &Warning, scene: &Scene<'_>) {
    let changes = [warning.facts.expires, warning.trusted_until()];
    for at in changes.into_iter().flatten() {
        scene.will_change(at);
    }
}

/// The warnings that hold: those that count first, then those that ask where they are for, the highest
/// first of them.
pub fn holding(state: &State, now: DateTime<Utc>) -> Vec<&Warning> {
    let warnings = state.warnings.values();
    let mut holding: Vec<&Warning> = warnings.filter(|warning| warning.is_active(now)).collect();
    holding.sort_by_key(|warning| {
        let level = warning.facts.level.unwrap_or(WarningLevel::Blue);
        let rank = match (warning.counts(), warning.asks_where(now)) {
            (true, _) => 0,
            (false, true) => 1,
            (false, false) => 2,
        };
        (rank, level, std::cmp::Reverse(&warning.id))
    });
    holding
}
