//! Signals, as messages. A console that is told to end and does not within a second is ended: its
//! terminal may hold it back.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread;
use std::time::Duration;

use signal_hook::consts::{SIGCONT, SIGHUP, SIGINT, SIGTERM};
use signal_hook::iterator::Signals;

use super::terminal;
use crate::console::message::{Message, Signal};

/// How long the end may take.
const GRACE: Duration = Duration::from_secs(1);

/// Held while the console runs; letting go of it says that it ended by itself.
#[derive(Debug)]
pub struct Watched {
    _ended: SyncSender<()>,
}

/// Begins to listen for signals.
pub fn watch(messages: SyncSender<Message>) -> std::io::Result<Watched> {
    let mut signals = Signals::new([SIGTERM, SIGHUP, SIGINT, SIGCONT])?;
    let (hold, ended) = sync_channel(0);
    thread::Builder::new()
        .name("signals".into())
        .spawn(move || {
            for signal in signals.forever() {
                if signal == SIGCONT {
                    // A queue that is full is drawn anew soon anyway.
                    let _full = messages.try_send(Message::Signal(Signal::Continue));
                } else {
                    end(signal, &messages, &ended);
                }
            }
        })?;
    Ok(Watched { _ended: hold })
}

fn end(signal: i32, messages: &SyncSender<Message>, ended: &Receiver<()>) {
    // Where the queue is full, the console does not take messages; then the grace decides.
    let _full = messages.try_send(Message::Signal(Signal::End));
    if ended.recv_timeout(GRACE) == Err(std::sync::mpsc::RecvTimeoutError::Timeout) {
        terminal::restore();
        std::process::exit(128 + signal);
    }
}
