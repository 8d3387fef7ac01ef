//! Who serves: the one writer, the sessions, the door. It knows the ledger, the rulebook, the link
//! and the domain; it draws nothing and never reads a terminal.
//!
//! ```text
//! serve.rs       a desk from its start to its end, and what the outside may order of it.
//! background.rs  starting one in the background.
//! listener.rs    the door: the socket, who comes in.
//! session/       one connection.
//! office.rs      what sessions share.
//! condition.rs   what of the desk's condition a console is told at once.
//! job.rs         what the writer is asked to do.
//! writer/        the thread that alone changes the record.
//! reminder.rs    the clock that has the writer raise reminders; alarm.rs is what it waits with.
//! crier.rs       telling people by the keeper's own commands.
//! time.rs        the desk's clock; never behind the record.
//! rules.rs       the packs on disk.
//! inbox/         the watched folder of warnings.
//! login.rs       who is behind a connection.
//! gate.rs        who comes in: roles.rs, pins.rs, refusals.rs; access.rs what each wish needs.
//! premises.rs    the data folder, closed to others.
//! supervisor.rs  the service manager that started the desk.
//! ```
//!
//! Nothing here looks again and again: an idle desk without consoles sleeps until somebody knocks.

mod access;
mod alarm;
mod background;
mod condition;
mod crier;
mod gate;
mod inbox;
mod job;
mod listener;
mod log;
mod login;
mod office;
mod pins;
mod premises;
mod refusals;
mod reminder;
mod roles;
mod rules;
mod serve;
mod session;
mod supervisor;
mod time;
mod writer;

pub use background::{LOG_NAME, start_in_background, start_program};
pub use login::own_login;
pub use rules::RULES_DIR;
pub use serve::{Desk, Order, serve};
