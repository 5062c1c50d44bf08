//! Tables that people paste: from a spreadsheet (tabs), or the text of a CSV file with comma or semicolon.
//!
//! Invariants: every cell comes out, or the whole is refused with its row; nothing is evaluated: what looks like a formula
//! is refused, because the sum that its writer saw is not in it.

use csv::{ReaderBuilder, Trim};
use std::fmt;

/// The most rows of one table, the headings included.
pub const MOST_ROWS: usize = 5_001;
/// The most columns.
pub const MOST_COLUMNS: usize = 40;

/// A pasted table: rows of equal width, cells without white space at their ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pasted {
    /// Cells row by row; empty rows are left out.
    pub rows: Vec<Vec<String>>,
    /// The row's number in what was pasted, from 1.
    pub lines: Vec<usize>,
}

/// Why a table cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PastedError {
    /// There is nothing in it.
    Empty,
    /// It has more rows than that.
    TooManyRows(usize),
    /// A row has more cells than that: row, limit.
    TooManyColumns(usize, usize),
    /// A cell begins as a formula: row, column (both from 1), the cell.
    Formula(usize, usize, String),
    /// A quotation mark is never closed, or stands where it cannot: row.
    Quotes(usize),
}

impl fmt::Display for PastedError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PastedError::Empty => f.write_str("there is nothing in the table; paste at least one row"),
            PastedError::TooManyRows(limit) => write!(f, "more than {limit} rows; divide the table"),
            PastedError::TooManyColumns(row, limit) => {
                write!(f, "row {row} has more than {limit} columns; paste only those that are needed")
            }
            PastedError::Formula(row, column, _) => {
                write!(f, "row {row}, column {column} is a formula; paste its value")
            }
            PastedError::Quotes(row) => write!(f, "row {row}: a quotation mark is not closed"),
        }
    }
}
impl std::error::Error for PastedError {}

/// Reads a pasted table.
pub fn read(text: &str) -> Result<Pasted, PastedError> {
    let text = text.trim_start_matches('\u{feff}');
    let delimiter = delimiter(text);
    if unclosed(text) {
        return Err(PastedError::Quotes(text.lines().count()));
    }
    let mut reader = ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .trim(Trim::All)
        .delimiter(delimiter)
        .from_reader(text.as_bytes());
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    let mut place = Place { at: 0, line: 1 };
    for record in reader.records() {
        let record = record.map_err(|e| PastedError::Quotes(place.line_of(text, e.position())))?;
        let line = place.line_of(text, record.position());
        if record.iter().all(str::is_empty) {
            continue;
        }
        if rows.len() == MOST_ROWS {
            return Err(PastedError::TooManyRows(MOST_ROWS - 1));
        }
        if record.len() > MOST_COLUMNS {
            return Err(PastedError::TooManyColumns(line, MOST_COLUMNS));
        }
        if let Some((column, cell)) = record.iter().enumerate().find(|(_, cell)| is_formula(cell)) {
            return Err(PastedError::Formula(line, column + 1, cell.chars().take(60).collect()));
        }
        rows.push(record.iter().map(|cell| cell.replace('\u{a0}', " ")).collect::<Vec<_>>());
        lines.push(line);
    }
    if rows.is_empty() {
        return Err(PastedError::Empty);
    }
    let width = rows.iter().map(Vec::len).max().unwrap_or(0);
    rows.iter_mut().for_each(|row| row.resize(width, String::new()));
    Ok(Pasted { rows, lines })
}

/// How far the lines have been counted.
struct Place {
    at: usize,
    line: usize,
}

impl Place {
    /// The line of a record; the reader's own positions lie before the empty lines that it skips.
    fn line_of(&mut self, text: &str, position: Option<&csv::Position>) -> usize {
        let begin = position.and_then(|p| usize::try_from(p.byte()).ok()).unwrap_or(self.at);
        let skipped =
            text.get(begin..).unwrap_or_default().bytes().take_while(|b| b"\r\n".contains(b)).count();
        let begin = begin + skipped;
        self.line += text.get(self.at..begin).unwrap_or_default().matches('\n').count();
        self.at = begin.max(self.at);
        self.line
    }
}

/// Tabs as a spreadsheet gives them; otherwise whichever of semicolon and comma the first rows have more of, since a
/// Swedish spreadsheet writes semicolons and keeps the comma for decimals.
fn delimiter(text: &str) -> u8 {
    let head: Vec<&str> = text.lines().take(5).collect();
    let count = |c: char| head.iter().map(|line| line.matches(c).count()).sum::<usize>();
    match (count('\t'), count(';'), count(',')) {
        (tabs, ..) if tabs > 0 => b'\t',
        (_, semicolons, _) if semicolons > 0 => b';',
        (_, _, commas) if commas > 0 => b',',
        _ => b'\t',
    }
}

