//! The record under what can happen to it while it is written: killed at any moment, cut off from
//! power, on a full disk, in a folder that takes no writing. No acknowledged entry is lost.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that panics has failed"
)]

mod child;
mod disk;
mod kill;
mod mounts;
mod opened;
mod power;
mod record;
