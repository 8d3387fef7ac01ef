//! What keys and pastes do: first what has the keys takes what it types with, then the table of
//! keys says which action is meant.

use ratatui::crossterm::event::{KeyEvent, KeyEventKind};

use super::Model;
use super::view::{Overlay, Screen};
use crate::console::action::Layer;
use crate::console::form::{Took, draw};
use crate::console::key::Chord;

/// Columns a search is typed in; a line is scrolled, so that the figure does not matter.
const QUERY_COLS: usize = 40;

impl Model {
    pub(super) fn key(&mut self, event: KeyEvent) {
        if event.kind == KeyEventKind::Release {
            return;
        }
        if let Some(Overlay::Question(question)) = self.overlays.last()
            && !question.is_shown
        {
            return;
        }
        if self.type_key(event) {
            return;
        }
        let chord = Chord::of(event);
        let layers = if self.is_query_typed() {
            // While a query is typed, only keys that type nothing are commands.
            self.layers_while_typing(chord)
        } else {
            self.layers()
        };
        if let Some(action) = self.keymap.action(&layers, chord) {
            self.act(action);
        }
    }

    fn is_query_typed(&self) -> bool {
        self.overlays.is_empty()
            && matches!(self.screens.last(), Some(Screen::Find(view)) if view.is_typing)
    }

    fn layers_while_typing(&self, chord: Chord) -> Vec<Layer> {
        if chord.is_text() {
            return Vec::new();
        }
        self.layers()
    }

    /// Gives a key to whatever is typed into; false where nothing is or the key types nothing.
    fn type_key(&mut self, event: KeyEvent) -> bool {
        let cols = self.form_cols();
        let ctx = self.desk.ctx(self.machine);
        match self.overlays.last_mut() {
            Some(Overlay::Form(form)) => {
                ctx.is_some_and(|ctx| form.key(event, cols, &ctx) == Took::It)
            }
            Some(Overlay::Help(list) | Overlay::Palette(list) | Overlay::Jump(list)) => {
                let before = list.query.text().to_owned();
                let took = list.query.key(event, QUERY_COLS);
                if list.query.text() != before {
                    list.at = 0;
                }
                took
            }
            Some(Overlay::Drafts(_) | Overlay::Question(_)) => false,
            None => match self.screens.last_mut() {
                Some(Screen::Find(view)) if view.is_typing => view.query.key(event, QUERY_COLS),
                _ => false,
            },
        }
    }

    /// The columns the text of the form on top has.
    fn form_cols(&self) -> usize {
        match (self.overlays.last(), self.scene_now()) {
            (Some(Overlay::Form(form)), Some(scene)) => {
                draw::text_cols(form, &scene, self.size.width)
            }
            _ => 0,
        }
    }

    pub(super) fn paste(&mut self, text: &str) {
        match self.overlays.last_mut() {
            Some(Overlay::Form(form)) => {
                if let Some(ctx) = self.desk.ctx(self.machine) {
                    form.paste(text, &ctx);
                }
            }
            Some(Overlay::Help(list) | Overlay::Palette(list) | Overlay::Jump(list)) => {
                list.query.insert(text);
                list.at = 0;
            }
            Some(Overlay::Drafts(_) | Overlay::Question(_)) => {}
            None => {
                if let Some(Screen::Find(view)) = self.screens.last_mut()
                    && view.is_typing
                {
                    view.query.insert(text);
                }
            }
        }
    }
}
