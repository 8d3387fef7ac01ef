//! Where a text is typed: characters with their marks, a caret between them, and the columns they
//! take. The caret is the terminal's own; none is painted. It knows no meaning of what is typed.

use std::ops::Range;

use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use unicode_segmentation::UnicodeSegmentation;

use super::scroll;
use crate::console::text;
use crate::domain::text::steers;

/// Changes that can be taken back.
const UNDO_MAX: usize = 200;

/// How many lines a text may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lines {
    /// One; a line end that is pasted becomes a blank.
    One,
    /// Several.
    Many,
}

/// A text being typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Field {
    text: String,
    /// A byte offset, always between two characters with their marks.
    caret: usize,
    lines: Lines,
    limit: usize,
    past: Vec<(String, usize)>,
    run: Run,
}

/// What the last change was, so that a word typed is one change and not five.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Run {
    None,
    Typing,
    Erasing,
}

impl Field {
    /// An empty field for one line of at most `limit` characters.
    pub fn line(limit: usize) -> Self {
        Self::new(Lines::One, limit)
    }

    /// An empty field for several lines of at most `limit` characters together.
    pub fn area(limit: usize) -> Self {
        Self::new(Lines::Many, limit)
    }

    fn new(lines: Lines, limit: usize) -> Self {
        Self {
            text: String::new(),
            caret: 0,
            lines,
            limit,
            past: Vec::new(),
            run: Run::None,
        }
    }

    /// The field with a text in it, the caret behind.
    #[must_use]
    pub fn with(mut self, text: &str) -> Self {
        self.set(text);
        self.past.clear();
        self
    }

    /// The text as typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How many lines it may have.
    pub fn lines(&self) -> Lines {
        self.lines
    }

    /// Puts another text in its place; can be undone.
    pub fn set(&mut self, text: &str) {
        self.remember(Run::None);
        self.text.clear();
        self.caret = 0;
        self.put(text);
    }

    /// Puts a text at the caret: what a key typed or what was pasted. What could steer a terminal
    /// is left out, and so is what goes beyond the limit.
    pub fn insert(&mut self, text: &str) {
        let typed = text.chars().count() == 1;
        let ends_word = text.trim().is_empty();
        self.remember(if typed { Run::Typing } else { Run::None });
        self.put(text);
        if ends_word {
            self.run = Run::None;
        }
    }

    fn put(&mut self, given: &str) {
        let room = self.limit.saturating_sub(self.text.chars().count());
        let unix = given.replace("\r\n", "\n").replace('\r', "\n");
        let kept = unix.chars().filter_map(|c| match (c, self.lines) {
            ('\n', Lines::Many) => Some('\n'),
            ('\n' | '\t', _) => Some(' '),
            _ => (!steers(c)).then_some(c),
        });
        let kept: String = kept.take(room).collect();
        self.text.insert_str(self.caret, &kept);
        self.caret = self.boundary_at_or_after(self.caret + kept.len());
    }

    /// Takes the last change back.
    pub fn undo(&mut self) {
        if let Some((text, caret)) = self.past.pop() {
            self.text = text;
            self.caret = caret;
        }
        self.run = Run::None;
    }

    fn remember(&mut self, run: Run) {
        if run == Run::None || run != self.run {
            if self.past.len() == UNDO_MAX {
                self.past.remove(0);
            }
            self.past.push((self.text.clone(), self.caret));
        }
        self.run = run;
    }

    fn erase(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        self.remember(Run::Erasing);
        self.text.replace_range(range.clone(), "");
        self.caret = self.boundary_at_or_after(range.start);
    }

    fn go(&mut self, to: usize) {
        self.caret = to;
        self.run = Run::None;
    }

    fn boundaries(&self) -> impl DoubleEndedIterator<Item = usize> {
        let starts = self.text.grapheme_indices(true).map(|(at, _)| at);
        starts.chain(std::iter::once(self.text.len()))
    }

    fn boundary_at_or_after(&self, at: usize) -> usize {
        self.boundaries()
            .find(|boundary| *boundary >= at)
            .unwrap_or(self.text.len())
    }

