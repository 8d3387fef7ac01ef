//! Forms on the screen: opened, left, saved; drafts kept and taken up; questions asked first.

use super::view::{Overlay, Question, Screen, Then};
use super::{Model, TOAST_SHORT};
use crate::console::action::Action;
use crate::console::draft::{Draft, DraftId};
use crate::console::form::Form;
use crate::console::form::kind::FormKind;
use crate::console::form::problem::{Fault, Problem};
use crate::console::message::Effect;
use crate::console::model::{draft_rows, offered, targets};
use crate::console::theme::Role;
use crate::domain::{Command, CommandId};
use crate::error::Error;
use crate::link::wire::{Receipt, Refusal, ToDesk};

impl Model {
    fn top_form(&mut self) -> Option<&mut Form> {
        match self.overlays.last_mut() {
            Some(Overlay::Form(form)) => Some(form),
            _ => None,
        }
    }

    pub(super) fn act_in_form(&mut self, action: Action) {
        match action {
            Action::Save => self.save(),
            Action::Leave => self.leave(),
            Action::Discard => self.ask_first("form-ask-discard", Then::Discard),
            _ => {
                let ctx = self.desk.ctx(self.machine);
                if let (Some(Overlay::Form(form)), Some(ctx)) = (self.overlays.last_mut(), ctx) {
                    form.act(action, &ctx);
                }
            }
        }
    }

    fn ask_first(&mut self, key: &'static str, then: Then) {
        self.overlays.push(Overlay::Question(Question {
            key,
            then,
            is_shown: false,
        }));
    }

    /// Leaves the form; what was typed stays as a draft.
    fn leave(&mut self) {
        let is_kept = self.keep_draft();
        self.overlays.pop();
        self.kept = None;
        self.end_with_form();
        if is_kept {
            let text = self.look.lang.text("form-kept");
            self.toast(text, Role::Info, TOAST_SHORT);
        }
    }

    /// A console that was started for one form alone ends with it.
    fn end_with_form(&mut self) {
        if self.is_for_form && self.overlays.is_empty() {
            self.effects.push(Effect::Quit);
        }
    }

    /// Sends what the form says, after a question where one is called for.
    fn save(&mut self) {
        let ctx = self.desk.ctx(self.machine);
        let (Some(Overlay::Form(form)), Some(ctx)) = (self.overlays.last_mut(), ctx) else {
            return;
        };
        if form.is_waiting() || form.command(&ctx).is_none() {
            return;
        }
        match form.kind.sheet().question(form, &ctx) {
            Some(key) => self.ask_first(key, Then::Save),
            None => self.send(),
        }
    }

    fn send(&mut self) {
        let is_linked = self.is_linked();
        let ctx = self.desk.ctx(self.machine);
        let (Some(Overlay::Form(form)), Some(ctx)) = (self.overlays.last_mut(), ctx) else {
            return;
        };
        if !is_linked {
            form.blame(Fault {
                field: None,
                problem: Problem::NoLink,
            });
            return;
        }
        let Some(command) = form.command(&ctx) else {
            return;
        };
        let proof = form.proof();
        let ids = &mut self.ids;
        let id = form.ask(&command, || ids.fresh());
        // First the draft that knows the name, then the wish itself.
        self.keep_draft();
        self.say(id, command, proof);
    }

    /// Sends a wish that needs no form.
    fn wish(&mut self, command: Command) {
        if !self.is_linked() {
            let text = self.look.lang.text("console-no-link");
            self.warn(text);
            return;
        }
        let id = self.ids.fresh();
        let command = Box::new(command);
        self.effects
            .push(Effect::Send(Box::new(ToDesk::Do { id, command })));
    }

    /// Asks again what a broken link left unanswered, under the same names.
    pub(super) fn ask_again(&mut self) {
        let forms = self.overlays.iter().filter_map(|overlay| match overlay {
            Overlay::Form(form) => Some(form),
            _ => None,
        });
        let wishes = forms.filter_map(|form| {
            let asked = form.awaited()?;
            Some((asked.id.clone(), asked.command.clone()?, form.proof()))
        });
        for (id, command, proof) in wishes.collect::<Vec<_>>() {
            self.say(id, command, proof);
        }
    }

    /// The desk answered a wish.
    pub(super) fn done(&mut self, id: &CommandId, outcome: Result<Receipt, Refusal>) {
        if self.answered_own(id, &outcome) {
            return;
        }
        match (self.awaiting(id), outcome) {
            (Some(at), Ok(receipt)) => {
                if let Overlay::Form(form) = self.overlays.remove(at) {
                    self.saved(&form.draft_id(), receipt);
                }
            }
            (Some(at), Err(refusal)) => self.refused(at, refusal),
            (None, outcome) => self.answered_late(id, outcome),
        }
    }

    /// The place of the form whose wish of that name is not answered.
    pub(super) fn awaiting(&self, id: &CommandId) -> Option<usize> {
        let is_asked = |overlay: &Overlay| {
            matches!(overlay, Overlay::Form(form)
                if form.awaited().is_some_and(|asked| &asked.id == id))
        };
        self.overlays.iter().position(is_asked)
    }

