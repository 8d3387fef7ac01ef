//! A month: Monday first, the lunar day or solar term beneath each day, whether it is off or worked,
//! and the periods as bars with their names.
//!
//! ```text
//!  一   二   三        One day: a mark where it is looked at or today, its number, 休 or 班;
//! >16休*17休 18休      its lunar day; a bar for each period that covers it, as far as there is room.
//!  除夕 正月 初二
//!  春节──────────
//! ```

use chrono::{Datelike, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::{Shown, bars};
use crate::almanac::{Day, Lunar};
use crate::console::model::view::CalendarPanel;
use crate::console::scene::Scene;
use crate::console::text;
use crate::console::theme::Role;
use crate::domain::calendar::DayKind;
use crate::locale::Lang;

/// Cells a day takes: its mark, two figures and a word of two cells.
pub(super) const CELL_MIN: u16 = 5;
/// Cells it takes where there is room.
pub(super) const CELL_AT_EASE: u16 = 6;
/// Cells it takes at most.
const CELL_MAX: u16 = 9;

/// Rows of a week with one bar.
pub(super) const WEEK_AT_EASE: u16 = 3;
/// Rows it takes at most.
const WEEK_MAX: u16 = 4;

/// Weeks a month can touch.
const WEEKS: u16 = 6;

/// A week on the screen: its seven days, those of other months left out, and where it is.
pub(super) struct Week {
    /// Monday to Sunday.
    pub(super) days: [Option<NaiveDate>; 7],
    /// Where.
    pub(super) area: Rect,
    /// Cells a day takes.
    pub(super) cell: u16,
}

/// Draws the panel of the month that begins on `first`.
pub(super) fn draw(shown: Shown<'_>, first: NaiveDate, buffer: &mut Buffer, area: Rect) {
    let scene = shown.scene;
    let days = shown.outlook.calendar.month(first.year(), first.month());
    let is_looked_at =
        (first.year(), first.month()) == (shown.view.day.year(), shown.view.day.month());
    let is_active = is_looked_at && shown.view.panel == CalendarPanel::Months;
    let heading = scene.say(
        &format!("calendar-month-{}", first.month()),
        &[("year", &first.year().to_string())],
    );
    let remark = remark(&days, scene);
    let inner = super::frame(shown, is_active, (&heading, &remark), buffer, area);
    let cell = (inner.width / 7).min(CELL_MAX);
    if inner.height < 2 || cell < 3 {
        return;
    }
    draw_weekdays(scene, cell, buffer, inner);
    let rows = ((inner.height - 1) / WEEKS).clamp(1, WEEK_MAX);
    for (week, y) in weeks(&days)
        .into_iter()
        .zip((inner.y + 1..).step_by(rows.into()))
    {
        let area = Rect::new(inner.x, y, inner.width, rows).intersection(inner);
        for (at, day) in (0..).zip(&week) {
            if let Some(day) = day {
                let area = Rect::new(area.x + at * cell, area.y, cell, area.height);
                draw_day(day, shown, buffer, area);
            }
        }
        let week = Week {
            days: week.map(|day| day.map(|day| day.date)),
            area,
            cell,
        };
        bars::draw(shown, &week, buffer);
    }
}

/// That no notice arranges the days of this month; in English what the letters mean.
fn remark(days: &[Day], scene: &Scene<'_>) -> String {
    if days.iter().any(|day| !day.settled) {
        return scene.text("calendar-no-notice");
    }
    match scene.lang {
        Lang::Zh => String::new(),
        Lang::En => scene.text("calendar-legend"),
    }
}

fn draw_weekdays(scene: &Scene<'_>, cell: u16, buffer: &mut Buffer, area: Rect) {
    for weekday in 0..7 {
        let name = scene.text(&format!("calendar-weekday-{}", weekday + 1));
        let x = area.x + weekday * cell + 1;
        let room = usize::from(cell - 1);
        buffer.set_stringn(x, area.y, name, room, scene.style(Role::Dim));
    }
}

/// The days of a month by week.
fn weeks(days: &[Day]) -> Vec<[Option<&Day>; 7]> {
    let mut weeks: Vec<[Option<&Day>; 7]> = Vec::new();
    for day in days {
        let weekday = day.date.weekday().num_days_from_monday() as usize;
        if weeks.is_empty() || weekday == 0 {
            weeks.push([None; 7]);
        }
        if let Some(place) = weeks.last_mut().and_then(|week| week.get_mut(weekday)) {
            *place = Some(day);
        }
    }
    weeks
}

fn draw_day(day: &Day, shown: Shown<'_>, buffer: &mut Buffer, area: Rect) {
    let scene = shown.scene;
    let is_looked_at = day.date == shown.view.day;
    let is_today = day.date == shown.outlook.today;
    let mark = match (is_looked_at, is_today) {
        (true, _) => scene.glyphs.selected(),
        (false, true) => "*",
        (false, false) => " ",
    };
    let (word, role) = word(day, scene, area.width);
    let role = if is_today { Role::Accent } else { role };
    let style = scene.style(if is_looked_at { Role::Selection } else { role });
    let room = area.width.into();
    let number = format!("{mark}{:>2}{word}", day.date.day());
    buffer.set_stringn(area.x, area.y, text::cut(&number, room), room, style);
    if area.height < 2 {
        return;
    }
    let (beneath, role) = beneath(day, scene.lang);
    let style = scene.style(if is_looked_at { Role::Selection } else { role });
    let room = room - 1;
    let words = text::fit(text::prefix(&beneath, room), room);
    let words = if is_looked_at {
        words
    } else {
        words.trim_end().to_owned()
    };
    buffer.set_stringn(area.x + 1, area.y + 1, words, room, style);
}

/// Whether a day is off or worked, in a word; no word where it is as its weekday says.
fn word(day: &Day, scene: &Scene<'_>, cell: u16) -> (String, Role) {
    let (key, role) = match day.kind {
        DayKind::Workday => return (String::new(), Role::Text),
        DayKind::Weekend => return (String::new(), Role::Dim),
        DayKind::Holiday => ("calendar-off", Role::Ok),
        DayKind::MakeupWorkday => ("calendar-worked", Role::Warn),
    };
    let whole = scene.text(key);
    let fits = text::width(&whole) + 3 <= usize::from(cell);
    let word = if fits {
        whole
    } else {
        scene.text(&format!("{key}-short"))
    };
    (word, role)
}

/// What stands beneath a day: its solar term or its lunar day; in figures in English, where the
/// month is told on its first day.
fn beneath(day: &Day, lang: Lang) -> (String, Role) {
    let lunar = |lunar: Lunar| match (lang, lunar.day) {
        (Lang::Zh, _) => lunar.short(),
        (Lang::En, 1) => {
            let leap = if lunar.leap { "+" } else { "" };
            format!("{leap}{}/1", lunar.month)
        }
        (Lang::En, day) => day.to_string(),
    };
    match (lang, day.solar_term) {
        (Lang::Zh, Some(term)) => (term.zh().to_owned(), Role::Accent),
        _ => (day.lunar.map(lunar).unwrap_or_default(), Role::Dim),
    }
}
