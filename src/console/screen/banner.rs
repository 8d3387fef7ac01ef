//! Rows beneath the title that are there only while something is wrong: the link is down and how
//! old the picture is, the desk records nothing, a keeper should look at something.

use chrono::{DateTime, Utc};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::reminder::{self, Row};

use crate::console::countdown;
use crate::console::model::Model;
use crate::console::model::desk::Link;
use crate::console::scene::Scene;
use crate::console::text;
use crate::console::theme::Role;

/// Rows it takes at most; what is beyond is in `watchkeeper status`.
const ROWS_MAX: usize = 5;

/// What is wrong.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Trouble {
    /// The link is down.
    Link,
    /// The desk says something.
    Desk(Role, String),
    /// A reminder, or what reminds.
    Reminder(Row),
}

/// The rows there are.
pub fn lines(model: &Model, scene: &Scene<'_>) -> Vec<Trouble> {
    let mut lines = Vec::new();
    if matches!(model.desk.link, Link::Down(_)) {
        lines.push(Trouble::Link);
    }
    let mut rows = reminder::rows(model, scene);
    rows.extend(reminder::vigilance(model, scene));
    rows.extend(reminder::quiet(model, scene));
    if let Some(health) = &model.desk.health {
        if let Some(why) = &health.read_only {
            let why = why.sentence(scene.lang);
            let words = scene.say("console-read-only", &[("why", &why)]);
            lines.push(Trouble::Desk(Role::Overdue, words));
        }
        rows.extend(reminder::health(health, scene));
    }
    lines.extend(rows.into_iter().map(Trouble::Reminder));
    if let Some(health) = &model.desk.health {
        for notice in health.other_notices() {
            lines.push(Trouble::Desk(Role::Warn, notice.sentence(scene.lang)));
        }
    }
    lines.truncate(ROWS_MAX);
    lines
}

/// Draws the rows.
pub fn draw(
    model: &Model,
    scene: &Scene<'_>,
    machine: DateTime<Utc>,
    buffer: &mut Buffer,
    area: Rect,
) {
    for (y, line) in (area.y..area.bottom()).zip(lines(model, scene)) {
        let row = match line {
            Trouble::Link => Row {
                role: Role::Overdue,
                words: link_words(model, scene, machine),
                key: String::new(),
            },
            Trouble::Desk(role, words) => Row {
                role,
                words,
                key: String::new(),
            },
            Trouble::Reminder(row) => row,
        };
        let (role, words) = (row.role, row.fit(area.width.into()));
        buffer.set_stringn(0, y, words, area.width.into(), scene.style(role));
    }
}

fn link_words(model: &Model, scene: &Scene<'_>, machine: DateTime<Utc>) -> String {
    let Link::Down(why) = &model.desk.link else {
        return String::new();
    };
    let why = why.sentence(scene.lang, scene.zone());
    let age = model.desk.age(machine).unwrap_or_default();
    let age = countdown::text(-age, scene.lang);
    let age = age.trim_start_matches('-');
    let key = model.keymap.keys(crate::console::action::Action::Reconnect);
    let key = key.first().map(ToString::to_string).unwrap_or_default();
    scene.say(
        "console-link-down",
        &[("age", age), ("why", &why), ("key", &key)],
    )
}

/// When the age of the picture is shown differently, by this machine's clock.
pub fn changes_at(model: &Model, machine: DateTime<Utc>) -> Option<DateTime<Utc>> {
    let age = model.desk.age(machine)?;
    Some(countdown::next_growth(machine - age, machine))
}

/// Draws what there is to say before the desk said anything.
pub fn draw_waiting(model: &Model, buffer: &mut Buffer) {
    let lang = model.look.lang;
    let zone = chrono_tz::Tz::UTC;
    let words = match &model.desk.link {
        Link::Down(why) => vec![why.sentence(lang, zone), why.hint(lang, zone)],
        Link::Up | Link::Knocking => vec![lang.text("console-waiting")],
    };
    let width = usize::from(model.size.width).saturating_sub(4);
    let lines = words.iter().flat_map(|words| text::wrap(words, width));
    for (y, line) in (1..model.size.height).zip(lines) {
        buffer.set_stringn(2, y, line, width, model.styles[Role::Text]);
    }
}
