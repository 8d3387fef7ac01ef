//! A colour as a theme names it: an RGB value and the hand-picked one of the sixteen beside it, so
//! that the two cannot drift apart; and how each depth of terminal shows it.

use ratatui::style::Color;
use serde::Deserialize;

/// How many colours the terminal shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// 24 bits.
    True,
    /// The 256 of xterm.
    Indexed,
    /// The sixteen every terminal has, in the user's own palette.
    Sixteen,
    /// None: weight and reverse video only.
    Mono,
}

/// A colour in the two forms a theme gives it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "(String, String)")]
pub struct Colour {
    /// Red, green and blue.
    pub rgb: Rgb,
    /// The one of the sixteen; the terminal's own default where the theme says `default`.
    pub ansi: Color,
}

/// Red, green and blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub struct Rgb(pub u8, pub u8, pub u8);

const ANSI: [(&str, Color); 17] = [
    ("default", Color::Reset),
    ("black", Color::Black),
    ("red", Color::Red),
    ("green", Color::Green),
    ("yellow", Color::Yellow),
    ("blue", Color::Blue),
    ("magenta", Color::Magenta),
    ("cyan", Color::Cyan),
    ("white", Color::Gray),
    ("bright-black", Color::DarkGray),
    ("bright-red", Color::LightRed),
    ("bright-green", Color::LightGreen),
    ("bright-yellow", Color::LightYellow),
    ("bright-blue", Color::LightBlue),
    ("bright-magenta", Color::LightMagenta),
    ("bright-cyan", Color::LightCyan),
    ("bright-white", Color::White),
];

impl TryFrom<(String, String)> for Colour {
    type Error = String;

    fn try_from((rgb, ansi): (String, String)) -> Result<Self, String> {
        let found = ANSI.iter().find(|(name, _)| *name == ansi);
        let ansi = found
            .map(|(_, colour)| *colour)
            .ok_or_else(|| format!("{ansi:?} is none of the sixteen colours or \"default\""))?;
        Ok(Self {
            rgb: rgb.try_into()?,
            ansi,
        })
    }
}

impl TryFrom<String> for Rgb {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let bad = || format!("{text:?} is not a colour like \"#1e2a35\"");
        let digits = text.strip_prefix('#').ok_or_else(bad)?;
        if digits.len() != 6 || !digits.is_ascii() {
            return Err(bad());
        }
        let value = u32::from_str_radix(digits, 16).map_err(|_| bad())?;
        let [_, r, g, b] = value.to_be_bytes();
        Ok(Self(r, g, b))
    }
}

impl Colour {
    /// The colour on a terminal of that depth. `default` stays the terminal's own at every depth.
    pub fn at(self, depth: Depth) -> Color {
        match depth {
            _ if self.ansi == Color::Reset => Color::Reset,
            Depth::True => Color::Rgb(self.rgb.0, self.rgb.1, self.rgb.2),
            Depth::Indexed => Color::Indexed(self.rgb.nearest()),
            Depth::Sixteen => self.ansi,
            Depth::Mono => Color::Reset,
        }
    }
}

impl Rgb {
    /// The nearest of xterm's fixed colours: the 6×6×6 cube or the greys.
    pub fn nearest(self) -> u8 {
        let candidates = 16..=255u8;
        candidates
            .min_by_key(|index| self.distance(Self::indexed(*index)))
            .unwrap_or(16)
    }

    /// What xterm shows for an index from 16 on.
    fn indexed(index: u8) -> Self {
        const STEPS: [u8; 6] = [0, 95, 135, 175, 215, 255];
        if let Some(grey) = index.checked_sub(232) {
            let level = 8 + 10 * grey;
            return Self(level, level, level);
        }
        let cube = usize::from(index - 16);
        Self(STEPS[cube / 36], STEPS[cube / 6 % 6], STEPS[cube % 6])
    }

    fn distance(self, other: Self) -> u32 {
        let square = |a: u8, b: u8| u32::from(a.abs_diff(b)).pow(2);
        square(self.0, other.0) + square(self.1, other.1) + square(self.2, other.2)
    }

    /// WCAG's contrast with another colour: 1 for none, 21 for black on white.
    pub fn contrast(self, other: Self) -> f64 {
        let (a, b) = (self.luminance(), other.luminance());
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    fn luminance(self) -> f64 {
        let linear = |channel: u8| {
            let share = f64::from(channel) / 255.0;
            if share <= 0.04045 {
                share / 12.92
            } else {
                ((share + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(self.0) + 0.7152 * linear(self.1) + 0.0722 * linear(self.2)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn black_on_white_has_the_highest_contrast() {
        let contrast = Rgb(0, 0, 0).contrast(Rgb(255, 255, 255));
        assert!((contrast - 21.0).abs() < 0.01, "{contrast}");
        assert!((Rgb(9, 9, 9).contrast(Rgb(9, 9, 9)) - 1.0).abs() < 0.01);
    }

    #[test]
    fn a_colour_of_the_cube_is_its_own_nearest() {
        assert_eq!(Rgb(255, 0, 0).nearest(), 196);
        assert_eq!(Rgb(0, 0, 0).nearest(), 16);
        assert_eq!(Rgb(128, 128, 128).nearest(), 244);
    }

    #[test]
    fn what_is_no_colour_is_refused_with_a_sentence() {
        let colour = |rgb: &str, ansi: &str| Colour::try_from((rgb.to_owned(), ansi.to_owned()));
        assert!(colour("#12345", "red").unwrap_err().contains("#12345"));
        assert!(colour("#12345é", "red").is_err());
        assert!(colour("#123456", "mauve").unwrap_err().contains("mauve"));
        assert_eq!(colour("#102030", "red").unwrap().rgb, Rgb(16, 32, 48));
    }
}
