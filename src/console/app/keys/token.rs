//! Bytes of a terminal, cut into what belongs together: a character, a control byte, a sequence, a
//! string, a paste. It knows no key, no clock and no terminal: it is given bytes as they come, however
//! they are cut, and told when nothing came for as long as it is willing to wait.
//!
//! What a terminal answers must never be typed, and a key must never be swallowed. Where the two cannot
//! be told apart by their bytes, time tells: a terminal writes an answer in one go, so that what comes
//! right behind its first half is its second half, however late the link delivers it.

use std::time::Duration;

/// How long an Esc is held to see whether a sequence follows.
pub const ESCAPE_WAIT: Duration = Duration::from_millis(25);

/// How long the next byte of a string, a character or a sequence that only just began may take.
pub const STRING_WAIT: Duration = Duration::from_millis(100);

/// How long the next byte of a sequence may take of which a part is there that nobody types.
pub const SEQUENCE_WAIT: Duration = Duration::from_secs(1);

/// How long a paste may pause. What was pasted is typed then: a terminal that never says where a paste
/// ends must not keep the keys for ever.
pub const PASTE_WAIT: Duration = Duration::from_secs(3);

/// Bytes of a string that are kept; a longer one is dropped to its end.
pub const STRING_MAX: usize = 4 << 10;

/// Bytes of a sequence that are kept; a longer one is nothing this program knows.
const SEQUENCE_MAX: usize = 64;

/// Bytes of a paste that are kept; the longest text of a form is far shorter.
pub const PASTE_MAX: usize = 1 << 20;

/// Room a paste begins with: a secret that fits is not moved, and leaves no copy behind.
const PASTE_ROOM: usize = 1 << 10;

const ESC: u8 = 0x1b;
const BEL: u8 = 0x07;

/// How a paste begins, behind `ESC [`.
const PASTE_BEGINS: (&[u8], u8) = (b"200", b'~');

/// How a paste ends.
const PASTE_ENDS: &[u8] = b"\x1b[201~";

/// What belongs together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Token {
    /// A character, and whether an Esc came right before it.
    Char(char, Alt),
    /// A control byte, and whether an Esc came right before it.
    Control(u8, Alt),
    /// An Esc that nothing follows.
    Escape,
    /// `ESC [`, parameters, and the byte that ends it.
    Csi(Vec<u8>, u8),
    /// `ESC O`, a modifier, and the byte that ends it.
    Ss3(Vec<u8>, u8),
    /// `ESC [ [` and a byte: the first function keys of the Linux console.
    Linux(u8),
    /// A string between `ESC ]`, `ESC P`, `ESC _`, `ESC ^` or `ESC X` and its end.
    Text(u8, Vec<u8>),
    /// A text that was pasted.
    Paste(Vec<u8>),
}

/// Whether an Esc came right before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Alt {
    /// It did.
    Held,
    /// It did not.
    No,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    /// Between two things.
    Ground,
    /// Within a character of several bytes.
    Char(Alt),
    /// Behind an Esc.
    Escape,
    /// Within `ESC [`.
    Csi,
    /// Behind an `ESC [` that nothing followed in time.
    Opened,
    /// Behind `ESC [ [`.
    Linux,
    /// Within a report of the mouse of the oldest kind: so many bytes are to come.
    Mouse(u8),
    /// Within `ESC O`.
    Ss3,
    /// Within a string.
    Text(u8),
    /// Behind an Esc within a string.
    TextEscape(u8),
    /// Behind a string whose end did not come in time.
    Rest,
    /// Behind an Esc within what came after such a string.
    RestEscape,
    /// Behind a string of whose end only the Esc came in time.
    RestOfEnd,
    /// Behind a byte that, after an Esc which was taken for a key, may be the second of a sequence.
    Late(u8),
    /// Within a paste; so many bytes of its end are there.
    Paste(usize),
}

/// Cuts bytes into tokens.
#[derive(Debug)]
pub struct Tokenizer {
    state: State,
    kept: Vec<u8>,
    /// More came than is kept.
    is_over: bool,
    /// The last thing was an Esc that was taken for a key.
    is_behind_escape: bool,
}

