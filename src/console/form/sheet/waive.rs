//! A deadline to give up, with a leader's consent.

use super::{Ctx, Sheet, approval, approval_entries, known};
use crate::console::form::choice::{Choice, Choosable, Label};
use crate::console::form::input::Input;
use crate::console::form::problem::{Fault, Problem};
use crate::console::form::{Entry, Form};
use crate::domain::{Command, RecipientId, RuleId, SubjectId};
use crate::rulebook::{Deadline, WorkTime, incident_deadlines};

/// The form.
pub struct WaiveSheet {
    /// The incident.
    pub incident: SubjectId,
}

/// Between rule and recipient in an option's name; no rule's name holds it.
const BETWEEN: char = '>';

impl Sheet for WaiveSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        let incident = ctx.incident(&self.incident);
        let deadlines = incident
            .map(|incident| incident_deadlines(incident, &WorkTime::of(ctx.state), ctx.now));
        let open = deadlines
            .into_iter()
            .flatten()
            .filter(|deadline| !deadline.standing.is_settled());
        let options = open.map(|deadline| option(&deadline, ctx)).collect();
        let which = Input::Choice(Choice::new(options, ""));
        let which = Entry::called("which", Label::key("form-label-deadline"), which);
        std::iter::once(which)
            .chain(approval_entries(ctx))
            .collect()
    }

    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault> {
        known(ctx, &self.incident)?;
        let (rule, recipient) = form
            .chosen("which")
            .split_once(BETWEEN)
            .ok_or_else(|| Fault::at("which", Problem::empty("deadline")))?;
        Ok(Command::WaiveDeadline {
            subject: self.incident.clone(),
            rule: RuleId::from(rule),
            recipient: Some(RecipientId::from(recipient)),
            approval: approval(form)?,
        })
    }

    fn question(&self, _form: &Form, _ctx: &Ctx<'_>) -> Option<&'static str> {
        Some("form-ask-waive")
    }
}

fn option(deadline: &Deadline, ctx: &Ctx<'_>) -> Choosable {
    let name = format!("{}{BETWEEN}{}", deadline.rule.id, deadline.recipient);
    let to = ctx.state.rules.recipient(&deadline.recipient);
    let (zh, en) = to.map_or(("", ""), |to| (to.zh_short.as_str(), to.en_short.as_str()));
    let label = Label::Words {
        zh: format!("{} {zh}", deadline.rule.zh),
        en: format!("{} {en}", deadline.rule.en),
    };
    Choosable::new(name, label)
}
