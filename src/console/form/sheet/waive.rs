//! A deadline to give up, with a leader's consent.

use super::{Ctx, Sheet, approval, approval_entries, known};
use crate::console::form::choice::{Choice, Choosable, Label};
use crate::console::form::input::Input;
use crate::console::form::problem::{Fault, Problem};
use crate::console::form::{Entry, Form};
use crate::domain::{Command, SubjectId};
use crate::rulebook::{Deadline, WorkTime, incident_deadlines};

/// The form.
pub struct WaiveSheet {
    /// The incident.
    pub incident: SubjectId,
}

impl WaiveSheet {
    /// The deadlines that can be given up.
    fn open(&self, ctx: &Ctx<'_>) -> Vec<Deadline> {
        let incident = ctx.incident(&self.incident);
        let deadlines = incident
            .map(|incident| incident_deadlines(incident, &WorkTime::of(ctx.state), ctx.now));
        let mut open = deadlines.unwrap_or_default();
        open.retain(|deadline| !deadline.standing.is_settled());
        open
    }
}

/// The name of an option: a rule may be demanded of one recipient more than once.
fn name(deadline: &Deadline) -> String {
    let demanded = deadline.demanded.map_or(0, |entered| entered.seq);
    let (rule, recipient) = (&deadline.rule.id, &deadline.recipient);
    format!("{rule}>{recipient}>{demanded}")
}

impl Sheet for WaiveSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        let open = self.open(ctx);
        let options = open.iter().map(|deadline| option(deadline, ctx)).collect();
        let which = Input::Choice(Choice::new(options, ""));
        let which = Entry::called("which", Label::key("form-label-deadline"), which);
        std::iter::once(which)
            .chain(approval_entries(ctx))
            .collect()
    }

    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault> {
        known(ctx, &self.incident)?;
        let chosen = form.chosen("which");
        let open = self.open(ctx);
        let deadline = open
            .iter()
            .find(|deadline| name(deadline) == chosen)
            .ok_or_else(|| Fault::at("which", Problem::empty("deadline")))?;
        Ok(Command::WaiveDeadline {
            subject: self.incident.clone(),
            rule: deadline.rule.id.clone(),
            recipient: Some(deadline.recipient.clone()),
            demanded: deadline.demanded.map(|entered| entered.seq),
            approval: approval(form)?,
        })
    }

    fn question(&self, _form: &Form, _ctx: &Ctx<'_>) -> Option<&'static str> {
        Some("form-ask-waive")
    }
}

fn option(deadline: &Deadline, ctx: &Ctx<'_>) -> Choosable {
    let to = ctx.state.rules.recipient(&deadline.recipient);
    let (zh, en) = to.map_or(("", ""), |to| (to.zh_short.as_str(), to.en_short.as_str()));
    let label = Label::Words {
        zh: format!("{} {zh}", deadline.rule.zh),
        en: format!("{} {en}", deadline.rule.en),
    };
    Choosable::new(name(deadline), label)
}
