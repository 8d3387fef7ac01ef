//! Watchkeeper (值守台): a duty-room watch console.
//!
//! One process, the **desk**, keeps the record and watches the clock; any number of **consoles**
//! show it. Folders are rooms; each row may know only the rows above it.
//!
//! ```text
//! domain/    what is true: calls, incidents, reports, watches; Event, State, decide, apply; the
//!            grading tables. Pure.
//! almanac/   what day it is: holidays, working time, lunar dates, periods and their steps. Pure.
//! rulebook/  what the rules demand: rule packs (TOML data), deadlines. Pure.
//! intake/    what comes in from outside: warnings in files, read whole or refused. Pure.
//! link/      how they talk: wire messages, codec, client over a Unix socket or the user's ssh.
//! ledger/    what is kept: the chained record, journal files and sled trees; verify, back up.
//! notify/    how people are told: desktop, terminal, command. (of the rows above: domain, rulebook)
//! desk/      who serves: the one writer, sessions, the reminder clock, the watched folder.
//! papers/    what leaves the house: calendars. (of the rows above: domain, almanac, rulebook)
//! console/   what people see: screens, widgets, keys, themes. (never ledger or desk)
//! cli/       one file per subcommand.
//! clock.rs   the only place that asks the time.
//! locale.rs  every sentence, zh-CN and en.
//! config/    where data lives, what the user set.
//! error.rs   what the edges say when something could not be done.
//! ```
//!
//! One way through the house: a key press becomes a [`domain::Command`]; the desk lets
//! [`domain::decide()`] judge it; the events that follow are chained, synced and then broadcast as
//! entries; every console folds them into its own [`domain::State`]; deadlines are derived from it
//! by the rulebook and drawn. Nothing derived is stored.
//!
//! Invariants, held by tests: no room knows a room below it; only `clock.rs` asks the time; an
//! acknowledged command is on disk; an entry is never edited.

pub mod almanac;
pub mod cli;
pub mod clock;
pub mod config;
pub mod console;
pub mod desk;
pub mod domain;
pub mod error;
pub mod intake;
pub mod ledger;
pub mod link;
pub mod locale;
pub mod notify;
pub mod papers;
pub mod rulebook;
