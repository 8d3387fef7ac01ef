//! Pictures as bytes: what changed since the last one, in one write. It knows no terminal; the
//! bytes can be given to anything.

use std::io;

use ratatui::buffer::Buffer;
use ratatui::crossterm::cursor::{Hide, MoveTo, Show};
use ratatui::crossterm::queue;
use ratatui::crossterm::style::ResetColor;
use ratatui::crossterm::terminal::{
    BeginSynchronizedUpdate, Clear, ClearType, EndSynchronizedUpdate,
};
use ratatui::layout::{Position, Rect, Size};

use super::pen::Pen;
use crate::console::screen::Drawn;

/// What the terminal shows, and how to change it.
#[derive(Debug)]
pub struct Canvas {
    shown: Buffer,
    caret: Option<Position>,
    /// What the terminal shows is not known: everything is drawn.
    is_stale: bool,
}

impl Canvas {
    /// A terminal of that size whose contents are not known.
    pub fn new(size: Size) -> Self {
        Self {
            shown: Buffer::empty(Rect::new(0, 0, size.width, size.height)),
            caret: None,
            is_stale: true,
        }
    }

    /// Forgets what the terminal shows.
    pub fn forget(&mut self) {
        self.is_stale = true;
    }

    /// Draws a picture of that size and gives the bytes that make the terminal show it: begin,
    /// hide the caret, what changed, the caret where it belongs, end. Nothing where nothing
    /// changed.
    pub fn frame(
        &mut self,
        size: Size,
        draw: impl FnOnce(&mut Buffer) -> Drawn,
    ) -> io::Result<(Vec<u8>, Drawn)> {
        let area = Rect::new(0, 0, size.width, size.height);
        if self.shown.area != area {
            self.is_stale = true;
        }
        let mut next = Buffer::empty(area);
        let drawn = draw(&mut next);
        let mut bytes = Vec::new();
        if self.is_stale {
            self.shown = Buffer::empty(area);
        }
        let changes = self.shown.diff(&next);
        if !self.is_stale && changes.is_empty() && drawn.caret == self.caret {
            return Ok((bytes, drawn));
        }
        queue!(bytes, BeginSynchronizedUpdate, Hide)?;
        if self.is_stale {
            queue!(bytes, ResetColor, Clear(ClearType::All))?;
        }
        let mut pen = Pen::new(&mut bytes);
        for (x, y, cell) in changes {
            pen.cell(x, y, cell)?;
        }
        pen.lift()?;
        if let Some(caret) = drawn.caret {
            queue!(bytes, MoveTo(caret.x, caret.y), Show)?;
        }
        queue!(bytes, EndSynchronizedUpdate)?;
        self.shown = next;
        self.caret = drawn.caret;
        self.is_stale = false;
        Ok((bytes, drawn))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    const SIZE: Size = Size {
        width: 20,
        height: 2,
    };

    fn says(text: &'static str) -> impl Fn(&mut Buffer) -> Drawn {
        move |buffer| {
            buffer.set_string(0, 0, text, Style::default());
            Drawn::default()
        }
    }

    #[test]
    fn a_picture_that_did_not_change_costs_no_bytes() {
        let mut canvas = Canvas::new(SIZE);
        assert!(!canvas.frame(SIZE, says("铊超标")).unwrap().0.is_empty());
        assert!(canvas.frame(SIZE, says("铊超标")).unwrap().0.is_empty());
    }

    #[test]
    fn only_what_changed_is_sent() {
        let mut canvas = Canvas::new(SIZE);
        canvas.frame(SIZE, says("00:41:07 due")).unwrap();
        let (bytes, _) = canvas.frame(SIZE, says("00:41:06 due")).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.contains('6') && !text.contains("due"), "{text:?}");
    }

    #[test]
    fn a_new_size_and_a_forgotten_screen_are_drawn_whole() {
        let mut canvas = Canvas::new(SIZE);
        canvas.frame(SIZE, says("铊超标")).unwrap();
        let wide = Size { width: 30, ..SIZE };
        let (bytes, _) = canvas.frame(wide, says("铊超标")).unwrap();
        assert!(String::from_utf8(bytes).unwrap().contains("铊超标"));
        canvas.forget();
        let (bytes, _) = canvas.frame(wide, says("铊超标")).unwrap();
        assert!(String::from_utf8(bytes).unwrap().contains("铊超标"));
    }

    #[test]
    fn a_frame_begins_and_ends_and_shows_the_caret_last() {
        let mut canvas = Canvas::new(SIZE);
        let drawn = Drawn {
            caret: Some(Position::new(3, 1)),
            changes_at: None,
        };
        let (bytes, _) = canvas.frame(SIZE, |_| drawn).unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert!(text.starts_with("\u{1b}[?2026h\u{1b}[?25l"), "{text:?}");
        assert!(
            text.ends_with("\u{1b}[2;4H\u{1b}[?25h\u{1b}[?2026l"),
            "{text:?}"
        );
    }
}
