//! Whom a report of ours may be to: the recipients offered where one is entered.

use super::Ctx;
use crate::console::form::choice::{Choosable, Label, Ticks};
use crate::console::form::input::Input;
use crate::domain::incident::Incident;
use crate::domain::rule::{Duty, Rule, RuleSet};
use crate::domain::{RecipientId, SubjectId};

/// The recipients, those named in `ticked` ticked.
pub(super) fn addressees(ctx: &Ctx<'_>, id: &SubjectId, ticked: &[RecipientId]) -> Input {
    let rules = &ctx.state.rules;
    let incident = ctx.incident(id);
    let offered = rules.recipients.iter().filter(|recipient| {
        let id = &recipient.id;
        ticked.contains(id) || is_offered(id, rules, incident)
    });
    let options = offered.map(|recipient| {
        let label = Label::Words {
            zh: recipient.zh_short.clone(),
            en: recipient.en_short.clone(),
        };
        Choosable::new(recipient.id.to_string(), label)
    });
    let names: Vec<String> = ticked.iter().map(ToString::to_string).collect();
    Input::Ticks(Ticks::new(options.collect(), &names))
}

/// Not the desk itself; a neighbour once it is named; whom another body reports to only where this
/// incident has that body do so.
fn is_offered(id: &RecipientId, rules: &RuleSet, incident: Option<&Incident>) -> bool {
    if id.as_str() == "watch-officer" {
        return false;
    }
    let is_touched = |incident: &Incident| incident.extent.neighbours.contains_key(id);
    if id.is_neighbour() && !id.is_any_neighbour() {
        return incident.is_some_and(is_touched);
    }
    let names = |rule: &&Rule| rule.recipients.contains(id);
    let mut naming = rules.rules.iter().filter(names).peekable();
    let is_anothers = naming.peek().is_some() && naming.all(is_of_another_body);
    let mut demands = incident.into_iter().flat_map(|incident| &incident.demands);
    !is_anothers
        || demands
            .any(|demand| demand.rule.recipients.contains(id) && is_shown_by_a_report(&demand.rule))
}

/// Whether another body reports under the rule, to a body of its own.
fn is_of_another_body(rule: &Rule) -> bool {
    rule.by.is_some() && rule.duty != Duty::Notice
}

/// Whether a report entered here may show that it was done: the inquiry of another body, sent on.
fn is_shown_by_a_report(rule: &Rule) -> bool {
    rule.duty == Duty::Investigation
}
