//! What happened at the door: who was refused what, whose PIN was set or taken away.

use crate::console::scene::Scene;
use crate::domain::Event;

/// The sentence of an event at the door.
pub(super) fn sentence(scene: &Scene<'_>, event: &Event) -> Option<String> {
    match event {
        Event::AccessRefused { login, what } => {
            let what = scene.text(&format!("access-{what}"));
            let values = [("login", login.as_str()), ("what", &what)];
            Some(scene.say("event-access-refused", &values))
        }
        Event::PinSet { officer, set } => {
            let officer = scene.officer(Some(*officer));
            let key = if *set {
                "event-pin-set"
            } else {
                "event-pin-cleared"
            };
            Some(scene.say(key, &[("officer", &officer)]))
        }
        _ => None,
    }
}
