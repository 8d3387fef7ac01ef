//! The day looked at: what kind of day it is, its lunar date, its periods, its duty level and what
//! that asks.

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::Shown;
use crate::almanac::periods::level_of;
use crate::almanac::{Day, Lunar};
use crate::console::model::view::CalendarPanel;
use crate::console::scene::Scene;
use crate::console::text;
use crate::console::theme::Role;
use crate::console::widget::scroll;
use crate::console::wording;
use crate::domain::period::{Period, PeriodId};
use crate::locale::Lang;

/// A line and its look.
type Line = (String, Style);

/// Draws the panel.
pub(super) fn draw(shown: Shown<'_>, buffer: &mut Buffer, area: Rect) {
    let scene = shown.scene;
    let is_active = shown.view.panel == CalendarPanel::Periods;
    let heading = heading(shown);
    let ids: Vec<PeriodId> = shown.at.of_day.iter().map(|p| p.id.clone()).collect();
    let picked = shown.view.period.index(&ids).filter(|_| is_active);
    let remark = match ids.len() {
        0 => String::new(),
        count => scene.say("calendar-periods", &[("number", &count.to_string())]),
    };
    let inner = super::frame(shown, is_active, (&heading, &remark), buffer, area);
    let width = usize::from(inner.width).saturating_sub(2);
    let mut lines = about(shown, width);
    let first_period = lines.len();
    for (at, period) in shown.at.of_day.iter().enumerate() {
        let (line, style) = of_period(period, picked == Some(at), shown);
        if picked == Some(at) {
            // What is in hand is told whole.
            let whole = text::wrap(&line, width).into_iter();
            lines.extend(whole.map(|line| (text::fit(&line, width), style)));
        } else {
            lines.push((line, style));
        }
    }
    lines.extend(steps(shown));
    let at = picked.map_or(0, |at| first_period + at);
    let first = scroll::offset(at, lines.len(), inner.height.into());
    for (y, (line, style)) in (inner.y..inner.bottom()).zip(lines.into_iter().skip(first)) {
        buffer.set_stringn(inner.x + 1, y, text::cut(&line, width), width, style);
    }
}

fn heading(shown: Shown<'_>) -> String {
    let (scene, date) = (shown.scene, shown.at.day.date);
    let weekday = date.weekday().number_from_monday();
    let weekday = scene.text(&format!("weekday-{weekday}"));
    let today = if date == shown.outlook.today {
        scene.text("calendar-today")
    } else {
        String::new()
    };
    format!("{date} {weekday} {today}").trim_end().to_owned()
}

/// What kind of day it is and how tight the watch is on it.
fn about(shown: Shown<'_>, width: usize) -> Vec<Line> {
    let (scene, day) = (shown.scene, &shown.at.day);
    let plain = scene.style(Role::Text);
    let kind = scene.text(&format!("day-{}", day.kind.name()));
    let name = wording::holiday(day, scene.lang);
    let what = [kind, name, lunar(day, scene)];
    let what: Vec<String> = what.into_iter().filter(|word| !word.is_empty()).collect();
    let mut lines = vec![(what.join("  "), plain)];
    if let Some(notice) = notice(day, scene) {
        let warn = scene.style(Role::Warn);
        lines.extend(
            text::wrap(&notice, width)
                .into_iter()
                .map(|line| (line, warn)),
        );
    }
    let level = wording::level(shown.at.level, scene);
    let demand = wording::demand(shown.at.level, scene);
    let values = [("level", level.as_str()), ("demand", &demand)];
    let role = wording::level_role(shown.at.level);
    let words = scene.say("calendar-level", &values);
    let style = scene.style(role);
    lines.extend(
        text::wrap(&words, width)
            .into_iter()
            .map(|line| (line, style)),
    );
    lines
}

/// The lunar date and the solar term.
fn lunar(day: &Day, scene: &Scene<'_>) -> String {
    let lunar = |lunar: Lunar| match scene.lang {
        Lang::Zh => scene.say("calendar-lunar", &[("date", &lunar.zh())]),
        Lang::En => {
            let key = if lunar.leap {
                "lunar-leap-day"
            } else {
                "lunar-day"
            };
            let values = [
                ("month", lunar.month.to_string()),
                ("day", lunar.day.to_string()),
            ];
            let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
            let date = scene.say(key, &values);
            scene.say("calendar-lunar", &[("date", &date)])
        }
    };
    let term = day
        .solar_term
        .map(|term| scene.text(&format!("solar-term-{}", term.name())));
    let words: Vec<String> = day.lunar.map(lunar).into_iter().chain(term).collect();
    words.join(" ")
}

/// What is to be said of a day whose notice is not loaded.
fn notice(day: &Day, scene: &Scene<'_>) -> Option<String> {
    let (key, year) = match (day.notice_loaded, day.settled) {
        (_, true) => return None,
        (false, false) => ("holiday-notice-missing", day.date.year()),
        (true, false) => ("holiday-notice-next", day.date.year() + 1),
    };
    Some(scene.say(key, &[("year", &year.to_string())]))
}

fn of_period(period: &Period, is_picked: bool, shown: Shown<'_>) -> Line {
    let scene = shown.scene;
    let level = level_of(period, &scene.state.settings);
    let mark = if is_picked {
        scene.glyphs.selected()
    } else {
        " "
    };
    let source = if period.source.is_empty() || !is_picked {
        String::new()
    } else {
        format!("  {}", period.source)
    };
    let line = format!(
        "{mark}{} {}  {}  {}  {}{source}",
        wording::period_name(period, scene.lang),
        wording::period_span(period, shown.at.year, scene),
        wording::level(level, scene),
        scene.text(&format!("period-{}", period.kind.name())),
        scene.text(&format!("status-{}", period.status.name())),
    );
    let role = if is_picked {
        Role::Selection
    } else {
        wording::level_role(level)
    };
    (line, scene.style(role))
}

/// The steps due on the day.
fn steps(shown: Shown<'_>) -> Vec<Line> {
    let scene = shown.scene;
    let line = |step: &crate::almanac::Step| {
        let due = step.due.with_timezone(&scene.zone()).format("%H:%M");
        let words = format!(
            "{due} {} {} ({})",
            wording::standing(step.standing, scene).trim(),
            wording::step(step, scene.lang),
            wording::period_name(&step.period, scene.lang)
        );
        (words, scene.style(wording::standing_role(step.standing)))
    };
    shown.at.steps.iter().map(line).collect()
}
