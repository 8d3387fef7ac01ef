//! What becomes of a call: the questions follow from the outcome chosen.

use super::incident::{entries as incident_entries, new_incident};
use super::{Ctx, Sheet, choice};
use crate::console::form::choice::Label;
use crate::console::form::input::Input;
use crate::console::form::problem::Fault;
use crate::console::form::{Entry, Form};
use crate::domain::call::Source;
use crate::domain::command::TriageWish;
use crate::domain::text::{LINE_MAX, PROSE_MAX};
use crate::domain::{Command, SubjectId};

/// The form.
pub struct TriageSheet {
    /// The call.
    pub call: SubjectId,
}

const OUTCOMES: [&str; 4] = ["became", "joined", "passed-on", "no-matter"];

impl TriageSheet {
    fn questions(&self, outcome: &str, ctx: &Ctx<'_>) -> Vec<Entry> {
        match outcome {
            "joined" => vec![Entry::called(
                "incident",
                Label::key("form-label-incident"),
                open_incidents(ctx),
            )],
            "passed-on" => vec![Entry::new("passed-to", Input::line(LINE_MAX))],
            "no-matter" => vec![Entry::new("reason", Input::area(PROSE_MAX))],
            _ => self.incident(ctx),
        }
    }

    /// The incident as far as the call told it. What was learned through the call was learned
    /// when it was received.
    fn incident(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        let facts = ctx.call(&self.call).map(|call| &call.facts);
        let source = facts.map_or(Source::DutyPhone, |facts| facts.channel);
        let mut entries = incident_entries(ctx, source);
        for entry in &mut entries {
            match (entry.name, facts) {
                ("learned", Some(facts)) => {
                    entry.input = Input::time(facts.received, ctx.moment());
                }
                ("course", Some(facts)) => {
                    entry.input = Input::area(PROSE_MAX).with(&facts.about);
                }
                _ => {}
            }
        }
        entries
    }
}

/// The open incidents, the newest first.
fn open_incidents(ctx: &Ctx<'_>) -> Input {
    let open = ctx.state.open_incidents();
    let mut known: Vec<_> = open
        .map(|incident| (incident.id.clone(), incident.title().to_owned()))
        .collect();
    known.reverse();
    Input::subject(known)
}

impl Sheet for TriageSheet {
    fn entries(&self, ctx: &Ctx<'_>) -> Vec<Entry> {
        let outcome = Entry::called(
            "outcome",
            Label::key("form-label-outcome"),
            choice("triage", OUTCOMES, |name| name, OUTCOMES[0]),
        );
        let questions = self.questions(OUTCOMES[0], ctx);
        std::iter::once(outcome).chain(questions).collect()
    }

    fn changed(&self, form: &mut Form, name: &str, ctx: &Ctx<'_>) {
        if name == "outcome" {
            let questions = self.questions(form.chosen("outcome"), ctx);
            form.ask_instead(1, questions);
        }
    }

    fn command(&self, form: &Form, _ctx: &Ctx<'_>) -> Result<Command, Fault> {
        let wish = match form.chosen("outcome") {
            "joined" => TriageWish::Join {
                incident: form.subject("incident")?,
            },
            "passed-on" => TriageWish::PassOn {
                to: form.filled("passed-to")?,
            },
            "no-matter" => TriageWish::NoMatter {
                reason: form.filled("reason")?,
            },
            _ => TriageWish::NewIncident {
                new: Box::new(new_incident(form)?),
            },
        };
        Ok(Command::TriageCall {
            call: self.call.clone(),
            wish,
        })
    }
}
