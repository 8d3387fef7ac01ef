//! Columns that stand under each other, whatever the characters in them are.

use crate::console::text::{fit, width};
use crate::locale::Lang;

/// Cells of a column at the most; the last one is as long as it is.
const COLUMN_MAX: usize = 40;

/// Blanks between columns.
const GAP: usize = 2;

/// Rows under headings.
pub(in crate::cli) struct Table<const N: usize> {
    rows: Vec<[String; N]>,
}

impl<const N: usize> Table<N> {
    /// A table with headings, named by their locale keys.
    pub(in crate::cli) fn new(lang: Lang, heads: [&str; N]) -> Self {
        Self {
            rows: vec![heads.map(|key| lang.text(key))],
        }
    }

    /// Adds a row.
    pub(in crate::cli) fn row(&mut self, cells: [&str; N]) {
        self.rows.push(cells.map(str::to_owned));
    }

    /// The lines.
    pub(in crate::cli) fn text(&self) -> String {
        let widths: [usize; N] = std::array::from_fn(|column| {
            let cells = self.rows.iter().map(|row| width(&row[column]));
            cells.max().unwrap_or(0).min(COLUMN_MAX)
        });
        let line = |row: &[String; N]| {
            let mut line = String::new();
            for (column, cell) in row.iter().enumerate() {
                if column + 1 == N {
                    line.push_str(&fit(cell, width(cell)));
                } else {
                    line.push_str(&fit(cell, widths[column]));
                    line.extend(std::iter::repeat_n(' ', GAP));
                }
            }
            line.trim_end().to_owned()
        };
        self.rows.iter().map(line).collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_stand_under_each_other_in_cells() {
        let mut table = Table::new(Lang::Zh, ["field-name", "field-post"]);
        table.row(["王敏", "值班员"]);
        table.row(["Abc\u{1b}[2J", "x"]);
        let text = table.text();
        let lines: Vec<&str> = text.lines().collect();
        assert_eq!(lines, ["姓名    职务", "王敏    值班员", "Abc[2J  x"]);
    }
}
