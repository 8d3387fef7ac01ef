//! The last row: the few keys that matter here, or a word that goes away by itself.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::console::model::Model;
use crate::console::scene::Scene;
use crate::console::text;
use crate::console::theme::Role;

/// Hints there are at most: more would not be read.
const HINTS_MAX: usize = 6;

/// Draws the row.
pub fn draw(model: &Model, scene: &Scene<'_>, buffer: &mut Buffer, area: Rect) {
    buffer.set_style(area, scene.style(Role::Bar));
    if let Some(toast) = &model.toast {
        let words = text::cut(&format!(" {}", toast.text), area.width.into());
        buffer.set_stringn(
            area.x,
            area.y,
            words,
            area.width.into(),
            scene.style(toast.role),
        );
        return;
    }
    let mut x = area.x + 1;
    for action in model.hints().into_iter().take(HINTS_MAX) {
        let Some(key) = model.keymap.keys(action).first() else {
            continue;
        };
        let key = key.to_string();
        let label = scene.text(&action.label_key());
        let cells = text::width(&key) + 1 + text::width(&label);
        if usize::from(area.right().saturating_sub(x)) < cells {
            break;
        }
        let (end, _) = buffer.set_stringn(x, area.y, key, usize::MAX, scene.style(Role::Key));
        let (end, _) =
            buffer.set_stringn(end + 1, area.y, label, usize::MAX, scene.style(Role::Bar));
        x = end + 2;
    }
}
