//! What the palette offers and what help explains: both read the one registry of actions.

use super::Model;
use crate::console::action::{Action, Layer};
use crate::console::keymap::Keymap;
use crate::locale::Lang;

/// A row of the help overlay.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HelpRow {
    /// The heading of a layer.
    Heading(Layer),
    /// An action.
    Action(Action),
}

/// Whether an action's words hold what is searched for: its label, its explanation, its name or
/// its keys.
fn matches(action: Action, keymap: &Keymap, lang: Lang, query: &str) -> bool {
    let query = query.trim().to_lowercase();
    let held = |words: String| words.to_lowercase().contains(&query);
    query.is_empty()
        || held(lang.text(&action.label_key()))
        || held(lang.text(&action.help_key()))
        || held(action.name().to_owned())
        || held(keymap.names(action))
}

/// Every action with its keys, by layer, those that matter here first.
pub fn help_rows(model: &Model, query: &str) -> Vec<HelpRow> {
    let mut layers = model.layers_of_interest();
    for layer in Layer::ALL {
        if !layers.contains(&layer) {
            layers.push(layer);
        }
    }
    let mut rows = Vec::new();
    for layer in layers {
        let found = Action::ALL.iter().copied().filter(|action| {
            action.layer() == layer && matches(*action, &model.keymap, model.look.lang, query)
        });
        let found: Vec<HelpRow> = found.map(HelpRow::Action).collect();
        if !found.is_empty() {
            rows.push(HelpRow::Heading(layer));
            rows.extend(found);
        }
    }
    rows
}

/// The actions that make sense on the screen beneath, as far as they hold what is searched for.
pub fn offered(model: &Model, query: &str) -> Vec<Action> {
    let layers = model.screen_layers();
    let fits = |action: &Action| {
        action.is_command()
            && layers.contains(&action.layer())
            && matches(*action, &model.keymap, model.look.lang, query)
    };
    let mut offered: Vec<Action> = Action::ALL.iter().copied().filter(fits).collect();
    offered.sort_by_key(|action| layers.iter().position(|layer| *layer == action.layer()));
    offered
}

impl Model {
    /// The layers of what lies beneath the help, since that is what is asked about.
    fn layers_of_interest(&self) -> Vec<Layer> {
        use super::view::Overlay;
        let beneath = self
            .overlays
            .iter()
            .rev()
            .find(|overlay| !matches!(overlay, Overlay::Help(_)));
        match beneath {
            Some(Overlay::Form(_)) => vec![Layer::Form, Layer::Choice, Layer::Always],
            Some(Overlay::Drafts(_)) => vec![Layer::Drafts, Layer::Overlay, Layer::Always],
            Some(_) => vec![Layer::Overlay, Layer::Always],
            None => self.screen_layers(),
        }
    }
}
