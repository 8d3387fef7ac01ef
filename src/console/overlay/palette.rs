//! Actions found by their names and done.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::console::model::view::ListView;
use crate::console::model::{Model, offered};
use crate::console::scene::Scene;
use crate::console::text;
use crate::console::theme::Role;
use crate::console::widget::{Col, Width, row, scroll};

const WIDTH: u16 = 64;
const HEIGHT: u16 = 18;

/// Draws the overlay.
pub fn draw(
    model: &Model,
    list: &ListView,
    scene: &Scene<'_>,
    buffer: &mut Buffer,
    within: Rect,
) -> Option<Position> {
    let actions = offered(model, list.query.text());
    let heading = scene.text("action-palette");
    let size = (WIDTH, HEIGHT);
    let room = super::sheet((&heading, ""), size, scene, buffer, within);
    let (caret, room) = super::query(list, scene, buffer, room);
    if actions.is_empty() {
        let words = scene.text("find-nothing");
        buffer.set_stringn(
            room.x,
            room.y,
            words,
            room.width.into(),
            scene.style(Role::Dim),
        );
        return caret;
    }
    let keys = actions
        .iter()
        .map(|action| text::width(&model.keymap.names(*action)));
    let keys = u16::try_from(keys.max().unwrap_or(0)).unwrap_or(0);
    let first = scroll::offset(list.at, actions.len(), room.height.into());
    let shown = actions.iter().enumerate().skip(first);
    for (y, (index, action)) in (room.y..room.bottom()).zip(shown) {
        let is_selected = index == list.at;
        let plain = scene.style(if is_selected {
            Role::Selection
        } else {
            Role::Text
        });
        let key = if is_selected {
            plain
        } else {
            scene.style(Role::Dim)
        };
        let area = Rect::new(room.x, y, room.width, 1);
        buffer.set_style(area, plain);
        let mark = if is_selected {
            scene.glyphs.selected()
        } else {
            " "
        };
        row::draw(
            buffer,
            area,
            &[
                Col::new(mark, Width::Left(1), plain),
                Col::new(scene.text(&action.label_key()), Width::Rest, plain),
                Col::new(model.keymap.names(*action), Width::Left(keys), key),
            ],
        );
    }
    caret
}
