//! People are told: in words that say what they must, by ways that never hang and never lie.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

#[path = "../support/bus.rs"]
mod bus;
mod command;
mod desktop;
#[path = "../support/dunst.rs"]
mod dunst;
mod notice;
#[path = "../support/notifications.rs"]
mod notifications;
mod support;
mod terminal;
