//! The picture of a form: a sheet over the screen, labels at the left, what was given at the
//! right, what is wrong beneath it.
//!
//! ```text
//! ┌ 新事件 ──────────────────────────────────────────┐
//! │ > 标题      嘉陵江铊超标________________________ │
//! │   得知时间  2026-09-01 14:05_____ = 今天, 10分钟前 │
//! │   级别      [5 级别不明]                           │
//! │                                                    │
//! │ 可写 14:05、昨天 23:50、-10m                       │
//! └──────────────────────────────────────────── 草稿 ┘
//! ```

mod entry;
mod options;

use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};
use ratatui::style::Style;

use self::entry::{draw_entry, height};
use super::Form;
use super::input::Input;
use super::problem::Problem;
use super::sheet::Ctx;
use crate::console::scene::Scene;
use crate::console::text;
use crate::console::theme::Role;
use crate::console::widget::field::Lines;
use crate::console::widget::{Panel, popup, scroll};
use crate::domain::SubjectKind;

/// A form is no wider than this: beyond, the eye loses the line.
const WIDTH_MAX: u16 = 104;
/// The cells a label may take.
const LABEL_MAX: usize = 22;
/// Where things are in a form of a given size.
#[derive(Debug, Clone, Copy)]
struct Plan {
    label: u16,
    input: u16,
}

impl Plan {
    fn of(form: &Form, scene: &Scene<'_>, width: u16) -> Self {
        let widest = form
            .entries()
            .iter()
            .map(|entry| text::width(&entry.label.text(scene.lang)))
            .max();
        let label = widest.unwrap_or(0).min(LABEL_MAX);
        let label = u16::try_from(label).unwrap_or(0);
        Self {
            label,
            input: width.saturating_sub(2 + label + 2),
        }
    }
}

/// The columns a text of this form has, where the form lies on a screen of that width.
pub fn text_cols(form: &Form, scene: &Scene<'_>, screen_width: u16) -> usize {
    let inside = screen_width.min(WIDTH_MAX).saturating_sub(4);
    Plan::of(form, scene, inside).input.into()
}

/// Draws the form over `within` and tells where the caret is.
pub fn draw(
    form: &Form,
    ctx: &Ctx<'_>,
    scene: &Scene<'_>,
    buffer: &mut Buffer,
    within: Rect,
) -> Option<Position> {
    let width = within.width.min(WIDTH_MAX);
    let inside = width.saturating_sub(4);
    let sheet = content(form, ctx, scene, inside);
    let height = u16::try_from(sheet.rows_at_most + 4).unwrap_or(u16::MAX);
    let area = popup::middle(within, width, height);
    popup::blank(buffer, area);
    let panel = Panel {
        heading: &heading(form, scene),
        remark: &remark(form, scene),
        frame: scene.style(Role::BorderActive),
        title: scene.style(Role::Accent),
        glyphs: scene.glyphs,
    };
    let room = panel.draw(buffer, area);
    if room.height < 2 {
        return None;
    }
    let body = Rect {
        x: room.x + 1,
        width: inside,
        height: room.height - 1,
        ..room
    };
    let hint = Rect {
        y: body.bottom(),
        height: 1,
        ..body
    };
    draw_hint(form, scene, buffer, hint);
    sheet.show(buffer, body)
}

fn heading(form: &Form, scene: &Scene<'_>) -> String {
    let title = scene.text(&format!("form-{}", form.kind.name()));
    match form.kind.subject() {
        Some(subject) => {
            let name = match subject.kind {
                SubjectKind::Call => "",
                SubjectKind::Incident | SubjectKind::Warning => scene.about(subject),
            };
            format!("{title}  {subject} {name}").trim_end().to_owned()
        }
        None => title,
    }
}

fn remark(form: &Form, scene: &Scene<'_>) -> String {
    if form.is_waiting() {
        return scene.text("form-waiting");
    }
    match form.resumed {
        Some(saved) => {
            let values = [("time", scene.time(saved)), ("age", scene.distance(saved))];
            let values = values
                .each_ref()
                .map(|(name, value)| (*name, value.as_str()));
            scene.say("form-resumed", &values)
        }
        None => String::new(),
    }
}

