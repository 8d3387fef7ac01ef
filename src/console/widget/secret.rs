//! Where something is typed that nobody is to see: a mark for each character is all that is drawn.
//! What was typed is wiped from memory as soon as it changes or goes; it is never part of a debug
//! text. No change can be taken back, since that would keep what was typed.

use std::fmt;

use ratatui::buffer::Buffer;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers};
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;
use zeroize::Zeroizing;

use super::Field;
use crate::domain::text::steers;

/// Something secret being typed.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret {
    typed: Zeroizing<String>,
    limit: usize,
}

impl Secret {
    /// Nothing typed yet; at most `limit` characters will be.
    pub fn new(limit: usize) -> Self {
        Self {
            typed: Zeroizing::default(),
            limit,
        }
    }

    /// What was typed, for whoever checks it.
    pub fn reveal(&self) -> &str {
        &self.typed
    }

    /// Wipes what was typed.
    pub fn wipe(&mut self) {
        self.typed = Zeroizing::default();
    }

    /// Puts a text behind what was typed. What could steer a terminal is left out, and so is what
    /// goes beyond the limit.
    pub fn insert(&mut self, text: &str) {
        let room = self.limit.saturating_sub(self.len());
        let kept = text.chars().filter(|c| !steers(*c)).take(room);
        // A text that grows beyond its place is moved, and what lay there is not wiped.
        let place = String::with_capacity(self.limit * char::MAX.len_utf8());
        let mut typed = Zeroizing::new(place);
        typed.push_str(&self.typed);
        typed.extend(kept);
        self.typed = typed;
    }

    fn len(&self) -> usize {
        self.typed.chars().count()
    }

    /// What a key does; false where it does nothing here and is free for something else.
    pub fn key(&mut self, event: KeyEvent) -> bool {
        let held = event.modifiers & (KeyModifiers::CONTROL | KeyModifiers::ALT);
        match (event.code, held) {
            (KeyCode::Char(c), KeyModifiers::NONE) => self.insert(c.encode_utf8(&mut [0; 4])),
            (KeyCode::Backspace, KeyModifiers::NONE) => drop(self.typed.pop()),
            (KeyCode::Backspace, _) | (KeyCode::Char('u' | 'w'), KeyModifiers::CONTROL) => {
                self.wipe();
            }
            _ => return false,
        }
        true
    }

    /// Draws a `mark` for each character and tells the cell the caret is in.
    pub fn draw(
        &self,
        buffer: &mut Buffer,
        area: Rect,
        style: Style,
        mark: &str,
    ) -> Option<Position> {
        let marks = Field::line(self.limit).with(&mark.repeat(self.len()));
        marks.draw(buffer, area, style)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn press(secret: &mut Secret, keys: &[&str]) {
        for key in keys {
            let chord: crate::console::key::Chord = key.parse().unwrap();
            secret.key(KeyEvent::new(chord.code, chord.held));
        }
    }

    #[test]
    fn what_is_typed_is_known_and_never_shown() {
        let mut secret = Secret::new(8);
        press(&mut secret, &["2", "4", "6", "x", "backspace", "8"]);
        assert_eq!(secret.reveal(), "2468");
        assert_eq!(format!("{secret:?}"), "Secret(…)");
        let area = Rect::new(0, 0, 6, 1);
        let mut buffer = Buffer::empty(area);
        let caret = secret.draw(&mut buffer, area, Style::default(), "*");
        assert_eq!(buffer, Buffer::with_lines(["****  "]));
        assert_eq!(caret, Some(Position::new(4, 0)));
    }

    #[test]
    fn a_long_one_keeps_its_caret_within_the_field() {
        let mut secret = Secret::new(80);
        secret.insert(&"口".repeat(40));
        let area = Rect::new(0, 0, 6, 1);
        let mut buffer = Buffer::empty(area);
        let caret = secret.draw(&mut buffer, area, Style::default(), "*");
        assert_eq!(buffer, Buffer::with_lines(["***** "]));
        assert_eq!(caret, Some(Position::new(5, 0)));
    }

    #[test]
    fn what_is_pasted_steers_nothing_and_ends_at_the_limit() {
        let mut secret = Secret::new(4);
        secret.insert("24\u{1b}\n6\u{202e}8097");
        assert_eq!(secret.reveal(), "2468");
    }

    #[test]
    fn it_is_wiped_with_one_key_and_cannot_be_brought_back() {
        for key in ["ctrl-u", "ctrl-w"] {
            let mut secret = Secret::new(8);
            press(&mut secret, &["2", "4", "6", "8", key, "ctrl-z"]);
            assert_eq!(secret.reveal(), "");
        }
    }

    #[test]
    fn keys_it_has_no_use_for_are_left_to_others() {
        let mut secret = Secret::new(8);
        for key in ["f10", "tab", "enter", "esc", "ctrl-s", "up", "left"] {
            let chord: crate::console::key::Chord = key.parse().unwrap();
            assert!(!secret.key(KeyEvent::new(chord.code, chord.held)), "{key}");
        }
    }
}
