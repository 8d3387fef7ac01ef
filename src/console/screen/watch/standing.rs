//! How a deadline stands, as a mark, a word and a look: never by colour alone.

use ratatui::style::Style;

use crate::console::glyphs::Glyphs;
use crate::console::scene::Scene;
use crate::console::theme::Role;
use crate::rulebook::{Deadline, Standing};

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

/// The style of a deadline: how it stands, or that it is only foreseen.
pub fn style(deadline: &Deadline, scene: &Scene<'_>) -> Style {
    let role = match deadline.standing {
        Standing::Running if deadline.foreseen => Role::Info,
        Standing::Overdue if deadline.foreseen => Role::Warn,
        standing => role(standing),
    };
    scene.style(role)
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
pub fn words(deadline: &Deadline, scene: &Scene<'_>) -> String {
    if deadline.foreseen {
        return format!("? {}", scene.text("standing-foreseen"));
    }
    let standing = deadline.standing;
    let mark = mark(standing, scene.glyphs);
    format!("{mark}{}", scene.text(standing.key()))
}
