//! Tokens as what they mean: a key, a paste, or something the terminal says that is no key.

use ratatui::crossterm::event::{Event, KeyCode, KeyEvent, KeyEventKind, KeyModifiers};

use super::token::{Alt, Token};

/// What came from the terminal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heard {
    /// Somebody pressed a key or pasted, or the window was entered or left.
    Event(Event),
    /// The terminal answered or reported something. It is for whoever asked, and never a key.
    Reply(Reply),
}

/// What a terminal says that is no key: the bytes between its beginning and its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reply {
    /// What stands behind the Esc: `[`, `]`, `P`, `_`.
    pub begins: char,
    /// What follows, without the end of a string.
    pub text: String,
}

/// What a token means; nothing where it means nothing here.
pub fn read(token: Token) -> Option<Heard> {
    let key = match token {
        Token::Char(c, alt) => Some(typed(c, alt)),
        Token::Control(byte, alt) => control(byte, alt),
        Token::Escape => Some(KeyEvent::from(KeyCode::Esc)),
        Token::Ss3(held, last) => ss3(&held, last),
        Token::Linux(byte) => linux(byte),
        Token::Csi(kept, last) => return csi(&kept, last),
        Token::Text(begins, text) => return Some(reply(begins, &text)),
        Token::Paste(bytes) => {
            let text = String::from_utf8(bytes)
                .unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).into_owned());
            return Some(Heard::Event(Event::Paste(text)));
        }
    };
    key.map(|key| Heard::Event(Event::Key(key)))
}

fn reply(begins: u8, text: &[u8]) -> Heard {
    Heard::Reply(Reply {
        begins: char::from(begins),
        text: String::from_utf8_lossy(text).into_owned(),
    })
}

fn with(alt: Alt, held: KeyModifiers) -> KeyModifiers {
    match alt {
        Alt::Held => held | KeyModifiers::ALT,
        Alt::No => held,
    }
}

fn typed(c: char, alt: Alt) -> KeyEvent {
    let shift = if c.is_uppercase() {
        KeyModifiers::SHIFT
    } else {
        KeyModifiers::NONE
    };
    KeyEvent::new(KeyCode::Char(c), with(alt, shift))
}

fn control(byte: u8, alt: Alt) -> Option<KeyEvent> {
    let held = with(alt, KeyModifiers::NONE);
    let code = match byte {
        0x08 | 0x7f => KeyCode::Backspace,
        0x09 => KeyCode::Tab,
        0x0d => KeyCode::Enter,
        _ => {
            let letter = match byte {
                0x00 => ' ',
                0x01..=0x1a => char::from(byte - 1 + b'a'),
                0x1c..=0x1f => char::from(byte - 0x1c + b'\\'),
                _ => return None,
            };
            let held = held | KeyModifiers::CONTROL;
            return Some(KeyEvent::new(KeyCode::Char(letter), held));
        }
    };
    Some(KeyEvent::new(code, held))
}

/// The first function keys of the Linux console.
fn linux(byte: u8) -> Option<KeyEvent> {
    match byte {
        b'A'..=b'E' => Some(KeyEvent::from(KeyCode::F(byte - b'A' + 1))),
        _ => None,
    }
}

/// Keys whose last byte says which: arrows, Home and End, the first four function keys.
fn by_letter(last: u8) -> Option<KeyCode> {
    Some(match last {
        b'A' => KeyCode::Up,
        b'B' => KeyCode::Down,
        b'C' => KeyCode::Right,
        b'D' => KeyCode::Left,
        b'E' => KeyCode::KeypadBegin,
        b'F' => KeyCode::End,
        b'H' => KeyCode::Home,
        b'P'..=b'S' => KeyCode::F(last - b'P' + 1),
        _ => return None,
    })
}

fn ss3(held: &[u8], last: u8) -> Option<KeyEvent> {
    let held = modifiers(number(held));
    let code = match last {
        // rxvt: an arrow with Ctrl.
        b'a'..=b'd' => {
            let arrow = by_letter(last.to_ascii_uppercase())?;
            return Some(KeyEvent::new(arrow, held | KeyModifiers::CONTROL));
        }
        // A keypad that is told to be one.
        b'I' => KeyCode::Tab,
        b'M' => KeyCode::Enter,
        b'X' => KeyCode::Char('='),
        b'j'..=b'y' => KeyCode::Char(char::from(last - b'j' + b'*')),
        _ => by_letter(last)?,
    };
    Some(KeyEvent::new(code, held))
}

/// A number; 0 where there is none.
fn number(digits: &[u8]) -> u32 {
    let text = std::str::from_utf8(digits).unwrap_or_default();
    text.parse().unwrap_or(0)
}

/// What is held down, as terminals count it: one more than the sum of its bits.
fn modifiers(count: u32) -> KeyModifiers {
    const BITS: [(u32, KeyModifiers); 6] = [
        (1, KeyModifiers::SHIFT),
        (2, KeyModifiers::ALT),
        (4, KeyModifiers::CONTROL),
        (8, KeyModifiers::SUPER),
        (16, KeyModifiers::HYPER),
        (32, KeyModifiers::META),
    ];
    let bits = count.saturating_sub(1);
    let held = BITS.into_iter().filter(|(bit, _)| bits & bit != 0);
    held.fold(KeyModifiers::NONE, |all, (_, one)| all | one)
}

