//! How people are told: on the desktop, in the terminal, by a command of the user's own.
//!
//! Best effort, and never in anybody's way: every way has a time limit and answers with an
//! [`Outcome`] that can be kept in the record. What must be told, to whom and when is decided
//! elsewhere; this room knows deadlines by their words only, and nothing of desk or link.
//!
//! * [`ringing`] says which reminders stand; [`herald`] which entries are to be told.
//! * [`Notice`] is one thing to tell, in the reader's language.
//! * [`desktop`] raises it over D-Bus and hears the buttons; one agent per session does.
//! * [`terminal`] turns it into bytes for the terminal at hand; writing them is the caller's.
//! * [`command`] hands it as JSON to a program: an SMS gateway, a siren, a phone box.
//! * [`trial`] tries every way and says what each answered.

pub mod command;
pub mod desktop;
pub mod dial;
pub mod herald;
pub mod notice;
pub mod outcome;
pub mod ringing;
pub mod terminal;
pub mod trial;
pub mod words;

pub use command::{CommandWay, NotifyCommand};
pub use notice::{Marks, Notice, NoticeKind};
pub use outcome::{Outcome, Reason, Way};
pub use words::Reminder;
