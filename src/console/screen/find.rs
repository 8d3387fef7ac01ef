//! The list of everything, open and long past, with a search.

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::watch::grade_role;
use crate::console::action::Action;
use crate::console::model::Model;
use crate::console::model::view::{FindStatus, FindView};
use crate::console::proposal;
use crate::console::scene::Scene;
use crate::console::text;
use crate::console::theme::Role;
use crate::console::widget::{Col, Panel, Width, row, scroll};
use crate::console::wording;
use crate::domain::incident::{Incident, Stage};
use crate::domain::subject::Subject;
use crate::domain::warning::Warning;
use crate::domain::{SubjectId, SubjectKind};
use crate::error::Error;

/// Draws the screen and tells where the caret is.
pub fn draw(
    model: &Model,
    view: &FindView,
    scene: &Scene<'_>,
    buffer: &mut Buffer,
    area: Rect,
) -> Option<Position> {
    let ids: Vec<SubjectId> = view.rows.iter().map(|row| row.id().clone()).collect();
    let at = view.pick.index(&ids);
    let all = total(view);
    let remark = at.map_or_else(String::new, |at| format!("{}/{all}", at + 1));
    let heading = scene.text(match view.kind {
        SubjectKind::Call => "find-calls",
        SubjectKind::Incident => "find-incidents",
        SubjectKind::Warning => "find-warnings",
    });
    let inner = Panel {
        heading: &heading,
        remark: &remark,
        frame: scene.style(Role::BorderActive),
        title: scene.style(Role::Accent),
        glyphs: scene.glyphs,
    }
    .draw(buffer, area);
    if inner.height < 3 {
        return None;
    }
    let query = Rect { height: 1, ..inner };
    let list = Rect {
        y: inner.y + 2,
        height: inner.height - 2,
        ..inner
    };
    let caret = draw_query(view, scene, buffer, query);
    draw_kinds(
        view,
        scene,
        buffer,
        Rect {
            y: inner.y + 1,
            ..query
        },
    );
    if view.rows.is_empty() {
        draw_nothing(model, view, scene, buffer, list);
    } else {
        draw_rows(view, at, scene, buffer, list);
    }
    caret
}

/// How many there are, as far as it is known.
fn total(view: &FindView) -> String {
    let listed = view.rows.len();
    match (view.left(), &view.status) {
        (Some(left), _) => format!(
            "{}",
            listed.saturating_add(usize::try_from(left).unwrap_or(0))
        ),
        (None, FindStatus::More | FindStatus::Cut) => format!("{listed}+"),
        (None, _) => listed.to_string(),
    }
}

/// The families, how many of each were found, which one is shown; and how many of those are not in
/// the list yet.
fn draw_kinds(view: &FindView, scene: &Scene<'_>, buffer: &mut Buffer, area: Rect) {
    let kinds = [
        SubjectKind::Incident,
        SubjectKind::Call,
        SubjectKind::Warning,
    ];
    let (mut x, right) = (area.x + 1, area.right().saturating_sub(1));
    for kind in kinds {
        let count = view.counts.as_ref().and_then(|counts| counts.get(&kind));
        let count = count.map_or_else(String::new, |count| format!(" {count}"));
        let name = format!(
            "{}{count}",
            scene.text(&format!("find-kind-{}", kind.name()))
        );
        let (words, role) = if kind == view.kind {
            (format!("[{name}]"), Role::Accent)
        } else {
            (format!(" {name} "), Role::Dim)
        };
        let room = usize::from(right.saturating_sub(x));
        (x, _) = buffer.set_stringn(x, area.y, words, room, scene.style(role));
        x += 1;
    }
    let left = match (&view.status, view.left()) {
        (FindStatus::Cut, left) => {
            let left = left.map_or_else(|| "?".to_owned(), |left| left.to_string());
            scene.say("find-cut", &[("number", &left)])
        }
        (_, Some(left)) if left > 0 && !view.rows.is_empty() => {
            scene.say("find-left", &[("number", &left.to_string())])
        }
        _ => return,
    };
    let room = usize::from(right.saturating_sub(x));
    let left = text::cut(&left, room);
    let cells = u16::try_from(text::width(&left)).unwrap_or(0);
    buffer.set_stringn(right - cells, area.y, left, room, scene.style(Role::Warn));
}

/// Why no row is there, and where there are some.
fn draw_nothing(
    model: &Model,
    view: &FindView,
    scene: &Scene<'_>,
    buffer: &mut Buffer,
    area: Rect,
) {
    let words = match &view.status {
        FindStatus::Asked(_) => scene.text("console-fetching"),
        FindStatus::Failed(refusal) => {
            Error::from(refusal.clone()).sentence(scene.lang, scene.zone())
        }
        FindStatus::Complete | FindStatus::More | FindStatus::Cut => {
            let counts = view.counts.iter().flatten();
            let elsewhere: u64 = counts
                .filter(|(kind, _)| **kind != view.kind)
                .map(|(_, count)| count)
                .sum();
            if elsewhere == 0 {
                scene.text("find-nothing")
            } else {
                let key = model.keymap.keys(Action::SwitchKind).first();
                let key = key.map(ToString::to_string).unwrap_or_default();
                let number = elsewhere.to_string();
                scene.say("find-elsewhere", &[("number", &number), ("key", &key)])
            }
        }
    };
    let room = usize::from(area.width).saturating_sub(2);
    let words = text::cut(&words, room);
    buffer.set_stringn(area.x + 1, area.y, words, room, scene.style(Role::Dim));
}

