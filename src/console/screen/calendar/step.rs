//! The step selected: what it asks, of which period, until when, where it was moved from, how it was
//! done.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use super::{Shown, steps};
use crate::almanac::Step;
use crate::almanac::step::counters;
use crate::console::text;
use crate::console::theme::Role;
use crate::console::wording;
use crate::domain::period::PeriodId;
use crate::locale::Lang;

/// Draws the panel.
pub(super) fn draw(shown: Shown<'_>, buffer: &mut Buffer, area: Rect) {
    let scene = shown.scene;
    let Some(step) = steps::picked(shown) else {
        super::frame(
            shown,
            false,
            (&scene.text("calendar-step"), ""),
            buffer,
            area,
        );
        return;
    };
    let heading = wording::step(step, scene.lang);
    let inner = super::frame(shown, false, (heading, ""), buffer, area);
    let width = usize::from(inner.width).saturating_sub(2);
    let lines = lines(step, shown);
    let lines = lines.into_iter().flat_map(|(line, style)| {
        text::wrap(&line, width)
            .into_iter()
            .map(move |l| (l, style))
    });
    for (y, (line, style)) in (inner.y..inner.bottom()).zip(lines) {
        buffer.set_stringn(inner.x + 1, y, line, width, style);
    }
}

fn lines(step: &Step, shown: Shown<'_>) -> Vec<(String, Style)> {
    let scene = shown.scene;
    let (plain, dim) = (scene.style(Role::Text), scene.style(Role::Dim));
    let standing = wording::standing(step.standing, scene);
    let values = [
        ("standing", standing.trim().to_owned()),
        ("due", scene.day_and_time(step.due)),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let loud = scene.style(wording::standing_role(step.standing));
    let span = wording::period_span(&step.period, shown.at.year, scene);
    let name = wording::period_name(&step.period, scene.lang);
    let mut lines = vec![
        (scene.say("calendar-step-due", &values), loud),
        (format!("{name} {span}"), plain),
    ];
    if let Some(day) = step.moved_from {
        let words = scene.say("step-moved", &[("date", &day.to_string())]);
        lines.push((words, scene.style(Role::Warn)));
    }
    if !step.notice_loaded {
        lines.push((scene.text("calendar-step-unsure"), scene.style(Role::Warn)));
    }
    if !step.also.is_empty() {
        let also: Vec<String> = step.also.iter().map(|id| called(id, shown)).collect();
        let also = also.join(&scene.text("console-and"));
        lines.push((scene.say("step-also", &[("periods", &also)]), dim));
    }
    lines.extend(done(step, shown).into_iter().map(|line| (line, plain)));
    lines
}

/// What a period of today or of the year looked at is called.
fn called(id: &PeriodId, shown: Shown<'_>) -> String {
    let periods = shown.outlook.periods.iter().chain(&shown.at.periods);
    let found = periods.into_iter().find(|period| period.id == *id);
    found.map_or_else(
        || id.to_string(),
        |period| wording::period_name(period, shown.scene.lang),
    )
}

/// How it was done: by whom and when, with what result, what was counted.
fn done(step: &Step, shown: Shown<'_>) -> Vec<String> {
    let Some(done) = &step.done else {
        return Vec::new();
    };
    let scene = shown.scene;
    let mut lines = vec![wording::done_by(step, scene)];
    if !done.note.is_empty() {
        lines.push(done.note.clone());
    }
    let counted = counters().iter().filter_map(|counter| {
        let count = done.counts.get(&counter.key)?;
        let name = match scene.lang {
            Lang::Zh => &counter.zh,
            Lang::En => &counter.en,
        };
        Some(format!("{name} {count}"))
    });
    let counted: Vec<String> = counted.collect();
    if !counted.is_empty() {
        lines.push(counted.join("  "));
    }
    lines
}
