//! A subject of any family, as it is stored and sent. It knows no more of a subject than its
//! number and whether anything may still be entered.

use serde::{Deserialize, Serialize};

use super::call::Call;
use super::ids::{SubjectId, SubjectKind};
use super::incident::Incident;
use super::state::{Happened, State};
use super::warning::Warning;

/// A call, an incident or a warning with all that is known of it, open or long past.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Subject {
    /// A call.
    Call(Box<Call>),
    /// An incident.
    Incident(Box<Incident>),
    /// A warning.
    Warning(Box<Warning>),
}

impl Subject {
    /// The subject of that number, where the state holds it.
    pub fn of(state: &State, id: &SubjectId) -> Option<Self> {
        match id.kind {
            SubjectKind::Call => {
                let call = state.calls.get(id)?;
                Some(Self::Call(Box::new(call.clone())))
            }
            SubjectKind::Incident => {
                let incident = state.incidents.get(id)?;
                Some(Self::Incident(Box::new(incident.clone())))
            }
            SubjectKind::Warning => {
                let warning = state.warnings.get(id)?;
                Some(Self::Warning(Box::new(warning.clone())))
            }
        }
    }

    /// Its number.
    pub fn id(&self) -> &SubjectId {
        match self {
            Self::Call(call) => &call.id,
            Self::Incident(incident) => &incident.id,
            Self::Warning(warning) => &warning.id,
        }
    }

    /// Whether somebody still has to do something about it: a call nobody judged, an incident
    /// neither closed nor dismissed, a warning nobody ended.
    pub fn is_open(&self) -> bool {
        match self {
            Self::Call(call) => call.triage.is_none(),
            Self::Incident(incident) => incident.is_open(),
            Self::Warning(warning) => warning.ended.is_none(),
        }
    }

    /// Everything that happened to it, oldest first.
    pub fn timeline(&self) -> &[Happened] {
        match self {
            Self::Call(call) => &call.timeline,
            Self::Incident(incident) => &incident.timeline,
            Self::Warning(warning) => &warning.timeline,
        }
    }

    /// The timeline, to be continued.
    pub fn timeline_mut(&mut self) -> &mut Vec<Happened> {
        match self {
            Self::Call(call) => &mut call.timeline,
            Self::Incident(incident) => &mut incident.timeline,
            Self::Warning(warning) => &mut warning.timeline,
        }
    }
}
