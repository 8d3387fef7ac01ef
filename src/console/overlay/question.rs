//! A question before something that is not easily undone.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::console::action::Action;
use crate::console::model::Model;
use crate::console::model::view::Question;
use crate::console::scene::Scene;
use crate::console::text;
use crate::console::theme::Role;

const WIDTH: u16 = 56;

/// Draws the overlay.
pub fn draw(
    model: &Model,
    question: &Question,
    scene: &Scene<'_>,
    buffer: &mut Buffer,
    within: Rect,
) {
    let width = WIDTH.min(within.width);
    let lines = text::wrap(
        &scene.text(question.key),
        usize::from(width.saturating_sub(4)),
    );
    let height = u16::try_from(lines.len() + 4).unwrap_or(u16::MAX);
    let heading = scene.text("question-title");
    let room = super::sheet((&heading, ""), (width, height), scene, buffer, within);
    for (y, line) in (room.y..room.bottom()).zip(&lines) {
        buffer.set_stringn(room.x, y, line, room.width.into(), scene.style(Role::Text));
    }
    let mut x = room.x;
    let y = room.bottom().saturating_sub(1);
    for action in [Action::Yes, Action::No] {
        let key = model.keymap.keys(action).first();
        let key = key.map(ToString::to_string).unwrap_or_default();
        let (end, _) = buffer.set_stringn(x, y, key, usize::MAX, scene.style(Role::Key));
        let label = scene.text(&action.label_key());
        let (end, _) = buffer.set_stringn(end + 1, y, label, usize::MAX, scene.style(Role::Text));
        x = end + 3;
    }
}