impl Default for Tokenizer {
    fn default() -> Self {
        Self {
            state: State::Ground,
            kept: Vec::new(),
            is_over: false,
            is_behind_escape: false,
        }
    }
}

impl Tokenizer {
    /// Takes bytes in.
    pub fn feed(&mut self, bytes: &[u8], out: &mut Vec<Token>) {
        for byte in bytes {
            self.step(*byte, out);
        }
    }

    /// How long it waits for the next byte; `None` where it waits for nothing.
    pub fn patience(&self) -> Option<Duration> {
        match self.state {
            State::Ground | State::Opened | State::RestOfEnd => None,
            State::Escape | State::Ss3 | State::Late(_) => Some(ESCAPE_WAIT),
            State::Csi if !self.kept.is_empty() => Some(SEQUENCE_WAIT),
            State::Char(_)
            | State::Csi
            | State::Linux
            | State::Mouse(_)
            | State::Text(_)
            | State::TextEscape(_)
            | State::RestEscape => Some(STRING_WAIT),
            State::Rest => match self.kept.len() {
                0 => None,
                // One byte is what a finger does.
                1 => Some(ESCAPE_WAIT),
                _ => Some(STRING_WAIT),
            },
            State::Paste(_) => Some(PASTE_WAIT),
        }
    }

    /// Nothing came for as long as it waited.
    pub fn idle(&mut self, out: &mut Vec<Token>) {
        match self.state {
            State::Ground | State::Opened | State::RestOfEnd => {}
            State::Escape => self.lone_escape(out),
            State::Ss3 => self.give(Token::Char('O', Alt::Held), out),
            State::Late(byte) => self.give(Token::Char(char::from(byte), Alt::No), out),
            State::Csi if self.kept.is_empty() => self.go(State::Opened),
            State::Char(_) | State::Csi | State::Linux | State::Mouse(_) => self.go(State::Ground),
            State::Text(_) => self.go(State::Rest),
            State::TextEscape(_) => self.go(State::RestOfEnd),
            State::Rest => self.replay(out),
            State::RestEscape => {
                self.replay(out);
                self.lone_escape(out);
            }
            State::Paste(_) => {
                let pasted = std::mem::take(&mut self.kept);
                if pasted.is_empty() {
                    self.go(State::Ground);
                } else {
                    self.give(Token::Paste(pasted), out);
                }
            }
        }
    }

    fn step(&mut self, byte: u8, out: &mut Vec<Token>) {
        match self.state {
            State::Ground => self.ground(byte, out),
            State::Char(alt) => self.character(byte, alt, out),
            State::Escape => self.escape(byte, out),
            State::Csi => self.csi(byte, out),
            State::Opened if goes_on(b'[', byte) => {
                self.go(State::Csi);
                self.csi(byte, out);
            }
            State::Linux => self.linux(byte, out),
            State::Mouse(left) => self.mouse(left, byte, out),
            State::Ss3 => self.ss3(byte, out),
            State::Text(begins) => self.text(begins, byte, out),
            State::TextEscape(begins) => self.text_escape(begins, byte, out),
            State::Rest => self.rest(byte, out),
            State::RestEscape => self.rest_escape(byte, out),
            State::RestOfEnd if byte == b'\\' => self.go(State::Ground),
            State::Opened | State::RestOfEnd => self.anew(byte, out),
            State::Late(begins) => self.late(begins, byte, out),
            State::Paste(there) => self.paste(there, byte, out),
        }
    }

    fn go(&mut self, state: State) {
        self.state = state;
        self.kept.clear();
        self.is_over = false;
        self.is_behind_escape = false;
    }

    fn give(&mut self, token: Token, out: &mut Vec<Token>) {
        out.push(token);
        self.go(State::Ground);
    }

    /// What came so far is nothing; the byte begins something new.
    fn anew(&mut self, byte: u8, out: &mut Vec<Token>) {
        self.go(State::Ground);
        self.step(byte, out);
    }

