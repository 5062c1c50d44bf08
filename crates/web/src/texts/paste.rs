//! Texts of pasting tables.

use crate::lang::Lang;
use genbo_documents::pasted::PastedError;

subject! {
    /// Texts of pasting tables.
    pub struct PasteTexts {
        lead: "Klistra in rader från Excel eller en CSV-fil. Du ser vad som läggs till innan något sparas.", "Paste rows from a spreadsheet or a CSV file. You see what is added before anything is saved.";
        members: "Klistra in medlemmar", "Paste members";
        meetings: "Klistra in mötesdagar", "Paste meeting dates";
        seats: "Klistra in platser", "Paste seats";
        participants: "Klistra in deltagare", "Paste participants";
        contacts: "Klistra in kontakter", "Paste contacts";
        table: "Tabell", "Table";
        hint: "Markera raderna i Excel, kopiera och klistra in dem här. Kolumnerna kan stå i vilken ordning som helst.", "Select the rows in the spreadsheet, copy them and paste them here. The columns may stand in any order.";
        can_be: "Kolumner som går att klistra in", "Columns that can be pasted";
        must: "måste finnas", "required";
        example: "Exempel", "Example";
        show: "Visa vad det blir", "Show what it becomes";
        again: "Visa igen", "Show again";
        preview: "Så här blir det", "What it becomes";
        first: "Första raden", "The first row";
        is_header: "är rubriker", "has headings";
        is_row: "är en rad som de andra", "is a row like the others";
        not_used: "Används inte", "Not used";
        line: "Rad", "Row";
        becomes: "Blir", "Becomes";
        adds_seat: "Lägger till en plats", "Adds a seat";
        is_there: "Finns redan", "Is there already";
        change_text: "Ändra det inklistrade", "Change what was pasted";
        none_saved: "Inget har sparats. Rätta raderna nedan i tabellen, eller ändra kolumnerna.", "Nothing has been saved. Correct the rows below in the table, or change the columns.";
        errors: "Det går inte att läsa tabellen", "The table cannot be read";
        wrong: "Fel", "Wrong";
        column: "Kolumn", "Column";
    }
}

impl Lang {
    /// Why a pasted table cannot be read.
    pub fn pasted(self, error: &PastedError) -> String {
        match (self, error) {
            (Lang::Sv, PastedError::Empty) => "Tabellen är tom. Klistra in minst en rad.".to_owned(),
            (Lang::Sv, PastedError::TooManyRows(n)) => {
                format!("Tabellen har fler än {n} rader. Dela upp den och klistra in en del i taget.")
            }
            (Lang::Sv, PastedError::TooManyColumns(row, n)) => {
                format!("Rad {row} har fler än {n} kolumner. Klistra bara in dem som behövs.")
            }
            (Lang::Sv, PastedError::Formula(row, column, cell)) => {
                format!("Rad {row}, kolumn {column} är en formel ({cell}). Klistra in värdet i stället.")
            }
            (Lang::Sv, PastedError::Quotes(row)) => {
                format!("Ett citattecken är inte avslutat vid rad {row}. Sätt dit det andra eller ta bort det.")
            }
            (Lang::En, e) => {
                let text = e.to_string();
                let mut letters = text.chars();
                letters.next().map_or_else(String::new, |c| c.to_uppercase().chain(letters).collect::<String>() + ".")
            }
        }
    }

    /// A pasted column by its number.
    pub fn pasted_column(self, n: usize) -> String {
        match self {
            Lang::Sv => format!("Kolumn\u{a0}{n}"),
            Lang::En => format!("Column\u{a0}{n}"),
        }
    }

    /// What a row adds, by the names of its things.
    pub fn adds(self, nouns: &[String]) -> String {
        let list = self.list(nouns);
        match self {
            Lang::Sv => format!("Nytt: {list}"),
            Lang::En => format!("New: {list}"),
        }
    }

    /// That a row takes a seat that is there, by its place in the body's list.
    pub fn fills_seat(self, place: usize) -> String {
        match self {
            Lang::Sv => format!("Fyller plats\u{a0}{place}"),
            Lang::En => format!("Fills seat\u{a0}{place}"),
        }
    }

    /// How many rows add something, and how many were there already.
    pub fn rows_sum(self, new: usize, there: usize) -> String {
        match self {
            Lang::Sv => format!("{new} rader läggs till, {there} finns redan."),
            Lang::En => format!("{new} rows are added, {there} are there already."),
        }
    }

    /// How many rows are wrong.
    pub fn rows_wrong(self, wrong: usize, all: usize) -> String {
        match self {
            Lang::Sv => format!("{wrong} av {all} rader går inte att läsa. Inget läggs till förrän alla går."),
            Lang::En => format!("{wrong} of {all} rows cannot be read. Nothing is added until all can."),
        }
    }

    /// The button that adds the rows.
    pub fn add_rows(self, n: usize) -> String {
        match (self, n) {
            (Lang::Sv, 1) => "Lägg till en rad".to_owned(),
            (Lang::Sv, n) => format!("Lägg till {n} rader"),
            (Lang::En, 1) => "Add one row".to_owned(),
            (Lang::En, n) => format!("Add {n} rows"),
        }
    }

    /// How many rows were added.
    pub fn rows_added(self, n: i64) -> String {
        match (self, n) {
            (Lang::Sv, 1) => "En rad är tillagd.".to_owned(),
            (Lang::Sv, n) => format!("{} rader är tillagda.", self.whole(n)),
            (Lang::En, 1) => "One row is added.".to_owned(),
            (Lang::En, n) => format!("{} rows are added.", self.whole(n)),
        }
    }

    /// How many rows are looked at but not shown.
    pub fn rows_hidden(self, n: usize) -> String {
        match self {
            Lang::Sv => format!("Ytterligare {n} rader utan fel visas inte."),
            Lang::En => format!("{n} more rows without faults are not shown."),
        }
    }
}
