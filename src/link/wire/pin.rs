//! An officer's PIN on its way to the desk.

use std::fmt;

use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

use crate::error::Error;

/// Characters a PIN has at least and at most.
pub const PIN_CHARS: std::ops::RangeInclusive<usize> = 4..=64;

/// A PIN. It is never shown, never written down, and wiped from memory when it is dropped.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Pin(String);

impl Pin {
    /// A PIN as it was typed, or nothing where it is too short, too long or holds a character that
    /// cannot be typed everywhere.
    pub fn new(mut typed: String) -> Option<Self> {
        let fits = PIN_CHARS.contains(&typed.chars().count());
        if fits && !typed.chars().any(char::is_control) {
            return Some(Self(typed));
        }
        typed.zeroize();
        None
    }

    /// A PIN as it was typed, or why it is none.
    pub fn read(typed: String) -> Result<Self, Error> {
        Self::new(typed).ok_or_else(|| {
            Error::refused("cli-pin-length")
                .with("least", PIN_CHARS.start())
                .with("most", PIN_CHARS.end())
        })
    }

    /// Its bytes, for whoever checks it.
    pub fn bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }
}

impl Drop for Pin {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for Pin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Pin(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pin_is_never_shown() {
        let pin = Pin::new("2468".to_owned()).unwrap();
        assert_eq!(format!("{pin:?}"), "Pin(…)");
    }

    #[test]
    fn a_pin_is_neither_too_short_nor_too_long_nor_steers_a_terminal() {
        for typed in ["", "123", "12\n34", &"9".repeat(65)] {
            assert!(Pin::new(typed.to_owned()).is_none(), "{typed:?}");
        }
        assert!(Pin::new("口令一二".to_owned()).is_some());
    }
}
