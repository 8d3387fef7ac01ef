//! What comes in from outside: warnings in the files other systems write, tables. Pure: text in, facts or
//! a refusal with its reason and place out. It opens no file, asks no clock and knows no screen;
//! the desk reads the folder, sets files aside and records what was taken.
//!
//! A file is taken whole or not at all. Text from outside is hostile: sizes, depths and counts are
//! bounded before anything is parsed, nothing is ever expanded or fetched, and what could steer a
//! terminal never leaves this room.

pub mod encoding;
pub mod folder;
pub mod table;
pub mod text;
pub mod unreadable;
pub mod warning;

pub use unreadable::{Place, Reason, Unreadable};
