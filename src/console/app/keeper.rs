//! Drafts, written by a thread of their own, so that a slow disk never holds a key press back.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::{self, JoinHandle};

use crate::console::draft::{Draft, DraftId, Keeper};
use crate::console::message::Message;
use crate::error::Error;

/// Changes that wait for the disk at most; a typist is slower than that.
const WAITING_MAX: usize = 64;

/// Something to do with a draft.
#[derive(Debug)]
pub enum Wish {
    /// Keep it.
    Keep(Box<Draft>),
    /// Drop it.
    Forget(DraftId),
}

/// A hold on the thread.
#[derive(Debug)]
pub struct Drafts {
    wishes: Option<SyncSender<Wish>>,
    thread: Option<JoinHandle<()>>,
}

impl Drafts {
    /// Opens the folder and gives the drafts in it. Without a folder nothing is kept, and the
    /// console says so once.
    pub fn open(folder: Option<PathBuf>, messages: SyncSender<Message>) -> (Self, Vec<Draft>) {
        let none = Self {
            wishes: None,
            thread: None,
        };
        let Some(folder) = folder else {
            return (none, Vec::new());
        };
        let keeper = match Keeper::open(&folder) {
            Ok(keeper) => keeper,
            Err(error) => {
                let _full = messages.try_send(Message::Trouble(Box::new(error)));
                return (none, Vec::new());
            }
        };
        let drafts = keeper.drafts();
        let (wishes, to_do) = sync_channel(WAITING_MAX);
        let started = thread::Builder::new()
            .name("drafts".into())
            .spawn(move || write(&keeper, &to_do, &messages));
        match started {
            Ok(thread) => {
                let own = Self {
                    wishes: Some(wishes),
                    thread: Some(thread),
                };
                (own, drafts)
            }
            Err(_) => (none, drafts),
        }
    }

    /// Has something done; waits only where the disk is far behind.
    pub fn wish(&self, wish: Wish) {
        if let Some(wishes) = &self.wishes {
            let _ended = wishes.send(wish);
        }
    }
}

impl Drop for Drafts {
    /// Everything wished is done before the console is gone.
    fn drop(&mut self) {
        self.wishes = None;
        if let Some(thread) = self.thread.take() {
            let _panicked = thread.join();
        }
    }
}

fn write(keeper: &Keeper, to_do: &Receiver<Wish>, messages: &SyncSender<Message>) {
    let mut was_well = true;
    for wish in to_do {
        let done: Result<(), Error> = match &wish {
            Wish::Keep(draft) => keeper.keep(draft),
            Wish::Forget(key) => keeper.drop(key),
        };
        // Told once, not at every key.
        if let Err(error) = done
            && was_well
        {
            was_well = false;
            let _full = messages.try_send(Message::Trouble(Box::new(error)));
        }
    }
}
