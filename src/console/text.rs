//! Texts on a grid of cells. Columns are display widths, and no other code counts them: what is
//! measured here is what the terminal's cells will hold. It knows characters, not colours.
//!
//! Every function takes text from outside as it comes and treats what could steer a terminal as
//! not being there, so that no caller can forget to.

use std::borrow::Cow;
use std::ops::Range;

use ratatui::buffer::CellWidth;
use unicode_linebreak::{BreakOpportunity, linebreaks};
use unicode_segmentation::UnicodeSegmentation;

use crate::domain::text::steers;

/// What marks a text that goes on beyond its column. Plain dots: the one-character ellipsis is as
/// wide as a hanzi on many Chinese terminals and one cell on the others.
const CUT: &str = "..";

/// Marks that may sit on one letter before the rest are taken for mischief.
const MARKS_MAX: usize = 4;

/// The cells one character with its marks takes.
pub fn cell(grapheme: &str) -> usize {
    if grapheme.contains(char::is_control) {
        return 0;
    }
    usize::from(grapheme.cell_width())
}

/// The cells a text takes, without what [`clean`] takes out.
pub fn width(text: &str) -> usize {
    if is_plain(text) {
        return text.len();
    }
    clean(text).graphemes(true).map(cell).sum()
}

/// The text without control characters, direction marks and characters of no width that join,
/// hide or restyle their neighbours; line ends and tabs become blanks.
pub fn clean(text: &str) -> Cow<'_, str> {
    if is_plain(text) || !text.chars().any(is_mischief) && !has_pile(text) {
        return Cow::Borrowed(text);
    }
    let mut marks = 0;
    let mut kept = String::with_capacity(text.len());
    for c in text.chars() {
        if matches!(c, '\n' | '\r' | '\t') {
            kept.push(' ');
            marks = 0;
        } else if is_mark(c) {
            marks += 1;
            if marks <= MARKS_MAX {
                kept.push(c);
            }
        } else if !is_mischief(c) {
            kept.push(c);
            marks = 0;
        }
    }
    Cow::Owned(kept)
}

/// Whether every byte is a cell: printable ASCII.
fn is_plain(text: &str) -> bool {
    text.bytes().all(|byte| matches!(byte, b' '..=b'~'))
}

fn is_mischief(c: char) -> bool {
    let joins_or_hides = matches!(c,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
        | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{2060}'..='\u{206f}'
        | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
        | '\u{1d173}'..='\u{1d17a}' | '\u{1f3fb}'..='\u{1f3ff}' | '\u{e0000}'..='\u{e0fff}');
    joins_or_hides || steers(c)
}

/// A mark that takes no cell of its own.
fn is_mark(c: char) -> bool {
    !c.is_ascii() && !is_mischief(c) && unicode_width::UnicodeWidthChar::width(c) == Some(0)
}

fn has_pile(text: &str) -> bool {
    let mut run = 0;
    text.chars().any(|c| {
        run = if is_mark(c) { run + 1 } else { 0 };
        run > MARKS_MAX
    })
}

/// The text cut to `cols` cells and filled with blanks to exactly that many. A text that was cut
/// ends in dots where there is room for them.
pub fn fit(text: &str, cols: usize) -> String {
    let mut fitted = cut(text, cols);
    let fill = cols - width(&fitted).min(cols);
    fitted.extend(std::iter::repeat_n(' ', fill));
    fitted
}

/// As [`fit`], but the text stands at the right edge.
pub fn fit_right(text: &str, cols: usize) -> String {
    let fitted = cut(text, cols);
    let fill = cols - width(&fitted).min(cols);
    " ".repeat(fill) + &fitted
}

/// The text cut to at most `cols` cells.
pub fn cut(text: &str, cols: usize) -> String {
    let text = clean(text);
    if width(&text) <= cols {
        return text.into_owned();
    }
    if cols <= CUT.len() {
        return prefix(&text, cols).to_owned();
    }
    prefix(&text, cols - CUT.len()).trim_end().to_owned() + CUT
}

/// The longest beginning of a clean text that takes at most `cols` cells.
pub fn prefix(text: &str, cols: usize) -> &str {
    let mut taken = 0;
    for (at, grapheme) in text.grapheme_indices(true) {
        taken += cell(grapheme);
        if taken > cols {
            return &text[..at];
        }
    }
    text
}

