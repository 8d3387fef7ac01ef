//! One field: its label, what was given, what is wrong with it.

use chrono::{DateTime, Datelike, Utc};
use ratatui::buffer::Buffer;
use ratatui::layout::{Position, Rect};

use super::options::{candidates, choice_rows, put_rows, subjects, tick_rows};
use super::{Plan, problem_lines};
use crate::almanac::Calendar;
use crate::console::form::Entry;
use crate::console::form::input::{DayField, Input};
use crate::console::scene::Scene;
use crate::console::text;
use crate::console::theme::Role;
use crate::console::widget::Field;
use crate::console::widget::field::Lines;
use crate::console::wording;
use crate::domain::when::WhenError;

/// The cells a time is typed in.
const TIME_COLS: u16 = 21;
/// Rows a text of several lines shows while it has the keys, and at least.
const AREA_ROWS_MAX: usize = 8;
const AREA_ROWS_MIN: usize = 3;
/// Rows it shows while it has not.
const AREA_ROWS_IDLE: usize = 3;

fn entry_problem(entry: &Entry, scene: &Scene<'_>, plan: Plan) -> Vec<String> {
    let problem = entry.problem.as_ref();
    problem.map_or_else(Vec::new, |problem| {
        problem_lines(problem, "! ", scene, plan.input.into())
    })
}

/// What is said of a time that could not be read, while it is typed.
fn doubt<T>(understood: &Result<T, WhenError>, scene: &Scene<'_>, plan: Plan) -> Vec<String> {
    match understood {
        Ok(_) | Err(WhenError::Empty) => Vec::new(),
        Err(error) => {
            let key = format!("when-{}", error.key());
            let sentence = scene.say(&key, &[("given", error.given())]);
            text::wrap(&sentence, plan.input.into())
        }
    }
}

pub(super) fn height(entry: &Entry, is_focus: bool, scene: &Scene<'_>, plan: Plan) -> usize {
    let label = label_lines(entry, scene, plan).len();
    let input = match &entry.input {
        Input::Text(field) if field.lines() == Lines::Many => {
            let rows = field.height(plan.input.into());
            if is_focus {
                rows.clamp(AREA_ROWS_MIN, AREA_ROWS_MAX)
            } else {
                rows.min(AREA_ROWS_IDLE)
            }
        }
        Input::Time(time) if entry.problem.is_none() => {
            1 + doubt(&time.understood, scene, plan).len()
        }
        Input::Day(day) if entry.problem.is_none() => 1 + doubt(&day.understood, scene, plan).len(),
        Input::Text(_) | Input::Time(_) | Input::Day(_) | Input::Secret(_) => 1,
        Input::Name(name) => 1 + usize::from(is_focus) * candidates(name, scene, plan).len(),
        Input::Subject(field) => 1 + usize::from(is_focus) * subjects(field, scene, plan).len(),
        Input::Choice(choice) => choice_rows(choice, is_focus, scene, plan).len(),
        Input::Ticks(ticks) => tick_rows(ticks, is_focus, scene, plan).len(),
    };
    label.max(input + entry_problem(entry, scene, plan).len())
}

fn label_lines(entry: &Entry, scene: &Scene<'_>, plan: Plan) -> Vec<String> {
    text::wrap(&entry.label.heading(scene.lang), plan.label.max(2).into())
}

pub(super) fn draw_entry(
    entry: &Entry,
    is_focus: bool,
    scene: &Scene<'_>,
    plan: Plan,
    sheet: &mut Buffer,
    area: Rect,
) -> Option<Position> {
    let label_style = if is_focus {
        sheet.set_string(
            0,
            area.y,
            scene.glyphs.selected(),
            scene.style(Role::Accent),
        );
        scene.style(Role::Accent)
    } else {
        scene.style(Role::Dim)
    };
    for (y, line) in (area.y..area.bottom()).zip(label_lines(entry, scene, plan)) {
        sheet.set_stringn(2, y, line, plan.label.into(), label_style);
    }
    let problem = entry_problem(entry, scene, plan);
    let problem_rows = u16::try_from(problem.len()).unwrap_or(0);
    let input = Rect {
        x: 2 + plan.label + 2,
        width: plan.input,
        height: area.height.saturating_sub(problem_rows),
        ..area
    };
    let caret = draw_input(entry, is_focus, scene, plan, sheet, input);
    for (y, line) in (input.bottom()..area.bottom()).zip(&problem) {
        sheet.set_stringn(
            input.x,
            y,
            line,
            input.width.into(),
            scene.style(Role::Error),
        );
    }
    caret.filter(|_| is_focus)
}

