//! Which key does what, by layer: the built-in table and what the user changed of it.

use std::collections::BTreeMap;

use super::action::{Action, Layer};
use super::key::{Chord, NotAKey};

const BUILT_IN: &str = include_str!("keys.toml");

/// Keys by action, in the order of the file: the first of an action is the one hints show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Keymap {
    bindings: Vec<(Action, Vec<Chord>)>,
}

/// Why a key file cannot be used.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum KeymapError {
    /// It is not TOML of the right shape; the parser's own words say where.
    #[error("{0}")]
    Unreadable(String),
    /// A heading that is no part of the screen.
    #[error("there is no layer {0:?}")]
    UnknownLayer(String),
    /// An action that does not exist, or not in that layer.
    #[error("there is no action {action:?} under [{layer}]")]
    UnknownAction {
        /// The heading.
        layer: &'static str,
        /// The action named.
        action: String,
    },
    /// A name that is no key.
    #[error(transparent)]
    NotAKey(#[from] NotAKey),
    /// A letter for what writes to the record.
    #[error(
        "{chord} may not be given to {action:?} under [{layer}]: it writes to the record and takes no bare letter"
    )]
    Letter {
        /// The heading.
        layer: &'static str,
        /// The action.
        action: &'static str,
        /// The key.
        chord: String,
    },
    /// One key for two actions of one layer.
    #[error("{chord} is given to two actions under [{layer}]")]
    Twice {
        /// The heading.
        layer: &'static str,
        /// The key.
        chord: String,
    },
}

impl Keymap {
    /// The keys as built in. A slip in the built-in file is caught by a test; were there one, the
    /// console would start without keys rather than not at all.
    pub fn built_in() -> Self {
        let none = Self {
            bindings: Vec::new(),
        };
        none.with(BUILT_IN).unwrap_or(none)
    }

    /// These keys with a file's changes: an action the file names has the file's keys alone.
    pub fn with(&self, file: &str) -> Result<Self, KeymapError> {
        type Sections = BTreeMap<String, BTreeMap<String, Vec<String>>>;
        let sections: Sections =
            toml::from_str(file).map_err(|error| KeymapError::Unreadable(error.to_string()))?;
        let mut changed = self.clone();
        for (heading, actions) in sections {
            let layer = Layer::from_name(&heading).ok_or(KeymapError::UnknownLayer(heading))?;
            for (name, keys) in actions {
                let found = Action::from_name(&name).filter(|action| action.layer() == layer);
                let action = found.ok_or(KeymapError::UnknownAction {
                    layer: layer.name(),
                    action: name,
                })?;
                let chords = keys
                    .iter()
                    .map(|key| key.parse())
                    .collect::<Result<_, NotAKey>>()?;
                changed.bind(action, chords);
            }
        }
        changed.checked()
    }

    fn bind(&mut self, action: Action, chords: Vec<Chord>) {
        self.bindings.retain(|(bound, _)| *bound != action);
        self.bindings.push((action, chords));
    }

    fn checked(self) -> Result<Self, KeymapError> {
        for (action, chords) in &self.bindings {
            let letter = chords.iter().find(|chord| chord.is_text());
            if let Some(chord) = letter.filter(|_| action.writes()) {
                return Err(KeymapError::Letter {
                    layer: action.layer().name(),
                    action: action.name(),
                    chord: chord.to_string(),
                });
            }
        }
        for layer in Layer::ALL {
            let mut seen = Vec::new();
            for chord in self.of_layer(layer).flat_map(|(_, chords)| chords) {
                if seen.contains(chord) {
                    return Err(KeymapError::Twice {
                        layer: layer.name(),
                        chord: chord.to_string(),
                    });
                }
                seen.push(*chord);
            }
        }
        Ok(self)
    }

    fn of_layer(&self, layer: Layer) -> impl Iterator<Item = &(Action, Vec<Chord>)> {
        self.bindings
            .iter()
            .filter(move |(action, _)| action.layer() == layer)
    }

    /// What a key does where these layers have the keys, the first that knows it deciding.
    pub fn action(&self, layers: &[Layer], chord: Chord) -> Option<Action> {
        layers.iter().find_map(|layer| {
            self.of_layer(*layer)
                .find(|(_, chords)| chords.contains(&chord))
                .map(|(action, _)| *action)
        })
    }

