//! What the bottom row names: the few actions that matter where the keys are.

use super::Model;
use super::view::{CalendarPanel, Overlay, Screen};
use crate::console::action::Action;
use crate::domain::SubjectKind;

impl Model {
    /// The actions the bottom row names, the most useful first.
    pub fn hints(&self) -> Vec<Action> {
        use Action as A;
        match self.overlays.last() {
            Some(Overlay::Form(form)) if form.is_typing() => {
                vec![
                    A::Save,
                    A::Leave,
                    A::NextField,
                    A::PrevField,
                    A::Undo,
                    A::Help,
                ]
            }
            Some(Overlay::Form(_)) => {
                vec![
                    A::Save,
                    A::Leave,
                    A::NextField,
                    A::NextOption,
                    A::Toggle,
                    A::Help,
                ]
            }
            Some(Overlay::Help(_)) => vec![A::Shut, A::RowsDown, A::RowsUp],
            Some(Overlay::Palette(_) | Overlay::Jump(_)) => {
                vec![A::Accept, A::Shut, A::RowDown]
            }
            Some(Overlay::Drafts(_)) => vec![A::Accept, A::DropDraft, A::Shut],
            Some(Overlay::Question(_)) => vec![A::Yes, A::No],
            None => self.screen_hints(),
        }
    }

    fn screen_hints(&self) -> Vec<Action> {
        use Action as A;
        let kind = self.subject().map(|id| id.kind);
        match self.screens.last() {
            Some(Screen::Find(view)) if view.is_searched() => {
                vec![A::Open, A::Find, A::SwitchKind, A::Back, A::Help]
            }
            Some(Screen::Find(_)) => vec![A::Search, A::Find, A::SwitchKind, A::Back, A::Help],
            Some(Screen::Incident(_)) => vec![
                A::Report,
                A::Grade,
                A::Facts,
                A::Note,
                A::Back,
                A::Palette,
                A::Help,
            ],
            Some(Screen::Call(_)) => vec![A::Triage, A::AmendCall, A::Note, A::Back, A::Help],
            Some(Screen::Warning(view)) if self.is_unplaced(&view.id) => vec![
                A::PlaceHere,
                A::PlaceElsewhere,
                A::LiftWarning,
                A::Note,
                A::Back,
                A::Help,
            ],
            Some(Screen::Warning(_)) => vec![
                A::ActOnWarning,
                A::ConfirmWarning,
                A::LiftWarning,
                A::Note,
                A::Back,
                A::Help,
            ],
            Some(Screen::Calendar(view)) => calendar_hints(view.panel),
            None => self.watch_hints(kind),
        }
    }

    fn watch_hints(&self, kind: Option<SubjectKind>) -> Vec<Action> {
        use Action as A;
        if self.state().is_some_and(|state| state.watch.is_none()) {
            // Nobody can take the watch of a desk without people.
            let people = self.state().is_some_and(|state| !state.officers.is_empty());
            let first = if people {
                A::TakeWatch
            } else {
                A::EnterOfficer
            };
            return vec![first, A::NewIncident, A::NewCall, A::Help, A::Palette];
        }
        let here = match kind {
            Some(SubjectKind::Call) => A::Triage,
            Some(SubjectKind::Incident) => A::Report,
            Some(SubjectKind::Warning) => A::ActOnWarning,
            None => {
                return vec![
                    A::Help,
                    A::NewIncident,
                    A::Find,
                    A::NewCall,
                    A::Calendar,
                    A::Palette,
                ];
            }
        };
        vec![
            A::Help,
            A::NewIncident,
            A::NewCall,
            here,
            A::Open,
            A::Palette,
        ]
    }
}

fn calendar_hints(panel: CalendarPanel) -> Vec<Action> {
    use Action as A;
    match panel {
        CalendarPanel::Months => vec![
            A::Today,
            A::JumpToDay,
            A::NextPeriod,
            A::AddPeriod,
            A::NextPanel,
            A::Back,
        ],
        CalendarPanel::Periods => vec![
            A::ChangePeriod,
            A::WithdrawPeriod,
            A::AddPeriod,
            A::NextPanel,
            A::Back,
        ],
        CalendarPanel::Steps => vec![A::Open, A::StepDone, A::ReopenStep, A::NextPanel, A::Back],
    }
}