fn draw_input(
    entry: &Entry,
    is_focus: bool,
    scene: &Scene<'_>,
    plan: Plan,
    sheet: &mut Buffer,
    area: Rect,
) -> Option<Position> {
    let style = scene.style(Role::Field);
    match &entry.input {
        Input::Text(field) => field.draw(sheet, area, style),
        Input::Secret(secret) => {
            let line = Rect { height: 1, ..area };
            secret.draw(sheet, line, style, scene.glyphs.masked())
        }
        Input::Time(time) => {
            let echo = time.understood.as_ref().map(|at| {
                let words = format!("= {}, {}", scene.day_and_time(*at), scene.distance(*at));
                match entry.filled_before {
                    Some(before) => (filled_anew(before, scene), true),
                    None => (words, *at > scene.now),
                }
            });
            let echo = told(echo, entry.problem.is_some(), scene, plan);
            draw_moment(&time.field, &echo, scene, sheet, area)
        }
        Input::Day(day) => {
            let echo = day_words(day, scene).map(|words| (words, false));
            let echo = told(echo, entry.problem.is_some(), scene, plan);
            draw_moment(&day.field, &echo, scene, sheet, area)
        }
        Input::Name(name) => {
            let line = Rect { height: 1, ..area };
            let caret = name.field.draw(sheet, line, style);
            if is_focus {
                put_rows(sheet, area.x, area.y + 1, &candidates(name, scene, plan));
            }
            caret
        }
        Input::Subject(field) => {
            let line = Rect { height: 1, ..area };
            let caret = field.field.draw(sheet, line, style);
            if is_focus {
                put_rows(sheet, area.x, area.y + 1, &subjects(field, scene, plan));
            }
            caret
        }
        Input::Choice(choice) => {
            let rows = choice_rows(choice, is_focus, scene, plan);
            put_rows(sheet, area.x, area.y, &rows);
            is_focus.then_some(Position::new(area.x, area.y))
        }
        Input::Ticks(ticks) => {
            let rows = tick_rows(ticks, is_focus, scene, plan);
            put_rows(sheet, area.x, area.y, &rows);
            is_focus.then_some(Position::new(area.x, area.y))
        }
    }
}

/// What is said of what was typed: beside it what was understood, beneath it why nothing was.
enum Echo {
    Beside(String, Role),
    Beneath(Vec<String>),
}

fn told(
    understood: Result<(String, bool), &WhenError>,
    has_problem: bool,
    scene: &Scene<'_>,
    plan: Plan,
) -> Echo {
    match understood {
        Ok((words, true)) => Echo::Beside(words, Role::Warn),
        Ok((words, false)) => Echo::Beside(words, Role::Dim),
        Err(_) if has_problem => Echo::Beneath(Vec::new()),
        Err(error) => Echo::Beneath(doubt::<()>(&Err(error.clone()), scene, plan)),
    }
}

/// That a time was filled in anew, and what the draft had, so that whoever knows better types it.
fn filled_anew(before: DateTime<Utc>, scene: &Scene<'_>) -> String {
    scene.say("form-filled-anew", &[("before", &scene.time(before))])
}

/// What day it is: its weekday, whether it is off or worked, for which holiday.
fn day_words<'d>(day: &'d DayField, scene: &Scene<'_>) -> Result<String, &'d WhenError> {
    let date = *day.understood.as_ref()?;
    let day = Calendar::new(&scene.state.calendars).day(date);
    let weekday = scene.text(&format!("weekday-{}", date.weekday().number_from_monday()));
    let kind = scene.text(&format!("day-{}", day.kind.name()));
    let name = wording::holiday(&day, scene.lang);
    Ok(format!("= {weekday} {kind} {name}").trim_end().to_owned())
}

fn draw_moment(
    field: &Field,
    echo: &Echo,
    scene: &Scene<'_>,
    sheet: &mut Buffer,
    area: Rect,
) -> Option<Position> {
    let width = TIME_COLS.min(area.width);
    let line = Rect {
        width,
        height: 1,
        ..area
    };
    let caret = field.draw(sheet, line, scene.style(Role::Field));
    match echo {
        Echo::Beside(words, role) => {
            let room = usize::from(area.width - width).saturating_sub(1);
            let words = text::cut(words, room);
            sheet.set_stringn(line.right() + 1, area.y, words, room, scene.style(*role));
        }
        Echo::Beneath(lines) => {
            for (y, line) in (area.y + 1..area.bottom()).zip(lines) {
                sheet.set_stringn(area.x, y, line, area.width.into(), scene.style(Role::Warn));
            }
        }
    }
    caret
}
