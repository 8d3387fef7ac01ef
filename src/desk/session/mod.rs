//! One connection: it hears a peer out, hands its wishes to the writer, and passes on what the desk
//! says. Nothing that goes wrong here leaves this session.
//!
//! What a peer can cost is bounded: one frame at a time is read, so many wishes are under way, and
//! entries wait in a ring all sessions share. A peer too slow for the ring gets a fresh snapshot.

mod ask;
mod greet;
mod identity;
mod outgoing;
#[cfg(test)]
mod tests;

use std::convert::identity as itself;
use std::future::ready;
use std::io::Write;
use std::sync::Arc;
use std::time::Duration;

use bytes::{Bytes, BytesMut};
use futures_util::future::{BoxFuture, FutureExt};
use futures_util::stream::{FuturesUnordered, StreamExt};
use tokio::net::UnixStream;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{interval, timeout};

use self::greet::{Incoming, greet, incoming};
use self::identity::Identity;
use self::outgoing::{Gone, Outgoing};
use super::access;
use super::gate::Peer;
use super::job::{Job, Wish};
use super::office::{Office, answered, ending};
use super::refusals::Tried;
use crate::domain::{Command, CommandId, Rejection};
use crate::error::Error;
use crate::link::frame::{self, FROM_DESK_BYTES_MAX};
use crate::link::wire::{
    BEAT_SECONDS, FromDesk, Hello, PROTOCOL, Pin, Query, Refusal, Reply, ToDesk, Wants, Welcome,
    program,
};

/// Seconds between heartbeats a peer may ask for.
const BEAT_SECONDS_ASKED: std::ops::RangeInclusive<u32> = 2..=BEAT_SECONDS;

/// Heartbeats a console may leave unanswered; with the next one due it is gone.
const UNANSWERED_MAX: u32 = 2;

/// Wishes and questions of one session under way; it is not heard further until one is answered.
const UNDER_WAY_MAX: usize = 32;

/// How long answers under way are awaited when the desk ends.
const LAST_ANSWERS_MAX: Duration = Duration::from_secs(2);

/// How long the last wishes of a peer nothing reaches any more are listened for.
const LAST_WISHES_MAX: Duration = Duration::from_secs(2);

/// Serves a peer until it or the desk ends.
pub(super) async fn serve(stream: UnixStream, peer: Peer, office: Arc<Office>) {
    let (hears, speaks) = stream.into_split();
    let (mut incoming, mut out) = (incoming(hears), Outgoing::new(speaks));
    if let Ok(hello) = greet(&mut incoming, &mut out).await {
        let identity = match Identity::of(&office, peer, &hello).await {
            Ok(identity) => identity,
            Err(refusal) => {
                let _gone = out.say(&FromDesk::Refused(refusal)).await;
                return;
            }
        };
        // A peer that goes is no failure; there is nobody left to tell.
        let mut session = Session::new(identity, &hello, office, out);
        if let Err(Gone::Deaf) = session.run(&mut incoming).await {
            session.hear_out(incoming).await;
        }
    }
}

/// Shows a peer out with a sentence, at once: it fits the buffer of a fresh socket, and a peer that
/// does not read it is not waited for.
pub(super) fn refuse(stream: UnixStream, refusal: Refusal) {
    let frame = frame::bytes(&FromDesk::Refused(refusal), FROM_DESK_BYTES_MAX);
    if let (Ok(frame), Ok(mut stream)) = (frame, stream.into_std()) {
        let _untold = stream.write_all(&frame);
    }
}

struct Session {
    office: Arc<Office>,
    identity: Identity,
    wants: Wants,
    /// How often an idle connection is used, both ways.
    beat_seconds: u32,
    out: Outgoing,
    /// Answers under way.
    answers: FuturesUnordered<BoxFuture<'static, FromDesk>>,
    /// The entries that follow what was sent; for a console only.
    entries: Option<Receiver<Bytes>>,
    /// Heartbeats since the peer was last heard.
    unanswered: u32,
}

enum Happened {
    Ending,
    Entry(Result<Bytes, RecvError>),
    Answer(Box<FromDesk>),
    Changed,
    Beat,
    Frame(Option<Result<BytesMut, std::io::Error>>),
}

impl Session {
    fn new(identity: Identity, hello: &Hello, office: Arc<Office>, out: Outgoing) -> Self {
        Self {
            office,
            identity,
            wants: hello.wants,
            beat_seconds: hello.beat_seconds.map_or(BEAT_SECONDS, |asked| {
                asked.clamp(*BEAT_SECONDS_ASKED.start(), *BEAT_SECONDS_ASKED.end())
            }),
            out,
            answers: FuturesUnordered::new(),
            entries: None,
            unanswered: 0,
        }
    }

