//! A table as a spreadsheet opens it: UTF-8 with its mark, lines ended as CSV ends them, and nothing
//! in a cell that a spreadsheet would compute.

/// Tells a spreadsheet that the file is UTF-8.
const MARK: char = '\u{feff}';

/// The bytes of a table.
pub fn csv<const N: usize>(heading: [&str; N], rows: impl Iterator<Item = [String; N]>) -> String {
    let mut text = String::from(MARK);
    line(&mut text, &heading.map(str::to_owned));
    for row in rows {
        line(&mut text, &row);
    }
    text
}

fn line(text: &mut String, cells: &[String]) {
    for (at, cell) in cells.iter().enumerate() {
        if at > 0 {
            text.push(',');
        }
        text.push_str(&written(cell));
    }
    text.push_str("\r\n");
}

fn written(cell: &str) -> String {
    let covered = if is_computed(cell) {
        format!("'{cell}")
    } else {
        cell.to_owned()
    };
    if covered.contains(['"', ',', '\n', '\r', ';', '\t']) {
        return format!("\"{}\"", covered.replace('"', "\"\""));
    }
    covered
}

/// Whether a spreadsheet would compute what begins so.
pub(super) fn is_computed(cell: &str) -> bool {
    cell.starts_with(['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
}

#[cfg(test)]
mod tests {
    use crate::intake::table::csv;

    #[test]
    fn what_is_written_is_read_back_and_computes_nothing() {
        let rows = [
            ["a", "=HYPERLINK(\"http://x\",\"y\")"],
            ["b,c", "+86 23-6000 0001"],
            ["说\"好\"", "-1"],
        ];
        let rows = rows.map(|row| row.map(str::to_owned));
        let text = super::csv(["id", "phone"], rows.clone().into_iter());
        assert!(text.starts_with("\u{feff}id,phone\r\n"));
        for line in text.lines().skip(1) {
            let second = line.rsplit_once(",'").or(line.rsplit_once(",\"'"));
            assert!(second.is_some(), "{line}");
        }
        let read = csv::rows(text.trim_start_matches('\u{feff}')).unwrap();
        let read: Vec<_> = read.into_iter().skip(1).map(|row| row.cells).collect();
        assert_eq!(read, rows);
    }
}
