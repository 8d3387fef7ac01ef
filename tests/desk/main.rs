//! The desk over a real socket: what is acknowledged stays, everybody sees the same, and nobody who
//! connects can hurt it.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that panics has failed"
)]

mod clock;
mod consent;
mod door;
mod durable;
mod hostile;
mod idle;
mod in_step;
mod inbox;
mod lifecycle;
mod personal;
mod process;
mod reminders;
mod rules;
mod support;
mod telling;
mod vigilance;