    async fn run(&mut self, incoming: &mut Incoming) -> Result<(), Gone> {
        let office = Arc::clone(&self.office);
        let _seat = match self.wants {
            Wants::Everything => Some(office.console()),
            Wants::Answers => None,
        };
        let mut condition = office.condition();
        self.welcome().await?;
        if self.wants == Wants::Everything {
            self.follow().await?;
        }
        let mut beat = interval(Duration::from_secs(self.beat_seconds.into()));
        beat.reset();
        loop {
            // In this order: the end first, then an entry before the answer to the wish that made
            // it, then what the peer says.
            let happened = tokio::select! {
                biased;
                () = office.end.cancelled() => Happened::Ending,
                entry = next(&mut self.entries) => Happened::Entry(entry),
                Some(answer) = self.answers.next() => Happened::Answer(Box::new(answer)),
                () = condition.changes(), if self.wants == Wants::Everything => Happened::Changed,
                _ = beat.tick() => Happened::Beat,
                frame = incoming.next(), if self.answers.len() < UNDER_WAY_MAX => {
                    Happened::Frame(frame)
                }
            };
            match happened {
                Happened::Ending => return self.part().await,
                Happened::Entry(Ok(entry)) => self.out.frame(&entry).await?,
                // Too slow for the ring, or the ring was begun anew.
                Happened::Entry(Err(RecvError::Lagged(_) | RecvError::Closed)) => {
                    self.follow().await?;
                }
                Happened::Answer(answer) => self.out.say(&answer).await?,
                Happened::Changed => self.tell_health().await?,
                Happened::Beat => self.beat().await?,
                Happened::Frame(frame) => self.hear(frame).await?,
            }
        }
    }

    async fn welcome(&mut self) -> Result<(), Gone> {
        let welcome = Welcome {
            protocol: PROTOCOL,
            program: program(),
            login: self.identity.who.login.clone(),
            pid: std::process::id(),
            health: self.office.health(),
            role: self.identity.access,
            officer: self.identity.officer.clone(),
            unproven: self.identity.is_unproven(),
            beat_seconds: self.beat_seconds,
        };
        self.out.say(&FromDesk::Welcome(Box::new(welcome))).await
    }

    /// Sends everything as it stands, and follows from there.
    async fn follow(&mut self) -> Result<(), Gone> {
        // The old place in the ring is given up first, so that it holds nothing back.
        self.entries = None;
        let following = match self.office.follow().await {
            Ok(following) => following,
            Err(refusal) => return self.show_out(FromDesk::Farewell(refusal)).await,
        };
        let state = following.state;
        let made = tokio::task::spawn_blocking(move || {
            let snapshot = FromDesk::Snapshot(state);
            frame::bytes(&snapshot, FROM_DESK_BYTES_MAX)
        });
        let Ok(Ok(snapshot)) = made.await else {
            let refusal = Error::new("desk-snapshot").into();
            return self.show_out(FromDesk::Farewell(refusal)).await;
        };
        self.out.frame(&snapshot).await?;
        self.entries = Some(following.entries);
        Ok(())
    }

    async fn beat(&mut self) -> Result<(), Gone> {
        match self.wants {
            // The command line is only kept company while it waits, and need not answer.
            Wants::Answers if self.answers.is_empty() => return Ok(()),
            Wants::Answers => {}
            Wants::Everything if self.unanswered >= UNANSWERED_MAX => return Err(Gone::Parted),
            // While it is not heard because so much is under way, it cannot answer.
            Wants::Everything if self.answers.len() >= UNDER_WAY_MAX => {}
            Wants::Everything => self.unanswered += 1,
        }
        self.tell_health().await
    }

    async fn tell_health(&mut self) -> Result<(), Gone> {
        let beat = FromDesk::Beat(self.office.health());
        self.out.say(&beat).await
    }

    async fn hear(&mut self, frame: Option<Result<BytesMut, std::io::Error>>) -> Result<(), Gone> {
        self.unanswered = 0;
        let frame = match frame {
            Some(Ok(frame)) => frame,
            Some(Err(error)) if error.kind() == std::io::ErrorKind::InvalidData => {
                let why = Error::refused("link-over-limit").with("limit", frame::TO_DESK_BYTES_MAX);
                return self.show_out(FromDesk::Refused(why.into())).await;
            }
            Some(Err(_)) | None => return Err(Gone::Parted),
        };
        match frame::message(&frame) {
            Ok(ToDesk::Do { id, command }) => {
                self.record(id, Wish::Command(command)).await;
                Ok(())
            }
            Ok(ToDesk::Clock { id, wish }) => {
                self.record(id, Wish::Clock(wish)).await;
                Ok(())
            }
            Ok(ToDesk::Ask { id, query }) => self.ask(id, query).await,
            Ok(ToDesk::Beat) => Ok(()),
            Ok(ToDesk::Life) => {
                self.office.life(self.identity.who.clone()).await;
                Ok(())
            }
            Ok(ToDesk::Hello(_)) => {
                let why = Error::refused("desk-hello").into();
                self.show_out(FromDesk::Refused(why)).await
            }
            Err(cause) => {
                let why = Error::refused("link-frame").because(cause).into();
                self.show_out(FromDesk::Refused(why)).await
            }
        }
    }

