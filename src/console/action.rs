//! Everything a person can do at the console: one closed list. Key bindings, footer hints, the
//! palette and the help overlay all read it; what an action does is the model's business.

/// Where keys are looked up: the part of the screen that has them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Layer {
    /// The watch screen.
    Watch,
    /// An incident, on its own screen or selected in a list.
    Incident,
    /// A call, on its own screen or selected in a list.
    Call,
    /// A warning, on its own screen or selected in a list.
    Warning,
    /// The calendar.
    Calendar,
    /// The list of all incidents, calls and warnings.
    Find,
    /// The line above that list, while it says something else than was searched for.
    Search,
    /// Every screen.
    Screen,
    /// A field of a form that is chosen from, not typed into.
    Choice,
    /// A form.
    Form,
    /// A list over the screen: help, palette, drafts.
    Overlay,
    /// The drafts that were not finished.
    Drafts,
    /// A question.
    Question,
    /// Everywhere.
    Always,
}

impl Layer {
    /// Every layer, in the order help shows them.
    pub const ALL: [Self; 14] = [
        Self::Watch,
        Self::Incident,
        Self::Call,
        Self::Warning,
        Self::Calendar,
        Self::Find,
        Self::Search,
        Self::Screen,
        Self::Form,
        Self::Choice,
        Self::Overlay,
        Self::Drafts,
        Self::Question,
        Self::Always,
    ];

    /// Its name in a key file; its heading is under `layer-<name>`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Watch => "watch",
            Self::Incident => "incident",
            Self::Call => "call",
            Self::Warning => "warning",
            Self::Calendar => "calendar",
            Self::Find => "find",
            Self::Search => "search",
            Self::Screen => "screen",
            Self::Choice => "choice",
            Self::Form => "form",
            Self::Overlay => "overlay",
            Self::Drafts => "drafts",
            Self::Question => "question",
            Self::Always => "always",
        }
    }

    /// The layer of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|layer| layer.name() == name)
    }
}

