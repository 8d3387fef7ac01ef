//! The pure core: what may happen, and what does not.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test that panics has failed"
)]

mod below;
mod contacts;
mod decide;
mod grading;
mod ladder;
mod number;
mod placing;
mod reminder;
mod schedule;
mod story;
