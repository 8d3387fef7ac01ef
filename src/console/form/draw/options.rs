//! What is chosen from: options side by side, in as many rows as they need.

use ratatui::buffer::Buffer;
use ratatui::style::Style;

use super::Plan;
use crate::console::form::choice::{Choice, Ticks};
use crate::console::form::name::NameField;
use crate::console::form::subject::SubjectField;
use crate::console::scene::Scene;
use crate::console::text;
use crate::console::theme::Role;

/// Words with their looks, side by side.
pub(super) type Row = Vec<(String, Style)>;

/// Cells between two options.
const GAP: usize = 2;

/// Wider options than this stand one to a row.
const BESIDE_MAX: usize = 26;

/// Puts pieces side by side into rows of `cols` columns.
fn flow(pieces: Vec<(String, Style)>, cols: usize) -> Vec<Row> {
    let mut rows: Vec<Row> = vec![Vec::new()];
    let mut taken = 0;
    let is_wide = pieces
        .iter()
        .any(|(piece, _)| text::width(piece) > BESIDE_MAX);
    for (piece, style) in pieces {
        let piece = text::cut(&piece, cols);
        let cells = text::width(&piece);
        if taken > 0 && (is_wide || taken + GAP + cells > cols) {
            rows.push(Vec::new());
            taken = 0;
        }
        taken += cells + if taken > 0 { GAP } else { 0 };
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
            x = end + u16::try_from(GAP).unwrap_or(1);
        }
    }
}

pub(super) fn candidates(name: &NameField, scene: &Scene<'_>, plan: Plan) -> Vec<Row> {
    let offered = name.offered().into_iter().zip(1..);
    let pieces = offered.map(|(name, number)| {
        let name = text::clean(name);
        (format!("{number} {name}"), scene.style(Role::Dim))
    });
    let pieces: Vec<_> = pieces.collect();
    if pieces.is_empty() {
        return Vec::new();
    }
    flow(pieces, plan.input.into())
}

/// The subjects what is typed may mean, one a row, and how many more there are.
pub(super) fn subjects(field: &SubjectField, scene: &Scene<'_>, plan: Plan) -> Vec<Row> {
    let (offered, more) = field.offered();
    let more = (more > 0).then(|| scene.say("form-more", &[("number", &more.to_string())]));
    let lines = offered.into_iter().chain(more);
    lines
        .map(|line| {
            let line = text::cut(&text::clean(&line), plan.input.into());
            vec![(line, scene.style(Role::Dim))]
        })
        .collect()
}

/// The number an option is chosen by, where a digit does.
fn number(at: usize) -> String {
    if at < 9 {
        format!("{} ", at + 1)
    } else {
        String::new()
    }
}

/// All options where the field has the keys; else the one that is chosen.
pub(super) fn choice_rows(
    choice: &Choice,
    is_focus: bool,
    scene: &Scene<'_>,
    plan: Plan,
) -> Vec<Row> {
    let label = |at: usize| {
        let label = choice.options()[at].label.text(scene.lang);
        text::clean(&label).into_owned()
    };
    let option = |at: usize| {
        let (number, label) = (number(at), label(at));
        if at == choice.at() {
            let chosen = format!("[{number}{label}]");
            (chosen, scene.style(Role::AccentText))
        } else {
            (format!(" {number}{label} "), scene.style(Role::Dim))
        }
    };
    if choice.options().is_empty() {
        return vec![vec![(scene.text("form-nothing"), scene.style(Role::Dim))]];
    }
    if is_focus {
        let all = (0..choice.options().len()).map(option).collect();
        return flow(all, plan.input.into());
    }
    let chosen = text::cut(&label(choice.at()), plan.input.into());
    vec![vec![(chosen, scene.style(Role::Text))]]
}

/// All options where the field has the keys; else the names of those that are ticked.
pub(super) fn tick_rows(ticks: &Ticks, is_focus: bool, scene: &Scene<'_>, plan: Plan) -> Vec<Row> {
    let label = |at: usize| {
        let label = ticks.options()[at].0.label.text(scene.lang);
        text::clean(&label).into_owned()
    };
    let option = |at: usize| {
        let is_ticked = ticks.options()[at].1;
        let mark = if is_ticked {
            scene.glyphs.ticked()
        } else {
            scene.glyphs.unticked()
        };
        let role = match (at == ticks.at(), is_ticked) {
            (true, _) => Role::AccentText,
            (false, true) => Role::Text,
            (false, false) => Role::Dim,
        };
        (
            format!("{mark} {}{}", number(at), label(at)),
            scene.style(role),
        )
    };
    let count = ticks.options().len();
    if is_focus && count > 0 {
        return flow((0..count).map(option).collect(), plan.input.into());
    }
    let ticked: Vec<String> = (0..count)
        .filter(|at| ticks.options()[*at].1)
        .map(label)
        .collect();
    let (words, role) = match (count, ticked.is_empty()) {
        (0, _) => (scene.text("form-nothing"), Role::Dim),
        (_, true) => (scene.text("form-none-ticked"), Role::Dim),
        (_, false) => (ticked.join(&scene.text("console-and")), Role::Text),
    };
    text::wrap(&words, plan.input.into())
        .into_iter()
        .map(|line| vec![(line, scene.style(role))])
        .collect()
}
