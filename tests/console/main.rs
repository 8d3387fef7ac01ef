//! The console, driven in memory: keys in, pictures out, a desk that decides and records in
//! between. No terminal, no socket, no clock.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that panics has failed"
)]

mod fixture;

mod bytes;
mod calendar;
mod drafts;
mod find;
mod forms;
mod glyphs;
<<<<<<< HEAD
mod judging;
=======
mod in_sight;
>>>>>>> 7fac3b4 (console: a duty is a row with its recipients as marks; what can still be met soonest is always in sight, what is not drawn is counted)
mod keys;
mod link;
mod pins;
mod reminder;
mod screens;
mod typing;
mod wake;
mod words;
