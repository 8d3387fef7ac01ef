//! The link, kept up: one thread knocks and listens, one speaks. A link that breaks is tried
//! again after pauses that grow; what the console shows meanwhile is the model's business.

use std::sync::mpsc::{
    Receiver as Queue, RecvTimeoutError, SyncSender, TrySendError, sync_channel,
};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

use super::Connect;
use crate::console::message::Message;
use crate::error::Error;
use crate::link::wire::ToDesk;
use crate::link::{Knocks, Receiver, Sender};

/// Messages to the desk that wait for the link at most.
const OUTGOING_MAX: usize = 64;

/// Who speaks at the moment; nobody while the link is down.
type Speaker = Arc<Mutex<Option<Sender>>>;

/// A hold on the link.
pub struct Connection {
    outgoing: SyncSender<ToDesk>,
    again: SyncSender<()>,
    speaker: Speaker,
}

impl Connection {
    /// Begins to knock. What the desk says is put into `messages`.
    pub fn open(connect: Connect, messages: SyncSender<Message>) -> std::io::Result<Self> {
        let speaker = Speaker::default();
        let (outgoing, to_say) = sync_channel(OUTGOING_MAX);
        let (again, asked_again) = sync_channel(1);
        let listening = Listening {
            connect,
            messages,
            speaker: Arc::clone(&speaker),
            asked_again,
        };
        thread::Builder::new()
            .name("link-listens".into())
            .spawn(move || listening.run())?;
        let spoken_for = Arc::clone(&speaker);
        thread::Builder::new()
            .name("link-speaks".into())
            .spawn(move || speak(&to_say, &spoken_for))?;
        Ok(Self {
            outgoing,
            again,
            speaker,
        })
    }

    /// Says something. A link that takes nothing any more is given up; what matters is said again
    /// when it is back.
    pub fn say(&self, message: ToDesk) {
        if let Err(TrySendError::Full(_)) = self.outgoing.try_send(message) {
            close(&self.speaker);
        }
    }

    /// Tries again now.
    pub fn again(&self) {
        // One wish waiting is as good as two.
        let _waiting = self.again.try_send(());
    }
}

fn speak(to_say: &Queue<ToDesk>, speaker: &Speaker) {
    for message in to_say {
        let sender = lock(speaker).clone();
        if let Some(sender) = sender
            && sender.send(&message).is_err()
        {
            sender.close();
        }
    }
}

fn close(speaker: &Speaker) {
    if let Some(sender) = lock(speaker).take() {
        sender.close();
    }
}

fn lock(speaker: &Speaker) -> std::sync::MutexGuard<'_, Option<Sender>> {
    speaker.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The side that knocks and listens.
struct Listening {
    connect: Connect,
    messages: SyncSender<Message>,
    speaker: Speaker,
    asked_again: Queue<()>,
}

impl Listening {
    /// Goes on until the console is gone.
    fn run(mut self) {
        let mut knocks = Knocks::default();
        loop {
            let why = match (self.connect)() {
                Ok((client, welcome)) => {
                    knocks.begin_anew();
                    let (sender, receiver) = client.split();
                    *lock(&self.speaker) = Some(sender);
                    if self.tell(Message::LinkUp(Box::new(welcome))).is_err() {
                        return;
                    }
                    match self.listen(receiver) {
                        Ok(why) => why,
                        Err(Gone) => return,
                    }
                }
                Err(why) => why,
            };
            close(&self.speaker);
            if self.tell(Message::LinkLost(Box::new(why))).is_err() {
                return;
            }
            match self.asked_again.recv_timeout(knocks.pause()) {
                Ok(()) => knocks.begin_anew(),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    /// Passes on what the desk says until the link breaks; tells why it broke.
    fn listen(&self, mut receiver: Receiver) -> Result<Error, Gone> {
        loop {
            match receiver.next() {
                Ok(Some(word)) => self.tell(Message::Link(Box::new(word)))?,
                Ok(None) => return Ok(Error::new("link-lost")),
                Err(why) => return Ok(why),
            }
        }
    }

    fn tell(&self, message: Message) -> Result<(), Gone> {
        self.messages.send(message).map_err(|_| Gone)
    }
}

/// Nobody takes messages any more.
struct Gone;
