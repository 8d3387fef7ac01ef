//! CSV (RFC 4180): cells parted by commas, or by tabs or semicolons where the first line has no
//! comma; a cell in quotes may hold anything, a quote in it is doubled. Rows are counted as a
//! spreadsheet counts them, the heading being row 1.

use super::fault::{Fault, Refused, RowFault};

/// Rows a table may have.
pub const ROWS_MAX: usize = 5_000;

/// Cells a row may have.
const CELLS_MAX: usize = 100;

/// A row of cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    /// Its number, from 1.
    pub number: usize,
    /// What stands in it; a quote before what a spreadsheet would compute is taken off.
    pub cells: Vec<String>,
}

/// The rows that are not empty.
pub fn rows(text: &str) -> Result<Vec<Row>, Refused> {
    let mut reader = Reader {
        rest: text.chars().peekable(),
        parts: separator(text),
    };
    let mut rows = Vec::new();
    let mut number = 0;
    while reader.rest.peek().is_some() {
        number += 1;
        let wrong = |fault| Refused::row(RowFault::whole(number, fault));
        if number > ROWS_MAX {
            return Err(wrong(Fault::TooManyRows { limit: ROWS_MAX }));
        }
        let cells = reader.row().map_err(wrong)?;
        if cells.iter().any(|cell| !cell.trim().is_empty()) {
            rows.push(Row { number, cells });
        }
    }
    Ok(rows)
}

/// What parts the cells, as the first line has it.
fn separator(text: &str) -> char {
    let first = text.lines().next().unwrap_or_default();
    let others = ['\t', ';'];
    let found = others.into_iter().find(|other| first.contains(*other));
    if first.contains(',') {
        ','
    } else {
        found.unwrap_or(',')
    }
}

struct Reader<I: Iterator<Item = char>> {
    rest: std::iter::Peekable<I>,
    parts: char,
}

/// What a cell ended with.
#[derive(PartialEq)]
enum End {
    Cell,
    Row,
}

impl<I: Iterator<Item = char>> Reader<I> {
    fn row(&mut self) -> Result<Vec<String>, Fault> {
        let mut cells = Vec::new();
        loop {
            let (cell, end) = if self.rest.next_if_eq(&'"').is_some() {
                self.quoted()?
            } else {
                self.plain()?
            };
            cells.push(uncovered(cell));
            if cells.len() > CELLS_MAX {
                return Err(Fault::TooManyCells { limit: CELLS_MAX });
            }
            if end == End::Row {
                return Ok(cells);
            }
        }
    }

    fn plain(&mut self) -> Result<(String, End), Fault> {
        let mut cell = String::new();
        while let Some(c) = self.rest.next() {
            match c {
                '"' => return Err(Fault::StrayQuote),
                c if c == self.parts => return Ok((cell, End::Cell)),
                c if self.is_line_end(c) => return Ok((cell, End::Row)),
                c => cell.push(c),
            }
        }
        Ok((cell, End::Row))
    }

    fn quoted(&mut self) -> Result<(String, End), Fault> {
        let mut cell = String::new();
        while let Some(c) = self.rest.next() {
            if c != '"' {
                cell.push(c);
            } else if self.rest.next_if_eq(&'"').is_some() {
                cell.push('"');
            } else {
                return match self.rest.next() {
                    None => Ok((cell, End::Row)),
                    Some(c) if c == self.parts => Ok((cell, End::Cell)),
                    Some(c) if self.is_line_end(c) => Ok((cell, End::Row)),
                    Some(_) => Err(Fault::StrayQuote),
                };
            }
        }
        Err(Fault::OpenQuote)
    }

    /// Whether a line ends here: `\n`, `\r\n` or an old `\r`.
    fn is_line_end(&mut self, c: char) -> bool {
        if c == '\r' {
            self.rest.next_if_eq(&'\n');
        }
        matches!(c, '\n' | '\r')
    }
}

/// The cell without the quote that keeps a spreadsheet from computing it.
fn uncovered(cell: String) -> String {
    match cell.strip_prefix('\'') {
        Some(inner) if super::write::is_computed(inner) => inner.to_owned(),
        Some(_) | None => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        let rows = rows(text).unwrap().into_iter();
        rows.map(|row| row.cells).collect()
    }

    fn fault(text: &str) -> (usize, Fault) {
        match rows(text).unwrap_err() {
            Refused::Rows(rows) => (rows[0].row, rows[0].fault.clone()),
            Refused::File(reason) => panic!("{reason:?}"),
        }
    }

    #[test]
    fn cells_are_parted_and_quotes_hold_anything() {
        let text = "a,b\r\n\"1,2\",\"say \"\"hi\"\"\"\n\"two\nlines\",\n";
        let wanted = [
            vec!["a", "b"],
            vec!["1,2", "say \"hi\""],
            vec!["two\nlines", ""],
        ];
        assert_eq!(cells(text), wanted);
        assert_eq!(cells("a\tb\n1\t2"), [["a", "b"], ["1", "2"]]);
        assert_eq!(cells("a;b\r1;2\r"), [["a", "b"], ["1", "2"]]);
    }

    #[test]
    fn rows_are_numbered_as_a_spreadsheet_numbers_them_and_empty_ones_left_out() {
        let rows = rows("a,b\n\n,\n\"x\ny\",1\nz,2\n").unwrap();
        let numbers: Vec<usize> = rows.iter().map(|row| row.number).collect();
        assert_eq!(numbers, [1, 4, 5]);
    }

    #[test]
    fn a_row_that_is_no_row_is_named() {
        assert_eq!(fault("a,b\n1,\"2\n3"), (2, Fault::OpenQuote));
        assert_eq!(fault("a,b\n1,2\"\n"), (2, Fault::StrayQuote));
        assert_eq!(fault("a,b\n1,\"2\"3\n"), (2, Fault::StrayQuote));
        let wide = format!("a\n{}", ",".repeat(CELLS_MAX));
        assert_eq!(fault(&wide).0, 2);
        let long = "a\n".repeat(ROWS_MAX + 1);
        assert_eq!(fault(&long).0, ROWS_MAX + 1);
    }

    #[test]
    fn what_was_covered_against_computing_comes_back_as_it_was() {
        assert_eq!(
            cells("a\n'+86 23\n'=1+1\n'quoted'\n"),
            [["a"], ["+86 23"], ["=1+1"], ["'quoted'"]]
        );
    }
}
