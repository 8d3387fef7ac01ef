//! A form as a draft, and a draft as a form. What a form filled in by itself is told apart from what
//! somebody gave: that stays, the other is filled in anew as things stand.

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};

use super::input::{Input, Moment};
use super::sheet::{self, Ctx};
use super::{Asked, Entry, Form};
use crate::console::draft::{Draft, DraftId};
use crate::domain::when;

/// A form that lay open so long without a key begins anew with the first.
const STALE: TimeDelta = TimeDelta::minutes(10);

impl Form {
    /// What to keep of it; `None` while nothing was typed.
    pub fn draft(&self, ctx: &Ctx<'_>) -> Option<Draft> {
        let open = || self.entries.iter().filter(|entry| !entry.input.is_secret());
        let values = open().map(|entry| {
            let raw = entry.input.raw(ctx.moment());
            (entry.name.to_owned(), raw)
        });
        let filled = open().filter(|entry| !entry.is_touched);
        self.is_touched.then(|| Draft {
            form: self.kind.clone(),
            no: self.no,
            values: values.collect::<BTreeMap<_, _>>(),
            filled: filled.map(|entry| entry.name.to_owned()).collect(),
            sent: self.asked.as_ref().map(|asked| asked.id.clone()),
            saved: ctx.now,
        })
    }

    /// What tells its draft from the others.
    pub fn draft_id(&self) -> DraftId {
        DraftId {
            form: self.kind.clone(),
            no: self.no,
        }
    }

    /// The form as a draft kept it.
    pub fn resume(draft: &Draft, ctx: &Ctx<'_>) -> Self {
        let mut form = Self::open(draft.form.clone(), ctx);
        form.no = draft.no;
        let mut at = 0;
        // One after the other: what is asked further down may follow from an answer above.
        while at < form.entries.len() {
            form.restore(at, draft, ctx);
            at += 1;
        }
        sheet::consent::review(&mut form, ctx);
        form.is_touched = true;
        form.resumed = Some(draft.saved);
        form.asked = draft.sent.clone().map(|id| Asked { id, command: None });
        form
    }

    fn restore(&mut self, at: usize, draft: &Draft, ctx: &Ctx<'_>) {
        let moment = ctx.moment();
        let Some(entry) = self.entries.get_mut(at) else {
            return;
        };
        let Some(raw) = draft.values.get(entry.name) else {
            return;
        };
        let is_filled = draft.filled.contains(entry.name);
        if is_filled && !stays(entry, draft) {
            entry.filled_before = other_time(&entry.input, raw, moment);
            return;
        }
        let is_other = entry.input.raw(moment) != *raw;
        entry.input.restore(raw, moment);
        entry.is_touched = !is_filled;
        if is_other || !is_filled {
            let name = entry.name;
            self.kind.clone().sheet().changed(self, name, ctx);
        }
    }

    /// Fills the times in anew that nobody gave, where the form lay open untouched for long.
    pub(super) fn freshen(&mut self, ctx: &Ctx<'_>) {
        if ctx.now - self.opened < STALE {
            return;
        }
        self.opened = ctx.now;
        let fresh = self.kind.sheet().entries(ctx);
        for entry in self.entries.iter_mut().filter(|entry| !entry.is_touched) {
            let anew = fresh.iter().find(|anew| anew.name == entry.name);
            if let (Input::Time(_), Some(Input::Time(time))) =
                (&entry.input, anew.map(|anew| &anew.input))
            {
                entry.input = Input::Time(time.clone());
            }
        }
    }
}

/// Whether what a form filled in by itself is kept as it was: which one of several the rest was
/// written about, and all of a wish that was sent, since it is asked again as it was.
fn stays(entry: &Entry, draft: &Draft) -> bool {
    draft.sent.is_some() || matches!(entry.input, Input::Choice(_))
}

/// The time a draft has where the form has another.
fn other_time(input: &Input, raw: &str, moment: Moment) -> Option<DateTime<Utc>> {
    let Input::Time(time) = input else {
        return None;
    };
    let before = when::parse(raw, moment.now, moment.zone).ok()?;
    (time.understood.as_ref().ok() != Some(&before)).then_some(before)
}
