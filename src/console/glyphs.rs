//! The signs a screen is drawn with, in two sets. Nothing whose width a terminal may disagree
//! about carries a meaning: those signs are ASCII, or one cell wide everywhere, in both sets.

use ratatui::symbols::border;

/// A set of signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Glyphs {
    /// Box drawing and a few signs beyond ASCII.
    #[default]
    Unicode,
    /// ASCII alone: for `TERM=linux` and terminals that are not UTF-8.
    Ascii,
}

impl Glyphs {
    /// The lines of a frame.
    pub fn frame(self) -> border::Set<'static> {
        match self {
            Self::Unicode => border::PLAIN,
            Self::Ascii => border::Set {
                top_left: "+",
                top_right: "+",
                bottom_left: "+",
                bottom_right: "+",
                vertical_left: "|",
                vertical_right: "|",
                horizontal_top: "-",
                horizontal_bottom: "-",
            },
        }
    }

    /// A horizontal rule, one cell.
    pub fn rule(self) -> &'static str {
        match self {
            Self::Unicode => "─",
            Self::Ascii => "-",
        }
    }

    /// The mark beside a selected row.
    pub fn selected(self) -> &'static str {
        ">"
    }

    /// A character that is not shown. The usual bullet is as wide as a hanzi on many Chinese
    /// terminals; this one is a cell everywhere.
    pub fn masked(self) -> &'static str {
        match self {
            Self::Unicode => "\u{2219}",
            Self::Ascii => "*",
        }
    }

    /// A box that is ticked.
    pub fn ticked(self) -> &'static str {
        "[x]"
    }

    /// A box that is not.
    pub fn unticked(self) -> &'static str {
        "[ ]"
    }
}
