//! Reminders at this console: what is told and how that is kept, what is answered and in whose
//! name, quiet hours, and the sign of life the desk asks for.

use chrono::{DateTime, TimeDelta, Utc};

use super::view::{Overlay, Question, Then};
use super::{Model, TOAST_LONG};
use crate::console::action::Action;
use crate::console::form::kind::FormKind;
use crate::console::message::Effect;
use crate::console::scene::Scene;
use crate::console::screen::reminder::step_name;
use crate::console::theme::Role;
use crate::domain::event::Vigilance;
use crate::domain::reminder::{MatterId, Raised, Rung};
use crate::domain::{Command, CommandId, Event, SubjectId};
use crate::link::wire::{Refusal, ToDesk};
use crate::notify::desktop::{Answer, Button, Press};
use crate::notify::herald::{Cry, Herald};
use crate::notify::ringing::{Ringing, ringing};
use crate::notify::{Outcome, Way};

/// How long the screen is inverted when something is to be heard: once, then it is as before.
const FLASH: TimeDelta = TimeDelta::milliseconds(300);

/// A sign of life is sent at most this often.
const LIFE_EVERY: TimeDelta = TimeDelta::seconds(60);

/// Wishes kept in mind until they are answered.
const WISHES_MAX: usize = 64;

/// Minutes before quiet hours end at which that is said.
pub const QUIET_ENDS_SOON_MIN: i64 = 10;

/// What this console has to do with reminders.
#[derive(Debug)]
pub struct Alarm {
    /// What is to be told of the entries.
    herald: Herald,
    /// This console stands in the duty room.
    is_post: bool,
    /// The login the desk sees here.
    login: String,
    /// Until when the screen is inverted, by this machine's clock.
    flash_until: Option<DateTime<Utc>>,
    /// When a sign of life was sent last.
    lived: Option<DateTime<Utc>>,
    /// The question for a sign of life was to be seen.
    asked_is_shown: bool,
    /// The reminders that stood when the picture was drawn last; `None` before the first. An answer
    /// is to these: what came since, nobody has seen.
    drawn: Option<Vec<(MatterId, Rung)>>,
    /// Wishes of the console's own, until they are answered.
    wishes: Vec<(CommandId, Wish)>,
}

/// What a wish was for, as far as its answer is told.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Wish {
    /// Nobody waits for it.
    Unheard,
    /// A reminder was answered by that person.
    Answer(String),
    /// Quiet hours end.
    EndQuiet,
}

impl Default for Alarm {
    fn default() -> Self {
        Self {
            herald: Herald::new(None, step_name),
            is_post: false,
            login: String::new(),
            flash_until: None,
            lived: None,
            asked_is_shown: false,
            drawn: None,
            wishes: Vec::new(),
        }
    }
}

impl Model {
    /// This console stands in the duty room: its keys are signs of life.
    pub fn stand_at_the_post(&mut self) {
        self.alarm.is_post = true;
    }

    /// Until when the screen is inverted, by this machine's clock.
    pub fn flash_until(&self) -> Option<DateTime<Utc>> {
        self.alarm.flash_until
    }

    /// The reminders that stand, the most pressing first.
    pub fn ringing(&self) -> Vec<Ringing> {
        self.state()
            .map_or_else(Vec::new, |state| ringing(state, self.now()))
    }

    /// How many duties are overdue: what the terminal's title says.
    pub fn overdue(&self) -> usize {
        let scene = self.scene_now();
        let rows = scene.iter().flat_map(Scene::rows);
        rows.filter(|row| row.is_overdue()).count()
    }

    /// The stage of a sign of life that is asked for at this console.
    pub fn asks_for_life(&self) -> Option<Vigilance> {
        let (stage, _) = self.state()?.vigilance?;
        self.alarm.is_post.then_some(stage)
    }

    /// The desk knows this console by that login, and by whoever acts here.
    pub(super) fn known_as(&mut self, login: String) {
        self.alarm.login = login;
        let acting = self.desk.acting().map(str::to_owned);
        self.alarm.herald.acts_as(acting);
    }

    /// Everything as it stands came.
    pub(super) fn hear_snapshot(&mut self) {
        let (now, lang) = (self.now(), self.look.lang);
        if let Some(state) = self.desk.state.as_deref() {
            let cries = self.alarm.herald.snapshot(state, now, lang);
            self.cry(cries);
        }
    }

    /// An entry came and is folded in.
    pub(super) fn hear(&mut self, event: &Event) {
        let (now, lang) = (self.now(), self.look.lang);
        let Some(state) = self.desk.state.as_deref() else {
            return;
        };
        let cries = self.alarm.herald.heard(event, state, now, lang);
        if matches!(event, Event::VigilanceNoted { .. }) {
            self.alarm.asked_is_shown = false;
        }
        self.cry(cries);
    }

