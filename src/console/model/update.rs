//! What messages do, the desk's above all.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use ratatui::crossterm::event::Event as Input;
use ratatui::layout::Size;
use zeroize::Zeroizing;

use super::desk::{Folded, Link};
use super::view::{DraftList, Overlay, Screen, Spot};
use super::{ASKED_MAX, Asked, Model, StartAt};
use crate::console::form::kind::FormKind;
use crate::console::message::{Effect, Message, Signal};
use crate::console::scene::Scene;
use crate::domain::State;
use crate::domain::subject::Subject;
use crate::error::Error;
use crate::link::wire::{FromDesk, Query, Refusal, Reply, ToDesk};
use crate::notify::Way;

impl Model {
    /// Takes a message in. `machine` is this machine's time.
    pub fn update(&mut self, message: Message, machine: DateTime<Utc>) {
        self.machine = machine;
        if self
            .toast
            .as_ref()
            .is_some_and(|toast| toast.until <= machine)
        {
            self.toast = None;
        }
        self.calm_down();
        match message {
            Message::Input(Input::Key(event)) => {
                if !self.work() {
                    self.key(event);
                }
            }
            // It may be a secret, and is wiped where it came from.
            Message::Input(Input::Paste(text)) => self.paste(&Zeroizing::new(text)),
            Message::Input(Input::Resize(width, height)) => self.size = Size { width, height },
            Message::Input(_) | Message::Tick => {}
            Message::LinkUp(welcome) => {
                self.warn_of_proof(&welcome);
                let login = welcome.login.clone();
                self.desk.welcome(*welcome, machine);
                self.known_as(login);
            }
            Message::Link(word) => self.word(*word),
            Message::LinkLost(why) => self.lost(why),
            Message::Desktop(answer) => self.desktop(answer),
            Message::Told(matter, rung, outcome) => {
                self.told(&Way::Terminal, matter, rung, &outcome);
            }
            Message::Tried(tried) => self.tried(&tried),
            Message::Trouble(error) => {
                let (lang, zone) = (self.look.lang, self.zone());
                let words = format!("{} {}", error.sentence(lang, zone), error.hint(lang, zone));
                self.warn(words);
            }
            Message::Signal(Signal::End) => self.effects.push(Effect::Quit),
            Message::Signal(Signal::Continue) => self.effects.push(Effect::Redraw),
        }
        self.look_ahead();
    }

    fn word(&mut self, word: FromDesk) {
        self.desk.heard(self.machine);
        match word {
            FromDesk::Welcome(welcome) => self.desk.welcome(*welcome, self.machine),
            FromDesk::Snapshot(state) => self.snapshot(state),
            FromDesk::Entry(sealed) => match self.desk.fold(&sealed) {
                Folded::Yes => {
                    self.follow();
                    if let Ok(entry) = sealed.open() {
                        self.hear(&entry.event);
                    }
                }
                Folded::Gap => self.ask_for_everything(),
            },
            FromDesk::Unrecorded(raised) => self.hear_unrecorded(&raised),
            FromDesk::Done { id, outcome } => self.done(&id, outcome),
            FromDesk::Reply { id, reply } => self.reply(id, reply),
            FromDesk::Beat(health) => self.desk.beat(health, self.machine),
            FromDesk::Refused(refusal) | FromDesk::Farewell(refusal) => {
                self.lost(Box::new(Error::from(refusal)));
            }
        }
    }

    fn snapshot(&mut self, state: Box<State>) {
        self.desk.snapshot(state, self.machine);
        self.follow();
        self.hear_snapshot();
        self.ask_again();
        match self.start_at.take() {
            Some(StartAt::IncidentForm) => {
                self.open_form(FormKind::Incident);
                self.type_early();
            }
            Some(StartAt::Subject(subject)) => self.open_subject(subject),
            Some(StartAt::Watch) if !self.drafts.is_empty() && self.overlays.is_empty() => {
                self.overlays.push(Overlay::Drafts(DraftList::default()));
            }
            Some(StartAt::Watch) | None => {}
        }
    }

    fn ask_for_everything(&mut self) {
        let is_asked = self
            .asked
            .iter()
            .any(|(_, asked)| *asked == Asked::Snapshot);
        if !is_asked {
            self.ask(Query::State, Asked::Snapshot);
        }
    }

    fn lost(&mut self, why: Box<Error>) {
        self.desk.lost(why);
        // What was asked over a broken link is never answered.
        self.asked.clear();
    }

    /// Asks the desk a question; `asked` says what for.
    pub(super) fn ask(&mut self, query: Query, asked: Asked) -> u64 {
        self.last_asked += 1;
        if self.asked.len() == ASKED_MAX {
            self.asked.remove(0);
        }
        self.asked.push((self.last_asked, asked));
        self.effects.push(Effect::Send(Box::new(ToDesk::Ask {
            id: self.last_asked,
            query,
        })));
        self.last_asked
    }

    fn reply(&mut self, id: u64, reply: Result<Reply, Refusal>) {
        let Some(at) = self.asked.iter().position(|(asked, _)| *asked == id) else {
            return;
        };
        let (_, asked) = self.asked.remove(at);
        match (asked, reply) {
            (Asked::Snapshot, Ok(Reply::State(state))) => self.snapshot(state),
            (Asked::List, reply) => self.listed(id, reply),
            (Asked::Counts, reply) => self.counted(id, reply),
            (Asked::Proof(wish), reply) => self.proved(&wish, reply),
            (Asked::Subject(_), Ok(Reply::Subject(Some(subject)))) => self.subject_came(subject),
            (Asked::Subject(id), Ok(Reply::Subject(None))) => {
                let text = self.look.lang.text("console-no-such-subject");
                self.warn(text);
                // Somebody may be on another screen by now.
                self.screens.retain(|screen| screen.shows() != Some(&id));
            }
            (_, Err(refusal)) => {
                let zone = self.zone();
                let sentence = Error::from(refusal).sentence(self.look.lang, zone);
                self.warn(sentence);
            }
            (_, Ok(_)) => {}
        }
    }

    fn subject_came(&mut self, subject: Subject) {
        match (self.screens.last_mut(), subject) {
            (Some(Screen::Incident(view)), Subject::Incident(incident))
                if view.id == incident.id =>
            {
                view.cold = Some(incident);
            }
            (Some(Screen::Call(view)), Subject::Call(call)) if view.id == call.id => {
                view.cold = Some(call);
            }
            (Some(Screen::Warning(view)), Subject::Warning(warning)) if view.id == warning.id => {
                view.cold = Some(warning);
            }
            _ => {}
        }
    }

    /// Selects the first duty of a subject that was just made, once it is there.
    pub(super) fn follow(&mut self) {
        let Some(wanted) = self.watch.follow.clone() else {
            return;
        };
        let scene = self.scene_now();
        let rows = scene.iter().flat_map(Scene::rows);
        let mut rows = rows.filter(|row| row.is_open() && row.key.subject == wanted);
        let spot = rows.next().map(Spot::row);
        if let Some(spot) = spot {
            self.watch.duty.select(spot);
            self.watch.incident.select(wanted);
            self.watch.follow = None;
        }
    }

    pub(super) fn zone(&self) -> Tz {
        self.state().map_or(Tz::UTC, |state| state.desk.zone)
    }

    /// Whether the desk can be asked at the moment.
    pub fn is_linked(&self) -> bool {
        matches!(self.desk.link, Link::Up) && self.state().is_some()
    }
}
