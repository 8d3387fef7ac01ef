//! One warning: what was told, whether it is meant, what is still to do, what happened to it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::incident::{scrolled, timeline};
use super::watch::standing;
use crate::console::action::Action;
use crate::console::model::Model;
use crate::console::model::view::WarningView;
use crate::console::scene::Scene;
use crate::console::theme::Role;
use crate::console::widget::{Doc, Panel};
use crate::console::wording;
use crate::domain::warning::{Warning, WarningStanding};
use crate::rulebook::{self, WorkTime};

fn shown<'a>(model: &'a Model, view: &'a WarningView) -> Option<&'a Warning> {
    let hot = model.state().and_then(|state| state.warnings.get(&view.id));
    hot.or(view.cold.as_deref())
}

/// Draws the screen.
pub fn draw(model: &Model, view: &WarningView, scene: &Scene<'_>, buffer: &mut Buffer, area: Rect) {
    let Some(warning) = shown(model, view) else {
        let words = scene.text("console-fetching");
        let room = area.width.into();
        buffer.set_stringn(area.x + 2, area.y + 1, words, room, scene.style(Role::Dim));
        return;
    };
    let document = document(model, warning, scene, area.width.saturating_sub(3));
    let rows = area.height.saturating_sub(2);
    let headline = &warning.facts.headline;
    let heading = format!(
        "{} {} {headline}",
        scene.text("console-warning"),
        warning.id
    );
    let inner = Panel {
        heading: &heading,
        remark: &scrolled(&document, view.scroll, rows),
        frame: scene.style(Role::BorderActive),
        title: scene.style(Role::Accent),
        glyphs: scene.glyphs,
    }
    .draw(buffer, area);
    let inside = Rect {
        x: inner.x + 1,
        width: inner.width.saturating_sub(1),
        ..inner
    };
    document.draw(buffer, inside, view.scroll);
}

/// How far it can be scrolled.
pub fn scroll_limit(model: &Model, view: &WarningView, scene: &Scene<'_>, area: Rect) -> usize {
    let width = area.width.saturating_sub(3);
    let document = shown(model, view).map(|warning| document(model, warning, scene, width));
    document.map_or(0, |doc| doc.scroll_max(area.height.saturating_sub(2)))
}

fn document(model: &Model, warning: &Warning, scene: &Scene<'_>, width: u16) -> Doc {
    let mut doc = Doc::new(width);
    holds(model, warning, scene, &mut doc);
    to_do(warning, scene, &mut doc);
    facts(warning, scene, &mut doc);
    doc.heading(&scene.text("section-timeline"), scene.style(Role::Accent));
    timeline(&warning.timeline, scene, &mut doc);
    doc
}

/// Its level, whether it is meant and for whom, whether it holds, and what it asks.
fn holds(model: &Model, warning: &Warning, scene: &Scene<'_>, doc: &mut Doc) {
    let not_real = wording::not_real(warning, scene);
    if !not_real.is_empty() {
        doc.line(vec![(format!(" {not_real} "), scene.style(Role::Drill))]);
    }
    wording::warning_changes(warning, scene);
    let role = match warning.standing(scene.now) {
        WarningStanding::Expired | WarningStanding::Ended => Role::Dim,
        WarningStanding::Holds | WarningStanding::Asks => wording::warning_role(warning),
    };
    let level = wording::warning_level(warning, scene);
    let standing = wording::warning_standing(warning, scene);
    let words = format!("{level} {}  {standing}", warning.facts.hazard);
    doc.line(vec![(words, scene.style(role))]);
    if warning.asks_where(scene.now) {
        let keys = [Action::PlaceHere, Action::PlaceElsewhere].map(|action| {
            let keys = model.keymap.keys(action);
            keys.first().map(ToString::to_string).unwrap_or_default()
        });
        let values = [("here", keys[0].as_str()), ("elsewhere", keys[1].as_str())];
        let words = scene.say("warning-asks-where", &values);
        doc.paragraph(&words, scene.style(Role::Warn));
    } else if !warning.for_district {
        let words = scene.text("warning-elsewhere");
        doc.paragraph(&words, scene.style(Role::Dim));
    }
    asks(model, warning, scene, doc);
}

/// Whether it still holds, where it does not say when it ends: from when on somebody must make sure.
fn asks(model: &Model, warning: &Warning, scene: &Scene<'_>, doc: &mut Doc) {
    let Some(at) = warning.trusted_until() else {
        return;
    };
    match warning.standing(scene.now) {
        WarningStanding::Expired | WarningStanding::Ended => return,
        WarningStanding::Holds => {
            let words = scene.say("warning-asks-at", &[("time", &scene.time(at))]);
            doc.paragraph(&words, scene.style(Role::Dim));
            return;
        }
        WarningStanding::Asks => {}
    }
    let key = |action| {
        let keys = model.keymap.keys(action);
        keys.first().map(ToString::to_string).unwrap_or_default()
    };
    let values = [
        ("confirm", key(Action::ConfirmWarning)),
        ("lift", key(Action::LiftWarning)),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
    doc.paragraph(
        &scene.say("warning-asks-now", &values),
        scene.style(Role::Warn),
    );
}

/// What it asks of the watch, and what was done of it.
fn to_do(warning: &Warning, scene: &Scene<'_>, doc: &mut Doc) {
    let deadlines = rulebook::warning_deadlines(warning, &WorkTime::of(scene.state), scene.now);
    if deadlines.is_empty() {
        return;
    }
    doc.heading(&scene.text("section-to-do"), scene.style(Role::Accent));
    if let Some(at) = rulebook::next_change(&deadlines, scene.now) {
        scene.will_change(at);
    }
    for deadline in deadlines {
        let time = match deadline.met_at {
            Some(at) => scene.due_time(at),
            None if deadline.standing.is_settled() => String::new(),
            None => scene.countdown(deadline.due_at),
        };
        let words = format!(
            "{}  {}  {}  {time}",
            standing::words(&deadline, scene),
            scene.rule(&deadline.rule),
            scene.due_time(deadline.due_at),
        );
        let style = standing::style(&deadline, scene);
        doc.line(vec![(words.trim_end().to_owned(), style)]);
    }
}

fn facts(warning: &Warning, scene: &Scene<'_>, doc: &mut Doc) {
    doc.heading(&scene.text("section-facts"), scene.style(Role::Accent));
    let facts = &warning.facts;
    let expires = match facts.expires {
        Some(at) => scene.whole_time(at),
        None => scene.text("warning-no-end"),
    };
    let ended = warning.ended.as_ref();
    let placed = warning.placed.as_ref();
    let placed = placed.map_or_else(String::new, |placed| placed.reason.clone());
    let rows = [
        ("field-headline", facts.headline.clone()),
        ("field-sender", facts.sender.clone()),
        ("form-label-issued", scene.whole_time(facts.sent)),
        ("form-label-expires", expires),
        ("field-area", facts.area.clone()),
        ("form-label-words", facts.text.clone()),
        ("field-placed-reason", placed),
        ("field-identifier", facts.identifier.clone()),
        (
            "form-label-ended-at",
            ended.map_or_else(String::new, |end| scene.whole_time(end.at)),
        ),
        (
            "field-reason",
            ended.map_or_else(String::new, |end| end.reason.clone()),
        ),
    ];
    for (key, words) in rows {
        if !words.is_empty() {
            let label = scene.label(key);
            doc.labelled(
                (&label, scene.style(Role::Dim)),
                &words,
                scene.style(Role::Text),
            );
        }
    }
}
