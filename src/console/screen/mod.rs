//! The pictures: one file per screen, one per panel. A view reads the model and draws; it changes
//! nothing, waits for nothing and reads no file.
//!
//! ```text
//!  巴南区值守台  2026-09-01 周二 14:32      已连接 | 值班 张三 带班 李四    title.rs
//! (链路中断 … / 只读 … / 提醒 …)                            banner.rs, reminder.rs, if any
//! ┌ 时限 ────────────────────────────────────────────────────────────────┐
//! │ watch/, incident/, call.rs, warning.rs, calendar/, find.rs           │
//! └──────────────────────────────────────────────────────────────────────┘
//!  F1 帮助  F2 新事件  F4 接报                                            footer.rs
//! ```
//!
//! Forms, lists and questions lie over the middle; the title is always to be seen.

mod banner;
mod calendar;
pub mod call;
mod find;
mod footer;
pub mod incident;
pub mod reminder;
mod title;
pub mod warning;
pub mod watch;

use chrono::{DateTime, Utc};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect, Size};
use ratatui::style::Modifier;

use super::form;
use super::look::Charset;
use super::model::Model;
use super::model::view::{Overlay, Screen};
use super::overlay;
use super::scene::Scene;
use super::text;
use super::theme::Role;

/// Below this nothing can be read.
pub const SIZE_MIN: Size = Size {
    width: 60,
    height: 16,
};

/// What came of drawing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Drawn {
    /// The cell the caret is in, where something is typed.
    pub caret: Option<Position>,
    /// When the picture will look different, by this machine's clock; `None` where nothing ticks.
    pub changes_at: Option<DateTime<Utc>>,
}

/// The rows of the screen, from top to bottom.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Areas {
    /// The title.
    pub title: Rect,
    /// What is wrong; no rows where nothing is.
    pub banner: Rect,
    /// The screen itself.
    pub body: Rect,
    /// The hints.
    pub footer: Rect,
}

/// Where things are.
pub fn areas(model: &Model, scene: &Scene<'_>) -> Areas {
    let Size { width, height } = model.size;
    let banner_rows = u16::try_from(banner::lines(model, scene).len()).unwrap_or(0);
    let row = |y, height| Rect::new(0, y, width, height);
    let body_rows = height.saturating_sub(2 + banner_rows);
    Areas {
        title: row(0, 1),
        banner: row(1, banner_rows),
        body: row(1 + banner_rows, body_rows),
        footer: row(height.saturating_sub(1), 1),
    }
}

/// Whether there is no room for anything but these words.
pub fn is_too_small(size: Size) -> bool {
    size.width < SIZE_MIN.width || size.height < SIZE_MIN.height
}

/// Draws everything as it is at a time of this machine.
pub fn render(model: &Model, machine: DateTime<Utc>, buffer: &mut Buffer) -> Drawn {
    let drawn = if is_too_small(model.size) {
        draw_too_small(model, buffer);
        Drawn::default()
    } else if let Some(scene) = model.scene(machine) {
        draw_desk(model, &scene, machine, buffer)
    } else {
        banner::draw_waiting(model, buffer);
        Drawn::default()
    };
    if model.look.charset == Charset::Ascii {
        to_ascii(buffer);
    }
    let flash_ends = model.flash_until().filter(|until| *until > machine);
    if flash_ends.is_some() {
        invert(buffer);
    }
    let toast_ends = model.toast.as_ref().map(|toast| toast.until);
    Drawn {
        changes_at: drawn
            .changes_at
            .into_iter()
            .chain(toast_ends)
            .chain(flash_ends)
            .min(),
        ..drawn
    }
}

