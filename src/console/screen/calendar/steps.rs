//! The steps of the coming sixty days, what is overdue first: how each stands, how long is left, what
//! it asks.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::Shown;
use crate::almanac::Step;
use crate::console::countdown;
use crate::console::model::view::CalendarPanel;
use crate::console::text;
use crate::console::theme::Role;
use crate::console::widget::{Col, Width, row, scroll};
use crate::console::wording;
use crate::domain::period::StepId;

/// Cells the columns may take at most.
const STANDING_MAX: usize = 10;
const PERIOD: u16 = 18;
const DUE: u16 = 11;

/// From this width on the due time is told too, and from this one the period.
const DUE_FROM: u16 = 70;
const PERIOD_FROM: u16 = 78;

/// Cells the columns take that are as wide as what is in them.
#[derive(Clone, Copy)]
struct Widths {
    time: u16,
    standing: u16,
}

fn index(shown: Shown<'_>) -> Option<usize> {
    let ids: Vec<StepId> = shown
        .outlook
        .steps
        .iter()
        .map(|step| step.id.clone())
        .collect();
    shown.view.step.index(&ids)
}

/// The step selected.
pub(super) fn picked(shown: Shown<'_>) -> Option<&Step> {
    shown.outlook.steps.get(index(shown)?)
}

/// Draws the panel.
pub(super) fn draw(shown: Shown<'_>, buffer: &mut Buffer, area: Rect) {
    let scene = shown.scene;
    let steps = &shown.outlook.steps;
    let is_active = shown.view.panel == CalendarPanel::Steps;
    let at = index(shown);
    let number = steps.iter().filter(|step| step.standing.is_open()).count();
    let mut heading = scene.say("calendar-steps", &[("number", &number.to_string())]);
    let overdue = shown.outlook.overdue();
    if overdue > 0 {
        let words = scene.say(
            "calendar-steps-overdue",
            &[("number", &overdue.to_string())],
        );
        heading = format!("{heading}  {words}");
    }
    let remark = match shown.outlook.dailies {
        0 => String::new(),
        more => scene.say("calendar-more-dailies", &[("number", &more.to_string())]),
    };
    let inner = super::frame(shown, is_active, (&heading, &remark), buffer, area);
    if steps.is_empty() {
        let room = usize::from(inner.width).saturating_sub(2);
        let lines = text::wrap(&scene.text("calendar-no-steps"), room);
        for (y, line) in (inner.y..inner.bottom()).zip(lines) {
            buffer.set_stringn(inner.x + 1, y, line, room, scene.style(Role::Dim));
        }
        return;
    }
    let standing = steps
        .iter()
        .map(|step| text::width(&wording::standing(step.standing, scene)));
    let standing = standing.max().unwrap_or(0).min(STANDING_MAX);
    // A day and a time need more room than a countdown.
    let is_done = steps.iter().any(|step| step.done.is_some());
    let widths = Widths {
        time: if is_done { DUE } else { countdown::WIDTH },
        standing: u16::try_from(standing).unwrap_or(0),
    };
    let first = scroll::offset(at.unwrap_or(0), steps.len(), inner.height.into());
    let rows = steps.iter().enumerate().skip(first);
    for (y, (index, step)) in (inner.y..inner.bottom()).zip(rows) {
        let is_selected = is_active && at == Some(index);
        let area = Rect::new(inner.x, y, inner.width, 1);
        draw_step(step, is_selected, widths, shown, buffer, area);
    }
}

fn draw_step(
    step: &Step,
    is_selected: bool,
    widths: Widths,
    shown: Shown<'_>,
    buffer: &mut Buffer,
    area: Rect,
) {
    let scene = shown.scene;
    let (plain, mark) = if is_selected {
        (scene.style(Role::Selection), scene.glyphs.selected())
    } else {
        (scene.style(Role::Text), " ")
    };
    buffer.set_style(area, plain);
    let loud = if is_selected {
        plain
    } else {
        scene.style(wording::standing_role(step.standing))
    };
    let mut cols = vec![Col::new(mark, Width::Left(1), plain)];
    if area.width >= DUE_FROM {
        let due = scene.due_time(step.due);
        cols.push(Col::new(due, Width::Right(DUE), plain));
    }
    cols.extend([
        Col::new(
            wording::step_time(step, scene),
            Width::Right(widths.time),
            loud,
        ),
        Col::new(
            wording::standing(step.standing, scene),
            Width::Left(widths.standing),
            loud,
        ),
        Col::new(what(step, area.width, shown), Width::Rest, plain),
    ]);
    if area.width >= PERIOD_FROM {
        let name = wording::period_name(&step.period, scene.lang);
        cols.push(Col::new(name, Width::Left(PERIOD), plain));
    }
    row::draw(buffer, area, &cols);
}

/// What it asks, whether it was moved, and of which period where no column says so.
fn what(step: &Step, width: u16, shown: Shown<'_>) -> String {
    let scene = shown.scene;
    let mut words = wording::step(step, scene.lang).to_owned();
    if step.moved_from.is_some() {
        words = format!("{}{words}", scene.text("calendar-moved"));
    }
    if width < PERIOD_FROM {
        let period = wording::period_name(&step.period, scene.lang);
        words = format!("{period} {words}");
    }
    words
}