/// The lines a text takes in a column of `cols` cells, broken where UAX #14 allows: no line
/// begins with `，`. A word wider than the column is broken between characters.
pub fn wrap(text: &str, cols: usize) -> Vec<String> {
    let clean: Vec<Cow<'_, str>> = text.split('\n').map(clean).collect();
    let lines = clean.iter().flat_map(|line| {
        wrap_ranges(line, cols).into_iter().map(|range| {
            let piece = line[range].trim_end();
            // Narrower than one hanzi: a sign that something is there beats losing it.
            if width(piece) > cols {
                "?".repeat(cols)
            } else {
                piece.to_owned()
            }
        })
    });
    lines.collect()
}

/// The byte ranges of the lines a clean text takes; together they are the whole text, line ends
/// and blanks at line ends included. Never empty.
pub fn wrap_ranges(text: &str, cols: usize) -> Vec<Range<usize>> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut end = 0;
    for (at, opportunity) in linebreaks(text) {
        if width(text[start..at].trim_end()) > cols {
            if end > start {
                lines.push(start..end);
                start = end;
            }
            start = break_word(text, start..at, cols, &mut lines);
        }
        end = at;
        let is_line_end = opportunity == BreakOpportunity::Mandatory;
        if is_line_end && (at < text.len() || text.ends_with('\n')) {
            lines.push(start..at);
            start = at;
        }
    }
    if start < text.len() || lines.is_empty() || text.ends_with('\n') {
        lines.push(start..text.len());
    }
    lines
}

/// Breaks a word wider than the column between characters; gives where its last piece begins.
fn break_word(text: &str, word: Range<usize>, cols: usize, lines: &mut Vec<Range<usize>>) -> usize {
    let mut start = word.start;
    let mut taken = 0;
    for (offset, grapheme) in text[word.clone()].grapheme_indices(true) {
        let at = word.start + offset;
        let cells = cell(grapheme);
        let is_blank = grapheme.trim().is_empty();
        if taken + cells > cols && at > start && !is_blank {
            lines.push(start..at);
            start = at;
            taken = 0;
        }
        taken += cells;
    }
    start
}

/// The words as they stand at the beginning of a line.
pub fn sentence_case(words: &str) -> String {
    let mut rest = words.chars();
    match rest.next() {
        Some(first) => first.to_uppercase().chain(rest).collect(),
        None => String::new(),
    }
}

