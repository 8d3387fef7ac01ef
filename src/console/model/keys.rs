//! What keys and pastes do: first what has the keys takes what it types with, then the table of
//! keys says which action is meant. Where a line to type in is drawn, what types is never a command.

use ratatui::crossterm::event::{Event as Input, KeyEvent, KeyEventKind};
use zeroize::Zeroizing;

use super::view::{Overlay, Screen};
use super::{Model, StartAt};
use crate::console::action::Action;
use crate::console::form::{Took, draw};
use crate::console::key::Chord;
use crate::console::screen;

/// Columns a search is typed in; a line is scrolled, so that the figure does not matter.
const QUERY_COLS: usize = 40;

/// Keys and pastes kept for a form that opens as soon as the desk is there.
const EARLY_MAX: usize = 512;

impl Model {
    pub(super) fn key(&mut self, event: KeyEvent) {
        if event.kind == KeyEventKind::Release {
            return;
        }
        if self.shows_nothing() {
            return self.key_on_nothing(event);
        }
        // Keys typed before a question was on the screen were meant for something else.
        let is_unseen = match self.overlays.last() {
            Some(Overlay::Question(question)) => !question.is_shown,
            Some(Overlay::Drafts(list)) => !list.is_shown,
            Some(Overlay::Form(_) | Overlay::Help(_) | Overlay::Palette(_) | Overlay::Jump(_))
            | None => false,
        };
        if is_unseen {
            return;
        }
        if self.type_key(event) {
            return;
        }
        let chord = Chord::of(event);
        if chord.is_text() && self.has_line() {
            return;
        }
        if let Some(action) = self.keymap.action(&self.layers(), chord) {
            self.act(action);
        }
    }

    /// Whether what has the keys is a line to type in, though it may take nothing at the moment.
    fn has_line(&self) -> bool {
        match self.overlays.last() {
            Some(Overlay::Form(form)) => form.is_typing(),
            Some(Overlay::Help(_) | Overlay::Palette(_) | Overlay::Jump(_)) => true,
            Some(Overlay::Drafts(_) | Overlay::Question(_)) => false,
            None => matches!(self.screens.last(), Some(Screen::Find(_))),
        }
    }

    /// Whether nothing is drawn that a key could be meant for: the desk said nothing yet, or the
    /// window is too small.
    fn shows_nothing(&self) -> bool {
        self.state().is_none() || screen::is_too_small(self.size)
    }

    /// Where nothing is shown, only what concerns the console itself is done. What is typed for a
    /// form that is on its way waits for it.
    fn key_on_nothing(&mut self, event: KeyEvent) {
        let chord = Chord::of(event);
        let action = self.keymap.action(&self.layers(), chord);
        let own = action.filter(|action| {
            let concerns_itself = matches!(
                action,
                Action::Quit
                    | Action::Redraw
                    | Action::Language
                    | Action::Reconnect
                    | Action::Suspend
            );
            concerns_itself && !chord.is_text()
        });
        match own {
            Some(action) => self.act(action),
            None => self.keep_early(Input::Key(event)),
        }
    }

    fn keep_early(&mut self, input: Input) {
        if self.start_at == Some(StartAt::IncidentForm) && self.early.len() < EARLY_MAX {
            self.early.push(input);
        }
    }

    /// Types what was typed before the form was there.
    pub(super) fn type_early(&mut self) {
        for input in std::mem::take(&mut self.early) {
            match input {
                Input::Key(event) => self.key(event),
                Input::Paste(text) => self.paste(&Zeroizing::new(text)),
                _ => {}
            }
        }
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
                Some(Screen::Find(view)) => view.query.key(event, QUERY_COLS),
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
        if self.shows_nothing() {
            return self.keep_early(Input::Paste(text.to_owned()));
        }
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
                if let Some(Screen::Find(view)) = self.screens.last_mut() {
                    view.query.insert(text);
                }
            }
        }
    }
}
