//! The watch: how tight it is today, what is due, what is open, what happened last.
//!
//! ```text
//! narrow                                    wide
//!  schedule.rs: two rows, or a panel         ┌ 日程 ──────────────────────────────┐
//!                                            └────────────────────────────────────┘
//! ┌ 时限 ───────────────────────────┐       ┌ 时限 ──────────────────┐┌ 事件 ──────┐
//! │ duties.rs, window.rs            │       │                        ││            │
//! └ unlisted.rs ────────────────────┘       │                        │└────────────┘
//! ┌ 事件 ──────────┐┌ 最近 ─────────┐       │                        │┌ 最近 ──────┐
//! │ incidents.rs   ││ recent.rs     │       │                        ││            │
//! └────────────────┘└───────────────┘       └────────────────────────┘└────────────┘
//! ```
//!
//! On a narrow screen the duties have the rows they need, and the two panels beneath what is left;
//! where that is too little, they give way.

mod duties;
mod incidents;
mod recent;
mod recipient;
mod schedule;
pub mod standing;
mod unlisted;
mod window;

use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};
use ratatui::style::Style;

use self::window::PINNED;
use crate::console::model::Model;
use crate::console::model::view::WatchPanel;
use crate::console::scene::Scene;
use crate::console::text;
use crate::console::theme::Role;
use crate::console::widget::Panel;

pub use self::incidents::grade_role;

/// From this width on the panels stand side by side.
const WIDE: u16 = 150;

/// Rows a duty takes beneath it when it is opened, as a rule.
const OPENED: usize = 3;

/// Rows the list of duties keeps before the panels beneath have any: those that are always drawn,
/// the one selected with its recipients, and the late of which no row is drawn.
const DUTIES_LEAST: usize = PINNED + 1 + OPENED + 1;

/// Rows the panels beneath have at least, frame and all, or none.
const BENEATH_LEAST: u16 = 4;

struct Areas {
    schedule: Rect,
    duties: Rect,
    incidents: Rect,
    recent: Rect,
}

/// Where things are, with so many rows of duties, those of an opened one among them.
fn areas(area: Rect, schedule_rows: u16, duties: usize) -> Areas {
    let parts = Layout::vertical([Constraint::Length(schedule_rows), Constraint::Fill(1)]);
    let [schedule, area] = parts.areas(area);
    if area.width >= WIDE {
        let halves = Layout::horizontal([Constraint::Fill(5), Constraint::Fill(3)]);
        let [duties, side] = halves.areas(area);
        let [incidents, recent] = Layout::vertical([Constraint::Fill(1); 2]).areas(side);
        return Areas {
            schedule,
            duties,
            incidents,
            recent,
        };
    }
    let beneath = beneath(area.height, duties);
    let parts = Layout::vertical([Constraint::Fill(1), Constraint::Length(beneath)]);
    let [duties, below] = parts.areas(area);
    let halves = Layout::horizontal([Constraint::Fill(6), Constraint::Fill(5)]);
    let [incidents, recent] = halves.areas(below);
    Areas {
        schedule,
        duties,
        incidents,
        recent,
    }
}

/// Rows for the panels beneath so many duties: what these leave, or a quarter where they would take
/// everything.
fn beneath(height: u16, duties: usize) -> u16 {
    let left = |rows: usize| {
        let rows = u16::try_from(rows + 2).unwrap_or(u16::MAX);
        height.saturating_sub(rows)
    };
    let wanted = duties.max(PINNED);
    let some = left(DUTIES_LEAST).min(height / 4);
    let beneath = left(wanted).min(height * 2 / 5).max(some);
    if beneath < BENEATH_LEAST { 0 } else { beneath }
}

fn areas_of(model: &Model, scene: &Scene<'_>, area: Rect) -> Areas {
    let schedule = schedule::rows(model, scene, area.height);
    let rows = model.rows(scene);
    areas(area, schedule, rows.len() + model.watch.opened(&rows))
}

/// Whether there is room for every panel.
pub fn shows_all_panels(model: &Model, scene: &Scene<'_>) -> bool {
    let body = super::areas(model, scene).body;
    !areas_of(model, scene, body).incidents.is_empty()
}

/// Draws the screen.
pub fn draw(model: &Model, scene: &Scene<'_>, buffer: &mut Buffer, area: Rect) {
    let areas = areas_of(model, scene, area);
    schedule::draw(model, scene, area.height, buffer, areas.schedule);
    duties::draw(model, scene, buffer, areas.duties);
    if !areas.incidents.is_empty() {
        incidents::draw(model, scene, buffer, areas.incidents);
        recent::draw(model, scene, buffer, areas.recent);
    }
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
