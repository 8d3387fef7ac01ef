//! What is looked at and where: the screens, what lies over them, what is selected. Plain values;
//! how they look is the screens', what keys do to them the model's.

use chrono::{DateTime, NaiveDate, Utc};

use crate::console::draft::DraftId;
use crate::console::form::Form;
use crate::console::form::kind::FormKind;
use crate::console::theme::Role;
use crate::console::widget::{Field, Pick};
use crate::domain::call::Call;
use crate::domain::incident::Incident;
use crate::domain::period::{PeriodId, StepId};
use crate::domain::subject::Subject;
use crate::domain::warning::Warning;
use crate::domain::{SubjectId, SubjectKind};
use crate::link::wire::{Counts, Refusal};

pub use super::duty::{Place, Spot};

/// A panel of the watch screen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum WatchPanel {
    /// The duties.
    #[default]
    Duties,
    /// The open incidents.
    Incidents,
    /// What happened last.
    Recent,
}

impl WatchPanel {
    /// The panels in the order Tab goes.
    pub const ALL: [Self; 3] = [Self::Duties, Self::Incidents, Self::Recent];
}

/// The watch screen.
#[derive(Debug, Clone, Default)]
pub struct WatchView {
    /// The panel that has the keys.
    pub panel: WatchPanel,
    /// The duty selected, or one recipient of it.
    pub duty: Pick<Spot>,
    /// The incident selected.
    pub incident: Pick<SubjectId>,
    /// What is selected of what happened last, by its number in the record.
    pub recent: Pick<u64>,
    /// Deadlines that are met or void are shown too.
    pub shows_settled: bool,
    /// A new subject whose first deadline is to be selected as soon as it is there.
    pub follow: Option<SubjectId>,
}

/// A screen above the watch.
#[derive(Debug, Clone)]
pub enum Screen {
    /// An incident.
    Incident(IncidentView),
    /// A call.
    Call(CallView),
    /// A warning.
    Warning(WarningView),
    /// The calendar.
    Calendar(CalendarView),
    /// The list of everything.
    Find(Box<FindView>),
}

impl Screen {
    /// The subject it is the page of.
    pub fn shows(&self) -> Option<&SubjectId> {
        match self {
            Self::Incident(view) => Some(&view.id),
            Self::Call(view) => Some(&view.id),
            Self::Warning(view) => Some(&view.id),
            Self::Calendar(_) | Self::Find(_) => None,
        }
    }
}

/// An incident's screen.
#[derive(Debug, Clone)]
pub struct IncidentView {
    /// Its number.
    pub id: SubjectId,
    /// What it was when it was asked for, where the desk holds it no longer in memory.
    pub cold: Option<Box<Incident>>,
    /// How far each pane is scrolled.
    pub scroll: [usize; 2],
    /// The pane that has the keys, where there are two.
    pub pane: usize,
}

/// A call's screen.
#[derive(Debug, Clone)]
pub struct CallView {
    /// Its number.
    pub id: SubjectId,
    /// What it was when it was asked for, where the desk holds it no longer in memory.
    pub cold: Option<Box<Call>>,
    /// How far it is scrolled.
    pub scroll: usize,
}

/// A warning's screen.
#[derive(Debug, Clone)]
pub struct WarningView {
    /// Its number.
    pub id: SubjectId,
    /// What it was when it was asked for, where the desk holds it no longer in memory.
    pub cold: Option<Box<Warning>>,
    /// How far it is scrolled.
    pub scroll: usize,
}

/// A panel of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum CalendarPanel {
    /// The months.
    #[default]
    Months,
    /// The periods of the day.
    Periods,
    /// The steps to come.
    Steps,
}

impl CalendarPanel {
    /// The panels in the order Tab goes.
    pub const ALL: [Self; 3] = [Self::Months, Self::Periods, Self::Steps];
}

/// The calendar.
#[derive(Debug, Clone)]
pub struct CalendarView {
    /// The day looked at.
    pub day: NaiveDate,
    /// The panel that has the keys.
    pub panel: CalendarPanel,
    /// The period selected among those of the day.
    pub period: Pick<PeriodId>,
    /// The step selected among those to come.
    pub step: Pick<StepId>,
}

/// The list of everything.
#[derive(Debug, Clone)]
pub struct FindView {
    /// Which family.
    pub kind: SubjectKind,
    /// The line a search is typed into. It has the keys as long as the list is shown: who sees a
    /// line and types never means a command.
    pub query: Field,
    /// What was searched for last; everything where it is empty.
    pub searched: String,
    /// What was found, newest first.
    pub rows: Vec<Subject>,
    /// What is selected.
    pub pick: Pick<SubjectId>,
    /// How the asking goes.
    pub status: FindStatus,
    /// Where the next page begins.
    pub next: Option<SubjectId>,
    /// How many the query finds in each family, once it is known.
    pub counts: Option<Counts>,
    /// The question by which that was asked last.
    pub counting: u64,
}

impl FindView {
    /// What the line says.
    pub fn typed(&self) -> &str {
        self.query.text().trim()
    }

    /// Whether the line says what the list shows.
    pub fn is_searched(&self) -> bool {
        self.typed() == self.searched
    }
}

/// How the asking goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FindStatus {
    /// The question of this number is not answered yet.
    Asked(u64),
    /// Everything there is was given.
    Complete,
    /// There are more.
    More,
    /// There are more, and no list is that long.
    Cut,
    /// The desk could not answer.
    Failed(Refusal),
}

/// Something that lies over the screen.
#[derive(Debug, Clone)]
pub enum Overlay {
    /// A form.
    Form(Box<Form>),
    /// The keys, explained.
    Help(ListView),
    /// Actions by name.
    Palette(ListView),
    /// Days by date or by what falls on them.
    Jump(ListView),
    /// Forms that were not finished.
    Drafts(DraftList),
    /// A question.
    Question(Question),
}

/// The list of forms that were not finished.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DraftList {
    /// The form that was asked for; the list begins with a new one then, and has only drafts of it.
    pub of: Option<FormKind>,
    /// The row selected.
    pub at: usize,
    /// It was seen: keys typed before that were meant for something else.
    pub is_shown: bool,
}

impl DraftList {
    /// A new form, or one of the drafts of it.
    pub fn of(kind: FormKind) -> Self {
        Self {
            of: Some(kind),
            ..Self::default()
        }
    }
}

/// A list that is searched by typing.
#[derive(Debug, Clone)]
pub struct ListView {
    /// What is searched for.
    pub query: Field,
    /// The row selected.
    pub at: usize,
}

/// Characters a search may have.
pub const QUERY_MAX: usize = 80;

impl Default for ListView {
    fn default() -> Self {
        Self {
            query: Field::line(QUERY_MAX),
            at: 0,
        }
    }
}

/// A question before something that is not easily undone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// The locale key of the question.
    pub key: &'static str,
    /// What is done if the answer is yes.
    pub then: Then,
    /// It was seen: keys typed before that were meant for something else.
    pub is_shown: bool,
}

/// What a question is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Then {
    /// Send what the form beneath says.
    Save,
    /// Throw away what was typed into the form beneath.
    Discard,
    /// Throw a draft away.
    DropDraft(DraftId),
    /// Say that a warning still holds.
    ConfirmWarning(SubjectId),
    /// Says of a warning whether it is for this district.
    PlaceWarning(SubjectId, bool),
    /// End the quiet hours.
    EndQuiet,
}

/// A word to the person that goes away by itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Toast {
    /// The words.
    pub text: String,
    /// How they look.
    pub role: Role,
    /// When they go, by this machine's clock.
    pub until: DateTime<Utc>,
}
