//! From home: the bridge, a real ssh, roles, PINs, and what a keeper is told to set up.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that panics has failed"
)]

mod bridge;
mod pins;
mod roles;
mod screen;
mod setup;
mod ssh;
mod sshd;
mod support;
mod watchdog;
