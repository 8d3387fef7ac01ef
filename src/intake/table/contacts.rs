//! A directory of recipients in a table: id, name, phone, and perhaps another phone. What a cell
//! leaves empty stays as it is; whom the table does not name stays as well.

use std::collections::BTreeMap;

use super::csv::{self, Row};
use super::fault::{Fault, Refused, RowFault};
use super::write;
use crate::domain::contact::RecipientEntry;
use crate::domain::text::{self, NAME_MAX};
use crate::domain::{RecipientId, State};
use crate::intake::encoding;

/// The headings as they are written; others that mean the same are read too.
pub const HEADING: [&str; 4] = ["id", "name", "phone", "other_phone"];

/// The headings each column goes by.
const COLUMNS: [&[&str]; 4] = [
    &["id", "代号", "编号"],
    &["name", "名称", "姓名"],
    &["phone", "电话", "联系电话", "值班电话"],
    &["other_phone", "other phone", "备用电话", "其他电话"],
];
const ID: usize = 0;
const NAME: usize = 1;
const PHONE: usize = 2;
const OTHER: usize = 3;

/// Where the columns stand.
struct Columns {
    places: [Option<usize>; 4],
    heading: Vec<String>,
}

/// What a table says of the recipients a desk knows: each with what it shall be from now on, also
/// where nothing changes.
pub fn read(bytes: &[u8], state: &State) -> Result<Vec<RecipientEntry>, Refused> {
    let text = encoding::decode_table(bytes).map_err(Refused::File)?;
    let mut rows = csv::rows(&text)?.into_iter();
    let heading = rows.next();
    let heading = heading.ok_or_else(|| Refused::row(RowFault::whole(1, Fault::NoRows)))?;
    let columns = columns(heading)?;
    let mut faults = Vec::new();
    let mut entries = Vec::new();
    let mut seen: BTreeMap<RecipientId, usize> = BTreeMap::new();
    for row in rows {
        let before = faults.len();
        let entry = entry(&row, &columns, state, &mut faults);
        let Some(entry) = entry.filter(|_| faults.len() == before) else {
            continue;
        };
        match seen.insert(entry.id.clone(), row.number) {
            Some(other) => {
                let fault = Fault::Twice { other };
                faults.push(RowFault::at(row.number, columns.name(ID), fault));
            }
            None => entries.push(entry),
        }
    }
    if !faults.is_empty() {
        return Err(Refused::Rows(faults));
    }
    if entries.is_empty() {
        return Err(Refused::row(RowFault::whole(1, Fault::NoRows)));
    }
    Ok(entries)
}

/// The directory as a table, in the language the names are given in.
pub fn written<'a>(rows: impl Iterator<Item = (&'a RecipientId, &'a str, [&'a str; 2])>) -> String {
    let rows =
        rows.map(|(id, name, [phone, other])| [id.as_str(), name, phone, other].map(str::to_owned));
    write::csv(HEADING, rows)
}

fn columns(heading: Row) -> Result<Columns, Refused> {
    let mut places = [None; 4];
    let mut faults = Vec::new();
    for (at, cell) in heading.cells.iter().enumerate() {
        let name = cell.trim().to_lowercase();
        let fault = match COLUMNS
            .iter()
            .position(|names| names.contains(&name.as_str()))
        {
            Some(column) if places[column].is_some() => Fault::ColumnTwice,
            Some(column) => {
                places[column] = Some(at);
                continue;
            }
            None => Fault::UnknownColumn {
                known: HEADING.join(", "),
            },
        };
        faults.push(RowFault::at(heading.number, cell, fault));
    }
    for needed in [ID, PHONE] {
        if places[needed].is_none() {
            let name = HEADING[needed];
            faults.push(RowFault::whole(heading.number, Fault::NoColumn { name }));
        }
    }
    if !faults.is_empty() {
        return Err(Refused::Rows(faults));
    }
    Ok(Columns {
        places,
        heading: heading.cells,
    })
}

impl Columns {
    /// What stands in a column of a row; empty where the table has no such column.
    fn cell<'a>(&self, row: &'a Row, column: usize) -> &'a str {
        let at = self.places[column];
        let cell = at.and_then(|at| row.cells.get(at));
        cell.map_or("", |cell| cell.trim())
    }

    /// The heading of a column as the table writes it.
    fn name(&self, column: usize) -> &str {
        let at = self.places[column];
        let name = at.and_then(|at| self.heading.get(at));
        name.map_or(HEADING[column], |name| name.trim())
    }
}

fn entry(
    row: &Row,
    columns: &Columns,
    state: &State,
    faults: &mut Vec<RowFault>,
) -> Option<RecipientEntry> {
    let (wanted, given) = (columns.heading.len(), row.cells.len());
    if wanted != given {
        let fault = Fault::CellCount { wanted, given };
        faults.push(RowFault::whole(row.number, fault));
        return None;
    }
    let given = columns.cell(row, ID);
    let id = RecipientId::from(given);
    if !state.is_recipient(&id) {
        let given = given.to_owned();
        let fault = Fault::Unknown { given };
        faults.push(RowFault::at(row.number, columns.name(ID), fault));
        return None;
    }
    let packed = state.rules.recipient(&id);
    let known = state.contacts.get(&id).map(|listed| listed.entry.clone());
    let known = known.unwrap_or_else(|| RecipientEntry::of(id));
    let mut filled = |column: usize, kept: &String, read: Read| {
        let cell = columns.cell(row, column);
        let fault = match read(HEADING[column].replace('_', "-").as_str(), cell) {
            Ok(read) if read.is_empty() => return kept.clone(),
            Ok(read) if column == NAME || !has_lost_zero(&read, kept) => return read,
            Ok(_) => Fault::LostZero {
                known: kept.clone(),
            },
            Err(rejection) => Fault::Value(rejection),
        };
        faults.push(RowFault::at(row.number, columns.name(column), fault));
        String::new()
    };
    let name = filled(NAME, &known.name, |field, cell| {
        text::line(field, cell, NAME_MAX)
    });
    let phone = filled(PHONE, &known.phone, text::phone);
    // What the rules say anyway is nothing the desk says: a table that was written here and comes
    // back as it was changes nothing.
    let is_packed_name = packed.is_some_and(|packed| name == packed.zh || name == packed.en);
    let is_packed_phone = packed.is_some_and(|packed| phone == packed.phone);
    Some(RecipientEntry {
        name: if is_packed_name { String::new() } else { name },
        phone: if is_packed_phone && known.phone.is_empty() {
            String::new()
        } else {
            phone
        },
        other_phone: filled(OTHER, &known.other_phone, text::phone),
        id: known.id,
    })
}

type Read = fn(&str, &str) -> Result<String, crate::domain::Rejection>;

/// Whether a number is the known one without its first 0: what a spreadsheet makes of 02360000001.
fn has_lost_zero(given: &str, known: &str) -> bool {
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let plain = given.chars().all(|c| c.is_ascii_digit());
    plain && digits(known).strip_prefix('0') == Some(given)
}
