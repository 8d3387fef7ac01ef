//! People are told: in words that say what they must, by ways that never hang and never lie.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

mod command;
mod desktop;
mod notice;
mod support;
mod terminal;