fn csi(kept: &[u8], last: u8) -> Option<Heard> {
    let is_plain = |byte: &u8| matches!(byte, b'0'..=b'9' | b':' | b';');
    // A mouse somebody left switched on is no answer to anything.
    if kept.first() == Some(&b'<') && matches!(last, b'M' | b'm') {
        return None;
    }
    let event = match (kept, last) {
        ([], b'I') => Some(Event::FocusGained),
        ([], b'O') => Some(Event::FocusLost),
        _ if kept.iter().all(is_plain) => csi_key(&Params::of(kept), last).map(Event::Key),
        _ => None,
    };
    if let Some(event) = event {
        return Some(Heard::Event(event));
    }
    let mut text = kept.to_vec();
    text.push(last);
    Some(reply(b'[', &text))
}

/// The numbers between `ESC [` and the last byte; where one has parts, its first two.
struct Params(Vec<(u32, u32)>);

impl Params {
    fn of(kept: &[u8]) -> Self {
        let one = |digits: &[u8]| {
            let mut parts = digits.split(|byte| *byte == b':').map(number);
            (parts.next().unwrap_or(0), parts.next().unwrap_or(0))
        };
        if kept.is_empty() {
            return Self(Vec::new());
        }
        Self(kept.split(|byte| *byte == b';').map(one).collect())
    }

    fn get(&self, at: usize) -> u32 {
        self.0.get(at).map_or(0, |(number, _)| *number)
    }

    fn held(&self, at: usize) -> KeyModifiers {
        modifiers(self.get(at))
    }

    /// Whether the key goes down, is held or goes up, which stands behind what is held.
    fn kind(&self) -> KeyEventKind {
        match self.0.get(1).map_or(0, |(_, part)| *part) {
            2 => KeyEventKind::Repeat,
            3 => KeyEventKind::Release,
            _ => KeyEventKind::Press,
        }
    }
}

fn csi_key(params: &Params, last: u8) -> Option<KeyEvent> {
    let (code, held) = match last {
        b'~' => return tilde(params),
        // rxvt: what is held is told by the last byte.
        b'^' => (numbered(params.get(0))?, KeyModifiers::CONTROL),
        b'$' => (numbered(params.get(0))?, KeyModifiers::SHIFT),
        b'@' => {
            let both = KeyModifiers::CONTROL | KeyModifiers::SHIFT;
            (numbered(params.get(0))?, both)
        }
        b'a'..=b'd' if params.0.is_empty() => {
            let arrow = by_letter(last.to_ascii_uppercase())?;
            (arrow, KeyModifiers::SHIFT)
        }
        b'Z' => (KeyCode::BackTab, KeyModifiers::SHIFT | params.held(1)),
        // Where the caret is, and not F3: that has 1 and what is held, or nothing.
        b'R' if !params.0.is_empty() && !is_f3(params) => return None,
        b'u' if !params.0.is_empty() => (by_code(params.get(0))?, params.held(1)),
        _ => (by_letter(last)?, params.held(1)),
    };
    Some(KeyEvent::new_with_kind(code, held, params.kind()))
}

fn is_f3(params: &Params) -> bool {
    params.0.len() == 2 && params.get(0) == 1 && (2..=16).contains(&params.get(1))
}

fn tilde(params: &Params) -> Option<KeyEvent> {
    let (code, held) = if params.get(0) == 27 && params.0.len() == 3 {
        (by_code(params.get(2))?, params.held(1))
    } else {
        (numbered(params.get(0))?, params.held(1))
    };
    Some(KeyEvent::new_with_kind(code, held, params.kind()))
}

/// Keys by the number before `~`; the gaps are as old as the VT220.
fn numbered(number: u32) -> Option<KeyCode> {
    let f = |first: u32, beneath: u32| {
        let number = u8::try_from(number - first + beneath);
        number.ok().map(KeyCode::F)
    };
    match number {
        1 | 7 => Some(KeyCode::Home),
        2 => Some(KeyCode::Insert),
        3 => Some(KeyCode::Delete),
        4 | 8 => Some(KeyCode::End),
        5 => Some(KeyCode::PageUp),
        6 => Some(KeyCode::PageDown),
        11..=15 => f(11, 1),
        17..=21 => f(17, 6),
        23..=26 => f(23, 11),
        28 | 29 => f(28, 15),
        31..=34 => f(31, 17),
        _ => None,
    }
}

/// A key by its character's number, where the terminal tells every key that way.
fn by_code(code: u32) -> Option<KeyCode> {
    match code {
        8 | 127 => Some(KeyCode::Backspace),
        9 => Some(KeyCode::Tab),
        13 => Some(KeyCode::Enter),
        27 => Some(KeyCode::Esc),
        // Keys that are no characters, in a range no text uses.
        0xe000..=0xf8ff => None,
        _ => char::from_u32(code)
            .filter(|c| !c.is_control())
            .map(KeyCode::Char),
    }
}
