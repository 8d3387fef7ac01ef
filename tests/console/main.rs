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
mod in_sight;
mod judging;
mod keys;
mod link;
mod pins;
mod reminder;
mod screens;
mod typing;
mod wake;
mod words;
