//! The forms that were not finished, to go on with.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::console::draft::Draft;
use crate::console::model::Model;
use crate::console::scene::Scene;
use crate::console::text;
use crate::console::theme::Role;
use crate::console::widget::{Col, Width, row, scroll};

const WIDTH: u16 = 72;
const HEIGHT_MAX: usize = 14;

/// Draws the overlay.
pub fn draw(model: &Model, at: usize, scene: &Scene<'_>, buffer: &mut Buffer, within: Rect) {
    let drafts = &model.drafts;
    let rows = (drafts.len() + 4).min(HEIGHT_MAX);
    let size = (WIDTH, u16::try_from(rows).unwrap_or(0));
    let heading = scene.text("drafts-title");
    let room = super::sheet((&heading, ""), size, scene, buffer, within);
    if room.height < 3 {
        return;
    }
    let words = scene.text("drafts-words");
    let words = text::cut(&words, room.width.into());
    buffer.set_stringn(
        room.x,
        room.y,
        words,
        room.width.into(),
        scene.style(Role::Dim),
    );
    let list = Rect {
        y: room.y + 2,
        height: room.height - 2,
        ..room
    };
    let first = scroll::offset(at, drafts.len(), list.height.into());
    let shown = drafts.iter().enumerate().skip(first);
    for (y, (index, draft)) in (list.y..list.bottom()).zip(shown) {
        let is_selected = index == at;
        let plain = scene.style(if is_selected {
            Role::Selection
        } else {
            Role::Text
        });
        let area = Rect::new(list.x, y, list.width, 1);
        buffer.set_style(area, plain);
        let mark = if is_selected {
            scene.glyphs.selected()
        } else {
            " "
        };
        row::draw(
            buffer,
            area,
            &[
                Col::new(mark, Width::Left(1), plain),
                Col::new(name(draft, scene), Width::Left(22), plain),
                Col::new(words_of(draft), Width::Rest, plain),
                Col::new(scene.time(draft.saved), Width::Right(11), plain),
            ],
        );
    }
}

fn name(draft: &Draft, scene: &Scene<'_>) -> String {
    let form = scene.text(&format!("form-{}", draft.form.name()));
    match draft.form.subject() {
        Some(subject) => format!("{form} {}", scene.number(subject)),
        None => form,
    }
}

/// What was typed, as far as a row shows it: the field a person would know it by.
fn words_of(draft: &Draft) -> String {
    const TELLING: [&str; 9] = [
        "title",
        "about",
        "hazard",
        "name",
        "words",
        "note",
        "instruction",
        "reason",
        "who",
    ];
    let told = TELLING.iter().find_map(|name| {
        let words = draft.values.get(*name)?;
        (!words.trim().is_empty()).then_some(words)
    });
    let scheduled = || draft.form.scheduled().unwrap_or_default().to_owned();
    told.cloned().unwrap_or_else(scheduled)
}