    /// A rung came that no record could take.
    pub(super) fn hear_unrecorded(&mut self, raised: &Raised) {
        let (now, lang) = (self.now(), self.look.lang);
        if let Some(state) = self.desk.state.as_deref() {
            let cries = self.alarm.herald.unrecorded(raised, state, now, lang);
            // No entry stands on the screen for it.
            for cry in &cries {
                if let Cry::Tell(telling) = cry {
                    let title = telling.notice.title.clone();
                    self.toast(title, Role::Overdue, TOAST_LONG);
                }
            }
            self.cry(cries);
        }
    }

    fn cry(&mut self, cries: Vec<Cry>) {
        for cry in cries {
            match cry {
                Cry::Tell(telling) => {
                    self.alarm.flash_until = Some(self.machine + FLASH);
                    self.effects.push(Effect::Tell(telling));
                }
                Cry::Settle(matter) => self.effects.push(Effect::Settle(matter)),
            }
        }
    }

    /// Time passed: the screen is inverted no longer.
    pub(super) fn calm_down(&mut self) {
        let is_over = |until: DateTime<Utc>| until <= self.machine;
        if self.alarm.flash_until.is_some_and(is_over) {
            self.alarm.flash_until = None;
        }
    }

    /// Has kept what came of telling.
    pub(super) fn told(&mut self, way: &Way, matter: MatterId, rung: Rung, outcome: &Outcome) {
        let mut told = outcome.record(way, self.look.lang);
        told.way = format!("{way}@{}", self.alarm.login);
        let command = Command::NoteTold { matter, rung, told };
        self.wish_quietly(command, Wish::Unheard);
    }

    /// The desktop of this session answered.
    pub(super) fn desktop(&mut self, answer: Answer) {
        match answer {
            Answer::Raised {
                matter,
                rung,
                outcome,
            } => {
                // Where there is no desktop, there is nothing to keep: doctor says so.
                if let (Some(rung), false) = (rung, outcome.is_unavailable()) {
                    self.told(&Way::Desktop, matter, rung, &outcome);
                }
            }
            Answer::Pressed(Press { matter, button }) => {
                self.work();
                match button {
                    Button::Acknowledge => self.acknowledge(vec![matter]),
                    Button::Open => self.open_matter(&matter),
                }
            }
            Answer::Server(Ok(_)) => {}
            Answer::Server(Err(reason)) => {
                self.tried(&[(Way::Desktop, Outcome::Failed { reason })]);
            }
        }
    }

    fn open_matter(&mut self, matter: &MatterId) {
        let subject = self.subject_of(matter);
        if let Some(subject) = subject.filter(|_| self.overlays.is_empty()) {
            self.open_subject(subject);
        }
    }

    fn subject_of(&self, matter: &MatterId) -> Option<SubjectId> {
        let raised = &self.state()?.reminders.raised;
        raised.get(matter)?.last()?.raised.subject.clone()
    }

    /// The picture is to be drawn at that time of this machine, and with it the reminders that stand.
    pub(super) fn mark_ringing(&mut self, machine: DateTime<Utc>) {
        let now = self.desk.now(machine);
        let stands = self.state().map(|state| ringing(state, now));
        let stands = stands.into_iter().flatten();
        let drawn = stands
            .map(|one| (one.matter, one.last.raised.rung))
            .collect();
        self.alarm.drawn = Some(drawn);
    }

    /// Answers reminders, or says that there is nothing to answer.
    pub(super) fn acknowledge_by(&mut self, action: Action) {
        let subject = self.subject();
        let is_drawn = |ringing: &Ringing| {
            let this = (&ringing.matter, ringing.last.raised.rung);
            let drawn = self.alarm.drawn.as_ref();
            drawn.is_none_or(|drawn| drawn.iter().any(|(matter, rung)| (matter, *rung) == this))
        };
        let waits = |ringing: &Ringing| {
            ringing.waits()
                && is_drawn(ringing)
                && (action == Action::AcknowledgeAll || ringing.last.raised.subject == subject)
        };
        let ringing = self.ringing().into_iter();
        let matters: Vec<MatterId> = ringing.filter(waits).map(|one| one.matter).collect();
        if matters.is_empty() {
            let key = match action {
                Action::AcknowledgeAll => "reminder-none",
                _ => "reminder-none-here",
            };
            let keys = self.keymap.keys(Action::AcknowledgeAll);
            let all = keys.first().map(ToString::to_string).unwrap_or_default();
            let text = self.look.lang.say(key, &[("key", all.into())]);
            self.toast(text, Role::Info, TOAST_LONG);
            return;
        }
        self.acknowledge(matters);
    }

    /// Answers in the name of the officer this console acts as, or of the one on watch; where there
    /// is neither, who answers is asked.
    fn acknowledge(&mut self, matters: Vec<MatterId>) {
        let Some(person) = self.person() else {
            if self.overlays.is_empty() {
                self.open_form(FormKind::Acknowledge);
            }
            return;
        };
        if !self.is_linked() {
            let text = self.look.lang.text("console-no-link");
            self.warn(text);
            return;
        }
        for matter in matters {
            let person = person.clone();
            let wish = Wish::Answer(person.clone());
            self.wish_quietly(Command::Acknowledge { matter, person }, wish);
        }
    }

