//! A day found by its date, or by what falls on it.

use chrono::Datelike;
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::console::model::view::ListView;
use crate::console::model::{Model, targets};
use crate::console::scene::Scene;
use crate::console::text;
use crate::console::theme::Role;
use crate::console::widget::{Col, Width, row, scroll};

const WIDTH: u16 = 60;
const HEIGHT: u16 = 18;

/// Cells a date takes.
const DATE: u16 = 10;
/// Cells a day of the week may take.
const WEEKDAY: u16 = 4;

/// Draws the overlay.
pub fn draw(
    model: &Model,
    list: &ListView,
    scene: &Scene<'_>,
    buffer: &mut Buffer,
    within: Rect,
) -> Option<Position> {
    let found = targets(model, list.query.text());
    let heading = scene.text("action-jump-to-day");
    let room = super::sheet((&heading, ""), (WIDTH, HEIGHT), scene, buffer, within);
    let (caret, room) = super::query(list, scene, buffer, room);
    if found.is_empty() {
        let lines = text::wrap(&scene.text("calendar-no-such-day"), room.width.into());
        for (y, line) in (room.y..room.bottom()).zip(lines) {
            buffer.set_stringn(room.x, y, line, room.width.into(), scene.style(Role::Dim));
        }
        return caret;
    }
    let first = scroll::offset(list.at, found.len(), room.height.into());
    let shown = found.iter().enumerate().skip(first);
    for (y, (index, target)) in (room.y..room.bottom()).zip(shown) {
        let is_selected = index == list.at;
        let plain = scene.style(if is_selected {
            Role::Selection
        } else {
            Role::Text
        });
        let area = Rect::new(room.x, y, room.width, 1);
        buffer.set_style(area, plain);
        let mark = if is_selected {
            scene.glyphs.selected()
        } else {
            " "
        };
        let weekday = target.day.weekday().number_from_monday();
        let weekday = scene.text(&format!("weekday-{weekday}"));
        let cols = [
            Col::new(mark, Width::Left(1), plain),
            Col::new(target.day.to_string(), Width::Left(DATE), plain),
            Col::new(weekday, Width::Left(WEEKDAY), plain),
            Col::new(target.name.clone(), Width::Rest, plain),
        ];
        row::draw(buffer, area, &cols);
    }
    caret
}