    /// The keys of an action, the one hints show first.
    pub fn keys(&self, action: Action) -> &[Chord] {
        self.bindings
            .iter()
            .find(|(bound, _)| *bound == action)
            .map_or(&[], |(_, chords)| chords.as_slice())
    }

    /// The names of an action's keys, for people.
    pub fn names(&self, action: Action) -> String {
        let names: Vec<String> = self.keys(action).iter().map(Chord::to_string).collect();
        names.join("  ")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Lang;

    #[test]
    fn every_action_has_a_key_no_input_method_takes() {
        let keymap = Keymap::built_in();
        for action in Action::ALL {
            let keys = keymap.keys(*action);
            let free = keys.iter().any(|key| key.is_free_of_input_methods());
            assert!(free, "{}: {}", action.name(), keymap.names(*action));
        }
    }

    #[test]
    fn no_action_that_writes_to_the_record_is_bound_to_a_bare_letter() {
        let keymap = Keymap::built_in();
        let writing = Action::ALL.iter().filter(|action| action.writes());
        for action in writing {
            let letter = keymap.keys(*action).iter().find(|key| key.is_text());
            assert_eq!(letter, None, "{}", action.name());
        }
        for mine in [
            "[screen]\nacknowledge = [\"a\"]\n",
            "[always]\nacknowledge-all = [\"f4\", \"space\"]\n",
            "[form]\nsave = [\"1\"]\n",
            "[question]\nyes = [\"y\"]\n",
        ] {
            let refused = keymap.with(mine);
            assert!(
                matches!(refused, Err(KeymapError::Letter { .. })),
                "{mine}: {refused:?}"
            );
        }
    }

    #[test]
    fn a_form_saved_with_one_press_too_many_signs_nothing() {
        let keymap = Keymap::built_in();
        let saves = keymap.keys(Action::Save);
        for action in [Action::Acknowledge, Action::AcknowledgeAll] {
            let same = keymap.keys(action).iter().find(|key| saves.contains(key));
            assert_eq!(same, None, "{}", action.name());
        }
    }

    #[test]
    fn every_action_and_every_layer_is_explained_in_both_languages() {
        for lang in Lang::ALL {
            for action in Action::ALL {
                assert!(
                    lang.has(&action.label_key()),
                    "{lang:?} {}",
                    action.label_key()
                );
                assert!(
                    lang.has(&action.help_key()),
                    "{lang:?} {}",
                    action.help_key()
                );
            }
            for layer in Layer::ALL {
                assert!(
                    lang.has(&format!("layer-{}", layer.name())),
                    "{lang:?} {layer:?}"
                );
            }
        }
    }

    #[test]
    fn no_key_is_given_twice_in_a_layer() {
        assert!(Keymap::built_in().checked().is_ok());
        let twice = "[screen]\nnew-incident = [\"f2\"]\nfind = [\"f2\"]\n";
        assert_eq!(
            Keymap::built_in().with(twice),
            Err(KeymapError::Twice {
                layer: "screen",
                chord: "F2".to_owned()
            })
        );
    }

    #[test]
    fn action_names_are_unique() {
        for action in Action::ALL {
            assert_eq!(Action::from_name(action.name()), Some(*action));
        }
    }

    #[test]
    fn the_first_layer_that_knows_a_key_decides() {
        let keymap = Keymap::built_in();
        let f6: Chord = "f6".parse().unwrap();
        let of = |layers: &[Layer]| keymap.action(layers, f6);
        assert_eq!(of(&[Layer::Call, Layer::Incident]), Some(Action::Triage));
        assert_eq!(of(&[Layer::Incident, Layer::Call]), Some(Action::Grade));
        assert_eq!(of(&[Layer::Screen]), None);
    }

    #[test]
    fn a_users_file_changes_only_what_it_names() {
        let mine = Keymap::built_in()
            .with("[screen]\nnew-call = [\"alt-c\"]\n")
            .unwrap();
        assert_eq!(mine.names(Action::NewCall), "Alt-C");
        assert_eq!(mine.names(Action::NewIncident), "F2  n");
    }

    #[test]
    fn a_wrong_file_is_refused_with_its_reason() {
        let reason = |file: &str| Keymap::built_in().with(file).unwrap_err().to_string();
        assert!(reason("[scren]\n").contains("scren"));
        assert!(reason("[watch]\nnew-call = [\"f4\"]\n").contains("[watch]"));
        assert!(reason("[screen]\nnew-call = [\"strg-s\"]\n").contains("strg-s"));
        assert!(reason("[screen\n").contains("line 1"));
    }
}
