//! An entry of the record in a line.

use crate::cli::seen::Seen;
use crate::console::story;
use crate::domain::{By, Event, Sealed};

/// What happened, as one sentence.
pub(in crate::cli) fn sentence(event: &Event, seen: Seen<'_>) -> String {
    story::sentence(&seen.scene(), event)
}

/// One line: number, time, who, about what, what happened.
pub(in crate::cli) fn entry(sealed: &Sealed, seen: Seen<'_>) -> String {
    let entry = match sealed.open() {
        Ok(entry) => entry,
        Err(reason) => {
            let values = [
                ("hash", sealed.hash.short().into()),
                ("reason", reason.to_string().into()),
            ];
            return seen.lang.say("cli-entry-unreadable", &values);
        }
    };
    let at = entry.at.with_timezone(&seen.zone());
    let subjects: Vec<String> = entry
        .event
        .subjects()
        .iter()
        .map(ToString::to_string)
        .collect();
    let about = subjects.join(" ");
    // One entry, one line: what it says of several lines stands side by side.
    let words = sentence(&entry.event, seen).replace('\n', " ");
    let by = by(&entry.by, seen);
    let line = [
        format!("#{}", entry.seq),
        at.format("%Y-%m-%d %H:%M:%S").to_string(),
        by,
        about,
        words,
    ];
    let filled = line.into_iter().filter(|piece| !piece.is_empty());
    filled.collect::<Vec<_>>().join("  ")
}

/// The officer, or the login where there is none.
fn by(by: &By, seen: Seen<'_>) -> String {
    let name = by.officer.map_or("", |id| seen.state.officer_name(id));
    if name.is_empty() {
        by.login.clone()
    } else {
        name.to_owned()
    }
}