    fn before(&self) -> usize {
        self.boundaries()
            .rfind(|boundary| *boundary < self.caret)
            .unwrap_or(0)
    }

    fn after(&self) -> usize {
        self.boundary_at_or_after(self.caret + 1)
    }

    fn word_before(&self) -> usize {
        let mut words = self.text[..self.caret].split_word_bound_indices();
        words
            .rfind(|(_, word)| !word.trim().is_empty())
            .map_or(0, |(at, _)| at)
    }

    fn word_after(&self) -> usize {
        let rest = &self.text[self.caret..];
        let end = rest
            .split_word_bound_indices()
            .find(|(_, word)| !word.trim().is_empty())
            .map_or(rest.len(), |(at, word)| at + word.len());
        self.caret + end
    }

    fn line_start(&self) -> usize {
        self.text[..self.caret].rfind('\n').map_or(0, |at| at + 1)
    }

    fn line_end(&self) -> usize {
        let rest = &self.text[self.caret..];
        self.caret + rest.find('\n').unwrap_or(rest.len())
    }

    /// What a key does where a text is typed in `cols` columns; false where it does nothing here
    /// and is free for something else.
    pub fn key(&mut self, event: KeyEvent, cols: usize) -> bool {
        let held = event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT);
        match (event.code, held) {
            (KeyCode::Char(c), KeyModifiers::NONE) => self.insert(c.encode_utf8(&mut [0; 4])),
            (KeyCode::Enter, KeyModifiers::NONE) if self.lines == Lines::Many => self.insert("\n"),
            (KeyCode::Backspace, KeyModifiers::NONE) => self.erase(self.before()..self.caret),
            (KeyCode::Delete, KeyModifiers::NONE) => self.erase(self.caret..self.after()),
            (KeyCode::Backspace, _) | (KeyCode::Char('w'), KeyModifiers::CONTROL) => {
                self.erase(self.word_before()..self.caret);
            }
            (KeyCode::Char('u'), KeyModifiers::CONTROL) => {
                self.erase(self.line_start()..self.caret);
            }
            (KeyCode::Char('k'), KeyModifiers::CONTROL) => self.erase(self.caret..self.line_end()),
            (KeyCode::Left, KeyModifiers::NONE) => self.go(self.before()),
            (KeyCode::Right, KeyModifiers::NONE) => self.go(self.after()),
            (KeyCode::Left, _) => self.go(self.word_before()),
            (KeyCode::Right, _) => self.go(self.word_after()),
            (KeyCode::Home, _) | (KeyCode::Char('a'), KeyModifiers::CONTROL) => {
                self.go(self.line_start());
            }
            (KeyCode::End, _) | (KeyCode::Char('e'), KeyModifiers::CONTROL) => {
                self.go(self.line_end());
            }
            (KeyCode::Up, KeyModifiers::NONE) => return self.row_up(cols),
            (KeyCode::Down, KeyModifiers::NONE) => return self.row_down(cols),
            _ => return false,
        }
        true
    }

    fn row_up(&mut self, cols: usize) -> bool {
        let (rows, row, col) = self.rows(cols);
        match row.checked_sub(1).and_then(|above| rows.get(above)) {
            Some(above) => self.go(self.at_col(above, col)),
            None => return false,
        }
        true
    }

    fn row_down(&mut self, cols: usize) -> bool {
        let (rows, row, col) = self.rows(cols);
        match rows.get(row + 1) {
            Some(below) => self.go(self.at_col(below, col)),
            None => return false,
        }
        true
    }

    fn at_col(&self, row: &Range<usize>, col: usize) -> usize {
        let line = self.text[row.clone()].trim_end_matches('\n');
        let is_last = row.end == self.text.len();
        let before = text::prefix(line, col);
        // The end of a row that goes on below is the beginning of the row below.
        let beyond = before.len() == line.len() && line.len() == row.len() && !is_last;
        let last = line.grapheme_indices(true).next_back();
        match last {
            Some((at, _)) if beyond => row.start + at,
            _ => row.start + before.len(),
        }
    }

    /// The rows of the text in `cols` columns, and the row and column the caret is in. One column
    /// is kept for a caret behind a full row.
    fn rows(&self, cols: usize) -> (Vec<Range<usize>>, usize, usize) {
        let rows = match self.lines {
            Lines::One => std::iter::once(0..self.text.len()).collect(),
            Lines::Many => text::wrap_ranges(&self.text, cols.saturating_sub(1).max(1)),
        };
        let row = rows
            .iter()
            .rposition(|range| range.start <= self.caret)
            .unwrap_or(0);
        let start = rows.get(row).map_or(0, |range| range.start);
        let col = text::width(&self.text[start..self.caret]);
        (rows, row, col)
    }

    /// How many rows the text takes in `cols` columns.
    pub fn height(&self, cols: usize) -> usize {
        self.rows(cols).0.len()
    }

    /// Draws the text into `area` and tells the cell the caret is in.
    pub fn draw(&self, buffer: &mut Buffer, area: Rect, style: Style) -> Option<Position> {
        if area.is_empty() {
            return None;
        }
        let cols = usize::from(area.width);
        let (rows, row, col) = self.rows(cols);
        let room = usize::from(area.height);
        let first_row = scroll::offset(row, rows.len(), room);
        let first_col = match self.lines {
            Lines::One => scroll::offset(col, text::width(&self.text).max(col) + 1, cols),
            Lines::Many => 0,
        };
        buffer.set_style(area, style);
        for (y, range) in (area.y..area.bottom()).zip(rows.iter().skip(first_row)) {
            let visible = from_col(&self.text[range.clone()], first_col);
            buffer.set_stringn(area.x, y, visible, cols, style);
        }
        let x = u16::try_from((col - first_col).min(cols - 1)).unwrap_or(0);
        let y = u16::try_from(row - first_row).unwrap_or(0);
        Some(Position::new(area.x + x, area.y + y))
    }
}

