//! The calendar: months, the year, the day looked at, the steps to come.
//!
//! ```text
//! narrow                                      wide and high
//! ┌ 2026年2月 ──────────┐┌ 2026年 ─────────┐  ┌ 1月 ─────┐┌ 2月 ─────┐┌ 3月 ─────┐
//! │ month.rs            ││ year.rs         │  │ month.rs ││          ││          │
//! │                     │├ 02-17 周二 ─────┤  └──────────┘└──────────┘└──────────┘
//! │                     ││ day.rs, step.rs │  ┌ 2026年 ────────────────────────────┐
//! │                     │├ 节点 ───────────┤  └────────────────────────────────────┘
//! │                     ││ steps.rs        │  ┌ 02-17 周二 ────┐┌ 节点 ────────────┐
//! └─────────────────────┘└─────────────────┘  └────────────────┘└──────────────────┘
//! ```

mod bars;
mod day;
mod month;
mod step;
mod steps;
mod year;

use chrono::{Datelike, Months, NaiveDate};
use ratatui::buffer::Buffer;
use ratatui::layout::{Constraint, Layout, Rect};

use crate::console::model::Model;
use crate::console::model::view::{CalendarPanel, CalendarView};
use crate::console::outlook::{LookedAt, Outlook};
use crate::console::scene::Scene;
use crate::console::theme::Role;
use crate::console::widget::Panel;

/// Cells a month takes at least, its frame with it, and those it takes where there is room.
const MONTH: u16 = 7 * month::CELL_MIN + 2;
const MONTH_AT_EASE: u16 = 7 * month::CELL_AT_EASE + 2;

/// Rows a month takes beneath one another's: the names of the days, six weeks, a frame.
const MONTH_ROWS: u16 = 6 * month::WEEK_AT_EASE + 3;

/// Cells the panels beside a month need.
const BESIDE: u16 = 38;

/// Rows of the year's panel.
const YEAR_ROWS: u16 = 4;

/// Rows the panels beneath the months need.
const BENEATH: u16 = 10;

/// Months shown at most.
const MONTHS_MAX: u16 = 6;

/// What the panels draw from.
#[derive(Clone, Copy)]
struct Shown<'a> {
    view: &'a CalendarView,
    outlook: &'a Outlook,
    at: &'a LookedAt,
    scene: &'a Scene<'a>,
}

/// Where the panels are.
struct Areas {
    months: Vec<Rect>,
    year: Rect,
    day: Rect,
    steps: Rect,
}

fn areas(area: Rect) -> Areas {
    let stacked = area.height >= MONTH_ROWS + YEAR_ROWS + BENEATH && area.width >= 2 * MONTH;
    let split = |area: Rect, constraints: &[Constraint]| {
        Layout::vertical(constraints.iter().copied())
            .split(area)
            .to_vec()
    };
    if !stacked {
        return side_by_side(area);
    }
    let rows = split(
        area,
        &[
            Constraint::Length(MONTH_ROWS),
            Constraint::Length(YEAR_ROWS),
            Constraint::Fill(1),
        ],
    );
    let [top, year, below] = rows[..] else {
        return side_by_side(area);
    };
    let halves = Layout::horizontal([Constraint::Fill(1); 2]);
    let [day, steps] = halves.areas(below);
    Areas {
        months: in_a_row(top, (area.width / MONTH).clamp(1, MONTHS_MAX)),
        year,
        day,
        steps,
    }
}

fn side_by_side(area: Rect) -> Areas {
    let room = area.width.saturating_sub(BESIDE);
    let count = (room / MONTH).clamp(1, MONTHS_MAX);
    let one = if room >= count * MONTH_AT_EASE {
        MONTH_AT_EASE
    } else {
        MONTH
    };
    let halves = Layout::horizontal([Constraint::Length(count * one), Constraint::Fill(1)]);
    let [left, right] = halves.areas(area);
    let year_rows = if area.height >= 18 { YEAR_ROWS } else { 0 };
    let parts = Layout::vertical([
        Constraint::Length(year_rows),
        Constraint::Fill(1),
        Constraint::Fill(1),
    ]);
    let [year, day, steps] = parts.areas(right);
    Areas {
        months: in_a_row(left, count),
        year,
        day,
        steps,
    }
}

fn in_a_row(area: Rect, count: u16) -> Vec<Rect> {
    let each = (0..count).map(|_| Constraint::Fill(1));
    Layout::horizontal(each).split(area).to_vec()
}

/// Draws the screen.
pub fn draw(
    model: &Model,
    view: &CalendarView,
    scene: &Scene<'_>,
    buffer: &mut Buffer,
    area: Rect,
) {
    let outlook = model.outlook();
    let looked_at = outlook.and_then(|outlook| outlook.looked_at.as_ref());
    let (Some(outlook), Some(at)) = (outlook, looked_at) else {
        return;
    };
    scene.will_change(outlook.until);
    let shown = Shown {
        view,
        outlook,
        at,
        scene,
    };
    let areas = areas(area);
    for (first, area) in months(view.day, areas.months.len()).zip(areas.months) {
        month::draw(shown, first, buffer, area);
    }
    year::draw(shown, buffer, areas.year);
    match view.panel {
        CalendarPanel::Steps => step::draw(shown, buffer, areas.day),
        CalendarPanel::Months | CalendarPanel::Periods => day::draw(shown, buffer, areas.day),
    }
    steps::draw(shown, buffer, areas.steps);
}

/// The first days of the months shown: the one looked at, from three on the one before it too, and
/// those that follow.
fn months(day: NaiveDate, count: usize) -> impl Iterator<Item = NaiveDate> {
    let first = day.with_day(1).unwrap_or(day);
    let before = Months::new(u32::from(count >= 3));
    let start = first.checked_sub_months(before).unwrap_or(first);
    (0..).map_while(move |on| start.checked_add_months(Months::new(on)))
}

/// The frame of a panel.
fn frame(
    shown: Shown<'_>,
    is_active: bool,
    (heading, remark): (&str, &str),
    buffer: &mut Buffer,
    area: Rect,
) -> Rect {
    let (frame, title) = if is_active {
        (Role::BorderActive, Role::Accent)
    } else {
        (Role::Border, Role::Dim)
    };
    Panel {
        heading,
        remark,
        frame: shown.scene.style(frame),
        title: shown.scene.style(title),
        glyphs: shown.scene.glyphs,
    }
    .draw(buffer, area)
}