fn draw_hint(form: &Form, scene: &Scene<'_>, buffer: &mut Buffer, area: Rect) {
    let Some(entry) = form.entries().get(form.focus()) else {
        return;
    };
    let of_form = format!("form-hint-{}-{}", form.kind.name(), entry.name);
    let own = format!("form-hint-{}", entry.name);
    let general = match &entry.input {
        Input::Text(field) if field.lines() == Lines::Many => "form-hint-area",
        Input::Text(_) => "form-hint-line",
        Input::Time(time) if time.ahead => "form-hint-time-ahead",
        Input::Time(_) => "form-hint-time",
        Input::Day(_) => "form-hint-day",
        Input::Name(_) => "form-hint-name",
        Input::Subject(_) => "form-hint-subject",
        Input::Secret(_) => "form-hint-pin",
        Input::Choice(_) => "form-hint-choice",
        Input::Ticks(_) => "form-hint-ticks",
    };
    let keys = [&of_form, &own].map(String::as_str);
    let own = keys.into_iter().find(|key| scene.lang.has(key));
    let key = own.unwrap_or(general);
    let hint = text::cut(&scene.text(key), area.width.into());
    buffer.set_stringn(
        area.x,
        area.y,
        hint,
        area.width.into(),
        scene.style(Role::Dim),
    );
}

/// The fields, drawn on a sheet as long as they need, of which a window is shown.
struct Content {
    sheet: Buffer,
    /// The rows that must be seen.
    focus: (usize, usize),
    caret: Option<Position>,
    /// What the sheet may grow to while the keys go from field to field, so that its frame
    /// does not jump.
    rows_at_most: usize,
}

impl Content {
    fn show(&self, buffer: &mut Buffer, area: Rect) -> Option<Position> {
        let room = usize::from(area.height);
        let rows = usize::from(self.sheet.area.height);
        let (top, bottom) = self.focus;
        let first = scroll::offset(bottom, rows, room).min(top);
        for y in 0..area.height {
            let row = first + usize::from(y);
            let Some(row) = u16::try_from(row)
                .ok()
                .filter(|row| usize::from(*row) < rows)
            else {
                break;
            };
            for x in 0..area.width.min(self.sheet.area.width) {
                buffer[(area.x + x, area.y + y)] = self.sheet[(x, row)].clone();
            }
        }
        let caret = self.caret?;
        let row = usize::from(caret.y).checked_sub(first)?;
        let row = u16::try_from(row).ok().filter(|row| *row < area.height)?;
        Some(Position::new(area.x + caret.x, area.y + row))
    }
}

fn content(form: &Form, ctx: &Ctx<'_>, scene: &Scene<'_>, width: u16) -> Content {
    let plan = Plan::of(form, scene, width);
    let problem = form.problem.as_ref();
    let above = problem.map_or_else(Vec::new, |problem| {
        problem_lines(problem, "", scene, width.into())
    });
    let aside = form.kind.sheet().aside(form, ctx, scene.lang);
    let aside: Vec<String> = aside
        .iter()
        .flat_map(|line| text::wrap(line, width.into()))
        .collect();
    let heights: Vec<usize> = form
        .entries()
        .iter()
        .enumerate()
        .map(|(at, entry)| height(entry, at == form.focus(), scene, plan))
        .collect();
    let most: usize = form
        .entries()
        .iter()
        .map(|entry| height(entry, true, scene, plan).max(height(entry, false, scene, plan)))
        .sum();
    let around = above.len() + aside.len() + usize::from(!aside.is_empty());
    let rows = around + heights.iter().sum::<usize>();
    let height = u16::try_from(rows.max(1)).unwrap_or(u16::MAX);
    let mut content = Content {
        sheet: Buffer::empty(Rect::new(0, 0, width, height)),
        focus: (0, 0),
        caret: None,
        rows_at_most: around + most,
    };
    let mut y = put_lines(&mut content.sheet, 0, &above, scene.style(Role::Error));
    for (at, (entry, rows)) in form.entries().iter().zip(heights).enumerate() {
        let area = Rect::new(0, y, width, u16::try_from(rows).unwrap_or(0));
        let is_focus = at == form.focus();
        let caret = draw_entry(entry, is_focus, scene, plan, &mut content.sheet, area);
        if is_focus {
            content.focus = (y.into(), (area.bottom().max(1) - 1).into());
            content.caret = caret.filter(|_| !form.is_waiting());
        }
        y = area.bottom();
    }
    if !aside.is_empty() {
        put_lines(&mut content.sheet, y + 1, &aside, scene.style(Role::Dim));
    }
    content
}

/// What is wrong, and beneath it what to do about it.
fn problem_lines(problem: &Problem, mark: &str, scene: &Scene<'_>, cols: usize) -> Vec<String> {
    let sentence = problem.sentence(scene.lang, scene.zone());
    let hint = problem.hint(scene.lang, scene.zone());
    let mut lines = text::wrap(&format!("{mark}{sentence}"), cols);
    if !hint.is_empty() {
        lines.extend(text::wrap(&hint, cols));
    }
    lines
}

fn put_lines(sheet: &mut Buffer, y: u16, lines: &[String], style: Style) -> u16 {
    let mut next = y;
    for line in lines {
        if next < sheet.area.bottom() {
            sheet.set_stringn(0, next, line, sheet.area.width.into(), style);
        }
        next += 1;
    }
    next
}
