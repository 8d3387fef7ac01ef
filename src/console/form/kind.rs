//! Which forms there are, and about what each is.

use serde::{Deserialize, Serialize};

use super::sheet::{self, Sheet};
use crate::domain::SubjectId;
use crate::domain::period::{PeriodId, StepId};

/// A form and what it is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FormKind {
    /// A new incident.
    Incident,
    /// A new call.
    Call,
    /// A correction of a call.
    AmendCall(SubjectId),
    /// What becomes of a call.
    Triage(SubjectId),
    /// A report that was sent.
    Report(SubjectId),
    /// A correction of a report.
    Correct(SubjectId),
    /// A grade.
    Grade(SubjectId),
    /// Facts in words.
    Facts(SubjectId),
    /// Sensitive conditions.
    Sensitive(SubjectId),
    /// Counted effects.
    Impact(SubjectId),
    /// A claim of a time.
    Times(SubjectId),
    /// One of the five first times.
    Milestone(SubjectId),
    /// A leader's instruction.
    Instruction(SubjectId),
    /// A note, on a subject or on the watch.
    Note(Option<SubjectId>),
    /// A deadline to give up.
    Waive(SubjectId),
    /// An answer to a reminder, where nobody is on watch.
    Acknowledge,
    /// Quiet hours.
    Quiet,
    /// Taking the watch.
    TakeWatch,
    /// A person of the desk.
    Officer,
    /// The end of the emergency.
    StandDown(SubjectId),
    /// The end of an incident.
    Close(SubjectId),
    /// No incident after all.
    Dismiss(SubjectId),
    /// A new period.
    AddPeriod,
    /// Other dates or another level for a period.
    ChangePeriod(PeriodId),
    /// The end of a period before its time.
    WithdrawPeriod(PeriodId),
    /// A step of the schedule that was done.
    StepDone(StepId),
    /// A step that was not done after all.
    ReopenStep(StepId),
    /// A warning told by telephone or on paper.
    NewWarning,
    /// A duty of a warning that was done.
    ActOnWarning(SubjectId),
    /// A warning that is for elsewhere after all.
    PlaceElsewhere(SubjectId),
    /// The end of a warning.
    LiftWarning(SubjectId),
}

/// Characters of a period's or a step's name that the name of a draft takes over.
const SLUG_MAX: usize = 60;

