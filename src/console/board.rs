//! The board as plain text, without a single escape sequence: for a pipe, a file, a mail.

use chrono::{DateTime, Utc};

use super::countdown;
use super::glyphs::Glyphs;
use super::scene::Scene;
use super::screen::watch::standing;
use super::theme::{Depth, Theme};
use super::{marks, proposal, text, theme};
use crate::almanac::{Almanac, Calendar};
use crate::domain::State;
use crate::locale::Lang;
use crate::rulebook::{DutyRow, Posture};

/// Below this width a line says nothing.
const WIDTH_MIN: usize = 40;

/// Columns a title keeps while the marks can give way.
const TITLE_LEAST: usize = 14;

/// The board at `now`, in lines of at most `width` columns.
pub fn text(state: &State, now: DateTime<Utc>, width: usize, lang: Lang) -> String {
    let styles = Theme::built_in(theme::DEFAULT)
        .unwrap_or_else(|_| Theme::plain())
        .styles(Depth::Mono);
    let calendar = Calendar::new(&state.calendars);
    let posture = Posture::of(&Almanac::of(state, &calendar, now));
    let scene = Scene::new((lang, Glyphs::Ascii, &styles), state, now).watched_as(posture);
    let width = width.max(WIDTH_MIN);
    let mut lines = vec![heading(&scene), String::new()];
    lines.extend(duties(&scene, width));
    lines.push(String::new());
    lines.extend(incidents(&scene));
    let mut board = String::new();
    for line in lines {
        board.push_str(text::cut(&line, width).trim_end());
        board.push('\n');
    }
    board
}

fn heading(scene: &Scene<'_>) -> String {
    let state = scene.state;
    let mut words = Vec::new();
    if state.is_simulated() {
        words.push(format!("[{}]", scene.text("console-simulated")));
    }
    words.push(state.desk.name.clone());
    words.push(scene.whole_time(scene.now));
    match &state.watch {
        Some(watch) => {
            for (key, id) in [
                ("console-officer", watch.officer),
                ("console-leader", watch.leader),
            ] {
                words.push(format!("{} {}", scene.text(key), scene.officer(Some(id))));
            }
        }
        None => words.push(scene.text("console-no-watch")),
    }
    words.join("  ")
}

fn duties(scene: &Scene<'_>, width: usize) -> Vec<String> {
    let open: Vec<&DutyRow> = scene.rows().iter().filter(|row| row.is_open()).collect();
    let asked = open.iter().filter(|row| !row.key.foreseen).count();
    let mut lines = vec![format!("{} {asked}", scene.text("panel-deadlines"))];
    let cells: Vec<[String; 5]> = open.iter().map(|row| columns(row, scene)).collect();
    let widest = |column: usize| cells.iter().map(|row| text::width(&row[column])).max();
    let widths: [usize; 5] = std::array::from_fn(|column| widest(column).unwrap_or(0));
    let fixed: usize = widths.iter().sum::<usize>() + widths.len();
    let rest = width.saturating_sub(fixed);
    let marks = open
        .iter()
        .map(|row| text::width(&marks::whole(row, scene)));
    let marks = marks.max().unwrap_or(0);
    let marks = marks.min(rest.saturating_sub(TITLE_LEAST + 1));
    for (row, cells) in open.iter().zip(&cells) {
        let mut line = String::new();
        for (cell, width) in cells.iter().zip(widths) {
            line.push_str(&text::fit(cell, width));
            line.push(' ');
        }
        line.push_str(&text::fit(&marks::fit(row, scene, marks), marks));
        line.push(' ');
        line.push_str(&title(row, scene));
        lines.push(line);
    }
    lines
}

/// What stands in columns as wide as what is in them.
fn columns(row: &DutyRow, scene: &Scene<'_>) -> [String; 5] {
    let deadline = row.head();
    let left = countdown::text(deadline.due_at - scene.now, scene.lang);
    [
        deadline.subject.to_string(),
        standing::words(deadline, scene),
        text::fit_right(&left, countdown::WIDTH.into()),
        scene.due_time(deadline.due_at),
        scene.asked(&deadline.rule),
    ]
}

/// What it is about; it stands last, where it may be as long as it is.
fn title(row: &DutyRow, scene: &Scene<'_>) -> String {
    let about = scene.about(&row.key.subject);
    if row.head().drill {
        format!("{} {about}", scene.text("drill"))
    } else {
        about.to_owned()
    }
}

fn incidents(scene: &Scene<'_>) -> Vec<String> {
    let open: Vec<_> = scene.state.open_incidents().collect();
    let mut lines = vec![format!("{} {}", scene.text("panel-incidents"), open.len())];
    for incident in open {
        let mut words = vec![incident.id.to_string(), scene.grade(incident.grade)];
        if incident.is_sensitive() {
            words.push(scene.text("console-sensitive"));
        }
        words.extend(proposal::marks(incident, scene.lang));
        if incident.drill {
            words.push(scene.text("drill"));
        }
        words.push(incident.title().to_owned());
        lines.push(words.join("  "));
    }
    lines
}
