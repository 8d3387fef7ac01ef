//! What is true: calls, incidents, reports, watches, and the events that made them so.
//!
//! Pure. This room knows no clock, no file, no thread and no screen: the time is a parameter, and
//! everything it holds is a fold of [`Entry`] values over [`State`].
//!
//! * [`decide()`] is the only place that says no: `(State, now, who, Command) → Vec<Event> | Rejection`.
//! * [`apply()`] never fails and never decides: `(&mut State, &Entry)`.

pub mod apply;
pub mod asker;
pub mod calendar;
pub mod call;
pub mod command;
pub mod contact;
pub mod decide;
pub mod done;
pub mod draft;
pub mod duty;
pub mod entry;
pub mod event;
pub mod extent;
pub mod grade;
pub mod grading;
pub mod ids;
pub mod impact;
pub mod incident;
pub mod judgement;
pub mod mode;
pub mod number;
pub mod officer;
pub mod period;
pub mod radiation;
pub mod rejection;
pub mod reminder;
pub mod report;
pub mod response;
pub mod rule;
pub mod setting;
pub mod state;
pub mod subject;
pub mod text;
pub mod times;
pub mod verify;
pub mod warning;
pub mod watch;
pub mod when;

pub use apply::apply;
pub use asker::{Asker, Proven};
pub use command::Command;
pub use decide::decide;
pub use entry::{By, Digest, Entry, Sealed};
pub use event::Event;
pub use ids::{CommandId, DeskCode, OfficerId, RecipientId, RuleId, SubjectId, SubjectKind};
pub use number::{Meant, Written};
pub use rejection::{Arg, Rejection};
pub use state::State;
pub use subject::Subject;
pub use verify::{Head, HeadClaim, VerifyReport};
