//! Tables to be opened in a spreadsheet: comma-separated, with a mark that says UTF-8.
//!
//! Invariant: no cell is taken for a formula by the program that opens it, and whatever stands in a cell stays in it.

/// Begins the file, so that spreadsheets read å, ä and ö.
const MARK: &str = "\u{feff}";

/// A table, its heading first.
pub fn write(rows: &[Vec<String>]) -> String {
    let line = |row: &Vec<String>| row.iter().map(|c| cell(c)).collect::<Vec<_>>().join(",");
    rows.iter().fold(MARK.to_owned(), |text, row| text + &line(row) + "\r\n")
}

/// A cell: in quotation marks where it must be, and with an apostrophe before what would begin a formula. A number with its
/// sign is a number.
fn cell(text: &str) -> String {
    let number = text.replace(',', ".").parse::<f64>().is_ok();
    let formula = text.starts_with(['=', '+', '-', '@', '\t', '\r']) && !number;
    let text = if formula { format!("'{text}") } else { text.to_owned() };
    if text.contains(['"', ',', ';', '\n', '\r', '\t']) || text != text.trim() {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_never_a_formula() {
        for formula in ["=1+1", "+cmd|x", "-2+3", "@SUM(A1)", "\t=1"] {
            assert!(cell(formula).trim_start_matches('"').starts_with('\''), "{formula:?}");
        }
        assert_eq!(cell("-12,5"), "\"-12,5\"");
        assert_eq!(cell("-12"), "-12");
    }

    #[test]
    fn what_stands_in_a_cell_stays_in_it() {
        let rows = [vec!["a".to_owned(), "b \"c\", d".to_owned()], vec!["å\nä".to_owned(), String::new()]];
        assert_eq!(write(&rows), "\u{feff}a,\"b \"\"c\"\", d\"\r\n\"å\nä\",\r\n");
    }
}
