//! The command line as scripts and people call it: the real program, a simulated desk in a folder
//! of its own, names, options, exit codes and JSON keys as they are promised.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that panics has failed"
)]

mod backup;
mod demo;
mod first_version;
mod help;
mod hostile;
mod idle;
mod judging;
mod life;
mod numbers;
mod placing;
mod real_cases;
mod recipients;
mod record;
mod refusals;
mod reminders;
mod schedule;
#[path = "../support/screen.rs"]
mod screen;
mod support;
mod terminal;
mod typing;
mod whole_day;
