//! A frame with a heading in its upper line and a remark in its lower one.

use ratatui::buffer::Buffer;
use ratatui::layout::{Margin, Rect};
use ratatui::style::Style;
use ratatui::widgets::{Block, BorderType, Widget};

use crate::console::glyphs::Glyphs;
use crate::console::text;

/// What a panel's frame says and how it looks.
#[derive(Debug, Clone, Copy)]
pub struct Panel<'a> {
    /// The heading.
    pub heading: &'a str,
    /// The remark at the lower right; may be empty.
    pub remark: &'a str,
    /// The frame's style.
    pub frame: Style,
    /// The heading's style.
    pub title: Style,
    /// The signs to draw with.
    pub glyphs: Glyphs,
}

impl Panel<'_> {
    /// Draws the frame and gives the room inside it.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect) -> Rect {
        if area.width < 4 || area.height < 2 {
            return Rect { height: 0, ..area };
        }
        Block::bordered()
            .border_type(BorderType::Plain)
            .border_set(self.glyphs.frame())
            .border_style(self.frame)
            .render(area, buffer);
        let room = usize::from(area.width - 4);
        if !self.heading.is_empty() {
            let heading = format!(" {} ", text::cut(self.heading, room.saturating_sub(2)));
            buffer.set_stringn(area.x + 1, area.y, heading, room, self.title);
        }
        if !self.remark.is_empty() {
            let remark = format!(" {} ", text::cut(self.remark, room.saturating_sub(2)));
            let width = u16::try_from(text::width(&remark)).unwrap_or(0);
            let x = area.right() - 1 - width.min(area.width - 2);
            buffer.set_stringn(x, area.bottom() - 1, remark, room, self.frame);
        }
        area.inner(Margin::new(1, 1))
    }
}
