//! What people see: screens, widgets, keys, themes, the terminal.
//!
//! It knows the domain, the rulebook and the link; never the ledger or the desk. What is drawn is
//! a function of the model and the time; a view reads, and does nothing else.
//!
//! ```text
//! message.rs  what can happen, what can be wanted.   model/    what is known and how it changes.
//! screen/     the pictures.    overlay/  help, palette, drafts, questions.    form/   forms.
//! scene.rs    what a picture may look at.            story/    what happened, in a sentence.
//! proposal.rs what the grading tables propose.       wording.rs  what periods and steps are called.
//! outlook.rs  what the almanac tells, kept until something in it changes.
//! action.rs   what a person can do.    keymap.rs, keys.toml, key.rs   with which keys.
//! widget/     rows, fields, frames.    text.rs    cells.    glyphs.rs, theme/   signs, colours.
//! app/        the loop, the threads, the terminal.    board.rs  the board as plain text.
//! look.rs     what the terminal can show.            draft.rs  forms that were not finished.
//! marks.rs    who a duty is asked for, in one row.
//! ```

pub mod action;
pub mod app;
pub mod board;
pub mod countdown;
pub mod draft;
pub mod form;
pub mod glyphs;
pub mod key;
pub mod keymap;
pub mod look;
pub mod marks;
pub mod message;
pub mod model;
pub mod outlook;
pub mod overlay;
pub mod proposal;
pub mod scene;
pub mod screen;
pub mod story;
pub mod text;
pub mod theme;
pub mod widget;
pub mod wording;

pub use app::{Connect, ConsoleOptions, DesktopOptions, ThemeWish, run};
pub use model::StartAt;