fn draw_desk(
    model: &Model,
    scene: &Scene<'_>,
    machine: DateTime<Utc>,
    buffer: &mut Buffer,
) -> Drawn {
    let areas = areas(model, scene);
    buffer.set_style(buffer.area, scene.style(Role::Text));
    title::draw(model, scene, buffer, areas.title);
    banner::draw(model, scene, machine, buffer, areas.banner);
    let caret = match model.screens.last() {
        None => {
            watch::draw(model, scene, buffer, areas.body);
            None
        }
        Some(Screen::Incident(view)) => {
            incident::draw(model, view, scene, buffer, areas.body);
            None
        }
        Some(Screen::Call(view)) => {
            call::draw(model, view, scene, buffer, areas.body);
            None
        }
        Some(Screen::Warning(view)) => {
            warning::draw(model, view, scene, buffer, areas.body);
            None
        }
        Some(Screen::Calendar(view)) => {
            calendar::draw(model, view, scene, buffer, areas.body);
            None
        }
        Some(Screen::Find(view)) => find::draw(model, view, scene, buffer, areas.body),
    };
    let mut caret = draw_overlays(model, scene, machine, buffer, areas.body).or(caret);
    if let Some(stage) = model.asks_for_life() {
        overlay::vigilance::draw(stage, scene, buffer, areas.body);
        caret = None;
    }
    footer::draw(model, scene, buffer, areas.footer);
    let wait = scene
        .changes_at()
        .and_then(|at| model.desk.wait(at, machine));
    let aged = banner::changes_at(model, machine);
    Drawn {
        caret,
        changes_at: wait
            .map(|wait| machine + wait)
            .into_iter()
            .chain(aged)
            .min(),
    }
}

fn draw_overlays(
    model: &Model,
    scene: &Scene<'_>,
    machine: DateTime<Utc>,
    buffer: &mut Buffer,
    area: Rect,
) -> Option<Position> {
    let mut caret = None;
    for overlay in &model.overlays {
        caret = match overlay {
            Overlay::Form(form) => {
                let ctx = model.ctx(machine);
                ctx.and_then(|ctx| form::draw::draw(form, &ctx, scene, buffer, area))
            }
            Overlay::Help(list) => overlay::help::draw(model, list, scene, buffer, area),
            Overlay::Palette(list) => overlay::palette::draw(model, list, scene, buffer, area),
            Overlay::Jump(list) => overlay::jump::draw(model, list, scene, buffer, area),
            Overlay::Drafts(list) => {
                overlay::drafts::draw(model, list, scene, buffer, area);
                None
            }
            Overlay::Question(question) => {
                overlay::question::draw(model, question, scene, buffer, area);
                None
            }
        };
    }
    caret
}

fn draw_too_small(model: &Model, buffer: &mut Buffer) {
    let Size { width, height } = model.size;
    let needed = [
        ("width", SIZE_MIN.width.to_string().into()),
        ("height", SIZE_MIN.height.to_string().into()),
    ];
    let words = model.look.lang.say("console-too-small", &needed);
    for (y, line) in (0..height).zip(text::wrap(&words, width.into())) {
        buffer.set_stringn(0, y, line, width.into(), model.styles[Role::Text]);
    }
}

/// The picture, inverted: seen from the corner of an eye.
fn invert(buffer: &mut Buffer) {
    for cell in &mut buffer.content {
        cell.modifier.toggle(Modifier::REVERSED);
    }
}

/// Puts a sign for every character a terminal of another charset would garble.
fn to_ascii(buffer: &mut Buffer) {
    let area = buffer.area;
    for y in area.top()..area.bottom() {
        for x in area.left()..area.right() {
            let symbol = buffer[(x, y)].symbol();
            if symbol.is_ascii() {
                continue;
            }
            let cells = text::cell(symbol);
            buffer[(x, y)].set_symbol("?");
            if cells > 1 && x + 1 < area.right() {
                let style = buffer[(x, y)].style();
                buffer[(x + 1, y)].set_symbol("?").set_style(style);
            }
        }
    }
}

/// How far the document of the screen on top can be scrolled, pane by pane.
pub fn scroll_limits(model: &Model, scene: &Scene<'_>) -> [usize; 2] {
    let body = areas(model, scene).body;
    match model.screens.last() {
        Some(Screen::Incident(view)) => incident::scroll_limits(model, view, scene, body),
        Some(Screen::Call(view)) => [call::scroll_limit(model, view, scene, body), 0],
        Some(Screen::Warning(view)) => [warning::scroll_limit(model, view, scene, body), 0],
        Some(Screen::Find(_) | Screen::Calendar(_)) | None => [0; 2],
    }
}
