//! What leaves the house: calendars, and in time documents and sheets.
//!
//! This room knows the domain, the almanac and the rulebook. It writes texts; where they go is the
//! caller's business.

pub mod ics;

pub use ics::{Agenda, schedule_ics};
