//! The record: what is recorded stays, opening is short, and what is asked is found.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

mod desk;
mod opening;
