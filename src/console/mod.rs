//! What people see: screens, widgets, keys, themes, the terminal.
//!
//! It knows the domain, the rulebook and the link; never the ledger or the desk. What is drawn is
//! a function of the model and the time; a view reads, and does nothing else.

pub mod action;
pub mod glyphs;
pub mod key;
pub mod keymap;
pub mod text;
pub mod theme;
