//! The first row: which desk, what day, what time, who is on watch, how the link is. A desk for
//! practice says so here, whatever else is on the screen.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::console::model::Model;
use crate::console::model::desk::Link;
use crate::console::scene::Scene;
use crate::console::text;
use crate::console::theme::Role;

/// Draws the row.
pub fn draw(model: &Model, scene: &Scene<'_>, buffer: &mut Buffer, area: Rect) {
    buffer.set_style(area, scene.style(Role::Bar));
    let right = right(model, scene);
    let right_width: usize = right.iter().map(|(piece, _)| text::width(piece) + 1).sum();
    let room = usize::from(area.width).saturating_sub(right_width + 1);
    let mut x = area.x;
    for (piece, style) in left(scene, room) {
        let (end, _) = buffer.set_stringn(x, area.y, piece, usize::MAX, style);
        x = end;
    }
    let mut x = area.right() - u16::try_from(right_width).unwrap_or(0).min(area.width);
    for (piece, style) in right {
        let room = area.right().saturating_sub(x);
        let (end, _) = buffer.set_stringn(x, area.y, text::clean(&piece), room.into(), style);
        x = end + 1;
    }
}

/// Desk, date and clock; a long name gives way to the clock.
fn left(scene: &Scene<'_>, room: usize) -> Vec<(String, Style)> {
    let mut pieces = vec![(" ".to_owned(), Style::default())];
    let clock = scene.clock();
    let date = scene.date(scene.now);
    let times = text::width(&clock) + text::width(&date) + 4;
    if scene.state.is_simulated() {
        let mark = format!(" {} ", scene.text("console-simulated"));
        pieces.push((mark, scene.style(Role::Drill)));
        pieces.push((" ".to_owned(), Style::default()));
    }
    let taken: usize = pieces.iter().map(|(piece, _)| text::width(piece)).sum();
    let name = text::cut(&scene.state.desk.name, room.saturating_sub(taken + times));
    pieces.push((name, scene.style(Role::Accent)));
    pieces.push((format!("  {date}"), scene.style(Role::Bar)));
    pieces.push((format!("  {clock}"), scene.style(Role::Key)));
    pieces
}

/// The link, as whom, and who is on watch.
fn right(model: &Model, scene: &Scene<'_>) -> Vec<(String, Style)> {
    let (link, role) = match model.desk.link {
        Link::Up => ("link-up", Role::Ok),
        Link::Knocking => ("link-knocking", Role::Warn),
        Link::Down(_) => ("link-down", Role::Overdue),
    };
    let link = match (&model.desk.link, model.desk.acting()) {
        (Link::Up, Some(officer)) => scene.say("link-up-as", &[("officer", officer)]),
        _ => scene.text(link),
    };
    let link = (link, scene.style(role));
    let between = ("|".to_owned(), scene.style(Role::Dim));
    let Some(watch) = &scene.state.watch else {
        let nobody = (scene.text("console-no-watch"), scene.style(Role::Warn));
        return vec![link, between, nobody];
    };
    let dim = scene.style(Role::Dim);
    let name = scene.style(Role::Bar);
    vec![
        link,
        between,
        (scene.text("console-officer"), dim),
        (scene.officer(Some(watch.officer)), name),
        (scene.text("console-leader"), dim),
        (scene.officer(Some(watch.leader)), name),
    ]
}
