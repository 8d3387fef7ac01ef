//! The lines people read, where the console's own words are not enough for a list on paper.

mod entry;
mod report;
mod table;

pub(super) use entry::{entry, sentence};
pub(super) use report::reports;
pub(super) use table::Table;

use super::seen::Seen;
use crate::console::{countdown, proposal};
use crate::domain::Subject;
use crate::domain::call::Personal;
use crate::domain::incident::Incident;
use crate::rulebook::Deadline;

/// Columns of a text on standard output that is wrapped.
pub(super) const COLUMNS: u16 = 100;

/// What a subject is called.
pub(super) fn title(subject: &Subject) -> String {
    match subject {
        Subject::Incident(incident) => incident.title().to_owned(),
        Subject::Call(call) => first_line(&call.facts.about).to_owned(),
        Subject::Warning(warning) => warning.facts.headline.clone(),
    }
}

/// The first line of a text.
pub(super) fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

/// An incident's title, with its marks.
pub(super) fn marked_title(seen: Seen<'_>, incident: &Incident) -> String {
    if incident.drill {
        format!("[{}] {}", seen.lang.text("drill"), incident.title())
    } else {
        incident.title().to_owned()
    }
}

/// An incident's grade, with a mark where it is sensitive and where the figures speak against it.
pub(super) fn grade(seen: Seen<'_>, incident: &Incident) -> String {
    let mut words = vec![seen.lang.text(&format!("grade-{}", incident.grade.name()))];
    if incident.is_sensitive() {
        words.push(seen.lang.text("cli-sensitive"));
    }
    words.extend(proposal::marks(incident, seen.lang));
    words.join(" ")
}

/// A personal field, or a word where it is sealed.
pub(super) fn personal(seen: Seen<'_>, field: &Personal) -> String {
    match field.text() {
        Some(open) => open.to_owned(),
        None => seen.lang.text("cli-sealed"),
    }
}

/// How much time is left of what is open; how late what was met late.
pub(super) fn left(seen: Seen<'_>, deadline: &Deadline) -> String {
    if let Some(late) = deadline.late_by() {
        // What has passed is counted in whole units, as a time that passed is.
        let passed = countdown::text(-late, seen.lang);
        return format!("+{}", passed.trim_start_matches('-'));
    }
    if deadline.standing.is_settled() {
        return String::new();
    }
    countdown::text(deadline.left(seen.now), seen.lang)
}

/// The time left until what is due first.
pub(super) fn next_left(seen: Seen<'_>, deadlines: &[Deadline]) -> String {
    let open = deadlines.iter().filter(|d| !d.standing.is_settled());
    let first = open.min_by_key(|deadline| deadline.due_at);
    first.map_or_else(String::new, |deadline| left(seen, deadline))
}