/// A command key as typed while an input method is on: full-width letters, digits and signs are
/// the ASCII ones. Only for keys; a text is kept as typed.
pub fn fold_key(c: char) -> char {
    match c {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xff01 + 0x21).unwrap_or(c),
        '\u{3000}' => ' ',
        '。' => '.',
        '、' => '/',
        '【' => '[',
        '】' => ']',
        '‘' | '’' => '\'',
        '“' | '”' => '"',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Text, columns, and what fits in them.
    const FITTED: [(&str, usize, &str); 16] = [
        ("", 0, ""),
        ("", 3, "   "),
        ("abc", 5, "abc  "),
        ("abcdef", 5, "abc.."),
        ("abc", 2, "ab"),
        ("abc", 0, ""),
        ("铊", 2, "铊"),
        ("铊", 1, " "),
        ("嘉陵江铊超标", 12, "嘉陵江铊超标"),
        ("嘉陵江铊超标", 11, "嘉陵江铊.. "),
        ("a嘉陵江", 6, "a嘉.. "),
        ("，。“”…", 7, "，。“”…"),
        ("e\u{301}te\u{301}", 4, "e\u{301}te\u{301} "),
        ("🚒🚒🚒", 5, "🚒.. "),
        ("a\u{1b}[2Jb", 5, "a[2Jb"),
        ("甲\u{202e}乙\u{200b}丙", 6, "甲乙丙"),
    ];

    #[test]
    fn a_fitted_text_takes_exactly_its_columns() {
        for (text, cols, expected) in FITTED {
            let fitted = fit(text, cols);
            assert_eq!(fitted, expected, "{text:?} in {cols}");
        }
    }

    #[test]
    fn any_text_fits_any_column_exactly() {
        for text in [
            "",
            "abc",
            "嘉陵江",
            "a嘉b陵",
            "，。“”…",
            "ｶﾞｷﾞ",
            "e\u{301}",
            "🚒🚒",
            "\n\u{1b}",
        ] {
            for cols in 0..12 {
                assert_eq!(width(&fit(text, cols)), cols, "{text:?} in {cols}");
                assert_eq!(width(&fit_right(text, cols)), cols, "{text:?} in {cols}");
            }
        }
    }

    #[test]
    fn width_is_what_the_cells_of_a_buffer_hold() {
        use ratatui::{buffer::Buffer, layout::Rect, style::Style};
        for text in [
            "",
            "abc",
            "铊",
            "a铊b",
            "，。“”…",
            "ｶﾞ",
            "e\u{301}",
            "🚒",
            "㎎/L",
            "①",
            "é",
        ] {
            let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 1));
            let (end, _) = buffer.set_stringn(0, 0, clean(text), 40, Style::default());
            assert_eq!(width(text), usize::from(end), "{text:?}");
        }
    }

    #[test]
    fn what_could_steer_a_terminal_is_taken_out() {
        assert_eq!(clean("a\u{9b}31mb\u{7}"), "a31mb");
        assert_eq!(clean("\u{1b}]0;title\u{1b}\\x"), "]0;title\\x");
        assert_eq!(clean("user\u{202e}gpj.exe"), "usergpj.exe");
        assert_eq!(clean("区\u{200d}\u{feff}委\u{2066}"), "区委");
        assert_eq!(clean("一\r\n二\t三"), "一  二 三");
    }

    #[test]
    fn a_pile_of_marks_on_one_letter_is_cut_down() {
        let pile = format!("e{}x", "\u{301}".repeat(50));
        assert_eq!(clean(&pile), format!("e{}x", "\u{301}".repeat(MARKS_MAX)));
        assert_eq!(width(&pile), 2);
    }

    #[test]
    fn an_innocent_text_is_not_copied() {
        assert!(matches!(clean("嘉陵江 e\u{301}"), Cow::Borrowed(_)));
    }

    #[test]
    fn no_line_begins_with_a_closing_sign() {
        assert_eq!(
            wrap("已发现铊超标，正在核实。", 12),
            ["已发现铊超", "标，正在核", "实。"]
        );
    }

    #[test]
    fn words_stay_whole_where_they_can() {
        assert_eq!(wrap("the river is red", 9), ["the river", "is red"]);
        assert_eq!(
            wrap("抽样 ABC-123 号", 8),
            ["抽样", "ABC-123 ", "号"].map(str::trim_end)
        );
    }

    #[test]
    fn a_word_wider_than_the_column_is_broken_between_characters() {
        assert_eq!(wrap("ABCDEFGHIJ", 4), ["ABCD", "EFGH", "IJ"]);
        assert_eq!(wrap("x ABCDEFGH", 4), ["x", "ABCD", "EFGH"]);
    }

    #[test]
    fn line_ends_are_kept_and_an_empty_text_is_one_line() {
        assert_eq!(wrap("", 5), [""]);
        assert_eq!(wrap("一\n\n二", 5), ["一", "", "二"]);
        assert_eq!(wrap("一\n", 5), ["一", ""]);
    }

    #[test]
    fn a_column_narrower_than_a_hanzi_ends_and_keeps_its_width() {
        for cols in 0..3 {
            for line in wrap("铊超标", cols) {
                assert!(width(&line) <= cols.max(1), "{line:?} in {cols}");
            }
        }
        assert_eq!(wrap("铊", 1), ["?"]);
    }

    #[test]
    fn the_ranges_of_a_wrapped_text_are_the_whole_text() {
        let text = "已发现铊超标， 正在核实 ABCDEFGHIJKLMN。\n\n第二段\n";
        for cols in 1..20 {
            let ranges = wrap_ranges(text, cols);
            let mut end = 0;
            for range in &ranges {
                assert_eq!(range.start, end, "in {cols}");
                end = range.end;
            }
            assert_eq!(end, text.len(), "in {cols}");
        }
    }

    #[test]
    fn a_full_width_command_key_is_the_ascii_one() {
        assert_eq!(
            "ｑ：／？１　、。".chars().map(fold_key).collect::<String>(),
            "q:/?1 /."
        );
        assert_eq!(fold_key('铊'), '铊');
    }
}
