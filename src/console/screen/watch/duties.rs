//! The duties, one a row, in the order they press: whose, how it stands, how long, until when, what,
//! by which way, who was told and who waits. What there is no room for is counted in the last line.

use std::collections::{BTreeMap, BTreeSet};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::unlisted;
use super::window::Window;
use super::{recipient, standing};
use crate::console::action::Action;
use crate::console::model::Model;
use crate::console::model::view::{Place, WatchPanel};
use crate::console::scene::Scene;
use crate::console::screen::reminder;
use crate::console::theme::Role;
use crate::console::widget::{Col, Width, row};
use crate::console::{countdown, marks, text};
use crate::notify::ringing::{self, Ringing, ringing};
use crate::rulebook::{self, Deadline, DutyRow, Standing};

/// Cells the columns may take at most.
const NUMBER_MAX: usize = 11;
const WHAT_MAX: usize = 20;
const TITLE_MAX: usize = 48;
const RULE_MAX: usize = 26;
const DUE_MAX: usize = 11;
const STANDING_MAX: usize = 11;
const ANSWER_MAX: usize = 10;

/// Cells a title keeps, and the marks, while other columns can give way.
const TITLE_LEAST: usize = 14;
const MARKS_LEAST: usize = 12;

/// Cells from which on a rule's name says something.
const RULE_LEAST: usize = 12;

/// From this width on times are told with their day, and that a reminder waits.
const WIDE_FROM: u16 = 90;

/// Draws the panel.
pub fn draw(model: &Model, scene: &Scene<'_>, buffer: &mut Buffer, area: Rect) {
    let rows = model.rows(scene);
    let selected = model.watch.place(&rows);
    let room = usize::from(area.height.saturating_sub(2));
    let window = Window::of(&rows, selected, room);
    let remark = position(selected, rows.len(), &window);
    let panel = WatchPanel::Duties;
    let heading = heading(model, scene);
    let inner = super::frame(model, panel, (&heading, &remark), scene, buffer, area);
    if rows.is_empty() {
        super::draw_empty(&empty_words(model, scene), scene, buffer, inner);
        return;
    }
    note_changes(&rows, scene);
    let stands = ringing(scene.state, scene.now);
    let columns = Columns::of(&rows, &stands, scene, inner.width);
    let is_active = model.screens.is_empty() && model.watch.panel == panel;
    for (y, place) in (inner.y..inner.bottom()).zip(&window.places) {
        let is_selected = is_active && selected == Some(*place);
        let line = Rect::new(inner.x, y, inner.width, 1);
        let row = rows[place.row];
        match place.line {
            None => draw_row((row, is_selected), columns, &stands, scene, buffer, line),
            Some(at) => {
                let lead = usize::from(columns.number);
                recipient::draw((row, at), is_selected, lead, scene, buffer, line);
            }
        }
    }
    unlisted::draw(&window, text::width(&remark), scene, buffer, area);
}

/// Another order is another picture, also where the row that moves is not to be seen yet.
fn note_changes(rows: &[&DutyRow], scene: &Scene<'_>) {
    let deadlines = rows.iter().flat_map(|row| row.waiting());
    let changes = deadlines.filter_map(|deadline| {
        let one = std::slice::from_ref(deadline);
        rulebook::next_change(one, scene.now)
    });
    let presses = rows.iter().filter_map(|row| row.presses_at(scene.now));
    for at in changes.chain(presses) {
        scene.will_change(at);
    }
}

/// Where the selection is, where not everything is to be seen.
fn position(selected: Option<Place>, count: usize, window: &Window) -> String {
    match selected {
        Some(place) if window.unlisted.rows > 0 => format!("{}/{count}", place.row + 1),
        _ => String::new(),
    }
}

