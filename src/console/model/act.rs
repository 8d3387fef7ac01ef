//! What actions do.

use super::view::{
    CalendarPanel, CallView, FindView, IncidentView, ListView, Overlay, Question, Screen, Then,
    WarningView, WatchPanel,
};
use super::{Asked, Model, TOAST_LONG};
use crate::console::action::{Action, Layer};
use crate::console::form::kind::FormKind;
use crate::console::message::Effect;
use crate::console::screen;
use crate::console::theme::Role;
use crate::domain::incident::Incident;
use crate::domain::{SubjectId, SubjectKind};
use crate::link::wire::Query;
use crate::locale::Lang;

impl Model {
    /// Does an action.
    pub fn act(&mut self, action: Action) {
        match action.layer() {
            Layer::Form | Layer::Choice => self.act_in_form(action),
            Layer::Overlay | Layer::Drafts => self.act_in_list(action),
            Layer::Question => self.answer(action),
            Layer::Incident | Layer::Call | Layer::Warning => self.open_form_on(action),
            Layer::Calendar => self.act_on_calendar(action),
            Layer::Always => self.act_always(action),
            Layer::Watch => self.act_on_watch(action),
            Layer::Find => self.switch_kind(),
            Layer::Search => self.search(),
            Layer::Screen => self.act_on_screen(action),
        }
    }

    fn act_always(&mut self, action: Action) {
        match action {
            Action::Help => {
                if !matches!(self.overlays.last(), Some(Overlay::Help(_))) {
                    self.overlays.push(Overlay::Help(ListView::default()));
                }
            }
            Action::Palette => {
                if self.overlays.is_empty() {
                    self.overlays.push(Overlay::Palette(ListView::default()));
                }
            }
            Action::AcknowledgeAll => self.acknowledge_by(action),
            Action::Redraw => self.effects.push(Effect::Redraw),
            _ => {
                self.keep_draft();
                self.effects.push(Effect::Quit);
            }
        }
    }

    fn act_on_watch(&mut self, action: Action) {
        match action {
            Action::ShowSettled => self.watch.shows_settled = !self.watch.shows_settled,
            _ => self.act_on_duty(action),
        }
    }

    fn act_on_screen(&mut self, action: Action) {
        match action {
            Action::NewIncident => self.open_form(FormKind::Incident),
            Action::NewCall => self.open_form(FormKind::Call),
            Action::Calendar => self.open_calendar(),
            Action::Warnings => self.list_warnings(),
            Action::NewWarning => self.open_form(FormKind::NewWarning),
            Action::TakeWatch => self.open_form(FormKind::TakeWatch),
            Action::EnterOfficer => self.open_form(FormKind::Officer),
            Action::Acknowledge => self.acknowledge_by(action),
            Action::Quiet => self.quiet(),
            Action::Note => self.open_form(FormKind::Note(self.subject())),
            Action::Drafts => self.offer_drafts(),
            Action::Find => self.find(),
            Action::Open => self.open(),
            Action::Back => {
                self.screens.pop();
            }
            Action::Up => self.go(-1),
            Action::Down => self.go(1),
            Action::PageUp => self.go(-self.page()),
            Action::PageDown => self.go(self.page()),
            Action::First => self.go(isize::MIN),
            Action::Last => self.go(isize::MAX),
            Action::NextPanel => self.next_panel(1),
            Action::PrevPanel => self.next_panel(-1),
            Action::Reconnect => self.effects.push(Effect::Reconnect),
            Action::Language => {
                self.look.lang = match self.look.lang {
                    Lang::Zh => Lang::En,
                    Lang::En => Lang::Zh,
                };
            }
            _ => self.effects.push(Effect::Suspend),
        }
    }

    fn open_form_on(&mut self, action: Action) {
        let Some(id) = self.subject() else {
            return;
        };
        let is_held = self.state().is_some_and(|state| match id.kind {
            SubjectKind::Incident => state.incidents.get(&id).is_some_and(Incident::is_open),
            SubjectKind::Call => state.calls.contains_key(&id),
            SubjectKind::Warning => state.warnings.contains_key(&id),
        });
        if !is_held {
            let text = self
                .look
                .lang
                .say("console-not-open", &[("subject", id.to_string().into())]);
            self.toast(text, Role::Warn, TOAST_LONG);
            return;
        }
        let kind = match action {
            Action::Report => FormKind::Report(id),
            Action::Grade => FormKind::Grade(id),
            Action::Facts => FormKind::Facts(id),
            Action::Sensitive => FormKind::Sensitive(id),
            Action::Impact => FormKind::Impact(id),
            Action::Times => FormKind::Times(id),
            Action::Milestone => FormKind::Milestone(id),
            Action::Instruction => FormKind::Instruction(id),
            Action::Correct => FormKind::Correct(id),
            Action::Waive => FormKind::Waive(id),
            Action::StandDown => FormKind::StandDown(id),
            Action::Close => FormKind::Close(id),
            Action::Dismiss => FormKind::Dismiss(id),
            Action::Triage => FormKind::Triage(id),
            Action::ActOnWarning => FormKind::ActOnWarning(id),
            Action::LiftWarning => FormKind::LiftWarning(id),
            Action::ConfirmWarning => return self.ask_whether_it_holds(id),
            Action::PlaceHere => return self.ask_where(id, true),
            Action::PlaceElsewhere if self.is_unplaced(&id) => return self.ask_where(id, false),
            Action::PlaceElsewhere => FormKind::PlaceElsewhere(id),
            _ => FormKind::AmendCall(id),
        };
        self.open_form(kind);
    }

