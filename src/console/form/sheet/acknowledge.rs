//! Answering a reminder where nobody is on watch in whose name it could be done.

use super::{Ctx, Sheet};
use crate::console::form::choice::{Choice, Choosable, Label};
use crate::console::form::input::Input;
use crate::console::form::problem::{Fault, Problem};
use crate::console::form::{Entry, Form};
use crate::domain::Command;
use crate::domain::reminder::MatterId;
use crate::notify::ringing::{Ringing, ringing};

/// The form.
pub struct AcknowledgeSheet;

impl Sheet for AcknowledgeSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        let stands = ringing(ctx.state, ctx.now);
        let unanswered = stands.iter().filter(|one| one.waits());
        let options = unanswered.map(option).collect();
        let which = Input::Choice(Choice::new(options, ""));
        vec![
            Entry::called("matter", Label::key("form-label-reminder"), which),
            Entry::new("person", Input::name(ctx.officers())),
        ]
    }

    fn command(&self, form: &Form, _ctx: &Ctx<'_>) -> Result<Command, Fault> {
        let matter = form.chosen("matter");
        if matter.is_empty() {
            return Err(Fault::at("matter", Problem::empty("reminder")));
        }
        Ok(Command::Acknowledge {
            matter: MatterId(matter.to_owned()),
            person: form.filled("person")?,
        })
    }
}

fn option(ringing: &Ringing) -> Choosable {
    let name = ringing.matter.to_string();
    let label = match ringing.deadlines.first() {
        Some(deadline) => Label::Words {
            zh: format!("{} {}", deadline.subject, deadline.rule.zh),
            en: format!("{} {}", deadline.subject, deadline.rule.en),
        },
        None => Label::Words {
            zh: name.clone(),
            en: name.clone(),
        },
    };
    Choosable::new(name, label)
}