fn heading(model: &Model, scene: &Scene<'_>) -> String {
    let asked = || scene.rows().iter().filter(|row| !row.key.foreseen);
    let open = asked().filter(|row| row.is_open()).count();
    let mut heading = format!("{} {open}", scene.text("panel-deadlines"));
    let overdue = asked().filter(|row| row.is_overdue()).count();
    let presses = scene.rows().iter().filter(|row| row.presses(scene.now));
    for (key, number) in [
        ("panel-overdue", overdue),
        ("panel-pressing", presses.count()),
    ] {
        if number > 0 {
            heading.push_str("  ");
            heading.push_str(&scene.say(key, &[("number", &number.to_string())]));
        }
    }
    if model.watch.shows_settled {
        heading.push_str("  ");
        heading.push_str(&scene.text("panel-settled-too"));
    }
    heading
}

fn empty_words(model: &Model, scene: &Scene<'_>) -> String {
    let key = |action| {
        let keys = model.keymap.keys(action);
        keys.first().map(ToString::to_string).unwrap_or_default()
    };
    scene.say(
        "panel-deadlines-empty",
        &[
            ("incident", &key(Action::NewIncident)),
            ("call", &key(Action::NewCall)),
        ],
    )
}

/// How wide the columns are: as wide as what is in them, within limits. The title has what the
/// others leave.
#[derive(Debug, Clone, Copy)]
struct Columns {
    is_wide: bool,
    number: u16,
    standing: u16,
    left: u16,
    /// None where there is no room for it.
    due: u16,
    what: u16,
    marks: u16,
    /// None where there is no room for it.
    rule: u16,
    /// None where no reminder stands, or no room is for it.
    answer: u16,
}

/// The widest of some words, within a limit.
fn widest(limit: usize, words: impl Iterator<Item = String>) -> usize {
    let cells = words.map(|word| text::width(&word)).max();
    cells.unwrap_or(0).min(limit)
}

impl Columns {
    fn of(rows: &[&DutyRow], stands: &[Ringing], scene: &Scene<'_>, width: u16) -> Self {
        let is_wide = width >= WIDE_FROM;
        let all = || rows.iter().map(|row| row.head());
        // Words are told once each: there are many rows and few words.
        let standings: BTreeMap<_, _> = all().map(|d| ((d.standing, d.foreseen), d)).collect();
        let asked: BTreeSet<_> = all().map(|d| (d.rule.duty, d.rule.means)).collect();
        let asked = all().filter(|d| asked.contains(&(d.rule.duty, d.rule.means)));
        let number = widest(NUMBER_MAX, all().map(|d| scene.number(&d.subject)));
        let words = standings.values().map(|one| standing::words(one, scene));
        let standing = widest(STANDING_MAX, words);
        let left = rows.iter().map(|row| met_time(row, scene));
        let left = widest(DUE_MAX, left).max(countdown::WIDTH.into());
        let what = widest(WHAT_MAX, asked.map(|d| scene.asked(&d.rule)));
        let mut due = widest(DUE_MAX, all().map(|d| due_time(d, is_wide, scene)));
        let answers = rows.iter().map(|row| answer(row, stands, is_wide, scene));
        let mut answer = widest(ANSWER_MAX, answers);
        let title = widest(TITLE_MAX, rows.iter().map(|row| title(row, scene)));
        let marks = widest(usize::MAX, rows.iter().map(|row| marks::whole(row, scene)));
        let needed = title.min(TITLE_LEAST) + 1 + marks.min(MARKS_LEAST);
        // One blank after each column, the mark of the selection and its blank before them.
        let fixed = 2 + number + 1 + standing + 1 + left + 1 + what + 1;
        let column = |cells: usize| if cells > 0 { cells + 1 } else { 0 };
        let room = usize::from(width).saturating_sub(fixed + 1);
        let rest = |due, answer| room.saturating_sub(column(due) + column(answer));
        if rest(due, answer) < needed {
            answer = 0;
        }
        if rest(due, answer) < needed {
            due = 0;
        }
        let rest = rest(due, answer);
        let share = title.min(TITLE_LEAST.max(rest * 2 / 5));
        let marks = marks.min(rest.saturating_sub(share + 1));
        let free = rest.saturating_sub(marks + 1 + title + 1);
        let rules: BTreeMap<_, _> = all().map(|d| (&d.rule.id, &d.rule)).collect();
        let rule = widest(RULE_MAX, rules.values().map(|rule| scene.rule(rule))).min(free);
        let cells = |cells: usize| u16::try_from(cells).unwrap_or(0);
        Self {
            is_wide,
            number: cells(number),
            standing: cells(standing),
            left: cells(left),
            due: cells(due),
            what: cells(what),
            marks: cells(marks),
            rule: cells(if rule < RULE_LEAST { 0 } else { rule }),
            answer: cells(answer),
        }
    }
}

