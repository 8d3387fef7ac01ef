//! `agent`: raises notifications in a desktop session and acts on their buttons. It follows the
//! desk as a console does and sleeps while nothing happens.
//!
//! ```text
//! mod.rs      what happens, one after the other.    link.rs   the desk, and knocking again.
//! opener.rs   a terminal on a subject.              wishes.rs what waits for the desk's answer.
//! ```

mod link;
mod opener;
mod wishes;

use std::collections::BTreeMap;
use std::mem;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::time::Duration;

use clap::Args;

use super::context::Context;
use super::place;
use super::values::one_of;
use crate::clock;
use crate::console::model::desk::{Desk, Folded};
use crate::console::screen::reminder::step_name;
use crate::domain::reminder::{Audience, MatterId, Raised, Rung};
use crate::domain::{Command as Wish, CommandId, Event};
use crate::error::{Error, Exit};
use crate::link::Sender;
use crate::link::wire::{FromDesk, Query, Receipt, Refusal, Reply, ToDesk, Welcome};
use crate::notify::desktop::{Answer, Button, Order, Press, Seated};
use crate::notify::herald::{Cry, Herald, Telling};
use crate::notify::outcome::Reason;
use crate::notify::ringing::{Ringing, ringing};
use crate::notify::{Outcome, Way};
use link::Happened;
use opener::Opener;
use wishes::Wishes;

/// Things that happened and wait to be looked after.
const QUEUE_MAX: usize = 256;

/// How long the session has to say who shows notifications.
const LOOK_MAX: Duration = Duration::from_secs(10);

/// Whose reminders are raised.
#[derive(Debug, Args)]
pub(super) struct Options {
    #[arg(long, value_name = "WHO", value_parser = one_of(&AUDIENCES, Audience::name))]
    audience: Option<Audience>,
}

const AUDIENCES: [Audience; 3] = [Audience::Officer, Audience::Leader, Audience::Head];

impl Options {
    pub(super) fn run(self, context: &Context) -> Result<Exit, Error> {
        let (happened, queue) = sync_channel(QUEUE_MAX);
        let desktop = begin(context, &happened)?;
        who_shows(context, &desktop, &queue)?;
        link::follow(context, happened)?;
        let mut agent = Agent {
            context,
            desktop,
            opener: Opener::of(context),
            herald: Herald::new(self.audience, step_name),
            desk: Desk::unknown(),
            login: String::new(),
            sender: None,
            wishes: Wishes::default(),
            is_lost: false,
            raised: BTreeMap::new(),
        };
        for happened in &queue {
            agent.look_after(happened);
        }
        Ok(Exit::Done)
    }
}

/// The desktop, or why there is none.
fn begin(context: &Context, happened: &SyncSender<Happened>) -> Result<Seated, Error> {
    let options = place::desktop(context).ok_or_else(|| Error::new("agent-no-bus"))?;
    let to_queue = happened.clone();
    let answer = move |answer| {
        // Where nobody empties the queue, nobody listens.
        let _lost = to_queue.try_send(Happened::Desktop(answer));
    };
    Seated::start(context.lang(), options.seats, &options.bus, answer)
}

/// Says who shows notifications here. A server that is not there yet may come; a bus will not.
fn who_shows(context: &Context, desktop: &Seated, queue: &Receiver<Happened>) -> Result<(), Error> {
    let refused =
        |reason: &Reason| Error::new("agent-no-bus").because(reason.sentence(context.lang()));
    if let Err(outcome) = desktop.look() {
        return Err(refused(outcome.reason().unwrap_or(&Reason::Gone)));
    }
    match queue.recv_timeout(LOOK_MAX) {
        Ok(Happened::Desktop(Answer::Server(Ok(server)))) => {
            let values = [
                ("name", server.name.as_str().into()),
                ("version", server.version.as_str().into()),
            ];
            context.note(&context.say("agent-shows", &values));
            Ok(())
        }
        Ok(Happened::Desktop(Answer::Server(Err(reason @ Reason::NoBus)))) => Err(refused(&reason)),
        Ok(Happened::Desktop(Answer::Server(Err(reason)))) => {
            context.note(&reason.sentence(context.lang()));
            Ok(())
        }
        Ok(_) => Ok(()),
        Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
            Err(refused(&Reason::Mute {
                seconds: LOOK_MAX.as_secs(),
            }))
        }
    }
}

