//! Every action with its keys and what it does, by the part of the screen that has it.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use crate::console::model::view::ListView;
use crate::console::model::{HelpRow, Model, help_rows};
use crate::console::scene::Scene;
use crate::console::text;
use crate::console::theme::Role;
use crate::console::widget::{Col, Width, row, scroll};

const WIDTH: u16 = 100;
const KEYS_MAX: usize = 18;

/// Draws the overlay.
pub fn draw(
    model: &Model,
    list: &ListView,
    scene: &Scene<'_>,
    buffer: &mut Buffer,
    within: Rect,
) -> Option<Position> {
    let rows = help_rows(model, list.query.text());
    let heading = scene.text("help-title");
    let remark = format!("{}/{}", (list.at + 1).min(rows.len()), rows.len());
    let size = (WIDTH, within.height);
    let room = super::sheet((&heading, &remark), size, scene, buffer, within);
    let (caret, room) = super::query(list, scene, buffer, room);
    if rows.is_empty() {
        let words = scene.text("find-nothing");
        buffer.set_stringn(
            room.x,
            room.y,
            words,
            room.width.into(),
            scene.style(Role::Dim),
        );
        return caret;
    }
    let (room, whole) = split(room);
    draw_sentence(rows.get(list.at), scene, buffer, whole);
    let widths = Widths::of(&rows, model, scene);
    let first = scroll::offset(list.at, rows.len(), room.height.into());
    let shown = rows.iter().enumerate().skip(first);
    for (y, (index, help)) in (room.y..room.bottom()).zip(shown) {
        let area = Rect::new(room.x, y, room.width, 1);
        draw_row(help, index == list.at, widths, (model, scene), buffer, area);
    }
    caret
}

/// The list, and beneath it two rows for the sentence of the selected action: where the list is
/// narrow, sentences are cut.
fn split(room: Rect) -> (Rect, Rect) {
    const ROWS: u16 = 2;
    let list = Rect {
        height: room.height.saturating_sub(ROWS + 1),
        ..room
    };
    let whole = Rect {
        y: room.bottom().saturating_sub(ROWS),
        height: ROWS.min(room.height),
        ..room
    };
    (list, whole)
}

fn draw_sentence(row: Option<&HelpRow>, scene: &Scene<'_>, buffer: &mut Buffer, area: Rect) {
    let Some(HelpRow::Action(action)) = row else {
        return;
    };
    let words = scene.text(&action.help_key());
    let lines = text::wrap(&words, area.width.into());
    for (y, line) in (area.y..area.bottom()).zip(lines) {
        buffer.set_stringn(area.x, y, line, area.width.into(), scene.style(Role::Info));
    }
}

#[derive(Clone, Copy)]
struct Widths {
    keys: u16,
    label: u16,
}

impl Widths {
    fn of(rows: &[HelpRow], model: &Model, scene: &Scene<'_>) -> Self {
        let actions = rows.iter().filter_map(|row| match row {
            HelpRow::Action(action) => Some(*action),
            HelpRow::Heading(_) => None,
        });
        let keys = actions
            .clone()
            .map(|action| text::width(&model.keymap.names(action)));
        let labels = actions.map(|action| text::width(&scene.text(&action.label_key())));
        let cells = |most: Option<usize>, limit| u16::try_from(most.unwrap_or(0).min(limit));
        Self {
            keys: cells(keys.max(), KEYS_MAX).unwrap_or(0),
            label: cells(labels.max(), KEYS_MAX).unwrap_or(0),
        }
    }
}

fn draw_row(
    help: &HelpRow,
    is_selected: bool,
    widths: Widths,
    (model, scene): (&Model, &Scene<'_>),
    buffer: &mut Buffer,
    area: Rect,
) {
    let or_selection = |role| {
        let role = if is_selected { Role::Selection } else { role };
        scene.style(role)
    };
    buffer.set_style(area, or_selection(Role::Text));
    match help {
        HelpRow::Heading(layer) => {
            let name = scene.text(&format!("layer-{}", layer.name()));
            let room = area.width.into();
            buffer.set_stringn(area.x, area.y, name, room, or_selection(Role::Accent));
        }
        HelpRow::Action(action) => row::draw(
            buffer,
            area,
            &[
                Col::new("", Width::Left(1), or_selection(Role::Text)),
                Col::new(
                    model.keymap.names(*action),
                    Width::Left(widths.keys),
                    or_selection(Role::Key),
                ),
                Col::new(
                    scene.text(&action.label_key()),
                    Width::Left(widths.label),
                    or_selection(Role::Text),
                ),
                Col::new(
                    scene.text(&action.help_key()),
                    Width::Rest,
                    or_selection(Role::Dim),
                ),
            ],
        ),
    }
}