    fn keep(&mut self, byte: u8, most: usize) {
        if self.kept.len() < most {
            self.kept.push(byte);
        } else {
            self.is_over = true;
        }
    }

    fn lone_escape(&mut self, out: &mut Vec<Token>) {
        self.give(Token::Escape, out);
        self.is_behind_escape = true;
    }

    fn ground(&mut self, byte: u8, out: &mut Vec<Token>) {
        let is_behind_escape = std::mem::take(&mut self.is_behind_escape);
        match byte {
            ESC => self.go(State::Escape),
            b'[' | b']' | b'P' | b'_' if is_behind_escape => self.go(State::Late(byte)),
            _ => self.plain(byte, Alt::No, out),
        }
    }

    fn plain(&mut self, byte: u8, alt: Alt, out: &mut Vec<Token>) {
        match byte {
            0x00..=0x1f | 0x7f => self.give(Token::Control(byte, alt), out),
            0x20..=0x7e => self.give(Token::Char(char::from(byte), alt), out),
            0xc2..=0xf4 => {
                self.go(State::Char(alt));
                self.kept.push(byte);
            }
            // No character begins like this.
            _ => self.go(State::Ground),
        }
    }

    fn character(&mut self, byte: u8, alt: Alt, out: &mut Vec<Token>) {
        if !matches!(byte, 0x80..=0xbf) {
            return self.anew(byte, out);
        }
        self.kept.push(byte);
        let len = match self.kept.first() {
            Some(0xf0..) => 4,
            Some(0xe0..) => 3,
            _ => 2,
        };
        if self.kept.len() < len {
            return;
        }
        let read = std::str::from_utf8(&self.kept).ok();
        match read.and_then(|text| text.chars().next()) {
            Some(c) => self.give(Token::Char(c, alt), out),
            None => self.go(State::Ground),
        }
    }

    fn escape(&mut self, byte: u8, out: &mut Vec<Token>) {
        match byte {
            b'[' => self.go(State::Csi),
            b'O' => self.go(State::Ss3),
            b']' | b'P' | b'_' | b'^' | b'X' => self.go(State::Text(byte)),
            ESC => out.push(Token::Escape),
            _ => self.plain(byte, Alt::Held, out),
        }
    }

    fn csi(&mut self, byte: u8, out: &mut Vec<Token>) {
        match byte {
            // The shifted keys of rxvt end with what is no end by the book.
            b'$' if self.is_one_number() => self.end_csi(byte, out),
            0x20..=0x3f => self.keep(byte, SEQUENCE_MAX),
            b'[' if self.kept.is_empty() => self.go(State::Linux),
            b'M' if self.kept.is_empty() => self.go(State::Mouse(3)),
            0x40..=0x7e => self.end_csi(byte, out),
            _ => self.anew(byte, out),
        }
    }

    fn is_one_number(&self) -> bool {
        !self.kept.is_empty() && self.kept.iter().all(u8::is_ascii_digit)
    }

    fn end_csi(&mut self, byte: u8, out: &mut Vec<Token>) {
        let kept = std::mem::take(&mut self.kept);
        if self.is_over {
            self.go(State::Ground);
        } else if (kept.as_slice(), byte) == PASTE_BEGINS {
            self.go(State::Paste(0));
            self.kept = Vec::with_capacity(PASTE_ROOM);
        } else {
            self.give(Token::Csi(kept, byte), out);
        }
    }

    fn linux(&mut self, byte: u8, out: &mut Vec<Token>) {
        match byte {
            0x20..=0x7e => self.give(Token::Linux(byte), out),
            _ => self.anew(byte, out),
        }
    }

    fn mouse(&mut self, left: u8, byte: u8, out: &mut Vec<Token>) {
        match (byte, left) {
            (0x00..=0x1f, _) => self.anew(byte, out),
            (_, 0 | 1) => self.go(State::Ground),
            (_, left) => self.state = State::Mouse(left - 1),
        }
    }