macro_rules! actions {
    ($($(#[$doc:meta])* $action:ident = $name:literal in $layer:ident,)*) => {
        /// Something a person can do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action {
            $($(#[$doc])* $action,)*
        }

        impl Action {
            /// Every action, in the order help and palette show them.
            pub const ALL: &'static [Self] = &[$(Self::$action),*];

            /// Its name in a key file. Its label is under `action-<name>`, the sentence that
            /// explains it under `action-<name>.help`.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$action => $name,)*
                }
            }

            /// The layer it belongs to.
            pub fn layer(self) -> Layer {
                match self {
                    $(Self::$action => Layer::$layer,)*
                }
            }
        }
    };
}

actions! {
    /// Show or hide deadlines that are met or void.
    ShowSettled = "show-settled" in Watch,
    /// Show the recipients of the selected duty one by one.
    OpenDuty = "open-duty" in Watch,
    /// Show them in one row again.
    ShutDuty = "shut-duty" in Watch,

    /// Record a report that was sent.
    Report = "report" in Incident,
    /// Set the grade.
    Grade = "grade" in Incident,
    /// Change or add facts.
    Facts = "facts" in Incident,
    /// Answer the sensitive conditions.
    Sensitive = "sensitive" in Incident,
    /// Enter counted effects.
    Impact = "impact" in Incident,
    /// Enter a claim of a time.
    Times = "times" in Incident,
    /// Mark one of the five first times.
    Milestone = "milestone" in Incident,
    /// Note a leader's instruction.
    Instruction = "instruction" in Incident,
    /// Correct or take back a report.
    Correct = "correct" in Incident,
    /// Give a deadline up.
    Waive = "waive" in Incident,
    /// Stand the emergency down.
    StandDown = "stand-down" in Incident,
    /// Close the incident.
    Close = "close" in Incident,
    /// Judge that it is no incident.
    Dismiss = "dismiss" in Incident,

    /// Judge what a call is.
    Triage = "triage" in Call,
    /// Correct what was noted of a call.
    AmendCall = "amend-call" in Call,

    /// Note that a duty of a warning was done.
    ActOnWarning = "act-on-warning" in Warning,
    /// Say that a warning is for this district.
    PlaceHere = "place-here" in Warning,
    /// Say that a warning is for elsewhere.
    PlaceElsewhere = "place-elsewhere" in Warning,
    /// Say that a warning still holds.
    ConfirmWarning = "confirm-warning" in Warning,
    /// End a warning by hand.
    LiftWarning = "lift-warning" in Warning,

    /// To today.
    Today = "today" in Calendar,
    /// To a day that is named.
    JumpToDay = "jump-to-day" in Calendar,
    /// To the period before.
    PrevPeriod = "prev-period" in Calendar,
    /// To the next period.
    NextPeriod = "next-period" in Calendar,
    /// One day back.
    DayBefore = "day-before" in Calendar,
    /// One day on.
    DayAfter = "day-after" in Calendar,
    /// Mark the selected step done.
    StepDone = "step-done" in Calendar,
    /// Take back that the selected step was done.
    ReopenStep = "reopen-step" in Calendar,
    /// Add a period.
    AddPeriod = "add-period" in Calendar,
    /// Change the selected period.
    ChangePeriod = "change-period" in Calendar,
    /// Withdraw the selected period.
    WithdrawPeriod = "withdraw-period" in Calendar,

    /// Show incidents, calls or warnings.
    SwitchKind = "switch-kind" in Find,

    /// Search for what the line says.
    Search = "search" in Search,

    /// Log an incident.
    NewIncident = "new-incident" in Screen,
    /// List and search everything.
    Find = "find" in Screen,
    /// Note a call.
    NewCall = "new-call" in Screen,
    /// Show the calendar.
    Calendar = "calendar" in Screen,
    /// List the warnings.
    Warnings = "warnings" in Screen,
    /// Enter a warning by hand.
    NewWarning = "new-warning" in Screen,
    /// Answer the reminders of what is selected.
    Acknowledge = "acknowledge" in Screen,
    /// Ask for quiet hours, or end them.
    Quiet = "quiet" in Screen,
    /// Make a note.
    Note = "note" in Screen,
    /// Take the watch.
    TakeWatch = "take-watch" in Screen,
    /// Enter a person into the directory, or change one.
    EnterOfficer = "enter-officer" in Screen,
    /// Go on with a form that was not finished.
    Drafts = "drafts" in Screen,
    /// Open what is selected.
    Open = "open" in Screen,
    /// Go back.
    Back = "back" in Screen,
    /// One row up.
    Up = "up" in Screen,
    /// One row down.
    Down = "down" in Screen,
    /// One page up.
    PageUp = "page-up" in Screen,
    /// One page down.
    PageDown = "page-down" in Screen,
    /// To the beginning.
    First = "first" in Screen,
    /// To the end.
    Last = "last" in Screen,
    /// To the next panel.
    NextPanel = "next-panel" in Screen,
    /// To the panel before.
    PrevPanel = "prev-panel" in Screen,
    /// Try the link again now.
    Reconnect = "reconnect" in Screen,
    /// Change the language.
    Language = "language" in Screen,
    /// Hand the terminal back to the shell for a while.
    Suspend = "suspend" in Screen,

    /// Send what the form says.
    Save = "save" in Form,
    /// Leave the form; what was typed is kept.
    Leave = "leave" in Form,
    /// To the next field.
    NextField = "next-field" in Form,
    /// To the field before.
    PrevField = "prev-field" in Form,
    /// Take the last change of this field back.
    Undo = "undo" in Form,
    /// Throw away what was typed.
    Discard = "discard" in Form,

    /// The option before.
    PrevOption = "prev-option" in Choice,
    /// The next option.
    NextOption = "next-option" in Choice,
    /// Tick or untick.
    Toggle = "toggle" in Choice,

    /// Do what is selected.
    Accept = "accept" in Overlay,
    /// Close the list.
    Shut = "shut" in Overlay,
    /// One row up in the list.
    RowUp = "row-up" in Overlay,
    /// One row down in the list.
    RowDown = "row-down" in Overlay,
    /// One page up in the list.
    RowsUp = "rows-up" in Overlay,
    /// One page down in the list.
    RowsDown = "rows-down" in Overlay,

    /// Throw the selected draft away.
    DropDraft = "drop-draft" in Drafts,

    /// Answer yes.
    Yes = "yes" in Question,
    /// Answer no.
    No = "no" in Question,

    /// Explain the keys.
    Help = "help" in Always,
    /// Find an action by its name.
    Palette = "palette" in Always,
    /// Answer every reminder that waits.
    AcknowledgeAll = "acknowledge-all" in Always,
    /// Draw everything anew.
    Redraw = "redraw" in Always,
    /// Leave the console; the desk goes on.
    Quit = "quit" in Always,
}

impl Action {
    /// The action of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .copied()
            .find(|action| action.name() == name)
    }

    /// The locale key of its label.
    pub fn label_key(self) -> String {
        format!("action-{}", self.name())
    }

    /// The locale key of the sentence that explains it.
    pub fn help_key(self) -> String {
        format!("action-{}.help", self.name())
    }

    /// Whether its key alone writes to the record, no form and no question coming between. Such a
    /// key is never a bare letter: whoever believes to be typing would sign something.
    pub fn writes(self) -> bool {
        matches!(
            self,
            Self::Acknowledge | Self::AcknowledgeAll | Self::Save | Self::Yes
        )
    }

    /// Whether the palette offers it: movements and answers make no sense there.
    pub fn is_command(self) -> bool {
        let is_movement = matches!(
            self,
            Self::Open
                | Self::Back
                | Self::Up
                | Self::Down
                | Self::PageUp
                | Self::PageDown
                | Self::First
                | Self::Last
                | Self::NextPanel
                | Self::PrevPanel
                | Self::DayBefore
                | Self::DayAfter
                | Self::OpenDuty
                | Self::ShutDuty
                | Self::Palette
        );
        let layer = self.layer();
        let is_inside = matches!(
            layer,
            Layer::Search
                | Layer::Form
                | Layer::Choice
                | Layer::Overlay
                | Layer::Drafts
                | Layer::Question
        );
        !is_movement && !is_inside
    }
}