/// An odd number of quotation marks: the last one swallows the rest of the table.
fn unclosed(text: &str) -> bool {
    text.matches('"').count() % 2 == 1
        && text.lines().any(|line| {
            line.trim_start().starts_with('"')
                || line.contains("\t\"")
                || line.contains(";\"")
                || line.contains(",\"")
        })
}

fn is_formula(cell: &str) -> bool {
    let mut letters = cell.chars();
    match (letters.next(), letters.next()) {
        (Some('='), Some(next)) => next != '=',
        (Some('@'), Some(next)) => next.is_ascii_uppercase(),
        _ => false,
    }
}

/// Makes a cell safe for a spreadsheet that opens a CSV file: what would be evaluated there gets an apostrophe before it.
pub fn harmless(cell: &str) -> String {
    match cell.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r') => format!("'{cell}"),
        _ => cell.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn cells(text: &str) -> Vec<Vec<String>> {
        read(text).unwrap().rows
    }

    #[test]
    fn nothing_a_formula_an_open_quotation_and_too_much_are_refused_with_their_row() {
        assert_eq!(read("\u{feff}\n \t\n"), Err(PastedError::Empty));
        assert_eq!(read("a\tb\n1\t=SUM(A1)"), Err(PastedError::Formula(2, 2, "=SUM(A1)".into())));
        assert_eq!(read("@SUM(A1)\t1"), Err(PastedError::Formula(1, 1, "@SUM(A1)".into())));
        assert!(matches!(read("a\t\"b\nc\td"), Err(PastedError::Quotes(_))));
        let wide = "x\t".repeat(MOST_COLUMNS) + "x";
        assert_eq!(read(&wide), Err(PastedError::TooManyColumns(1, MOST_COLUMNS)));
        assert!(read(&wide[2..]).is_ok());
        assert_eq!(read(&"x\n".repeat(MOST_ROWS + 1)), Err(PastedError::TooManyRows(MOST_ROWS - 1)));
        assert_eq!(read(&"x\n".repeat(MOST_ROWS)).unwrap().rows.len(), MOST_ROWS);
    }

    #[test]
    fn a_spreadsheet_a_swedish_csv_and_an_english_one_are_read_alike() {
        let rows = [["Kommun", "Andel"], ["Svalöv", "1,5"]];
        assert_eq!(cells("Kommun\tAndel\r\nSvalöv\t1,5\r\n"), rows);
        assert_eq!(cells("\u{feff}Kommun;Andel\nSvalöv;1,5"), rows);
        assert_eq!(cells("Kommun,Andel\nSvalöv,\"1,5\""), rows);
    }

    #[test]
    fn a_quoted_cell_may_have_breaks_and_marks_and_short_rows_are_filled() {
        assert_eq!(cells("a\t\"b\nc \"\"d\"\"\"\ne"), [["a", "b\nc \"d\""], ["e", ""]]);
        assert_eq!(read("a\n\n\nb").unwrap().lines, [1, 4]);
        // An inch sign inside a cell is no quotation.
        assert_eq!(cells("skärm 24\"\t1"), [["skärm 24\"", "1"]]);
    }

    #[test]
    fn numbers_and_addresses_are_no_formulas() {
        assert_eq!(cells("-5\t+46 40\t==\t@anna"), [["-5", "+46 40", "==", "@anna"]]);
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("Svalöv"), "Svalöv");
    }

    proptest! {
        #[test]
        fn every_cell_comes_out_or_the_whole_is_refused(rows in prop::collection::vec(prop::collection::vec("[a-zåäö0-9 ,.]{0,8}", 2..5), 1..6)) {
            let text: Vec<String> = rows.iter().map(|r| r.join("\t")).collect();
            let filled: Vec<Vec<String>> = rows.iter().filter(|r| r.iter().any(|c| !c.trim().is_empty()))
                .map(|r| r.iter().map(|c| c.trim().to_owned()).collect()).collect();
            match read(&text.join("\n")) {
                Ok(pasted) => for (got, meant) in pasted.rows.iter().zip(&filled) {
                    prop_assert_eq!(&got[..meant.len()], &meant[..]);
                },
                Err(e) => prop_assert_eq!(e, PastedError::Empty),
            }
        }
    }
}
