//! The watch: how tight it is today, what is due, what is open, what happened last.
//!
//! ```text
//! narrow                                    wide
//!  schedule.rs: two rows, or a panel         ┌ 日程 ──────────────────────────────┐
//!                                            └────────────────────────────────────┘
//! ┌ 时限 ───────────────────────────┐       ┌ 时限 ──────────────────┐┌ 事件 ──────┐
//! │ deadlines.rs                    │       │                        ││            │
//! └─────────────────────────────────┘       │                        │└────────────┘
//! ┌ 事件 ──────────┐┌ 最近 ─────────┐       │                        │┌ 最近 ──────┐
//! │ incidents.rs   ││ recent.rs     │       │                        ││            │
//! └────────────────┘└───────────────┘       └────────────────────────┘└────────────┘
//! ```

mod deadlines;
mod incidents;
mod recent;
mod schedule;
pub mod standing;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

use crate::console::model::Model;
use crate::console::model::view::WatchPanel;
use crate::console::scene::Scene;
use crate::console::text;
use crate::console::theme::Role;
use crate::console::widget::Panel;

pub use self::incidents::grade_role;

/// From this width on the panels stand side by side.
const WIDE: u16 = 150;

struct Areas {
    schedule: Rect,
    deadlines: Rect,
    incidents: Rect,
    recent: Rect,
}

fn areas(area: Rect, schedule_rows: u16) -> Areas {
    let parts = Layout::vertical([Constraint::Length(schedule_rows), Constraint::Fill(1)]);
    let [schedule, area] = parts.areas(area);
    if area.width >= WIDE {
        let halves = Layout::horizontal([Constraint::Fill(5), Constraint::Fill(3)]);
        let [deadlines, side] = halves.areas(area);
        let [incidents, recent] = Layout::vertical([Constraint::Fill(1); 2]).areas(side);
        return Areas {
            schedule,
            deadlines,
            incidents,
            recent,
        };
    }
    let halves = Layout::vertical([Constraint::Fill(3), Constraint::Fill(2)]);
    let [deadlines, below] = halves.areas(area);
    let halves = Layout::horizontal([Constraint::Fill(6), Constraint::Fill(5)]);
    let [incidents, recent] = halves.areas(below);
    Areas {
        schedule,
        deadlines,
        incidents,
        recent,
    }
}

/// Draws the screen.
pub fn draw(model: &Model, scene: &Scene<'_>, buffer: &mut Buffer, area: Rect) {
    let areas = areas(area, schedule::rows(model, scene, area.height));
    schedule::draw(model, scene, area.height, buffer, areas.schedule);
    let lines = model.lines(scene.now);
    deadlines::draw(model, &lines, scene, buffer, areas.deadlines);
    incidents::draw(model, &lines, scene, buffer, areas.incidents);
    recent::draw(model, scene, buffer, areas.recent);
}

/// The frame of a panel; `remark` is at its lower right.
fn frame(
    model: &Model,
    panel: WatchPanel,
    (heading, remark): (&str, &str),
    scene: &Scene<'_>,
    buffer: &mut Buffer,
    area: Rect,
) -> Rect {
    let is_active = model.screens.is_empty() && model.watch.panel == panel;
    let (frame, title) = if is_active {
        (Role::BorderActive, Role::Accent)
    } else {
        (Role::Border, Role::Dim)
    };
    Panel {
        heading,
        remark,
        frame: scene.style(frame),
        title: scene.style(title),
        glyphs: scene.glyphs,
    }
    .draw(buffer, area)
}

/// What an empty panel says.
fn draw_empty(words: &str, scene: &Scene<'_>, buffer: &mut Buffer, area: Rect) {
    let lines = text::wrap(words, usize::from(area.width).saturating_sub(2));
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        let room = usize::from(area.width).saturating_sub(1);
        buffer.set_stringn(area.x + 1, y, line, room, scene.style(Role::Dim));
    }
}

/// Where the selection is, where not everything is to be seen.
fn position(at: Option<usize>, count: usize, rows: u16) -> String {
    match at {
        Some(at) if count > usize::from(rows) => format!("{}/{count}", at + 1),
        _ => String::new(),
    }
}

/// The style of a row's plain columns, and of its first cell.
fn row_style(is_selected: bool, is_active: bool, scene: &Scene<'_>) -> (Style, &'static str) {
    match (is_selected, is_active) {
        (true, true) => (scene.style(Role::Selection), scene.glyphs.selected()),
        (true, false) | (false, _) => (scene.style(Role::Text), " "),
    }
}
