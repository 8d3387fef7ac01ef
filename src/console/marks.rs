//! Who a duty is asked for, as marks in one row: `区委✓14:02 区政府-- 市局--`. What is so is said by
//! signs and words; no colour is needed to read it.

use super::countdown;
use super::glyphs::Glyphs;
use super::scene::Scene;
use super::text;
use crate::rulebook::{Deadline, DutyRow, Standing};

/// What a recipient is called wherever a duty is told: in a row, beneath it, in the loud line.
pub fn name(deadline: &Deadline, scene: &Scene<'_>) -> String {
    scene.recipient(&deadline.recipient)
}

/// What there is to say of somebody besides: that it was overdue and is so no more, who gave it up.
pub fn remarks(deadline: &Deadline, scene: &Scene<'_>) -> Vec<String> {
    let was_overdue = deadline.was_overdue.map(|was| {
        let (since, span) = (
            scene.time(was.since),
            countdown::text(was.span(), scene.lang),
        );
        let values = [("since", since.as_str()), ("span", &span)];
        scene.say("deadline-was-overdue", &values)
    });
    let waived = deadline.waived.as_ref();
    let waived = waived.map(|waiver| scene.consent(&waiver.approval));
    was_overdue.into_iter().chain(waived).collect()
}

/// Those who still wait, by name; everybody where nobody does.
pub fn whom(row: &DutyRow, scene: &Scene<'_>) -> String {
    let mut names: Vec<String> = row.waiting().map(|it| name(it, scene)).collect();
    if names.is_empty() {
        names = row.deadlines().map(|it| name(it, scene)).collect();
    }
    names.join(&scene.text("console-and"))
}

/// The sign of what was done: in time, or late.
fn done(standing: Standing, glyphs: Glyphs) -> &'static str {
    match (standing, glyphs) {
        (Standing::MetLate, Glyphs::Unicode) => "✓!",
        (Standing::MetLate, Glyphs::Ascii) => "ok!",
        (_, Glyphs::Unicode) => "✓",
        (_, Glyphs::Ascii) => "ok",
    }
}

/// How it stands with one recipient: when told, or that it is open, or given up.
pub fn sign(deadline: &Deadline, scene: &Scene<'_>) -> String {
    match (deadline.standing, deadline.met_at) {
        (standing @ (Standing::Met | Standing::MetLate), Some(at)) => {
            format!("{}{}", done(standing, scene.glyphs), scene.due_time(at))
        }
        _ => short_sign(deadline, scene),
    }
}

/// The same without the time.
fn short_sign(deadline: &Deadline, scene: &Scene<'_>) -> String {
    match deadline.standing {
        standing @ (Standing::Met | Standing::MetLate) => done(standing, scene.glyphs).to_owned(),
        Standing::Void => scene.text("standing-void"),
        Standing::Running | Standing::DueSoon | Standing::Overdue => "--".to_owned(),
    }
}

/// Everybody with a sign; whoever alone waits needs none.
fn each(
    row: &DutyRow,
    scene: &Scene<'_>,
    sign: impl Fn(&Deadline, &Scene<'_>) -> String,
) -> String {
    if let ([line], true) = (row.lines(), row.is_open()) {
        return name(&line.strictest, scene);
    }
    let marks = row.deadlines().map(|deadline| {
        let values = [
            ("to", name(deadline, scene)),
            ("sign", sign(deadline, scene)),
        ];
        let values = values.each_ref().map(|(key, value)| (*key, value.as_str()));
        scene.say("console-mark", &values)
    });
    marks.collect::<Vec<_>>().join(" ")
}

/// Everybody, with times, however long it is.
pub fn whole(row: &DutyRow, scene: &Scene<'_>) -> String {
    each(row, scene, sign)
}

/// Those who wait by name and how many need no more: `区政府 市局 1✓`.
fn waiting(row: &DutyRow, scene: &Scene<'_>) -> String {
    let names: Vec<String> = row.waiting().map(|it| name(it, scene)).collect();
    let rest = row.lines().len() - names.len();
    let mut words = names.join(" ");
    if rest > 0 {
        words = format!("{words} {rest}{}", done(Standing::Met, scene.glyphs));
    }
    words.trim_start().to_owned()
}

/// How many of how many need no more: `1/3✓`.
fn count(row: &DutyRow, scene: &Scene<'_>) -> String {
    let all = row.lines().len();
    let rest = all - row.waiting().count();
    format!("{rest}/{all}{}", done(Standing::Met, scene.glyphs))
}

/// As much of it as `cols` columns hold: times give way first, then signs, then names.
pub fn fit(row: &DutyRow, scene: &Scene<'_>, cols: usize) -> String {
    let forms: [fn(&DutyRow, &Scene<'_>) -> String; 3] =
        [whole, |row, scene| each(row, scene, short_sign), waiting];
    let mut shown = forms.into_iter().map(|form| form(row, scene));
    let shown = shown.find(|words| text::width(words) <= cols);
    shown.unwrap_or_else(|| text::cut(&count(row, scene), cols))
}