    async fn record(&mut self, id: CommandId, wish: Wish) {
        let who = self.identity.wishes(&wish);
        if let Err(refusal) = self.may_wish(&wish).await {
            let outcome = Err(refusal);
            self.answers
                .push(ready(FromDesk::Done { id, outcome }).boxed());
            return;
        }
        let named = id.clone();
        let job = |answer| Job::Record {
            who,
            id: named,
            wish,
            answer,
        };
        // Handed over here and not in the answer's future, so that wishes keep their order.
        let answer = self.office.submit(job).await;
        let done = async move {
            let outcome = answered(answer).await.and_then(itself);
            FromDesk::Done { id, outcome }
        };
        self.answers.push(done.boxed());
    }

    async fn may_wish(&mut self, wish: &Wish) -> Result<(), Refusal> {
        let needs = match wish {
            Wish::Command(command) => access::to_wish(command),
            Wish::Clock(_) => access::CLOCK,
        };
        self.identity
            .may(&self.office, needs, Tried::Record)
            .await?;
        match wish {
            Wish::Command(command) => match &**command {
                Command::TakeWatch { officer, .. } => {
                    self.identity.may_take(&self.office, officer).await
                }
                _ => Ok(()),
            },
            Wish::Clock(_) => Ok(()),
        }
    }

    async fn prove(&mut self, officer: &str, pin: Pin) -> Result<Reply, Refusal> {
        let person = self.office.person(officer).await?.ok_or_else(|| {
            let name = officer.to_owned();
            Rejection::UnknownOfficer { name }
        })?;
        if person.has_pin {
            self.identity.types_pin(&self.office, &person, pin).await?;
        }
        Ok(Reply::Proven)
    }

    async fn ask(&mut self, id: u64, query: Query) -> Result<(), Gone> {
        let needs = access::to_ask(&query);
        if let Err(refusal) = self.identity.may(&self.office, needs, Tried::Ask).await {
            let reply = Err(refusal);
            return self.out.say(&FromDesk::Reply { id, reply }).await;
        }
        if let Query::Prove { officer, pin } = query {
            let reply = self.prove(&officer, pin).await;
            return self.out.say(&FromDesk::Reply { id, reply }).await;
        }
        if query == Query::Stop {
            let reply = Ok(Reply::Stopping);
            self.out.say(&FromDesk::Reply { id, reply }).await?;
            self.office.end.cancel();
            return Ok(());
        }
        let (office, who) = (Arc::clone(&self.office), self.identity.who.clone());
        let reply = async move {
            let reply = ask::answer(office, who, query).await;
            FromDesk::Reply { id, reply }
        };
        self.answers.push(reply.boxed());
        Ok(())
    }

    /// The desk ends: what is under way is still answered, then the peer is told.
    async fn part(&mut self) -> Result<(), Gone> {
        let last = async {
            while let Some(answer) = self.answers.next().await {
                self.out.say(&answer).await?;
            }
            Ok(())
        };
        if let Ok(said) = timeout(LAST_ANSWERS_MAX, last).await {
            said?;
        }
        self.show_out(FromDesk::Farewell(ending())).await
    }

    async fn show_out(&mut self, last_word: FromDesk) -> Result<(), Gone> {
        let _unheard = self.out.say(&last_word).await;
        Err(Gone::Parted)
    }

    /// Whoever sent a wish and went before it was answered wished it all the same: what lies here
    /// whole is still done, with nobody to answer.
    async fn hear_out(&mut self, mut incoming: Incoming) {
        let last = async {
            for _ in 0..UNDER_WAY_MAX {
                let Some(Ok(frame)) = incoming.next().await else {
                    return;
                };
                match frame::message(&frame) {
                    Ok(ToDesk::Do { id, command }) => self.record(id, Wish::Command(command)).await,
                    Ok(ToDesk::Clock { id, wish }) => self.record(id, Wish::Clock(wish)).await,
                    Ok(ToDesk::Ask { .. } | ToDesk::Beat | ToDesk::Life) => {}
                    Ok(ToDesk::Hello(_)) | Err(_) => return,
                }
            }
        };
        // A peer that holds the line open and says no more is not waited for.
        let _silent = timeout(LAST_WISHES_MAX, last).await;
    }
}

async fn next(entries: &mut Option<Receiver<Bytes>>) -> Result<Bytes, RecvError> {
    match entries {
        Some(entries) => entries.recv().await,
        None => std::future::pending().await,
    }
}
