//! Wide characters on a real terminal: the very bytes the console writes are read by a terminal in
//! memory, and every cell of it must hold what the picture holds.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::Style;
use watchkeeper::console::app::canvas::Canvas;
use watchkeeper::console::look::Charset;
use watchkeeper::console::screen::{self, Drawn};
use watchkeeper::console::text;
use watchkeeper::domain::event::DeskMode;
use watchkeeper::locale::Lang;

use crate::fixture::{Console, Desk};

/// A console and the terminal it writes to.
struct Shown {
    console: Console,
    canvas: Canvas,
    terminal: vt100::Parser,
}

impl Shown {
    fn new((width, height): (u16, u16), lang: Lang) -> Self {
        let console = Console::new(Desk::busy(DeskMode::Simulated), (width, height), lang);
        Self {
            console,
            canvas: Canvas::new(Size { width, height }),
            terminal: parser(height, width),
        }
    }

    /// Draws as the loop would, and compares.
    fn check(&mut self) {
        let mut picture = Buffer::empty(Rect::ZERO);
        let size = self.console.model.size;
        let (model, machine) = (&self.console.model, self.console.machine);
        let (bytes, drawn) = self
            .canvas
            .frame(size, |buffer| {
                let drawn = screen::render(model, machine, buffer);
                picture = buffer.clone();
                drawn
            })
            .unwrap();
        self.terminal.process(&bytes);
        compare(&picture, drawn, self.terminal.screen());
    }
}

fn parser(height: u16, width: u16) -> vt100::Parser {
    let size = |cells: u16| cells.try_into().unwrap();
    vt100::Parser::new(size(height), size(width), 0)
}

fn compare(picture: &Buffer, drawn: Drawn, screen: &vt100::Screen) {
    let area = picture.area;
    for y in 0..area.height {
        let mut x = 0;
        while x < area.width {
            let symbol = picture[(x, y)].symbol();
            let cell = screen.cell(y, x).unwrap();
            let shown = match cell.contents() {
                "" => " ",
                contents => contents,
            };
            assert_eq!(shown, symbol, "row {y} column {x}\n{}", screen.contents());
            let cells = text::cell(symbol).max(1);
            assert_eq!(cell.is_wide(), cells == 2, "row {y} column {x}");
            x += u16::try_from(cells).unwrap();
        }
    }
    assert_eq!(screen.hide_cursor(), drawn.caret.is_none());
    if let Some(caret) = drawn.caret {
        let (row, col) = screen.cursor_position();
        assert_eq!(Position::new(col, row), caret);
    }
}

#[test]
fn the_terminal_shows_what_was_drawn_through_a_whole_session() {
    for lang in Lang::ALL {
        for size in [(80, 24), (81, 25), (120, 40)] {
            let mut shown = Shown::new(size, lang);
            shown.check();
            for keys in [
                "down", "tab", "enter", "tab", "pgdn", "esc", "ctrl-p", "down", "esc", "f1",
                "pgdn", "esc", "f2", "tab", "esc", "f3", "enter", "esc", "esc", "ctrl-x", "ctrl-d",
                "esc", "esc", "v", "end", "ctrl-g", "f5", "tab", "tab", "right", "esc",
            ] {
                shown.console.press(keys);
                shown.check();
            }
            shown.console.press("f2");
            for text in ["铊", "a", "超", "，", "“", "e\u{301}", "🚒", "标"] {
                shown.console.types(text);
                shown.check();
            }
            for _ in 0..6 {
                shown.console.press("backspace");
                shown.check();
            }
        }
    }
}

#[test]
fn any_hanzi_over_any_other_leaves_no_half_behind() {
    let rows = [
        "铊超标铊超标铊超标",
        "a铊超标铊超标铊超标",
        "铊a超b标c铊d超e标",
        "││││││││││││││││││",
        "",
        "🚒铊e\u{301}超",
        " 铊 超 标 铊",
    ];
    let size = Size {
        width: 18,
        height: 1,
    };
    for before in rows {
        for after in rows {
            for style in [Style::default(), Style::default().reversed()] {
                let mut canvas = Canvas::new(size);
                let mut terminal = parser(1, 18);
                for text in [before, after] {
                    let mut picture = Buffer::empty(Rect::ZERO);
                    let (bytes, drawn) = canvas
                        .frame(size, |buffer| {
                            buffer.set_stringn(0, 0, text, 18, style);
                            picture = buffer.clone();
                            Drawn::default()
                        })
                        .unwrap();
                    terminal.process(&bytes);
                    compare(&picture, drawn, terminal.screen());
                }
            }
        }
    }
}

#[test]
fn a_terminal_of_another_charset_gets_no_byte_beyond_ascii() {
    let mut shown = Shown::new((80, 24), Lang::En);
    shown.console.model.look.charset = Charset::Ascii;
    shown.console.model.look.glyphs = watchkeeper::console::glyphs::Glyphs::Ascii;
    for keys in ["", "enter", "esc", "f2", "esc", "f1"] {
        shown.console.press(keys);
        let size = shown.console.model.size;
        let (model, machine) = (&shown.console.model, shown.console.machine);
        let (bytes, _) = shown
            .canvas
            .frame(size, |buffer| screen::render(model, machine, buffer))
            .unwrap();
        assert!(bytes.is_ascii(), "after {keys:?}");
    }
}

#[test]
fn without_colours_no_colour_is_named() {
    use watchkeeper::console::theme::{Depth, Theme};
    let mut shown = Shown::new((80, 24), Lang::Zh);
    shown.console.model.styles = Theme::built_in("dark").unwrap().styles(Depth::Mono);
    for keys in ["", "enter", "esc", "f2", "esc", "f5"] {
        shown.console.press(keys);
        shown.check();
        let screen = shown.terminal.screen();
        for row in 0..24 {
            for col in 0..80 {
                let cell = screen.cell(row, col).unwrap();
                assert_eq!(cell.fgcolor(), vt100::Color::Default);
                assert_eq!(cell.bgcolor(), vt100::Color::Default);
            }
        }
    }
}

#[test]
fn a_second_of_countdowns_costs_a_slow_link_little() {
    let mut shown = Shown::new((80, 24), Lang::Zh);
    let mut frame = |console: &Console| {
        let (model, machine) = (&console.model, console.machine);
        let picture = |buffer: &mut Buffer| screen::render(model, machine, buffer);
        shown.canvas.frame(model.size, picture).unwrap().0.len()
    };
    let mut console = Console::new(Desk::busy(DeskMode::Real), (80, 24), Lang::Zh);
    let whole = frame(&console);
    let mut seconds = 0;
    for _ in 0..10 {
        console.passes(chrono::TimeDelta::seconds(1));
        seconds += frame(&console);
    }
    // Seven countdowns run in seconds; at 9600 baud a second carries 960 bytes.
    assert!(whole < 8_000, "{whole}");
    assert!(seconds / 10 < 400, "{seconds}");
}
