//! The year at a glance: of each month how many days are tightened, and how much.

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Shown;
use crate::console::text;
use crate::console::theme::Role;
use crate::console::wording::level_role;
use crate::domain::period::DutyLevel;

/// Draws the panel.
pub(super) fn draw(shown: Shown<'_>, buffer: &mut Buffer, area: Rect) {
    if area.is_empty() {
        return;
    }
    let scene = shown.scene;
    let year = shown.at.year.to_string();
    let heading = scene.say("calendar-year", &[("year", &year)]);
    let remark = scene.text("calendar-year-legend");
    let inner = super::frame(shown, false, (&heading, &remark), buffer, area);
    let cell = inner.width / 12;
    if inner.height < 2 || cell < 2 {
        return;
    }
    let of_screen = shown.view.day.month0() as usize;
    for (at, load) in shown.at.months.iter().enumerate() {
        let x = inner.x + u16::try_from(at).unwrap_or(0) * cell;
        let room = usize::from(cell);
        let is_looked_at = at == of_screen;
        let month = scene.say("calendar-month-short", &[("month", &(at + 1).to_string())]);
        let month = if text::width(&month) < room {
            month
        } else {
            (at + 1).to_string()
        };
        let style = scene.style(if is_looked_at {
            Role::Selection
        } else {
            Role::Dim
        });
        buffer.set_stringn(x, inner.y, text::fit_right(&month, room - 1), room, style);
        let words = match (load.days, load.level) {
            (0, _) => "-".to_owned(),
            (days, DutyLevel::Highest) => format!("{days}!"),
            (days, _) => days.to_string(),
        };
        let style = scene.style(match load.level {
            DutyLevel::Normal => Role::Dim,
            level => level_role(level),
        });
        // The mark stands beside the figure, so that figures stay beneath one another.
        let cells = if words.ends_with('!') { room } else { room - 1 };
        buffer.set_stringn(x, inner.y + 1, text::fit_right(&words, cells), room, style);
    }
}
