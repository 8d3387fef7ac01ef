//! What the rules demand: rule packs (TOML data), and the deadlines that follow from the state.
//!
//! Pure. This room knows the domain and the almanac: no clock, no file, no thread, no locale. Pack
//! files are read by whoever calls [`load`]; the time is a parameter.
//!
//! * [`built_in`] and [`load`] give the [`RuleSet`](crate::domain::rule::RuleSet) a desk adopts.
//! * [`deadlines`] derives every deadline from what is frozen with each subject. Nothing here is
//!   ever stored, so a changed pack never rewrites the past.
//! * [`incident_foreseen`] says what would be asked of what nobody has judged yet.
//! * [`reach::Reaches`] says which neighbour lies up or down the river.
//! * [`Posture`] shows them *due soon* earlier while the watch is tightened.
//! * [`lines`] folds what asks the same of the same recipient under the strictest.
//! * [`duty_rows()`] makes one row of what is asked by one time and way, whoever is asked for.

mod answered;
mod deadline;
mod deadlines;
mod duties;
mod follow_up;
mod foreseen;
pub mod ladder;
pub mod limit;
mod lines;
pub mod pack;
mod posture;
pub mod reach;
mod start;
mod trust;
pub mod vigilance;
mod work_time;

pub use deadline::{Deadline, Standing, WasOverdue};
pub use deadlines::{
    call_deadlines, deadlines, incident_deadlines, next_change, subject_deadlines,
    warning_deadlines, with_foreseen,
};
pub use duties::{DutyKey, DutyRow, Unlisted, duty_rows, foremost};
pub use foreseen::incident_foreseen;
pub use lines::{Line, lines};
pub use pack::{PackError, PackFault, built_in, load};
pub use posture::Posture;
pub use work_time::WorkTime;
