//! The only place that says no: a wish against what is so, at a given time.

use chrono::{DateTime, Utc};

use super::{By, Command, Event, Rejection, State};

/// What would happen if `who` asked `command` of the desk at `now`; nothing is changed.
pub fn decide(
    _state: &State,
    _now: DateTime<Utc>,
    _who: &By,
    _command: &Command,
) -> Result<Vec<Event>, Rejection> {
    Err(Rejection::NothingToDo)
}
