//! A key press as a command, and its name. Names are parsed and printed from one table.

use std::fmt;
use std::str::FromStr;

use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};

use super::text::fold_key;

/// A key, with what was held down beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Chord {
    /// The key itself; letters are small ones.
    pub code: KeyCode,
    /// Control, Alt and Shift; Shift only where the key does not already say it.
    pub held: KeyModifiers,
}

/// A name that is no key.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is no key; write f5, ctrl-s, enter, pgup, / or a letter")]
pub struct NotAKey(pub String);

const NAMES: [(&str, KeyCode); 17] = [
    ("Enter", KeyCode::Enter),
    ("Esc", KeyCode::Esc),
    ("Tab", KeyCode::Tab),
    ("Shift-Tab", KeyCode::BackTab),
    ("Space", KeyCode::Char(' ')),
    ("Backspace", KeyCode::Backspace),
    ("Del", KeyCode::Delete),
    ("Ins", KeyCode::Insert),
    ("Up", KeyCode::Up),
    ("Down", KeyCode::Down),
    ("Left", KeyCode::Left),
    ("Right", KeyCode::Right),
    ("PgUp", KeyCode::PageUp),
    ("PgDn", KeyCode::PageDown),
    ("Home", KeyCode::Home),
    ("End", KeyCode::End),
    ("Minus", KeyCode::Char('-')),
];

const HELD: [(&str, KeyModifiers); 3] = [
    ("Ctrl-", KeyModifiers::CONTROL),
    ("Alt-", KeyModifiers::ALT),
    ("Shift-", KeyModifiers::SHIFT),
];

/// The function keys terminals send.
const F_KEYS: std::ops::RangeInclusive<u8> = 1..=12;

impl Chord {
    /// A key with nothing held down.
    pub fn plain(code: KeyCode) -> Self {
        Self {
            code,
            held: KeyModifiers::NONE,
        }
    }

    /// The command a key press means. An input method's full-width signs are the ASCII ones and
    /// capitals are small letters, so that neither it nor Caps Lock takes the keys away.
    pub fn of(event: KeyEvent) -> Self {
        let held = event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT);
        let shift = event.modifiers & KeyModifiers::SHIFT;
        match event.code {
            KeyCode::Char(c) => Self {
                code: KeyCode::Char(fold_key(c).to_ascii_lowercase()),
                held,
            },
            KeyCode::Tab if shift == KeyModifiers::SHIFT => Self {
                code: KeyCode::BackTab,
                held,
            },
            KeyCode::BackTab => Self {
                code: KeyCode::BackTab,
                held,
            },
            code => Self {
                code,
                held: held | shift,
            },
        }
    }

    /// Whether this key types a character where text is typed.
    pub fn is_text(self) -> bool {
        matches!(self.code, KeyCode::Char(_)) && self.held.is_empty()
    }

    /// Whether it can be pressed while an input method takes the letters.
    pub fn is_free_of_input_methods(self) -> bool {
        !self.is_text()
    }
}

impl fmt::Display for Chord {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, held) in HELD {
            if self.held.contains(held) {
                f.write_str(name)?;
            }
        }
        let named = NAMES.iter().find(|(_, code)| *code == self.code);
        match (named, self.code) {
            (Some((name, _)), _) => f.write_str(name),
            (None, KeyCode::F(number)) => write!(f, "F{number}"),
            (None, KeyCode::Char(c)) if self.held.is_empty() => write!(f, "{c}"),
            (None, KeyCode::Char(c)) => write!(f, "{}", c.to_ascii_uppercase()),
            (None, _) => f.write_str("?"),
        }
    }
}

impl FromStr for Chord {
    type Err = NotAKey;

    fn from_str(name: &str) -> Result<Self, NotAKey> {
        let bad = || NotAKey(name.to_owned());
        let mut rest = name;
        let mut held = KeyModifiers::NONE;
        loop {
            if let Some(code) = named(rest) {
                return Ok(Self { code, held });
            }
            let found = HELD.iter().find(|(prefix, _)| {
                rest.get(..prefix.len())
                    .is_some_and(|start| start.eq_ignore_ascii_case(prefix))
            });
            let (prefix, modifier) = found.ok_or_else(bad)?;
            held |= *modifier;
            rest = &rest[prefix.len()..];
        }
    }
}

fn named(name: &str) -> Option<KeyCode> {
    let known = NAMES
        .iter()
        .find(|(known, _)| known.eq_ignore_ascii_case(name));
    if let Some((_, code)) = known {
        return Some(*code);
    }
    let mut chars = name.chars();
    if let (Some(c), None) = (chars.next(), chars.next()) {
        return c
            .is_ascii_graphic()
            .then(|| KeyCode::Char(c.to_ascii_lowercase()));
    }
    let number = name.strip_prefix(['f', 'F'])?.parse().ok()?;
    F_KEYS.contains(&number).then_some(KeyCode::F(number))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_name_reads_back_as_the_key_it_names() {
        let mut names: Vec<String> = NAMES.iter().map(|(name, _)| (*name).to_owned()).collect();
        names.extend(F_KEYS.map(|n| format!("F{n}")));
        names.extend(["Ctrl-S", "Alt-Enter", "Ctrl-Alt-Left", "/", "?", "n"].map(str::to_owned));
        for name in names {
            let chord: Chord = name.parse().unwrap();
            assert_eq!(chord.to_string(), name);
        }
    }

    #[test]
    fn names_are_read_in_any_case() {
        assert_eq!("ctrl-p".parse::<Chord>(), "CTRL-P".parse::<Chord>());
        assert_eq!("f1".parse::<Chord>().unwrap().code, KeyCode::F(1));
    }

    #[test]
    fn what_is_no_key_is_refused() {
        for name in ["", "f0", "f99", "ctrl-", "strg-s", "铊", "--", "enterr"] {
            assert_eq!(
                name.parse::<Chord>(),
                Err(NotAKey(name.to_owned())),
                "{name}"
            );
        }
    }

    #[test]
    fn an_input_method_and_caps_lock_do_not_take_the_keys_away() {
        let press = |c| Chord::of(KeyEvent::new(KeyCode::Char(c), KeyModifiers::NONE));
        assert_eq!(press('ｎ'), press('n'));
        assert_eq!(press('？'), press('?'));
        assert_eq!(press('、'), press('/'));
        let capital = KeyEvent::new(KeyCode::Char('N'), KeyModifiers::SHIFT);
        assert_eq!(Chord::of(capital), press('n'));
    }

    #[test]
    fn shift_tab_is_one_key_however_the_terminal_says_it() {
        let says_shift = Chord::of(KeyEvent::new(KeyCode::Tab, KeyModifiers::SHIFT));
        let says_back = Chord::of(KeyEvent::new(KeyCode::BackTab, KeyModifiers::SHIFT));
        assert_eq!(says_shift, says_back);
        assert_eq!("shift-tab".parse(), Ok(says_back));
    }
}
