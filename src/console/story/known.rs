//! Since when something judged was known, and on what ground, in words. It knows no event.

use chrono::{DateTime, Utc};

use crate::console::scene::Scene;

/// A line of the story with the moment and the ground behind it, where there are any.
pub(super) fn with_moment(
    line: String,
    (since, ground): (Option<DateTime<Utc>>, &str),
    scene: &Scene<'_>,
) -> String {
    let since = since.map(|since| scene.time(since));
    match (&since, ground.is_empty()) {
        (None, true) => line,
        (None, false) => scene.say("event-on-ground", &[("line", &line), ("ground", ground)]),
        (Some(since), _) => scene.say(
            "event-known-since",
            &[("line", &line), ("since", since), ("ground", ground)],
        ),
    }
}