    fn ss3(&mut self, byte: u8, out: &mut Vec<Token>) {
        match byte {
            b'0'..=b'9' if self.kept.len() < 2 => self.kept.push(byte),
            0x40..=0x7e => {
                let kept = std::mem::take(&mut self.kept);
                self.give(Token::Ss3(kept, byte), out);
            }
            _ => {
                self.give(Token::Char('O', Alt::Held), out);
                self.step(byte, out);
            }
        }
    }

    fn text(&mut self, begins: u8, byte: u8, out: &mut Vec<Token>) {
        match byte {
            BEL => self.end_text(begins, out),
            ESC => self.state = State::TextEscape(begins),
            // No answer holds a control byte, so that it is a key and the string has no end.
            0x00..=0x1f | 0x7f => self.anew(byte, out),
            _ => self.keep(byte, STRING_MAX),
        }
    }

    fn text_escape(&mut self, begins: u8, byte: u8, out: &mut Vec<Token>) {
        if byte == b'\\' {
            return self.end_text(begins, out);
        }
        self.go(State::Escape);
        self.step(byte, out);
    }

    fn end_text(&mut self, begins: u8, out: &mut Vec<Token>) {
        let kept = std::mem::take(&mut self.kept);
        if self.is_over {
            self.go(State::Ground);
        } else {
            self.give(Token::Text(begins, kept), out);
        }
    }

    /// What comes behind a string that did not end in time is its end, if it has an end; else it is
    /// what somebody typed.
    fn rest(&mut self, byte: u8, out: &mut Vec<Token>) {
        match byte {
            BEL => self.go(State::Ground),
            ESC => self.state = State::RestEscape,
            0x00..=0x1f | 0x7f => {
                self.replay(out);
                self.step(byte, out);
            }
            // Nobody types that much at once.
            _ if self.kept.len() == STRING_MAX => {
                self.go(State::Text(b']'));
                self.is_over = true;
            }
            _ => self.kept.push(byte),
        }
    }

    fn rest_escape(&mut self, byte: u8, out: &mut Vec<Token>) {
        if byte == b'\\' {
            return self.go(State::Ground);
        }
        self.replay(out);
        self.go(State::Escape);
        self.step(byte, out);
    }

    fn replay(&mut self, out: &mut Vec<Token>) {
        let typed = std::mem::take(&mut self.kept);
        self.go(State::Ground);
        self.feed(&typed, out);
    }

    fn late(&mut self, begins: u8, byte: u8, out: &mut Vec<Token>) {
        if !goes_on(begins, byte) {
            self.give(Token::Char(char::from(begins), Alt::No), out);
            return self.step(byte, out);
        }
        self.go(if begins == b'[' {
            State::Csi
        } else {
            State::Text(begins)
        });
        self.step(byte, out);
    }

    fn paste(&mut self, there: usize, byte: u8, out: &mut Vec<Token>) {
        let is_next = PASTE_ENDS.get(there) == Some(&byte);
        if is_next && there + 1 == PASTE_ENDS.len() {
            let pasted = std::mem::take(&mut self.kept);
            return self.give(Token::Paste(pasted), out);
        }
        if is_next {
            self.state = State::Paste(there + 1);
            return;
        }
        for begun in PASTE_ENDS.iter().take(there) {
            self.keep(*begun, PASTE_MAX);
        }
        self.state = State::Paste(usize::from(byte == ESC));
        if byte != ESC {
            self.keep(byte, PASTE_MAX);
        }
    }
}

/// Whether a terminal goes on like this behind `ESC` and the byte a sequence begins with.
fn goes_on(begins: u8, byte: u8) -> bool {
    match begins {
        b'[' => matches!(byte, b'0'..=b'9' | b'<'..=b'?' | b'A'..=b'D' | b'F' | b'H'),
        b']' => matches!(byte, b'0'..=b'9' | b'L' | b'l'),
        b'P' => matches!(byte, b'0'..=b'9' | b'!' | b'$' | b'+' | b'=' | b'>'),
        b'_' => byte == b'G',
        _ => false,
    }
}
