//! Tables in files, as spreadsheets write them: CSV in UTF-8 or GB 18030. A table is taken whole or
//! refused whole, with every row that is wrong and why. What a spreadsheet would compute is text here,
//! and is written so that it stays text there.

pub mod contacts;
pub mod csv;
pub mod fault;
pub mod write;

pub use fault::{Fault, Refused, RowFault};
