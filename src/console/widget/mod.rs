//! The pieces screens are made of: one file each. They know cells, styles and keys, and nothing
//! of what they show.

pub mod doc;
pub mod field;
pub mod panel;
pub mod pick;
pub mod popup;
pub mod row;
pub mod scroll;
pub mod secret;

pub use doc::Doc;
pub use field::Field;
pub use panel::Panel;
pub use pick::Pick;
pub use row::{Col, Width};
pub use secret::Secret;
