//! A text with headings, longer than the screen: wrapped once, shown by a window.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::console::text;

/// Cells the words of a paragraph stand in from the left.
const INDENT: usize = 2;

/// A line: pieces side by side.
type Line = Vec<(String, Style)>;

/// A document of a given width.
#[derive(Debug, Clone)]
pub struct Doc {
    width: usize,
    lines: Vec<Line>,
}

impl Doc {
    /// An empty document.
    pub fn new(width: u16) -> Self {
        Self {
            width: width.into(),
            lines: Vec::new(),
        }
    }

    /// How many lines it has.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The columns a paragraph has.
    pub fn room(&self) -> usize {
        self.width.saturating_sub(INDENT)
    }

    /// A heading, a blank line above it.
    pub fn heading(&mut self, heading: &str, style: Style) {
        if !self.lines.is_empty() {
            self.lines.push(Vec::new());
        }
        self.lines
            .push(vec![(text::cut(heading, self.width), style)]);
    }

    /// A line of pieces, as it is.
    pub fn line(&mut self, pieces: Line) {
        let indent = " ".repeat(INDENT.min(self.width));
        let mut line = vec![(indent, Style::default())];
        line.extend(pieces);
        self.lines.push(line);
    }

    /// A paragraph.
    pub fn paragraph(&mut self, words: &str, style: Style) {
        for line in text::wrap(words, self.room()) {
            self.line(vec![(line, style)]);
        }
    }

    /// A label, and a paragraph at its right that stands under itself.
    pub fn labelled(&mut self, (label, label_style): (&str, Style), words: &str, style: Style) {
        let label = text::clean(label);
        let hang = text::width(&label) + 1;
        let room = self.room().saturating_sub(hang);
        if room < self.width / 3 {
            self.paragraph(&label, label_style);
            self.paragraph(words, style);
            return;
        }
        for (at, line) in text::wrap(words, room).into_iter().enumerate() {
            let before = if at == 0 {
                format!("{label} ")
            } else {
                " ".repeat(hang)
            };
            self.line(vec![(before, label_style), (line, style)]);
        }
    }

    /// Puts another document beneath.
    pub fn append(&mut self, other: Self) {
        if !self.lines.is_empty() && !other.lines.is_empty() {
            self.lines.push(Vec::new());
        }
        self.lines.extend(other.lines);
    }

    /// Its lines without their looks.
    pub fn text(&self) -> String {
        let lines = self.lines.iter().map(|line| {
            let pieces = line.iter().map(|(piece, _)| text::clean(piece));
            pieces.collect::<String>().trim_end().to_owned()
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// How far it can be scrolled in a window of `rows`.
    pub fn scroll_max(&self, rows: u16) -> usize {
        self.lines.len().saturating_sub(rows.into())
    }

    /// Shows the lines from `scroll` on, or from as far as it can be scrolled.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, scroll: usize) {
        let first = scroll.min(self.scroll_max(area.height));
        for (y, line) in (area.y..area.bottom()).zip(self.lines.iter().skip(first)) {
            let mut x = area.x;
            for (piece, style) in line {
                let room = area.right().saturating_sub(x);
                let (end, _) = buffer.set_stringn(x, y, text::clean(piece), room.into(), *style);
                x = end;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(doc: &Doc) -> Vec<String> {
        doc.lines
            .iter()
            .map(|line| line.iter().map(|(piece, _)| piece.as_str()).collect())
            .collect()
    }

    #[test]
    fn a_labelled_paragraph_stands_under_itself() {
        let mut doc = Doc::new(20);
        let style = Style::default();
        doc.labelled(("地点", style), "嘉陵江巴南段上游界", style);
        assert_eq!(words(&doc), ["  地点 嘉陵江巴南段", "       上游界"]);
    }

    #[test]
    fn a_label_without_room_beside_it_stands_above() {
        let mut doc = Doc::new(12);
        let style = Style::default();
        doc.labelled(("环境敏感点", style), "无", style);
        assert_eq!(words(&doc), ["  环境敏感点", "  无"]);
    }

    #[test]
    fn it_scrolls_to_its_last_line_and_no_further() {
        let mut doc = Doc::new(10);
        for number in 0..5 {
            doc.paragraph(&number.to_string(), Style::default());
        }
        assert_eq!(doc.scroll_max(3), 2);
        let area = Rect::new(0, 0, 10, 3);
        let mut buffer = Buffer::empty(area);
        doc.draw(&mut buffer, area, 99);
        assert_eq!(buffer[(2, 0)].symbol(), "2");
        assert_eq!(buffer[(2, 2)].symbol(), "4");
    }
}
