//! What is not drawn: counted by kind in the last line of the panel, with the soonest time among it;
//! and above that the subjects with something overdue of which no row is drawn.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::window::Window;
use crate::console::scene::Scene;
use crate::console::text;
use crate::console::theme::Role;
use crate::rulebook::Unlisted;

/// Draws both on the panel's area; `taken` cells of its last line are in use at the right.
pub fn draw(window: &Window, taken: usize, scene: &Scene<'_>, buffer: &mut Buffer, area: Rect) {
    if window.unlisted.rows == 0 || area.height < 2 {
        return;
    }
    let room = usize::from(area.width).saturating_sub(4 + taken + 2);
    let words = format!(
        " {} ",
        words(&window.unlisted, scene, room.saturating_sub(2))
    );
    let style = if window.unlisted.overdue > 0 {
        scene.style(Role::Error)
    } else {
        scene.style(Role::Text)
    };
    buffer.set_stringn(area.x + 1, area.bottom() - 1, words, room, style);
    if !window.late.is_empty() && area.height > 2 {
        let room = usize::from(area.width).saturating_sub(3);
        let words = format!("!! {}", late(window, scene, room.saturating_sub(3)));
        let style = scene.style(Role::Overdue);
        let words = text::fit(&words, room);
        buffer.set_stringn(area.x + 1, area.bottom() - 2, words, room, style);
    }
}

/// How many, how many of them overdue, when the first is due, what they ask: the last of it summed
/// up where there is no room.
fn words(unlisted: &Unlisted, scene: &Scene<'_>, room: usize) -> String {
    let number = |number: usize| number.to_string();
    let mut words = scene.say("panel-unlisted", &[("number", &number(unlisted.rows))]);
    if let Some(at) = unlisted.soonest {
        let time = scene.due_time(at);
        words.push_str(&scene.say("panel-unlisted-soonest", &[("time", &time)]));
    }
    let mut pieces: Vec<(String, usize)> = Vec::new();
    if unlisted.overdue > 0 {
        let overdue = number(unlisted.overdue);
        pieces.push((scene.say("panel-overdue", &[("number", &overdue)]), 0));
    }
    let mut kinds: Vec<_> = unlisted.kinds.iter().collect();
    kinds.sort_by_key(|(duty, count)| (std::cmp::Reverse(**count), **duty));
    for (duty, count) in kinds {
        let duty = scene.text(&format!("short-duty-{}", duty.name()));
        pieces.push((format!("{duty} {count}"), *count));
    }
    with_as_many(words, pieces, scene, room)
}

/// Adds as many pieces as there is room for, and the sum of the others.
fn with_as_many(
    mut words: String,
    pieces: Vec<(String, usize)>,
    scene: &Scene<'_>,
    room: usize,
) -> String {
    let other = |count: usize| scene.say("panel-unlisted-other", &[("number", &count.to_string())]);
    let mut left: usize = pieces.iter().map(|(_, count)| count).sum();
    for (piece, count) in pieces {
        left -= count;
        let after = if left > 0 {
            text::width(&other(left)) + 2
        } else {
            0
        };
        if text::width(&words) + 2 + text::width(&piece) + after > room {
            left += count;
            words.push_str("  ");
            words.push_str(&other(left));
            break;
        }
        words.push_str("  ");
        words.push_str(&piece);
    }
    words
}

/// The subjects by number, as many as there is room for, and how many more.
fn late(window: &Window, scene: &Scene<'_>, room: usize) -> String {
    let mut words = scene.text("panel-late");
    for (at, subject) in window.late.iter().enumerate() {
        let number = scene.number(subject);
        let more = format!(" +{}", window.late.len() - at);
        let is_last = at + 1 == window.late.len();
        let needed = 1 + text::width(&number) + if is_last { 0 } else { text::width(&more) };
        if text::width(&words) + needed > room {
            words.push_str(&more);
            break;
        }
        words.push(' ');
        words.push_str(&number);
    }
    words
}
