//! The forms that were not finished, to go on with; or whether one of them is meant by a form that
//! was asked for.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::console::draft::Draft;
use crate::console::form::kind::FormKind;
use crate::console::model::view::DraftList;
use crate::console::model::{DraftRow, Model, draft_rows};
use crate::console::scene::Scene;
use crate::console::text;
use crate::console::theme::Role;
use crate::console::widget::{Col, Width, row, scroll};

const WIDTH: u16 = 72;
const HEIGHT_MAX: usize = 14;

/// Cells of how long ago a draft was kept.
const AGE: u16 = 10;

/// Draws the overlay.
pub fn draw(
    model: &Model,
    draft_list: &DraftList,
    scene: &Scene<'_>,
    buffer: &mut Buffer,
    within: Rect,
) {
    let drafts = draft_rows(model, draft_list);
    let rows = (drafts.len() + 4).min(HEIGHT_MAX);
    let size = (WIDTH, u16::try_from(rows).unwrap_or(0));
    let (heading, words) = match &draft_list.of {
        None => (scene.text("drafts-title"), scene.text("drafts-words")),
        Some(kind) => (form_name(kind, scene), scene.text("drafts-ask")),
    };
    let room = super::sheet((&heading, ""), size, scene, buffer, within);
    if room.height < 3 {
        return;
    }
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
    let first = scroll::offset(draft_list.at, drafts.len(), list.height.into());
    let shown = drafts.into_iter().enumerate().skip(first);
    for (y, (index, draft)) in (list.y..list.bottom()).zip(shown) {
        let is_selected = index == draft_list.at;
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
        let mark = Col::new(mark, Width::Left(1), plain);
        let DraftRow::Draft(draft) = draft else {
            let words = scene.text("drafts-new");
            row::draw(buffer, area, &[mark, Col::new(words, Width::Rest, plain)]);
            continue;
        };
        let name = match &draft_list.of {
            None => Col::new(form_name(&draft.form, scene), Width::Left(22), plain),
            Some(_) => Col::new(scene.text("drafts-go-on"), Width::Left(8), plain),
        };
        row::draw(
            buffer,
            area,
            &[
                mark,
                name,
                Col::new(words_of(draft), Width::Rest, plain),
                Col::new(scene.time(draft.saved), Width::Right(11), plain),
                Col::new(scene.distance(draft.saved), Width::Right(AGE), plain),
            ],
        );
    }
}

fn form_name(form: &FormKind, scene: &Scene<'_>) -> String {
    let name = scene.text(&format!("form-{}", form.name()));
    match form.subject() {
        Some(subject) => format!("{name} {}", scene.number(subject)),
        None => name,
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
