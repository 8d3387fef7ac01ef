//! The desk as an agent follows it: knocked at again after pauses that grow.

use std::sync::mpsc::SyncSender;
use std::thread;

use crate::cli::context::Context;
use crate::cli::session;
use crate::error::Error;
use crate::link::client::Client;
use crate::link::wire::{FromDesk, Wants, Welcome};
use crate::link::{Knocks, Sender};
use crate::notify::desktop::Answer;

/// Something an agent looks after.
pub(super) enum Happened {
    /// The desk answered.
    Up(Sender, Box<Welcome>),
    /// It said something.
    Word(Box<FromDesk>),
    /// It is gone; tried again.
    Down(Box<Error>),
    /// The desktop answered.
    Desktop(Answer),
}

/// Nobody looks after anything any more.
struct Gone;

/// Knocks, and goes on to follow on a thread of its own. A desk that refuses is told at once.
pub(super) fn follow(context: &Context, happened: SyncSender<Happened>) -> Result<(), Error> {
    let (client, welcome, mut knock) = session::reach_again(context, Wants::Everything)?;
    let data = context.is_here().then(|| context.data().to_owned());
    let run = move || {
        let mut knocks = Knocks::default();
        let mut answered = Ok((client, welcome));
        while let Ok(()) = follow_once(answered, &mut knocks, &happened) {
            thread::sleep(knocks.pause());
            answered = knock.connect_or_revive(data.as_deref());
        }
    };
    let thread = thread::Builder::new().name("link".to_owned()).spawn(run);
    thread.map_err(|cause| Error::new("agent").because(cause))?;
    Ok(())
}

/// Listens where the desk answered. That it is gone is told once: whoever waits for it need not
/// hear of every knock.
fn follow_once(
    answered: Result<(Client, Welcome), Error>,
    knocks: &mut Knocks,
    happened: &SyncSender<Happened>,
) -> Result<(), Gone> {
    let why = match answered {
        Ok((client, welcome)) => listen(client, welcome, knocks, happened)?,
        Err(why) => why,
    };
    if knocks.is_first() {
        tell(happened, Happened::Down(Box::new(why)))?;
    }
    Ok(())
}

/// Passes on what the desk says until the link breaks; gives why it broke.
fn listen(
    client: Client,
    welcome: Welcome,
    knocks: &mut Knocks,
    happened: &SyncSender<Happened>,
) -> Result<Error, Gone> {
    let (sender, mut receiver) = client.split();
    tell(happened, Happened::Up(sender, Box::new(welcome)))?;
    loop {
        match receiver.next() {
            Ok(Some(FromDesk::Farewell(refusal))) => return Ok(refusal.into()),
            Ok(Some(word)) => {
                // A line so bad that it only carries the greeting is not knocked at every second.
                knocks.begin_anew();
                tell(happened, Happened::Word(Box::new(word)))?;
            }
            Ok(None) => return Ok(Error::new("link-lost")),
            Err(why) => return Ok(why),
        }
    }
}

fn tell(happened: &SyncSender<Happened>, what: Happened) -> Result<(), Gone> {
    happened.send(what).map_err(|_| Gone)
}
