//! Drafts on the screen: a form that is asked for while a draft of it lies there, the list of those
//! that were not finished, what is kept and dropped.

use chrono::TimeDelta;

use super::view::{DraftList, Overlay, Question, Then};
use super::{Model, TOAST_SHORT};
use crate::console::draft::{Draft, DraftId};
use crate::console::form::Form;
use crate::console::form::kind::FormKind;
use crate::console::message::Effect;
use crate::console::theme::Role;

/// A draft that was left so long ago at most is what somebody is at.
const RECENT: TimeDelta = TimeDelta::minutes(10);

/// A row of the list of drafts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DraftRow<'a> {
    /// None of them: a form that is filled in from the beginning.
    New,
    /// A draft.
    Draft(&'a Draft),
}

/// What the list shows: every draft, or a new form and the drafts of that one, the newest first.
pub fn draft_rows<'a>(model: &'a Model, list: &DraftList) -> Vec<DraftRow<'a>> {
    let Some(kind) = &list.of else {
        return model.drafts.iter().map(DraftRow::Draft).collect();
    };
    let own = model
        .drafts
        .iter()
        .rev()
        .filter(|draft| draft.form == *kind);
    std::iter::once(DraftRow::New)
        .chain(own.map(DraftRow::Draft))
        .collect()
}

impl Model {
    /// Opens a form. Where a draft of it lies that may be about something else, or is old, it is asked
    /// which is meant: what somebody was at a while ago is no longer so.
    pub(super) fn open_form(&mut self, kind: FormKind) {
        let now = self.now();
        let own: Vec<&Draft> = self.drafts.iter().filter(|one| one.form == kind).collect();
        match own.as_slice() {
            [] => self.open_new(kind),
            [draft] if !kind.takes_down() && now - draft.saved <= RECENT => {
                let key = draft.id();
                self.take_up(&key);
            }
            _ => self.overlays.push(Overlay::Drafts(DraftList::of(kind))),
        }
    }

    /// Opens a form from the beginning; drafts of it stay as they are.
    fn open_new(&mut self, kind: FormKind) {
        let Some(ctx) = self.ctx(self.machine) else {
            return;
        };
        let taken = |no: &u32| {
            let mut drafts = self.drafts.iter();
            drafts.any(|draft| draft.form == kind && draft.no == *no)
        };
        let no = (0..=u32::MAX).find(|no| !taken(no)).unwrap_or_default();
        let mut form = Form::open(kind, &ctx);
        form.no = no;
        self.show_form(form);
    }

    /// Goes on with a draft. It stays as it was kept until somebody changes something.
    fn take_up(&mut self, key: &DraftId) {
        let draft = self.drafts.iter().find(|draft| draft.id() == *key);
        if let (Some(draft), Some(ctx)) = (draft, self.ctx(self.machine)) {
            let form = Form::resume(draft, &ctx);
            let kept = form.draft(&ctx);
            self.show_form(form);
            self.kept = kept;
        }
    }

    fn show_form(&mut self, form: Form) {
        self.kept = None;
        self.overlays.push(Overlay::Form(Box::new(form)));
    }

    pub(super) fn offer_drafts(&mut self) {
        if self.drafts.is_empty() {
            let text = self.look.lang.text("drafts-none");
            self.toast(text, Role::Info, TOAST_SHORT);
        } else {
            self.overlays.push(Overlay::Drafts(DraftList::default()));
        }
    }

    /// Keeps what was typed into the form on top, where anything was and it is not kept yet.
    /// True where there is a draft.
    pub fn keep_draft(&mut self) -> bool {
        let form = self
            .overlays
            .iter()
            .rev()
            .find_map(|overlay| match overlay {
                Overlay::Form(form) => Some(form),
                _ => None,
            });
        let draft = form
            .zip(self.ctx(self.machine))
            .and_then(|(form, ctx)| form.draft(&ctx));
        let Some(draft) = draft else {
            return false;
        };
        if !self.kept.as_ref().is_some_and(|kept| kept.says(&draft)) {
            let key = draft.id();
            self.drafts.retain(|known| known.id() != key);
            self.drafts.push(draft.clone());
            self.effects.push(Effect::Keep(Box::new(draft.clone())));
            self.kept = Some(draft);
        }
        true
    }

    /// Drops a draft. The list of drafts stays on its row.
    pub(super) fn forget(&mut self, key: &DraftId) {
        let selected = self.selected_draft();
        self.drafts.retain(|draft| draft.id() != *key);
        self.kept = None;
        self.effects.push(Effect::Forget(key.clone()));
        self.select_draft(selected.as_ref());
    }

    fn draft_list(&self) -> Option<&DraftList> {
        match self.overlays.last() {
            Some(Overlay::Drafts(list)) => Some(list),
            _ => None,
        }
    }

    /// The draft the list is on.
    fn selected_draft(&self) -> Option<DraftId> {
        let list = self.draft_list()?;
        match draft_rows(self, list).get(list.at)? {
            DraftRow::New => None,
            DraftRow::Draft(draft) => Some(draft.id()),
        }
    }

    /// Goes to the row of that draft, or stays where the row was. A list of nothing closes itself.
    fn select_draft(&mut self, key: Option<&DraftId>) {
        let Some(list) = self.draft_list() else {
            return;
        };
        let rows = draft_rows(self, list);
        let found = rows.iter().position(|row| match row {
            DraftRow::New => false,
            DraftRow::Draft(draft) => key == Some(&draft.id()),
        });
        let lowest = rows.len().checked_sub(1);
        match (lowest, self.overlays.last_mut()) {
            (Some(lowest), Some(Overlay::Drafts(shown))) => {
                shown.at = found.unwrap_or(shown.at.min(lowest));
            }
            _ => {
                self.overlays.pop();
            }
        }
    }

    /// Does what the selected row says.
    pub(super) fn accept_draft(&mut self) {
        let selected = self.selected_draft();
        let Some(Overlay::Drafts(list)) = self.overlays.pop() else {
            return;
        };
        match (selected, list.of) {
            (Some(key), _) => self.take_up(&key),
            (None, Some(kind)) => self.open_new(kind),
            (None, None) => {}
        }
    }

    pub(super) fn drop_selected_draft(&mut self) {
        if let Some(key) = self.selected_draft() {
            self.overlays.push(Overlay::Question(Question {
                key: "drafts-ask-drop",
                then: Then::DropDraft(key),
                is_shown: false,
            }));
        }
    }
}
