//! A call, and its correction.

use super::{Ctx, Sheet, approval_entries, choice, is_yes, maybe_approval, value, yes_or_no};
use crate::console::form::choice::Label;
use crate::console::form::input::Input;
use crate::console::form::problem::Fault;
use crate::console::form::{Entry, Form};
use crate::domain::call::{CallFacts, Personal, Source};
use crate::domain::officer::Approval;
use crate::domain::text::{LINE_MAX, NAME_MAX, PROSE_MAX};
use crate::domain::{Command, SubjectId};

/// The form.
pub struct CallSheet {
    /// The call that is corrected; `None` for a new one.
    pub amends: Option<SubjectId>,
}

impl Sheet for CallSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        let before = self.amends.as_ref().and_then(|id| ctx.call(id));
        let before = before.map(|call| &call.facts);
        let text = |of: fn(&CallFacts) -> &str| before.map_or("", of);
        let open = |personal: &Personal| personal.text().unwrap_or_default().to_owned();
        let channel = before.map_or(Source::DutyPhone, |facts| facts.channel);
        let received = before.map_or(ctx.this_minute(), |facts| facts.received);
        let called = |name, key: &str, input| Entry::called(name, Label::key(key), input);
        let mut entries = vec![
            Entry::new("about", Input::area(PROSE_MAX).with(text(|f| &f.about))),
            Entry::new("received", Input::time(received, ctx.moment())),
            called(
                "channel",
                "form-label-channel",
                choice("source", Source::ALL, Source::name, channel.name()),
            ),
            Entry::new("unit", Input::line(LINE_MAX).with(text(|f| &f.unit))),
        ];
        let is_sealed =
            before.is_some_and(|facts| facts.from.text().is_none() || facts.phone.text().is_none());
        if !is_sealed {
            let from = before.map_or_else(String::new, |facts| open(&facts.from));
            let phone = before.map_or_else(String::new, |facts| open(&facts.phone));
            entries.push(Entry::new("from", Input::line(NAME_MAX).with(&from)));
            entries.push(Entry::new("phone", Input::line(NAME_MAX).with(&phone)));
        }
        let called_back = before.is_some_and(|facts| facts.called_back);
        entries.push(called(
            "called-back",
            "form-label-called-back",
            yes_or_no(called_back),
        ));
        if self.amends.is_none() {
            entries.push(called(
                "confidential",
                "form-label-confidential",
                yes_or_no(false),
            ));
        } else {
            entries.extend(approval_entries(ctx));
        }
        entries
    }

    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault> {
        let before = self.amends.as_ref().and_then(|id| ctx.call(id));
        let personal = |name: &str, before: Option<&Personal>| match (form.entry(name), before) {
            (None, Some(sealed)) => sealed.clone(),
            _ => Personal::Open(form.text(name)),
        };
        let facts = CallFacts {
            about: form.filled("about")?,
            received: form.needed_time("received")?,
            channel: value(form, "channel", Source::ALL, Source::name)?,
            unit: form.text("unit"),
            from: personal("from", before.map(|call| &call.facts.from)),
            phone: personal("phone", before.map(|call| &call.facts.phone)),
            called_back: is_yes(form, "called-back"),
        };
        Ok(match self.amends.clone() {
            None => Command::TakeCall {
                facts,
                confidential: is_yes(form, "confidential"),
            },
            Some(call) => Command::AmendCall {
                call,
                facts,
                approval: consent(form, ctx)?,
            },
        })
    }
}

/// A leader's consent to a correction. Not every one needs it: a name the form put in by itself asks
/// for no reason.
fn consent(form: &Form, ctx: &Ctx<'_>) -> Result<Option<Approval>, Fault> {
    let put_in = ctx.acting_leader().unwrap_or_default();
    let is_given = !form.text("reason").trim().is_empty() || form.text("approver") != put_in;
    if is_given {
        maybe_approval(form)
    } else {
        Ok(None)
    }
}
