//! The desk as an agent follows it: knocked at again after pauses that grow.

use std::sync::mpsc::SyncSender;
use std::thread;
use std::time::Duration;

use crate::cli::context::Context;
use crate::cli::session;
use crate::error::Error;
use crate::link::Sender;
use crate::link::client::Client;
use crate::link::wire::{FromDesk, Wants, Welcome};
use crate::notify::desktop::Answer;

/// The pauses between knocks, in seconds; the last is repeated.
const PAUSES: [u64; 7] = [1, 2, 4, 8, 15, 30, 60];

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
    let run = move || {
        let mut client = Some((client, welcome));
        let mut failures = 0;
        loop {
            let answered = match client.take() {
                Some(answered) => Ok(answered),
                None => knock.connect(Wants::Everything),
            };
            let why = match answered {
                Ok((client, welcome)) => {
                    failures = 0;
                    match listen(client, welcome, &happened) {
                        Ok(why) => why,
                        Err(Gone) => return,
                    }
                }
                Err(why) => why,
            };
            // Told once: whoever waits for the desk need not hear of every knock.
            if failures == 0 && happened.send(Happened::Down(Box::new(why))).is_err() {
                return;
            }
            let pause = PAUSES.get(failures).or(PAUSES.last()).copied();
            failures += 1;
            thread::sleep(Duration::from_secs(pause.unwrap_or(1)));
        }
    };
    let thread = thread::Builder::new().name("link".to_owned()).spawn(run);
    thread.map_err(|cause| Error::new("agent").because(cause))?;
    Ok(())
}

fn listen(
    client: Client,
    welcome: Welcome,
    happened: &SyncSender<Happened>,
) -> Result<Error, Gone> {
    let (sender, mut receiver) = client.split();
    let tell = |what| happened.send(what).map_err(|_| Gone);
    tell(Happened::Up(sender, Box::new(welcome)))?;
    loop {
        match receiver.next() {
            Ok(Some(FromDesk::Farewell(refusal))) => return Ok(refusal.into()),
            Ok(Some(word)) => tell(Happened::Word(Box::new(word)))?,
            Ok(None) => return Ok(Error::new("link-lost")),
            Err(why) => return Ok(why),
        }
    }
}
