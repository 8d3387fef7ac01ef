//! Everything a console knows, and how it changes. Plain values and functions of them: it reads no
//! clock, no file and no socket; what it wants done it says in [`Effect`]s.
//!
//! ```text
//! mod.rs     what is known, and what can be told of it.
//! desk.rs    the desk as it is known here.      view.rs    what is looked at and where.
//! update.rs  messages from the desk.            keys.rs    keys and pastes.
//! act.rs     actions.                           forms.rs   forms, questions.
//! drafts.rs  forms that were not finished.
//! find.rs    the list of everything.            offer.rs   what palette and help list.
//! calendar.rs  the calendar.                    hint.rs    what the bottom row names.
//! duty.rs    what is selected among the duties.
//! alarm.rs   reminders told and answered.     proof.rs   who somebody is, shown to the desk.
//! ```

pub mod alarm;
pub mod desk;
pub mod view;

mod act;
mod calendar;
mod drafts;
mod duty;
mod find;
mod forms;
mod hint;
mod keys;
mod offer;
mod proof;
mod update;

use std::collections::BTreeMap;

use chrono::{DateTime, TimeDelta, Utc};
use ratatui::crossterm::event::Event as Input;
use ratatui::layout::Size;

use self::alarm::Alarm;
use self::desk::Desk;
use self::view::{IncidentView, Overlay, Screen, Toast, WatchPanel, WatchView};
use super::action::Layer;
use super::draft::Draft;
use super::form::sheet::Ctx;
use super::keymap::Keymap;
use super::look::Look;
use super::message::Effect;
use super::outlook::Outlook;
use super::scene::Scene;
use super::screen;
use super::theme::{Role, Styles, Theme};
use crate::domain::incident::Incident;
use crate::domain::reminder::Rung;
use crate::domain::{CommandId, Event, State, SubjectId, SubjectKind};
use crate::rulebook::{DutyRow, Posture};

pub use self::calendar::{Target, targets};
pub use self::drafts::{DraftRow, draft_rows};
pub use self::offer::{HelpRow, help_rows, offered};

/// How long a word of success stays.
const TOAST_SHORT: TimeDelta = TimeDelta::seconds(6);
/// How long a word of failure or of importance stays.
const TOAST_LONG: TimeDelta = TimeDelta::seconds(20);

/// What is known.
#[derive(Debug)]
pub struct Model {
    /// How to draw.
    pub look: Look,
    /// The look of every role.
    pub styles: Styles,
    /// Which key does what.
    pub keymap: Keymap,
    /// The desk.
    pub desk: Desk,
    /// The terminal's size.
    pub size: Size,
    /// The watch screen, always there.
    pub watch: WatchView,
    /// Screens above it.
    pub screens: Vec<Screen>,
    /// What lies over the screen.
    pub overlays: Vec<Overlay>,
    /// A word that goes away by itself.
    pub toast: Option<Toast>,
    /// Forms that were not finished, the oldest first.
    pub drafts: Vec<Draft>,
    /// What the almanac tells, as of the last message.
    outlook: Option<Outlook>,
    /// Reminders.
    alarm: Alarm,
    /// This machine's time at the last message.
    machine: DateTime<Utc>,
    ids: Ids,
    /// Questions that are not answered, by their number.
    asked: Vec<(u64, Asked)>,
    last_asked: u64,
    effects: Vec<Effect>,
    /// The draft as it was kept last.
    kept: Option<Draft>,
    /// What is to be done once the desk is there.
    start_at: Option<StartAt>,
    /// What was typed before that.
    early: Vec<Input>,
    /// The console was started for one form alone.
    is_for_form: bool,
    /// What that form made.
    made: Option<SubjectId>,
}

/// Where a console starts.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum StartAt {
    /// On the watch screen; drafts that were not finished are offered.
    #[default]
    Watch,
    /// In the form of a new incident; the console ends with the form.
    IncidentForm,
    /// On the screen of a subject.
    Subject(SubjectId),
}

/// Whether an event is worth a row among what happened last. That duties were frozen is seen in
/// the deadlines; by which way somebody was told, beside the reminder.
pub fn is_news(event: &Event) -> bool {
    match event {
        Event::DutiesFrozen { .. } | Event::RungTold { .. } => false,
        Event::RungRaised { raised } => !raised.silent && raised.rung != Rung::Start,
        _ => true,
    }
}

/// What a question to the desk was for.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Asked {
    /// A subject that is no longer in memory.
    Subject(SubjectId),
    /// The list of everything.
    List,
    /// How many there are of each family.
    Counts,
    /// Everything anew, since entries were missed.
    Snapshot,
    /// Whether somebody is who the wish of this name says.
    Proof(CommandId),
}

/// Questions kept in mind; an answer that comes later than so many others is not waited for.
const ASKED_MAX: usize = 32;

/// Names for commands: nobody else makes the stem, and a number tells them apart.
#[derive(Debug)]
struct Ids {
    stem: CommandId,
    last: u64,
}

impl Ids {
    fn fresh(&mut self) -> CommandId {
        self.last += 1;
        CommandId(format!("{}-{}", self.stem, self.last))
    }
}