fn draw_query(
    view: &FindView,
    scene: &Scene<'_>,
    buffer: &mut Buffer,
    area: Rect,
) -> Option<Position> {
    let label = scene.text("find-query");
    let room = area.width.into();
    let (end, _) = buffer.set_stringn(area.x + 1, area.y, label, room, scene.style(Role::Accent));
    let field = Rect {
        x: end + 1,
        width: area.right().saturating_sub(end + 2),
        ..area
    };
    view.query.draw(buffer, field, scene.style(Role::Field))
}

fn draw_rows(
    view: &FindView,
    at: Option<usize>,
    scene: &Scene<'_>,
    buffer: &mut Buffer,
    area: Rect,
) {
    let numbers = view
        .rows
        .iter()
        .map(|row| text::width(&row.id().to_string()));
    let number = u16::try_from(numbers.max().unwrap_or(0)).unwrap_or(0);
    let states = view
        .rows
        .iter()
        .map(|row| text::width(&state(row, scene).0));
    let state_width = u16::try_from(states.max().unwrap_or(0)).unwrap_or(0);
    let first = scroll::offset(at.unwrap_or(0), view.rows.len(), area.height.into());
    let shown = view.rows.iter().enumerate().skip(first);
    for (y, (index, subject)) in (area.y..area.bottom()).zip(shown) {
        let is_selected = at == Some(index);
        let row = Rect::new(area.x, y, area.width, 1);
        draw_row(
            subject,
            is_selected,
            (number, state_width),
            scene,
            buffer,
            row,
        );
    }
}

fn draw_row(
    subject: &Subject,
    is_selected: bool,
    (number, state_width): (u16, u16),
    scene: &Scene<'_>,
    buffer: &mut Buffer,
    area: Rect,
) {
    let (plain, mark) = if is_selected {
        (scene.style(Role::Selection), scene.glyphs.selected())
    } else {
        (scene.style(Role::Text), " ")
    };
    buffer.set_style(area, plain);
    let (state, role) = state(subject, scene);
    let state_style = if is_selected {
        plain
    } else {
        scene.style(role)
    };
    let time = begun(subject).map_or_else(String::new, |at| scene.time(at));
    row::draw(
        buffer,
        area,
        &[
            Col::new(mark, Width::Left(1), plain),
            Col::new(subject.id().to_string(), Width::Left(number), plain),
            Col::new(state, Width::Left(state_width), state_style),
            Col::new(title(subject), Width::Rest, plain),
            Col::new(time, Width::Right(16), plain),
        ],
    );
}

/// How a subject stands, in a word or two.
fn state(subject: &Subject, scene: &Scene<'_>) -> (String, Role) {
    match subject {
        Subject::Call(call) => match &call.triage {
            None => (scene.text("triage-none"), Role::Warn),
            Some(_) => (scene.text("find-judged"), Role::Dim),
        },
        Subject::Incident(incident) => incident_state(incident, scene),
        Subject::Warning(warning) => warning_state(warning, scene),
    }
}

/// Its level, and whether it holds; above all whether it is meant.
fn warning_state(warning: &Warning, scene: &Scene<'_>) -> (String, Role) {
    let level = wording::warning_level(warning, scene);
    let not_real = wording::not_real(warning, scene);
    if !not_real.is_empty() {
        return (format!("{not_real} {level}"), Role::Drill);
    }
    wording::warning_changes(warning, scene);
    if !warning.is_active(scene.now) {
        let standing = wording::warning_standing(warning, scene);
        return (format!("{level} {standing}"), Role::Dim);
    }
    if warning.asks_where(scene.now) {
        let asks = scene.text("warning-unplaced");
        return (format!("{level} {asks}"), Role::Warn);
    }
    let words = if warning.for_district {
        wording::warning_standing(warning, scene)
    } else {
        scene.text("warning-elsewhere-short")
    };
    let role = wording::warning_role(warning);
    (format!("{level} {words}"), role)
}

fn incident_state(incident: &Incident, scene: &Scene<'_>) -> (String, Role) {
    let grade = scene.grade(incident.grade);
    let (key, role) = match incident.stage {
        Stage::Open => ("stage-open", grade_role(incident.grade)),
        Stage::StoodDown => ("stage-stood-down", Role::Info),
        Stage::Closed { .. } => ("stage-closed", Role::Dim),
        Stage::Dismissed { .. } => return (scene.text("stage-dismissed"), Role::Dim),
    };
    let mut words = vec![grade, scene.text(key)];
    words.extend(proposal::marks(incident, scene.lang));
    (words.join(" "), role)
}

fn title(subject: &Subject) -> String {
    match subject {
        Subject::Call(call) => call.facts.about.clone(),
        Subject::Incident(incident) => incident.title().to_owned(),
        Subject::Warning(warning) => warning.facts.headline.clone(),
    }
}

fn begun(subject: &Subject) -> Option<chrono::DateTime<chrono::Utc>> {
    match subject {
        Subject::Call(call) => Some(call.facts.received),
        Subject::Incident(incident) => incident.learned(),
        Subject::Warning(warning) => Some(warning.received),
    }
}
