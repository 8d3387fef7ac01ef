//! One incident. What is so and what is asked stands in one pane, what was done in the other; on
//! a narrow screen the second follows beneath the first.
//!
//! ```text
//! ┌ BN-2026-001 嘉陵江铊超标 ───────────────┐┌ 经过 ──────────────────┐
//! │ present.rs: grade, duties.rs, missing,  ││ past.rs: reports,      │
//! │ times, conditions, facts, figures       ││ instructions, timeline │
//! └─────────────────────────────────────────┘└────────────────────────┘
//! ```

mod duties;
mod past;
mod present;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use crate::console::model::Model;
use crate::console::model::view::IncidentView;
use crate::console::scene::Scene;
use crate::console::theme::Role;
use crate::console::widget::{Doc, Panel};
use crate::domain::incident::Incident;

pub use self::past::timeline;

/// From this width on there are two panes.
const WIDE: u16 = 110;

/// Cells a frame takes of a pane's width, with one blank at its left.
const FRAME: u16 = 3;

fn panes(area: Rect) -> Vec<Rect> {
    if area.width < WIDE {
        return vec![area];
    }
    Layout::horizontal([Constraint::Fill(11), Constraint::Fill(9)])
        .split(area)
        .to_vec()
}

fn documents(incident: &Incident, scene: &Scene<'_>, panes: &[Rect]) -> Vec<Doc> {
    let width = |pane: &Rect| pane.width.saturating_sub(FRAME);
    match panes {
        [only] => {
            let mut document = present::document(incident, scene, width(only));
            document.append(past::document(incident, scene, width(only)));
            vec![document]
        }
        [left, right, ..] => vec![
            present::document(incident, scene, width(left)),
            past::document(incident, scene, width(right)),
        ],
        [] => Vec::new(),
    }
}

/// Everything the screen says of an incident, as plain text of so many columns.
pub fn text(incident: &Incident, scene: &Scene<'_>, width: u16) -> String {
    let mut document = present::document(incident, scene, width);
    document.append(past::document(incident, scene, width));
    format!("{} {}\n{}", incident.id, incident.title(), document.text())
}

/// Draws the screen.
pub fn draw(
    model: &Model,
    view: &IncidentView,
    scene: &Scene<'_>,
    buffer: &mut Buffer,
    area: Rect,
) {
    let Some(incident) = model.shown_incident(view) else {
        let words = scene.text("console-fetching");
        buffer.set_stringn(
            area.x + 2,
            area.y + 1,
            words,
            area.width.into(),
            scene.style(Role::Dim),
        );
        return;
    };
    let panes = panes(area);
    let active = view.pane.min(panes.len() - 1);
    let documents = documents(incident, scene, &panes);
    for (at, (pane, document)) in panes.iter().zip(documents).enumerate() {
        let heading = match at {
            0 => format!("{} {}", incident.id, incident.title()),
            _ => scene.text("panel-past"),
        };
        let is_active = at == active;
        let scroll = scroll_of(view, at, panes.len());
        let rows = pane.height.saturating_sub(2);
        let frame = Panel {
            heading: &heading,
            remark: &scrolled(&document, scroll, rows),
            frame: scene.style(if is_active {
                Role::BorderActive
            } else {
                Role::Border
            }),
            title: scene.style(if is_active { Role::Accent } else { Role::Dim }),
            glyphs: scene.glyphs,
        };
        let inner = frame.draw(buffer, *pane);
        let inside = Rect {
            x: inner.x + 1,
            width: inner.width.saturating_sub(1),
            ..inner
        };
        document.draw(buffer, inside, scroll);
    }
}

/// On a narrow screen whichever pane has the keys scrolls the one document.
fn scroll_of(view: &IncidentView, at: usize, panes: usize) -> usize {
    let at = if panes == 1 { view.pane.min(1) } else { at };
    view.scroll[at]
}

/// How far into a document one is, where not all of it is to be seen.
pub fn scrolled(document: &Doc, scroll: usize, rows: u16) -> String {
    let max = document.scroll_max(rows);
    if max == 0 {
        return String::new();
    }
    let percent = scroll.min(max) * 100 / max;
    format!("{percent}%")
}

/// How far each pane can be scrolled.
pub fn scroll_limits(
    model: &Model,
    view: &IncidentView,
    scene: &Scene<'_>,
    area: Rect,
) -> [usize; 2] {
    let Some(incident) = model.shown_incident(view) else {
        return [0; 2];
    };
    let panes = panes(area);
    let rows = area.height.saturating_sub(2);
    let limits: Vec<usize> = documents(incident, scene, &panes)
        .iter()
        .map(|document| document.scroll_max(rows))
        .collect();
    match limits.as_slice() {
        [only] => [*only; 2],
        [left, right, ..] => [*left, *right],
        [] => [0; 2],
    }
}