/// What a console starts with.
#[derive(Debug)]
pub struct Start {
    /// What the terminal can show.
    pub look: Look,
    /// The theme.
    pub theme: Theme,
    /// The keys.
    pub keymap: Keymap,
    /// The terminal's size.
    pub size: Size,
    /// Forms that were not finished.
    pub drafts: Vec<Draft>,
    /// What this console's names for commands begin with; nobody else's do.
    pub stem: CommandId,
    /// This machine's time.
    pub machine: DateTime<Utc>,
    /// Where to start.
    pub start_at: StartAt,
}

impl Model {
    /// A console that knows nothing yet.
    pub fn new(start: Start) -> Self {
        let Start {
            look,
            theme,
            keymap,
            size,
            drafts,
            stem,
            machine,
            start_at,
        } = start;
        let mut model = Self {
            styles: theme.styles(look.depth),
            look,
            keymap,
            desk: Desk::unknown(),
            size,
            watch: WatchView::default(),
            screens: Vec::new(),
            overlays: Vec::new(),
            toast: None,
            drafts,
            outlook: None,
            alarm: Alarm::default(),
            machine,
            ids: Ids { stem, last: 0 },
            asked: Vec::new(),
            last_asked: 0,
            effects: Vec::new(),
            kept: None,
            is_for_form: start_at == StartAt::IncidentForm,
            start_at: Some(start_at),
            early: Vec::new(),
            made: None,
        };
        if let Some(why) = look.why {
            let why = look.lang.text(why);
            model.toast(why, Role::Warn, TOAST_LONG);
        }
        model
    }

    /// The desk's time at the last message.
    pub fn now(&self) -> DateTime<Utc> {
        self.desk.now(self.machine)
    }

    /// The desk as it stands; `None` before the first snapshot.
    pub fn state(&self) -> Option<&State> {
        self.desk.state.as_deref()
    }