struct Agent<'a> {
    context: &'a Context,
    desktop: Seated,
    opener: Opener,
    herald: Herald,
    desk: Desk,
    /// The login the desk sees.
    login: String,
    /// Who speaks to the desk, while it is there.
    sender: Option<Sender>,
    wishes: Wishes,
    /// Whether somebody was told that the desk is away.
    is_lost: bool,
    /// The rung raised last, by matter.
    raised: BTreeMap<MatterId, Rung>,
}

impl Agent<'_> {
    fn look_after(&mut self, happened: Happened) {
        match happened {
            Happened::Up(sender, welcome) => self.up(sender, *welcome),
            Happened::Word(word) => self.word(*word),
            Happened::Down(error) => {
                self.sender = None;
                self.is_lost = true;
                self.complain(&error);
                self.desk.lost(error);
            }
            Happened::Desktop(answer) => self.answer(answer),
        }
    }

    fn up(&mut self, sender: Sender, welcome: Welcome) {
        self.sender = Some(sender);
        self.login.clone_from(&welcome.login);
        self.desk.welcome(welcome, clock::machine_now());
        let acting = self.desk.acting().map(str::to_owned);
        self.herald.acts_as(acting);
    }

    fn word(&mut self, word: FromDesk) {
        let machine = clock::machine_now();
        self.desk.heard(machine);
        match word {
            FromDesk::Snapshot(state)
            | FromDesk::Reply {
                reply: Ok(Reply::State(state)),
                ..
            } => {
                self.desk.snapshot(state, machine);
                self.stands();
            }
            FromDesk::Entry(sealed) => match self.desk.fold(&sealed) {
                Folded::Yes => {
                    if let Ok(entry) = sealed.open() {
                        self.hears(&entry.event);
                    }
                }
                Folded::Gap => self.say(&ToDesk::Ask {
                    id: 1,
                    query: Query::State,
                }),
            },
            FromDesk::Unrecorded(raised) => self.hears_unrecorded(&raised),
            FromDesk::Beat(health) => self.desk.beat(health, machine),
            FromDesk::Done { id, outcome } => self.done(&id, outcome),
            _ => {}
        }
    }

    fn stands(&mut self) {
        if mem::take(&mut self.is_lost) {
            self.context.note(&self.context.text("agent-back"));
        }
        let now = self.desk.now(clock::machine_now());
        if let Some(state) = self.desk.state.as_deref() {
            self.context.stand_in(state.desk.zone);
            let stands = ringing(state, now);
            let holds = |wish: &Wish| still_holds(wish, &stands, &self.raised);
            for word in self.wishes.again(holds) {
                self.say(&word);
            }
            let cries = self.herald.snapshot(state, now, self.context.lang());
            self.cry(cries);
        }
    }

    fn hears(&mut self, event: &Event) {
        let now = self.desk.now(clock::machine_now());
        if let Some(state) = self.desk.state.as_deref() {
            let cries = self.herald.heard(event, state, now, self.context.lang());
            self.cry(cries);
        }
    }

    fn hears_unrecorded(&mut self, raised: &Raised) {
        let now = self.desk.now(clock::machine_now());
        if let Some(state) = self.desk.state.as_deref() {
            let lang = self.context.lang();
            let cries = self.herald.unrecorded(raised, state, now, lang);
            self.cry(cries);
        }
    }

    fn cry(&mut self, cries: Vec<Cry>) {
        for cry in cries {
            match cry {
                Cry::Tell(telling) => self.tell(*telling),
                Cry::Settle(matter) => {
                    self.raised.remove(&matter);
                    self.desktop.settle(matter);
                }
            }
        }
    }

    fn tell(&mut self, telling: Telling) {
        let Some(state) = self.desk.state.as_deref() else {
            return;
        };
        let (matter, rung) = (telling.notice.matter.clone(), telling.rung);
        let order = self.desktop.raise(&state.desk, telling);
        match rung {
            Some(rung) if order != Order::Elsewhere => {
                self.raised.insert(matter.clone(), rung);
            }
            None => drop(self.raised.remove(&matter)),
            Some(_) => {}
        }
        if let Order::Refused(outcome) = order {
            self.note(matter, rung, &outcome);
        }
    }

    fn answer(&mut self, answer: Answer) {
        match answer {
            Answer::Raised {
                matter,
                rung,
                outcome,
            } => self.note(matter, rung, &outcome),
            Answer::Pressed(Press { matter, button }) => match button {
                Button::Acknowledge => self.acknowledge(matter),
                Button::Open => self.open(&matter),
            },
            Answer::Server(_) => {}
        }
    }

    /// Has kept what came of raising a rung, and says aloud what failed. What the record has not
    /// cannot be noted there.
    fn note(&mut self, matter: MatterId, rung: Option<Rung>, outcome: &Outcome) {
        let lang = self.context.lang();
        if !outcome.is_told() {
            self.context.note(&outcome.sentence(lang));
        }
        if outcome.is_unavailable() {
            return;
        }
        if let Some(rung) = rung {
            let mut told = outcome.record(&Way::Desktop, lang);
            told.way = format!("{}@{}", Way::Desktop, self.login);
            self.wish(Wish::NoteTold { matter, rung, told });
        }
    }

    /// The desk answered a wish. That what happened to a bubble could not be kept is no matter for
    /// people: its reminder may be gone by then.
    fn done(&mut self, id: &CommandId, outcome: Result<Receipt, Refusal>) {
        let wished = self.wishes.answered(id);
        if let (Some(Wish::Acknowledge { .. }), Err(refusal)) = (wished, outcome) {
            self.complain(&refusal.into());
        }
    }

    /// In the name of who is acted as, or the officer on watch; else of the login.
    fn acknowledge(&mut self, matter: MatterId) {
        let state = self.desk.state.as_deref();
        let on_watch = state.and_then(|state| {
            let officer = state.watch.as_ref()?.officer;
            Some(state.officer_name(officer).to_owned())
        });
        let person = self.context.officer.clone().or(on_watch);
        let person = person.filter(|name| !name.is_empty());
        if self.sender.is_none() {
            self.context.note(&self.context.text("agent-kept"));
        }
        self.wish(Wish::Acknowledge {
            matter,
            person: person.unwrap_or_else(|| self.login.clone()),
        });
    }

    fn open(&self, matter: &MatterId) {
        let state = self.desk.state.as_deref();
        let raised = state.and_then(|state| state.reminders.raised.get(matter)?.last());
        let subject = raised.and_then(|record| record.raised.subject.clone());
        if let Err(error) = self.opener.open(subject.as_ref()) {
            self.complain(&error);
        }
    }

    fn complain(&self, error: &Error) {
        let (lang, zone) = (self.context.lang(), self.context.zone());
        self.context.note(&error.sentence(lang, zone));
        self.context.note(&error.hint(lang, zone));
    }

    fn wish(&mut self, command: Wish) {
        if let Some(word) = self.wishes.make(command) {
            self.say(&word);
        }
    }

    /// A desk that cannot be told is seen to be gone by whoever listens.
    fn say(&self, word: &ToDesk) {
        if let Some(sender) = &self.sender {
            let _gone = sender.send(word);
        }
    }
}

/// Whether a wish that waited for the desk is still meant: an answer is, while the reminder that was
/// seen is the last of its matter and nobody else answered it.
fn still_holds(wish: &Wish, stands: &[Ringing], raised: &BTreeMap<MatterId, Rung>) -> bool {
    let Wish::Acknowledge { matter, .. } = wish else {
        return true;
    };
    let mut stands = stands.iter();
    stands.any(|one| {
        let seen = raised.get(matter) == Some(&one.last.raised.rung);
        one.matter == *matter && one.is_unanswered() && seen
    })
}
