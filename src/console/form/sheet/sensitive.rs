//! The sensitive conditions, one answer each: yes, no, or not asked yet.

use super::{Ctx, Sheet, approval_entries, choice, known, maybe_approval};
use crate::console::form::choice::Label;
use crate::console::form::input::Input;
use crate::console::form::problem::Fault;
use crate::console::form::{Entry, Form};
use crate::domain::event::Amendment;
use crate::domain::grade::{Answer, Sensitive};
use crate::domain::text::LINE_MAX;
use crate::domain::{Command, SubjectId};

/// The form.
pub struct SensitiveSheet {
    /// The incident.
    pub incident: SubjectId,
}

/// The fields before the leader's consent: the conditions, since when, on what ground.
const OWN: usize = Sensitive::ALL.len() + 2;

const ANSWERS: [&str; 3] = ["not-asked", "yes", "no"];

fn name(answer: Option<Answer>) -> &'static str {
    match answer {
        None => ANSWERS[0],
        Some(Answer::Yes) => ANSWERS[1],
        Some(Answer::No) => ANSWERS[2],
    }
}

impl SensitiveSheet {
    /// The conditions that were answered yes and are no longer.
    fn takes_back(&self, form: &Form, ctx: &Ctx<'_>) -> bool {
        let before = ctx
            .incident(&self.incident)
            .map(|incident| &incident.sensitive);
        Sensitive::ALL.into_iter().any(|condition| {
            let was_yes = before.is_some_and(|known| known.get(&condition) == Some(&Answer::Yes));
            was_yes && form.chosen(condition.name()) == "no"
        })
    }
}

impl Sheet for SensitiveSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        let known = ctx
            .incident(&self.incident)
            .map(|incident| &incident.sensitive);
        let entry = |condition: Sensitive| {
            let before = known.and_then(|known| known.get(&condition)).copied();
            // An answer once given can be changed, not ungiven.
            let open = ANSWERS.into_iter().skip(usize::from(before.is_some()));
            Entry::called(
                condition.name(),
                Label::key(format!("sensitive-{}", condition.name())),
                choice("answer", open, |name| name, name(before)),
            )
        };
        let known = [
            Entry::new("known-since", Input::no_time()),
            Entry::new("ground", Input::line(LINE_MAX)),
        ];
        Sensitive::ALL.map(entry).into_iter().chain(known).collect()
    }

    fn changed(&self, form: &mut Form, name: &str, ctx: &Ctx<'_>) {
        if matches!(name, "reason" | "approver") {
            return;
        }
        let questions = if self.takes_back(form, ctx) {
            approval_entries(ctx).into()
        } else {
            Vec::new()
        };
        form.ask_instead(OWN, questions);
    }

    fn command(&self, form: &Form, ctx: &Ctx<'_>) -> Result<Command, Fault> {
        let incident = known(ctx, &self.incident)?;
        let answered = Sensitive::ALL.into_iter().filter_map(|condition| {
            let answer = match form.chosen(condition.name()) {
                "yes" => Answer::Yes,
                "no" => Answer::No,
                _ => return None,
            };
            let before = incident.sensitive.get(&condition);
            (before != Some(&answer)).then_some((condition, answer))
        });
        let amendment = Amendment {
            sensitive: answered.collect(),
            known_since: form.time("known-since")?,
            ground: form.text("ground"),
            approval: maybe_approval(form)?,
            ..Amendment::default()
        };
        Ok(Command::AmendIncident {
            incident: self.incident.clone(),
            amendment: Box::new(amendment),
        })
    }
}
