//! What lies over the screen besides forms: help, palette, days, drafts, questions. One file each.

pub mod drafts;
pub mod help;
pub mod jump;
pub mod palette;
pub mod question;
pub mod vigilance;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::model::view::ListView;
use super::scene::Scene;
use super::theme::Role;
use super::widget::{Panel, popup};

/// Draws a sheet with a heading and gives the room inside.
fn sheet(
    (heading, remark): (&str, &str),
    (width, height): (u16, u16),
    scene: &Scene<'_>,
    buffer: &mut Buffer,
    within: Rect,
) -> Rect {
    let area = popup::middle(within, width, height);
    popup::blank(buffer, area);
    let room = Panel {
        heading,
        remark,
        frame: scene.style(Role::BorderActive),
        title: scene.style(Role::Accent),
        glyphs: scene.glyphs,
    }
    .draw(buffer, area);
    Rect {
        x: room.x + 1,
        width: room.width.saturating_sub(2),
        ..room
    }
}

/// Draws the line in which a list is searched, and gives the room beneath it.
fn query(
    list: &ListView,
    scene: &Scene<'_>,
    buffer: &mut Buffer,
    area: Rect,
) -> (Option<Position>, Rect) {
    if area.height < 3 {
        return (None, Rect { height: 0, ..area });
    }
    let label = scene.text("find-query");
    let room = area.width.into();
    let (end, _) = buffer.set_stringn(area.x, area.y, label, room, scene.style(Role::Dim));
    let field = Rect {
        x: end + 1,
        width: area.right().saturating_sub(end + 1),
        height: 1,
        ..area
    };
    let caret = list.query.draw(buffer, field, scene.style(Role::Field));
    let rest = Rect {
        y: area.y + 2,
        height: area.height - 2,
        ..area
    };
    (caret, rest)
}
