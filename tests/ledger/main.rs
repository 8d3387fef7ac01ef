//! The record: what is recorded stays, opening is short, the copies heal each other, and what is
//! asked is found.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

mod checking;
mod desk;
mod opening;
mod queries;
mod witnesses;
