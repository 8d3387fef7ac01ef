//! One row of a list: columns with one blank between them. Columns keep their width whatever is in
//! them, so that figures never shift.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::console::text;

/// How wide a column is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Width {
    /// So many cells, the text at the left.
    Left(u16),
    /// So many cells, the text at the right.
    Right(u16),
    /// What the others leave.
    Rest,
}

/// A column's text in one row.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Col {
    text: String,
    width: Width,
    style: Style,
}

impl Col {
    /// A column.
    pub fn new(text: impl Into<String>, width: Width, style: Style) -> Self {
        Self {
            text: text.into(),
            width,
            style,
        }
    }
}

/// Draws a row, one blank before its right edge. A column that does not fit any more is left out
/// whole, the last first.
pub fn draw(buffer: &mut Buffer, area: Rect, cols: &[Col]) {
    if area.is_empty() {
        return;
    }
    let area = Rect {
        width: area.width - 1,
        ..area
    };
    let fixed = |col: &Col| match col.width {
        Width::Left(cells) | Width::Right(cells) => cells,
        Width::Rest => 0,
    };
    let mut shown = cols;
    while let [first @ .., _] = shown
        && shown.iter().map(|col| fixed(col) + 1).sum::<u16>() > area.width + 1
    {
        shown = first;
    }
    let gaps = u16::try_from(shown.len().saturating_sub(1)).unwrap_or(0);
    let taken: u16 = shown.iter().map(fixed).sum::<u16>() + gaps;
    let rest = area.width.saturating_sub(taken);
    let mut x = area.x;
    for col in shown {
        let (cells, text) = match col.width {
            Width::Left(cells) => (cells, text::fit(&col.text, cells.into())),
            Width::Right(cells) => (cells, text::fit_right(&col.text, cells.into())),
            Width::Rest => (rest, text::fit(&col.text, rest.into())),
        };
        buffer.set_stringn(x, area.y, text, cells.into(), col.style);
        x += cells + 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(width: u16, cols: &[Col]) -> String {
        let area = Rect::new(0, 0, width, 1);
        let mut buffer = Buffer::empty(area);
        draw(&mut buffer, area, cols);
        let mut line = String::new();
        let mut x = 0;
        while x < width {
            let symbol = buffer[(x, 0)].symbol();
            line.push_str(symbol);
            x += u16::try_from(text::cell(symbol).max(1)).unwrap();
        }
        line
    }

    fn cols() -> [Col; 3] {
        let style = Style::default();
        [
            Col::new("001", Width::Left(4), style),
            Col::new("嘉陵江铊超标", Width::Rest, style),
            Col::new("18:10", Width::Right(6), style),
        ]
    }

    #[test]
    fn columns_keep_their_width_and_the_rest_is_cut() {
        assert_eq!(drawn(25, &cols()), "001  嘉陵江铊超标  18:10 ");
        assert_eq!(drawn(22, &cols()), "001  嘉陵江..   18:10 ");
    }

    #[test]
    fn a_column_without_room_is_left_out_whole() {
        assert_eq!(drawn(10, &cols()), "001  嘉.. ");
        assert_eq!(drawn(3, &cols()), "   ");
        assert_eq!(drawn(0, &cols()), "");
    }
}