    /// In whose name something is answered here.
    fn person(&self) -> Option<String> {
        let person = self.ctx(self.machine)?.person();
        (!person.is_empty()).then(|| person.to_owned())
    }

    /// Asks for quiet hours, or whether those that hold shall end.
    pub(super) fn quiet(&mut self) {
        let now = self.now();
        let quiet = self.state().and_then(|state| state.reminders.quiet_at(now));
        if quiet.is_none() {
            self.open_form(FormKind::Quiet);
            return;
        }
        self.overlays.push(Overlay::Question(Question {
            key: "reminder-ask-end-quiet",
            then: Then::EndQuiet,
            is_shown: false,
        }));
    }

    pub(super) fn end_quiet(&mut self) {
        let owner = self.person().unwrap_or_default();
        let command = Command::SetQuiet {
            owner,
            reason: String::new(),
            until: None,
        };
        self.wish_quietly(command, Wish::EndQuiet);
    }

    /// Somebody works here. Gives whether the key was an answer and nothing else: the question
    /// lay over the screen and was seen, so that the key was meant for nothing beneath.
    pub(super) fn work(&mut self) -> bool {
        if !self.alarm.is_post {
            return false;
        }
        let is_due = |lived: DateTime<Utc>| self.machine - lived >= LIFE_EVERY;
        if self.is_linked() && self.alarm.lived.is_none_or(is_due) {
            self.alarm.lived = Some(self.machine);
            self.effects.push(Effect::Send(Box::new(ToDesk::Life)));
        }
        if self.asks_for_life().is_none() || !self.is_linked() {
            return false;
        }
        let person = self.person().unwrap_or_default();
        let stage = Vigilance::Answered;
        self.wish_quietly(Command::NoteVigilance { stage, person }, Wish::Unheard);
        self.alarm.asked_is_shown
    }

    /// The picture was drawn, and with it the question for a sign of life.
    pub(super) fn mark_asked(&mut self) {
        self.alarm.asked_is_shown = self.asks_for_life().is_some();
    }

    fn wish_quietly(&mut self, command: Command, wish: Wish) {
        let id = self.ids.fresh();
        if self.alarm.wishes.len() >= WISHES_MAX {
            self.alarm.wishes.remove(0);
        }
        self.alarm.wishes.push((id.clone(), wish));
        let command = Box::new(command);
        self.effects
            .push(Effect::Send(Box::new(ToDesk::Do { id, command })));
    }

    /// Takes the answer to a wish of the console's own; false where it was none.
    pub(super) fn answered_own<T>(&mut self, id: &CommandId, outcome: &Result<T, Refusal>) -> bool {
        let place = self.alarm.wishes.iter().position(|(asked, _)| asked == id);
        let Some(place) = place else {
            return false;
        };
        let (_, wish) = self.alarm.wishes.remove(place);
        match (wish, outcome) {
            (Wish::Unheard, _) => {}
            (Wish::Answer(person), Ok(_)) => {
                self.tell("reminder-acknowledged", &[("person", &person)]);
            }
            (Wish::EndQuiet, Ok(_)) => self.tell("reminder-quiet-ended", &[]),
            (_, Err(refusal)) => {
                let zone = self.zone();
                let error = crate::error::Error::from(refusal.clone());
                self.warn(error.sentence(self.look.lang, zone));
            }
        }
        true
    }

    /// What came of trying every way at the start of a watch. What failed is said and kept, what is
    /// not to be had here is said once.
    pub(super) fn tried(&mut self, tried: &[(Way, Outcome)]) {
        let lang = self.look.lang;
        let those = |wanted: fn(&Outcome) -> bool| {
            let found = tried.iter().filter(|(_, outcome)| wanted(outcome));
            let found = found
                .map(|(way, outcome)| format!("{} {}", way.name(lang), outcome.sentence(lang)));
            found.collect::<Vec<_>>().join(&lang.text("console-and"))
        };
        let failed = those(|outcome| matches!(outcome, Outcome::Failed { .. }));
        let lacking = those(Outcome::is_unavailable);
        if !failed.is_empty() {
            let text = lang.say("reminder-trial-failed", &[("failed", failed.into())]);
            let note = Command::MakeNote {
                subject: None,
                text: text.clone(),
            };
            self.wish_quietly(note, Wish::Unheard);
            self.warn(text);
        } else if tried.iter().any(is_mute) {
            self.warn(lang.text("reminder-trial-mute"));
        } else if !lacking.is_empty() {
            // The terminal is the next way, and rings.
            self.toast(lacking, Role::Info, TOAST_LONG);
        }
    }
}

/// Whether the terminal cannot be heard.
fn is_mute((way, outcome): &(Way, Outcome)) -> bool {
    *way == Way::Terminal && outcome.is_unavailable()
}
