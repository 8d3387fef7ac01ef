//! What is asked of an incident, one duty a row as on the watch: how it stands, what, until when, who
//! was told and who waits; beneath it the rules that say so and what there is to say of somebody.

use ratatui::style::Style;

use crate::console::scene::Scene;
use crate::console::screen::reminder;
use crate::console::screen::watch::standing;
use crate::console::theme::Role;
use crate::console::widget::Doc;
use crate::console::{countdown, marks, text};
use crate::domain::incident::Incident;
use crate::notify::ringing::{self, ringing};
use crate::rulebook::{self, DutyRow, WorkTime};

/// Blanks before what stands beneath a row.
const INDENT: &str = "   ";

/// Adds the section.
pub fn section(incident: &Incident, scene: &Scene<'_>, doc: &mut Doc) {
    doc.heading(&scene.text("panel-deadlines"), scene.style(Role::Accent));
    let mut all = rulebook::incident_deadlines(incident, &WorkTime::of(scene.state), scene.now);
    let foreseen = rulebook::incident_foreseen(incident, scene.state, scene.now);
    let is_foreseen = !foreseen.is_empty();
    all.extend(foreseen);
    let all = scene.watched(all);
    if let Some(at) = rulebook::next_change(&all, scene.now) {
        scene.will_change(at);
    }
    let rows = rulebook::duty_rows(rulebook::lines(all), scene.now);
    if rows.is_empty() {
        doc.paragraph(&scene.text("incident-no-deadlines"), scene.style(Role::Dim));
    }
    let widths = Widths::of(&rows, scene);
    let stands = ringing(scene.state, scene.now);
    for row in &rows {
        duty(row, widths, scene, doc);
        let mut found = row.deadlines().filter_map(|one| ringing::of(&stands, one));
        if let Some(one) = found.next() {
            let role = if one.waits() { Role::Warn } else { Role::Dim };
            let words = format!("{INDENT}{}", reminder::sentence(one, scene));
            doc.paragraph(&words, scene.style(role));
        }
    }
    if is_foreseen {
        doc.paragraph(&scene.text("incident-foreseen"), scene.style(Role::Info));
    }
}

#[derive(Clone, Copy)]
struct Widths {
    standing: usize,
    what: usize,
    due: usize,
    left: usize,
}

impl Widths {
    fn of(rows: &[DutyRow], scene: &Scene<'_>) -> Self {
        let widest = |of: &dyn Fn(&DutyRow) -> String| {
            let cells = rows.iter().map(|row| text::width(&of(row)));
            cells.max().unwrap_or(0)
        };
        let is_open = rows.iter().any(DutyRow::is_open);
        Self {
            standing: widest(&|row| standing::words(row.head(), scene)),
            what: widest(&|row| scene.asked(&row.head().rule)),
            due: widest(&|row| scene.due_time(row.key.due_at)),
            left: usize::from(is_open) * usize::from(countdown::WIDTH),
        }
    }
}

/// The row, the marks beneath it where they do not fit beside, the rules, the remarks.
fn duty(row: &DutyRow, widths: Widths, scene: &Scene<'_>, doc: &mut Doc) {
    let deadline = row.head();
    let loud = standing::style(deadline, scene);
    let plain = scene.style(Role::Text);
    let left = if row.is_open() {
        scene.countdown(deadline.due_at)
    } else {
        String::new()
    };
    let words = standing::words(deadline, scene);
    let due = scene.due_time(deadline.due_at);
    let cells = [
        (text::fit(&words, widths.standing), loud),
        (text::fit(&scene.asked(&deadline.rule), widths.what), plain),
        (text::fit_right(&due, widths.due), plain),
        (text::fit_right(&left, widths.left), loud),
    ];
    let mut pieces = Vec::new();
    for (cell, style) in cells {
        pieces.push((cell, style));
        pieces.push((" ".to_owned(), Style::default()));
    }
    let taken: usize = pieces.iter().map(|(piece, _)| text::width(piece)).sum();
    let marks = marks::whole(row, scene);
    let dim = scene.style(Role::Dim);
    let beneath = |words: &str, style, doc: &mut Doc| {
        let room = doc.room().saturating_sub(INDENT.len());
        for words in text::wrap(words, room) {
            doc.line(vec![(format!("{INDENT}{words}"), style)]);
        }
    };
    let rules = rules(row, scene);
    let room = doc.room().saturating_sub(taken + text::width(&marks));
    if text::width(&marks) + taken > doc.room() {
        doc.line(pieces);
        beneath(&marks, plain, doc);
        beneath(&rules, dim, doc);
    } else if text::width(&rules) + 2 <= room {
        pieces.push((marks, plain));
        pieces.push((format!("  {rules}"), dim));
        doc.line(pieces);
    } else {
        pieces.push((marks, plain));
        doc.line(pieces);
        beneath(&rules, dim, doc);
    }
    for remark in remarks(row, scene) {
        beneath(&remark, dim, doc);
    }
}

/// The rules behind a row, the strictest first; those beneath it with their times and for whom.
fn rules(row: &DutyRow, scene: &Scene<'_>) -> String {
    let mut rules: Vec<String> = Vec::new();
    for deadline in row.deadlines() {
        let name = scene.rule(&deadline.rule);
        if !rules.contains(&name) {
            rules.push(name);
        }
    }
    let beneath = row.lines().iter().flat_map(|line| &line.beneath);
    let weaker = beneath.map(|deadline| {
        let time = scene.due_time(deadline.due_at);
        let words = format!("{} {time}", scene.rule(&deadline.rule));
        (words, marks::name(deadline, scene))
    });
    for (words, names) in for_whom(weaker) {
        if names.len() >= row.lines().len() {
            rules.push(words);
        } else {
            let names = names.join(&scene.text("console-and"));
            let values = [("rule", words.as_str()), ("to", &names)];
            rules.push(scene.say("incident-rule-for", &values));
        }
    }
    rules.join("; ")
}

/// The same words once, with everybody they are of.
fn for_whom(said: impl Iterator<Item = (String, String)>) -> Vec<(String, Vec<String>)> {
    let mut folded: Vec<(String, Vec<String>)> = Vec::new();
    for (words, name) in said {
        match folded.iter_mut().find(|(known, _)| *known == words) {
            Some((_, names)) => names.push(name),
            None => folded.push((words, vec![name])),
        }
    }
    folded
}

/// What there is to say of somebody: that it was overdue, who gave it up and why; and that the time may
/// move.
fn remarks(row: &DutyRow, scene: &Scene<'_>) -> Vec<String> {
    let said = row.deadlines().flat_map(|deadline| {
        let remarks = marks::remarks(deadline, scene).into_iter();
        remarks.map(|words| (words, marks::name(deadline, scene)))
    });
    let said = for_whom(said).into_iter().map(|(words, names)| {
        let names = names.join(&scene.text("console-and"));
        scene.say("incident-of", &[("to", &names), ("words", &words)])
    });
    let mut remarks: Vec<String> = said.collect();
    if row.deadlines().any(|deadline| !deadline.due_certain) {
        remarks.push(scene.text("deadline-uncertain"));
    }
    remarks
}
