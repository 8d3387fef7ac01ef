//! How tight the watch is today, what its schedule asks next, which warnings hold: two rows on a
//! small screen, a panel on a larger one.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::Style;

use crate::almanac::Step;
use crate::console::action::Action;
use crate::console::model::Model;
use crate::console::outlook::Outlook;
use crate::console::scene::Scene;
use crate::console::text;
use crate::console::theme::Role;
use crate::console::widget::Panel;
use crate::console::wording;
use crate::domain::rule::Duty;
use crate::domain::warning::{Warning, WarningStanding};
use crate::rulebook::{self, Deadline, WorkTime};

/// From this height on it is a panel.
const TALL: u16 = 30;

/// Steps and warnings a panel shows at most.
const STEPS_MAX: usize = 2;
const WARNINGS_MAX: usize = 2;

/// Cells in which the beginning of a piece still says something.
const PIECE_MIN: usize = 8;

/// Pieces of a row with their looks, the least important last: those without room are left out.
type Pieces = Vec<(String, Style)>;

/// Rows it takes of a screen of that height.
pub(super) fn rows(model: &Model, scene: &Scene<'_>, height: u16) -> u16 {
    if model.outlook().is_none() {
        return 0;
    }
    let lines = u16::try_from(lines(model, scene, height >= TALL).len()).unwrap_or(0);
    if height >= TALL { lines + 2 } else { lines }
}

/// Draws the rows or the panel.
pub(super) fn draw(model: &Model, scene: &Scene<'_>, height: u16, buffer: &mut Buffer, area: Rect) {
    let Some(outlook) = model.outlook().filter(|_| !area.is_empty()) else {
        return;
    };
    scene.will_change(outlook.until);
    let is_panel = height >= TALL;
    let room = if is_panel {
        let heading = scene.text("panel-schedule");
        let key = model.keymap.keys(Action::Calendar);
        let key = key.first().map(ToString::to_string).unwrap_or_default();
        let remark = format!("{key} {}", scene.text("action-calendar"));
        Panel {
            heading: &heading,
            remark: &remark,
            frame: scene.style(Role::Border),
            title: scene.style(Role::Dim),
            glyphs: scene.glyphs,
        }
        .draw(buffer, area)
    } else {
        area
    };
    for (y, pieces) in (room.y..room.bottom()).zip(lines(model, scene, is_panel)) {
        draw_pieces(&pieces, buffer, Rect::new(room.x, y, room.width, 1));
    }
}

fn draw_pieces(pieces: &Pieces, buffer: &mut Buffer, area: Rect) {
    let mut x = area.x + 1;
    for (at, (piece, style)) in pieces.iter().enumerate() {
        let room = usize::from(area.right().saturating_sub(x + 1));
        let piece = text::clean(piece);
        if at > 0 && room < PIECE_MIN && text::width(&piece) > room {
            break;
        }
        let piece = text::cut(&piece, room);
        let (end, _) = buffer.set_stringn(x, area.y, piece, room, *style);
        x = end + 2;
    }
}

fn lines(model: &Model, scene: &Scene<'_>, is_panel: bool) -> Vec<Pieces> {
    let Some(outlook) = model.outlook() else {
        return Vec::new();
    };
    let mut holding = wording::holding(scene.state, scene.now);
    // What is for elsewhere is in the list of warnings, and asks nothing here.
    holding.retain(|warning| warning.for_district || warning.asks_where(scene.now));
    let mut lines = Vec::new();
    if is_panel {
        let mut first = today(outlook, scene, true);
        if let Some(unplaced) = unplaced(scene) {
            first.insert(first.len().min(1), unplaced);
        }
        lines.push(first);
        lines.extend(steps(outlook, scene));
        let warnings = holding.iter().take(WARNINGS_MAX);
        lines.extend(warnings.map(|warning| of_warning(warning, scene)));
    } else {
        let mut first = today(outlook, scene, false);
        if let Some(step) = outlook.next_step() {
            first.insert(first.len().min(1), of_step(step, scene));
        }
        if let Some(overdue) = overdue(outlook, scene) {
            first.insert(first.len().min(1), overdue);
        }
        if let Some(unplaced) = unplaced(scene) {
            first.insert(first.len().min(1), unplaced);
        }
        lines.push(first);
        lines.extend(holding.first().map(|warning| of_warning(warning, scene)));
    }
    let shown = if is_panel { WARNINGS_MAX } else { 1 };
    let more = holding.len().saturating_sub(shown);
    if more > 0
        && let Some(last) = lines.last_mut()
    {
        let words = scene.say("warning-more", &[("number", &more.to_string())]);
        last.insert(1, (words, scene.style(Role::Warn)));
    }
    lines
}

