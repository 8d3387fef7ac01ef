//! The deadlines, overdue first: whose, what, to whom, how, until when, how long, how it stands.

use std::collections::{BTreeMap, BTreeSet};

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::standing;
use crate::console::action::Action;
use crate::console::countdown;
use crate::console::model::Model;
use crate::console::model::view::{WatchPanel, line_key};
use crate::console::scene::Scene;
use crate::console::screen::reminder;
use crate::console::text;
use crate::console::theme::Role;
use crate::console::widget::{Col, Width, row, scroll};
use crate::notify::ringing::{self, Ringing, ringing};
use crate::rulebook::{self, Deadline, Line, Standing};

/// Cells the columns may take at most.
const NUMBER_MAX: usize = 11;
const RULE_MAX: usize = 26;
const TO_MAX: usize = 12;
const MEANS_MAX: usize = 8;
const DUE_MAX: usize = 11;
const STANDING_MAX: usize = 11;
const ANSWER_MAX: usize = 10;

/// From this width on the rule that asks is named too.
const RULE_FROM: u16 = 90;

/// Draws the panel.
pub fn draw(model: &Model, lines: &[Line], scene: &Scene<'_>, buffer: &mut Buffer, area: Rect) {
    let keys: Vec<_> = lines.iter().map(line_key).collect();
    let at = model.watch.deadline.index(&keys);
    let rows = area.height.saturating_sub(2);
    let remark = super::position(at, lines.len(), rows);
    let heading = heading(lines, scene);
    let inner = super::frame(
        model,
        WatchPanel::Deadlines,
        (&heading, &remark),
        scene,
        buffer,
        area,
    );
    if lines.is_empty() {
        super::draw_empty(&empty_words(model, scene), scene, buffer, inner);
        return;
    }
    // Another order is another picture, also where the row that moves is not to be seen yet.
    let changes = lines.iter().filter_map(|line| {
        let one = std::slice::from_ref(&line.strictest);
        rulebook::next_change(one, scene.now)
    });
    if let Some(at) = changes.min() {
        scene.will_change(at);
    }
    let stands = ringing(scene.state, scene.now);
    let columns = Columns::of(lines, &stands, scene, inner.width);
    let is_active = model.screens.is_empty() && model.watch.panel == WatchPanel::Deadlines;
    let first = scroll::offset(at.unwrap_or(0), lines.len(), inner.height.into());
    let shown = lines.iter().enumerate().skip(first);
    for (y, (index, line)) in (inner.y..inner.bottom()).zip(shown) {
        let is_selected = is_active && at == Some(index);
        let area = Rect::new(inner.x, y, inner.width, 1);
        draw_line((line, is_selected), columns, &stands, scene, buffer, area);
    }
}