    /// What a view may look at, at a given time of this machine.
    pub fn scene(&self, machine: DateTime<Utc>) -> Option<Scene<'_>> {
        let look = (self.look.lang, self.look.glyphs, &self.styles);
        let state = self.state()?;
        Some(Scene::new(look, state, self.desk.now(machine)).watched_as(self.posture()))
    }

    /// How tight the watch is today, as the almanac told last.
    fn posture(&self) -> Posture {
        let known = self.state().zip(self.outlook.as_ref());
        known.map_or_else(Posture::default, |(state, outlook)| {
            Posture::of_level(outlook.level, &state.settings)
        })
    }

    /// What the almanac tells, as of the last message.
    pub fn outlook(&self) -> Option<&Outlook> {
        self.outlook.as_ref()
    }

    fn scene_now(&self) -> Option<Scene<'_>> {
        self.scene(self.machine)
    }

    /// What a form may look at.
    pub fn ctx(&self, machine: DateTime<Utc>) -> Option<Ctx<'_>> {
        self.desk.ctx(machine)
    }

    /// The duties the watch lists, in order.
    pub fn rows<'s>(&self, scene: &'s Scene<'_>) -> Vec<&'s DutyRow> {
        let rows = scene.rows().iter();
        rows.filter(|row| self.watch.shows_settled || row.is_open())
            .collect()
    }

    /// The open incidents: those a duty presses first, then the newest.
    pub fn incidents<'s>(&self, scene: &Scene<'s>) -> Vec<&'s Incident> {
        let mut pressed: BTreeMap<&SubjectId, usize> = BTreeMap::new();
        for (at, row) in scene.rows().iter().enumerate() {
            if row.is_open() {
                pressed.entry(&row.key.subject).or_insert(at);
            }
        }
        let mut incidents: Vec<&Incident> = scene.state.open_incidents().collect();
        incidents.reverse();
        incidents.sort_by_key(|incident| pressed.get(&incident.id).unwrap_or(&usize::MAX));
        incidents
    }

    /// The subject actions are about: the one that is open, or that was selected when the screen was
    /// drawn last. What came between the picture and the key changes nothing about it.
    pub fn subject(&self) -> Option<SubjectId> {
        match self.screens.last() {
            Some(Screen::Incident(view)) => Some(view.id.clone()),
            Some(Screen::Call(view)) => Some(view.id.clone()),
            Some(Screen::Warning(view)) => Some(view.id.clone()),
            Some(Screen::Calendar(_)) => None,
            Some(Screen::Find(view)) => view.pick.meant().cloned(),
            None => self.watch_subject(),
        }
    }

    fn watch_subject(&self) -> Option<SubjectId> {
        let watch = &self.watch;
        match watch.panel {
            WatchPanel::Duties => watch.duty.meant().map(|spot| spot.duty.subject.clone()),
            WatchPanel::Incidents => watch.incident.meant().cloned(),
            WatchPanel::Recent => {
                let seq = watch.recent.meant()?;
                let recent = &self.state()?.recent;
                let happened = recent.iter().find(|happened| happened.seq == *seq)?;
                happened.event.subjects().first().map(|id| (*id).clone())
            }
        }
    }

    fn incident_ids(&self, machine: DateTime<Utc>) -> Vec<SubjectId> {
        let scene = self.scene(machine);
        let incidents = scene.iter().flat_map(|scene| self.incidents(scene));
        incidents.map(|incident| incident.id.clone()).collect()
    }

    /// The numbers of what happened last, the newest first.
    pub fn recent(&self) -> Vec<u64> {
        let recent = self.state().map(|state| &state.recent);
        let recent = recent.into_iter().flatten().rev();
        recent
            .filter(|happened| is_news(&happened.event))
            .map(|happened| happened.seq)
            .collect()
    }

    /// The layers that have the keys, the first deciding.
    pub fn layers(&self) -> Vec<Layer> {
        match self.overlays.last() {
            Some(Overlay::Form(form)) => form.layers().to_vec(),
            Some(Overlay::Help(_) | Overlay::Palette(_) | Overlay::Jump(_)) => {
                vec![Layer::Overlay, Layer::Always]
            }
            Some(Overlay::Drafts(_)) => vec![Layer::Drafts, Layer::Overlay, Layer::Always],
            Some(Overlay::Question(_)) => vec![Layer::Question],
            None => self.screen_layers(),
        }
    }

    /// The layers of the screen beneath whatever lies over it.
    pub fn screen_layers(&self) -> Vec<Layer> {
        let own = match self.screens.last() {
            None => vec![Layer::Watch],
            Some(Screen::Find(view)) if view.is_searched() => vec![Layer::Find],
            Some(Screen::Find(_)) => vec![Layer::Search, Layer::Find],
            Some(Screen::Calendar(_)) => vec![Layer::Calendar],
            Some(Screen::Incident(_) | Screen::Call(_) | Screen::Warning(_)) => Vec::new(),
        };
        let subject = self.subject().map(|id| match id.kind {
            SubjectKind::Incident => Layer::Incident,
            SubjectKind::Call => Layer::Call,
            SubjectKind::Warning => Layer::Warning,
        });
        own.into_iter()
            .chain(subject)
            .chain([Layer::Screen, Layer::Always])
            .collect()
    }

    /// The incident a screen shows: the desk's own, or what it was when it was asked for.
    pub fn shown_incident<'a>(&'a self, view: &'a IncidentView) -> Option<&'a Incident> {
        let hot = self.state().and_then(|state| state.incidents.get(&view.id));
        hot.or(view.cold.as_deref())
    }

    /// Says a word that goes away by itself.
    fn toast(&mut self, text: String, role: Role, stays: TimeDelta) {
        self.toast = Some(Toast {
            text,
            role,
            until: self.machine + stays,
        });
    }

    fn tell(&mut self, key: &str, values: &[(&str, &str)]) {
        let values: Vec<_> = values
            .iter()
            .map(|(name, value)| (*name, (*value).into()))
            .collect();
        let text = self.look.lang.say(key, &values);
        self.toast(text, Role::Ok, TOAST_SHORT);
    }

    fn warn(&mut self, text: String) {
        self.toast(text, Role::Error, TOAST_LONG);
    }

    /// The picture is to be drawn, as things stand at that time of this machine: what is selected on
    /// it is what keys are about until the next one.
    pub fn before_drawing(&mut self, machine: DateTime<Utc>) {
        self.mark_ringing(machine);
        // What lies over the screen was opened about what was selected then.
        if self.overlays.is_empty() {
            self.mark_selected(machine);
        }
    }

    /// The picture was drawn: questions on it have been seen, unless there was no room for them.
    pub fn mark_drawn(&mut self) {
        if screen::is_too_small(self.size) {
            return;
        }
        self.mark_asked();
        match self.overlays.last_mut() {
            Some(Overlay::Question(question)) => question.is_shown = true,
            Some(Overlay::Drafts(list)) => list.is_shown = true,
            Some(Overlay::Form(_) | Overlay::Help(_) | Overlay::Palette(_) | Overlay::Jump(_))
            | None => {}
        }
    }

    fn mark_selected(&mut self, machine: DateTime<Utc>) {
        let (periods, steps) = (self.day_periods(), self.step_ids());
        match self.screens.last_mut() {
            Some(Screen::Incident(_) | Screen::Call(_) | Screen::Warning(_)) => {}
            Some(Screen::Find(view)) => {
                let ids = view.ids();
                view.pick.mark_drawn(&ids);
            }
            Some(Screen::Calendar(view)) => {
                view.period.mark_drawn(&periods);
                view.step.mark_drawn(&steps);
            }
            None => {
                let (ids, seqs) = (self.incident_ids(machine), self.recent());
                let scene = self.scene(machine);
                if scene.is_some_and(|scene| !screen::watch::shows_all_panels(self, &scene)) {
                    // What is not drawn has no keys.
                    self.watch.panel = WatchPanel::Duties;
                }
                self.mark_duties(machine);
                self.watch.incident.mark_drawn(&ids);
                self.watch.recent.mark_drawn(&seqs);
            }
        }
    }

    /// What the form made for which the console was started alone.
    pub fn made(&self) -> Option<&SubjectId> {
        self.made.as_ref()
    }

    /// What is to be done outside.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }
}