/// The clean text from a column on. A wide character that begins before it and ends behind it
/// leaves a blank.
fn from_col(line: &str, first: usize) -> String {
    let clean = text::clean(line.trim_end_matches('\n'));
    let mut col = 0;
    let mut visible = String::new();
    for grapheme in clean.graphemes(true) {
        let end = col + text::cell(grapheme);
        if col >= first {
            visible.push_str(grapheme);
        } else if end > first {
            visible.push_str(&" ".repeat(end - first));
        }
        col = end;
    }
    visible
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(field: &mut Field, keys: &[&str]) {
        for key in keys {
            let chord: crate::console::key::Chord = key.parse().unwrap();
            field.key(KeyEvent::new(chord.code, chord.held), 20);
        }
    }

    /// What is seen in `cols` cells and where the caret is.
    fn seen(field: &Field, cols: u16, rows: u16) -> (Vec<String>, (u16, u16)) {
        let area = Rect::new(0, 0, cols, rows);
        let mut buffer = Buffer::empty(area);
        let caret = field.draw(&mut buffer, area, Style::default()).unwrap();
        let line = |y| {
            let mut line = String::new();
            let mut x = 0;
            while x < cols {
                let symbol = buffer[(x, y)].symbol();
                line.push_str(symbol);
                x += u16::try_from(text::cell(symbol).max(1)).unwrap();
            }
            line
        };
        ((0..rows).map(line).collect(), (caret.x, caret.y))
    }

    /// Text, columns, what is seen with the caret behind it, and the caret's column.
    const SHOWN: [(&str, u16, &str, u16); 10] = [
        ("", 4, "    ", 0),
        ("abc", 6, "abc   ", 3),
        ("abcdef", 4, "def ", 3),
        ("铊超标", 8, "铊超标  ", 6),
        ("铊超标", 4, " 标 ", 3),
        ("a铊超", 4, " 超 ", 3),
        ("，。“”…", 8, "，。“”… ", 7),
        ("e\u{301}t", 4, "e\u{301}t  ", 2),
        ("🚒x", 5, "🚒x  ", 3),
        ("铊", 1, " ", 0),
    ];

    #[test]
    fn a_line_shows_its_end_and_the_caret_in_its_cell() {
        for (text, cols, expected, caret) in SHOWN {
            let field = Field::line(100).with(text);
            assert_eq!(
                seen(&field, cols, 1),
                (vec![expected.into()], (caret, 0)),
                "{text:?} in {cols}"
            );
        }
    }

    #[test]
    fn the_caret_is_never_outside_whatever_is_typed() {
        for text in ["铊a超b标c", "ABCDEFG", "e\u{301}铊🚒，。", ""] {
            for cols in 1..9 {
                let mut field = Field::line(100).with(text);
                press(&mut field, &["home"]);
                for _ in 0..10 {
                    let (_, (x, _)) = seen(&field, cols, 1);
                    assert!(x < cols);
                    press(&mut field, &["right"]);
                }
            }
        }
    }

    #[test]
    fn a_character_goes_with_its_marks() {
        let mut field = Field::line(100).with("ae\u{301}");
        press(&mut field, &["backspace"]);
        assert_eq!(field.text(), "a");
        let mut field = Field::line(100).with("e\u{301}b");
        press(&mut field, &["home", "del"]);
        assert_eq!(field.text(), "b");
    }

    #[test]
    fn a_text_is_changed_where_the_caret_is() {
        let mut field = Field::line(100).with("嘉江");
        press(&mut field, &["left"]);
        field.insert("陵");
        assert_eq!(field.text(), "嘉陵江");
        press(&mut field, &["ctrl-u"]);
        assert_eq!(field.text(), "江");
        press(&mut field, &["ctrl-k"]);
        assert_eq!(field.text(), "");
    }

    #[test]
    fn a_word_typed_is_taken_back_at_once_and_a_paste_alone() {
        let mut field = Field::line(100);
        press(&mut field, &["a", "b", "space", "c", "d"]);
        field.insert("粘贴的");
        assert_eq!(field.text(), "ab cd粘贴的");
        field.undo();
        assert_eq!(field.text(), "ab cd");
        field.undo();
        assert_eq!(field.text(), "ab ");
        field.undo();
        assert_eq!(field.text(), "");
        field.undo();
        assert_eq!(field.text(), "");
    }

    #[test]
    fn what_is_pasted_cannot_steer_a_terminal_or_break_a_line() {
        let mut line = Field::line(100);
        line.insert("a\u{1b}[2J\r\nb\tc\u{202e}");
        assert_eq!(line.text(), "a[2J b c");
        let mut area = Field::area(100);
        area.insert("a\r\nb\rc\u{7}");
        assert_eq!(area.text(), "a\nb\nc");
    }

    #[test]
    fn nothing_is_typed_beyond_the_limit() {
        let mut field = Field::line(3);
        field.insert("铊超标了");
        field.insert("x");
        assert_eq!(field.text(), "铊超标");
    }

    #[test]
    fn several_lines_are_wrapped_and_the_caret_moves_between_the_rows_seen() {
        let mut field = Field::area(100).with("嘉陵江铊超标\n二");
        let (rows, caret) = seen(&field, 7, 3);
        assert_eq!(rows, ["嘉陵江 ", "铊超标 ", "二     "]);
        assert_eq!(caret, (2, 2));
        let up = |field: &mut Field| field.key(KeyEvent::from(KeyCode::Up), 7);
        assert!(up(&mut field));
        assert_eq!(seen(&field, 7, 3).1, (2, 1));
        assert!(up(&mut field));
        assert_eq!(seen(&field, 7, 3).1, (2, 0));
        assert!(!up(&mut field), "the first row leaves the key to the form");
    }

    #[test]
    fn the_end_of_a_full_row_is_not_mistaken_for_the_row_below() {
        let mut field = Field::area(100).with("嘉陵江铊超标");
        press(&mut field, &["end"]);
        field.key(KeyEvent::from(KeyCode::Up), 7);
        let (_, caret) = seen(&field, 7, 2);
        assert_eq!(caret.1, 0);
    }

    #[test]
    fn keys_a_text_has_no_use_for_are_left_to_others() {
        let mut field = Field::line(10).with("x");
        for key in ["f10", "tab", "enter", "esc", "ctrl-s", "up"] {
            let chord: crate::console::key::Chord = key.parse().unwrap();
            assert!(
                !field.key(KeyEvent::new(chord.code, chord.held), 20),
                "{key}"
            );
        }
    }
}