fn heading(lines: &[Line], scene: &Scene<'_>) -> String {
    let asked = lines.iter().map(|line| &line.strictest);
    let asked = || asked.clone().filter(|deadline| !deadline.foreseen);
    let open = asked().filter(|deadline| !deadline.standing.is_settled());
    let open = open.count();
    let overdue = asked().filter(|deadline| deadline.standing == Standing::Overdue);
    let overdue = overdue.count().to_string();
    let mut heading = format!("{} {open}", scene.text("panel-deadlines"));
    if overdue != "0" {
        heading.push_str("  ");
        heading.push_str(&scene.say("panel-overdue", &[("number", &overdue)]));
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

/// How wide the columns are: as wide as what is in them, within limits.
#[derive(Debug, Clone, Copy)]
struct Columns {
    number: u16,
    /// None where there is no room for it.
    rule: u16,
    to: u16,
    means: u16,
    due: u16,
    left: u16,
    standing: u16,
    /// None where no reminder stands.
    answer: u16,
}

impl Columns {
    fn of(lines: &[Line], stands: &[Ringing], scene: &Scene<'_>, width: u16) -> Self {
        let all = || lines.iter().map(|line| &line.strictest);
        // Words are told once each: there are many lines and few words.
        let widest = |limit: usize, words: &mut dyn Iterator<Item = String>| {
            let cells = words.map(|word| text::width(&word)).max();
            u16::try_from(cells.unwrap_or(0).min(limit)).unwrap_or(0)
        };
        let to: BTreeSet<_> = all().map(|d| &d.recipient).collect();
        let means: BTreeSet<_> = all().map(|d| d.rule.means).collect();
        let standings: BTreeMap<_, _> = all().map(|d| ((d.standing, d.foreseen), d)).collect();
        let rules: BTreeMap<_, _> = all().map(|d| (&d.rule.id, &d.rule)).collect();
        Self {
            number: widest(NUMBER_MAX, &mut all().map(|d| scene.number(&d.subject))),
            rule: if width < RULE_FROM {
                0
            } else {
                widest(RULE_MAX, &mut rules.values().map(|rule| scene.rule(rule)))
            },
            to: widest(TO_MAX, &mut to.into_iter().map(|to| scene.recipient(to))),
            means: widest(
                MEANS_MAX,
                &mut means.into_iter().map(|means| scene.means(means)),
            ),
            due: widest(DUE_MAX, &mut all().map(|d| scene.due_time(d.due_at))),
            left: widest(DUE_MAX, &mut all().map(|d| met_time(d, scene))).max(countdown::WIDTH),
            standing: widest(
                STANDING_MAX,
                &mut standings.values().map(|one| standing::words(one, scene)),
            ),
            answer: widest(
                ANSWER_MAX,
                &mut all().map(|d| answer(d, stands, scene, width)),
            ),
        }
    }
}

/// Whether its reminder is answered; where there is little room, only that it is.
fn answer(deadline: &Deadline, stands: &[Ringing], scene: &Scene<'_>, width: u16) -> String {
    match ringing::of(stands, deadline) {
        Some(one) if width < RULE_FROM && one.waits() => String::new(),
        one => reminder::word(one, scene),
    }
}

fn draw_line(
    (line, is_selected): (&Line, bool),
    columns: Columns,
    stands: &[Ringing],
    scene: &Scene<'_>,
    buffer: &mut Buffer,
    area: Rect,
) {
    let deadline = &line.strictest;
    let (plain, mark) = super::row_style(is_selected, is_selected, scene);
    buffer.set_style(area, plain);
    let loud = match deadline.standing {
        Standing::Running | Standing::Void if is_selected => plain,
        _ => standing::style(deadline, scene),
    };
    let number_style = if deadline.drill {
        scene.style(Role::Drill)
    } else {
        plain
    };
    let left = if deadline.standing.is_settled() {
        met_time(deadline, scene)
    } else {
        scene.countdown(deadline.due_at)
    };
    let width = Width::Left;
    let subject = scene.number(&deadline.subject);
    let mut cols = vec![
        Col::new(mark, width(1), plain),
        Col::new(subject, width(columns.number), number_style),
        Col::new(what(deadline, scene), Width::Rest, plain),
    ];
    if columns.rule > 0 {
        let style = if is_selected {
            plain
        } else {
            scene.style(Role::Dim)
        };
        cols.push(Col::new(
            scene.rule(&deadline.rule),
            width(columns.rule),
            style,
        ));
    }
    let to = scene.recipient(&deadline.recipient);
    let due = scene.due_time(deadline.due_at);
    let standing = standing::words(deadline, scene);
    cols.extend([
        Col::new(to, width(columns.to), plain),
        Col::new(
            scene.means(deadline.rule.means),
            width(columns.means),
            plain,
        ),
        Col::new(due, Width::Right(columns.due), plain),
        Col::new(left, Width::Right(columns.left), loud),
        Col::new(standing, width(columns.standing), loud),
    ]);
    if columns.answer > 0 {
        let words = answer(deadline, stands, scene, area.width);
        cols.push(Col::new(words, width(columns.answer), plain));
    }
    row::draw(buffer, area, &cols);
}

/// When what is settled was met.
fn met_time(deadline: &Deadline, scene: &Scene<'_>) -> String {
    deadline
        .met_at
        .map_or_else(String::new, |at| scene.due_time(at))
}

/// What is asked, and about what.
fn what(deadline: &Deadline, scene: &Scene<'_>) -> String {
    let duty = scene.duty(&deadline.rule);
    let about = scene.about(&deadline.subject);
    if deadline.drill {
        format!("{} {duty} {about}", scene.text("drill"))
    } else {
        format!("{duty} {about}")
    }
}