fn due_time(deadline: &Deadline, is_wide: bool, scene: &Scene<'_>) -> String {
    if is_wide {
        scene.due_time(deadline.due_at)
    } else {
        scene.short_time(deadline.due_at)
    }
}

/// Whether its reminder is answered; where there is little room, only that it is.
fn answer(row: &DutyRow, stands: &[Ringing], is_wide: bool, scene: &Scene<'_>) -> String {
    let mut found = row.deadlines().filter_map(|one| ringing::of(stands, one));
    match found.next() {
        Some(one) if !is_wide && one.waits() => String::new(),
        one => reminder::word(one, scene),
    }
}

fn draw_row(
    (row, is_selected): (&DutyRow, bool),
    columns: Columns,
    stands: &[Ringing],
    scene: &Scene<'_>,
    buffer: &mut Buffer,
    area: Rect,
) {
    let deadline = row.head();
    let (plain, mark) = super::row_style(is_selected, is_selected, scene);
    buffer.set_style(area, plain);
    let loud = loud(deadline, (is_selected, plain), scene);
    let quiet = if is_selected {
        plain
    } else {
        scene.style(Role::Dim)
    };
    let number = if deadline.drill {
        scene.style(Role::Drill)
    } else {
        plain
    };
    let left = if row.is_open() {
        scene.countdown(row.key.due_at)
    } else {
        met_time(row, scene)
    };
    let words = standing::words(deadline, scene);
    let cols = [
        (mark.to_owned(), Width::Left(1), plain),
        (
            scene.number(&row.key.subject),
            Width::Left(columns.number),
            number,
        ),
        (words, Width::Left(columns.standing), loud),
        (left, Width::Right(columns.left), loud),
        (
            due_time(deadline, columns.is_wide, scene),
            Width::Right(columns.due),
            plain,
        ),
        (
            scene.asked(&deadline.rule),
            Width::Left(columns.what),
            plain,
        ),
        (title(row, scene), Width::Rest, plain),
        (
            marks::fit(row, scene, columns.marks.into()),
            Width::Left(columns.marks),
            plain,
        ),
        (scene.rule(&deadline.rule), Width::Left(columns.rule), quiet),
        (
            answer(row, stands, columns.is_wide, scene),
            Width::Left(columns.answer),
            plain,
        ),
    ];
    let cols: Vec<Col> = cols
        .into_iter()
        .filter(|(_, width, _)| !matches!(width, Width::Left(0) | Width::Right(0)))
        .map(|(text, width, style)| Col::new(text, width, style))
        .collect();
    row::draw(buffer, area, &cols);
}

/// The look of how something stands; on the selected row only what must be loud stays so.
pub(super) fn loud(
    deadline: &Deadline,
    (is_selected, plain): (bool, Style),
    scene: &Scene<'_>,
) -> Style {
    match deadline.standing {
        Standing::Running | Standing::Void if is_selected => plain,
        _ => standing::style(deadline, scene),
    }
}

/// When what is settled was done, the last of it.
fn met_time(row: &DutyRow, scene: &Scene<'_>) -> String {
    if row.is_open() {
        return String::new();
    }
    let met = row.deadlines().filter_map(|deadline| deadline.met_at).max();
    met.map_or_else(String::new, |at| scene.due_time(at))
}

/// What the subject is called; before it, that it is a drill and that it was overdue and is so no more.
fn title(row: &DutyRow, scene: &Scene<'_>) -> String {
    let mut words = Vec::new();
    if row.head().drill {
        words.push(scene.text("drill"));
    }
    let was_overdue = row
        .deadlines()
        .any(|deadline| deadline.was_overdue.is_some());
    if was_overdue && !row.is_overdue() {
        words.push(scene.text("panel-was-overdue"));
    }
    words.push(scene.about(&row.key.subject).to_owned());
    words.join(" ")
}
