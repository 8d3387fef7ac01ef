//! What each wish and each question needs: one table, so that nothing is forgotten when either
//! grows. What a wish needs beyond that (a leader's consent) the domain decides.

use crate::domain::Command;
use crate::link::wire::{Access, Query};

/// What moving a simulated desk's clock needs.
pub(super) const CLOCK: Access = Access::Keeper;

/// What a wish needs. A leader consents from a session of the leader's own, or is named by the
/// officer who asked; therefore waiving and dismissing need no more than recording here.
pub(super) fn to_wish(command: &Command) -> Access {
    match command {
        Command::EnterOfficer { .. }
        | Command::ChangeSettings { .. }
        | Command::ImportCalendar { .. }
        | Command::ImportCalendars { .. }
        // Nobody but the desk asks these; it refuses them by another sentence.
        | Command::AdoptRules { .. }
        | Command::MoveClock { .. }
        | Command::RaiseRungs { .. }
        | Command::NoteRefusal { .. }
        | Command::NotePin { .. }
        | Command::DestroyPersonal { .. }
        | Command::ShowPersonal { .. } => Access::Keeper,
        // A notification that came home is told of by whoever saw it.
        Command::NoteTold { .. } => Access::Watch,
        // A number is corrected by whoever finds that it is wrong, in the night too.
        Command::EnterRecipients { .. }
        | Command::TakeWatch { .. }
        | Command::TakeCall { .. }
        | Command::AmendCall { .. }
        | Command::TriageCall { .. }
        | Command::LogIncident { .. }
        | Command::AmendIncident { .. }
        | Command::GradeIncident { .. }
        | Command::FileReport { .. }
        | Command::CorrectReport { .. }
        | Command::ReachMilestone { .. }
        | Command::NoteInstruction { .. }
        | Command::NoteResponse { .. }
        | Command::MarkDone { .. }
        | Command::MakeNote { .. }
        | Command::WaiveDeadline { .. }
        | Command::StandDown { .. }
        | Command::CloseIncident { .. }
        | Command::DismissIncident { .. }
        | Command::EnterPeriod { .. }
        | Command::WithdrawPeriod { .. }
        | Command::DoStep { .. }
        | Command::ReopenStep { .. }
        | Command::TakeWarning { .. }
        | Command::TakeWarnings { .. }
        | Command::PlaceWarning { .. }
        | Command::ConfirmWarning { .. }
        | Command::ActOnWarning { .. }
        | Command::LiftWarning { .. }
        | Command::Acknowledge { .. }
        | Command::SetQuiet { .. }
        | Command::NoteVigilance { .. } => Access::Officer,
    }
}

/// What a question needs.
pub(super) fn to_ask(query: &Query) -> Access {
    match query {
        Query::State
        | Query::Entries { .. }
        | Query::Subject(_)
        | Query::Subjects { .. }
        | Query::Count { .. }
        | Query::Health
        | Query::Prove { .. } => Access::Watch,
        Query::Verify { .. } | Query::Reveal { .. } => Access::Officer,
        Query::Forget { .. } => Access::Leader,
        Query::Backup { .. } | Query::SetPin { .. } | Query::Stop => Access::Keeper,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::command::OfficerEntry;
    use crate::domain::officer::Role;

    #[test]
    fn whoever_may_only_see_records_nothing() {
        let note = Command::MakeNote {
            subject: None,
            text: "备注".into(),
        };
        assert!(to_wish(&note) > Access::Watch);
        assert!(to_ask(&Query::State) == Access::Watch);
    }

    #[test]
    fn an_officer_changes_neither_people_nor_pins_nor_ends_the_desk() {
        let people = Command::EnterOfficer {
            officer: OfficerEntry {
                name: "王敏".into(),
                post: String::new(),
                phone: String::new(),
                role: Role::Leader,
            },
        };
        assert!(to_wish(&people) > Access::Leader);
        let pin = Query::SetPin {
            officer: "王敏".into(),
            pin: None,
        };
        for query in [pin, Query::Stop, Query::Backup { to: "/x".into() }] {
            assert!(to_ask(&query) > Access::Leader, "{query:?}");
        }
    }
}
