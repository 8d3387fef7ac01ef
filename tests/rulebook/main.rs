//! Promise: a deadline is what the rules' text says, for every recipient, whatever happens; and a
//! rule pack is read whole or refused with file, line and reason.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that panics has failed"
)]

mod cases;
mod duties;
mod follow_ups;
mod foreseen;
mod government;
mod history;
mod neighbours;
mod oracle;
mod packs;
mod posture;
mod properties;
mod regrade;
mod starts;
mod story;
mod views;
mod working_days;
