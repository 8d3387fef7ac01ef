//! What is wrong with a table, row by row; then that nothing of it was taken.

use std::path::Path;

use serde::Serialize;

use super::context::{Context, Form};
use super::out;
use crate::error::Error;
use crate::intake::table::fault::NAMED_MAX;
use crate::intake::table::{Refused, RowFault};

/// A row that is wrong, as scripts read it.
#[derive(Debug, Serialize)]
struct Wrong {
    row: usize,
    column: String,
    /// The stable name of what is wrong: `table-unknown`.
    fault: String,
    sentence: String,
}

#[derive(Debug, Serialize)]
struct Faults {
    faults: Vec<Wrong>,
}

/// Tells the rows that are wrong and gives the error that says so of the file: for people on standard
/// error, for scripts as JSON on standard output.
pub(super) fn told(context: &Context, refused: Refused, file: &Path) -> Result<Error, Error> {
    let rows = match refused {
        Refused::File(unreadable) => return Ok(Error::from(unreadable).in_file(file.display())),
        Refused::Rows(rows) => rows,
    };
    let count = rows.len();
    let faults: Vec<Wrong> = rows.iter().map(|row| wrong(context, row)).collect();
    if context.form == Form::Json {
        out::json(&Faults { faults })?;
    } else {
        for one in faults.iter().take(NAMED_MAX) {
            context.note(&one.sentence);
        }
        if count > NAMED_MAX {
            let more = (count - NAMED_MAX).to_string();
            context.note(&context.say("table-more", &[("number", more.into())]));
        }
    }
    Ok(Error::refused("table-refused")
        .with("path", file.display())
        .with("count", count))
}

fn wrong(context: &Context, fault: &RowFault) -> Wrong {
    let key = fault.fault.key();
    let args = fault.fault.args();
    let what = context.lang().tell(&key, &args, context.zone());
    let values = [
        ("row", fault.row.to_string().into()),
        ("column", fault.column.as_str().into()),
        ("what", what.into()),
    ];
    let place = if fault.column.is_empty() {
        "table-row"
    } else {
        "table-cell"
    };
    Wrong {
        row: fault.row,
        column: fault.column.clone(),
        fault: key,
        sentence: context.say(place, &values),
    }
}
