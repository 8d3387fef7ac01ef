//! What day it is: public holidays and make-up working days, working time, lunar dates and solar
//! terms, the periods in which the watch is tightened and the steps they ask for.
//!
//! Pure. This room knows the domain and nothing else: no clock, no file, no thread, no locale. What
//! the desk took in or entered is a parameter; everything here is derived and never stored.

pub mod anchor;
pub mod day;
pub mod hazard;
pub mod holiday;
pub mod import;
pub mod lunar;
mod moment;
mod notices;
pub mod periods;
pub mod rule;
pub mod run;
pub mod schedule;
pub mod step;
pub mod term;
pub mod work;

pub use day::{Calendar, Day};
pub use lunar::Lunar;
pub use periods::{Almanac, duty_level};
pub use schedule::{Step, StepStanding};
pub use term::SolarTerm;
pub use work::{Worked, due_after_working_days, due_at_close};
