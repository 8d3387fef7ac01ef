//! The open incidents: whether something of it is overdue, number, grade, whether it is sensitive, what it is called.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::standing;
use crate::console::model::Model;
use crate::console::model::view::WatchPanel;
use crate::console::proposal;
use crate::console::scene::Scene;
use crate::console::text;
use crate::console::theme::Role;
use crate::console::widget::{Col, Width, row, scroll};
use crate::domain::grade::Grade;
use crate::domain::incident::{Incident, Stage};
use crate::rulebook::{DutyRow, Standing};

/// The look of a grade: what is serious is loud, what nobody knows asks for attention.
pub fn grade_role(grade: Grade) -> Role {
    match grade {
        Grade::I | Grade::II => Role::Error,
        Grade::Unclear => Role::Warn,
        Grade::III => Role::Info,
        Grade::IV => Role::Text,
    }
}

/// Draws the panel.
pub fn draw(model: &Model, scene: &Scene<'_>, buffer: &mut Buffer, area: Rect) {
    let incidents = model.incidents(scene);
    let ids: Vec<_> = incidents
        .iter()
        .map(|incident| incident.id.clone())
        .collect();
    let at = model.watch.incident.index(&ids);
    let rows = area.height.saturating_sub(2);
    let heading = format!("{} {}", scene.text("panel-incidents"), incidents.len());
    let remark = super::position(at, incidents.len(), rows);
    let panel = WatchPanel::Incidents;
    let inner = super::frame(model, panel, (&heading, &remark), scene, buffer, area);
    if incidents.is_empty() {
        let words = scene.text("panel-incidents-empty");
        super::draw_empty(&words, scene, buffer, inner);
        return;
    }
    let number = widest(&incidents, |incident| scene.number(&incident.id));
    let grade = widest(&incidents, |incident| scene.grade(incident.grade));
    let is_active = model.screens.is_empty() && model.watch.panel == panel;
    let first = scroll::offset(at.unwrap_or(0), incidents.len(), inner.height.into());
    let shown = incidents.iter().enumerate().skip(first);
    for (y, (index, incident)) in (inner.y..inner.bottom()).zip(shown) {
        let is_selected = is_active && at == Some(index);
        let area = Rect::new(inner.x, y, inner.width, 1);
        draw_row(incident, is_selected, (number, grade), scene, buffer, area);
    }
}

fn widest(incidents: &[&Incident], of: impl Fn(&Incident) -> String) -> u16 {
    let cells = incidents.iter().map(|incident| text::width(&of(incident)));
    u16::try_from(cells.max().unwrap_or(0)).unwrap_or(0)
}

fn draw_row(
    incident: &Incident,
    is_selected: bool,
    (number, grade): (u16, u16),
    scene: &Scene<'_>,
    buffer: &mut Buffer,
    area: Rect,
) {
    let (plain, mark) = super::row_style(is_selected, is_selected, scene);
    buffer.set_style(area, plain);
    let or_plain = |role| {
        if is_selected {
            plain
        } else {
            scene.style(role)
        }
    };
    let number_style = if incident.drill {
        scene.style(Role::Drill)
    } else {
        plain
    };
    let is_over = incident.stage == Stage::StoodDown;
    let title_style = if is_over { or_plain(Role::Dim) } else { plain };
    let sensitive = scene.text("console-sensitive");
    let sensitive_width = u16::try_from(text::width(&sensitive)).unwrap_or(0);
    let sensitive = if incident.is_sensitive() {
        sensitive
    } else {
        String::new()
    };
    let pressing = pressing(incident, scene);
    let loud = pressing.map_or(plain, |standing| scene.style(standing::role(standing)));
    let sign = pressing.map_or("", |standing| standing::mark(standing, scene.glyphs));
    row::draw(
        buffer,
        area,
        &[
            Col::new(mark, Width::Left(1), plain),
            Col::new(sign, Width::Left(2), loud),
            Col::new(
                scene.number(&incident.id),
                Width::Left(number),
                number_style,
            ),
            Col::new(
                scene.grade(incident.grade),
                Width::Left(grade),
                or_plain(grade_role(incident.grade)),
            ),
            Col::new(
                sensitive,
                Width::Left(sensitive_width),
                or_plain(Role::Sensitive),
            ),
            Col::new(title(incident, scene), Width::Rest, title_style),
        ],
    );
}

/// Whether something that is asked of it is overdue, or due soon.
fn pressing(incident: &Incident, scene: &Scene<'_>) -> Option<Standing> {
    let of_it = |row: &&DutyRow| row.key.subject == incident.id && !row.key.foreseen;
    let rows = || scene.rows().iter().filter(of_it);
    let presses = [Standing::Overdue, Standing::DueSoon].into_iter();
    let mut presses = presses.filter(|standing| rows().any(|row| row.standing() == *standing));
    presses.next()
}

fn title(incident: &Incident, scene: &Scene<'_>) -> String {
    let mut words = Vec::new();
    if incident.drill {
        words.push(scene.text("drill"));
    }
    words.extend(proposal::marks(incident, scene.lang));
    words.push(incident.title().to_owned());
    if incident.stage == Stage::StoodDown {
        words.push(format!("({})", scene.text("stage-stood-down")));
    }
    words.join(" ")
}