    /// Shows in the form at that place why it may not be.
    pub(super) fn refused(&mut self, at: usize, refusal: Refusal) {
        let ctx = self.desk.ctx(self.machine);
        if let (Some(Overlay::Form(form)), Some(ctx)) = (self.overlays.get_mut(at), ctx) {
            form.review(&ctx);
            let fault = Fault::of(refusal, |name| form.holding(name));
            form.blame(fault);
        }
    }

    /// The answer to a form that was left while it was awaited.
    fn answered_late(&mut self, id: &CommandId, outcome: Result<Receipt, Refusal>) {
        let draft = self
            .drafts
            .iter()
            .find(|draft| draft.sent.as_ref() == Some(id));
        match (draft.map(Draft::id), outcome) {
            (Some(key), Ok(receipt)) => {
                // Somebody may have taken it up again meanwhile; what is done is not done twice.
                self.overlays
                    .retain(|overlay| !matches!(overlay, Overlay::Form(form) if form.is_wish(id)));
                self.saved(&key, receipt);
            }
            (None, Ok(_)) => {}
            (_, Err(refusal)) => {
                let zone = self.zone();
                let sentence = Error::from(refusal).sentence(self.look.lang, zone);
                self.warn(sentence);
            }
        }
    }

    fn saved(&mut self, key: &DraftId, receipt: Receipt) {
        self.forget(key);
        let kind = &key.form;
        if *kind == FormKind::TakeWatch {
            self.effects.push(Effect::Try);
        }
        self.made.clone_from(&receipt.subject);
        self.end_with_form();
        match (receipt.subject, receipt.report) {
            (Some(subject), Some(no)) => {
                let (subject, no) = (subject.to_string(), no.to_string());
                self.tell("form-saved-report", &[("subject", &subject), ("no", &no)]);
            }
            (Some(subject), None) => {
                let is_new = matches!(
                    kind,
                    FormKind::Incident
                        | FormKind::Call
                        | FormKind::Triage(_)
                        | FormKind::NewWarning
                );
                self.tell("form-saved", &[("subject", &subject.to_string())]);
                if is_new {
                    self.watch.follow = Some(subject);
                    self.follow();
                }
            }
            (None, _) => self.tell("form-saved-plain", &[]),
        }
        self.leave_ended(kind);
    }

    /// A call that was judged needs its screen no longer.
    fn leave_ended(&mut self, kind: &FormKind) {
        if let (FormKind::Triage(call), Some(Screen::Call(view))) = (kind, self.screens.last())
            && &view.id == call
        {
            self.screens.pop();
        }
    }

    pub(super) fn answer(&mut self, action: Action) {
        let Some(Overlay::Question(question)) = self.overlays.pop() else {
            return;
        };
        if action != Action::Yes {
            return;
        }
        match question.then {
            Then::Save => self.send(),
            Then::ConfirmWarning(warning) => self.wish(Command::ConfirmWarning { warning }),
            Then::PlaceWarning(warning, for_district) => self.wish(Command::PlaceWarning {
                warning,
                for_district,
                reason: String::new(),
            }),
            Then::EndQuiet => self.end_quiet(),
            Then::Discard => {
                if let Some(key) = self.top_form().map(|form| form.draft_id()) {
                    self.overlays.pop();
                    self.forget(&key);
                    self.end_with_form();
                }
            }
            Then::DropDraft(key) => self.forget(&key),
        }
    }

    pub(super) fn act_in_list(&mut self, action: Action) {
        let page = self.page();
        match action {
            Action::Accept => self.accept(),
            Action::DropDraft => self.drop_selected_draft(),
            Action::RowUp => self.row(-1),
            Action::RowDown => self.row(1),
            Action::RowsUp => self.row(-page),
            Action::RowsDown => self.row(page),
            _ => {
                self.overlays.pop();
                self.end_with_form();
            }
        }
    }

    fn row(&mut self, by: isize) {
        let rows = match self.overlays.last() {
            Some(Overlay::Help(view)) => super::help_rows(self, view.query.text()).len(),
            Some(Overlay::Palette(view)) => offered(self, view.query.text()).len(),
            Some(Overlay::Jump(view)) => targets(self, view.query.text()).len(),
            Some(Overlay::Drafts(list)) => draft_rows(self, list).len(),
            _ => 0,
        };
        let last = rows.saturating_sub(1);
        match self.overlays.last_mut() {
            Some(Overlay::Help(view) | Overlay::Palette(view) | Overlay::Jump(view)) => {
                view.at = view.at.saturating_add_signed(by).min(last);
            }
            Some(Overlay::Drafts(drafts)) => {
                drafts.at = drafts.at.saturating_add_signed(by).min(last);
            }
            _ => {}
        }
    }

    fn accept(&mut self) {
        match self.overlays.last() {
            Some(Overlay::Palette(list)) => {
                let chosen = offered(self, list.query.text()).get(list.at).copied();
                self.overlays.pop();
                if let Some(action) = chosen {
                    self.act(action);
                }
            }
            Some(Overlay::Jump(list)) => {
                let chosen = targets(self, list.query.text()).get(list.at).map(|t| t.day);
                if let Some(day) = chosen {
                    self.overlays.pop();
                    self.look_at_day(day);
                }
            }
            Some(Overlay::Drafts(_)) => self.accept_draft(),
            _ => {
                self.overlays.pop();
            }
        }
    }
}
