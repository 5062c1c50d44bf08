//! Texts of changing many things at once.

use crate::{lang::Lang, words};
use genbo_app::view::HowMany;

subject! {
    /// Texts of changing many things at once.
    pub struct BulkTexts {
        action: "Ändra flera", "Change several";
        lead: "Välj saker, säg vad som ska stå i ett eller flera fält och förhandsgranska. Allt ändras på en gång, eller inget.", "Choose things, say what shall stand in one or several fields, and preview. Everything is changed at once, or nothing.";
        choose: "1. Välj", "1. Choose";
        search: "Sök", "Search";
        home: "Samverkan", "Cooperation";
        narrow: "Visa urvalet", "Show these";
        all: "Välj alla i urvalet", "Choose all of these";
        none: "Välj inga", "Choose none";
        chosen: "Valda", "Chosen";
        found: "I urvalet", "Found";
        paste: "Eller klistra in kortnamn", "Or paste slugs";
        paste_hint: "Ett per rad, som i adressen: svalov/kommunstyrelsen.", "One a line, as in the address: svalov/kommunstyrelsen.";
        fields: "2. Ändra", "2. Change";
        field: "Fält", "Field";
        how: "Vad som ska ske", "What becomes of it";
        set: "sätt till", "set to";
        empty: "töm", "empty";
        add: "lägg till i listan", "add to the list";
        remove: "ta bort ur listan", "remove from the list";
        value: "Värde", "Value";
        value_hint: "När ett fält är valt visas vad som kan stå där.", "When a field is chosen, what can stand there is shown.";
        more: "Visa fältets val, eller fler fält", "Show the field's choices, or more fields";
        no_field: "Välj minst ett fält.", "Choose at least one field.";
        no_value: "Skriv ett värde, eller välj ”töm”.", "Write a value, or choose “empty”.";
        no_list: "Fältet är ingen lista. Välj ”sätt till” eller ”töm”.", "The field is no list. Choose “set to” or “empty”.";
        twice: "Fältet är valt två gånger.", "The field is chosen twice.";
        no_things: "Välj minst en sak.", "Choose at least one thing.";
        preview: "Förhandsgranska", "Preview";
        preview_title: "3. Så här blir det", "3. How it will be";
        thing: "Vad", "What";
        before: "Nu", "Now";
        after: "Blir", "Becomes";
        nothing: "Ändras inte", "Does not change";
        refused: "Går inte", "Refused";
        apply: "Ändra alla", "Change all";
        refused_note: "Inget ändras så länge något inte går. Välj bort det, eller ändra värdet.", "Nothing is changed while something is refused. Leave it out, or change the value.";
        nothing_note: "Inget skulle ändras.", "Nothing would change.";
        collides: "Någon annan har ändrat samma sak sedan du förhandsgranskade. Granska igen.", "Somebody else has changed the same since you previewed. Preview again.";
        undo: "Ångra alltihop", "Undo all of it";
        undone: "Allt står som det gjorde innan.", "Everything stands as it did before.";
    }
}

impl Lang {
    /// What a page is called on which things of a noun are changed.
    pub fn change_many(self, noun: &'static str) -> String {
        match self {
            Lang::Sv => format!("Ändra flera {}", words::noun(self, noun).plural),
            Lang::En => format!("Change several {}", words::noun(self, noun).plural),
        }
    }

    /// How many things were changed.
    pub fn changed_many(self, n: usize) -> String {
        match (self, n) {
            (Lang::Sv, 1) => "En sak är ändrad.".to_owned(),
            (Lang::Sv, n) => format!("{n} saker är ändrade."),
            (Lang::En, 1) => "One thing has been changed.".to_owned(),
            (Lang::En, n) => format!("{n} things have been changed."),
        }
    }

    /// How many things would change.
    pub fn would_change(self, n: usize, of: usize) -> String {
        match self {
            Lang::Sv => format!("{n} av {of} ändras."),
            Lang::En => format!("{n} of {of} will change."),
        }
    }

    /// How many are found and how many of them are shown.
    pub fn found_shown(self, all: HowMany, shown: usize) -> String {
        match self {
            Lang::Sv => format!("{} i urvalet, {shown} visas.", self.how_many(all, |n| n.to_string())),
            Lang::En => format!("{} found, {shown} shown.", self.how_many(all, |n| n.to_string())),
        }
    }
}
