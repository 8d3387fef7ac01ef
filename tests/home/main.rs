//! From home: the bridge, a real ssh, the agent of a desktop, tmux, roles, PINs, and what a keeper is
//! told to set up.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that panics has failed"
)]

mod agent;
mod bridge;
#[path = "../support/bus.rs"]
mod bus;
#[path = "../support/dunst.rs"]
mod dunst;
mod far_agent;
#[path = "../support/notifications.rs"]
#[expect(dead_code, reason = "only the desktop's own tests need its bad habits")]
mod notifications;
mod pins;
mod roles;
#[path = "../support/screen.rs"]
mod screen;
mod session;
mod setup;
mod ssh;
mod sshd;
mod support;
mod there;
mod tmux;
mod watchdog;
