//! What happened last, the newest first.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::console::model::view::WatchPanel;
use crate::console::model::{Model, is_news};
use crate::console::scene::Scene;
use crate::console::story;
use crate::console::text;
use crate::console::theme::Role;
use crate::console::widget::{Col, Width, row, scroll};
use crate::domain::state::Happened;

/// Draws the panel.
pub fn draw(model: &Model, scene: &Scene<'_>, buffer: &mut Buffer, area: Rect) {
    let seqs = model.recent();
    let at = model.watch.recent.index(&seqs);
    let rows = area.height.saturating_sub(2);
    let panel = WatchPanel::Recent;
    let is_active = model.screens.is_empty() && model.watch.panel == panel;
    let remark = if is_active {
        super::position(at, seqs.len(), rows)
    } else {
        String::new()
    };
    let heading = scene.text("panel-recent");
    let inner = super::frame(model, panel, (&heading, &remark), scene, buffer, area);
    let recent = scene.state.recent.iter().rev();
    let recent: Vec<&Happened> = recent.filter(|one| is_news(&one.event)).collect();
    let first = scroll::offset(at.unwrap_or(0), recent.len(), inner.height.into());
    let shown: Vec<(usize, &Happened)> = recent
        .iter()
        .enumerate()
        .skip(first)
        .take(inner.height.into())
        .map(|(index, happened)| (index, *happened))
        .collect();
    let times = shown
        .iter()
        .map(|(_, happened)| text::width(&scene.due_time(happened.at)));
    let times = u16::try_from(times.max().unwrap_or(0)).unwrap_or(0);
    for (y, (index, happened)) in (inner.y..inner.bottom()).zip(shown) {
        let is_selected = is_active && at == Some(index);
        let (plain, mark) = super::row_style(is_selected, is_selected, scene);
        let area = Rect::new(inner.x, y, inner.width, 1);
        buffer.set_style(area, plain);
        let time_style = if is_selected {
            plain
        } else {
            scene.style(Role::Dim)
        };
        row::draw(
            buffer,
            area,
            &[
                Col::new(mark, Width::Left(1), plain),
                Col::new(scene.due_time(happened.at), Width::Right(times), time_style),
                Col::new(words(happened, scene), Width::Rest, plain),
            ],
        );
    }
}

fn words(happened: &Happened, scene: &Scene<'_>) -> String {
    let sentence = story::sentence(scene, &happened.event);
    match happened.event.subjects().first() {
        Some(subject) => format!("{} {sentence}", scene.number(subject)),
        None => sentence,
    }
}
