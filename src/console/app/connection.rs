//! The link, kept up: one thread knocks and listens, one speaks. A link that breaks is tried
//! again after pauses that grow; what the console shows meanwhile is the model's business.

use std::sync::mpsc::{
    Receiver as Queue, RecvTimeoutError, SyncSender, TrySendError, sync_channel,
};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use super::Connect;
use crate::console::message::Message;
use crate::error::Error;
use crate::link::wire::ToDesk;
use crate::link::{Receiver, Sender};

/// The pauses between knocks; the last is repeated.
const PAUSES: [Duration; 6] = [
    Duration::from_secs(1),
    Duration::from_secs(2),
    Duration::from_secs(4),
    Duration::from_secs(8),
    Duration::from_secs(15),
    Duration::from_secs(30),
];

/// How much of a pause is left to chance, either way.
const SPREAD: f64 = 0.2;

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

/// A pause a little shorter or longer, by chance: consoles that lost one desk together do not all
/// knock together when it is back.
fn spread(pause: Duration) -> Duration {
    let mut chance = [0];
    // Without chance it is the pause itself.
    let thrown = getrandom::fill(&mut chance).map_or(0.5, |()| f64::from(chance[0]) / 255.0);
    pause.mul_f64(1.0 - SPREAD + 2.0 * SPREAD * thrown)
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
        let mut failures = 0;
        loop {
            let why = match (self.connect)() {
                Ok((client, welcome)) => {
                    failures = 0;
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
            let pause = PAUSES.get(failures).or(PAUSES.last());
            failures += 1;
            match self
                .asked_again
                .recv_timeout(spread(*pause.unwrap_or(&PAUSES[0])))
            {
                Ok(()) => failures = 0,
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pause_is_spread_by_a_fifth_at_most() {
        for pause in PAUSES {
            for _ in 0..50 {
                let spread = spread(pause);
                assert!(spread >= pause.mul_f64(0.799) && spread <= pause.mul_f64(1.201));
            }
        }
    }
}
