//! What day it is, what the watch is asked, and when: against the published tables and the rules' text.

#![expect(clippy::unwrap_used, reason = "a test that panics has failed")]

mod days;
mod import;
mod lunar;
mod periods;
mod properties;
mod schedule;
mod support;
mod work;