/// The duty level and today's periods.
fn today(outlook: &Outlook, scene: &Scene<'_>, with_demand: bool) -> Pieces {
    let level = wording::level(outlook.level, scene);
    let words = scene.say("schedule-level", &[("level", &level)]);
    let mut pieces = vec![(words, scene.style(wording::level_role(outlook.level)))];
    if with_demand {
        let demand = wording::demand(outlook.level, scene);
        pieces.push((demand, scene.style(Role::Dim)));
    }
    let periods = outlook.periods.iter();
    let names: Vec<String> = periods
        .map(|period| wording::period_name(period, scene.lang))
        .collect();
    if !names.is_empty() {
        let names = names.join(&scene.text("console-and"));
        pieces.push((names, scene.style(Role::Text)));
    }
    pieces
}

/// How many warnings wait for somebody to say where they are for: none is filed in silence.
fn unplaced(scene: &Scene<'_>) -> Option<(String, Style)> {
    let number = scene.state.unplaced(scene.now).count();
    let words = || scene.say("schedule-unplaced", &[("number", &number.to_string())]);
    (number > 0).then(|| (words(), scene.style(Role::Warn)))
}

fn overdue(outlook: &Outlook, scene: &Scene<'_>) -> Option<(String, Style)> {
    let overdue = outlook.overdue();
    let words = || scene.say("schedule-overdue", &[("number", &overdue.to_string())]);
    (overdue > 0).then(|| (words(), scene.style(Role::Overdue)))
}

/// The next steps, one a row, with what is overdue in the first.
fn steps(outlook: &Outlook, scene: &Scene<'_>) -> Vec<Pieces> {
    let next = outlook.to_do().take(STEPS_MAX);
    let mut rows: Vec<Pieces> = next.map(|step| vec![of_step(step, scene)]).collect();
    if let Some(overdue) = overdue(outlook, scene) {
        match rows.first_mut() {
            Some(row) => row.insert(0, overdue),
            None => rows.push(vec![overdue]),
        }
    }
    rows
}

fn of_step(step: &Step, scene: &Scene<'_>) -> (String, Style) {
    let values = [
        ("left", scene.countdown(step.due)),
        ("what", wording::step(step, scene.lang).to_owned()),
        ("period", wording::period_name(&step.period, scene.lang)),
    ];
    let values: Vec<(&str, &str)> = values.iter().map(|(k, v)| (*k, v.as_str())).collect();
    let words = scene.say("schedule-next", &values);
    (words, scene.style(wording::standing_role(step.standing)))
}

/// A warning: whether it is meant, its level in a word, what it is, what is still to do.
fn of_warning(warning: &Warning, scene: &Scene<'_>) -> Pieces {
    let role = wording::warning_role(warning);
    let not_real = wording::not_real(warning, scene);
    let level = wording::warning_level(warning, scene);
    let values = [
        ("level", level.as_str()),
        ("hazard", &warning.facts.hazard),
        ("number", &scene.number(&warning.id)),
    ];
    let words = scene.say("schedule-warning", &values);
    let words = format!("{not_real} {words}").trim_start().to_owned();
    let mut pieces = vec![(words, scene.style(role))];
    wording::warning_changes(warning, scene);
    if warning.asks_where(scene.now) {
        let words = scene.text("warning-unplaced");
        pieces.push((words, scene.style(Role::Warn)));
    }
    if warning.standing(scene.now) == WarningStanding::Asks {
        let words = wording::warning_standing(warning, scene);
        pieces.push((words, scene.style(Role::Warn)));
    }
    let deadlines = rulebook::warning_deadlines(warning, &WorkTime::of(scene.state), scene.now);
    // Where it is for and whether it still holds is said above, once it is asked.
    let is_open = |deadline: &&Deadline| {
        let is_question = matches!(deadline.rule.duty, Duty::Confirm | Duty::Place);
        !deadline.standing.is_settled() && !is_question
    };
    let open = deadlines.iter().filter(is_open);
    let open: Vec<String> = open
        .map(|deadline| scene.text(&format!("short-duty-{}", deadline.rule.duty.name())))
        .collect();
    if !open.is_empty() {
        let open = open.join(&scene.text("console-and"));
        let words = scene.say("schedule-warning-open", &[("duties", &open)]);
        pieces.push((words, scene.style(Role::Warn)));
    }
    let headline = warning.facts.headline.as_str();
    if headline != warning.facts.hazard {
        pieces.push((headline.to_owned(), scene.style(Role::Dim)));
    }
    pieces
}
