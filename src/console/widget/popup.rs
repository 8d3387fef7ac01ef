//! A blank sheet over the screen. A hanzi that the sheet covers by half is taken away whole:
//! terminals disagree on what half of one looks like, and most let it eat the frame.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::console::text;

/// The area of a sheet of that size in the middle of `within`.
pub fn middle(within: Rect, width: u16, height: u16) -> Rect {
    let width = width.min(within.width);
    let height = height.min(within.height);
    Rect {
        x: within.x + (within.width - width) / 2,
        y: within.y + (within.height - height) / 2,
        width,
        height,
    }
}

/// Makes an area blank, and with it the other halves of the characters it cuts.
pub fn blank(buffer: &mut Buffer, area: Rect) {
    let area = area.intersection(buffer.area);
    for y in area.top()..area.bottom() {
        if let Some(left) = area
            .left()
            .checked_sub(1)
            .filter(|x| *x >= buffer.area.left())
            && text::cell(buffer[(left, y)].symbol()) > 1
        {
            buffer[(left, y)].set_symbol(" ");
        }
        for x in area.left()..area.right() {
            buffer[(x, y)].reset();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ratatui::style::Style;

    #[test]
    fn a_hanzi_cut_by_the_edge_is_taken_away_whole() {
        for x in [2, 3] {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 8, 1));
            buffer.set_string(0, 0, "铊铊铊超", Style::default());
            blank(&mut buffer, Rect::new(x, 0, 6 - x, 1));
            let symbols: Vec<&str> = (0..8).map(|at| buffer[(at, 0)].symbol()).collect();
            assert_eq!(
                symbols,
                ["铊", " ", " ", " ", " ", " ", "超", " "],
                "from {x}"
            );
        }
    }

    #[test]
    fn a_sheet_is_never_larger_than_what_it_lies_on() {
        let screen = Rect::new(0, 0, 80, 24);
        assert_eq!(middle(screen, 40, 10), Rect::new(20, 7, 40, 10));
        assert_eq!(middle(screen, 200, 99), screen);
    }
}