impl FormKind {
    /// Its stable name; its title is under `form-<name>`.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Incident => "incident",
            Self::Call => "call",
            Self::AmendCall(_) => "amend-call",
            Self::Triage(_) => "triage",
            Self::Report(_) => "report",
            Self::Correct(_) => "correct",
            Self::Grade(_) => "grade",
            Self::Facts(_) => "facts",
            Self::Sensitive(_) => "sensitive",
            Self::Impact(_) => "impact",
            Self::Times(_) => "times",
            Self::Milestone(_) => "milestone",
            Self::Instruction(_) => "instruction",
            Self::Note(_) => "note",
            Self::Waive(_) => "waive",
            Self::Acknowledge => "acknowledge",
            Self::Quiet => "quiet",
            Self::TakeWatch => "take-watch",
            Self::Officer => "officer",
            Self::StandDown(_) => "stand-down",
            Self::Close(_) => "close",
            Self::Dismiss(_) => "dismiss",
            Self::AddPeriod => "add-period",
            Self::ChangePeriod(_) => "change-period",
            Self::WithdrawPeriod(_) => "withdraw-period",
            Self::StepDone(_) => "step-done",
            Self::ReopenStep(_) => "reopen-step",
            Self::NewWarning => "new-warning",
            Self::ActOnWarning(_) => "act-on-warning",
            Self::PlaceElsewhere(_) => "place-elsewhere",
            Self::LiftWarning(_) => "lift-warning",
        }
    }

    /// What it is about, where it is about something there is already.
    pub fn subject(&self) -> Option<&SubjectId> {
        match self {
            Self::Incident
            | Self::Call
            | Self::TakeWatch
            | Self::Officer
            | Self::AddPeriod
            | Self::ChangePeriod(_)
            | Self::WithdrawPeriod(_)
            | Self::StepDone(_)
            | Self::ReopenStep(_)
            | Self::NewWarning
            | Self::Acknowledge
            | Self::Quiet => None,
            Self::Note(subject) => subject.as_ref(),
            Self::AmendCall(subject)
            | Self::Triage(subject)
            | Self::Report(subject)
            | Self::Correct(subject)
            | Self::Grade(subject)
            | Self::Facts(subject)
            | Self::Sensitive(subject)
            | Self::Impact(subject)
            | Self::Times(subject)
            | Self::Milestone(subject)
            | Self::Instruction(subject)
            | Self::Waive(subject)
            | Self::StandDown(subject)
            | Self::Close(subject)
            | Self::Dismiss(subject)
            | Self::ActOnWarning(subject)
            | Self::PlaceElsewhere(subject)
            | Self::LiftWarning(subject) => Some(subject),
        }
    }

    /// The name of the period or the step it is about, where it is about one.
    pub fn scheduled(&self) -> Option<&str> {
        match self {
            Self::ChangePeriod(period) | Self::WithdrawPeriod(period) => Some(&period.0),
            Self::StepDone(step) | Self::ReopenStep(step) => Some(&step.0),
            _ => None,
        }
    }

    /// Whether it takes down what somebody tells at this moment, which need not be what a draft of it
    /// was about.
    pub fn takes_down(&self) -> bool {
        matches!(self, Self::Incident | Self::Call | Self::NewWarning)
    }

    /// What tells its draft from the others: `report-BN-2026-001`.
    pub fn slug(&self) -> String {
        match (self.subject(), self.scheduled()) {
            (Some(subject), _) => format!("{}-{subject}", self.name()),
            (None, Some(scheduled)) => format!("{}-{}", self.name(), file_name(scheduled)),
            (None, None) => self.name().to_owned(),
        }
    }

    /// What it asks and makes.
    pub fn sheet(&self) -> Box<dyn Sheet> {
        match self.clone() {
            Self::Incident => Box::new(sheet::incident::NewIncidentSheet),
            Self::Call => Box::new(sheet::call::CallSheet { amends: None }),
            Self::AmendCall(call) => Box::new(sheet::call::CallSheet { amends: Some(call) }),
            Self::Triage(call) => Box::new(sheet::triage::TriageSheet { call }),
            Self::Report(incident) => Box::new(sheet::report::ReportSheet { incident }),
            Self::Correct(incident) => Box::new(sheet::correct::CorrectSheet { incident }),
            Self::Grade(incident) => Box::new(sheet::grade::GradeSheet { incident }),
            Self::Facts(incident) => Box::new(sheet::facts::FactsSheet { incident }),
            Self::Sensitive(incident) => Box::new(sheet::sensitive::SensitiveSheet { incident }),
            Self::Impact(incident) => Box::new(sheet::impact::ImpactSheet { incident }),
            Self::Times(incident) => Box::new(sheet::times::TimesSheet { incident }),
            Self::Milestone(incident) => Box::new(sheet::milestone::MilestoneSheet { incident }),
            Self::Instruction(incident) => {
                Box::new(sheet::instruction::InstructionSheet { incident })
            }
            Self::Note(subject) => Box::new(sheet::note::NoteSheet { subject }),
            Self::Waive(incident) => Box::new(sheet::waive::WaiveSheet { incident }),
            Self::Acknowledge => Box::new(sheet::acknowledge::AcknowledgeSheet),
            Self::Quiet => Box::new(sheet::quiet::QuietSheet),
            Self::TakeWatch => Box::new(sheet::watch::TakeWatchSheet),
            Self::Officer => Box::new(sheet::officer::OfficerSheet),
            Self::StandDown(incident) => Box::new(sheet::ending::StandDownSheet { incident }),
            Self::Close(incident) => Box::new(sheet::ending::CloseSheet { incident }),
            Self::Dismiss(incident) => Box::new(sheet::ending::DismissSheet { incident }),
            Self::AddPeriod => Box::new(sheet::period::PeriodSheet { changes: None }),
            Self::ChangePeriod(period) => Box::new(sheet::period::PeriodSheet {
                changes: Some(period),
            }),
            Self::WithdrawPeriod(period) => Box::new(sheet::period::WithdrawSheet { period }),
            Self::StepDone(step) => Box::new(sheet::step::DoneSheet { step }),
            Self::ReopenStep(step) => Box::new(sheet::step::ReopenSheet { step }),
            Self::NewWarning => Box::new(sheet::warning::NewWarningSheet),
            Self::ActOnWarning(warning) => Box::new(sheet::warning::ActSheet { warning }),
            Self::PlaceElsewhere(warning) => Box::new(sheet::warning::ElsewhereSheet { warning }),
            Self::LiftWarning(warning) => Box::new(sheet::warning::LiftSheet { warning }),
        }
    }
}

/// A name as part of a file's name: `plan` of a period is no folder.
fn file_name(name: &str) -> String {
    let safe = |c: char| {
        if c.is_alphanumeric() || c == '-' {
            c
        } else {
            '_'
        }
    };
    name.chars().take(SLUG_MAX).map(safe).collect()
}
