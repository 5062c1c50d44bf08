//! Sheets: which tables can be pasted, which columns they have, and what a row of the plain ones becomes.

use super::{names::Names, no_such};
use crate::thing::{
    refusal::{Refusal, Why},
    written::{Said, Written},
};
use genbo_domain::{
    noun::{Field, NounDef},
    value::{Pointer, Value, WrittenValue},
};
use genbo_store::thing::Name;

/// A kind of table that can be pasted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sheet {
    /// Members of a cooperation.
    Members,
    /// Meetings of a body.
    Meetings,
    /// Seats of a body, with or without their holders.
    Seats,
    /// People who take part in a body, each on a seat.
    Participants,
    /// Fixed contacts of a cooperation.
    Contacts,
}

/// A column of a sheet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Column {
    /// Its name, unique in the sheet.
    pub name: &'static str,
    /// The noun and field whose kind and label it has.
    pub of: (&'static str, &'static str),
    /// Whether a row must have it.
    pub required: bool,
}

impl Column {
    /// The field whose kind and label the column has.
    pub fn field(&self) -> &'static Field {
        let field = NounDef::named(self.of.0).and_then(|n| n.field(self.of.1));
        field.map(|(_, f)| f).expect("every column names a field; a test walks them")
    }
}

/// What stands in a cell.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// A value of the column's kind.
    Value(WrittenValue),
    /// The name, slug or code of something, for a column that refers.
    Name(String),
}

/// The cells of a row, one for each column of the sheet.
pub type Row = Vec<Cell>;

const fn column(name: &'static str, of: (&'static str, &'static str), required: bool) -> Column {
    Column { name, of, required }
}

const MEMBERS: &[Column] = &[
    column("member", ("membership", "member"), true),
    column("kind", ("membership", "kind"), false),
    column("valid", ("membership", "valid"), false),
    column("condition", ("membership", "condition"), false),
];
const MEETINGS: &[Column] = &[
    column("when", ("meeting", "when"), true),
    column("title", ("meeting", "title"), false),
    column("place", ("meeting", "place"), false),
    column("status", ("meeting", "status"), false),
    column("form", ("meeting", "form"), false),
];
const PEOPLE: &[Column] = &[
    column("person", ("person", "name"), true),
    column("organisation", ("seat", "allotted_to"), false),
    column("title", ("seat", "title"), false),
    column("role", ("seat", "role"), false),
    column("party", ("seat", "party"), false),
    column("email", ("person", "email"), false),
    column("phone", ("person", "phone"), false),
    column("valid", ("holding", "valid"), false),
];
const SEATS: &[Column] = &[
    column("title", ("seat", "title"), true),
    column("organisation", ("seat", "allotted_to"), false),
    column("role", ("seat", "role"), false),
    column("party", ("seat", "party"), false),
    column("person", ("person", "name"), false),
    column("email", ("person", "email"), false),
    column("phone", ("person", "phone"), false),
    column("valid", ("holding", "valid"), false),
];
const CONTACTS: &[Column] = &[
    column("organisation", ("contact", "organisation"), true),
    column("period", ("contact", "period"), true),
    column("person", ("contact", "person"), false),
    column("connection_point", ("contact", "connection_point"), false),
];

impl Sheet {
    /// All of them, in the order in which they are offered.
    pub const ALL: [Sheet; 5] =
        [Sheet::Members, Sheet::Participants, Sheet::Seats, Sheet::Meetings, Sheet::Contacts];

    /// Its columns.
    pub const fn columns(self) -> &'static [Column] {
        match self {
            Sheet::Members => MEMBERS,
            Sheet::Meetings => MEETINGS,
            Sheet::Seats => SEATS,
            Sheet::Participants => PEOPLE,
            Sheet::Contacts => CONTACTS,
        }
    }

    /// The noun of what a row is about.
    pub fn noun(self) -> &'static NounDef {
        let name = match self {
            Sheet::Members => "membership",
            Sheet::Meetings => "meeting",
            Sheet::Seats => "seat",
            Sheet::Participants => "holding",
            Sheet::Contacts => "contact",
        };
        NounDef::named(name).expect("the nouns of sheets exist; a test walks them")
    }

    /// The noun of what the rows belong to.
    pub const fn context(self) -> &'static str {
        match self {
            Sheet::Members | Sheet::Contacts => "cooperation",
            Sheet::Meetings | Sheet::Seats | Sheet::Participants => "body",
        }
    }

    /// The place of a column.
    pub(super) fn place(self, name: &str) -> Option<usize> {
        self.columns().iter().position(|c| c.name == name)
    }

    /// What a row must have and does not.
    pub(super) fn lacks(self, n: usize, row: &Row) -> Vec<Refusal> {
        let empty = |i: usize| !matches!(row.get(i), Some(Cell::Value(_) | Cell::Name(_)));
        let columns = self.columns().iter().enumerate().filter(|(i, c)| c.required && empty(*i));
        columns.map(|(_, c)| Refusal { row: n, field: Some(c.name), why: Why::Missing }).collect()
    }

    /// What a row of members, meetings or contacts becomes; nothing if it is there already.
    pub(super) fn written(
        self,
        names: &Names,
        context: &Name,
        row: &Row,
    ) -> Result<Option<Written>, (&'static str, Why)> {
        let up = Pointer { noun: self.context(), slug: context.slug.clone() };
        let mut written = match self {
            Sheet::Meetings => {
                let bodies = Said::Value(Value::List(vec![Value::Ref(up)]));
                Written::new(self.noun()).with("bodies", bodies)
            }
            _ => Written::new(self.noun()).with("cooperation", Said::Value(Value::Ref(up))),
        };
        for (column, cell) in self.columns().iter().zip(row) {
            match cell {
                Cell::Empty => {}
                Cell::Value(value) => written = written.with(column.of.1, Said::Value(value.clone())),
                Cell::Name(name) => {
                    let to = names.one(column.name, name).ok_or_else(|| (column.name, no_such(name)))?;
                    written = written.with(column.of.1, Said::Value(Value::Ref(to)));
                }
            }
        }
        if self == Sheet::Meetings && written.value("title").is_none() {
            written = written.with("title", Said::Value(Value::Text(context.label.clone())));
        }
        if self == Sheet::Meetings && written.value("status").is_none() {
            written = written.with("status", Said::Value(Value::Text("preliminary".to_owned())));
        }
        Ok((!names.is_there(self, &written)).then_some(written))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_column_is_a_field_and_has_a_name_of_its_own() {
        for sheet in Sheet::ALL {
            let columns = sheet.columns();
            assert!(NounDef::named(sheet.context()).is_some());
            assert!(!sheet.noun().fields.is_empty());
            for (i, column) in columns.iter().enumerate() {
                assert!(!column.field().name.is_empty());
                assert!(columns[i + 1..].iter().all(|c| c.name != column.name), "{sheet:?}: {}", column.name);
            }
        }
    }
}
