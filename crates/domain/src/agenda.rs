//! Agendas as they were called: frozen versions of what a meeting would take up, beside the working agenda that goes on.
//!
//! Invariant: a version is never changed; what comes later is another version.

use crate::{
    attachment::Attachment,
    edtf::Edtf,
    item::{Item, ItemKind},
    meeting::Meeting,
    noun,
    noun::To,
    value::Prose,
};

noun! {
    /// The agenda of a meeting as it was called, or called anew: frozen on its day.
    pub struct Agenda = "agenda" / "agendas", label letter, in Meeting as meeting by letter {
        /// Which version it is: A, B, C in order.
        letter: String,
        /// When it was frozen.
        frozen: Option<Edtf>,
        /// Whether more may be added without another call.
        open_ended: Option<bool>,
        /// What the sender said of it.
        note: Option<Prose>,
    }
}

noun! {
    /// One line of a frozen agenda.
    pub struct AgendaLine = "agenda_line" / "agenda-lines", label title, in Agenda as agenda {
        /// Number or point, as it was printed.
        number: Option<String>,
        /// Heading, as it was printed.
        title: String,
        /// The heading of the agenda above it.
        section: Option<String>,
        /// The item on the working agenda.
        item: Option<To<Item>>,
        /// Whether it is a part of the line above it.
        is_part: Option<bool>,
        /// What it was for.
        kind: Option<ItemKind>,
        /// Whether it was to be dealt with behind closed doors.
        closed: Option<bool>,
        /// Whether papers were still to come.
        papers_pending: Option<bool>,
        /// The files that belonged to it, as they were.
        papers: Vec<To<Attachment>>,
    }
}

/// The letter of the version after `before` versions: A, B … Z, then AA, AB.
pub fn letter(before: usize) -> String {
    let mut n = before;
    let mut letters = Vec::new();
    loop {
        letters.push(b'A' + u8::try_from(n % 26).unwrap_or(0));
        if n < 26 {
            break;
        }
        n = n / 26 - 1;
    }
    letters.iter().rev().map(|b| char::from(*b)).collect()
}

#[cfg(test)]
mod tests {
    use super::letter;

    #[test]
    fn versions_are_lettered_past_the_alphabet() {
        let at = |n: usize| letter(n);
        assert_eq!([at(0), at(25), at(26), at(27), at(701), at(702)], ["A", "Z", "AA", "AB", "ZZ", "AAA"]);
    }
}
