//! The board as plain text, without a single escape sequence: for a pipe, a file, a mail.

use chrono::{DateTime, Utc};

use super::countdown;
use super::glyphs::Glyphs;
use super::scene::Scene;
use super::screen::watch::standing;
use super::theme::{Depth, Theme};
use super::{proposal, text, theme};
use crate::almanac::{Almanac, Calendar};
use crate::domain::State;
use crate::locale::Lang;
use crate::rulebook::{self, Line, Posture};

/// Below this width a line says nothing.
const WIDTH_MIN: usize = 40;

/// The board at `now`, in lines of at most `width` columns.
pub fn text(state: &State, now: DateTime<Utc>, width: usize, lang: Lang) -> String {
    let styles = Theme::built_in(theme::DEFAULT)
        .unwrap_or_else(|_| Theme::plain())
        .styles(Depth::Mono);
    let calendar = Calendar::new(&state.calendars);
    let posture = Posture::of(&Almanac::of(state, &calendar, now));
    let scene = Scene::new((lang, Glyphs::Ascii, &styles), state, now).watched_as(posture);
    let width = width.max(WIDTH_MIN);
    let mut lines = vec![title(&scene), String::new()];
    lines.extend(deadlines(&scene, width));
    lines.push(String::new());
    lines.extend(incidents(&scene));
    let mut board = String::new();
    for line in lines {
        board.push_str(text::cut(&line, width).trim_end());
        board.push('\n');
    }
    board
}

fn title(scene: &Scene<'_>) -> String {
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

fn deadlines(scene: &Scene<'_>, width: usize) -> Vec<String> {
    let all = rulebook::deadlines(scene.state, scene.now);
    let mut open = rulebook::lines(scene.watched(all));
    open.retain(|line| !line.strictest.standing.is_settled());
    let asked = open.iter().filter(|line| !line.strictest.foreseen).count();
    let mut lines = vec![format!("{} {asked}", scene.text("panel-deadlines"))];
    let cells: Vec<[String; 7]> = open.iter().map(|line| row(line, scene)).collect();
    let widest = |column: usize| cells.iter().map(|row| text::width(&row[column])).max();
    let widths: [usize; 7] = std::array::from_fn(|column| widest(column).unwrap_or(0));
    let fixed: usize = widths[..6].iter().sum::<usize>() + 6;
    let rest = width.saturating_sub(fixed);
    for row in &cells {
        let mut line = String::new();
        for (cell, width) in row[..6].iter().zip(widths) {
            line.push_str(&text::fit(cell, width));
            line.push(' ');
        }
        line.push_str(&text::cut(&row[6], rest));
        lines.push(line);
    }
    lines
}

/// A line's columns; what it is about stands last, where it may be as long as it is.
fn row(line: &Line, scene: &Scene<'_>) -> [String; 7] {
    let deadline = &line.strictest;
    let left = countdown::text(deadline.due_at - scene.now, scene.lang);
    let about = scene.about(&deadline.subject);
    let drill = if deadline.drill {
        format!("{} ", scene.text("drill"))
    } else {
        String::new()
    };
    [
        deadline.subject.to_string(),
        standing::words(deadline, scene),
        text::fit_right(&left, countdown::WIDTH.into()),
        scene.due_time(deadline.due_at),
        scene.means(deadline.rule.means),
        scene.recipient(&deadline.recipient),
        format!("{drill}{} {about}", scene.duty(&deadline.rule)),
    ]
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
