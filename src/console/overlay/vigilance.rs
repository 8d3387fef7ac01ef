//! The desk asks for a sign of life. Any key answers; it is seen from across the room.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::console::scene::Scene;
use crate::console::text;
use crate::console::theme::Role;
use crate::domain::event::Vigilance;

const WIDTH: u16 = 56;

/// Draws the overlay.
pub fn draw(stage: Vigilance, scene: &Scene<'_>, buffer: &mut Buffer, within: Rect) {
    let width = WIDTH.min(within.width);
    let cols = usize::from(width.saturating_sub(4));
    let role = match stage {
        Vigilance::Asked | Vigilance::Answered => Role::Warn,
        Vigilance::Sounded | Vigilance::DeputyTold | Vigilance::LeaderTold => Role::Overdue,
    };
    let mut lines = text::wrap(&scene.text("vigilance-words"), cols);
    lines.push(String::new());
    lines.extend(text::wrap(&scene.text(stage_key(stage)), cols));
    let height = u16::try_from(lines.len() + 2).unwrap_or(u16::MAX);
    let heading = scene.text("vigilance-title");
    let room = super::sheet((&heading, ""), (width, height), scene, buffer, within);
    for (y, line) in (room.y..room.bottom()).zip(&lines) {
        buffer.set_stringn(room.x, y, line, room.width.into(), scene.style(role));
    }
}

/// The locale key of what the desk did so far.
pub fn stage_key(stage: Vigilance) -> &'static str {
    match stage {
        Vigilance::Asked => "vigilance-asked",
        Vigilance::Sounded => "vigilance-sounded",
        Vigilance::DeputyTold => "vigilance-deputy",
        Vigilance::LeaderTold => "vigilance-leader",
        Vigilance::Answered => "vigilance-answered",
    }
}
