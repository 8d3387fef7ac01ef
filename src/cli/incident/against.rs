//! What the command line says after something was entered that the figures speak against, and what
//! one option answered for all.

use crate::cli::context::Context;
use crate::cli::session::Session;
use crate::console::proposal;
use crate::domain::grade::Sensitive;
use crate::domain::incident::Incident;
use crate::domain::{SubjectId, SubjectKind};
use crate::error::Error;

/// Tells of an incident that was changed just now what in it is below its figures or against its
/// boundary.
pub(super) fn tell_anew(
    context: &Context,
    session: &mut Session,
    number: &SubjectId,
) -> Result<(), Error> {
    session.refresh()?;
    debug_assert_eq!(number.kind, SubjectKind::Incident);
    let incident = session.incident(&number.to_string())?;
    tell(context, &incident);
    Ok(())
}

/// Tells what in an incident is below its figures or against its boundary.
pub(super) fn tell(context: &Context, incident: &Incident) {
    for (sentence, _) in proposal::against(incident, context.lang()) {
        context.note(&sentence);
    }
    if incident.is_open_condition(Sensitive::CrossProvince)
        && incident
            .answered_against(Sensitive::CrossProvince)
            .is_some()
    {
        let number = incident.id.to_string();
        context.note(&context.say("cli-crossing-proposed", &[("number", number.into())]));
    }
}

/// Tells which conditions one option answered with no.
pub(super) fn tell_others(context: &Context, answered: &[Sensitive]) {
    if answered.is_empty() {
        return;
    }
    let names = answered
        .iter()
        .map(|condition| context.text(&format!("sensitive-{}", condition.name())));
    let names = names.collect::<Vec<_>>().join(&context.text("console-and"));
    context.note(&context.say("cli-others-answered", &[("conditions", names.into())]));
}
