//! One call: what was told, how it stands, what happened to it.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::incident::{scrolled, timeline};
use super::watch::standing;
use crate::console::model::Model;
use crate::console::model::view::CallView;
use crate::console::scene::Scene;
use crate::console::theme::Role;
use crate::console::widget::{Doc, Panel};
use crate::domain::call::{Call, Personal, Triage};
use crate::rulebook::{self, WorkTime};

fn shown<'a>(model: &'a Model, view: &'a CallView) -> Option<&'a Call> {
    let hot = model.state().and_then(|state| state.calls.get(&view.id));
    hot.or(view.cold.as_deref())
}

/// Draws the screen.
pub fn draw(model: &Model, view: &CallView, scene: &Scene<'_>, buffer: &mut Buffer, area: Rect) {
    let Some(call) = shown(model, view) else {
        let words = scene.text("console-fetching");
        let room = area.width.into();
        buffer.set_stringn(area.x + 2, area.y + 1, words, room, scene.style(Role::Dim));
        return;
    };
    let document = document(call, scene, area.width.saturating_sub(3));
    let rows = area.height.saturating_sub(2);
    let heading = format!("{} {}", scene.text("console-call"), call.id);
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
pub fn scroll_limit(model: &Model, view: &CallView, scene: &Scene<'_>, area: Rect) -> usize {
    let width = area.width.saturating_sub(3);
    let document = shown(model, view).map(|call| document(call, scene, width));
    document.map_or(0, |doc| doc.scroll_max(area.height.saturating_sub(2)))
}

/// Everything the screen says of a call, as plain text of so many columns.
pub fn text(call: &Call, scene: &Scene<'_>, width: u16) -> String {
    let heading = format!("{} {}", scene.text("console-call"), call.id);
    format!("{heading}\n{}", document(call, scene, width).text())
}

fn document(call: &Call, scene: &Scene<'_>, width: u16) -> Doc {
    let mut doc = Doc::new(width);
    outcome(call, scene, &mut doc);
    facts(call, scene, &mut doc);
    doc.heading(&scene.text("section-timeline"), scene.style(Role::Accent));
    timeline(&call.timeline, scene, &mut doc);
    doc
}

/// What became of it; while nothing has, how long there is.
fn outcome(call: &Call, scene: &Scene<'_>, doc: &mut Doc) {
    let Some((at, triage)) = &call.triage else {
        doc.line(vec![(scene.text("triage-none"), scene.style(Role::Warn))]);
        for deadline in scene.watched(rulebook::call_deadlines(
            call,
            &WorkTime::of(scene.state),
            scene.now,
        )) {
            let words = format!(
                "{}  {}  {}",
                standing::words(&deadline, scene),
                scene.due_time(deadline.due_at),
                scene.countdown(deadline.due_at)
            );
            doc.line(vec![(words, standing::style(&deadline, scene))]);
        }
        return;
    };
    let words = match triage {
        Triage::Became { incident } => {
            scene.say("event-call-became", &[("incident", &incident.to_string())])
        }
        Triage::Joined { incident } => {
            scene.say("event-call-joined", &[("incident", &incident.to_string())])
        }
        Triage::PassedOn { to } => scene.say("event-call-passed-on", &[("to", to)]),
        Triage::NoMatter { reason } => scene.say("event-call-no-matter", &[("reason", reason)]),
    };
    let time = scene.time(*at);
    doc.labelled(
        (&time, scene.style(Role::Dim)),
        &words,
        scene.style(Role::Ok),
    );
}

fn facts(call: &Call, scene: &Scene<'_>, doc: &mut Doc) {
    doc.heading(&scene.text("section-facts"), scene.style(Role::Accent));
    let facts = &call.facts;
    let personal = |personal: &Personal| match personal.text() {
        Some(open) => open.to_owned(),
        None => scene.text("console-sealed"),
    };
    let called_back = scene.text(if facts.called_back {
        "answer-yes"
    } else {
        "answer-no"
    });
    let rows = [
        ("field-received", scene.whole_time(facts.received)),
        (
            "form-label-channel",
            scene.text(&format!("source-{}", facts.channel.name())),
        ),
        ("field-from", personal(&facts.from)),
        ("field-unit", facts.unit.clone()),
        ("field-phone", personal(&facts.phone)),
        ("form-label-called-back", called_back),
        ("field-about", facts.about.clone()),
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
