//! Cells as bytes, few of them: the pen moves only where it must, and a look is told only where it
//! changes. Terminals agree on how wide a letter or a hanzi is; after anything they may disagree
//! about, the pen is put where it belongs, so that one sign drawn too wide shifts nothing else.

use std::io;

use ratatui::backend::IntoCrossterm;
use ratatui::buffer::Cell;
use ratatui::crossterm::cursor::MoveTo;
use ratatui::crossterm::queue;
use ratatui::crossterm::style::{Attribute, Colors, Print, ResetColor, SetAttribute, SetColors};
use ratatui::style::{Color, Modifier};

use crate::console::text;

/// The looks a cell can have besides colours, and how a terminal is told.
const WEIGHTS: [(Modifier, Attribute); 4] = [
    (Modifier::BOLD, Attribute::Bold),
    (Modifier::DIM, Attribute::Dim),
    (Modifier::UNDERLINED, Attribute::Underlined),
    (Modifier::REVERSED, Attribute::Reverse),
];

/// What writes cells.
#[derive(Debug)]
pub struct Pen<'a> {
    bytes: &'a mut Vec<u8>,
    /// Where it is; `None` where a terminal may see it elsewhere.
    at: Option<(u16, u16)>,
    look: Look,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Look {
    fg: Color,
    bg: Color,
    weight: Modifier,
}

const PLAIN: Look = Look {
    fg: Color::Reset,
    bg: Color::Reset,
    weight: Modifier::empty(),
};

impl<'a> Pen<'a> {
    /// A pen with a plain look, wherever it is.
    pub fn new(bytes: &'a mut Vec<u8>) -> Self {
        Self {
            bytes,
            at: None,
            look: PLAIN,
        }
    }

    /// Writes a cell.
    pub fn cell(&mut self, x: u16, y: u16, cell: &Cell) -> io::Result<()> {
        if self.at != Some((x, y)) {
            queue!(self.bytes, MoveTo(x, y))?;
        }
        self.look(Look {
            fg: cell.fg,
            bg: cell.bg,
            weight: cell.modifier,
        })?;
        let symbol = cell.symbol();
        queue!(self.bytes, Print(symbol))?;
        let cells = u16::try_from(text::cell(symbol)).unwrap_or(1);
        self.at = is_certain(symbol).then_some((x + cells, y));
        Ok(())
    }

    fn look(&mut self, look: Look) -> io::Result<()> {
        if look == self.look {
            return Ok(());
        }
        // Weights can only be taken back all at once, and the colours go with them.
        if !look.weight.contains(self.look.weight) {
            queue!(self.bytes, SetAttribute(Attribute::Reset))?;
            self.look = PLAIN;
        }
        if (look.fg, look.bg) != (self.look.fg, self.look.bg) {
            let colors = Colors::new(look.fg.into_crossterm(), look.bg.into_crossterm());
            queue!(self.bytes, SetColors(colors))?;
        }
        for (weight, attribute) in WEIGHTS {
            if look.weight.contains(weight) && !self.look.weight.contains(weight) {
                queue!(self.bytes, SetAttribute(attribute))?;
            }
        }
        self.look = look;
        Ok(())
    }

    /// Puts the look back to plain.
    pub fn lift(self) -> io::Result<()> {
        if self.look == PLAIN {
            return Ok(());
        }
        queue!(self.bytes, ResetColor, SetAttribute(Attribute::Reset))
    }
}

/// Whether every terminal sees it as wide as this program does: ASCII, hanzi, full-width signs,
/// and the lines of frames.
fn is_certain(symbol: &str) -> bool {
    symbol.is_ascii()
        || symbol.chars().all(|c| {
            matches!(c,
                '\u{2500}'..='\u{257f}' | '\u{3000}'..='\u{303e}' | '\u{3400}'..='\u{4dbf}'
                | '\u{4e00}'..='\u{9fff}' | '\u{ff01}'..='\u{ff60}')
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    fn written(cells: &[(u16, &str, Style)]) -> String {
        let mut bytes = Vec::new();
        let mut pen = Pen::new(&mut bytes);
        for (x, symbol, style) in cells {
            let mut cell = Cell::default();
            cell.set_symbol(symbol).set_style(*style);
            pen.cell(*x, 0, &cell).unwrap();
        }
        pen.lift().unwrap();
        String::from_utf8(bytes).unwrap()
    }

    #[test]
    fn hanzi_side_by_side_cost_their_bytes_and_no_more() {
        let plain = Style::default();
        let row = [(0, "铊", plain), (2, "超", plain), (4, "标", plain)];
        assert_eq!(written(&row), "\u{1b}[1;1H铊超标");
    }

    #[test]
    fn after_a_sign_of_doubtful_width_the_pen_is_put_where_it_belongs() {
        let plain = Style::default();
        assert_eq!(
            written(&[(0, "“", plain), (1, "铊", plain)]),
            "\u{1b}[1;1H“\u{1b}[1;2H铊"
        );
    }

    #[test]
    fn a_look_is_told_where_it_changes() {
        let bold = Style::default().add_modifier(Modifier::BOLD);
        let plain = Style::default();
        assert_eq!(
            written(&[(0, "a", bold), (1, "b", bold), (2, "c", plain)]),
            "\u{1b}[1;1H\u{1b}[1mab\u{1b}[0mc"
        );
        assert!(written(&[(0, "a", bold)]).ends_with("\u{1b}[0m"));
    }
}