    fn ask_whether_it_holds(&mut self, id: SubjectId) {
        self.overlays.push(Overlay::Question(Question {
            key: "form-ask-confirm-warning",
            then: Then::ConfirmWarning(id),
            is_shown: false,
        }));
    }

    /// Asks once whether a warning is for this district, or for elsewhere: it starts what it asks, or
    /// answers the question nobody else can.
    fn ask_where(&mut self, id: SubjectId, for_district: bool) {
        let key = if for_district {
            "form-ask-place-here"
        } else {
            "form-ask-place-elsewhere"
        };
        self.overlays.push(Overlay::Question(Question {
            key,
            then: Then::PlaceWarning(id, for_district),
            is_shown: false,
        }));
    }

    /// Whether nobody said yet for where a warning is.
    pub(super) fn is_unplaced(&self, id: &SubjectId) -> bool {
        let warning = self.state().and_then(|state| state.warnings.get(id));
        warning.is_some_and(|warning| warning.unplaced)
    }

    fn open(&mut self) {
        match self.screens.last() {
            Some(Screen::Incident(_) | Screen::Call(_) | Screen::Warning(_)) => return,
            Some(Screen::Calendar(_)) => return self.open_on_calendar(),
            Some(Screen::Find(_)) | None => {}
        }
        if let Some(id) = self.subject() {
            self.open_subject(id);
        }
    }

    pub(super) fn open_subject(&mut self, id: SubjectId) {
        let is_hot = self.state().is_some_and(|state| state.holds(&id));
        match id.kind {
            SubjectKind::Incident => self.screens.push(Screen::Incident(IncidentView {
                id: id.clone(),
                cold: None,
                scroll: [0; 2],
                pane: 0,
            })),
            SubjectKind::Call => self.screens.push(Screen::Call(CallView {
                id: id.clone(),
                cold: None,
                scroll: 0,
            })),
            SubjectKind::Warning => self.screens.push(Screen::Warning(WarningView {
                id: id.clone(),
                cold: None,
                scroll: 0,
            })),
        }
        if !is_hot {
            self.ask(Query::Subject(id.clone()), Asked::Subject(id));
        }
    }

    fn next_panel(&mut self, by: isize) {
        match self.screens.last_mut() {
            Some(Screen::Incident(view)) => view.pane = 1 - view.pane.min(1),
            Some(Screen::Calendar(view)) => {
                view.panel = stepped(&CalendarPanel::ALL, view.panel, by);
            }
            Some(_) => {}
            None => {
                // The panels beneath have the room the recipients had.
                self.shut_duty();
                self.watch.panel = stepped(&WatchPanel::ALL, self.watch.panel, by);
            }
        }
    }

    /// Rows of a page, a little less than the screen so that the eye keeps its place.
    pub(super) fn page(&self) -> isize {
        let rows = (self.size.height / 2).max(1);
        isize::try_from(rows).unwrap_or(1)
    }

    fn go(&mut self, by: isize) {
        match self.screens.last() {
            None => self.go_on_watch(by),
            Some(Screen::Find(_)) => self.go_in_list(by),
            Some(Screen::Incident(_) | Screen::Call(_) | Screen::Warning(_)) => self.scroll(by),
            Some(Screen::Calendar(_)) => self.go_on_calendar(by),
        }
    }

    fn go_on_watch(&mut self, by: isize) {
        match self.watch.panel {
            WatchPanel::Duties => self.go_among_duties(by),
            WatchPanel::Incidents => {
                let ids = self.incident_ids(self.machine);
                self.watch.incident.go(&ids, by);
            }
            WatchPanel::Recent => {
                let seqs = self.recent();
                self.watch.recent.go(&seqs, by);
            }
        }
    }

    /// Scrolls the document of the screen, no further than its end.
    fn scroll(&mut self, by: isize) {
        let limits = self.scroll_limits();
        match self.screens.last_mut() {
            Some(Screen::Incident(view)) => {
                let pane = view.pane.min(1);
                view.scroll[pane] = view.scroll[pane]
                    .min(limits[pane])
                    .saturating_add_signed(by)
                    .min(limits[pane]);
            }
            Some(Screen::Call(view)) => {
                view.scroll = view
                    .scroll
                    .min(limits[0])
                    .saturating_add_signed(by)
                    .min(limits[0]);
            }
            Some(Screen::Warning(view)) => {
                view.scroll = view
                    .scroll
                    .min(limits[0])
                    .saturating_add_signed(by)
                    .min(limits[0]);
            }
            Some(Screen::Find(_) | Screen::Calendar(_)) | None => {}
        }
    }

    fn scroll_limits(&self) -> [usize; 2] {
        let Some(scene) = self.scene_now() else {
            return [0; 2];
        };
        screen::scroll_limits(self, &scene)
    }

    fn list_warnings(&mut self) {
        let view = FindView::new(SubjectKind::Warning);
        self.screens.push(Screen::Find(Box::new(view)));
        self.list();
    }
}

/// The panel so many on in the order of Tab.
fn stepped<P: Copy + PartialEq>(all: &[P], panel: P, by: isize) -> P {
    let at = all.iter().position(|one| *one == panel).unwrap_or(0);
    let len = isize::try_from(all.len()).unwrap_or(isize::MAX).max(1);
    let next = isize::try_from(at).unwrap_or(0).saturating_add(by);
    let next = usize::try_from(next.rem_euclid(len)).unwrap_or(0);
    all.get(next).copied().unwrap_or(panel)
}
