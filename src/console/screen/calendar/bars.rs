//! The periods of a week as bars: a name and a line as long as the period lasts, the tightest in the
//! first row. What there is no room for is told beneath the day.

use ratatui::buffer::Buffer;

use super::Shown;
use super::month::Week;
use crate::almanac::periods::level_of;
use crate::console::text;
use crate::console::theme::Role;
use crate::console::wording::{level_role, period_name};
use crate::domain::period::{DutyLevel, Period};

/// Rows of a week that are no bars: the number of the day and what stands beneath it.
const ABOVE: u16 = 2;

/// A bar: from which day of the week to which.
struct Bar<'a> {
    period: &'a Period,
    from: usize,
    to: usize,
}

/// Draws the bars of a week.
pub(super) fn draw(shown: Shown<'_>, week: &Week, buffer: &mut Buffer) {
    for row in 0..week.area.height.saturating_sub(ABOVE) {
        for bar in bars(shown, week, row.into()) {
            draw_bar(&bar, shown, week, row, buffer);
        }
    }
}

/// The bars of one row: on each day the so many tightest of its periods.
fn bars<'a>(shown: Shown<'a>, week: &Week, row: usize) -> Vec<Bar<'a>> {
    let mut bars: Vec<Bar<'a>> = Vec::new();
    for (at, date) in week.days.iter().enumerate() {
        let Some(date) = date else {
            continue;
        };
        let covering = shown.at.covering(*date, &shown.scene.state.settings);
        let Some(period) = covering.get(row).copied() else {
            continue;
        };
        match bars.last_mut() {
            Some(bar) if bar.period.id == period.id && bar.to + 1 == at => bar.to = at,
            _ => bars.push(Bar {
                period,
                from: at,
                to: at,
            }),
        }
    }
    bars
}

fn draw_bar(bar: &Bar<'_>, shown: Shown<'_>, week: &Week, row: u16, buffer: &mut Buffer) {
    let scene = shown.scene;
    let level = level_of(bar.period, &scene.state.settings);
    // A period that asks for nothing more than any day is there, and quiet.
    let role = match level {
        DutyLevel::Normal => Role::Info,
        level => level_role(level),
    };
    let days = bar.to - bar.from + 1;
    // One blank parts it from the next, where the mark of a day stands above.
    let cells = days * usize::from(week.cell) - 1;
    let name = period_name(bar.period, scene.lang);
    let name = text::prefix(&name, cells).to_owned();
    let line = scene.glyphs.rule().repeat(cells - text::width(&name));
    let from = u16::try_from(bar.from).unwrap_or(0);
    let x = week.area.x + from * week.cell + 1;
    let y = week.area.y + ABOVE + row;
    let words = format!("{name}{line}");
    buffer.set_stringn(x, y, words, cells, scene.style(role));
}
