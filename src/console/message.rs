//! What can happen to a console, and what a console can want of the world: two closed lists, so
//! that everything in between is a function.

use ratatui::crossterm::event::Event;

use super::draft::{Draft, DraftId};
use crate::domain::reminder::{MatterId, Rung};
use crate::error::Error;
use crate::link::wire::{FromDesk, ToDesk, Welcome};
use crate::notify::desktop::Answer;
use crate::notify::herald::Telling;
use crate::notify::{Outcome, Way};

/// Something that happened.
#[derive(Debug)]
pub enum Message {
    /// A key, a paste, a new size.
    Input(Event),
    /// The desk answered the knock.
    LinkUp(Box<Welcome>),
    /// The desk said something.
    Link(Box<FromDesk>),
    /// The desk cannot be reached, or can no longer.
    LinkLost(Box<Error>),
    /// The desktop of this session answered.
    Desktop(Answer),
    /// A reminder was told in this terminal, or should have been.
    Told(MatterId, Rung, Outcome),
    /// Every way was tried, as at the start of a watch.
    Tried(Vec<(Way, Outcome)>),
    /// Something of the console's own did not work; the rest does.
    Trouble(Box<Error>),
    /// The system said something.
    Signal(Signal),
    /// The time came at which the picture looks different.
    Tick,
}

/// What the system says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Signal {
    /// End: the terminal is gone, or somebody asked.
    End,
    /// Go on after having been stopped.
    Continue,
}

/// Something to be done outside.
#[derive(Debug, Clone)]
pub enum Effect {
    /// Say something to the desk.
    Send(Box<ToDesk>),
    /// Keep a draft.
    Keep(Box<Draft>),
    /// Drop a draft.
    Forget(DraftId),
    /// Tell a reminder, in this terminal and on this desktop.
    Tell(Box<Telling>),
    /// Take away what was told of a matter.
    Settle(MatterId),
    /// Try every way of telling and say what failed.
    Try,
    /// Try the link again now.
    Reconnect,
    /// Hand the terminal back to the shell for a while.
    Suspend,
    /// Draw everything anew.
    Redraw,
    /// Leave.
    Quit,
}
