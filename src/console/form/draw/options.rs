//! What is chosen from: options side by side, in as many rows as they need.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::Plan;
use crate::console::form::choice::{Choice, Ticks};
use crate::console::form::input::NameField;
use crate::console::scene::Scene;
use crate::console::text;
use crate::console::theme::Role;

/// Words with their looks, side by side.
pub(super) type Row = Vec<(String, Style)>;

/// Puts pieces side by side into rows of `cols` columns, one blank between them.
pub(super) fn flow(pieces: Vec<(String, Style)>, cols: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = vec![Vec::new()];
    let mut taken = 0;
    for (piece, style) in pieces {
        let piece = text::cut(&piece, cols);
        let cells = text::width(&piece);
        if taken > 0 && taken + 1 + cells > cols {
            rows.push(Vec::new());
            taken = 0;
        }
        taken += cells + usize::from(taken > 0);
        if let Some(row) = rows.last_mut() {
            row.push((piece, style));
        }
    }
    rows
}

pub(super) fn put_rows(sheet: &mut Buffer, x: u16, y: u16, rows: &[Row]) {
    let limit = sheet.area.bottom();
    for (y, row) in (y..limit).zip(rows) {
        let mut x = x;
        for (piece, style) in row {
            let (end, _) = sheet.set_stringn(x, y, piece, usize::MAX, *style);
            x = end + 1;
        }
    }
}

pub(super) fn candidates(name: &NameField, scene: &Scene<'_>, plan: Plan) -> Vec<Row> {
    if name.known.is_empty() {
        return Vec::new();
    }
    let known = name.known.iter().take(9).zip(1..);
    let pieces = known.map(|(name, number)| {
        let name = text::clean(name);
        (format!("{number} {name} "), scene.style(Role::Dim))
    });
    flow(pieces.collect(), plan.input.into())
}

/// All options where the field has the keys or they fit one row; else the one that is chosen.
pub(super) fn choice_rows(
    choice: &Choice,
    is_focus: bool,
    scene: &Scene<'_>,
    plan: Plan,
) -> Vec<Row> {
    let option = |at: usize| {
        let option = &choice.options()[at];
        let label = option.label.text(scene.lang);
        let label = text::clean(&label);
        let number = if at < 9 {
            format!("{} ", at + 1)
        } else {
            String::new()
        };
        if at == choice.at() {
            let role = if is_focus {
                Role::AccentText
            } else {
                Role::Text
            };
            (format!("[{number}{label}]"), scene.style(role))
        } else {
            (format!(" {number}{label} "), scene.style(Role::Dim))
        }
    };
    if choice.options().is_empty() {
        return vec![vec![(scene.text("form-nothing"), scene.style(Role::Dim))]];
    }
    let all = flow(
        (0..choice.options().len()).map(option).collect(),
        plan.input.into(),
    );
    if is_focus || all.len() == 1 {
        return all;
    }
    vec![vec![option(choice.at())]]
}

/// All options where the field has the keys; else those that are ticked.
pub(super) fn tick_rows(ticks: &Ticks, is_focus: bool, scene: &Scene<'_>, plan: Plan) -> Vec<Row> {
    let piece = |at: usize| {
        let (option, is_ticked) = &ticks.options()[at];
        let label = option.label.text(scene.lang);
        let label = text::clean(&label);
        let mark = if *is_ticked {
            scene.glyphs.ticked()
        } else {
            scene.glyphs.unticked()
        };
        let number = if at < 9 {
            format!("{} ", at + 1)
        } else {
            String::new()
        };
        let role = match (is_focus && at == ticks.at(), is_ticked) {
            (true, _) => Role::AccentText,
            (false, true) => Role::Text,
            (false, false) => Role::Dim,
        };
        (format!("{mark}{number}{label}"), scene.style(role))
    };
    let count = ticks.options().len();
    let shown: Vec<usize> = (0..count)
        .filter(|at| is_focus || ticks.options()[*at].1)
        .collect();
    if shown.is_empty() {
        let key = if count == 0 {
            "form-nothing"
        } else {
            "form-none-ticked"
        };
        return vec![vec![(scene.text(key), scene.style(Role::Dim))]];
    }
    flow(shown.into_iter().map(piece).collect(), plan.input.into())
}
