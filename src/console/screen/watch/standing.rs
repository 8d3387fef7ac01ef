//! How a deadline stands, as a mark, a word and a look: never by colour alone.

use ratatui::style::Style;

use crate::console::glyphs::Glyphs;
use crate::console::scene::Scene;
use crate::console::theme::Role;
use crate::rulebook::Standing;

/// The role of a standing.
pub fn role(standing: Standing) -> Role {
    match standing {
        Standing::Overdue => Role::Overdue,
        Standing::DueSoon => Role::Warn,
        Standing::Running => Role::Text,
        Standing::Met => Role::Ok,
        Standing::MetLate => Role::Error,
        Standing::Void => Role::Dim,
    }
}

/// Its style.
pub fn style(standing: Standing, scene: &Scene<'_>) -> Style {
    scene.style(role(standing))
}

/// Its mark, two cells.
pub fn mark(standing: Standing, glyphs: Glyphs) -> &'static str {
    match (standing, glyphs) {
        (Standing::Overdue, _) => "!!",
        (Standing::DueSoon, _) => "! ",
        (Standing::Running, _) => "  ",
        (Standing::Met, Glyphs::Unicode) => "✓ ",
        (Standing::Met, Glyphs::Ascii) => "v ",
        (Standing::MetLate, Glyphs::Unicode) => "✓!",
        (Standing::MetLate, Glyphs::Ascii) => "v!",
        (Standing::Void, _) => "- ",
    }
}

/// Mark and word.
pub fn words(standing: Standing, scene: &Scene<'_>) -> String {
    let mark = mark(standing, scene.glyphs);
    format!("{mark}{}", scene.text(standing.key()))
}
