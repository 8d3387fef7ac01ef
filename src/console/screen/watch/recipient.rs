//! One recipient of an opened duty: how it stands, since when, who took the report, which rule asks.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::duties::loud;
use super::standing;
use crate::console::marks;
use crate::console::scene::Scene;
use crate::console::text;
use crate::console::theme::Role;
use crate::console::widget::{Col, Width, row};
use crate::rulebook::{Deadline, DutyRow};

/// Cells a name may take.
const NAME_MAX: usize = 24;

/// Draws the line; `lead` cells at its left stay free, as wide as the number above.
pub fn draw(
    (duty, at): (&DutyRow, usize),
    is_selected: bool,
    lead: usize,
    scene: &Scene<'_>,
    buffer: &mut Buffer,
    area: Rect,
) {
    let Some(line) = duty.lines().get(at) else {
        return;
    };
    let deadline = &line.strictest;
    let (plain, mark) = super::row_style(is_selected, is_selected, scene);
    buffer.set_style(area, plain);
    let loud = loud(deadline, (is_selected, plain), scene);
    let quiet = if is_selected {
        plain
    } else {
        scene.style(Role::Dim)
    };
    let widest = |of: &dyn Fn(&Deadline) -> String| {
        let cells = duty.deadlines().map(|one| text::width(&of(one)));
        let cells = cells.max().unwrap_or(0).min(NAME_MAX);
        u16::try_from(cells).unwrap_or(0)
    };
    let lead = u16::try_from(lead).unwrap_or(0);
    let words = |one: &Deadline| standing::words(one, scene);
    let name = |one: &Deadline| marks::name(one, scene);
    let sign = |one: &Deadline| marks::sign(one, scene);
    row::draw(
        buffer,
        area,
        &[
            Col::new(mark, Width::Left(1), plain),
            Col::new("", Width::Left(lead), plain),
            Col::new(words(deadline), Width::Left(widest(&words)), loud),
            Col::new(name(deadline), Width::Left(widest(&name)), plain),
            Col::new(sign(deadline), Width::Left(widest(&sign)), plain),
            Col::new(remark(deadline, scene), Width::Rest, quiet),
        ],
    );
}

/// The report that met it and who took it, that it was overdue, who gave it up and why; else the rule
/// that asks.
fn remark(deadline: &Deadline, scene: &Scene<'_>) -> String {
    let report = deadline.met_by.and_then(|no| {
        let incident = scene.state.incidents.get(&deadline.subject)?;
        incident.reports.iter().find(|report| report.no == no)
    });
    let mut remarks: Vec<String> = Vec::new();
    if let Some(report) = report {
        let no = report.no.to_string();
        let words = scene.say("panel-by-report", &[("no", &no)]);
        let words = format!("{words} {}", report.sent.receiver);
        remarks.push(words.trim_end().to_owned());
    }
    remarks.extend(marks::remarks(deadline, scene));
    if remarks.is_empty() {
        remarks.push(scene.rule(&deadline.rule));
    }
    remarks.join("; ")
}
